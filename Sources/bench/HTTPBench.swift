import NIOCore
import NIOPosix

/// What a request costs the machine when there are many tickets.
struct HTTPBench {
    private static let connectionsCount = 16

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        let (filled, seconds) = try await folder.fill(tickets: options.tickets, customers: DataFolder.customersDefault)
        report.figure("\(options.tickets) tickets filled in", seconds, "s")
        let server = try ServerProcess.walletdesk(on: folder)
        try await server.ready()
        let talk = Talk(port: server.port, filled: filled)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let meter = CPUMeter(server: server.figures, database: try await folder.databaseProcess())
        /// Anywhere in the whole, but in the same order each time.
        let some = { @Sendable [count = options.tickets] number in number &* 7_919 % count }

        if try await talk.hasDesk(group) {
            try await measure("list page (25 rows)", 200, goal: 0.1, server, meter, group) { _ in talk.listPage }
            try await measure("view page", 200, goal: 0.12, server, meter, group) { talk.viewPage(some($0)) }
        }
        try await measure("customer's chat page", 200, goal: 0.12, server, meter, group) { talk.chatPage(some($0)) }
        try await measure("customer's message", 201, goal: 0.12, server, meter, group) { talk.message(some($0), $0) }
        if try await talk.hasDesk(group) {
            try await measure("agent's reply", 201, goal: 0.12, server, meter, group) { talk.reply(some($0)) }
        }
        try await measure("create", 201, goal: 0.15, server, meter, group) { talk.create($0) }
        report.figure("memory after all of it", server.figures.residentMegabytes, "MB")
        server.stop()
        try await group.shutdownGracefully()
    }

    private func measure(
        _ name: String, _ status: Int, goal: Double, _ server: ServerProcess, _ meter: CPUMeter,
        _ group: any EventLoopGroup,
        _ request: @escaping @Sendable (Int) -> ByteBuffer
    ) async throws {
        let load = Load(
            port: server.port, group: group, connections: Self.connectionsCount, request: request, statusWanted: status)
        let warm = try await load.run(seconds: 1)
        let before = meter.read()
        let outcome = try await load.run(seconds: Double(options.seconds), from: warm.requests + 1)
        let used = meter.read() - before
        let count = Double(outcome.requests)
        report.figure("\(name): requests", count / outcome.seconds, "/s")
        report.figure("\(name): p99", Samples(outcome.milliseconds).at(0.99), "ms")
        if meter.database != nil {
            report.figure("\(name): CPU of the server", used.server / count, "ms")
            report.figure("\(name): CPU of the database", used.database / count, "ms")
        }
        report.figure("\(name): CPU", (used.server + used.database) / count, "ms", goal: .atMost(goal))
    }
}

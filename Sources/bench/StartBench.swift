import Foundation

/// From the command to a server that answers, on data that are there already; and the memory it then takes.
struct StartBench {
    private static let startsCount = 9
    private static let idleSeconds = 3
    private static let ticketsCount = 5_000

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        _ = try await folder.fill(tickets: Self.ticketsCount, customers: 100)
        var times: [Double] = []
        for _ in 0..<Self.startsCount {
            let begin = nanosecondsNow()
            let server = try ServerProcess.walletdesk(on: folder)
            times.append(try await server.ready(since: begin))
            server.stop()
        }
        let samples = Samples(times)
        report.figure(
            "from the command to ready, p50 of \(Self.startsCount)", samples.at(0.5), "ms", goal: .atMost(300))
        report.figure("from the command to ready, slowest", samples.at(1), "ms")
        let server = try ServerProcess.walletdesk(on: folder)
        try await server.ready()
        try await Task.sleep(for: .seconds(Self.idleSeconds))
        report.figure("memory when idle", server.figures.residentMegabytes, "MB", goal: .atMost(60))
        report.figure("of it private, not programs or libraries", server.figures.privateMegabytes, "MB")
        let before = server.figures.cpuMilliseconds()
        try await Task.sleep(for: .seconds(Self.idleSeconds))
        report.figure(
            "CPU when idle, a second", (server.figures.cpuMilliseconds() - before) / Double(Self.idleSeconds), "ms")
        server.stop()
    }
}

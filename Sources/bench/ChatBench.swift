import NIOCore
import NIOPosix
import Synchronization

/// A customer writes → it is on the disk → the agent's screen is told.
///
/// The conversations are tickets that wait for a person or have one: what is measured is the desk, not the assistant's
/// answers.
struct ChatBench {
    private static let streamsMost = 1_000
    private static let postersCount = 16
    private static let sendersCount = 64
    private static let messagesPerSecond = 100
    private static let bareSeconds = 2.0

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        let filled = try await folder.fill(tickets: Self.streamsMost, customers: Self.streamsMost).filled
        let server = try ServerProcess.walletdesk(on: folder)
        try await server.ready()
        let talk = Talk(port: server.port, filled: filled)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let hasDesk = try await talk.hasDesk(group)
        for count in [1, 64, Self.streamsMost] {
            try await delivery(talk, streams: count, hasDesk: hasDesk, group)
        }
        try await throughput(talk, server, group)
        server.stop()
        try await group.shutdownGracefully()
    }

    /// Send times of messages that nobody has seen yet.
    private final class Sent: Sendable {
        struct State {
            var pending: [String: [UInt64]] = [:]
            var delivered: [Double] = []
            var acknowledged: [Double] = []
            var failure: String?
        }
        let state = Mutex(State())

        func seen(_ key: String, _ at: UInt64) {
            state.withLock { state in
                guard let begin = state.pending[key]?.first else { return }
                state.pending[key]?.removeFirst()
                state.delivered.append(Double(at - begin) / 1e6)
            }
        }
    }

    /// A steady hundred messages a second over all conversations.
    private func delivery(_ talk: Talk, streams count: Int, hasDesk: Bool, _ group: any EventLoopGroup) async throws {
        let sent = Sent()
        var streams: [any Channel] = []
        if hasDesk {
            streams.append(
                try await StreamClient.open(
                    port: talk.port, talk.deskStream, Talk.deskMarker, on: group, seen: sent.seen))
        }
        for index in streams.count..<count {
            streams.append(
                try await StreamClient.open(port: talk.port, talk.stream(index), Talk.textMarker, on: group) {
                    key, at in
                    if !hasDesk { sent.seen(key, at) }
                })
        }
        var posters: [HTTPClient] = []
        for _ in 0..<Self.postersCount { posters.append(try await HTTPClient.connect(port: talk.port, on: group)) }
        let conversations = hasDesk ? Self.streamsMost : count
        for number in 0..<(options.seconds * Self.messagesPerSecond) {
            try await Task.sleep(for: .milliseconds(1_000 / Self.messagesPerSecond))
            let index = number % conversations
            let key = hasDesk ? talk.filled.tickets[index].text : Talk.key(number)
            let begin = nanosecondsNow()
            sent.state.withLock { $0.pending[key, default: []].append(begin) }
            posters[number % Self.postersCount].send(talk.message(index, number)) { result in
                let took = milliseconds(since: begin)
                sent.state.withLock { state in
                    switch result {
                    case .success(let answer) where answer.status == 201: state.acknowledged.append(took)
                    case .success(let answer): state.failure = "A message was answered with \(answer.status)."
                    case .failure(let error): state.failure = "A message was not answered: \(error)"
                    }
                }
            }
        }
        try await Task.sleep(for: .seconds(1))
        for client in posters { await client.close() }
        for stream in streams { try? await stream.close() }
        let state = sent.state.withLock { $0 }
        if let failure = state.failure { throw BenchError(failure) }
        let place = hasDesk ? "the agent's stream" : "the customer's stream"
        report(state.acknowledged, "acknowledged on disk, \(count) open streams")
        report(state.delivered, "seen by \(place), \(count) open streams")
        let lost = options.seconds * Self.messagesPerSecond - state.delivered.count
        if lost > 0 { throw BenchError("\(lost) messages were not seen by \(place).") }
    }

    private func report(_ values: [Double], _ name: String) {
        let samples = Samples(values)
        report.figure("\(name): p50", samples.at(0.5), "ms")
        report.figure("\(name): p99", samples.at(0.99), "ms")
    }

    private func throughput(_ talk: Talk, _ server: ServerProcess, _ group: any EventLoopGroup) async throws {
        let load = Load(
            port: talk.port, group: group, connections: Self.sendersCount,
            request: { talk.message($0 % Self.streamsMost, $0) }, statusWanted: 201)
        let meter = CPUMeter(server: server.figures, database: try await folder.databaseProcess())
        _ = try await load.run(seconds: 1)
        let before = try BareCommits.perSecond(in: folder.url, seconds: Self.bareSeconds)
        let cpu = meter.read()
        let outcome = try await load.run(seconds: Double(options.seconds))
        let used = meter.read() - cpu
        let after = try BareCommits.perSecond(in: folder.url, seconds: Self.bareSeconds)
        let (rate, bare) = (Double(outcome.requests) / outcome.seconds, (before + after) / 2)
        report.figure("messages acknowledged on disk, \(Self.sendersCount) senders", rate, "/s")
        report(outcome.milliseconds, "acknowledged on disk, \(Self.sendersCount) senders")
        report.figure(
            "CPU a message, \(Self.sendersCount) senders", (used.server + used.database) / Double(outcome.requests),
            "ms")
        report.figure("bare SQLite, one row a commit, synchronous=FULL", bare, "/s")
        report.figure("messages to bare commits", rate / bare, "×", goal: folder.database == nil ? .atLeast(5) : nil)
    }
}

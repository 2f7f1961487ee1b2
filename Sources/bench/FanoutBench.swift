import NIOCore
import NIOPosix
import Synchronization

/// One message to a thousand open streams, stored before anybody is told; beside a hub that only relays.
struct FanoutBench {
    private static let streamsCount = 1_000
    private static let roundsPerSecond = 10
    private static let roundSecondsMax = 10.0

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        let filled = try await folder.fill(tickets: 2, customers: 1).filled
        let (desk, hub) = (try ServerProcess.walletdesk(on: folder), try ServerProcess.hub())
        try await desk.ready()
        try await hub.ready()
        let talk = Talk(port: desk.port, filled: filled)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (deskRound, hubRound) = (Round(Self.streamsCount), Round(Self.streamsCount))
        let deskStreams = try await open(port: desk.port, talk, deskRound, group)
        let hubStreams = try await open(port: hub.port, talk, hubRound, group)
        let deskPoster = try await HTTPClient.connect(port: desk.port, on: group)
        let hubPoster = try await HTTPClient.connect(port: hub.port, on: group)

        var (stored, relayed): ([Double], [Double]) = ([], [])
        for number in 1...(options.seconds * Self.roundsPerSecond * 2) {
            // In turn, so that a bad moment of the machine meets both.
            stored.append(try await play(deskRound, deskPoster, talk.message(0, number)))
            relayed.append(try await play(hubRound, hubPoster, relay(number)))
        }
        for channel in deskStreams + hubStreams { try? await channel.close() }
        let (own, bare) = (Samples(stored), Samples(relayed))
        report.figure("stored, then \(Self.streamsCount) streams: last one has it, p50", own.at(0.5), "ms")
        report.figure("stored, then \(Self.streamsCount) streams: last one has it, p99", own.at(0.99), "ms")
        report.figure("bare hub, nothing stored: last one has it, p50", bare.at(0.5), "ms")
        report.figure("bare hub, nothing stored: last one has it, p99", bare.at(0.99), "ms")
        report.figure("stored to bare, p50", own.at(0.5) / bare.at(0.5), "×", goal: .atMost(1.3))
        report.figure("memory with \(Self.streamsCount) streams", desk.figures.residentMegabytes, "MB")
        desk.stop()
        hub.stop()
        try await group.shutdownGracefully()
    }

    /// Counts who has the message of one round.
    private final class Round: Sendable {
        struct State {
            var missing = 0
            var ended: CheckedContinuation<UInt64, Never>?
        }
        let streams: Int
        let state = Mutex(State())

        init(_ streams: Int) { self.streams = streams }

        func seen(_ key: String, _ at: UInt64) {
            let ended = state.withLock { state -> CheckedContinuation<UInt64, Never>? in
                state.missing -= 1
                guard state.missing == 0 else { return nil }
                defer { state.ended = nil }
                return state.ended
            }
            ended?.resume(returning: at)
        }
    }

    private func open(port: Int, _ talk: Talk, _ round: Round, _ group: any EventLoopGroup) async throws
        -> [any Channel]
    {
        var streams: [any Channel] = []
        for _ in 0..<Self.streamsCount {
            streams.append(
                try await StreamClient.open(port: port, talk.stream(0), Talk.textMarker, on: group, seen: round.seen))
        }
        return streams
    }

    /// Posts once; the milliseconds until the last stream has it.
    private func play(_ round: Round, _ poster: HTTPClient, _ request: ByteBuffer) async throws -> Double {
        let begin = nanosecondsNow()
        let last = await withCheckedContinuation { continuation in
            round.state.withLock { $0 = .init(missing: round.streams, ended: continuation) }
            poster.send(request) { _ in }
        }
        // The answer to the post, and whatever else is on its way, is out of the way of the next round.
        try await Task.sleep(for: .milliseconds(5))
        return Double(last - begin) / 1e6
    }

    /// The same bytes as the desk's event has.
    private func relay(_ number: Int) -> ByteBuffer {
        RequestText.post(
            "/", "X-Relay: 1",
            json: """
                109\r
                id: \(number)
                event: message
                data: {"id":"0197a2b1-0000-7000-8000-000000000000",\
                "conversation":"0197a2b1-0000-7000-8000-000000000000",\
                "position":\(number),"author":{"kind":"customer","name":"林晓"},"text":"付款没成功，88 块钱怎么没了？ \
                bench-\(Talk.key(number))","attachments":[],"sent_at":"2026-11-20T10:21:06.123Z"}


                """)
    }
}

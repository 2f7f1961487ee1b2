import NIOCore
import Synchronization

/// Requests without a pause: each connection sends its next one when it has the answer to the last.
struct Load: Sendable {
    let port: Int
    let group: any EventLoopGroup
    let connections: Int
    /// The request with this number; numbers run from 0 without a gap over all connections.
    let request: @Sendable (Int) -> ByteBuffer
    let statusWanted: Int

    struct Outcome: Sendable {
        var requests = 0
        var seconds = 0.0
        var milliseconds: [Double] = []
        var failure: String?
    }

    private struct State {
        var next = 0
        var outcome = Outcome()
        var running = 0
    }

    func run(seconds: Double, from first: Int = 0) async throws -> Outcome {
        var clients: [HTTPClient] = []
        for _ in 0..<connections { clients.append(try await HTTPClient.connect(port: port, on: group)) }
        let shared = Shared(first: first, running: connections)
        let begin = nanosecondsNow()
        let end = begin + UInt64(seconds * 1e9)
        await withCheckedContinuation { continuation in
            for client in clients {
                client.channel.eventLoop.execute { next(client, until: end, shared) { continuation.resume() } }
            }
        }
        let elapsed = milliseconds(since: begin) / 1_000
        for client in clients { await client.close() }
        var outcome = shared.state.withLock { $0.outcome }
        outcome.seconds = elapsed
        if let failure = outcome.failure { throw BenchError(failure) }
        return outcome
    }

    private final class Shared: Sendable {
        let state: Mutex<State>
        init(first: Int, running: Int) { state = Mutex(State(next: first, running: running)) }
    }

    private func next(_ client: HTTPClient, until end: UInt64, _ shared: Shared, done: @escaping @Sendable () -> Void) {
        let begin = nanosecondsNow()
        let (number, isLast): (Int?, Bool) = shared.state.withLock { state in
            guard begin < end, state.outcome.failure == nil else {
                state.running -= 1
                return (nil, state.running == 0)
            }
            state.next += 1
            return (state.next - 1, false)
        }
        guard let number else {
            if isLast { done() }
            return
        }
        client.sendNow(request(number)) { result in
            shared.state.withLock { state in
                switch result {
                case .success(let answer) where answer.status == statusWanted:
                    state.outcome.requests += 1
                    state.outcome.milliseconds.append(milliseconds(since: begin))
                case .success(let answer):
                    state.outcome.failure =
                        "The server answered \(answer.status): \(String(buffer: answer.body).prefix(300))"
                case .failure(let error): state.outcome.failure = "A request failed: \(error)"
                }
            }
            next(client, until: end, shared, done: done)
        }
    }
}

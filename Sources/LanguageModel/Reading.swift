import AsyncHTTPClient
import NIOCore
import Synchronization

/// The reading of one answer, watched so that it does not stand still.
final class Reading: Sendable {
    private let last = Mutex(ContinuousClock.now)

    /// What `read` gives; `stalled` where nothing has come for as long as that.
    func watched<T: Sendable>(
        stallTime: Duration, _ read: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask { try await read() }
            group.addTask { [self] in
                while true {
                    let due = last.withLock { $0 } + stallTime
                    guard ContinuousClock.now < due else { throw ModelFailure.stalled }
                    try await Task.sleep(until: due, clock: .continuous)
                }
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw ModelFailure.empty }
            return first
        }
    }

    func read(
        _ body: HTTPClientResponse.Body, isStream: Bool, bytesMax: Int
    ) async throws -> (text: String, tokens: Int?) {
        var (answer, events, whole, bytes) = (ChatAnswer(), EventStream(), [UInt8](), 0)
        for try await buffer in body {
            last.withLock { $0 = .now }
            bytes += buffer.readableBytes
            guard bytes <= bytesMax else { throw ModelFailure.tooLarge }
            if isStream {
                for event in try events.take(buffer.readableBytesView) { try answer.take(event) }
                // Some servers keep the connection open after the last word.
                if answer.isDone { break }
            } else {
                whole += buffer.readableBytesView
            }
        }
        if !isStream {
            try answer.take(whole)
        } else if !answer.isDone, let event = events.end() {
            try answer.take(event)
        }
        return try answer.whole()
    }
}

import Synchronization

public struct DeadlineExceeded: Error {
    public init() {}
}

/// The answer, if it comes within `limit`; otherwise `DeadlineExceeded`, at once, also where the question cannot be
/// cancelled.
public func within<T: Sendable>(
    _ limit: Duration, _ question: @escaping @Sendable () async throws -> T
) async throws -> T {
    let race = Race<T>()
    return try await withCheckedThrowingContinuation { continuation in
        race.begin(continuation)
        let asked = Task { race.end(await Result { try await question() }) }
        Task {
            try? await Task.sleep(for: limit)
            race.end(.failure(DeadlineExceeded()))
            asked.cancel()
        }
    }
}

/// Whoever comes first answers; the other finds nobody waiting.
private final class Race<T: Sendable>: Sendable {
    private let waiting = Mutex<CheckedContinuation<T, any Error>?>(nil)

    func begin(_ continuation: CheckedContinuation<T, any Error>) { waiting.withLock { $0 = continuation } }

    func end(_ result: Result<T, any Error>) {
        let first = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        first?.resume(with: result)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}

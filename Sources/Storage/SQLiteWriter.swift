import Synchronization

/// Group commit: the writes that wait while one fsync is under way share the next one.
final class SQLiteWriter: Sendable {
    private let thread: Workers<SQLiteConnection>
    private let waiting = Mutex<[any PendingWrite]>([])

    init(_ connection: sending SQLiteConnection) {
        nonisolated(unsafe) let owned = connection
        thread = Workers(name: "sqlite-write", count: 1) { _ in owned }
    }

    func submit(_ write: any PendingWrite) {
        let first = waiting.withLock { writes in
            writes.append(write)
            return writes.count == 1
        }
        guard first else { return }
        if !thread.submit({ [self] connection in commitWaiting(on: connection) }) {
            for write in take(Int.max) {
                write.finish(StorageError(kind: .other, code: "closed", message: "the database is closed"))
            }
        }
    }

    func close() async { await thread.close() }

    private func commitWaiting(on connection: SQLiteConnection) {
        while true {
            let batch = take(SQLiteEngine.batchMax)
            if batch.isEmpty { return }
            do {
                try connection.inDatabase {
                    do {
                        if try !commit(batch, on: connection) { try commitApart(batch, on: connection) }
                    } catch {
                        // Inside: GRDB ends the program when a transaction is left open.
                        _ = try? connection.execute("ROLLBACK")
                        throw error
                    }
                }
                for write in batch { write.finish(nil) }
            } catch {
                for write in batch { write.finish(error) }
            }
        }
    }

    /// As one transaction: nearly every batch goes through like this. One write that fails after it has changed
    /// something spoils it: false, and nothing has happened. One that is refused before it changes anything spoils
    /// nothing.
    private func commit(_ batch: [any PendingWrite], on connection: SQLiteConnection) throws -> Bool {
        _ = try connection.execute("BEGIN IMMEDIATE")
        for write in batch {
            let before = connection.changes
            if !write.run(on: connection), connection.changes != before {
                _ = try connection.execute("ROLLBACK")
                return false
            }
        }
        _ = try connection.execute("COMMIT")
        return true
    }

    /// Once more with a savepoint each: one that fails takes nothing else of the batch with it. A savepoint copies
    /// every page that is changed within it, which is why it is not the rule.
    private func commitApart(_ batch: [any PendingWrite], on connection: SQLiteConnection) throws {
        _ = try connection.execute("BEGIN IMMEDIATE")
        for write in batch {
            _ = try connection.execute("SAVEPOINT one")
            if !write.run(on: connection) { _ = try connection.execute("ROLLBACK TO one") }
            _ = try connection.execute("RELEASE one")
        }
        _ = try connection.execute("COMMIT")
    }

    /// Leaves the list empty only when the next `submit` has to wake the thread.
    private func take(_ most: Int) -> [any PendingWrite] {
        waiting.withLock { writes in
            let batch = Array(writes.prefix(most))
            writes.removeFirst(batch.count)
            return batch
        }
    }
}

/// One write with its caller, who is answered only after the commit of the whole batch.
protocol PendingWrite: AnyObject, Sendable {
    /// False when the work threw.
    func run(on connection: any Connection) -> Bool
    func finish(_ commitError: (any Error)?)
}

/// @unchecked: touched only by the writer's thread once submitted.
final class Pending<T: Sendable>: PendingWrite, @unchecked Sendable {
    private let work: @Sendable (any Connection) throws -> T
    private let caller: CheckedContinuation<T, any Error>
    private var result: Result<T, any Error>?

    init(_ work: @escaping @Sendable (any Connection) throws -> T, _ caller: CheckedContinuation<T, any Error>) {
        self.work = work
        self.caller = caller
    }

    func run(on connection: any Connection) -> Bool {
        result = Result { try work(connection) }
        if case .success = result { return true }
        return false
    }

    func finish(_ commitError: (any Error)?) {
        switch (result, commitError) {
        case (.failure(let error), _): caller.resume(throwing: error)
        case (.success(let value), nil): caller.resume(returning: value)
        case (_, let error):
            caller.resume(throwing: error ?? StorageError(kind: .other, code: "lost", message: "not run"))
        }
    }
}

import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// SQLite in WAL mode: one writer thread with group commit, and a few reader threads.
public final class SQLiteEngine: Engine {
    static let readersMax = 4
    /// Writes that share one fsync. Bounds how long the first of them waits for the last.
    static let batchMax = 512

    public let dialect = Dialect.sqlite
    private let readers: Workers<SQLiteConnection>
    private let writer: SQLiteWriter

    /// `path` is a file; `:memory:` would give each connection a database of its own.
    public init(path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 1
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // A commit is acknowledged only when it is on disk; NORMAL would lose the last ones on power failure.
        // GRDB sets NORMAL after `prepareDatabase` when it turns WAL on, so this comes after opening.
        // The log goes into the database less often than by default (at 32 MB instead of 4): pages that change again
        // and again are copied once.
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000")
        }
        writer = SQLiteWriter(SQLiteConnection(queue))

        var readonly = configuration
        readonly.readonly = true
        readonly.journalMode = .default
        // Each of these is handed to exactly one thread.
        nonisolated(unsafe) let opened = try (0..<Self.readersMax).map { _ in
            try SQLiteConnection(DatabaseQueue(path: path, configuration: readonly))
        }
        readers = Workers(name: "sqlite-read", count: Self.readersMax) { opened[$0] }
    }

    public func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await readers.run { connection in
            try connection.inDatabase {
                _ = try connection.execute("BEGIN")
                defer { _ = try? connection.execute("COMMIT") }
                return try work(connection)
            }
        }
    }

    public func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(Pending(work, continuation))
        }
    }

    public func close() async {
        await readers.close()
        await writer.close()
    }

    /// What the writer really uses: 2 is FULL.
    func synchronous() async throws -> Int {
        try await write { try Int(stored: $0.rows("PRAGMA synchronous")[0].values[0]) ?? -1 }
    }
}

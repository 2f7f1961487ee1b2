import CLibPQ
import Foundation
import Terms

/// PostgreSQL through libpq: a pool of threads, each with one connection of its own.
public final class PostgresEngine: Engine {
    public static let connectionsDefault = 16
    static let attemptsMax = 8

    public let dialect = Dialect.postgres
    private let pool: Workers<PostgresConnection?>
    private let open: @Sendable () throws -> PostgresConnection

    /// `url`: `postgres://user:password@host:port/database` or a libpq connection string.
    /// `searchPath` puts everything into one schema, which is made when missing.
    public init(url: String, connections: Int = connectionsDefault, searchPath: String? = nil) throws {
        let open: @Sendable () throws -> PostgresConnection = { try PostgresConnection(url, searchPath: searchPath) }
        // The first one is opened here, so that a wrong address is said at start and not at the first request.
        let first = try open()
        if let searchPath { try first.script("CREATE SCHEMA IF NOT EXISTS \"\(searchPath)\"") }
        nonisolated(unsafe) let kept = first
        self.open = open
        pool = Workers(name: "postgres", count: connections) { $0 == 0 ? kept : nil }
    }

    public func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
    }

    public func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await run(begin: "BEGIN", work)
    }

    public func close() async { await pool.close() }

    /// One whole transaction, tried again where PostgreSQL says that another try can succeed.
    /// The pause before the next try grows and is random, so that two that collided do not collide again.
    private func run<T: Sendable>(begin: SQL, _ work: @escaping @Sendable (any Connection) throws -> T) async throws
        -> T
    {
        var attempt = 1
        while true {
            do {
                return try await pool.run { [open] slot in try Self.attempt(begin, work, on: &slot, open) }
            } catch let error as StorageError where error.kind == .retryable && attempt < Self.attemptsMax {
                let most = Int64(5) << min(attempt, 7)
                attempt += 1
                try await Task.sleep(for: .milliseconds(Int64.random(in: 1...most)))
            }
        }
    }

    private static func attempt<T>(
        _ begin: SQL, _ work: (any Connection) throws -> T, on slot: inout PostgresConnection?,
        _ open: () throws -> PostgresConnection
    ) throws -> T {
        if slot == nil { slot = try open() }
        let connection = slot!
        do {
            try connection.begin(begin)
            let result = try work(connection)
            try connection.commit()
            return result
        } catch {
            if !connection.rollback() { slot = nil }
            throw error
        }
    }
}

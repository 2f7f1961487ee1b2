import Crypto
import Foundation
import Terms

/// One step of the schema. A released one is never edited: its hash is compared at every start.
///
/// The text is the portable subset with three words of its own: `{serial}` (a growing 64-bit key), `{blob}` and
/// `{transaction}`
/// (the column that orders the event log on PostgreSQL).
public struct Migration: Sendable {
    public let name: String
    let text: String
    let relaxed: [Relaxed]

    /// A rule of an existing table that becomes weaker. SQLite has no `ALTER` for it: its stored text of the table is
    /// changed, as https://www.sqlite.org/lang_altertable.html#otheralter says for constraints.
    public struct Relaxed: Sendable {
        let table: String, old: String, new: String, postgres: String

        /// `old` stands in the released text of `table` exactly once; `postgres` is what does the same there.
        public init(_ table: String, _ old: String, becomes new: String, postgres: String) {
            self.table = table
            self.old = old
            self.new = new
            self.postgres = postgres
        }

        fileprivate var sqlite: String {
            func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
            return """
                UPDATE sqlite_schema SET sql = replace(sql, \(quoted(old)), \(quoted(new)))
                WHERE type = 'table' AND name = \(quoted(table));
                """
        }
    }

    /// What is relaxed is relaxed before `text` runs.
    public init(_ name: String, relaxing relaxed: [Relaxed] = [], _ text: String) {
        self.name = name
        self.relaxed = relaxed
        self.text = text
    }

    var hash: String {
        let all = relaxed.map { [$0.table, $0.old, $0.new, $0.postgres].joined(separator: "\n") } + [text]
        return SHA256.hash(data: Data(all.joined(separator: "\n").utf8)).map { String(format: "%02x", $0) }.joined()
    }

    func rendered(for dialect: Dialect) -> String {
        switch dialect {
        case .sqlite:
            (relaxed.isEmpty
                ? ""
                : "PRAGMA writable_schema = ON; \(relaxed.map(\.sqlite).joined()) PRAGMA writable_schema = RESET; ")
                + text.replacing("{serial}", with: "INTEGER PRIMARY KEY AUTOINCREMENT").replacing(
                    "{blob}", with: "BLOB"
                )
                .replacing("{transaction}", with: "BIGINT NOT NULL DEFAULT 0")
        case .postgres:
            relaxed.map { $0.postgres + "; " }.joined()
                + text.replacing("{serial}", with: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY").replacing(
                    "{blob}", with: "BYTEA"
                )
                .replacing("{transaction}", with: "xid8 NOT NULL DEFAULT pg_current_xact_id()")
        }
    }

    /// The tables of this library: the event log and the jobs.
    public static let storage = [
        Migration(
            "storage-0001-event-log-and-jobs",
            """
            CREATE TABLE event (
                id {serial},
                transaction_id {transaction},
                kind TEXT NOT NULL,
                brand_id TEXT,
                customer_id TEXT,
                conversation_id TEXT,
                actor TEXT NOT NULL,
                change TEXT NOT NULL,
                occurred_at BIGINT NOT NULL
            );
            CREATE INDEX event_by_transaction ON event (transaction_id, id);
            CREATE INDEX event_by_conversation ON event (conversation_id, id) WHERE conversation_id IS NOT NULL;

            CREATE TABLE job (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                key TEXT NOT NULL,
                payload TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
                run_at BIGINT NOT NULL,
                leased_until BIGINT NOT NULL DEFAULT 0,
                attempts BIGINT NOT NULL DEFAULT 0,
                last_error TEXT,
                UNIQUE (kind, key)
            );
            CREATE INDEX job_due ON job (run_at, id) WHERE state = 'waiting';
            """)
    ]
}

extension Storage {
    public struct MigrationChanged: Error, CustomStringConvertible {
        public let name: String
        public var description: String {
            "migration \(name) was edited after it had been applied to this database; restore its released text"
        }
    }

    /// Any number that nothing else in the database uses.
    private static let migrationLock: Int64 = 8_172_634_405

    /// Brings the schema up to date and returns the names of what was applied. Safe to run from many nodes at once.
    @discardableResult
    public func migrate(_ migrations: [Migration]) async throws -> [String] {
        try await write { transaction in
            // Before the first statement: even CREATE TABLE IF NOT EXISTS fails when two nodes run it at the same
            // moment.
            if transaction.dialect == .postgres {
                try transaction.script("SELECT pg_advisory_xact_lock(\(Self.migrationLock))")
            }
            try transaction.script(
                "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at "
                    + "BIGINT NOT NULL)"
            )
            let done = try Dictionary(
                uniqueKeysWithValues: transaction.rows("SELECT name, hash FROM migration").map {
                    (try $0.get(0, as: String.self), try $0.get(1, as: String.self))
                })
            var applied: [String] = []
            for migration in migrations {
                if let hash = done[migration.name] {
                    guard hash == migration.hash else { throw MigrationChanged(name: migration.name) }
                    continue
                }
                try transaction.script(migration.rendered(for: transaction.dialect))
                try transaction.execute(
                    """
                    INSERT INTO migration (name, hash, applied_at)
                    VALUES (\(migration.name), \(migration.hash), \(transaction.now))
                    """)
                applied.append(migration.name)
            }
            return applied
        }
    }
}

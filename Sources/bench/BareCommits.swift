import CSQLite
import Foundation

/// SQLite by itself, as the yardstick of the machine: one row a transaction, each on the disk before the next begins.
enum BareCommits {
    /// Commits a second on the disk that holds `folder`.
    static func perSecond(in folder: URL, seconds: Double) throws -> Double {
        let path = folder.appending(path: "bare.sqlite").path
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let handle = opened else {
            throw BenchError("SQLite cannot open \(path).")
        }
        defer {
            sqlite3_close_v2(handle)
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        }
        for line in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            "CREATE TABLE message (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
        ] {
            guard sqlite3_exec(handle, line, nil, nil, nil) == SQLITE_OK else {
                throw BenchError("SQLite refused: \(line)")
            }
        }
        var prepared: OpaquePointer?
        let insert = "INSERT INTO message (text) VALUES ('付款没成功，88 块钱怎么没了？')"
        guard sqlite3_prepare_v2(handle, insert, -1, &prepared, nil) == SQLITE_OK else {
            throw BenchError("SQLite refused an insert.")
        }
        defer { sqlite3_finalize(prepared) }
        let begin = nanosecondsNow()
        var count = 0
        while milliseconds(since: begin) < seconds * 1_000 {
            guard sqlite3_step(prepared) == SQLITE_DONE else { throw BenchError("SQLite could not commit.") }
            sqlite3_reset(prepared)
            count += 1
        }
        return Double(count) / (milliseconds(since: begin) / 1_000)
    }
}

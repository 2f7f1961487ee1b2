import GRDB
import GRDBSQLite

/// One SQLite connection. Statements stay prepared; values are read by column index, without a row object between.
final class SQLiteConnection: Connection {
    private static let statementsMax = 512

    private let queue: DatabaseQueue
    private var database: Database?
    private var prepared: [String: Statement] = [:]
    private var scripts = 0

    init(_ queue: DatabaseQueue) { self.queue = queue }

    /// Everything that uses the connection runs inside; GRDB allows access only there.
    func inDatabase<T>(_ work: () throws -> T) throws -> T {
        try queue.unsafeReentrantWrite { database in
            self.database = database
            defer { self.database = nil }
            return try work()
        }
    }

    func rows(_ sql: SQL) throws -> [Row] {
        let statement = try prepare(sql)
        defer { sqlite3_reset(statement) }
        var rows: [Row] = []
        let columns = sqlite3_column_count(statement)
        while try step(statement) {
            var values: [Value] = []
            values.reserveCapacity(Int(columns))
            for column in 0..<columns { values.append(Self.value(statement, column)) }
            rows.append(Row(values: values))
        }
        return rows
    }

    func execute(_ sql: SQL) throws -> Int {
        let statement = try prepare(sql)
        defer { sqlite3_reset(statement) }
        while try step(statement) {}
        return Int(sqlite3_changes(sqlite3_db_handle(statement)))
    }

    func script(_ text: String) throws {
        guard let database else { throw StorageError(kind: .other, code: "misuse", message: "outside inDatabase") }
        scripts += 1
        try database.execute(sql: text)
    }

    /// Grows with every row that a statement changes and with every script.
    var changes: Int { database.map { Int(sqlite3_total_changes($0.sqliteConnection)) + scripts } ?? 0 }

    private func prepare(_ sql: SQL) throws -> OpaquePointer {
        let statement = try statement(sql.text)
        sqlite3_reset(statement)
        for (index, value) in sql.values.enumerated() { try bind(value, at: Int32(index + 1), to: statement) }
        return statement
    }

    private func statement(_ text: String) throws -> OpaquePointer {
        if let statement = prepared[text] { return statement.sqliteStatement }
        guard let database else { throw StorageError(kind: .other, code: "misuse", message: "outside inDatabase") }
        do {
            let statement = try database.makeStatement(sql: text)
            // A list (`IN`) has a text for each length; start afresh rather than grow without end.
            if prepared.count >= Self.statementsMax { prepared.removeAll() }
            prepared[text] = statement
            return statement.sqliteStatement
        } catch let error as DatabaseError {
            throw StorageError(kind: .other, code: "\(error.extendedResultCode.rawValue)", message: error.message ?? "")
        }
    }

    private func bind(_ value: Value, at index: Int32, to statement: OpaquePointer) throws {
        // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let number): sqlite3_bind_int64(statement, index, number)
            case .boolean(let flag): sqlite3_bind_int64(statement, index, flag ? 1 : 0)
            case .text(var text):
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(
                            statement, index, $0.baseAddress ?? UnsafePointer(Self.empty), Int32($0.count), transient)
                    }
                }
            case .blob(let bytes):
                bytes.withUnsafeBytes {
                    sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        guard code == SQLITE_OK else { throw Self.error(statement) }
    }

    nonisolated(unsafe) private static let empty: UnsafeMutablePointer<CChar> = {
        let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        pointer.initialize(to: 0)
        return pointer
    }()

    /// True while there is a row.
    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw Self.error(statement)
        }
    }

    private static func value(_ statement: OpaquePointer, _ column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            return .blob(Array(bytes))
        default: return .null
        }
    }

    private static func error(_ statement: OpaquePointer) -> StorageError {
        let handle = sqlite3_db_handle(statement)
        let code = sqlite3_extended_errcode(handle)
        return StorageError(
            kind: code & 0xFF == SQLITE_CONSTRAINT ? .constraint : .other, code: "\(code)",
            message: String(cString: sqlite3_errmsg(handle)))
    }
}

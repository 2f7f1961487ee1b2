import CLibPQ
import Foundation
import Terms

/// One libpq connection; used by one thread at a time. Statements are prepared once and kept.
final class PostgresConnection: Connection {
    private static let statementsMax = 512
    private let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    /// BEGIN is sent with the first statement, so that a transaction of one read costs no extra round trip of waiting.
    private var pendingBegin: SQL?

    init(_ url: String, searchPath: String?) throws {
        // A server that vanished is given up in seconds. What the address itself says wins, so these come first.
        setenv("PGCONNECT_TIMEOUT", "5", 0)
        guard let handle = PQconnectdb(url) else {
            throw StorageError(kind: .other, code: "memory", message: "libpq has no memory")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError(kind: .retryable, code: "08001", message: String(cString: PQerrorMessage(handle)))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try script(
            "SET client_min_messages = warning; SET statement_timeout = '30s'; SET "
                + "idle_in_transaction_session_timeout = '60s'"
        )
        if let searchPath { try script("SET search_path TO \"\(searchPath)\"") }
    }

    deinit { PQfinish(handle) }

    func begin(_ sql: SQL) throws { pendingBegin = sql }

    func commit() throws {
        // Nothing was asked of the database: nothing to commit.
        if pendingBegin != nil {
            pendingBegin = nil
            return
        }
        do {
            _ = try execute("COMMIT")
        } catch let error as StorageError where error.kind == .retryable && PQstatus(handle) != CONNECTION_OK {
            throw StorageError(kind: .outcomeUnknown, code: error.code, message: error.message)
        }
    }

    /// False when the connection is broken and must be replaced.
    func rollback() -> Bool {
        pendingBegin = nil
        guard PQstatus(handle) == CONNECTION_OK else { return false }
        if PQtransactionStatus(handle) != PQTRANS_IDLE { _ = try? execute("ROLLBACK") }
        return PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    func rows(_ sql: SQL) throws -> [Row] {
        let result = try run(sql)
        defer { PQclear(result) }
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        return (0..<PQntuples(result)).map { row in
            Row(values: (0..<columns).map { Self.value(result, row, $0, types[Int($0)]) })
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let result = try run(sql)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func script(_ text: String) throws {
        try sendBegin()
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    private func sendBegin() throws {
        guard let begin = pendingBegin else { return }
        pendingBegin = nil
        PQclear(try run(begin))
    }

    private func run(_ sql: SQL) throws -> OpaquePointer? {
        try sendBegin()
        let values = sql.values
        let name = try statement(sql)
        // One buffer for all values, so that the pointers handed to libpq live until it has copied them.
        let bound = values.map(\.bytes)
        let copies = bound.map { bytes -> UnsafeMutablePointer<CChar>? in
            guard let bytes else { return nil }
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
            for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[bytes.count] = 0
            return copy
        }
        defer { for copy in copies { copy?.deallocate() } }
        let result = PQexecPrepared(handle, name, Int32(values.count), copies.map { UnsafePointer($0) }, nil, nil, 0)
        do { try check(result) } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func statement(_ sql: SQL) throws -> String {
        if let name = prepared[sql.text] { return name }
        // A list (`IN`) has a text for each length; start afresh rather than grow without end.
        if prepared.count >= Self.statementsMax {
            PQclear(PQexec(handle, "DEALLOCATE ALL"))
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, sql.numbered, 0, nil)
        defer { PQclear(result) }
        try check(result)
        prepared[sql.text] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws {
        let status = PQresultStatus(result)
        guard status != PGRES_TUPLES_OK, status != PGRES_COMMAND_OK else { return }
        let code = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "08006"
        let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
        throw StorageError(
            kind: Self.kind(code), code: code, message: message ?? String(cString: PQerrorMessage(handle)))
    }

    private static func kind(_ code: String) -> StorageError.Kind {
        switch code {
        case "40001", "40P01", "25006", "57P01", "57P02", "57P03", "08000", "08003", "08006", "08001": .retryable
        default: code.hasPrefix("23") ? .constraint : .other
        }
    }

    private static func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32, _ type: Oid) -> Value {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let bytes = PQgetvalue(result, row, column)!
        switch type {
        case 20, 21, 23: return .integer(Int64(String(cString: bytes)) ?? 0)
        case 16: return .boolean(bytes[0] == 116)
        case 17:
            var length = 0
            return String(cString: bytes).withCString { text in
                text.withMemoryRebound(to: UInt8.self, capacity: strlen(text) + 1) {
                    guard let raw = PQunescapeBytea($0, &length) else { return .null }
                    defer { PQfreemem(raw) }
                    return .blob(Array(UnsafeBufferPointer(start: raw, count: length)))
                }
            }
        default: return .text(String(cString: bytes))
        }
    }
}

extension Value {
    fileprivate var bytes: [UInt8]? {
        switch self {
        case .null: nil
        case .text(let text): Array(text.utf8)
        case .integer(let number): Array(String(number).utf8)
        case .boolean(let flag): flag ? [116] : [102]
        case .blob(let bytes): Array("\\x".utf8) + bytes.flatMap { [Self.hex[Int($0 >> 4)], Self.hex[Int($0 & 15)]] }
        }
    }

    private static let hex = Array("0123456789abcdef".utf8)
}

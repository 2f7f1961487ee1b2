import CLibPQ
import Foundation
import Terms

/// One libpq connection; used by one thread at a time. Statements are prepared once and kept.
final class PostgresConnection: Connection {
    private static let statementsMax = 512
    private let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    /// Statements that go out with the next one: BEGIN, and changes whose outcome nobody waits for.
    private static let pendingMax = 64
    private var pending: [Question] = []

    /// A prepared statement with its values in text form.
    private struct Question {
        let name: String
        let values: [[UInt8]?]
    }

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

    func begin(_ sql: SQL) throws { try put(sql) }

    func put(_ sql: SQL) throws {
        if pending.count >= Self.pendingMax { try sendPending() }
        pending.append(try question(sql))
    }

    func commit() throws {
        // Nothing but BEGIN was ever asked of the database: nothing to commit.
        if PQtransactionStatus(handle) == PQTRANS_IDLE, pending.count == 1 {
            pending = []
            return
        }
        // A connection that was lost before anything was asked is found out here, where another try is harmless.
        if PQtransactionStatus(handle) == PQTRANS_IDLE { try sendPending() }
        do {
            _ = try execute("COMMIT")
        } catch let error as StorageError where error.kind == .retryable && PQstatus(handle) != CONNECTION_OK {
            throw StorageError(kind: .outcomeUnknown, code: error.code, message: error.message)
        }
    }

    /// False when the connection is broken and must be replaced.
    func rollback() -> Bool {
        pending = []
        guard PQstatus(handle) == CONNECTION_OK, PQpipelineStatus(handle) == PQ_PIPELINE_OFF else { return false }
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
        try sendPending()
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    private func sendPending() throws {
        guard let last = pending.popLast() else { return }
        PQclear(try send(last))
    }

    private func run(_ sql: SQL) throws -> OpaquePointer? { try send(question(sql)) }

    private func question(_ sql: SQL) throws -> Question {
        let bytes = sql.values.map(\.bytes)
        return Question(name: try statement(sql), values: bytes)
    }

    /// Sends what is pending and then `last`, all in one go, and returns what came of `last`.
    private func send(_ last: Question) throws -> OpaquePointer? {
        guard !pending.isEmpty else {
            return try checked(Self.bound(last) { PQexecPrepared(handle, last.name, $0, $1, nil, nil, 0) })
        }
        let questions = pending + [last]
        pending = []
        guard PQenterPipelineMode(handle) == 1 else { throw lost() }
        defer { PQexitPipelineMode(handle) }
        for question in questions {
            let sent = Self.bound(question) { PQsendQueryPrepared(handle, question.name, $0, $1, nil, nil, 0) }
            guard sent == 1 else { throw lost() }
        }
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        var (answer, failure): (OpaquePointer?, (any Error)?)
        // Each statement has one result and an end; what follows a failed one is skipped by the server.
        for _ in questions {
            PQclear(answer)
            answer = PQgetResult(handle)
            while let rest = PQgetResult(handle) { PQclear(rest) }
            do { if failure == nil { try check(answer) } } catch { failure = error }
        }
        // The end of the whole.
        PQclear(PQgetResult(handle))
        if let failure {
            PQclear(answer)
            throw failure
        }
        return answer
    }

    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer? {
        do { try check(result) } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func lost() -> StorageError {
        StorageError(kind: .retryable, code: "08006", message: String(cString: PQerrorMessage(handle)))
    }

    /// Hands the values to `body` as C texts that live until it returns.
    private static func bound<T>(
        _ question: Question, _ body: (Int32, [UnsafePointer<CChar>?]) -> T
    ) -> T {
        let copies = question.values.map { bytes -> UnsafeMutablePointer<CChar>? in
            guard let bytes else { return nil }
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
            for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[bytes.count] = 0
            return copy
        }
        defer { for copy in copies { copy?.deallocate() } }
        return body(Int32(copies.count), copies.map { UnsafePointer($0) })
    }

    private func statement(_ sql: SQL) throws -> String {
        if let name = prepared[sql.text] { return name }
        // A list (`IN`) has a text for each length; start afresh rather than grow without end.
        if prepared.count >= Self.statementsMax {
            try sendPending()
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

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import ServiceLifecycle
import Storage
import Synchronization
import Terms
import Testing
import Wallet

@testable import Support

/// A desk with two agents at it, a customer who paid for something, real storage, the embedded wallet and its bank.
struct ConsoleStage: Sendable {
    static let start = Moment(rfc3339: "2026-11-20T02:00:00Z") ?? Moment(milliseconds: 0)
    static let password = "correct horse battery"
    static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let postgresURL = ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"]
    static let engines = postgresURL == nil ? ["sqlite"] : ["sqlite", "postgres"]

    let desk: Desk
    let clock: Clock
    let client: any TestClientProtocol
    /// Cookies and tokens of two agents, and of the customer.
    let chen: String
    let zhao: String
    let mira: String
    let payment: WalletTransaction

    final class Clock: Sendable {
        private let time = Mutex(ConsoleStage.start)
        var now: Moment { time.withLock { $0 } }
        func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    /// `isWalletDown` puts a wallet that nobody answers for in the place of the embedded one.
    static func run(
        on engine: String, isWalletDown: Bool = false, _ body: @Sendable (ConsoleStage) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let clock = Clock()
        let storage = Storage(try Self.engine(engine), now: { clock.now })
        try await storage.migrate(Desk.migrations + Ledger.migrations)
        let bank = SandboxBank(secret: "bank-secret-for-tests", logger: logger, now: { clock.now })
        let ledger = Ledger(storage: storage, bank: bank.client(timeout: .seconds(5)))
        let services = ServiceGroup(configuration: .init(services: [bank], logger: logger))
        let running = Task { try await services.run() }
        let payment = try await paid(clock, storage, ledger, logger)
        let wallet: any Wallet =
            isWalletDown ? WalletConnector(url: "http://127.0.0.1:1", token: "wallet-token-for-tests") : ledger
        let desk = try Desk(
            storage: storage, wallet: wallet, home: home, passwords: Passwords(cost: .least), logger: logger)
        let tokens = try await people(desk, payment)
        let result: Result<Void, any Error>
        do {
            try await Application(responder: desk.responder(), logger: logger).test(.router) { client in
                try await body(
                    ConsoleStage(
                        desk: desk, clock: clock, client: client, chen: tokens[0], zhao: tokens[1], mira: tokens[2],
                        payment: payment))
            }
            result = .success(())
        } catch { result = .failure(error) }
        await services.triggerGracefulShutdown()
        try await running.value
        await storage.close()
        try result.get()
    }

    private static func engine(_ name: String) throws -> any Engine {
        if name == "postgres", let postgresURL {
            let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return try PostgresEngine(url: postgresURL, connections: 4, searchPath: schema)
        }
        let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        return try SQLiteEngine(path: "\(memory)/walletdesk-test-\(UUID().uuidString).sqlite")
    }

    /// A payment of ¥88.00 from a balance of ¥100.00 that went through.
    private static func paid(
        _ clock: Clock, _ storage: Storage, _ ledger: Ledger, _ logger: Logger
    ) async throws -> WalletTransaction {
        let runner = JobRunner(storage, ledger.jobs, logger: logger)
        let mira = CustomerID("mira-id")
        func yuan(_ minor: Int64) -> Money { Money(minor: minor, currency: .cny) }
        func finished(_ transaction: WalletTransaction) async throws -> WalletTransaction {
            var now = transaction
            for _ in 0..<6 where !now.state.isFinal {
                await runner.runDue()
                clock.advance(seconds: 1)
                now = try await ledger.transaction(transaction.id, of: mira)
            }
            return now
        }
        _ = try await ledger.open(mira, currency: .cny)
        let card = try await ledger.bind(
            CardDetails(number: "4111 1111 1111 1111", bank: "招商银行", expiryYear: 2_030, expiryMonth: 6), to: mira,
            key: "card")
        let topUp = try await ledger.topUp(TopUp(customer: mira, amount: yuan(10_000), card: card.id), key: "top-up")
        #expect(try await finished(topUp).state == .succeeded)
        let payment = try await ledger.pay(
            Payment(customer: mira, amount: yuan(8_800), source: .balance, merchant: "星光书店"), key: "pay")
        return try await finished(payment)
    }

    private static func people(_ desk: Desk, _ payment: WalletTransaction) async throws -> [String] {
        let hash = try await desk.passwords.hash(password)
        return try await desk.storage.write { transaction in
            let agents = try [("chen", "陈思远", "T2071"), ("zhao", "赵敏", "T2072")].map { login, name, number in
                try Agent.add(
                    login: login, name: name, staffNumber: number, role: .agent, passwordHash: hash, in: transaction)
            }
            let mira = try Customer.add(
                payment.customer, brand: BrandID("upay"), name: "林晓梅", phone: "13812346620", email: "mira@example.com",
                passwordHash: hash, language: .zhHans, in: transaction)
            return try agents.map { try Session.open(agent: $0, in: transaction).token }
                + [Session.open(customer: mira, in: transaction).token]
        }
    }
}

// MARK: - What they do

extension ConsoleStage {
    struct Answer: Sendable {
        let status: Int
        let text: String
        let headers: HTTPFields

        /// The value of a field of the JSON, as text.
        func field(_ name: String) -> String? {
            let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
            return object?[name].map { "\($0)" } ?? (object?["error"] as? [String: Any])?[name].map { "\($0)" }
        }
    }

    /// The customer opens a conversation and, unless told otherwise, asks for a person.
    func conversation(_ text: String = "付了 88，页面卡住了", isWaiting: Bool = true) async throws -> ConversationID {
        try await desk.storage.write { [mira, payment] transaction in
            let party = try transaction.party(mira)
            let opening = Conversation.Opening(text: try MessageText(text), transaction: payment.id)
            let opened = try Conversation.open(opening, by: party, key: nil, in: transaction)
            return isWaiting ? try Conversation.handOver(opened.id, by: party, in: transaction).id : opened.id
        }
    }

    func get(_ path: String, as cookie: String?) async throws -> Answer {
        try await send(path, .get, cookie.map { ["Cookie": "agent=\($0)"] } ?? [:], "")
    }

    /// Posts a form as a browser does. `csrf` nil leaves the field out, as another site would have to.
    func post(_ path: String, _ fields: [String: String] = [:], as cookie: String, csrf: Bool = true) async throws
        -> Answer
    {
        var fields = fields
        if csrf { fields["csrf"] = Session(token: cookie).csrf }
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        let headers = ["Cookie": "agent=\(cookie)", "Content-Type": "application/x-www-form-urlencoded"]
        return try await send(path, .post, headers, body.joined(separator: "&"))
    }

    /// Calls as a program does.
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ json: String = "{}", as token: String?, key: String? = nil
    ) async throws -> Answer {
        var headers = ["Content-Type": "application/json"]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        if let key { headers["Idempotency-Key"] = key }
        return try await send("/api/v1" + path, method, headers, method == .get ? "" : json)
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: [String: String], _ body: String
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: body.isEmpty ? nil : ByteBuffer(string: body))
        return Answer(
            status: response.status.code, text: String(buffer: response.body), headers: response.headers)
    }
}

import Credentials
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import LanguageModel
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Terms
import Testing
import Wallet
import Web

@testable import Support

/// Every suite that touches rows runs once per engine at hand.
enum TestEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let postgresURL = ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"]
    static var available: [TestEngine] { postgresURL == nil ? [.sqlite] : allCases }

    func engine(at path: String) throws -> any Engine {
        switch self {
        case .sqlite: return try SQLiteEngine(path: path)
        case .postgres:
            let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return try PostgresEngine(url: Self.postgresURL ?? "", connections: 5, searchPath: schema)
        }
    }
}

/// Time that tests own: it stands still until a test moves it, or runs with the world's from its own start.
final class TestClock: Sendable {
    /// A Friday morning in Shanghai: every brand's chat and telephone are open.
    static let start = Moment(rfc3339: "2026-11-20T02:30:00Z") ?? Moment(milliseconds: 0)

    private let base = Mutex(start)
    private let began: Moment?

    init(runs: Bool) { began = runs ? .now() : nil }

    var now: Moment {
        let gone = began.map { Moment.now().milliseconds - $0.milliseconds } ?? 0
        return base.withLock { $0.adding(milliseconds: gone) }
    }

    func advance(seconds: Int64) { base.withLock { $0 = $0.adding(seconds: seconds) } }
    func set(_ moment: Moment) { base.withLock { $0 = moment } }
}

/// A desk on real storage with its ledger and its bank, and the people that the tests are about.
///
/// `try await Cast.play(on: engine) { cast in … }`: when the body ends, the books and the timelines must add up.
/// Jobs run when the test says so (`settle`), or beside the body (`working`); requests go through `post` and `get`.
struct Cast: Sendable {
    static let password = "Correct-horse-9"
    static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Read once for all.
    private static let articles = ArticleFiles(home.appending(path: "Brands"), logger: Logger(label: "articles"))
    static let understanding = Understanding(
        home.appending(path: "Brands"), logger: Logger(label: "understanding"))
    /// How many casts play at once: each has threads, files and database connections of its own.
    private static let stages = Stages(8)

    let engine: TestEngine
    let clock: TestClock
    let storage: Storage
    let bank: SandboxBank
    let ledger: Ledger
    let desk: Desk
    let runner: JobRunner
    let client: any TestClientProtocol

    /// uPay's customer that most tests are about; she has ¥500.00 after `fund`.
    let mira: Customer
    /// Another customer of uPay, who must not see what is hers.
    let theo: Customer
    /// A customer of Topay.
    let nora: Customer
    let chen: Agent
    let zhao: Agent
    /// A supervisor.
    let zhou: Agent

    static func play(
        on engine: TestEngine, clockRuns: Bool = false, checks: Bool = true,
        signInPolicy: SignInPolicy = SignInPolicy(), wallet: @Sendable (Ledger) -> any Wallet = { $0 },
        model: LanguageModel? = nil,
        _ body: @Sendable (Cast) async throws -> Void
    ) async throws {
        await stages.enter()
        let result: Result<Void, any Error>
        do {
            try await perform(on: engine, TestClock(runs: clockRuns), checks, signInPolicy, wallet, model, body)
            result = .success(())
        } catch { result = .failure(error) }
        await stages.leave()
        try result.get()
    }

    private static func perform(
        on engine: TestEngine, _ clock: TestClock, _ checks: Bool, _ policy: SignInPolicy,
        _ wallet: @Sendable (Ledger) -> any Wallet, _ model: LanguageModel?,
        _ body: @Sendable (Cast) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = "\(memory)/walletdesk-test-\(UUID().uuidString).sqlite"
        defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) } }
        let storage = Storage(try engine.engine(at: path), now: { clock.now })
        try await storage.migrate(Desk.migrations + Ledger.migrations)
        let bank = SandboxBank(
            secret: "bank-secret-for-tests", logger: logger, silence: .milliseconds(150), now: { clock.now })
        let ledger = Ledger(
            storage: storage, bank: bank.client(timeout: .seconds(20)), cardKey: SymmetricKey(size: .bits256))
        await Sandbox(bank: bank, ledger: ledger).script()
        let desk = try Desk(
            storage: storage, wallet: wallet(ledger), home: home, vault: Vault(key: SymmetricKey(size: .bits256)),
            passwords: Passwords(cost: .least), signInPolicy: policy, isSandbox: true, articles: Self.articles,
            understanding: Self.understanding, model: model, logger: logger)
        let runner = JobRunner(storage, desk.jobs + desk.outgoingJobs + desk.heavyJobs + ledger.jobs, logger: logger)
        let people = try await People.join(desk)
        for one in [people.mira, people.theo, people.nora] { _ = try await ledger.open(one.id, currency: .cny) }
        let closing = Task { try await bank.run() }
        let application = Application(
            responder: Self.responder(desk, Sandbox(bank: bank, ledger: ledger)), logger: logger)
        let result: Result<Void, any Error>
        do {
            try await application.test(.router) { client in
                let cast = Cast(
                    engine: engine, clock: clock, storage: storage, bank: bank, ledger: ledger, desk: desk,
                    runner: runner, client: client, mira: people.mira, theo: people.theo, nora: people.nora,
                    chen: people.chen, zhao: people.zhao, zhou: people.zhou)
                try await body(cast)
                if checks {
                    #expect(try await cast.problems() == [], "books and timelines must add up after every test")
                }
            }
            result = .success(())
        } catch { result = .failure(error) }
        closing.cancel()
        _ = await closing.result
        await storage.close()
        try result.get()
    }

    private static func responder(_ desk: Desk, _ sandbox: Sandbox) -> some HTTPResponder<WebContext> {
        desk.responder { SandboxRoutes(desk: desk, sandbox: sandbox).add(to: $0) }
    }

    /// The same desk on a socket, with what runs beside the server; `body` gets the port. Returns when the server has
    /// stopped, however many streams were open.
    func serving(_ body: @Sendable (Int) async throws -> Void) async throws {
        let application = Application(
            responder: Self.responder(desk, Sandbox(bank: bank, ledger: ledger)),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)), services: desk.services, logger: desk.logger
        )
        try await application.test(.live) { client in
            try await body(#require(client.port))
        }
    }

    /// What the product's own checks find.
    func problems() async throws -> [String] {
        try await storage.read { try Ledger.check(in: $0) + SelfCheck.run(in: $0) }
    }
}

// MARK: - Who they are, and what they do

extension Cast {
    private struct People: Sendable {
        let mira: Customer, theo: Customer, nora: Customer
        let chen: Agent, zhao: Agent, zhou: Agent

        static func join(_ desk: Desk) async throws -> People {
            let hash = try await desk.passwords.hash(Cast.password)
            return try await desk.storage.write { transaction in
                func customer(_ brand: String, _ name: String, _ phone: String, _ email: String) throws -> Customer {
                    try Customer.add(
                        transaction.newID(), brand: BrandID(brand), name: name, phone: phone, email: email,
                        passwordHash: hash, language: .zhHans, in: transaction)
                }
                func agent(_ login: String, _ name: String, _ number: String, _ role: Agent.Role) throws -> Agent {
                    try Agent.add(
                        login: login, name: name, staffNumber: number, role: role, passwordHash: hash, in: transaction)
                }
                return People(
                    mira: try customer("upay", "林晓", "13900000001", "mira@example.com"),
                    theo: try customer("upay", "王磊", "13900000002", "theo@example.com"),
                    nora: try customer("topay", "Nora Torres", "13900000003", "nora@example.com"),
                    chen: try agent("chen", "陈思远", "T2071", .agent), zhao: try agent("zhao", "赵敏", "T2072", .agent),
                    zhou: try agent("zhou", "周岚", "T2073", .supervisor))
            }
        }
    }

    /// Somebody's rights on the customer's side, with a session of their own.
    func party(_ customer: Customer) async throws -> Party {
        try await storage.write { transaction in
            let session = try Session.open(customer: customer, in: transaction)
            return Party(brand: customer.brand, customer: customer, visitor: nil, session: session)
        }
    }

    func token(_ customer: Customer) async throws -> String { try await party(customer).session.token }

    func token(_ agent: Agent) async throws -> String {
        try await storage.write { try Session.open(agent: agent, in: $0).token }
    }

    /// A wallet with this much in it, topped up from a good card.
    func fund(_ customer: Customer, _ minor: Int64 = 50_000) async throws {
        _ = try await ledger.open(customer.id, currency: .cny)
        let card = try await ledger.bind(
            CardDetails(
                number: Sandbox.cardNumber(endingIn: "8842"), bank: "招商银行", expiryYear: 2029, expiryMonth: 8),
            to: customer.id, key: "card-8842")
        let order = TopUp(customer: customer.id, amount: Money(minor: minor, currency: .cny), card: card.id)
        let made = try await ledger.topUp(order, key: "fund-\(minor)")
        await settle()
        #expect(try await ledger.transaction(made.id, of: customer.id).state == .succeeded)
    }

    func pay(_ customer: Customer, _ minor: Int64, to merchant: String = "拾光咖啡", key: String = "pay") async throws
        -> WalletTransaction
    {
        let order = Payment(
            customer: customer.id, amount: Money(minor: minor, currency: .cny), source: .balance, merchant: merchant)
        let made = try await ledger.pay(order, key: key)
        await settle()
        return try await ledger.transaction(made.id, of: customer.id)
    }

    /// A payment of ¥88.00 that the bank never answered: failed, with the money still held.
    func timedOut(_ customer: Customer) async throws -> WalletTransaction {
        let payment = try await pay(customer, 8_800, to: Sandbox.silentMerchant, key: "silent")
        #expect(payment.state == .failed)
        #expect(payment.held.minor == 8_800)
        return payment
    }

    /// Runs what is due, and moves a standing clock through the pauses between tries.
    func settle(tries: Int = 6) async {
        for _ in 0..<tries {
            if await runner.runDue() == 0, await isQuiet() { return }
            clock.advance(seconds: 3)
        }
    }

    private func isQuiet() async -> Bool {
        let soon = clock.now.adding(seconds: 60)
        let left = try? await storage.read {
            try $0.first("SELECT COUNT(*) FROM job WHERE state = 'waiting' AND run_at < \(soon)")?.get(0, as: Int.self)
        }
        return left == 0
    }

    /// The body with jobs running beside it, as they do in the server.
    func working(_ body: @Sendable () async throws -> Void) async throws {
        let running = Task { try await runner.run() }
        defer { running.cancel() }
        try await body()
    }

    /// Waits in real time, for a while, for something that happens elsewhere.
    func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<3_000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("never happened: \(what)")
    }
}

/// Lets a number of tests in at a time.
private actor Stages {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

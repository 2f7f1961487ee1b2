import Crypto
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Terms
import Testing

@testable import Wallet

/// Every suite runs once per engine at hand.
enum TestEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    static let postgresURL = ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"]
    static var available: [TestEngine] { postgresURL == nil ? [.sqlite] : allCases }

    func engine(at path: String) throws -> any Engine {
        switch self {
        case .sqlite: return try SQLiteEngine(path: path)
        case .postgres:
            let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return try PostgresEngine(url: Self.postgresURL!, connections: 4, searchPath: schema)
        }
    }
}

/// The wallet itself, or the same wallet at the other end of a socket.
enum Way: String, CaseIterable, Sendable { case ledger, connector }

/// Where a test takes place: an engine, and a way to reach the wallet on it.
struct Place: Sendable, CustomTestStringConvertible {
    let engine: TestEngine
    let way: Way
    var testDescription: String { "\(engine.rawValue), \(way.rawValue)" }

    static let all = TestEngine.available.flatMap { engine in Way.allCases.map { Place(engine: engine, way: $0) } }
    static let ledgers = TestEngine.available.map { Place(engine: $0, way: .ledger) }
}

/// A ledger with its bank, both running, and a clock that only the test moves.
struct World: Sendable {
    static let start = Moment(rfc3339: "2026-11-20T10:00:00Z") ?? Moment(milliseconds: 0)
    static let token = "wallet-token-for-tests"
    static let secret = "bank-secret-for-tests"
    static let cardKey = SymmetricKey(data: Data(repeating: 7, count: 32))
    static let briefly = Duration.milliseconds(150)

    let clock: Clock
    let storage: Storage
    let bank: SandboxBank
    let ledger: Ledger
    let wallet: any Wallet
    let runner: JobRunner
    /// Of the server that the callbacks and the connector reach.
    let url: String

    final class Clock: Sendable {
        private let time = Mutex(World.start)
        var now: Moment { time.withLock { $0 } }
        func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    /// `since`: what a database of the first schema had in it.
    static func run(
        at place: Place, silence: Duration = SandboxBank.silenceDefault,
        since first: (@Sendable (Transaction) throws -> Void)? = nil, _ body: @Sendable (World) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let clock = Clock()
        let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = "\(memory)/walletdesk-test-\(UUID().uuidString).sqlite"
        defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) } }
        let storage = Storage(try place.engine.engine(at: path), now: { clock.now })
        if let first {
            try await storage.migrate(Migration.storage + Ledger.migrations.prefix(1))
            try await storage.write(first)
        }
        try await storage.migrate(Migration.storage + Ledger.migrations)
        let bank = SandboxBank(secret: secret, logger: logger, silence: silence, now: { clock.now })
        let ledger = Ledger(storage: storage, bank: bank.client(timeout: .seconds(20)), cardKey: cardKey)

        let router = Router()
        BankCallbackServer(ledger, secret: secret).addRoutes(to: router)
        WalletServer(ledger, token: token).addRoutes(to: router)
        let bound = BoundPort()
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { bound.set($0.localAddress?.port ?? 0) }, logger: logger)

        let services = ServiceGroup(configuration: .init(services: [bank, server], logger: logger))
        let running = Task { try await services.run() }
        let url = "http://127.0.0.1:\(await bound.port)"
        await bank.callBack(to: url + "/bank/answers")
        let connector = WalletConnector(url: url, token: token, timeout: .seconds(30))
        let wallet: any Wallet = place.way == .ledger ? ledger : connector
        let world = World(
            clock: clock, storage: storage, bank: bank, ledger: ledger, wallet: wallet,
            runner: JobRunner(storage, ledger.jobs, logger: logger), url: url)
        let result: Result<Void, any Error>
        do {
            try await body(world)
            #expect(try await ledger.check() == [], "the books must add up after every test")
            try await world.expectOneEventPerStep()
            result = .success(())
        } catch { result = .failure(error) }
        await services.triggerGracefulShutdown()
        try await running.value
        await storage.close()
        try result.get()
    }
}

// MARK: - The cast and what they do

extension World {
    static func yuan(_ text: String) -> Money { Money(text, currency: .cny) ?? Money(minor: -1, currency: .cny) }

    /// A customer with a card that is good, and this much money, topped up from it.
    @discardableResult
    func customer(_ name: String = "mira", with balance: String = "100.00") async throws -> (id: CustomerID, card: Card)
    {
        let id = CustomerID(name)
        _ = try await wallet.open(id, currency: .cny)
        let card = try await card(of: id)
        let topUp = try await wallet.topUp(
            TopUp(customer: id, amount: Self.yuan(balance), card: card.id), key: "first-top-up")
        #expect(try await finished(topUp).state == .succeeded)
        return (id, card)
    }

    func card(of customer: CustomerID, number: String = "6225 8810 0003 1111", year: Int = 2030) async throws -> Card {
        try await wallet.bind(
            CardDetails(number: number, bank: "招商银行", expiryYear: year, expiryMonth: 6), to: customer,
            key: "card-\(number.suffix(4))-\(year)")
    }

    func pay(
        _ customer: CustomerID, _ amount: String, to merchant: String = "星光书店", from source: Source = .balance,
        key: String = "pay"
    ) async throws -> WalletTransaction {
        try await wallet.pay(
            Payment(customer: customer, amount: Self.yuan(amount), source: source, merchant: merchant), key: key)
    }

    func toBank(_ customer: CustomerID, _ amount: String, name: String = "林小雨", key: String = "transfer") async throws
        -> WalletTransaction
    {
        try await wallet.transfer(
            Transfer(
                customer: customer, amount: Self.yuan(amount),
                recipient: .bankAccount(name: name, bank: "工商银行", number: "6222 0202 0001 2345")), key: key)
    }

    func withdraw(_ customer: CustomerID, _ amount: String, to card: Card, key: String = "withdraw") async throws
        -> WalletTransaction
    {
        try await wallet.withdraw(
            Withdrawal(customer: customer, amount: Self.yuan(amount), card: card.id), key: key)
    }

    func give(
        _ customer: CustomerID, _ amount: String, to recipient: CustomerID, key: String = "give", sender: String = ""
    ) async throws -> WalletTransaction {
        try await wallet.transfer(
            Transfer(
                customer: customer, amount: Self.yuan(amount), recipient: .customer(recipient, name: "林小雨"),
                sender: sender), key: key)
    }

    /// The changes of events of this kind, oldest first.
    func events(_ kind: String) async throws -> [String] {
        try await storage.read { tx in
            try tx.rows("SELECT change FROM event WHERE kind = \(kind) ORDER BY id").map { try $0.get(0) }
        }
    }

    func balance(_ customer: CustomerID) async throws -> [String] {
        let account = try await wallet.account(customer)
        return [account.balance.decimal, account.held.decimal]
    }

    func now(_ transaction: WalletTransaction) async throws -> WalletTransaction {
        try await wallet.transaction(transaction.id, of: transaction.customer)
    }

    /// Runs what is due, second by second, until the transaction is over; no longer than the quick tries take.
    func finished(_ transaction: WalletTransaction) async throws -> WalletTransaction {
        for _ in 0..<6 {
            await runner.runDue()
            let now = try await now(transaction)
            if now.state.isFinal { return now }
            clock.advance(seconds: 1)
        }
        return try await now(transaction)
    }

    /// Waits in real time for something that another thread brings about.
    func until(_ what: String, _ condition: () async throws -> Bool) async throws {
        for _ in 0..<6_000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("never happened: \(what)")
    }

    /// What the bank believes has become of a transaction.
    func atBank(_ transaction: WalletTransaction, _ act: String) async -> SandboxBooks.State? {
        await bank.books.entries["\(transaction.id).\(act)"]?.state
    }

    func expectOneEventPerStep() async throws {
        let (steps, events) = try await storage.read { tx in
            (
                try tx.rows("SELECT transaction_id || ' ' || state FROM wallet_step").map {
                    try $0.get(0, as: String.self)
                },
                // Not through the log's reader: on PostgreSQL it waits for whoever else is writing to the same server.
                try tx.rows("SELECT change FROM event WHERE kind LIKE 'transaction.%'").map {
                    try $0.get(0, as: String.self)
                }
            )
        }
        let said = events.map { change in
            let parts = change.split(separator: "\"")
            return "\(parts[3]) \(parts[7])"
        }
        #expect(steps.sorted() == said.sorted())
    }
}

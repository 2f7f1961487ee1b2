import Storage
import Synchronization
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Refunds {
    @Test(
        "what an agent gives back is in the customer's balance, and the chat says so", arguments: TestEngine.available)
    func arrives(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let trouble = try await Case.open(cast)
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 41_200)
            let request = try await trouble.refund(key: "click")
            #expect(request.state == .requested)
            #expect(request.amount.minor == 8_800)
            await cast.settle()
            let account = try await cast.ledger.account(cast.mira.id)
            #expect(account.balance.minor == 50_000)
            #expect(account.held.minor == 0)
            #expect(try await trouble.states() == [.succeeded])
            #expect(try await trouble.lines(ConversationTexts.refundArrived).count == 1)
            let payment = try await cast.ledger.transaction(trouble.payment.id, of: cast.mira.id)
            #expect(payment.refundable.minor == 0)
        }
    }

    @Test("a double click is one refund, one after the other or at once", arguments: TestEngine.available)
    func doubleClick(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let trouble = try await Case.open(cast)
            let ids = try await withThrowingTaskGroup(of: RefundID.self) { group in
                for _ in 0..<8 { group.addTask { try await trouble.refund(key: "click").id } }
                return try await group.reduce(into: Set<RefundID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            let again = try await trouble.refund(key: "click").id
            #expect(ids == [again])
            await cast.settle()
            let later = try await trouble.refund(key: "click").id
            #expect(ids == [later], "also after it is done")
            await cast.settle()
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 50_000)
            #expect(try await trouble.lines(ConversationTexts.refundArrived).count == 1)
        }
    }

    @Test(
        "a second refund while one is under way, and one that is too large, are refused",
        arguments: TestEngine.available)
    func limits(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let trouble = try await Case.open(cast)
            await #expect(throws: Refusal.self) { try await trouble.refund(8_801, key: "large") }
            await #expect(throws: Refusal.self) { try await trouble.refund(0, key: "nothing") }
            _ = try await trouble.refund(800, key: "first")
            await #expect {
                try await trouble.refund(800, key: "second")
            } throws: {
                ($0 as? Refusal)?.code == "refund_under_way"
            }
            await cast.settle()
            _ = try await trouble.refund(8_000, key: "third")
            await cast.settle()
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 50_000)
        }
    }

    @Test(
        "only the agent who has the conversation may give back, and only to its own customer",
        arguments: TestEngine.available)
    func rights(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let trouble = try await Case.open(cast)
            await #expect {
                try await trouble.refund(key: "zhao", by: cast.zhao)
            } throws: {
                ($0 as? Refusal)?.code == "already_assigned"
            }
            try await cast.fund(cast.theo)
            let theos = try await cast.timedOut(cast.theo)
            await #expect {
                try await trouble.refund(key: "theo", of: theos)
            } throws: {
                ($0 as? Refusal)?.kind == .notFound
            }
            #expect(try await trouble.states() == [])
        }
    }

    @Test(
        "while the wallet is silent the order stays requested; when it answers, the money moves once",
        arguments: TestEngine.available)
    func silence(on engine: TestEngine) async throws {
        let line = Line()
        let wallet: @Sendable (Ledger) -> any Wallet = { CutOffWallet(ledger: $0, line: line) }
        try await Cast.play(on: engine, wallet: wallet) { cast in
            let trouble = try await Case.open(cast)
            line.isCut.withLock { $0 = true }
            _ = try await trouble.refund(key: "click")
            await cast.settle(tries: 3)
            #expect(line.asked.withLock { $0 } > 0, "it was tried")
            #expect(try await trouble.states() == [.requested])
            #expect(try await trouble.lines(ConversationTexts.refundRefused) == [])
            #expect(try await cast.ledger.account(cast.mira.id).held.minor == 8_800)
            line.isCut.withLock { $0 = false }
            for _ in 0..<6 {
                cast.clock.advance(seconds: 60)
                await cast.settle()
            }
            #expect(try await trouble.states() == [.succeeded])
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 50_000)
            #expect(try await trouble.lines(ConversationTexts.refundArrived).count == 1)
        }
    }

    @Test("an answer that gets lost after the money moved does not move it again", arguments: TestEngine.available)
    func lostAnswer(on engine: TestEngine) async throws {
        let line = Line()
        line.loses.withLock { $0 = true }
        let wallet: @Sendable (Ledger) -> any Wallet = { CutOffWallet(ledger: $0, line: line) }
        try await Cast.play(on: engine, wallet: wallet) { cast in
            let trouble = try await Case.open(cast)
            _ = try await trouble.refund(key: "click")
            await cast.settle(tries: 2)
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 50_000)
            #expect(try await trouble.states() == [.requested], "nobody knows yet")
            line.loses.withLock { $0 = false }
            for _ in 0..<4 {
                cast.clock.advance(seconds: 60)
                await cast.settle()
            }
            #expect(try await trouble.states() == [.succeeded])
            #expect(try await cast.ledger.account(cast.mira.id).balance.minor == 50_000)
        }
    }

    @Test(
        "a refund to a card is on its way until the bank has it, and both lines are said once",
        arguments: TestEngine.available)
    func toCard(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let trouble = try await Case.open(cast, fromCard: true)
            _ = try await trouble.refund(key: "click")
            await cast.settle()
            let feed = WalletFeed(desk: cast.desk)
            // On PostgreSQL the log's end waits for whoever else writes to the same server.
            try await cast.until("the refund arrives") {
                try await feed.follow()
                return try await trouble.states() == [.succeeded]
            }
            try await feed.follow()
            #expect(try await trouble.lines(ConversationTexts.refundOnItsWay).count == 1)
            #expect(try await trouble.lines(ConversationTexts.refundOnCard).count == 1)
        }
    }
}

/// A payment that went wrong, and a conversation about it that chen has.
private struct Case: Sendable {
    let cast: Cast
    let payment: WalletTransaction
    let id: ConversationID

    static func open(_ cast: Cast, fromCard: Bool = false) async throws -> Case {
        try await cast.fund(cast.mira)
        let payment: WalletTransaction
        if fromCard {
            let card = try #require(try await cast.ledger.cards(cast.mira.id).first)
            let order = Payment(
                customer: cast.mira.id, amount: Money(minor: 8_800, currency: .cny), source: .card(card.id),
                merchant: "云上书店")
            let made = try await cast.ledger.pay(order, key: "card-pay")
            await cast.settle()
            payment = try await cast.ledger.transaction(made.id, of: cast.mira.id)
            #expect(payment.state == .succeeded)
        } else {
            payment = try await cast.timedOut(cast.mira)
        }
        let id = ConversationID(try await cast.open("88 块钱没了", as: cast.token(cast.mira)))
        try await cast.storage.write { _ = try Conversation.assign(id, to: cast.chen, in: $0) }
        return Case(cast: cast, payment: payment, id: id)
    }

    @discardableResult
    func refund(
        _ minor: Int64 = 8_800, key: String, by agent: Agent? = nil, of other: WalletTransaction? = nil
    ) async throws -> RefundRequest {
        let (cast, about) = (cast, other ?? payment)
        return try await cast.storage.write { transaction in
            try RefundRequest.open(
                about, amount: Money(minor: minor, currency: .cny), in: id, by: agent ?? cast.chen, key: key,
                transaction)
        }
    }

    func states() async throws -> [RefundRequest.State] {
        try await cast.storage.read { try RefundRequest.all(of: id, in: $0).map(\.state) }
    }

    /// The system's lines of this wording, whatever the amount.
    func lines(_ text: Text) async throws -> [String] {
        let wording = text(.zhHans, ["amount": Money(minor: 8_800, currency: .cny).display])
        return try await cast.storage.read { try Message.after(0, in: id, $0) }
            .filter { $0.authorKind == .system && $0.text == wording }.map(\.text)
    }
}

/// The wire between desk and wallet.
final class Line: Sendable {
    let isCut = Mutex(false)
    let loses = Mutex(false)
    let asked = Mutex(0)
    struct Silence: Error {}
}

/// A wallet that cannot always be reached; what it does when it can, the ledger does.
private struct CutOffWallet: Wallet {
    let ledger: Ledger
    let line: Line

    func refund(_ order: Refund, key: String, by actor: String) async throws -> WalletTransaction {
        line.asked.withLock { $0 += 1 }
        if line.isCut.withLock({ $0 }) { throw Line.Silence() }
        let made = try await ledger.refund(order, key: key, by: actor)
        if line.loses.withLock({ $0 }) { throw Line.Silence() }
        return made
    }

    func open(_ customer: CustomerID, currency: Currency) async throws -> Account {
        try await ledger.open(customer, currency: currency)
    }
    func account(_ customer: CustomerID) async throws -> Account { try await ledger.account(customer) }
    func cards(_ customer: CustomerID) async throws -> [Card] { try await ledger.cards(customer) }
    func bind(_ card: CardDetails, to customer: CustomerID, key: String) async throws -> Card {
        try await ledger.bind(card, to: customer, key: key)
    }
    func freeze(_ customer: CustomerID, because reason: String, by actor: String) async throws -> Account {
        try await ledger.freeze(customer, because: reason, by: actor)
    }
    func unfreeze(_ customer: CustomerID, by actor: String) async throws -> Account {
        try await ledger.unfreeze(customer, by: actor)
    }
    func unbind(_ card: CardID, of customer: CustomerID, by actor: String) async throws {
        try await ledger.unbind(card, of: customer, by: actor)
    }
    func cardAttempts(_ customer: CustomerID) async throws -> [CardAttempt] { try await ledger.cardAttempts(customer) }
    func limits(_ customer: CustomerID) async throws -> Limits { try await ledger.limits(customer) }
    func setLimit(
        _ kind: Limits.Kind, perTransaction: Money?, perDay: Money?, of customer: CustomerID, by actor: String
    ) async throws -> Limits {
        try await ledger.setLimit(kind, perTransaction: perTransaction, perDay: perDay, of: customer, by: actor)
    }
    func setLevel(_ level: Int, of customer: CustomerID, by actor: String) async throws -> Limits {
        try await ledger.setLevel(level, of: customer, by: actor)
    }
    func quote(_ kind: Limits.Kind, _ amount: Money, of customer: CustomerID) async throws -> Quote {
        try await ledger.quote(kind, amount, of: customer)
    }
    func transactions(
        _ customer: CustomerID, from: Moment, until: Moment, after: TransactionID?, limit: Int
    ) async throws -> [WalletTransaction] {
        try await ledger.transactions(customer, from: from, until: until, after: after, limit: limit)
    }
    func balance(_ customer: CustomerID, at: Moment) async throws -> Money {
        try await ledger.balance(customer, at: at)
    }
    func withdraw(_ order: Withdrawal, key: String) async throws -> WalletTransaction {
        try await ledger.withdraw(order, key: key)
    }
    func transactions(_ customer: CustomerID, before: TransactionID?, limit: Int) async throws -> [WalletTransaction] {
        try await ledger.transactions(customer, before: before, limit: limit)
    }
    func transaction(_ id: TransactionID, of customer: CustomerID) async throws -> WalletTransaction {
        try await ledger.transaction(id, of: customer)
    }
    func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction {
        try await ledger.topUp(order, key: key)
    }
    func pay(_ order: Payment, key: String) async throws -> WalletTransaction { try await ledger.pay(order, key: key) }
    func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction {
        try await ledger.transfer(order, key: key)
    }
    func changes(after cursor: String?, limit: Int) async throws -> WalletChanges {
        try await ledger.changes(after: cursor, limit: limit)
    }
}

import Foundation
import Logging
import Storage
import Synchronization
import Terms

@testable import Storage
@testable import Wallet

/// Many customers with one wallet core, whose processes die and start again, and with a bank at the end of a bad line.
struct Town: Sendable {
    struct Person: Sendable {
        let id: CustomerID
        let currency: Currency
        var cards: [CardID]
        var isFrozen = false
    }

    static let merchants = ["甲店", "乙店", "丙店", "丁店", "戊店", "己店", "庚店"]
    static let recipients = ["快", "慢", "退", "断"]
    static let cards = ["1111", "2222", "3333", "4444"]
    static let actor = "agent:chen"

    let world: World
    let line: BadLine
    let notes = Notes()
    var people: [Person] = []

    /// What happened, for the checks at the end.
    final class Notes: Sendable {
        struct State {
            var made: [String: TransactionID] = [:]
            var refused: [String: Int] = [:]
            var faults: [String] = []
            /// The bank said two different things about these: nobody can agree with it.
            var contradicted: Set<TransactionID> = []
            var crashes = 0
        }
        private let state = Mutex(State())
        var now: State { state.withLock { $0 } }
        func note(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    }

    /// A core of its own on the same storage, as after a restart.
    var ledger: Ledger { Ledger(storage: world.storage, bank: line, cardKey: World.cardKey) }

    func runner() -> JobRunner {
        var logger = Logger(label: "town")
        logger.logLevel = .critical
        return JobRunner(world.storage, ledger.jobs, logger: logger)
    }

    mutating func settle(_ count: Int, _ dice: inout Dice) async throws {
        for (index, merchant) in Self.merchants.enumerated() {
            let outcomes: [SandboxBank.Script.Outcome] = [
                .approve, .decline(reason: "no"), .timeOut, .twice, .late(milliseconds: 90_000),
                .pending(seconds: 900, thenDecline: nil), .pending(seconds: 900, thenDecline: "no"),
            ]
            await line.books.follow(.init(outcomes[index], merchant: merchant))
        }
        await line.books.follow(.init(.pending(seconds: 900, thenDecline: nil), recipient: "慢"))
        await line.books.follow(.init(.pending(seconds: 900, thenDecline: "closed"), recipient: "退"))
        await line.books.follow(.init(.timeOut, recipient: "断", times: 20))
        await line.books.follow(.init(.timeOut, act: .refund, times: 5))
        await line.books.follow(.init(.pending(seconds: 900, thenDecline: "no"), lastFour: "2222", act: .withdraw))
        await line.books.follow(.init(.decline(reason: "no"), lastFour: "3333"))
        let ledger = ledger
        let joining = (0..<count).map { (CustomerID("person-\($0)"), $0 % 20 == 19 ? Currency.hkd : .cny) }
        let openings = joining.map { ($0, Int.random(in: 1...3, using: &dice)) }
        people = try await withThrowingTaskGroup(of: Person.self) { group in
            for ((id, currency), level) in openings {
                group.addTask {
                    _ = try await ledger.open(id, currency: currency)
                    if level != 2 { try await ledger.setLevel(level, of: id, by: Self.actor) }
                    var cards: [CardID] = []
                    for ending in Self.cards.prefix(level + 1) {
                        let details = CardDetails(
                            number: CardRefusals.number("622588", ending), expiryYear: ending == "4444" ? 2024 : 2030,
                            expiryMonth: 6)
                        if let card = try? await ledger.bind(details, to: id, key: ending) { cards.append(card.id) }
                    }
                    return Person(id: id, currency: currency, cards: cards)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.id.text < $1.id.text }
        }
    }

    /// A process takes up some jobs and dies: before it did anything, or after, but before it could say so.
    func crash(_ dice: inout Dice) async throws {
        let handlers = Dictionary(uniqueKeysWithValues: ledger.jobs.map { ($0.kind, $0) })
        let kinds = handlers.keys.sorted()
        let count = Int.random(in: 1...4, using: &dice)
        let jobs = try await world.storage.write { tx in
            try (0..<count).compactMap { _ in try Job.lease(kinds: kinds, in: tx) }
        }
        for job in jobs where Bool.random(using: &dice) { try? await handlers[job.kind]?.run(job) }
        notes.note { $0.crashes += jobs.count }
    }

    func deliverReports() async throws {
        for report in await line.dueReports() { try? await ledger.bankAnswered(report.answer, to: report.key) }
    }

    /// Nothing but a refusal may come of an order. The same key again gives the same transaction.
    func order(_ key: String, by person: Person, _ give: @Sendable (Ledger) async throws -> WalletTransaction) async {
        do {
            let made = try await give(ledger)
            let isOut = [.payment, .transfer, .withdrawal].contains(made.kind)
            notes.note { notes in
                if let earlier = notes.made[key], earlier != made.id { notes.faults.append("\(key) made two") }
                if person.isFrozen, isOut, notes.made[key] == nil { notes.faults.append("\(key) left a frozen wallet") }
                notes.made[key] = made.id
            }
        } catch let refusal as Refusal {
            notes.note { $0.refused[refusal.code, default: 0] += 1 }
        } catch {
            notes.note { $0.faults.append("\(key): \(error)") }
        }
    }
}

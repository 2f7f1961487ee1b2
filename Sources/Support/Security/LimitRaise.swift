import Foundation
import Storage
import Terms
import Wallet

/// A higher limit that its owner has allowed, on its way to the wallet. Told of once the wallet has it, and not before.
struct LimitRaise: Sendable {
    static let kindOfJob = "limit.raise"
    /// Whoever allowed it asks the wallet at once; the job comes after, for what was left undone.
    private static let pauseSeconds: Int64 = 15
    private static let triesMax = 100

    let id: String
    let customer: CustomerID
    let kind: Limits.Kind
    let perTransaction: Money
    let perDay: Money

    init(
        id: String, customer: CustomerID, kind: Limits.Kind, perTransaction: Money, perDay: Money
    ) {
        self.id = id
        self.customer = customer
        self.kind = kind
        self.perTransaction = perTransaction
        self.perDay = perDay
    }

    var change: String {
        "{\"kind\":\"\(kind.rawValue)\",\"per_transaction\":\(perTransaction.minor),\"per_day\":\(perDay.minor)}"
    }

    private var key: String { Self.key(customer, kind) + id }
    private static func key(_ customer: CustomerID, _ kind: Limits.Kind) -> String { "\(customer):\(kind.rawValue):" }

    /// A raise that has not reached the wallet is worth nothing once another limit was chosen.
    static func withdraw(_ kind: Limits.Kind, of customer: CustomerID, in transaction: Transaction) throws {
        try transaction.withdraw(kindOfJob, keysBeginning: key(customer, kind))
    }

    func enqueue(in transaction: Transaction) throws {
        try Self.withdraw(kind, of: customer, in: transaction)
        let payload = Payload(
            customer: customer.text, kind: kind.rawValue, once: perTransaction.minor, day: perDay.minor,
            currency: perDay.currency.code)
        try transaction.enqueue(
            Self.kindOfJob, key: key, payload: String(decoding: JSONEncoder().encode(payload), as: UTF8.self),
            at: transaction.now.adding(seconds: Self.pauseSeconds))
    }

    /// Harmless to repeat: the wallet is told the same, and the customer once.
    func run(_ desk: Desk) async throws {
        let isWanted = try await desk.storage.read { transaction in
            // A stop shuts this door too.
            try Order.checkUnlocked(Customer.find(customer, in: transaction), in: transaction)
            return try transaction.isWaiting(Self.kindOfJob, key: key)
        }
        guard isWanted else { return }
        _ = try await desk.wallet.setLimit(
            kind, perTransaction: perTransaction, perDay: perDay, of: customer, by: "customer:\(customer)")
        try await desk.storage.write { transaction in
            // The job is there until it has been done or this has.
            guard try transaction.withdraw(Self.kindOfJob, key: key) else { return }
            let owner = try Customer.find(customer, in: transaction)
            try transaction.record(
                "limit.raised", brand: owner.brand, customer: customer, by: owner.actor, change: change)
            try Notice.send(
                .limitRaised, to: owner, ["kind": LimitTexts.name(kind)(owner.language)], in: transaction)
        }
    }

    private func giveUp(_ desk: Desk) async throws {
        try await desk.storage.write { transaction in
            let owner = try Customer.find(customer, in: transaction)
            try transaction.record(
                "limit.not_raised", brand: owner.brand, customer: customer, by: "system", change: change)
            try Notice.send(
                .limitNotRaised, to: owner, ["kind": LimitTexts.name(kind)(owner.language)], in: transaction)
        }
    }

    private struct Payload: Codable {
        let customer: String, kind: String, once: Int64, day: Int64, currency: String
    }

    private init?(_ job: Job) throws {
        let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
        guard let kind = Limits.Kind(rawValue: payload.kind), let currency = Currency(rawValue: payload.currency) else {
            return nil
        }
        id = job.key.split(separator: ":").last.map(String.init) ?? job.key
        customer = CustomerID(payload.customer)
        self.kind = kind
        perTransaction = Money(minor: payload.once, currency: currency)
        perDay = Money(minor: payload.day, currency: currency)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(kindOfJob, attemptsMax: triesMax) { job in
                guard let raise = try LimitRaise(job) else { return }
                do { try await raise.run(desk) } catch let refusal as Refusal where !refusal.mayPass {
                    // The level was lowered meanwhile, or the account stopped.
                    try await raise.giveUp(desk)
                }
            } gaveUp: { job, _ in
                try await LimitRaise(job)?.giveUp(desk)
            }
        ]
    }
}

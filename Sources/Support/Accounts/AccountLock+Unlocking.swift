import Foundation
import Storage
import Terms

extension AccountLock {
    /// Forgets the wrong passwords and lifts what a risk rule placed; the owner is told on every contact. A ban and the
    /// owner's own stop stay. False where there was nothing to open.
    @discardableResult
    static func unlock(_ customer: Customer, at time: String, by actor: String, in transaction: Transaction) throws
        -> Bool
    {
        let forgotten = try transaction.execute(
            """
            UPDATE customer SET failed_sign_ins = 0, locked_until = 0
            WHERE id = \(customer.id) AND (failed_sign_ins > 0 OR locked_until > 0)
            """)
        if forgotten == 1 {
            try transaction.record("sign_in.unlocked", brand: customer.brand, customer: customer.id, by: actor)
        }
        let isLifted = try lift(.risk, of: customer, by: actor, in: transaction)
        guard forgotten == 1 || isLifted else { return false }
        try Flow.ended(.unlocked, customer.id, in: transaction)
        try Notice.send(.unlocked, to: customer, ["time": time], in: transaction)
        return true
    }

    /// Bans. Only a supervisor or an administrator may, for a reason that may be told.
    static func ban(
        _ customer: Customer, because reason: String, at time: String, by agent: Agent, in transaction: Transaction
    ) throws -> AccountLock {
        guard agent.role != .agent else { throw Refusal.forbidden }
        guard LockTexts.banReasons.contains(reason) else {
            throw Refusal.invalid("reason", "reason_unknown", LockTexts.unknownReason)
        }
        let isNew = try open(.ban, on: customer.id, in: transaction) == nil
        let lock = try place(.ban, on: customer, because: reason, by: agent.actor, in: transaction)
        guard isNew else { return lock }
        let told = LockTexts.reason(reason)(customer.language)
        try Notice.send(.banned, to: customer, ["time": time, "reason": told], in: transaction)
        return lock
    }

    static func liftBan(of customer: Customer, at time: String, by agent: Agent, in transaction: Transaction) throws {
        guard agent.role != .agent else { throw Refusal.forbidden }
        guard try lift(.ban, of: customer, by: agent.actor, in: transaction) else { return }
        try Notice.send(.banLifted, to: customer, ["time": time], in: transaction)
    }
}

extension Brand {
    /// A moment as this brand's customers read it in a notice: `2026-11-20 10:21`.
    func written(_ moment: Moment) -> String {
        let text = Clock(zone: timeZone, now: moment, language: .zhHans).full(moment)
        return String(text.prefix(16))
    }

    /// Round the clock, for stolen accounts; nil where the brand has none.
    var emergencyLine: String? { channels.first { $0.kind == .emergency }?.address }
}

/// All that shuts an account at this moment.
struct AccountStanding: Sendable {
    let locks: [AccountLock]
    let attemptsUntil: Moment?

    var isOpen: Bool { locks.isEmpty && attemptsUntil == nil }

    static func read(_ customer: CustomerID, in transaction: Transaction) throws -> AccountStanding {
        let until = try transaction.first(
            "SELECT locked_until FROM customer WHERE id = \(customer) AND locked_until > \(transaction.now)")
        return AccountStanding(
            locks: try AccountLock.open(on: customer, in: transaction), attemptsUntil: try until?.get(0))
    }
}

/// Whose account a page about locks speaks of, for a quarter of an hour: for somebody who typed the right password and
/// may not come in.
enum LockHint {
    static let seconds: Int64 = 900
    private static let label = "lock hint"

    /// `/locked?hint=…`, below the brand.
    static func path(for customer: CustomerID, _ desk: Desk) throws -> String {
        let until = desk.storage.moment.adding(seconds: seconds).milliseconds
        return "/locked?hint=" + (try desk.vault.seal(Array("\(customer)|\(until)".utf8), for: label))
    }

    static func customer(_ hint: String, _ desk: Desk) -> CustomerID? {
        guard let bytes = try? desk.vault.open(hint, for: label) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "|")
        guard parts.count == 2, let until = Int64(parts[1]), until > desk.storage.moment.milliseconds else {
            return nil
        }
        return CustomerID(outside: parts[0])
    }
}

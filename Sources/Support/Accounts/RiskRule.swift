import Foundation
import Storage
import Terms
import Wallet

/// What makes the system shut an account by itself: each rule looks at one payment that went out, beside what the
/// customer usually does. All of its numbers are here.
public struct RiskRules: Sendable {
    /// A payment to somebody new, the third within so many seconds, together more than this, after a new device.
    public var burstCount = 3
    public var burstSeconds: Int64 = 600
    public var burstMinorMin: Int64 = 100_000
    /// How long a device is new.
    public var newDeviceSeconds: Int64 = 86_400
    /// One payment of more than this share of what was there, from a new device.
    public var drainPercent: Int64 = 80
    public var drainMinorMin: Int64 = 50_000
    /// One payment of so many times the median of the last days, where there were enough of them.
    public var outlierTimes: Int64 = 10
    public var outlierDays: Int64 = 90
    public var outlierSamplesMin = 5
    public var outlierMinorMin: Int64 = 200_000

    public init() {}

    /// What is known at the moment of looking.
    struct Facts: Sendable {
        /// Those that went out before and with it, newest first, back to `outlierDays`.
        var outgoing: [WalletTransaction]
        /// What could be spent before it.
        var before: Money
        /// When the latest device was first seen, where the customer had another before.
        var newDevice: Moment?
        /// When somebody last proved that what happened until then was theirs.
        var clearedAt: Moment?
    }

    /// The word of the reason that may be told; nil where nothing is odd.
    func reason(for payment: WalletTransaction, _ facts: Facts) -> String? {
        let rules: [(word: String, isMet: (WalletTransaction, Facts) -> Bool)] = [
            ("risk_burst", isBurst), ("risk_drain", isDrain), ("risk_unusual", isUnusual),
        ]
        return rules.first { $0.isMet(payment, facts) }?.word
    }

    private func isNewDevice(_ payment: WalletTransaction, _ facts: Facts) -> Bool {
        guard let seen = facts.newDevice, seen <= payment.createdAt else { return false }
        return payment.createdAt.seconds(since: seen) < newDeviceSeconds
    }

    private func isBurst(_ payment: WalletTransaction, _ facts: Facts) -> Bool {
        guard isNewDevice(payment, facts) else { return false }
        let start = max(payment.createdAt.adding(seconds: -burstSeconds), facts.clearedAt ?? Moment(milliseconds: 0))
        let inWindow = facts.outgoing.filter { $0.createdAt > start && $0.createdAt <= payment.createdAt }
        let known = Set(facts.outgoing.filter { $0.createdAt <= start }.map(\.counterparty.name))
        let toNew = inWindow.filter { !known.contains($0.counterparty.name) && $0.kind != .withdrawal }
        return toNew.contains { $0.id == payment.id } && toNew.count >= burstCount
            && toNew.reduce(0) { $0 + $1.amount.minor } >= burstMinorMin
    }

    private func isDrain(_ payment: WalletTransaction, _ facts: Facts) -> Bool {
        isNewDevice(payment, facts) && payment.means == .balance && payment.amount.minor >= drainMinorMin
            && payment.amount.minor * 100 > facts.before.minor * drainPercent
    }

    private func isUnusual(_ payment: WalletTransaction, _ facts: Facts) -> Bool {
        guard payment.amount.minor >= outlierMinorMin else { return false }
        let others = facts.outgoing.filter { $0.id != payment.id && $0.state != .failed }.map(\.amount.minor).sorted()
        guard others.count >= outlierSamplesMin else { return false }
        return payment.amount.minor >= others[others.count / 2] * outlierTimes
    }
}

extension WalletTransaction {
    /// Whether money left by it, or is leaving.
    var isOutgoing: Bool { !kind.isIncoming && state != .failed && state != .returned }
}

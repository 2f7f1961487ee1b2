import Foundation
import Storage
import Terms
import Wallet

/// Something that is out of order for many at once, or will be: an outage, or maintenance that was planned.
///
/// An outage is proposed (by an agent or by the radar) and begun, or begun at once; maintenance is proposed and
/// planned, and begun when its time comes. What is begun is ended; what is only proposed or planned may be dismissed.
struct Incident: Sendable, Equatable {
    enum Kind: String, Storable, Sendable, CaseIterable { case outage, maintenance }
    enum State: String, Storable, Sendable, CaseIterable { case proposed, planned, begun, ended, dismissed }

    /// What is hit: a function, perhaps only what goes through one bank or from one version of the app.
    struct Scope: Sendable, Equatable {
        var function: Function
        var bank: String?
        /// `4.2` stands for 4.2.1, too.
        var appVersion: AppVersion?
    }

    /// What the radar saw: `count` in ten minutes, and as many on a usual day.
    struct Signs: Sendable, Equatable, Codable {
        enum Kind: String, Sendable, Codable { case failures, questions }

        let kind: Kind
        let count: Int
        let usual: Int
        /// The wallet's reason, or the code that the assistant found.
        let cause: String
    }

    static let listMax = 20
    static let hoursMax: Int64 = 72
    static let bankLengthMax = 40

    let id: IncidentID
    let brand: BrandID
    let kind: Kind
    let state: State
    let scope: Scope
    let beganAt: Moment
    /// When it is expected to be over.
    let until: Moment
    /// Its end was fixed beforehand. An outage that somebody works on goes on until they say that it is over.
    let endsByItself: Bool
    /// What customers read, where it is not what the scope says by itself.
    let what: Text?
    let advice: Text?
    let signs: Signs?
    /// When it was ended or dismissed.
    let settledAt: Moment?
    let changedAt: Moment

    var bank: String? { scope.bank }

    /// It takes longer than was said.
    func isOverdue(_ now: Moment) -> Bool { state == .begun && !endsByItself && until <= now }

    /// Whether this transaction fell into it. Which app it came from is not known, so one of a version covers none.
    func covers(_ transaction: WalletTransaction) -> Bool {
        let isIn =
            transaction.createdAt >= beganAt && (transaction.createdAt < until || isOverdue(transaction.createdAt))
        guard isIn, scope.appVersion == nil, scope.function.covers(Function(transaction.kind)) else { return false }
        guard let bank = scope.bank else { return true }
        return transaction.banks.contains(bank)
    }
}

enum IncidentNoun {}
typealias IncidentID = ID<IncidentNoun>

extension Incident {
    enum Function: String, Storable, Sendable, CaseIterable {
        case payment, transfer
        case topUp = "top_up"
        case withdrawal, refund
        case signIn = "sign_in"
        case cards, everything

        /// nil for what somebody else's order brought.
        init?(_ kind: WalletTransaction.Kind) {
            switch kind {
            case .payment: self = .payment
            case .transfer: self = .transfer
            case .topUp: self = .topUp
            case .withdrawal: self = .withdrawal
            case .refund: self = .refund
            case .received: return nil
            }
        }

        /// What a conversation with this code (of a diagnosis, or an article's slug) is about; nil where no outage
        /// would explain it.
        init?(code: String) {
            let found = Self.marks.first { $0.prefixes.contains { code.hasPrefix($0) } }
            guard let found else { return nil }
            self = found.function
        }

        private static let marks: [(function: Function, prefixes: [String])] = [
            (.payment, ["payment.", "payment-", "merchant.", "merchant-", "declined-by-bank", "no-confirmation"]),
            (.transfer, ["transfer.", "transfer-"]), (.topUp, ["topup.", "top-up"]),
            (.withdrawal, ["withdrawal.", "withdraw"]), (.refund, ["refund.", "refund"]),
            (.signIn, ["login.", "sign-in", "code-not-received"]), (.cards, ["card.", "card-", "bind-card"]),
        ]

        func covers(_ other: Function?) -> Bool { self == .everything || self == other }
    }
}

extension WalletTransaction {
    /// The banks it goes through: the card's, and the other side's.
    var banks: [String] {
        let cards: [String] = if case .card(let bank, _) = means { [bank] } else { [] }
        return cards + [counterparty.bank].compactMap { $0 }.filter { !cards.contains($0) }
    }
}

extension Agent {
    /// Agents propose what everybody reads; supervisors and administrators publish it.
    var mayPublish: Bool { role != .agent }

    func mustPublish() throws {
        guard mayPublish else { throw Refusal(.forbidden, "supervisor_needed", AnnouncementTexts.supervisorNeeded) }
    }
}

import Terms
import Wallet

/// One thing that is known of a transaction or of an account. Its value is a short word that rules compare and receipts
/// show: a raw value of the wallet's or the desk's own words, or `yes`. What is not known is `no`.
enum Fact: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable {
    // Of a transaction.
    case kind, state, reason
    /// Money is set aside and neither here nor there.
    case held
    /// The whole of it has come back.
    case refunded
    /// An earlier one of the same amount to the same payee, minutes before.
    case twin
    /// Its owner has said, while stopping everything, that it was not them.
    case disowned
    /// It should have been there by now.
    case late
    /// It fell into an announced outage.
    case outage
    /// What its owner says is wrong with it: a diagnosis code.
    case said

    // Of an account.
    case lock
    case signIn = "sign_in"
    case paymentPassword = "payment_password"
    /// A code that was to be sent.
    case code
    /// What an identity check was begun for, and by whom: `owner`, or by a `contact` alone.
    case check
    case begunBy = "begun_by"
    case app, device, warning, passkey
    case twoFactor = "two_factor"
    /// Why the last card was not bound.
    case card
    case complaint
}

typealias Facts = [Fact: String]

extension Facts {
    static let yes = "yes"
    static let no = "no"

    /// What a transaction's record shows, and what is around it.
    init(_ transaction: WalletTransaction, _ around: Diagnosis.Surroundings) {
        self = [.kind: transaction.kind.rawValue, .state: transaction.state.rawValue]
        self[.reason] = transaction.reason?.rawValue
        self[.said] = around.said?.rawValue
        let isBack = transaction.refunded.minor > 0 && transaction.held.minor == 0
        let isLate = transaction.expectedAt.map { !transaction.state.isFinal && around.now > $0 } ?? false
        let marks: [(Fact, Bool)] = [
            (.held, transaction.held.minor > 0), (.refunded, isBack), (.disowned, around.isDisowned),
            (.late, isLate), (.outage, around.isInOutage),
            (.twin, Diagnosis.twin(of: transaction, in: around.others) != nil),
        ]
        for (fact, isSo) in marks where isSo { self[fact] = Self.yes }
    }
}

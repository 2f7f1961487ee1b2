import Terms
import Wallet

/// Something in the customer's own records that may be what they write about: a transaction, a lock, a refused card.
struct Finding: Sendable, Equatable {
    /// How surely it is a trouble, whatever is said.
    enum Weight: String, Codable, Sendable {
        /// Would be a trouble if the customer says so: a payment that went through, a new device.
        case possible
        /// A trouble of the past, or one that is being dealt with.
        case likely
        /// Went wrong, and nothing has set it right since.
        case sure
    }

    /// A diagnosis code.
    let code: String
    let weight: Weight
    let at: Moment
    /// The rule that found it, and what is known.
    let rule: String
    let facts: Facts
    var transaction: WalletTransaction?
    /// Where it is another than the code's own.
    var family: String?
    /// What the answer says of it, in the conversation's language.
    var says: String?
}

extension Finding {
    var mark: Doctor.Mark {
        Doctor.Mark(
            code: code, weight: weight, at: at.milliseconds, family: family ?? Self.family(code), rule: rule,
            facts: facts, transaction: transaction?.id.text, minor: transaction?.amount.minor)
    }

    static func isTrouble(_ label: String) -> Bool { label.contains(".") || label == "payment-failed" }

    /// Codes that say the same of an account until more is known, and what is asked about them: `payment.*` and how a
    /// payment is made.
    static func family(_ label: String) -> String {
        switch label {
        case "how-to-pay", "payment-failed": "payment"
        case "how-to-transfer": "transfer"
        case "top-up": "topup"
        case "withdraw": "withdrawal"
        case "bind-card", "unbind-card": "card"
        case "refund", "dispute": "refund"
        case "appeal", "panic-lock", "unfreeze", "account.stolen", "payment.unauthorised": "account"
        case "password.forgotten", "sign-up", "change-password", "good-password": "login"
        case "limits-and-levels", "set-limits": "limits"
        default: String(label.prefix { $0 != "." && $0 != "-" })
        }
    }
}

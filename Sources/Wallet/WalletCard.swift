import Terms

/// What the wallet keeps of a bank card: never the number, never the CVV.
public struct Card: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case debit, credit, prepaid }

    public let id: CardID
    /// The issuer's name.
    public let bank: String
    /// nil for a card bound before its kind was asked for.
    public let kind: Kind?
    public let lastFour: String
    public let expiryYear: Int
    public let expiryMonth: Int

    public init(id: CardID, bank: String, kind: Kind? = nil, lastFour: String, expiryYear: Int, expiryMonth: Int) {
        self.id = id
        self.bank = bank
        self.kind = kind
        self.lastFour = lastFour
        self.expiryYear = expiryYear
        self.expiryMonth = expiryMonth
    }
}

/// Given once, to the bank; the number is not stored. A CVV is never asked for.
public struct CardDetails: Sendable {
    public let number: String
    /// What the customer took the issuer for. The issuer's name comes from the number.
    public let bank: String
    public let expiryYear: Int
    public let expiryMonth: Int
    /// As printed on the card or known to the bank; empty: not to be compared.
    public let holderName: String
    /// The phone number that the bank has for the card; empty: not to be compared.
    public let phone: String

    public init(
        number: String, bank: String = "", expiryYear: Int, expiryMonth: Int, holderName: String = "",
        phone: String = ""
    ) {
        self.number = number
        self.bank = bank
        self.expiryYear = expiryYear
        self.expiryMonth = expiryMonth
        self.holderName = holderName
        self.phone = phone
    }
}

/// One try to bind a card that was refused, as support sees it.
public struct CardAttempt: Sendable, Equatable {
    public static let listMax = 20

    public enum Reason: String, Sendable, CaseIterable {
        /// A digit is wrong.
        case numberInvalid = "number_invalid"
        /// No issuer that this wallet knows.
        case binUnknown = "bin_unknown"
        case notActivated = "not_activated"
        /// A kind of card that this wallet does not take, or one that its bank does not let a wallet use.
        case notEligible = "not_eligible"
        case nameMismatch = "name_mismatch"
        case phoneMismatch = "phone_mismatch"
    }

    public let at: Moment
    /// The issuer, or what the customer took for it.
    public let bank: String
    /// Empty where hardly a number was given.
    public let lastFour: String
    public let reason: Reason

    public init(at: Moment, bank: String, lastFour: String, reason: Reason) {
        self.at = at
        self.bank = bank
        self.lastFour = lastFour
        self.reason = reason
    }
}

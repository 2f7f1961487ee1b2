import Storage
import Terms
import Wallet

/// The form that nobody has to fill in: what is known of a matter, field by field, with where it comes from.
///
/// What the system knows is worked out anew each time and never kept, so that it stays true; kept is what the customer
/// said, what a picture showed, and what the customer confirmed.
struct Intake: Sendable, Equatable {
    static let valueLengthMax = 300

    /// In the order in which they are shown.
    enum Field: String, Storable, Sendable, CaseIterable {
        case account, function, transaction, order, amount, happened, error, words, steps, tried, pictures, device

        /// What may be asked for, where nothing is known.
        static let asked: [Field] = [.function, .happened, .error]
    }

    enum Source: String, Storable, Sendable { case system, customer, picture }

    /// What a matter is about. A family of troubles, in the words of the form.
    enum Function: String, Sendable, CaseIterable {
        case payment, transfer
        case topUp = "top_up"
        case withdrawal, refund, cards
        case signIn = "sign_in"
        case account, other
    }

    struct Entry: Sendable, Equatable {
        /// As it is kept: an id, a code, a time in UTC, or words.
        let value: String
        let source: Source
        let isConfirmed: Bool
    }

    /// What the system knows at this moment.
    struct Facts: Sendable, Equatable {
        var customer: Customer?
        var transaction: WalletTransaction?
        /// What the assistant found it to be about.
        var code: String?
        /// The customer's first words.
        var words = ""
        var tried: [Tried] = []
        var pictures = 0
        var language = Language.zhHans
    }

    let facts: Facts
    private let entries: [Field: Entry]

    init(_ facts: Facts, kept: [Kept] = []) {
        var facts = facts
        let rows = Dictionary(kept.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
        // “Not this one”: nothing that follows from it is true either.
        if rows[.transaction]?.isRefused == true { facts.transaction = nil }
        let known = Self.known(facts)
        var entries: [Field: Entry] = [:]
        for field in Field.allCases {
            let row = rows[field]
            if let row, row.source != .system {
                if !row.isRefused {
                    entries[field] = Entry(value: row.value, source: row.source, isConfirmed: row.isConfirmed)
                }
            } else if let value = known[field] {
                let isConfirmed = row.map { $0.isConfirmed && $0.value == value } ?? false
                entries[field] = Entry(
                    value: value, source: field == .words ? .customer : .system, isConfirmed: isConfirmed)
            } else if field == .device, let row {
                entries[field] = Entry(value: row.value, source: .system, isConfirmed: row.isConfirmed)
            }
        }
        // Its record says it better than a picture of it.
        if facts.transaction != nil { (entries[.order], entries[.amount]) = (nil, nil) }
        (self.facts, self.entries) = (facts, entries)
    }

    subscript(field: Field) -> Entry? { entries[field] }

    /// What is left to ask, each once and none of it needed.
    var missing: [Field] { Field.asked.filter { entries[$0] == nil } }

    /// Whether the customer has looked at it and nothing has changed since.
    var isConfirmed: Bool {
        let passing: Set<Field> = [.device, .pictures, .tried, .steps, .words]
        return entries.values.contains(where: \.isConfirmed)
            && entries.allSatisfy { passing.contains($0.key) || $0.value.isConfirmed }
    }

    /// What follows from the facts, as it would be kept.
    private static func known(_ facts: Facts) -> [Field: String] {
        var known: [Field: String] = [:]
        known[.account] = facts.customer.map {
            [$0.maskedName, $0.phone == nil ? Mask.email($0.email) : Mask.phone($0.phone)].joined(separator: " ")
        }
        if !facts.words.isEmpty { known[.words] = facts.words }
        if !facts.tried.isEmpty { known[.tried] = facts.tried.map(\.stored).joined(separator: ",") }
        if facts.pictures > 0 { known[.pictures] = String(facts.pictures) }
        known[.function] =
            (facts.transaction.map { Function($0.kind) } ?? facts.code.flatMap { Function(code: $0) })?
            .rawValue
        guard let transaction = facts.transaction else { return known }
        known[.transaction] = transaction.id.text
        known[.happened] = transaction.createdAt.rfc3339
        known[.steps] = transaction.steps.map(\.state.rawValue).joined(separator: ",")
        known[.error] = Diagnosis(transaction)?.code.rawValue
        return known
    }
}

extension Intake.Function {
    init(_ kind: WalletTransaction.Kind) {
        switch kind {
        case .payment: self = .payment
        case .transfer: self = .transfer
        case .topUp: self = .topUp
        case .withdrawal: self = .withdrawal
        case .refund: self = .refund
        case .received: self = .transfer
        }
    }

    /// Of a diagnosis or an article; nil where it says nothing of a function.
    init?(code: String) {
        switch Finding.family(code) {
        case "payment", "merchant": self = .payment
        case "transfer": self = .transfer
        case "topup": self = .topUp
        case "withdrawal": self = .withdrawal
        case "refund": self = .refund
        case "card": self = .cards
        case "login", "code": self = .signIn
        case "account", "limits", "security": self = .account
        default: return nil
        }
    }
}

// MARK: - What the customer says of it

extension Intake {
    /// What somebody filled in or put right, checked. What they left as it stood is not in it.
    struct Given: Sendable, Equatable {
        static let futureSeconds: Int64 = 300

        fileprivate(set) var values: [Field: String] = [:]

        init() {}

        /// Throws a refusal with the field's name for a time to come, and for words that are too long.
        init(function: String, happened: String, error: String, isNotThis: Bool, to intake: Intake, clock: Clock) throws
        {
            if let function = Function(rawValue: function), function.rawValue != intake[.function]?.value {
                values[.function] = function.rawValue
            }
            if !happened.isEmpty, happened != intake.shownTime(clock) {
                guard let moment = LocalTime.moment(happened, in: clock.zone),
                    clock.now.adding(seconds: Self.futureSeconds) > moment
                else { throw Refusal.invalid("happened", "time_invalid", IntakeTexts.timeInvalid) }
                values[.happened] = moment.rfc3339
            }
            let typed = error.trimmingSpaces()
            if !typed.isEmpty, typed != intake.shown(.error, clock) {
                guard typed.unicodeScalars.count <= valueLengthMax else {
                    throw Refusal.invalid(
                        "error", "words_too_long", IntakeTexts.tooLong.filling(["max": String(valueLengthMax)]))
                }
                values[.error] = try MessageText(typed).text
            }
            if isNotThis { values[.transaction] = Kept.refusedValue }
        }
    }

    /// As a browser's field for times has it; empty where no time is known.
    func shownTime(_ clock: Clock) -> String {
        self[.happened].flatMap { Moment(rfc3339: $0.value) }.map { LocalTime.text($0, in: clock.zone) } ?? ""
    }
}

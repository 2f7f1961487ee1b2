import Storage
import Terms
import Wallet

extension Intake {
    /// One field as it is kept.
    struct Kept: Sendable, Equatable {
        /// In place of a transaction: the customer said that it is not this one.
        static let refusedValue = "-"

        let field: Field
        let value: String
        let source: Source
        let isConfirmed: Bool

        var isRefused: Bool { value == Self.refusedValue }
    }

    /// The customer has looked at it: what stands in it is kept as confirmed, with what they put right.
    /// Doing it twice changes nothing more.
    func confirm(_ given: Given, of id: ConversationID, by party: Party, in transaction: Transaction) throws {
        let conversation = try Conversation.find(id, of: party, in: transaction)
        let isNotThis = given.values[.transaction] == Kept.refusedValue
        var changed = 0
        for field in Field.allCases {
            guard let value = given.values[field] ?? self[field]?.value else { continue }
            // What followed from the transaction goes with it, unless it was put right by hand.
            if isNotThis, given.values[field] == nil, [.happened, .error, .steps, .function].contains(field),
                self[field]?.source == .system
            {
                continue
            }
            let source = given.values[field] == nil ? self[field]?.source ?? .system : .customer
            changed += try Self.keep(field, value, source, isConfirmed: true, of: id, in: transaction)
        }
        guard changed > 0 else { return }
        if isNotThis {
            // Nobody looks at, or gives back, a transaction that it is not about.
            try transaction.execute("UPDATE conversation SET transaction_id = NULL WHERE id = \(id)")
        }
        let corrected = given.values.keys.map(\.rawValue).sorted().map { "\"\($0)\"" }.joined(separator: ",")
        try transaction.record(
            "intake.confirmed", brand: conversation.brand, customer: conversation.customer, conversation: id,
            by: party.actor, change: "{\"fields\":\(changed),\"corrected\":[\(corrected)]}")
    }

    /// Returns 1 where something changed. What was confirmed stays so while it is the same.
    @discardableResult
    static func keep(
        _ field: Field, _ value: String, _ source: Source, isConfirmed: Bool, of id: ConversationID,
        in transaction: Transaction
    ) throws -> Int {
        // The database counts scalars; one sign of a family can be ten.
        let value = String(String.UnicodeScalarView(value.unicodeScalars.prefix(valueLengthMax)))
        let confirmedAt: Moment? = isConfirmed ? transaction.now : nil
        return try transaction.execute(
            """
            INSERT INTO intake (conversation_id, field, value, source, kept_at, confirmed_at)
            VALUES (\(id), \(field), \(value), \(source), \(transaction.now), \(confirmedAt))
            ON CONFLICT (conversation_id, field) DO UPDATE
            SET value = excluded.value, source = excluded.source, kept_at = excluded.kept_at,
                confirmed_at = excluded.confirmed_at
            WHERE intake.value <> excluded.value OR intake.source <> excluded.source
               OR intake.confirmed_at IS NULL AND excluded.confirmed_at IS NOT NULL
            """)
    }

    static func kept(of id: ConversationID, in transaction: Transaction) throws -> [Kept] {
        try transaction.rows(
            "SELECT field, value, source, confirmed_at IS NOT NULL FROM intake WHERE conversation_id = \(id)"
        ).map {
            Kept(
                field: try $0.get(0), value: try $0.get(1), source: try $0.get(2), isConfirmed: try $0.get(3))
        }
    }
}

// MARK: - Reading it

extension Intake {
    private static let transactionsMax = 20

    /// Of a conversation: whoever calls has found it through its viewer. A silent wallet leaves its part empty.
    static func read(_ conversation: Conversation, desk: Desk) async throws -> Intake {
        let read = try await desk.storage.read { transaction -> (Facts, [Kept]) in
            var facts = Facts(code: conversation.code, words: conversation.subject, language: conversation.language)
            facts.customer = try conversation.customer.map { try Customer.find($0, in: transaction) }
            facts.tried = try Tried.read(conversation, in: transaction)
            facts.pictures = try Screenshot.count(of: conversation.id, in: transaction)
            return (facts, try Self.kept(of: conversation.id, in: transaction))
        }
        var (facts, kept) = read
        let chosen: Kept? = kept.first { $0.field == Field.transaction && $0.source != Source.system }
        let id = chosen.map { $0.isRefused ? nil : TransactionID(outside: $0.value) } ?? conversation.transaction
        if let id, let customer = facts.customer?.id {
            facts.take(try? await transactions(of: customer, with: id, desk), id)
        }
        return Intake(facts, kept: kept)
    }

    /// Before there is a conversation.
    static func read(for party: Party?, about id: TransactionID?, words: String = "", desk: Desk) async throws -> Intake
    {
        var facts = Facts(customer: party?.customer, words: words)
        if let customer = party?.customer {
            facts.language = customer.language
            facts.tried = try await desk.storage.read { try Tried.read(of: customer.id, in: $0) }
            if let id { facts.take(try? await transactions(of: customer.id, with: id, desk), id) }
        }
        return Intake(facts)
    }

    private static func transactions(of customer: CustomerID, with id: TransactionID, _ desk: Desk) async throws
        -> [WalletTransaction]
    {
        try await desk.asked { [wallet = desk.wallet] in
            let recent = try await wallet.transactions(customer, before: nil, limit: transactionsMax)
            if recent.contains(where: { $0.id == id }) { return recent }
            return try await recent + [wallet.transaction(id, of: customer)]
        }
    }
}

extension Intake.Facts {
    /// The transaction, and how often its like was tried.
    fileprivate mutating func take(_ all: [WalletTransaction]?, _ id: TransactionID) {
        guard let all, let one = all.first(where: { $0.id == id }) else { return }
        transaction = one
        let like = all.filter { other in
            other.kind == one.kind && other.counterparty.name == one.counterparty.name && other.amount == one.amount
                && abs(other.createdAt.seconds(since: one.createdAt)) < Tried.daySeconds
        }
        if like.count > 1 { tried.insert(Tried(.orderedAgain, count: like.count), at: 0) }
    }
}

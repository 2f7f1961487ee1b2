import Storage
import Terms

/// A transaction as its row: what the world sees of it, and what only the ledger needs.
struct LedgerEntry: Sendable {
    let id: TransactionID
    let number: String
    let customer: CustomerID
    let kind: WalletTransaction.Kind
    let state: WalletTransaction.State
    let reason: WalletTransaction.Reason?
    let amount: Money
    let fee: Money
    let card: CardID?
    let means: WalletTransaction.Means
    let counterparty: WalletTransaction.Counterparty
    let held: Money
    let refunded: Money
    let refundOf: TransactionID?
    let transfer: TransactionID?
    let expectedAt: Moment?
    let createdAt: Moment
    let updatedAt: Moment
    /// What the bank knows the card by.
    let token: String?
    /// The number of a recipient's bank account; gone once the transfer is over.
    let recipientAccount: String?

    /// What reaches the other side.
    var arrives: Money { Money(minor: amount.minor - fee.minor, currency: amount.currency) }

    func seen(with steps: [WalletTransaction.Step]) -> WalletTransaction {
        WalletTransaction(
            id: id, number: number, customer: customer, kind: kind, state: state, reason: reason, amount: amount,
            fee: fee, means: means, counterparty: counterparty, held: held, refunded: refunded, refundOf: refundOf,
            transfer: transfer, expectedAt: expectedAt, createdAt: createdAt, updatedAt: updatedAt, steps: steps)
    }
}

// MARK: - Changing

extension LedgerEntry {
    /// The only way into another state: from one of `earlier`, or not at all (false). Records one step and one event.
    /// `held` is what the transaction holds from now on.
    @discardableResult
    static func advance(
        _ id: TransactionID, from earlier: [WalletTransaction.State], to state: WalletTransaction.State,
        because reason: WalletTransaction.Reason? = nil, expectedAt: Moment? = nil, held: SQL = "held",
        by actor: String,
        in tx: Transaction
    ) throws -> Bool {
        // A bank account's number is kept only for as long as the bank may have to be told it again.
        let account: SQL = state.isFinal ? "NULL" : "recipient_account"
        let again: SQL = earlier.contains(state) ? "AND reason IS DISTINCT FROM \(reason)" : ""
        let changed = try tx.first(
            """
            UPDATE wallet_transaction
            SET state = \(state), reason = \(reason), expected_at = \(expectedAt), held = \(held),
                recipient_account = \(account), updated_at = \(tx.now), steps = steps + 1
            WHERE id = \(id) AND state IN \(SQL.list(earlier)) \(again)
            RETURNING steps, customer_id, kind, amount, used_on
            """)
        guard let changed else { return false }
        let customer: CustomerID = try changed.get(1)
        try note(
            [Progress(state, reason)], from: try changed.get(0), of: id, customer: customer, by: actor, in: tx)
        if state == .failed || state == .returned, let day: String = try changed.optional(4) {
            try Ledger.unuse(changed.get(3), changed.get(2), of: customer, on: day, in: tx)
        }
        return true
    }

    /// A state on the way, and why.
    struct Progress: Sendable {
        let state: WalletTransaction.State
        let reason: WalletTransaction.Reason?

        init(_ state: WalletTransaction.State, _ reason: WalletTransaction.Reason? = nil) {
            self.state = state
            self.reason = reason
        }
    }

    /// A step and an event for each.
    static func note(
        _ progress: [Progress], from first: Int, of id: TransactionID, customer: CustomerID, by actor: String,
        in tx: Transaction
    ) throws {
        var steps: SQL = ""
        for (index, one) in progress.enumerated() {
            let comma: SQL = index > 0 ? ", " : ""
            steps = """
                \(steps)\(comma)(\(id), \(first + index), \(one.state), \(one.reason), \(actor), \(tx.now))
                """
        }
        try tx.put(
            "INSERT INTO wallet_step (transaction_id, position, state, reason, actor, occurred_at) VALUES \(steps)")
        for one in progress {
            try tx.record(
                "transaction.\(one.state.rawValue)", customer: customer, by: actor,
                change: "{\"transaction\":\"\(id)\",\"state\":\"\(one.state.rawValue)\"}")
        }
    }
}

/// 16 digits that people read out. The last one is a check digit that makes the whole fail the card checksum (Luhn),
/// so that whatever masks card numbers in a conversation leaves it alone.
enum TransactionNumber {
    static func random() -> String {
        let front = String(UInt64.random(in: 100_000_000_000_000...999_999_999_999_999))
        let right = (0...9).first { CardNumber.passesLuhn(front + String($0)) } ?? 0
        return front + String((right + 5) % 10)
    }
}

// MARK: - Rows

extension WalletTransaction.Kind: Storable {}
extension WalletTransaction.State: Storable {}
extension WalletTransaction.Reason: Storable {}

extension LedgerEntry {
    static func find(_ id: TransactionID, of customer: CustomerID? = nil, in tx: Transaction) throws -> LedgerEntry? {
        let mine: SQL = customer.map { "AND t.customer_id = \($0)" } ?? ""
        return try rows("WHERE t.id = \(id) \(mine)", in: tx).first
    }

    static func rows(_ rest: SQL, in tx: Transaction) throws -> [LedgerEntry] {
        try tx.rows(
            """
            SELECT t.id, t.number, t.customer_id, t.kind, t.state, t.reason, t.amount, t.currency, t.card_id,
                c.bank, c.last_four, t.counterparty_name, t.counterparty_bank, t.counterparty_last_four, t.held,
                t.refunded, t.refund_of, t.expected_at, t.created_at, t.updated_at, c.token, t.recipient_account, t.fee,
                t.transfer_id
            FROM wallet_transaction t LEFT JOIN wallet_card c ON c.id = t.card_id \(rest)
            """
        ).map(LedgerEntry.init)
    }

    private init(_ row: Row) throws {
        let currency: Currency = try row.get(7)
        id = try row.get(0)
        number = try row.get(1)
        customer = try row.get(2)
        kind = try row.get(3)
        state = try row.get(4)
        reason = try row.optional(5)
        amount = Money(minor: try row.get(6), currency: currency)
        card = try row.optional(8)
        means = try card == nil ? .balance : .card(bank: row.get(9), lastFour: row.get(10))
        counterparty = .init(name: try row.get(11), bank: try row.optional(12), lastFour: try row.optional(13))
        held = Money(minor: try row.get(14), currency: currency)
        refunded = Money(minor: try row.get(15), currency: currency)
        refundOf = try row.optional(16)
        expectedAt = try row.optional(17)
        createdAt = try row.get(18)
        updatedAt = try row.get(19)
        token = try row.optional(20)
        recipientAccount = try row.optional(21)
        fee = Money(minor: try row.get(22), currency: currency)
        transfer = try row.optional(23)
    }

    static func withSteps(_ entries: [LedgerEntry], in tx: Transaction) throws -> [WalletTransaction] {
        var steps: [TransactionID: [WalletTransaction.Step]] = [:]
        let rows = try tx.rows(
            """
            SELECT transaction_id, state, reason, occurred_at FROM wallet_step
            WHERE transaction_id IN \(SQL.list(entries.map(\.id))) ORDER BY transaction_id, position
            """)
        for row in rows {
            steps[try row.get(0), default: []].append(
                .init(state: try row.get(1), reason: try row.optional(2), at: try row.get(3)))
        }
        return entries.map { $0.seen(with: steps[$0.id] ?? []) }
    }
}

import Storage
import Terms

extension LedgerEntry {
    /// A new transaction, before it is written down.
    struct Draft: Sendable {
        /// What has to be there before a bank is asked.
        enum Funds: Sendable {
            /// Nothing: the money comes in.
            case incoming
            /// Nothing of the balance; but it goes out.
            case card
            /// The amount, which is set aside.
            case held
            /// The amount, which another customer has at once.
            case given(to: CustomerID, from: String)
        }

        let id: TransactionID
        let customer: CustomerID
        let kind: WalletTransaction.Kind
        let amount: Money
        var fee: Int64 = 0
        var card: Card?
        var counterparty = WalletTransaction.Counterparty(name: "")
        var recipientAccount: String?
        var refundOf: TransactionID?
        var transfer: TransactionID?
        var funds = Funds.incoming
        /// The kind of job that asks the bank; nil where none has to be asked.
        var job: String?
        /// The day whose limit it counts for.
        var usedOn: String?
        var actor: String
    }
}

// MARK: - Rows

extension LedgerEntry.Draft {
    /// Writes it down with every state that it has been through by now.
    @discardableResult
    func create(through progress: [LedgerEntry.Progress], held: Money? = nil, in tx: Transaction) throws
        -> WalletTransaction
    {
        let number = try insert(progress, held: held?.minor ?? 0, in: tx)
        try LedgerEntry.note(progress, from: 1, of: id, customer: customer, by: actor, in: tx)
        let none = Money(minor: 0, currency: amount.currency)
        let means = card.map { WalletTransaction.Means.card(bank: $0.bank, lastFour: $0.lastFour) } ?? .balance
        return WalletTransaction(
            id: id, number: number, customer: customer, kind: kind, state: progress.last?.state ?? .created,
            reason: progress.last?.reason, amount: amount, fee: Money(minor: fee, currency: amount.currency),
            means: means, counterparty: counterparty, held: held ?? none, refunded: none, refundOf: refundOf,
            transfer: transfer, expectedAt: nil, createdAt: tx.now, updatedAt: tx.now,
            steps: progress.map { .init(state: $0.state, reason: $0.reason, at: tx.now) })
    }

    /// Returns its number. One drawn twice, which has 15 free digits against it, is refused by the unique index: the
    /// order fails as a fault and is given again with its key.
    private func insert(_ progress: [LedgerEntry.Progress], held: Int64, in tx: Transaction) throws -> String {
        let last = progress.last ?? .init(.created)
        // Kept only for as long as the bank may have to be told it again.
        let account = last.state.isFinal ? nil : recipientAccount
        let number = TransactionNumber.random()
        try tx.put(
            """
            INSERT INTO wallet_transaction
                (id, number, customer_id, kind, state, reason, amount, currency, fee, card_id, counterparty_name,
                 counterparty_bank, counterparty_last_four, recipient_account, held, refund_of, transfer_id,
                 used_on, created_at, updated_at, steps)
            VALUES (\(id), \(number), \(customer), \(kind), \(last.state), \(last.reason), \(amount.minor),
                \(amount.currency), \(fee), \(card?.id), \(counterparty.name), \(counterparty.bank),
                \(counterparty.lastFour), \(account), \(held), \(refundOf), \(transfer), \(usedOn), \(tx.now),
                \(tx.now), \(progress.count))
            """)
        return number
    }
}

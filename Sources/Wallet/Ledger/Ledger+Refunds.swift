import Storage
import Terms

extension Ledger {
    public func refund(_ order: Refund, key: String, by actor: String) async throws -> WalletTransaction {
        let amount = order.amount?.description ?? "all"
        if let amount = order.amount, amount.minor < 0 || amount.minor > Money.minorMax { throw Self.amountRefused }
        let key = try OrderKey(key, for: ["refund", order.transaction.text, amount])
        return try await storage.write { tx in
            _ = try Self.account(order.customer, in: tx)
            let id: TransactionID = tx.newID()
            if let earlier = try key.claim(for: id, of: order.customer, in: tx) {
                return try Self.transaction(earlier, of: order.customer, in: tx)
            }
            guard let payment = try LedgerEntry.find(order.transaction, of: order.customer, in: tx) else {
                throw Refusal.notFound
            }
            let back = order.amount ?? payment.seen(with: []).refundable
            guard back.currency == payment.amount.currency else { throw Self.currencyRefused }
            guard try Self.giveBack(back, of: payment, as: id, by: actor, in: tx) else { throw Self.notRefundable }
            return try Self.transaction(id, of: order.customer, in: tx)
        }
    }

    /// False where that much cannot be given back: the condition is in the UPDATE, so that of two at once one is
    /// refused.
    private static func giveBack(
        _ amount: Money, of payment: LedgerEntry, as id: TransactionID, by actor: String, in tx: Transaction
    ) throws -> Bool {
        guard payment.kind == .payment, amount.minor > 0, amount.minor <= payment.amount.minor else { return false }
        let isRelease = payment.state == .failed
        // Until the bank has taken the void it may still pay the merchant: given back now, the money would be paid
        // twice.
        if isRelease, try tx.isWaiting(voiding, key: payment.id.text) { throw bankNotReached }
        let reserved =
            if isRelease {
                try tx.execute(
                    """
                    UPDATE wallet_transaction SET held = held - \(amount.minor), refunded = refunded + \(amount.minor),
                        expected_at = CASE WHEN held = \(amount.minor) THEN NULL ELSE expected_at END,
                        updated_at = \(tx.now)
                    WHERE id = \(payment.id) AND state = 'failed' AND held >= \(amount.minor)
                    """)
            } else {
                try tx.execute(
                    """
                    UPDATE wallet_transaction SET refunded = refunded + \(amount.minor), updated_at = \(tx.now)
                    WHERE id = \(payment.id) AND state = 'succeeded' AND refunded + \(amount.minor) <= amount
                    """)
            }
        guard reserved == 1 else { return false }

        let card = try payment.card.map { try Self.card($0, of: payment.customer, in: tx) }
        let draft = LedgerEntry.Draft(
            id: id, customer: payment.customer, kind: .refund, amount: amount, card: card,
            counterparty: payment.counterparty, refundOf: payment.id, actor: actor)
        guard isRelease || card == nil else {
            try draft.create(through: [.init(.created), .init(.processing)], in: tx)
            try tx.enqueue(remitting, key: id.text)
            return true
        }
        try draft.create(through: [.init(.created), .init(.succeeded)], in: tx)
        let source: LedgerAccount = isRelease ? .held(payment.customer) : .merchant(payment.counterparty.name)
        try LedgerAccount.moveSurely(amount, from: source, to: .balance(payment.customer), for: id, in: tx)
        return true
    }

    /// What a timed-out payment still holds goes back by itself. Nothing is held any more where somebody let it go
    /// before.
    static func release(_ id: TransactionID, in tx: Transaction) throws {
        guard let payment = try LedgerEntry.find(id, in: tx), payment.state == .failed, payment.held.minor > 0 else {
            return
        }
        _ = try giveBack(payment.held, of: payment, as: tx.newID(), by: "system", in: tx)
    }

    static let bankNotReached = Refusal(
        .conflict, "bank_not_reached",
        Text(
            "还没联系上银行确认这笔付款已作废，联系上就能退回，钱一直冻结着，不会丢。",
            "還沒聯絡上銀行確認這筆付款已作廢，聯絡上就能退回，錢一直凍結著，不會遺失。",
            "The bank has not confirmed yet that this payment is void. As soon as it does, the money can go back; "
                + "it stays on hold."
        ))

    private static let notRefundable = Refusal(
        .conflict, "not_refundable",
        Text(
            "这笔交易目前没有这么多金额可以退回。请核对可退金额；已退回的部分可在交易记录中查看。",
            "這筆交易目前沒有這麼多金額可以退回。請核對可退金額；已退回的部分可在交易紀錄中查看。",
            "That much cannot be given back for this transaction. Please check what is left of it in the history."
        ))
}

import Storage
import Terms

extension Ledger {
    /// Takes an answer that the bank sent by itself. Any number of times and in any order: money moves once.
    /// Throws `Refusal.notFound` where no order of that key was sent.
    public func bankAnswered(_ answer: BankAnswer, to key: String) async throws {
        try await storage.write { tx in
            let id = TransactionID(String(key.prefix { $0 != "." }))
            guard let entry = try LedgerEntry.find(id, in: tx), BankOrder(entry).key == key else {
                throw Refusal.notFound
            }
            try Self.apply(answer, to: id, in: tx)
        }
    }

    static func apply(_ answer: BankAnswer, to id: TransactionID, round: Int = 0, in tx: Transaction) throws {
        guard let entry = try LedgerEntry.find(id, in: tx) else { return }
        switch answer {
        case .approved where entry.state == .failed && entry.reason == .networkTimeout:
            // Too late: the customer was told that it failed. The first void may have reached the bank before the order
            // did.
            try tx.enqueue(voiding, key: "\(id)/late")
        case .approved:
            try settle(entry, in: tx)
        case .declined(let reason):
            try decline(entry, because: reason, in: tx)
        case .pending(let until):
            try wait(for: entry, until: until, round: round, in: tx)
        case .unknown:
            guard entry.state == .processing else { return }
            try tx.enqueue(entry.kind.isRemitted ? remitting : collecting, key: id.text)
        }
    }

    private static func settle(_ entry: LedgerEntry, in tx: Transaction) throws {
        guard try LedgerEntry.advance(entry.id, from: [.processing], to: .succeeded, held: "0", by: "system", in: tx)
        else { return }
        let (from, to): (LedgerAccount, LedgerAccount) =
            switch (entry.kind, entry.card) {
            case (.topUp, _): (.bank, .balance(entry.customer))
            case (.payment, nil): (.held(entry.customer), .merchant(entry.counterparty.name))
            case (.payment, _): (.bank, .merchant(entry.counterparty.name))
            case (.transfer, _): (.held(entry.customer), .bank)
            case (.withdrawal, _): (.held(entry.customer), .bank)
            case (.refund, _): (.merchant(entry.counterparty.name), .bank)
            case (.received, _): throw LedgerFault.unanswered(entry.id)
            }
        if entry.fee.minor > 0 { try LedgerAccount.moveSurely(entry.fee, from: from, to: .fee, for: entry.id, in: tx) }
        try LedgerAccount.moveSurely(entry.arrives, from: from, to: to, for: entry.id, in: tx)
    }

    private static func decline(_ entry: LedgerEntry, because code: String, in tx: Transaction) throws {
        // What the bank had taken on and then gives up comes back; everything else never left.
        let isOutgoing = entry.kind == .transfer || entry.kind == .withdrawal
        let returned = isOutgoing && entry.reason == .processingAtBank
        let reason: WalletTransaction.Reason =
            entry.kind == .withdrawal
            ? .rejectedByBank
            : returned ? .returnedByBank : code == BankAnswer.expiredCard ? .cardExpired : .declinedByBank
        let declined = try LedgerEntry.advance(
            entry.id, from: [.processing], to: returned ? .returned : .failed, because: reason, held: "0", by: "system",
            in: tx)
        guard declined else { return }
        if entry.held.minor > 0 {
            try LedgerAccount.moveSurely(
                entry.held, from: .held(entry.customer), to: .balance(entry.customer), for: entry.id, in: tx)
        }
        if let payment = entry.refundOf {
            try tx.execute(
                """
                UPDATE wallet_transaction SET refunded = refunded - \(entry.amount.minor), updated_at = \(tx.now)
                WHERE id = \(payment)
                """)
        }
    }

    /// The customer is told when to expect it; the next inquiry is due by then, sooner at first.
    private static func wait(for entry: LedgerEntry, until: Moment?, round: Int, in tx: Transaction) throws {
        guard entry.state == .processing else { return }
        let noted = try LedgerEntry.advance(
            entry.id, from: [.processing], to: .processing, because: .processingAtBank, expectedAt: until, by: "system",
            in: tx)
        if !noted, let until {
            try tx.execute(
                """
                UPDATE wallet_transaction SET expected_at = \(until), updated_at = \(tx.now)
                WHERE id = \(entry.id) AND state = 'processing' AND expected_at IS DISTINCT FROM \(until)
                """)
        }
        let pause = min(inquirySecondsMax, 60 << Int64(min(round, 7)))
        let next = tx.now.adding(seconds: pause)
        let due = if let until, until > tx.now { min(next, until) } else { next }
        try tx.enqueue(inquiring, key: "\(entry.id)/\(round)", at: due)
    }
}

extension WalletTransaction.Kind {
    /// Whether money is handed to a bank for somebody, so that trying goes on for long.
    var isRemitted: Bool { self == .transfer || self == .withdrawal || self == .refund }
}

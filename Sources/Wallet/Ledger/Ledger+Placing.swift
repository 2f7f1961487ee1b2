import Storage
import Terms

extension Ledger {
    typealias Progress = LedgerEntry.Progress

    /// What every order has in common: its amount, its account, its key, its limit and its money. `fill` adds what only
    /// this one has, and may refuse it. `other`: who gets the money, where that is a customer.
    func place(
        _ kind: Limits.Kind, _ customer: CustomerID, to other: CustomerID? = nil, _ amount: Money, _ key: OrderKey,
        _ fill: @escaping @Sendable (inout LedgerEntry.Draft, Transaction) throws -> Void
    ) async throws -> WalletTransaction {
        guard amount.minor > 0, amount.minor <= Money.minorMax else { throw Self.amountRefused }
        let fee = try Self.fee(kind, amount, tariff)
        return try await storage.write { [tariff] tx in
            let standing = try LedgerStanding.read(customer, for: kind, with: other, in: tx)
            guard standing.currencies == [amount.currency] else { throw Self.currencyRefused }
            if standing.account.isFrozen, kind != .topUp {
                // An order given before the freeze is still what it was.
                if let earlier: TransactionID = try key.earlier(of: customer, in: tx) {
                    return try Self.transaction(earlier, of: customer, in: tx)
                }
                throw Self.accountFrozen
            }
            let id: TransactionID = tx.newID()
            if let earlier = try key.claim(for: id, of: customer, in: tx) {
                return try Self.transaction(earlier, of: customer, in: tx)
            }
            var draft = LedgerEntry.Draft(
                id: id, customer: customer, kind: kind.transaction, amount: amount, fee: fee.minor,
                actor: "customer:\(customer)")
            try fill(&draft, tx)
            let day = tariff.day(tx.now)
            guard try Self.use(amount, kind, within: standing.cap(tariff), of: customer, on: day, in: tx) else {
                return try draft.create(through: [.init(.created), .init(.failed, .limitReached)], in: tx)
            }
            draft.usedOn = day
            let made = try Self.fund(draft, in: tx)
            if made.state == .failed {
                try Self.unuse(amount.minor, kind.rawValue, of: customer, on: day, in: tx)
            } else if let job = draft.job {
                try tx.enqueue(job, key: id.text)
            }
            return made
        }
    }

    /// Takes the money from where it has to be, and writes the transaction down; failed where there is too little.
    private static func fund(_ draft: LedgerEntry.Draft, in tx: Transaction) throws -> WalletTransaction {
        let (customer, amount) = (draft.customer, draft.amount)
        switch draft.funds {
        case .incoming:
            return try draft.create(through: [.init(.created), .init(.processing)], in: tx)
        case .card:
            guard try LedgerAccount.balance(customer).change(by: 0, amount.currency, in: tx) else {
                throw accountFrozen
            }
            return try draft.create(through: [.init(.created), .init(.processing)], in: tx)
        case .held:
            let (from, to) = (LedgerAccount.balance(customer), LedgerAccount.held(customer))
            guard try LedgerAccount.shift(amount, from: from, to: to, in: tx) else {
                return try short(draft, in: tx)
            }
            let made = try draft.create(
                through: [.init(.created), .init(.authorised), .init(.processing)], held: amount, in: tx)
            try LedgerAccount.post(amount, from: from, to: to, for: draft.id, in: tx)
            return made
        case .given(let recipient, let sender):
            let (from, to) = (LedgerAccount.balance(customer), LedgerAccount.balance(recipient))
            guard try LedgerAccount.shift(amount, from: from, to: to, in: tx) else {
                return try short(draft, in: tx)
            }
            let made = try draft.create(through: [.init(.created), .init(.succeeded)], in: tx)
            try LedgerAccount.post(amount, from: from, to: to, for: draft.id, in: tx)
            let other = LedgerEntry.Draft(
                id: tx.newID(), customer: recipient, kind: .received, amount: amount,
                counterparty: .init(name: sender), transfer: draft.id, actor: draft.actor)
            // It never was anything but there.
            try other.create(through: [.init(.succeeded)], in: tx)
            return made
        }
    }

    /// The balance did not change: too little is in it, or it was frozen a moment ago.
    private static func short(_ draft: LedgerEntry.Draft, in tx: Transaction) throws -> WalletTransaction {
        guard try !account(draft.customer, in: tx).isFrozen else { throw accountFrozen }
        var draft = draft
        draft.usedOn = nil
        return try draft.create(through: [.init(.created), .init(.failed, .insufficientBalance)], in: tx)
    }
}

extension Limits.Kind {
    var transaction: WalletTransaction.Kind {
        switch self {
        case .payment: .payment
        case .transfer: .transfer
        case .topUp: .topUp
        case .withdrawal: .withdrawal
        }
    }
}

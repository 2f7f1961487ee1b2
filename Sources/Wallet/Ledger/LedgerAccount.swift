import Storage
import Terms

/// One side of a posting. Money is only ever moved from one of these to another.
enum LedgerAccount: Equatable {
    /// What a customer can spend.
    case balance(CustomerID)
    /// What is set aside of it for transactions under way.
    case held(CustomerID)
    case merchant(String)
    /// What the wallet has charged.
    case fee
    /// Between the wallet and the banks; below zero when more came in than went out.
    case bank

    var kind: String {
        switch self {
        case .balance: "balance"
        case .held: "held"
        case .merchant: "merchant"
        case .fee: "fee"
        case .bank: "bank"
        }
    }

    /// Ids say what they name, so that no look-up is needed before a posting. A customer has one currency; the others
    /// one account each.
    func id(_ currency: Currency) -> String {
        switch self {
        case .balance, .held: customersID
        case .merchant(let name): "merchant.\(currency.code).\(name)"
        case .fee: "fee.\(currency.code)"
        case .bank: "bank.\(currency.code)"
        }
    }

    /// Empty for accounts that are not a customer's.
    var customersID: String {
        switch self {
        case .balance(let customer), .held(let customer): "\(customer).\(kind)"
        case .merchant, .fee, .bank: ""
        }
    }

    private var isCustomers: Bool { !customersID.isEmpty }

    /// Every posting locks its two rows in this order, so that two at once wait for each other and never in a circle.
    /// The bank's row, which all of them share, comes last and is locked for the shortest time.
    private func lockOrder(_ currency: Currency) -> (Int, String) {
        (isCustomers ? 0 : self == .bank ? 2 : 1, id(currency))
    }

    /// Moves money in one posting. False, with nothing changed, where `from` has too little or is frozen.
    static func move(
        _ amount: Money, from: LedgerAccount, to: LedgerAccount, for transaction: TransactionID, in tx: Transaction
    ) throws -> Bool {
        guard try shift(amount, from: from, to: to, in: tx) else { return false }
        try post(amount, from: from, to: to, for: transaction, in: tx)
        return true
    }

    /// The balances' part of a posting; `post` must follow in the same transaction.
    static func shift(_ amount: Money, from: LedgerAccount, to: LedgerAccount, in tx: Transaction) throws -> Bool {
        let currency = amount.currency
        let sides = [(from, -amount.minor), (to, amount.minor)].sorted {
            $0.0.lockOrder(currency) < $1.0.lockOrder(currency)
        }
        guard try sides[0].0.change(by: sides[0].1, currency, in: tx) else { return false }
        guard try sides[1].0.change(by: sides[1].1, currency, in: tx) else {
            _ = try sides[0].0.change(by: -sides[0].1, currency, evenFrozen: true, in: tx)
            return false
        }
        return true
    }

    static func post(
        _ amount: Money, from: LedgerAccount, to: LedgerAccount, for transaction: TransactionID, in tx: Transaction
    ) throws {
        try tx.put(
            """
            INSERT INTO wallet_posting (transaction_id, from_id, to_id, amount, posted_at)
            VALUES (\(transaction), \(from.id(amount.currency)), \(to.id(amount.currency)), \(amount.minor),
                \(tx.now))
            """)
    }

    /// Moves money that must be there: held money, or what a merchant was paid before.
    static func moveSurely(
        _ amount: Money, from: LedgerAccount, to: LedgerAccount, for transaction: TransactionID, in tx: Transaction
    ) throws {
        guard try move(amount, from: from, to: to, for: transaction, in: tx) else {
            throw LedgerFault.short(account: from.kind, transaction: transaction)
        }
    }

    /// By 0 it only makes sure that money may go out, and that it stays so until the commit.
    func change(by minor: Int64, _ currency: Currency, evenFrozen: Bool = false, in tx: Transaction) throws -> Bool {
        let id = id(currency)
        var free: SQL = ""
        if case .balance = self, minor <= 0, !evenFrozen { free = "AND frozen_at IS NULL" }
        let changed = try tx.first(
            """
            UPDATE wallet_account SET balance = balance + \(minor)
            WHERE id = \(id) AND currency = \(currency) AND (kind = 'bank' OR balance + \(minor) >= 0) \(free)
            RETURNING balance
            """)
        if changed != nil { return true }
        // Merchants, charges and the bank get their account with their first posting; a customer's was opened before.
        guard !isCustomers, self == .bank || minor > 0 else { return false }
        try tx.execute(
            """
            INSERT INTO wallet_account (id, kind, currency, balance, opened_at)
            VALUES (\(id), \(kind), \(currency), \(minor), \(tx.now))
            ON CONFLICT (id) DO UPDATE SET balance = wallet_account.balance + \(minor)
            """)
        return true
    }
}

/// Something that the ledger's own rules exclude. Never shown to people; the transaction that met it is rolled back.
enum LedgerFault: Error, CustomStringConvertible {
    case short(account: String, transaction: TransactionID)
    case unanswered(TransactionID)

    var description: String {
        switch self {
        case .short(let account, let transaction):
            "the \(account) account has too little for transaction \(transaction)"
        case .unanswered(let transaction): "the bank has not said what became of transaction \(transaction)"
        }
    }
}

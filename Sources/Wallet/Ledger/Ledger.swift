import Storage
import Terms

/// The wallet core embedded in the product: double entry, kept in the product's own storage.
///
/// Orders are recorded here at once; everything that a bank has to be asked is done by `jobs` after the commit.
/// Read on in `Ledger+Orders` (money in and out), `Ledger+Refunds` (money back), `Ledger+Jobs` and `Ledger+Answers`
/// (the bank).
public struct Ledger: Wallet {
    /// How often a bank is asked to take money before the order counts as timed out: the customer is waiting.
    public static let triesMax = 3
    /// How long a payment that timed out keeps its money held before it is let go by itself.
    public static let holdSeconds: Int64 = 24 * 3_600
    public static let listMax = 100

    let storage: Storage
    let bank: any Bank

    /// `migrations` must have been applied to `storage`, and a `JobRunner` must run `jobs`.
    public init(storage: Storage, bank: any Bank) {
        self.storage = storage
        self.bank = bank
    }

    public func open(_ customer: CustomerID, currency: Currency) async throws -> Account {
        try await storage.write { tx in
            var opened = 0
            for account in [LedgerAccount.balance(customer), .held(customer)] {
                opened += try tx.execute(
                    """
                    INSERT INTO wallet_account (id, kind, customer_id, currency, opened_at)
                    VALUES (\(account.id(currency)), \(account.kind), \(customer), \(currency), \(tx.now))
                    ON CONFLICT (id) DO NOTHING
                    """)
            }
            if opened > 0 { try tx.record("wallet.opened", customer: customer, by: "system") }
            return try Self.account(customer, in: tx)
        }
    }

    public func account(_ customer: CustomerID) async throws -> Account {
        try await storage.read { try Self.account(customer, in: $0) }
    }

    static func account(_ customer: CustomerID, in tx: Transaction) throws -> Account {
        var balances: [String: Money] = [:]
        let ids = [LedgerAccount.balance(customer).customersID, LedgerAccount.held(customer).customersID]
        for row in try tx.rows("SELECT kind, balance, currency FROM wallet_account WHERE id IN \(SQL.list(ids))") {
            balances[try row.get(0)] = Money(minor: try row.get(1), currency: try row.get(2))
        }
        guard let balance = balances["balance"], let held = balances["held"] else { throw Refusal.notFound }
        return Account(customer: customer, balance: balance, held: held)
    }

    public func transactions(_ customer: CustomerID, before: TransactionID?, limit: Int) async throws
        -> [WalletTransaction]
    {
        try await storage.read { tx in
            _ = try Self.account(customer, in: tx)
            let older: SQL =
                before.map {
                    """
                    AND t.position < (
                        SELECT position FROM wallet_transaction WHERE id = \($0) AND customer_id = \(customer))
                    """
                } ?? ""
            let found = try LedgerEntry.rows(
                """
                WHERE t.customer_id = \(customer) \(older)
                ORDER BY t.position DESC LIMIT \(min(max(limit, 1), Self.listMax))
                """, in: tx)
            return try LedgerEntry.withSteps(found, in: tx)
        }
    }

    public func transaction(_ id: TransactionID, of customer: CustomerID) async throws -> WalletTransaction {
        try await storage.read { try Self.transaction(id, of: customer, in: $0) }
    }

    static func transaction(_ id: TransactionID, of customer: CustomerID, in tx: Transaction) throws
        -> WalletTransaction
    {
        guard let entry = try LedgerEntry.find(id, of: customer, in: tx),
            let transaction = try LedgerEntry.withSteps([entry], in: tx).first
        else { throw Refusal.notFound }
        return transaction
    }
}

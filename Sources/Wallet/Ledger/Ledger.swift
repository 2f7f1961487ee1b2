import Crypto
import Storage
import Terms

/// The wallet core embedded in the product: double entry, kept in the product's own storage.
///
/// Orders are recorded here at once; everything that a bank has to be asked is done by `jobs` after the commit.
/// Read on in `Ledger+Orders` and `Ledger+Placing` (money in and out), `Ledger+Refunds` (money back), `Ledger+Limits`
/// and `Ledger+Freezing` (what may go out), `Ledger+Cards`, `Ledger+Jobs` and `Ledger+Answers` (the bank).
public struct Ledger: Wallet {
    /// How often a bank is asked to take money before the order counts as timed out: the customer is waiting.
    public static let triesMax = 3
    /// How long a payment that timed out keeps its money held before it is let go by itself.
    public static let holdSeconds: Int64 = 24 * 3_600
    public static let listMax = 100

    let storage: Storage
    let bank: any Bank
    let tariff: Tariff
    let cardKey: SymmetricKey

    /// `migrations` must have been applied to `storage`, and a `JobRunner` must run `jobs`. `cardKey` makes card
    /// numbers comparable without keeping them; with another key, no card is recognised as one bound before.
    public init(storage: Storage, bank: any Bank, tariff: Tariff = .standard, cardKey: SymmetricKey) {
        self.storage = storage
        self.bank = bank
        self.tariff = tariff
        self.cardKey = cardKey
    }

    public func open(_ customer: CustomerID, currency: Currency) async throws -> Account {
        try await storage.write { [tariff] tx in
            var opened = 0
            for account in [LedgerAccount.balance(customer), .held(customer)] {
                opened += try tx.execute(
                    """
                    INSERT INTO wallet_account (id, kind, customer_id, currency, level, opened_at)
                    VALUES (\(account.id(currency)), \(account.kind), \(customer), \(currency), \(tariff.firstLevel),
                        \(tx.now))
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
        try LedgerStanding.read(customer, in: tx).account
    }

    public func balance(_ customer: CustomerID, at: Moment) async throws -> Money {
        try await storage.read { tx in
            let now = try Self.account(customer, in: tx).balance
            // Backwards from today: what is asked for lies in the recent past as a rule.
            let id = LedgerAccount.balance(customer).customersID
            let since = try tx.first(
                """
                SELECT (SELECT COALESCE(SUM(amount), 0) FROM wallet_posting WHERE to_id = \(id) AND posted_at >= \(at))
                    - (SELECT COALESCE(SUM(amount), 0) FROM wallet_posting WHERE from_id = \(id) AND posted_at >= \(at))
                """)
            return Money(minor: now.minor - (try since?.get(0) ?? 0), currency: now.currency)
        }
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

    public func transactions(
        _ customer: CustomerID, from: Moment, until: Moment, after: TransactionID?, limit: Int
    ) async throws -> [WalletTransaction] {
        try await storage.read { tx in
            _ = try Self.account(customer, in: tx)
            let later: SQL =
                after.map {
                    """
                    AND t.position > (
                        SELECT position FROM wallet_transaction WHERE id = \($0) AND customer_id = \(customer))
                    """
                } ?? ""
            let found = try LedgerEntry.rows(
                """
                WHERE t.customer_id = \(customer) AND t.created_at >= \(from) AND t.created_at < \(until) \(later)
                ORDER BY t.position LIMIT \(min(max(limit, 1), Self.listMax))
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

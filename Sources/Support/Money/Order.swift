import Credentials
import Storage
import Terms
import Wallet

/// What a customer wants done with their money: typed, looked at once more, confirmed, and passed to the wallet.
///
/// prepared → confirmed (by payment password or passkey) → placed (a transaction of the wallet's), or refused by it.
/// A prepared one is worth nothing after a quarter of an hour. Its id is the key that it has at the wallet, so that it
/// moves money once, however often somebody presses.
struct Order: Sendable, Equatable {
    static let preparedSeconds: Int64 = 15 * 60
    /// The same amount to the same payee within this time is asked about.
    static let duplicateSeconds: Int64 = 10 * 60
    static let recentMax = 5
    private static let lookMax = 60

    enum Kind: String, Storable, Sendable, CaseIterable {
        case topUp = "top_up"
        case withdrawal, transfer, payment

        /// The page it begins on, below the brand.
        var path: String {
            self == .topUp ? "/topup" : self == .withdrawal ? "/withdraw" : self == .transfer ? "/transfer" : "/pay"
        }
        var limited: Limits.Kind { Limits.Kind(rawValue: rawValue) ?? .payment }
    }

    enum State: String, Storable, Sendable { case prepared, confirmed, placed, refused }

    let id: OrderID
    let brand: BrandID
    let customer: CustomerID
    let kind: Kind
    let amount: Money
    /// Of one's own: what pays, or what is paid to.
    let card: CardID?
    let payee: Payee
    let state: State
    let transaction: TransactionID?
    /// Why the wallet would not.
    let refusal: String?
    let preparedAt: Moment
    let expiresAt: Moment

    func isOpen(at now: Moment) -> Bool { state == .prepared && now < expiresAt }
}

enum OrderNoun {}
typealias OrderID = ID<OrderNoun>

extension Order {
    /// What was typed, understood and allowed so far.
    struct Wish: Sendable {
        let kind: Kind
        let amount: Money
        var card: CardID?
        let payee: Payee
    }

    enum Means: String, Sendable {
        case paymentPassword = "payment_password"
        case passkey
    }

    /// Puts it down to be looked at once more. No money moves, and nothing is told to the wallet.
    static func prepare(_ wish: Wish, by customer: Customer, _ vault: Vault, in transaction: Transaction) throws
        -> OrderID
    {
        try checkUnlocked(customer, in: transaction)
        let id: OrderID = transaction.newID()
        // What nobody confirmed is of no use to anybody afterwards.
        try transaction.execute(
            """
            DELETE FROM money_order
            WHERE customer_id = \(customer.id) AND state = 'prepared' AND expires_at <= \(transaction.now)
            """)
        try transaction.execute(
            """
            INSERT INTO money_order (id, brand_id, customer_id, kind, amount, currency, card_id, payee, payee_key,
                                     state, prepared_at, expires_at)
            VALUES (\(id), \(customer.brand), \(customer.id), \(wish.kind), \(wish.amount.minor),
                    \(wish.amount.currency), \(wish.card), \(try wish.payee.sealed(vault)),
                    \(wish.payee.key(of: customer.id, vault)), 'prepared', \(transaction.now),
                    \(transaction.now.adding(seconds: preparedSeconds)))
            """)
        return id
    }

    /// The customer has proved that they mean it. Doing it twice changes nothing. The job is for the case that this
    /// program stops before the wallet was asked.
    static func confirm(_ id: OrderID, of customer: Customer, by means: Means, in transaction: Transaction) throws {
        try checkUnlocked(customer, in: transaction)
        let confirmed = try transaction.execute(
            """
            UPDATE money_order SET state = 'confirmed', confirmed_by = \(means.rawValue),
                confirmed_at = \(transaction.now)
            WHERE id = \(id) AND customer_id = \(customer.id) AND state = 'prepared'
                AND expires_at > \(transaction.now)
            """)
        guard confirmed == 1 else { return }
        try transaction.record(
            "order.confirmed", brand: customer.brand, customer: customer.id, by: customer.actor,
            change: "{\"order\":\"\(id)\",\"by\":\"\(means.rawValue)\"}")
        try transaction.enqueue(
            placing, key: id.text, payload: "{\"customer\":\"\(customer.id)\"}",
            at: transaction.now.adding(seconds: placingPauseSeconds))
    }

    /// While an account is shut nothing is ordered; the ways out stand on the page that it names.
    static func checkUnlocked(_ customer: Customer, in transaction: Transaction) throws {
        guard let lock = try AccountLock.open(on: customer.id, in: transaction).first else { return }
        throw Refusal(.locked, "account_locked", OrderTexts.locked(lock.kind), facts: ["reason": lock.kind.rawValue])
    }

    /// Ends it, if it has not ended.
    func settle(as made: WalletTransaction, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE money_order SET state = 'placed', transaction_id = \(made.id), settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'confirmed'
            """)
    }

    func refuse(_ code: String, in transaction: Transaction) throws {
        let refused = try transaction.execute(
            """
            UPDATE money_order SET state = 'refused', refusal = \(code), settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'confirmed'
            """)
        guard refused == 1 else { return }
        try transaction.record(
            "order.refused", brand: brand, customer: customer, by: "system",
            change: "{\"order\":\"\(id)\",\"code\":\"\(code)\"}")
    }
}

// MARK: - Rows

extension Order {
    static let columns: SQL = """
        id, brand_id, customer_id, kind, amount, currency, card_id, payee, state, transaction_id, refusal, prepared_at,
        expires_at
        """

    init(_ row: Row, _ vault: Vault) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), customer: try row.get(2), kind: try row.get(3),
            amount: Money(minor: try row.get(4), currency: try row.get(5)), card: try row.optional(6),
            payee: try Payee(sealed: try row.get(7), vault), state: try row.get(8), transaction: try row.optional(9),
            refusal: try row.optional(10), preparedAt: try row.get(11), expiresAt: try row.get(12))
    }

    static func find(_ id: OrderID, of customer: CustomerID, _ vault: Vault, in transaction: Transaction) throws
        -> Order
    {
        let row = try transaction.first(
            "SELECT \(columns) FROM money_order WHERE id = \(id) AND customer_id = \(customer)")
        guard let row else { throw Refusal.notFound }
        return try Order(row, vault)
    }

    /// Whom this customer paid that way lately: the newest order for each, the newest first.
    static func recent(
        _ kind: Kind, of customer: CustomerID, _ vault: Vault, in transaction: Transaction
    ) throws -> [Order] {
        var seen: Set<String> = []
        return try transaction.rows(
            """
            SELECT \(columns), payee_key FROM money_order
            WHERE customer_id = \(customer) AND kind = \(kind) AND state = 'placed'
            ORDER BY prepared_at DESC, id DESC LIMIT \(lookMax)
            """
        ).filter { seen.insert(try $0.get(13)).inserted }.prefix(recentMax).map { try Order($0, vault) }
    }

    /// What has to be said before it is confirmed.
    struct Standing: Sendable, Equatable {
        /// Nothing was ever ordered to this payee.
        let isNewPayee: Bool
        /// The same was ordered a moment ago.
        let twin: Moment?
    }

    func standing(_ vault: Vault, in transaction: Transaction) throws -> Standing {
        let key = payee.key(of: customer, vault)
        let known = try transaction.first(
            """
            SELECT 1 FROM money_order WHERE customer_id = \(customer) AND payee_key = \(key) AND kind = \(kind)
                AND state = 'placed' AND id <> \(id) LIMIT 1
            """)
        let twin = try transaction.first(
            """
            SELECT prepared_at FROM money_order
            WHERE customer_id = \(customer) AND payee_key = \(key) AND kind = \(kind) AND amount = \(amount.minor)
                AND state IN ('confirmed', 'placed') AND id <> \(id)
                AND prepared_at > \(preparedAt.adding(seconds: -Self.duplicateSeconds))
            ORDER BY prepared_at DESC LIMIT 1
            """)
        return Standing(isNewPayee: known == nil, twin: try twin?.get(0))
    }
}

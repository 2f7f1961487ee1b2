import Foundation
import Storage
import Terms

/// What keeps an account shut, beside too many wrong passwords: a risk that the system saw, the owner's own stop, or a
/// ban. placed → lifted; the history stays.
struct AccountLock: Sendable, Equatable {
    enum Kind: String, Storable, Sendable { case risk, owner, ban }

    let id: ID<AccountLockNoun>
    /// What people quote; on the owner's stop it is the receipt's: `ST` and twelve digits.
    let number: String
    let brand: BrandID
    let customer: CustomerID
    let kind: Kind
    /// A word of `LockTexts.reason`: the reason that may be told.
    let reason: String
    let placedBy: String
    let placedAt: Moment
    let liftedAt: Moment?
    /// When the wallet confirmed that money stays where it is.
    let toldAt: Moment?
    let conversation: ConversationID?

    /// `ST 1234 5678 9012`, as it is read out.
    var shownNumber: String { "\(number.prefix(2)) \(String(number.dropFirst(2)).grouped)" }
}

enum AccountLockNoun {}

extension AccountLock {
    private static let numberAttemptsMax = 8

    /// Shuts the account: money stays where it is, and every session ends, and what cools off is not done.
    /// The wallet is told by a job. Placed twice it is the same lock.
    static func place(
        _ kind: Kind, on customer: Customer, because reason: String, by actor: String, in transaction: Transaction
    ) throws -> AccountLock {
        // Whoever signs in at this moment comes before the lock, and loses the session to it, or after, and is refused.
        try customer.hold(in: transaction)
        var (placed, attempt) = (0, 0)
        // A number that is taken is drawn again.
        while placed == 0, attempt < numberAttemptsMax, try open(kind, on: customer.id, in: transaction) == nil {
            attempt += 1
            placed = try transaction.execute(
                """
                INSERT INTO account_lock (id, number, brand_id, customer_id, kind, reason, placed_by, placed_at)
                VALUES (\(UUIDv7.text(at: transaction.now)), \(newNumber()), \(customer.brand), \(customer.id), \(kind),
                        \(reason), \(actor), \(transaction.now))
                ON CONFLICT DO NOTHING
                """)
        }
        guard let lock = try open(kind, on: customer.id, in: transaction) else { throw Refusal.notFound }
        guard placed == 1 else { return lock }
        try transaction.execute(
            "DELETE FROM session WHERE customer_id = \(customer.id) AND kind = 'customer'")
        // A new contact would give the codes that open the account again.
        for kind in ContactChange.Kind.allCases { _ = try ContactChange.stop(kind, of: customer, in: transaction) }
        _ = try LostFactor.stop(of: customer.id, by: actor, in: transaction)
        try transaction.record(
            "account.locked", brand: customer.brand, customer: customer.id, by: actor,
            change: "{\"lock\":\"\(lock.id)\",\"kind\":\"\(kind.rawValue)\"}")
        try transaction.enqueue(telling, key: "\(lock.id)/on", payload: "{\"customer\":\"\(customer.id)\"}")
        return lock
    }

    /// Opens it again. False where it was open already.
    @discardableResult
    static func lift(_ kind: Kind, of customer: Customer, by actor: String, in transaction: Transaction) throws -> Bool
    {
        let row = try transaction.first(
            """
            UPDATE account_lock SET lifted_at = \(transaction.now), lifted_by = \(actor)
            WHERE customer_id = \(customer.id) AND kind = \(kind) AND lifted_at IS NULL RETURNING id
            """)
        guard let row else { return false }
        let id: String = try row.get(0)
        try transaction.record(
            "account.unlocked", brand: customer.brand, customer: customer.id, by: actor,
            change: "{\"lock\":\"\(id)\",\"kind\":\"\(kind.rawValue)\"}")
        try transaction.enqueue(telling, key: "\(id)/off", payload: "{\"customer\":\"\(customer.id)\"}")
        return true
    }

    /// The wallet freezes what it keeps, or lets it go, by what stands in the table at that moment.
    static let telling = "account.freeze"

    private static func newNumber() -> String {
        "ST" + String(Int.random(in: 1_000_000_000_000...1_999_999_999_999)).dropFirst()
    }
}

// MARK: - Rows

extension AccountLock: FromRow {
    static let columns: SQL = """
        id, number, brand_id, customer_id, kind, reason, placed_by, placed_at, lifted_at, told_at, conversation_id
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), number: try row.get(1), brand: try row.get(2), customer: try row.get(3),
            kind: try row.get(4), reason: try row.get(5), placedBy: try row.get(6), placedAt: try row.get(7),
            liftedAt: try row.optional(8), toldAt: try row.optional(9), conversation: try row.optional(10))
    }

    /// What shuts the account now, the gravest first: ban, risk, the owner's own stop.
    static func open(on customer: CustomerID, in transaction: Transaction) throws -> [AccountLock] {
        try transaction.rows(
            """
            SELECT \(columns) FROM account_lock WHERE customer_id = \(customer) AND lifted_at IS NULL
            ORDER BY CASE kind WHEN 'ban' THEN 0 WHEN 'risk' THEN 1 ELSE 2 END
            """
        ).map(AccountLock.init)
    }

    /// Also one that was lifted since.
    static func find(_ id: ID<AccountLockNoun>, in transaction: Transaction) throws -> AccountLock {
        guard let row = try transaction.first("SELECT \(columns) FROM account_lock WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try AccountLock(row)
    }

    /// The conversation in which it is talked about; the first one stays.
    func talk(in conversation: ConversationID, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE account_lock SET conversation_id = \(conversation) WHERE id = \(id) AND conversation_id IS NULL
            """)
    }

    static func open(_ kind: Kind, on customer: CustomerID, in transaction: Transaction) throws -> AccountLock? {
        try open(on: customer, in: transaction).first { $0.kind == kind }
    }
}

import Storage
import Terms

/// A browser or a program that a customer has signed in with, known by a token that it keeps. Each customer has their
/// own list: two people at one browser do not meet in it.
struct Device: Sendable {
    /// Browsers keep a cookie no longer than 400 days.
    static let cookieSeconds = 400 * 86_400
    static let perCustomerMax = 50
}

enum DeviceNoun {}
typealias DeviceID = ID<DeviceNoun>

/// One of a customer's sessions, as they see it in the list of their devices.
struct OwnSession: Sendable, Equatable {
    static let listMax = 100

    let id: SessionID
    let agentText: String
    let address: String
    let createdAt: Moment
    /// As of some minutes ago.
    let seenAt: Moment
}

// MARK: - Rows

extension Device {
    /// Takes note that the customer came with this device. One that names no device is new each time, and not kept.
    static func see(_ arrival: Arrival, of customer: Customer, in transaction: Transaction) throws
        -> (DeviceID?, isNew: Bool)
    {
        guard let token = arrival.deviceToken else { return (nil, true) }
        let hash = Session.hash(token)
        let known = try transaction.first(
            """
            UPDATE device SET last_seen_at = \(transaction.now), name = \(arrival.agentText)
            WHERE customer_id = \(customer.id) AND token_hash = \(hash) RETURNING id
            """)
        if let known { return (try known.get(0), false) }
        let id: DeviceID = transaction.newID()
        let added = try transaction.execute(
            """
            INSERT INTO device (id, brand_id, customer_id, token_hash, name, first_seen_at, last_seen_at)
            VALUES (\(id), \(customer.brand), \(customer.id), \(hash), \(arrival.agentText), \(transaction.now),
                    \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw StorageError.twin }
        try transaction.execute(
            """
            DELETE FROM device WHERE customer_id = \(customer.id) AND id NOT IN (
                SELECT id FROM device WHERE customer_id = \(customer.id)
                ORDER BY last_seen_at DESC, id DESC LIMIT \(perCustomerMax))
            """)
        return (id, true)
    }
}

extension OwnSession: FromRow {
    static let columns: SQL = "id, agent_text, address, created_at, seen_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), agentText: try row.get(1), address: try row.get(2), createdAt: try row.get(3),
            seenAt: try row.get(4))
    }

    /// The last used first.
    static func all(of customer: CustomerID, in transaction: Transaction) throws -> [OwnSession] {
        try transaction.rows(
            """
            SELECT \(columns) FROM session
            WHERE customer_id = \(customer) AND id IS NOT NULL AND expires_at > \(transaction.now)
            ORDER BY seen_at DESC, id DESC LIMIT \(listMax)
            """
        ).map(OwnSession.init)
    }

    /// Throws `Refusal.notFound` for somebody else's, and for one that has ended.
    static func end(_ id: SessionID, of customer: Customer, in transaction: Transaction) throws {
        let ended = try transaction.execute("DELETE FROM session WHERE id = \(id) AND customer_id = \(customer.id)")
        guard ended == 1 else { throw Refusal.notFound }
        try record(id, of: customer, in: transaction)
    }

    /// Signs out. A second press finds nothing left to do.
    static func end(_ party: Party, in transaction: Transaction) throws {
        let hash = Session.hash(party.session.token)
        let ended = try transaction.execute("DELETE FROM session WHERE token_hash = \(hash)")
        if ended == 1, let customer = party.customer { try record(party.session.id, of: customer, in: transaction) }
    }

    /// All but the one with this token, or all. Returns how many that were.
    @discardableResult
    static func endAll(of customer: Customer, but session: Session?, in transaction: Transaction) throws -> Int {
        let kept = session.map { Session.hash($0.token) } ?? ""
        let ended = try transaction.rows(
            "DELETE FROM session WHERE customer_id = \(customer.id) AND token_hash <> \(kept) RETURNING id")
        for row in ended { try record(row.optional(0), of: customer, in: transaction) }
        return ended.count
    }

    private static func record(_ id: SessionID?, of customer: Customer, in transaction: Transaction) throws {
        try transaction.record(
            "session.ended", brand: customer.brand, customer: customer.id, by: customer.actor,
            change: "{\"session\":\"\(id?.text ?? "")\"}")
    }
}

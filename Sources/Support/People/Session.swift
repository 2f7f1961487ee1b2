import Crypto
import Foundation
import Storage
import Terms

/// A signed-in customer, a visitor who opened a chat, or an agent. The token is the secret; only its hash is stored.
struct Session: Sendable {
    static let customerSeconds: Int64 = 30 * 86_400
    static let visitorSeconds: Int64 = 30 * 86_400
    static let agentSeconds: Int64 = 12 * 3_600

    /// In front of a customer's token: from the cookie alone a page can tell who may sign out.
    private static let customerMark = "c."
    /// How long `seenAt` may be behind.
    static let seenSeconds: Int64 = 600

    let token: String
    /// nil for visitors and agents, and where only the token is known.
    var id: SessionID?
    var device: DeviceID?
    var seenAt: Moment?

    /// Whether it was given to a customer who signed in, as far as one can say without looking it up.
    var isCustomers: Bool { token.hasPrefix(Self.customerMark) }

    /// Goes into every form of a page; another site cannot know it.
    var csrf: String { Self.digest("csrf:" + token, characters: 32) }

    static func newToken() -> String {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }

    static func hash(_ token: String) -> String { digest(token, characters: 64) }

    private static func digest(_ text: String, characters: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(64)
        for byte in SHA256.hash(data: Data(text.utf8)) {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out.prefix(characters), as: UTF8.self)
    }
}

enum SessionNoun {}
typealias SessionID = ID<SessionNoun>

/// Who asks on the customer's side: a customer who signed in, or a visitor known only by their cookie.
public struct Party: Sendable {
    public let brand: BrandID
    public let customer: Customer?
    let visitor: String?
    let session: Session

    /// Conversations belong to exactly one of these.
    var owner: String { customer.map { "customer:\($0.id)" } ?? "visitor:\(visitor ?? "")" }
    var actor: String { owner }
    /// Whoever is not there, when something is opened for them.
    static func absent(_ customer: Customer, at now: Moment) -> Party {
        Party(
            brand: customer.brand, customer: customer, visitor: nil,
            session: Session(token: "", id: nil, device: nil, seenAt: now))
    }

    /// What their live streams hang on.
    var holders: [String] { [owner] + (session.id.map { ["session:\($0)"] } ?? []) }
}

// MARK: - Rows

extension Session {
    /// A token that nobody had before: whatever the browser brought along is worth nothing afterwards.
    static func open(
        customer: Customer, from arrival: Arrival? = nil, device: DeviceID? = nil, in transaction: Transaction
    ) throws -> Session {
        let session = Session(
            token: customerMark + newToken(), id: transaction.newID(), device: device, seenAt: transaction.now)
        try transaction.execute(
            """
            INSERT INTO session (token_hash, kind, brand_id, customer_id, created_at, expires_at, id, device_id,
                                 agent_text, address, seen_at)
            VALUES (\(hash(session.token)), 'customer', \(customer.brand), \(customer.id), \(transaction.now),
                    \(transaction.now.adding(seconds: customerSeconds)), \(session.id), \(device),
                    \(arrival?.agentText ?? ""), \(arrival?.address ?? ""), \(transaction.now))
            """)
        return session
    }

    /// Signs the customer in: their count of wrong passwords starts again, what they asked as a visitor becomes theirs,
    /// and whoever owns the account hears of a device that is new.
    static func enter(
        _ customer: Customer, _ arrival: Arrival, by way: SignIn.Way, in transaction: Transaction
    ) throws -> Session {
        try transaction.execute(
            "UPDATE customer SET failed_sign_ins = 0, locked_until = 0 WHERE id = \(customer.id)")
        if let previous = arrival.previous {
            if previous.customer == nil {
                try transaction.execute(
                    """
                    UPDATE conversation SET owner = \(customer.actor), key = NULL, customer_id = \(customer.id),
                        customer_name = \(customer.name)
                    WHERE owner = \(previous.owner)
                      AND (customer_id IS NULL OR customer_id = \(customer.id))
                    """)
                try ArticleComment.pass(from: previous.owner, to: customer, in: transaction)
            }
            try end(previous.session.token, in: transaction)
        }
        let (device, isNew) = try Device.see(arrival, of: customer, in: transaction)
        let session = try open(customer: customer, from: arrival, device: device, in: transaction)
        try transaction.record(
            "customer.signed_in", brand: customer.brand, customer: customer.id, by: customer.actor,
            change: "{\"session\":\"\(session.id?.text ?? "")\",\"way\":\"\(way.rawValue)\",\"new_device\":\(isNew)}")
        if isNew, way != .signUp {
            try Notice.warn(.newDevice, customer, of: arrival.brand, about: arrival, in: transaction)
        }
        return session
    }

    static func open(visitorOf brand: BrandID, in transaction: Transaction) throws -> Party {
        let session = Session(token: newToken())
        let visitor = UUIDv7.text(at: transaction.now)
        try transaction.execute(
            """
            INSERT INTO session (token_hash, kind, brand_id, visitor_id, created_at, expires_at)
            VALUES (\(hash(session.token)), 'visitor', \(brand), \(visitor), \(transaction.now),
                    \(transaction.now.adding(seconds: visitorSeconds)))
            """)
        return Party(brand: brand, customer: nil, visitor: visitor, session: session)
    }

    static func open(agent: Agent, in transaction: Transaction) throws -> Session {
        let session = Session(token: newToken())
        try transaction.execute(
            """
            INSERT INTO session (token_hash, kind, agent_id, created_at, expires_at)
            VALUES (\(hash(session.token)), 'agent', \(agent.id), \(transaction.now), \
            \(transaction.now.adding(seconds: agentSeconds)))
            """)
        return session
    }

    static func end(_ token: String, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM session WHERE token_hash = \(hash(token))")
    }

    /// Sessions that ran out are deleted once a day. The key is the day, so that many nodes plan it once.
    static func planExpiry(in transaction: Transaction) throws {
        let day = transaction.now.milliseconds / 86_400_000 + 1
        try transaction.enqueue("session.expiry", key: String(day), at: Moment(milliseconds: day * 86_400_000))
    }

    static func expiry(_ storage: Storage) -> JobHandler {
        JobHandler("session.expiry") { _ in
            try await storage.write { transaction in
                try transaction.execute("DELETE FROM session WHERE expires_at <= \(transaction.now)")
                try planExpiry(in: transaction)
            }
        }
    }

    /// Who holds this token on the customer's side; nil for an unknown, ended or forged one.
    static func party(_ token: String, in transaction: Transaction) throws -> Party? {
        let found = try transaction.first(
            """
            SELECT c.id, c.brand_id, c.name, c.phone, c.email, c.language, c.joined_at, c.birthday, c.safe_word,
                   s.brand_id, s.visitor_id, s.id, s.device_id, s.seen_at
            FROM session s LEFT JOIN customer c ON c.id = s.customer_id
            WHERE s.token_hash = \(hash(token)) AND s.expires_at > \(transaction.now) AND s.kind IN ('customer', \
            'visitor')
            """)
        guard let row = found else { return nil }
        let visitor: String? = try row.optional(10)
        return Party(
            brand: try row.get(9), customer: visitor == nil ? try Customer(row) : nil, visitor: visitor,
            session: Session(
                token: token, id: try row.optional(11), device: try row.optional(12),
                seenAt: visitor == nil ? try row.get(13) : nil))
    }

    func isSeenLong(before now: Moment) -> Bool {
        seenAt.map { now.seconds(since: $0) >= Self.seenSeconds } ?? false
    }

    /// Takes note that somebody is here, at most once in `seenSeconds`.
    func see(in transaction: Transaction) throws {
        let before = transaction.now.adding(seconds: -Self.seenSeconds)
        try transaction.execute(
            """
            UPDATE session SET seen_at = \(transaction.now)
            WHERE token_hash = \(Self.hash(token)) AND seen_at <= \(before)
            """)
    }

    /// Which agent holds this token; nil for an unknown, ended or forged one.
    static func agent(_ token: String, in transaction: Transaction) throws -> Agent? {
        try transaction.first(
            """
            SELECT a.id, a.login, a.name, a.staff_number, a.role FROM session s JOIN agent a ON a.id = s.agent_id
            WHERE s.token_hash = \(hash(token)) AND s.expires_at > \(transaction.now) AND s.kind = 'agent'
            """
        ).map(Agent.init)
    }
}

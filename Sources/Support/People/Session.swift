import Crypto
import Foundation
import Storage
import Terms

/// A signed-in customer, a visitor who opened a chat, or an agent. The token is the secret; only its hash is stored.
struct Session: Sendable {
    static let customerSeconds: Int64 = 30 * 86_400
    static let visitorSeconds: Int64 = 30 * 86_400
    static let agentSeconds: Int64 = 12 * 3_600

    let token: String

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

/// Who asks on the customer's side: a customer who signed in, or a visitor known only by their cookie.
public struct Party: Sendable {
    public let brand: BrandID
    public let customer: Customer?
    let visitor: String?
    let session: Session

    /// Conversations belong to exactly one of these.
    var owner: String { customer.map { "customer:\($0.id)" } ?? "visitor:\(visitor ?? "")" }
    var actor: String { owner }
}

// MARK: - Rows

extension Session {
    static func open(customer: Customer, in transaction: Transaction) throws -> Session {
        let session = Session(token: newToken())
        try transaction.execute(
            """
            INSERT INTO session (token_hash, kind, brand_id, customer_id, created_at, expires_at)
            VALUES (\(hash(session.token)), 'customer', \(customer.brand), \(customer.id), \(transaction.now),
                    \(transaction.now.adding(seconds: customerSeconds)))
            """)
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
                   s.brand_id, s.visitor_id
            FROM session s LEFT JOIN customer c ON c.id = s.customer_id
            WHERE s.token_hash = \(hash(token)) AND s.expires_at > \(transaction.now) AND s.kind IN ('customer', \
            'visitor')
            """)
        guard let row = found else { return nil }
        let visitor: String? = try row.optional(10)
        return Party(
            brand: try row.get(9), customer: visitor == nil ? try Customer(row) : nil, visitor: visitor,
            session: Session(token: token))
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

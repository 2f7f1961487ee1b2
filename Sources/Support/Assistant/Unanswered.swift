import Storage
import Terms

/// A question that the assistant could not place, kept for the agents: open → settled, taught or put aside. The text
/// is the stored message's, secrets masked.
struct Unanswered: Sendable, Equatable {
    static let listMax = 100
    /// More than anybody reads: the oldest say enough.
    static let openMax = 2_000

    let id: UnansweredID
    let brand: BrandID
    let language: Language
    let text: String
    /// What it may have meant.
    let guess: String?
    let askedAt: Moment
    /// Tells those who asked apart.
    let asker: String

    static func note(
        _ text: String, guess: String?, in conversation: Conversation, _ transaction: Transaction
    ) throws {
        let open: Int = try transaction.first("SELECT COUNT(*) FROM unanswered WHERE settled_at IS NULL")?.get(0) ?? 0
        guard open < openMax else { return }
        let id: UnansweredID = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO unanswered (id, brand_id, language, text, guess, asked_at, conversation_id)
            VALUES (\(id), \(conversation.brand), \(conversation.language), \(text), \(guess), \(transaction.now),
                    \(conversation.id))
            """)
    }

    /// Teaches what it meant: from now on that wording and its like are understood, on every node. The same wording
    /// asked by others is settled with it. Throws `Refusal.notFound` for one that is settled.
    static func teach(_ id: UnansweredID, label: String, by agent: Agent, in transaction: Transaction) throws {
        let text = try settle(id, by: agent, in: transaction)
        let wording: ID<WordingNoun> = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO wording (id, text, label, agent_id, added_at)
            VALUES (\(wording), \(text), \(label), \(agent.id), \(transaction.now))
            """)
        try transaction.record(
            "wording.added", by: agent.actor, change: "{\"wording\":\"\(wording)\",\"label\":\"\(label)\"}")
    }

    /// Nothing to learn from.
    static func putAside(_ id: UnansweredID, by agent: Agent, in transaction: Transaction) throws {
        _ = try settle(id, by: agent, in: transaction)
        try transaction.record("unanswered.put_aside", by: agent.actor, change: "{\"unanswered\":\"\(id)\"}")
    }

    static func isOpen(_ id: UnansweredID, in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM unanswered WHERE id = \(id) AND settled_at IS NULL") != nil
    }

    private static func settle(_ id: UnansweredID, by agent: Agent, in transaction: Transaction) throws -> String {
        let row = try transaction.first("SELECT text FROM unanswered WHERE id = \(id) AND settled_at IS NULL")
        guard let text: String = try row?.get(0) else { throw Refusal.notFound }
        try transaction.execute(
            """
            UPDATE unanswered SET settled_at = \(transaction.now), agent_id = \(agent.id)
            WHERE text = \(text) AND settled_at IS NULL
            """)
        return text
    }
}

enum UnansweredNoun {}
typealias UnansweredID = ID<UnansweredNoun>
enum WordingNoun {}

extension Unanswered: FromRow {
    static let columns: SQL = """
        u.id, u.brand_id, u.language, u.text, u.guess, u.asked_at, COALESCE(c.owner, u.id)
        """
    static let tables: SQL = "unanswered u LEFT JOIN conversation c ON c.id = u.conversation_id"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), language: try row.get(2), text: try row.get(3),
            guess: try row.optional(4), askedAt: try row.get(5), asker: try row.get(6))
    }

    /// Newest first.
    static func open(in transaction: Transaction) throws -> [Unanswered] {
        try transaction.rows(
            "SELECT \(columns) FROM \(tables) WHERE u.settled_at IS NULL ORDER BY u.id DESC LIMIT \(listMax)"
        ).map(Unanswered.init)
    }
}

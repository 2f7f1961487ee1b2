import Storage
import Terms

/// What must be true of every database, whatever happened: used by `walletdesk check`, and by tests after a storm.
public enum SelfCheck {
    /// One sentence for each thing that is wrong; empty when all is well.
    public static func run(in transaction: Transaction) throws -> [String] {
        let gaps = try transaction.rows(
            """
            SELECT c.id, c.last_position, COUNT(m.id), COALESCE(MAX(m.position), 0) FROM conversation c
            LEFT JOIN message m ON m.conversation_id = c.id GROUP BY c.id, c.last_position
            HAVING COUNT(m.id) <> c.last_position OR COALESCE(MAX(m.position), 0) <> c.last_position LIMIT 20
            """)
        let unsaid = try transaction.rows(
            """
            SELECT m.id FROM message m WHERE NOT EXISTS (
                SELECT 1 FROM event e WHERE e.conversation_id = m.conversation_id AND e.kind = 'message.posted'
                  AND e.change = '{"position":' || m.position || '}') LIMIT 20
            """)
        return try gaps.map { "conversation \(try $0.get(0, as: String.self)) has a gap in its positions" }
            + unsaid.map { "message \(try $0.get(0, as: String.self)) has no event" }
    }
}

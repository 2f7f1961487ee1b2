import Storage
import Terms

/// What agents write for each other beside a conversation. The customer never sees it.
public struct Note: Sendable, Equatable {
    public let id: String
    public let agentName: String
    public let text: String
    public let writtenAt: Moment
    /// The language model that wrote it, of a summary.
    var model: String?
}

extension Note {
    static let listMax = 200

    /// Any agent may add one, also without having the conversation.
    static func add(
        _ text: MessageText, to id: ConversationID, by agent: Agent, key: String?, in transaction: Transaction
    ) throws -> Note {
        let conversation = try Conversation.find(id, in: transaction)
        if let key,
            let row = try transaction.first(
                "SELECT \(columns) FROM note WHERE conversation_id = \(id) AND key = \(key)")
        {
            return try Note(row)
        }
        let noteID = UUIDv7.text(at: transaction.now)
        let stored = try transaction.execute(
            """
            INSERT INTO note (id, conversation_id, agent_id, agent_name, text, key, written_at)
            VALUES (\(noteID), \(id), \(agent.id), \(agent.name), \(text.text), \(key), \(transaction.now))
            ON CONFLICT (conversation_id, key) DO NOTHING
            """)
        guard stored > 0 else { throw StorageError.twin }
        try transaction.record(
            "note.added", brand: conversation.brand, customer: conversation.customer, conversation: id, by: agent.actor)
        return Note(id: noteID, agentName: agent.name, text: text.text, writtenAt: transaction.now)
    }
}

// MARK: - Rows

extension Note: FromRow {
    static let columns: SQL = "id, agent_name, text, written_at"

    init(_ row: Row) throws {
        self.init(id: try row.get(0), agentName: try row.get(1), text: try row.get(2), writtenAt: try row.get(3))
    }

    static func all(of id: ConversationID, in transaction: Transaction) throws -> [Note] {
        try transaction.rows(
            "SELECT \(columns) FROM note WHERE conversation_id = \(id) ORDER BY written_at, id LIMIT \(listMax)"
        ).map(Note.init)
    }
}

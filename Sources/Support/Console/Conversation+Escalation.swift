import Storage
import Terms

extension Conversation {
    /// The agent who has it cannot solve it and gives it back, with the reason as a note for the next one.
    /// The same key again changes nothing.
    static func escalate(
        _ id: ConversationID, because reason: MessageText, by agent: Agent, key: String?, in transaction: Transaction
    ) throws -> Conversation {
        if let key, try wasEscalated(id, key: key, in: transaction) { return try find(id, in: transaction) }
        // Whoever waits again keeps the place that they had: they have waited since then.
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'waiting', waiting_since = COALESCE(waiting_since, \(transaction.now)),
                                    agent_id = NULL, agent_name = NULL, updated_at = \(transaction.now)
            WHERE id = \(id) AND state = 'assigned' AND agent_id = \(agent.id)
            """)
        guard changed > 0 else {
            _ = try held(id, by: agent, in: transaction)
            throw Refusal.notFound
        }
        let conversation = try find(id, in: transaction)
        _ = try Note.add(reason, to: id, by: agent, key: key.map { "e:" + $0 }, in: transaction)
        try Message.say(ConsoleTexts.toColleague, in: conversation, transaction)
        try conversation.record("conversation.escalated", by: agent.actor, state: .waiting, in: transaction)
        return try find(id, in: transaction)
    }

    /// Like `close`, where a second click on what this agent has closed changes nothing.
    static func end(_ id: ConversationID, by agent: Agent, in transaction: Transaction) throws -> Conversation {
        let conversation = try find(id, in: transaction)
        if conversation.state == .closed, conversation.agent == agent.id { return conversation }
        return try close(id, by: agent, in: transaction)
    }
}

// MARK: - Rows

extension Conversation {
    private static func wasEscalated(_ id: ConversationID, key: String, in transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM note WHERE conversation_id = \(id) AND key = \("e:" + key)") != nil
    }
}

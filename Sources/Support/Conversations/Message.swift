import Storage
import Terms

/// One entry of a conversation's timeline.
public struct Message: Sendable, Equatable {
    public enum AuthorKind: String, Storable, Sendable { case customer, agent, assistant, system }

    public let id: MessageID
    public let conversation: ConversationID
    /// 1, 2, 3 … without a gap.
    public let position: Int64
    public let authorKind: AuthorKind
    public let authorName: String
    public let text: String
    /// JSON of `Answer`, on the assistant's messages.
    public let answer: String?
    /// The pictures that came with it.
    public let attachments: [Attachment]
    public let sentAt: Moment
}

extension Message {
    static let pageMax = 200
    static let previewLengthMax = 120

    /// The customer writes. The same key again gives the message that is stored, so that a retry after a lost answer
    /// doubles nothing.
    static func post(
        _ text: MessageText, with uploads: [Screenshot.Upload] = [], asksAssistant: Bool = true,
        to id: ConversationID, by party: Party, key: String?, in transaction: Transaction
    ) throws -> Message {
        if let key, let same = try find(id, owner: party.owner, key: "c:" + key, in: transaction) {
            return try same.repeated(text)
        }
        let said: SQL = """
            last_position = last_position + 1, last_text = \(preview(text.text)), last_from = 'customer',
            subject = CASE WHEN subject = '' THEN \(text.subject) ELSE subject END, updated_at = \(transaction.now)
            """
        // The state is left out where it stays as it is: the queue's indexes then stay as they are, too.
        let open = try transaction.first(
            """
            UPDATE conversation SET \(said) WHERE id = \(id) AND owner = \(party.owner) AND state <> 'closed'
            RETURNING last_position, brand_id, state
            """)
        let moved =
            try open
            ?? transaction.first(
                """
                UPDATE conversation SET \(said), closed_at = NULL, state = 'waiting', agent_id = NULL, agent_name = \
                NULL,
                    waiting_since = \(transaction.now)
                WHERE id = \(id) AND owner = \(party.owner) AND state = 'closed'
                RETURNING last_position, brand_id, state
                """)
        guard let moved else { throw Refusal.notFound }
        let attachments = Screenshot.attachments(uploads, in: transaction)
        let message = try insert(
            id, position: moved.get(0), kind: .customer, authorID: party.owner, name: party.customer?.name ?? "",
            text: text.text,
            answer: nil, attachments: attachments, key: key.map { "c:" + $0 }, in: transaction)
        try Screenshot.add(uploads, attachments, to: message, in: transaction)
        try message.record(brand: moved.get(1), customer: party.customer?.id, by: party.actor, in: transaction)
        if try moved.get(2, as: Conversation.State.self) == .assisted, asksAssistant {
            try transaction.enqueue(
                "assistant.answer", key: message.id.text, payload: "{\"message\":\"\(message.id)\"}")
        }
        if open == nil {
            let conversation = try Conversation.find(id, in: transaction)
            try conversation.record("conversation.reopened", by: party.actor, state: .waiting, in: transaction)
            try say(ConversationTexts.waitingForPerson, in: conversation, transaction)
        }
        if text.hidSecret {
            try say(ConversationTexts.secretMasked, in: try Conversation.find(id, in: transaction), transaction)
        }
        return message
    }

    /// The stored message for a key that came again; a key with other words is a mistake, and hiding it would lose
    /// them.
    private func repeated(_ again: MessageText) throws -> Message {
        guard text == again.text else { throw Refusal(.conflict, "key_reused", ConversationTexts.keyReused) }
        return self
    }

    /// An agent answers. Only the one who has the conversation may.
    static func reply(
        _ text: MessageText, in id: ConversationID, by agent: Agent, key: String?, in transaction: Transaction
    ) throws -> Message {
        if let key, let same = try find(id, owner: nil, key: "a:" + key, in: transaction) {
            _ = try Conversation.held(id, by: agent, in: transaction)
            return try same.repeated(text)
        }
        let moved = try transaction.first(
            """
            UPDATE conversation SET last_position = last_position + 1, last_text = \(preview(text.text)), last_from = \
            'agent',
                updated_at = \(transaction.now), first_reply_at = COALESCE(first_reply_at, \(transaction.now))
            WHERE id = \(id) AND state = 'assigned' AND agent_id = \(agent.id)
            RETURNING last_position, brand_id, customer_id
            """)
        guard let moved else {
            _ = try Conversation.held(id, by: agent, in: transaction)
            throw Refusal.notFound
        }
        let message = try insert(
            id, position: moved.get(0), kind: .agent, authorID: agent.id.text, name: agent.name, text: text.text,
            answer: nil,
            key: key.map { "a:" + $0 }, in: transaction)
        try message.record(brand: moved.get(1), customer: moved.optional(2), by: agent.actor, in: transaction)
        return message
    }

    /// The assistant answers one message, once: `key` names what it answers.
    static func answer(
        _ text: String, _ answer: String, in conversation: Conversation, key: String, _ transaction: Transaction
    ) throws -> Message? {
        if try find(conversation.id, owner: nil, key: "b:" + key, in: transaction) != nil { return nil }
        return try append(
            to: conversation, kind: .assistant, name: ConversationTexts.assistantName(conversation.language),
            text: text,
            answer: answer, key: "b:" + key, in: transaction)
    }

    /// What the assistant's answer to a message is stored under.
    static func answerKey(_ message: MessageID) -> String { "b:" + message.text }

    /// A line from the system itself, in the conversation's language.
    @discardableResult
    static func say(
        _ text: Text, in conversation: Conversation, key: String? = nil, answer: Answer? = nil,
        _ transaction: Transaction
    ) throws -> Message? {
        if let key, try find(conversation.id, owner: nil, key: "s:" + key, in: transaction) != nil { return nil }
        return try append(
            to: conversation, kind: .system, name: "", text: text(conversation.language), answer: answer?.stored,
            key: key.map { "s:" + $0 },
            in: transaction)
    }

    private static func append(
        to conversation: Conversation, kind: AuthorKind, name: String, text: String, answer: String?, key: String?,
        in transaction: Transaction
    ) throws -> Message? {
        // A system line does not hide what a person said last in the lists.
        let shown: SQL = kind == .system ? "" : ", last_text = \(preview(text)), last_from = \(kind.rawValue)"
        // The assistant was asked before a person took over: then it says nothing more.
        let allowed: SQL = kind == .assistant ? "AND state = 'assisted'" : ""
        let moved = try transaction.first(
            """
            UPDATE conversation SET last_position = last_position + 1, updated_at = \(transaction.now)\(shown)
            WHERE id = \(conversation.id) \(allowed) RETURNING last_position
            """)
        guard let moved else {
            if kind == .assistant { return nil }
            throw Refusal.notFound
        }
        let message = try insert(
            conversation.id, position: moved.get(0), kind: kind, authorID: nil, name: name, text: text, answer: answer,
            key: key,
            in: transaction)
        try message.record(
            brand: conversation.brand, customer: conversation.customer, by: kind == .assistant ? "assistant" : "system",
            in: transaction)
        return message
    }

    static func preview(_ text: String) -> String {
        firstLine(text, lengthMax: previewLengthMax)
    }

    /// Short texts are known to be short by their bytes; only long ones are counted in characters.
    static func firstLine(_ text: String, lengthMax: Int) -> String {
        let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
        let line = text[..<end]
        guard line.utf8.count > lengthMax, line.count > lengthMax else { return String(line) }
        return line.prefix(lengthMax) + "…"
    }

    private func record(brand: BrandID, customer: CustomerID?, by actor: String, in transaction: Transaction) throws {
        try transaction.record(
            "message.posted", brand: brand, customer: customer, conversation: conversation, by: actor,
            change: "{\"position\":\(position)}")
    }
}

// MARK: - Rows

extension Message: FromRow {
    static let columns: SQL = """
        id, conversation_id, position, author_kind, author_name, text, answer, sent_at, attachments
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), conversation: try row.get(1), position: try row.get(2), authorKind: try row.get(3),
            authorName: try row.get(4), text: try row.get(5), answer: try row.optional(6),
            attachments: Attachment.all(stored: try row.optional(8)), sentAt: try row.get(7))
    }

    /// Messages after `position`, oldest first. Whoever calls has found the conversation through its viewer.
    static func after(_ position: Int64, in id: ConversationID, limit: Int = pageMax, _ transaction: Transaction) throws
        -> [Message]
    {
        try transaction.rows(
            """
            SELECT \(columns) FROM message WHERE conversation_id = \(id) AND position > \(position)
            ORDER BY position LIMIT \(limit)
            """
        ).map(Message.init)
    }

    /// The last `pageMax` messages, oldest first: what a page shows at first.
    static func latest(of conversation: Conversation, in transaction: Transaction) throws -> [Message] {
        try after(max(0, conversation.lastPosition - Int64(pageMax)), in: conversation.id, transaction)
    }

    static func find(_ id: MessageID, in transaction: Transaction) throws -> Message {
        guard let row = try transaction.first("SELECT \(columns) FROM message WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Message(row)
    }

    private static func find(
        _ conversation: ConversationID, owner: String?, key: String, in transaction: Transaction
    ) throws -> Message? {
        // Through the conversation: what a visitor wrote is the customer's after they have signed in.
        let mine: SQL =
            owner.map {
                "AND EXISTS (SELECT 1 FROM conversation WHERE id = \(conversation) AND owner = \($0))"
            } ?? ""
        return try transaction.first(
            "SELECT \(columns) FROM message WHERE conversation_id = \(conversation) AND key = \(key) \(mine)"
        ).map(Message.init)
    }

    private static func insert(
        _ conversation: ConversationID, position: Int64, kind: AuthorKind, authorID: String?, name: String,
        text: String,
        answer: String?, attachments: [Attachment] = [], key: String?, in transaction: Transaction
    ) throws -> Message {
        let id: MessageID = transaction.newID()
        let stored = try transaction.execute(
            """
            INSERT INTO message (id, conversation_id, position, author_kind, author_id, author_name, text, answer, \
            attachments, key, sent_at)
            VALUES (\(id), \(conversation), \(position), \(kind), \(authorID), \(name), \(text), \(answer), \
            \(Attachment.stored(attachments)), \(key), \(transaction.now))
            ON CONFLICT (conversation_id, key) DO NOTHING
            """)
        // Its key came a second time while the first was being stored.
        guard stored > 0 else { throw StorageError.twin }
        return Message(
            id: id, conversation: conversation, position: position, authorKind: kind, authorName: name, text: text,
            answer: answer, attachments: attachments, sentAt: transaction.now)
    }
}

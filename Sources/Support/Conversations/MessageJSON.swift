import Terms
import Web

extension Message {
    /// The message as programs see it; see `contract`: `{id, position, author, text, attachments, sent_at, answer?}`.
    func json(base: String) -> JSON {
        .object {
            $0.put("id", id)
            $0.put("conversation", conversation)
            $0.put("position", position)
            $0.put(
                "author",
                .object { author in
                    author.put("kind", authorKind.rawValue)
                    author.put("name", authorName)
                })
            $0.put("text", text)
            $0.put("attachments", .array(attachments.lazy.map { $0.json(base: base, in: conversation) }))
            $0.put("sent_at", sentAt)
            if let answer = Answer(stored: answer) { $0.put("answer", answer.json(base: base, in: conversation)) }
        }
    }

    /// `base` is the brand's path, as in every other answer.
    func liveEntry(base: String) -> LiveEntry {
        LiveEntry(cursor: LiveCursor(minor: position), event: "message", data: json(base: base).text)
    }
}

extension Conversation {
    func json(messages: [Message], base: String) -> JSON {
        .object { put(into: &$0, messages: messages, base: base) }
    }

    func put(into fields: inout JSON.Fields, messages: [Message], base: String) {
        fields.put("id", id)
        fields.put("number", number)
        fields.put("brand", brand)
        fields.put("channel", channel.rawValue)
        fields.put("state", state.rawValue)
        fields.put("subject", subject)
        fields.put("code", code)
        fields.put("transaction", transaction)
        fields.put("agent", agentName)
        fields.put("last_position", lastPosition)
        fields.put("opened_at", openedAt)
        fields.put("updated_at", updatedAt)
        fields.put("closed_at", closedAt)
        fields.put("messages", .array(messages.lazy.map { $0.json(base: base) }))
    }
}

extension Attachment {
    /// `href` serves the picture to its owner.
    fileprivate func json(base: String, in conversation: ConversationID) -> JSON {
        .object {
            $0.put("id", id)
            $0.put("name", name)
            $0.put("type", type)
            $0.put("width", width)
            $0.put("height", height)
            $0.put("href", "\(base)/chat/\(conversation)/pictures/\(id)")
        }
    }
}

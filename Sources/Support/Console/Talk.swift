import Storage
import Terms

/// A conversation with all that an agent sees beside it.
struct Talk: Sendable {
    let conversation: Conversation
    let messages: [Message]
    let notes: [Note]
    /// nil for a visitor who has not signed in.
    let customer: Customer?
    let refunds: [RefundRequest]
    let feedback: Feedback?
    var safety = Safety()
    /// By the position of the answer that each explains.
    var receipts: [Int64: Receipt] = [:]

    func isHeld(by agent: Agent) -> Bool { conversation.state == .assigned && conversation.agent == agent.id }

    /// One line of the thread.
    enum Entry {
        case message(Message)
        case note(Note)
    }

    /// Messages and notes together, oldest first. Notes older than the first message shown come before it.
    var entries: [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(messages.count + notes.count)
        var rest = notes[...]
        for message in messages {
            while let note = rest.first, note.writtenAt < message.sentAt {
                entries.append(.note(note))
                rest.removeFirst()
            }
            entries.append(.message(message))
        }
        return entries + rest.map { .note($0) }
    }
}

// MARK: - Rows

extension Talk {
    /// All of it. Every agent may read every conversation; `Refusal.notFound` where there is none.
    static func read(_ id: ConversationID, in transaction: Transaction) throws -> Talk {
        let conversation = try Conversation.find(id, in: transaction)
        return Talk(
            conversation: conversation, messages: try Message.latest(of: conversation, in: transaction),
            notes: try Note.withSummaries(of: id, in: transaction),
            customer: try conversation.customer.map { try Customer.find($0, in: transaction) },
            refunds: try RefundRequest.all(of: id, in: transaction),
            feedback: conversation.closedAt == nil ? nil : try Feedback.find(id, in: transaction),
            safety: try Safety.read(conversation, in: transaction),
            receipts: try Receipt.all(of: id, in: transaction))
    }

    /// What a page that shows messages up to `position` lacks: the messages after it, and all notes (they carry no
    /// position).
    static func read(_ id: ConversationID, after position: Int64, in transaction: Transaction) throws -> Talk {
        let conversation = try Conversation.find(id, in: transaction)
        return Talk(
            conversation: conversation, messages: try Message.after(position, in: id, transaction),
            notes: try Note.withSummaries(of: id, in: transaction), customer: nil, refunds: [], feedback: nil,
            receipts: try Receipt.all(of: id, after: position, in: transaction))
    }
}

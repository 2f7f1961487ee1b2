import Foundation
import Storage
import Terms

/// One matter between a customer and the brand, from the first word to the rating: the timeline that every channel
/// shares.
///
/// assisted (the assistant answers) → waiting (for a person) → assigned (to one agent) → closed. A customer who writes
/// again
/// after the closure is waiting again.
public struct Conversation: Sendable, Equatable {
    public enum State: String, Storable, Sendable, CaseIterable { case assisted, waiting, assigned, closed }
    public enum Channel: String, Storable, Sendable { case chat, ticket }

    public let id: ConversationID
    /// What people quote: `CS` and 12 digits.
    public let number: String
    public let brand: BrandID
    let owner: String
    public let customer: CustomerID?
    /// Empty for a visitor.
    public let customerName: String
    public let language: Language
    public let channel: Channel
    public let state: State
    /// What it is about, in one line: the customer's first words.
    public let subject: String
    /// The diagnosis code or the article's slug that the assistant answered with last.
    public let code: String?
    /// The transaction it is about, once known.
    public let transaction: TransactionID?
    public let agent: AgentID?
    public let agentName: String?
    /// How many messages it has: positions run 1…lastPosition without a gap.
    public let lastPosition: Int64
    public let lastText: String
    public let lastFrom: String
    public let openedAt: Moment
    public let updatedAt: Moment
    public let waitingSince: Moment?
    public let firstReplyAt: Moment?
    public let closedAt: Moment?

    public var isOpen: Bool { state != .closed }
}

extension Conversation {
    static let subjectLengthMax = 60
    private static let numberAttemptsMax = 8

    /// What a customer opens a conversation with.
    struct Opening: Sendable {
        var text: MessageText?
        var uploads: [Screenshot.Upload] = []
        var transaction: TransactionID?
        var topic: String?
        var channel = Channel.chat
        var language = Language.zhHans
        /// It is a complaint; the zone is the brand's.
        var complaintZone: TimeZone?
        /// Not for pictures without words: the assistant waits for what is read in them.
        var asksAssistant = true
        /// What the customer confirmed of it while opening.
        var intake: (known: Intake, given: Intake.Given)?
        /// Which program it comes from, as people know it.
        var device = ""
    }

    /// Opens one. The same key again gives the same conversation, so that a second click opens no second one.
    static func open(_ opening: Opening, by party: Party, key: String?, in transaction: Transaction) throws
        -> Conversation
    {
        if let key, let same = try find(owner: party.owner, key: key, in: transaction) { return same }
        let id: ConversationID = transaction.newID()
        let waits = opening.channel == .ticket
        var (attempt, opened) = (0, 0)
        // A number that is taken is drawn again: one draw in a million at a million conversations.
        while opened == 0, attempt < numberAttemptsMax {
            attempt += 1
            opened = try transaction.execute(
                """
                INSERT INTO conversation (id, number, brand_id, owner, customer_id, customer_name, language, channel,
                                          state, subject, transaction_id, key, opened_at, updated_at, waiting_since)
                VALUES (\(id), \(newNumber()), \(party.brand), \(party.owner), \(party.customer?.id),
                        \(party.customer?.name ?? ""), \(opening.language), \(opening.channel),
                        \(waits ? State.waiting : .assisted), \(opening.topic ?? opening.text?.subject ?? ""),
                        \(opening.transaction), \(key), \(transaction.now), \(transaction.now),
                        \(waits ? transaction.now : nil))
                ON CONFLICT DO NOTHING
                """)
            // Somebody else's transaction with the same key committed between the look and the insert.
            if opened == 0, let key, let same = try find(owner: party.owner, key: key, in: transaction) { return same }
        }
        try transaction.record(
            "conversation.opened", brand: party.brand, customer: party.customer?.id, conversation: id, by: party.actor,
            change: "{\"state\":\"\(waits ? State.waiting.rawValue : State.assisted.rawValue)\"}")
        if let text = opening.text {
            _ = try Message.post(
                text, with: opening.uploads, asksAssistant: opening.asksAssistant, to: id, by: party, key: nil,
                in: transaction)
        }
        if !opening.device.isEmpty {
            try Intake.keep(.device, opening.device, .system, isConfirmed: false, of: id, in: transaction)
        }
        if let intake = opening.intake { try intake.known.confirm(intake.given, of: id, by: party, in: transaction) }
        if let zone = opening.complaintZone {
            try Complaint.note(find(id, of: party, in: transaction), zone: zone, by: party.actor, in: transaction)
        }
        return try find(id, of: party, in: transaction)
    }

    /// The customer asks for a person. Asking again while one is on the way changes nothing.
    static func handOver(_ id: ConversationID, by party: Party, in transaction: Transaction) throws -> Conversation {
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'waiting', waiting_since = \(transaction.now), closed_at = NULL, agent_id \
            = NULL,
                                    agent_name = NULL, updated_at = \(transaction.now)
            WHERE id = \(id) AND owner = \(party.owner) AND state IN ('assisted', 'closed')
            """)
        let conversation = try find(id, of: party, in: transaction)
        guard changed > 0 else { return conversation }
        try Message.say(ConversationTexts.waitingForPerson, in: conversation, transaction)
        try conversation.record("conversation.handed_over", by: party.actor, state: .waiting, in: transaction)
        return try find(id, of: party, in: transaction)
    }

    /// An agent takes it. Of two who take it at once, one gets it; the other is told who has it.
    static func assign(_ id: ConversationID, to agent: Agent, in transaction: Transaction) throws -> Conversation {
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'assigned', agent_id = \(agent.id), agent_name = \(agent.name),
                                    updated_at = \(transaction.now)
            WHERE id = \(id) AND state IN ('waiting', 'assisted')
            """)
        let conversation = try find(id, in: transaction)
        guard changed > 0 else {
            if conversation.state == .assigned, conversation.agent == agent.id { return conversation }
            throw Refusal(
                .conflict, conversation.state == .closed ? "conversation_closed" : "already_assigned",
                conversation.state == .closed
                    ? ConversationTexts.alreadyClosed
                    : ConversationTexts.alreadyAssigned.filling(["name": conversation.agentName ?? ""]),
                facts: ["agent": conversation.agentName ?? ""])
        }
        try Message.say(
            ConversationTexts.agentJoined.filling(["name": agent.name, "number": agent.staffNumber]), in: conversation,
            transaction)
        try conversation.record("conversation.assigned", by: agent.actor, state: .assigned, in: transaction)
        return try find(id, in: transaction)
    }

    /// The agent who has it ends it; so may the customer.
    static func close(_ id: ConversationID, by agent: Agent, in transaction: Transaction) throws -> Conversation {
        let conversation = try held(id, by: agent, in: transaction)
        return try conversation.close(by: agent.actor, in: transaction)
    }

    static func close(_ id: ConversationID, by party: Party, in transaction: Transaction) throws -> Conversation {
        let conversation = try find(id, of: party, in: transaction)
        guard conversation.isOpen else { return conversation }
        return try conversation.close(by: party.actor, in: transaction)
    }

    /// The conversation, where this agent is the one who has it; otherwise the refusal says who does.
    static func held(_ id: ConversationID, by agent: Agent, in transaction: Transaction) throws -> Conversation {
        let conversation = try find(id, in: transaction)
        switch conversation.state {
        case .assigned where conversation.agent == agent.id: return conversation
        case .assigned:
            throw Refusal(
                .conflict, "already_assigned",
                ConversationTexts.alreadyAssigned.filling(["name": conversation.agentName ?? ""]),
                facts: ["agent": conversation.agentName ?? ""])
        case .closed: throw Refusal(.conflict, "conversation_closed", ConversationTexts.alreadyClosed)
        case .waiting, .assisted: throw Refusal(.conflict, "not_assigned", ConversationTexts.takeFirst)
        }
    }

    private func close(by actor: String, in transaction: Transaction) throws -> Conversation {
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'closed', closed_at = \(transaction.now), updated_at = \(transaction.now),
                                    priority = 0
            WHERE id = \(id) AND state <> 'closed'
            """)
        guard changed > 0 else { return try Self.find(id, in: transaction) }
        try Message.say(ConversationTexts.closed, in: self, transaction)
        try record("conversation.closed", by: actor, state: .closed, in: transaction)
        return try Self.find(id, in: transaction)
    }

    /// What the assistant found it to be about.
    func found(code: String?, transaction about: TransactionID?, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE conversation SET code = \(code), transaction_id = COALESCE(\(about), transaction_id) WHERE id = \(id)
            """)
    }

    func record(_ kind: String, by actor: String, state: State, in transaction: Transaction) throws {
        try transaction.record(
            kind, brand: brand, customer: customer, conversation: id, by: actor,
            change: "{\"state\":\"\(state.rawValue)\"}")
    }

    /// `CS` and twelve digits, drawn at random: they do not tell how many conversations there are.
    private static func newNumber() -> String {
        "CS" + String(Int.random(in: 1_000_000_000_000...1_999_999_999_999)).dropFirst()
    }
}

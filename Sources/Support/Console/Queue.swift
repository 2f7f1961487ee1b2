import Storage
import Terms

/// Which conversations an agent looks at: a view, perhaps of one brand, perhaps from a place on.
struct QueueChoice: Sendable, Equatable {
    enum View: String, CaseIterable, Sendable { case waiting, mine, all, assisted, closed }

    var view = View.waiting
    var brand: BrandID?
    /// Where the page before this one ended.
    var before: Place?

    /// A row's place in the order of its view; `1763632803123.0199…` in addresses, with its priority behind where it
    /// has one.
    struct Place: Sendable, Equatable {
        let at: Moment
        let id: ConversationID
        let priority: Int

        init(at: Moment, id: ConversationID, priority: Int = 0) {
            self.at = at
            self.id = id
            self.priority = priority
        }

        /// nil for what this type did not write.
        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard (2...3).contains(parts.count), let at = Int64(parts[0]), at >= 0,
                let id = ConversationID(outside: parts[1]), let priority = parts.count < 3 ? 0 : Int(parts[2]),
                (0...99).contains(priority)
            else { return nil }
            self.init(at: Moment(milliseconds: at), id: id, priority: priority)
        }

        var text: String { "\(at.milliseconds).\(id)" + (priority == 0 ? "" : ".\(priority)") }
    }

    /// `view=mine&brand=upay`, for links; the place is left out.
    var query: String { "view=\(view.rawValue)" + (brand.map { "&brand=\($0)" } ?? "") }
}

/// One row of the queue: what an agent needs to choose, and nothing of the conversation's inside.
struct QueueRow: Sendable {
    let id: ConversationID
    let number: String
    let brand: BrandID
    let customerName: String
    let channel: Conversation.Channel
    let state: Conversation.State
    let subject: String
    let code: String?
    let lastText: String
    let lastFrom: String
    let agent: AgentID?
    let agentName: String?
    let openedAt: Moment
    let updatedAt: Moment
    let waitingSince: Moment?
    /// Above 0 it comes before the others that wait.
    let priority: Int

    var isUrgent: Bool { priority > 0 && state == .waiting }
}

/// A page of the queue with the figures beside the views.
struct Queue: Sendable {
    static let rowsMax = 25
    /// Counting stops here: "999+" says as much as the number, and costs the same on a bad day.
    static let countMax = 99

    let choice: QueueChoice
    let rows: [QueueRow]
    /// Where the next page begins; nil on the last.
    let next: QueueChoice.Place?
    /// `countMax + 1` stands for more than `countMax`.
    let waiting: Int
    let mine: Int
    /// What waits for a supervisor among incidents and announcements.
    let proposals: Int
    /// Who comes next: the most urgent, and of these who has waited longest.
    let first: ConversationID?
}

extension Queue {
    /// Gives the agent whoever has waited longest. `expected` is who that was when the agent pressed the button:
    /// pressing twice
    /// gives one conversation, not two. nil when nobody waits.
    static func takeNext(
        expected: ConversationID?, for agent: Agent, in transaction: Transaction
    ) throws -> Conversation? {
        if let expected, try isHeld(expected, by: agent, in: transaction) {
            return try Conversation.find(expected, in: transaction)
        }
        for _ in 0..<attemptsMax {
            guard let id = try longestWaiting(in: transaction) else { return nil }
            // A colleague may have taken it between the look and the change; then the next one is the longest.
            if let taken = try assigned(id, to: agent, in: transaction) { return taken }
        }
        return nil
    }

    private static let attemptsMax = 5

    private static func assigned(
        _ id: ConversationID, to agent: Agent, in transaction: Transaction
    ) throws -> Conversation? {
        do {
            return try Conversation.assign(id, to: agent, in: transaction)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return nil
        }
    }
}

// MARK: - Rows

extension QueueRow: FromRow {
    static let columns: SQL = """
        id, number, brand_id, customer_name, channel, state, subject, code, last_text, last_from, agent_id, agent_name,
        opened_at, updated_at, waiting_since, priority
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), number: try row.get(1), brand: try row.get(2), customerName: try row.get(3),
            channel: try row.get(4), state: try row.get(5), subject: try row.get(6), code: try row.optional(7),
            lastText: try row.get(8), lastFrom: try row.get(9), agent: try row.optional(10),
            agentName: try row.optional(11),
            openedAt: try row.get(12), updatedAt: try row.get(13), waitingSince: try row.optional(14),
            priority: try row.get(15))
    }
}

extension Queue {
    static func read(_ choice: QueueChoice, for agent: Agent, in transaction: Transaction) throws -> Queue {
        let isOldestFirst = choice.view == .waiting
        // The states stand in the text, not as values: only so do the partial indexes apply.
        let state: SQL =
            switch choice.view {
            case .waiting: "state = 'waiting'"
            case .mine: "state = 'assigned' AND agent_id = \(agent.id)"
            case .all: "1 = 1"
            case .assisted: "state = 'assisted'"
            case .closed: "state = 'closed'"
            }
        let brand: SQL = choice.brand.map { " AND brand_id = \($0)" } ?? ""
        let place: SQL =
            choice.before.map {
                isOldestFirst
                    ? """
                     AND (priority < \($0.priority)
                          OR priority = \($0.priority) AND (waiting_since, id) > (\($0.at), \($0.id)))
                    """ : " AND (updated_at, id) < (\($0.at), \($0.id))"
            } ?? ""
        let order: SQL = isOldestFirst ? "priority DESC, waiting_since, id" : "updated_at DESC, id DESC"
        var rows = try transaction.rows(
            """
            SELECT \(QueueRow.columns) FROM conversation WHERE \(state)\(brand)\(place) ORDER BY \(order) LIMIT \
            \(rowsMax + 1)
            """
        ).map(QueueRow.init)
        let hasMore = rows.count > rowsMax
        if hasMore { rows.removeLast() }
        let counts = try transaction.first(
            """
            SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM conversation WHERE state = 'waiting' LIMIT \(countMax + 1)) AS \
            w),
                   (SELECT COUNT(*) FROM (SELECT 1 FROM conversation
                                          WHERE state = 'assigned' AND agent_id = \(agent.id) LIMIT \(countMax + 1)) \
                                          AS m),
                   (SELECT id FROM conversation WHERE state = 'waiting'
                    ORDER BY priority DESC, waiting_since, id LIMIT 1)
            """)
        return Queue(
            choice: choice, rows: rows,
            next: hasMore
                ? rows.last.map {
                    isOldestFirst
                        ? .init(at: $0.waitingSince ?? $0.updatedAt, id: $0.id, priority: $0.priority)
                        : .init(at: $0.updatedAt, id: $0.id)
                } : nil,
            waiting: try counts?.get(0) ?? 0, mine: try counts?.get(1) ?? 0,
            proposals: try Incident.waiting(in: transaction), first: try counts?.optional(2))
    }

    private static func isHeld(
        _ id: ConversationID, by agent: Agent, in transaction: Transaction
    ) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM conversation WHERE id = \(id) AND state = 'assigned' AND agent_id = \(agent.id)") != nil
    }

    private static func longestWaiting(in transaction: Transaction) throws -> ConversationID? {
        try transaction.first(
            "SELECT id FROM conversation WHERE state = 'waiting' ORDER BY priority DESC, waiting_since, id LIMIT 1"
        )?.get(0)
    }
}

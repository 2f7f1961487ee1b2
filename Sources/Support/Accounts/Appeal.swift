import Storage
import Terms

/// 申诉: somebody says that a ban or a lock is wrong, and is answered within fifteen days.
/// open → granted (the lock is lifted) or upheld.
struct Appeal: Sendable, Equatable {
    enum State: String, Storable, Sendable { case open, upheld, granted }

    /// Calendar days to the answer (反洗钱法 2024, article 39).
    static let days: Int64 = 15
    /// Before ordinary questions, after a stop.
    static let priority = 5
    static let answerLengthMax = 2_000
    private static let numberAttemptsMax = 8

    let id: AppealID
    /// What people quote: `AP` and twelve digits.
    let number: String
    let brand: BrandID
    let customer: CustomerID
    let lock: ID<AccountLockNoun>
    let conversation: ConversationID
    let text: String
    let state: State
    /// Why it was decided so, as the customer reads it.
    let answer: String?
    let openedAt: Moment
    let dueAt: Moment
    let settledAt: Moment?

    var shownNumber: String { "\(number.prefix(2)) \(String(number.dropFirst(2)).grouped)" }
}

enum AppealNoun {}
typealias AppealID = ID<AppealNoun>

extension Appeal {
    /// Against the gravest thing that shuts the account and that somebody else placed. One at a time for a lock: a
    /// second is the first.
    static func open(
        _ text: MessageText, by customer: Customer, party: Party?, dueText: (Moment) -> String,
        in transaction: Transaction
    ) throws -> (appeal: Appeal, newVisitor: Party?) {
        let lock = try contested(by: customer.id, in: transaction)
        guard let lock else { throw Refusal(.conflict, "nothing_to_appeal", AppealTexts.nothing) }
        if let same = try open(of: lock.id, in: transaction) { return (same, nil) }
        let (owner, isNewVisitor) = try Party.talking(about: customer, party, in: transaction)
        let topic = AppealTexts.topic(customer.language, ["lock": lock.shownNumber])
        let conversation = try Conversation.openUrgent(
            topic, about: customer, by: owner, key: "appeal:\(UUIDv7.text(at: transaction.now))", priority: priority,
            in: transaction)
        guard let appeal = try insert(text, lock, customer, conversation.id, in: transaction) else {
            throw StorageError.twin
        }
        _ = try Message.post(text, to: conversation.id, by: owner, key: "appeal", in: transaction)
        let due = dueText(appeal.dueAt)
        try Message.say(
            AppealTexts.received.filling(["number": appeal.shownNumber, "due": due]), in: conversation,
            key: "appeal:\(appeal.id)", transaction)
        try lock.talk(in: conversation.id, transaction)
        try Notice.send(.appealReceived, to: customer, ["number": appeal.shownNumber, "due": due], in: transaction)
        try appeal.record("appeal.opened", by: customer.actor, in: transaction)
        return (appeal, isNewVisitor ? owner : nil)
    }

    static func contested(by customer: CustomerID, in transaction: Transaction) throws -> AccountLock? {
        try AccountLock.open(on: customer, in: transaction).first { $0.kind != .owner }
    }

    /// A supervisor or an administrator decides, with words that the customer reads. Granted lifts the lock.
    static func settle(
        _ id: AppealID, as state: State, answer: MessageText, at time: String, by agent: Agent,
        in transaction: Transaction
    ) throws -> Appeal {
        guard agent.role != .agent else { throw Refusal.forbidden }
        guard answer.text.unicodeScalars.count <= answerLengthMax else {
            throw Refusal.invalid("text", "message_too_long", AppealTexts.answerTooLong)
        }
        let changed = try transaction.execute(
            """
            UPDATE appeal SET state = \(state), answer = \(answer.text), settled_at = \(transaction.now),
                              settled_by = \(agent.actor)
            WHERE id = \(id) AND state = 'open'
            """)
        let appeal = try find(id, in: transaction)
        guard changed == 1 else {
            guard appeal.state == state, appeal.answer == answer.text else {
                throw Refusal(.conflict, "appeal_settled", AppealTexts.settledAlready)
            }
            return appeal
        }
        let customer = try Customer.find(appeal.customer, in: transaction)
        if state == .granted {
            let lock = try AccountLock.find(appeal.lock, in: transaction)
            if lock.liftedAt == nil {
                try AccountLock.lift(lock.kind, of: customer, by: agent.actor, in: transaction)
            }
        }
        let conversation = try Conversation.find(appeal.conversation, in: transaction)
        let said = state == .granted ? AppealTexts.grantedSaid : AppealTexts.upheldSaid
        try Message.say(
            said.filling(["number": appeal.shownNumber, "answer": answer.text]), in: conversation,
            key: "appeal:\(id):\(state.rawValue)", transaction)
        let template: Notice.Template = state == .granted ? .appealGranted : .appealUpheld
        try Notice.send(template, to: customer, ["number": appeal.shownNumber, "time": time], in: transaction)
        try appeal.record("appeal.\(state.rawValue)", by: agent.actor, in: transaction)
        return appeal
    }

    private func record(_ kind: String, by actor: String, in transaction: Transaction) throws {
        try transaction.record(
            kind, brand: brand, customer: customer, conversation: conversation, by: actor,
            change: "{\"appeal\":\"\(id)\",\"lock\":\"\(lock)\"}")
    }

    private static func insert(
        _ text: MessageText, _ lock: AccountLock, _ customer: Customer, _ conversation: ConversationID,
        in transaction: Transaction
    ) throws -> Appeal? {
        let id: AppealID = transaction.newID()
        for _ in 0..<numberAttemptsMax {
            let number = "AP" + String(Int.random(in: 1_000_000_000_000...1_999_999_999_999)).dropFirst()
            let stored = try transaction.execute(
                """
                INSERT INTO appeal (id, number, brand_id, customer_id, lock_id, conversation_id, text, state, opened_at,
                                    due_at)
                VALUES (\(id), \(number), \(customer.brand), \(customer.id), \(lock.id), \(conversation), \(text.text),
                        'open', \(transaction.now), \(transaction.now.adding(seconds: days * 86_400)))
                ON CONFLICT DO NOTHING
                """)
            if stored == 1 { return try find(id, in: transaction) }
            // Another one for the same lock was quicker: the whole transaction comes again and finds it.
            if try open(of: lock.id, in: transaction) != nil { return nil }
        }
        return nil
    }
}

// MARK: - Rows

extension Appeal: FromRow {
    static let columns: SQL = """
        id, number, brand_id, customer_id, lock_id, conversation_id, text, state, answer, opened_at, due_at, settled_at
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), number: try row.get(1), brand: try row.get(2), customer: try row.get(3),
            lock: try row.get(4), conversation: try row.get(5), text: try row.get(6), state: try row.get(7),
            answer: try row.optional(8), openedAt: try row.get(9), dueAt: try row.get(10),
            settledAt: try row.optional(11))
    }

    static func find(_ id: AppealID, in transaction: Transaction) throws -> Appeal {
        guard let row = try transaction.first("SELECT \(columns) FROM appeal WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Appeal(row)
    }

    static func open(of lock: ID<AccountLockNoun>, in transaction: Transaction) throws -> Appeal? {
        try transaction.first("SELECT \(columns) FROM appeal WHERE lock_id = \(lock) AND state = 'open'").map(
            Appeal.init)
    }

    /// The customer's latest.
    static func latest(of customer: CustomerID, in transaction: Transaction) throws -> Appeal? {
        try transaction.first(
            """
            SELECT \(columns) FROM appeal WHERE customer_id = \(customer) ORDER BY opened_at DESC, id DESC LIMIT 1
            """
        ).map(Appeal.init)
    }
}

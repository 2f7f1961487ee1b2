import Storage
import Terms

/// 一键止付: the owner stops everything at once, from a second on, and keeps a receipt. Money out, signing in and every
/// session stop; a person is called; money in goes on.
struct Freeze: Sendable {
    /// Before everybody else who waits.
    static let priority = 10
    static let shownMax = 10

    let customer: Customer
    /// A word of `LockTexts.ownersReasons`.
    let reason: String
    let actor: String
    /// As the notice writes it.
    let time: String

    struct Placed: Sendable {
        let lock: AccountLock
        /// Whoever sat in this browser had no session, or lost it: the conversation is theirs by this one.
        let newVisitor: Party?
    }

    /// Doing it again changes nothing and gives the same receipt.
    func place(talkingTo party: Party?, in transaction: Transaction) throws -> Placed {
        let lock = try AccountLock.place(.owner, on: customer, because: reason, by: actor, in: transaction)
        guard lock.conversation == nil else { return Placed(lock: lock, newVisitor: nil) }
        let (owner, isVisitor) = try Party.talking(about: customer, party, in: transaction)
        let topic = FreezeTexts.topic(customer.language, ["number": lock.shownNumber])
        let conversation = try Conversation.openUrgent(
            topic, about: customer, by: owner, key: "lock:\(lock.id)", priority: Self.priority, in: transaction)
        try lock.talk(in: conversation.id, transaction)
        try say(lock, in: conversation, transaction)
        try tell(lock, in: transaction)
        return Placed(
            lock: try AccountLock.find(lock.id, in: transaction), newVisitor: isVisitor ? owner : nil)
    }

    /// By an agent, in the conversation that is going on. Stopping needs no proof.
    func place(in conversation: Conversation, _ transaction: Transaction) throws -> AccountLock {
        let lock = try AccountLock.place(.owner, on: customer, because: reason, by: actor, in: transaction)
        guard lock.conversation == nil else { return lock }
        try lock.talk(in: conversation.id, transaction)
        try say(lock, in: conversation, transaction)
        try tell(lock, in: transaction)
        return try AccountLock.find(lock.id, in: transaction)
    }

    private func say(_ lock: AccountLock, in conversation: Conversation, _ transaction: Transaction) throws {
        try Message.say(
            FreezeTexts.said.filling([
                "number": lock.shownNumber, "time": time, "reason": LockTexts.reason(reason)(conversation.language),
            ]), in: conversation, key: "lock:\(lock.id)", transaction)
    }

    private func tell(_ lock: AccountLock, in transaction: Transaction) throws {
        try Notice.send(.stopped, to: customer, ["time": time, "number": lock.shownNumber], in: transaction)
    }

    /// False where nothing was stopped.
    @discardableResult
    static func lift(of customer: Customer, at time: String, by actor: String, in transaction: Transaction) throws
        -> Bool
    {
        let lock = try AccountLock.open(.owner, on: customer.id, in: transaction)
        guard let lock, try AccountLock.lift(.owner, of: customer, by: actor, in: transaction) else { return false }
        if let id = lock.conversation {
            let conversation = try Conversation.find(id, in: transaction)
            try Message.say(
                FreezeTexts.liftedSaid.filling(["time": time]), in: conversation, key: "lifted:\(lock.id)", transaction)
        }
        try Flow.ended(.lifted, customer.id, in: transaction)
        try Notice.send(.unstopped, to: customer, ["time": time], in: transaction)
        return true
    }

    /// “Not mine”: whoever looks into it sees these. Ticking one twice is ticking it once.
    static func disown(
        _ marked: [(id: TransactionID, number: String)], _ lock: AccountLock, in transaction: Transaction
    )
        throws
    {
        var new: [String] = []
        for one in marked.prefix(shownMax) {
            let added = try transaction.execute(
                """
                INSERT INTO disowned_transaction (transaction_id, customer_id, lock_id, marked_at)
                VALUES (\(one.id), \(lock.customer), \(lock.id), \(transaction.now))
                ON CONFLICT DO NOTHING
                """)
            guard added == 1 else { continue }
            new.append(one.number.grouped)
            try transaction.record(
                "transaction.disowned", brand: lock.brand, customer: lock.customer, conversation: lock.conversation,
                by: "customer:\(lock.customer)", change: "{\"transaction\":\"\(one.id)\",\"lock\":\"\(lock.id)\"}")
        }
        guard !new.isEmpty, let id = lock.conversation else { return }
        let conversation = try Conversation.find(id, in: transaction)
        let numbers = new.joined(separator: conversation.language == .en ? ", " : "、")
        try Message.say(
            FreezeTexts.disownedSaid.filling(["count": String(new.count), "numbers": numbers]), in: conversation,
            transaction)
    }

    /// The same for one transaction, where nothing is stopped.
    static func disown(_ id: TransactionID, of customer: Customer, in transaction: Transaction) throws {
        let added = try transaction.execute(
            """
            INSERT INTO disowned_transaction (transaction_id, customer_id, marked_at)
            VALUES (\(id), \(customer.id), \(transaction.now)) ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { return }
        try transaction.record(
            "transaction.disowned", brand: customer.brand, customer: customer.id, by: customer.actor,
            change: "{\"transaction\":\"\(id)\"}")
    }

    // MARK: - Rows

    static func disowned(by customer: CustomerID, in transaction: Transaction) throws -> Set<TransactionID> {
        Set(
            try transaction.rows(
                """
                SELECT transaction_id FROM disowned_transaction WHERE customer_id = \(customer)
                ORDER BY marked_at DESC LIMIT 100
                """
            ).map { try $0.get(0) })
    }
}

extension Party {
    /// Who talks about a customer's shut account from this browser: its visitor or the customer, or a new visitor where
    /// the session is gone. Somebody else's session in it is left alone; the conversation is then the customer's own.
    static func talking(about customer: Customer, _ party: Party?, in transaction: Transaction) throws -> (
        Party, isNew: Bool
    ) {
        guard let party = try party.flatMap({ try Session.party($0.session.token, in: transaction) }) else {
            return (try Session.open(visitorOf: customer.brand, in: transaction), true)
        }
        if party.customer == nil || party.customer?.id == customer.id { return (party, false) }
        return (Party(brand: customer.brand, customer: customer, visitor: nil, session: party.session), false)
    }
}

extension Conversation {
    /// One that waits for a person from the start, before others: about a customer whom the system knows, by whoever
    /// sits at the browser.
    static func openUrgent(
        _ topic: String, about customer: Customer, by party: Party, key: String, priority: Int,
        in transaction: Transaction
    ) throws -> Conversation {
        let opening = Opening(text: nil, topic: topic, language: customer.language)
        let opened = try open(opening, by: party, key: key, in: transaction)
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'waiting', waiting_since = \(transaction.now), priority = \(priority),
                                    customer_id = \(customer.id), customer_name = \(customer.name)
            WHERE id = \(opened.id) AND state = 'assisted'
            """)
        let conversation = try find(opened.id, in: transaction)
        guard changed == 1 else { return conversation }
        try conversation.record("conversation.handed_over", by: party.actor, state: .waiting, in: transaction)
        return conversation
    }
}

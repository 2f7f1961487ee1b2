import Storage
import Terms

/// Who somebody is and what shuts their account, beside a conversation: what an agent may know of it, and do.
struct Safety: Sendable {
    /// Those asked for here, newest first.
    var checks: [IdentityCheck] = []
    /// Whose account it is, as far as the system knows.
    var customer: Customer?
    var locks: [AccountLock] = []
    var attemptsUntil: Moment?
    var disowned: Set<TransactionID> = []
    var appeal: Appeal?

    var isShut: Bool { !locks.isEmpty || attemptsUntil != nil }
    func lock(_ kind: AccountLock.Kind) -> AccountLock? { locks.first { $0.kind == kind } }
}

extension Safety {
    static func read(_ conversation: Conversation, in transaction: Transaction) throws -> Safety {
        var safety = Safety()
        safety.checks = try IdentityCheck.all(in: conversation.id, transaction)
        guard let id = conversation.customer else { return safety }
        safety.customer = try Customer.find(id, in: transaction)
        let standing = try AccountStanding.read(id, in: transaction)
        safety.locks = standing.locks
        safety.attemptsUntil = standing.attemptsUntil
        safety.disowned = try Freeze.disowned(by: id, in: transaction)
        safety.appeal = try Appeal.latest(of: id, in: transaction)
        return safety
    }

    // MARK: - What an agent does

    /// The customer gets a card in the chat that opens the secure form. While one is open, asking again gives the same.
    static func ask(_ id: ConversationID, isStrict: Bool, by agent: Agent, in transaction: Transaction) throws
        -> IdentityCheck
    {
        let conversation = try Conversation.held(id, by: agent, in: transaction)
        let subject = isStrict ? IdentityCheck.strict : nil
        let open = try IdentityCheck.all(in: id, transaction).first {
            $0.state == .open && $0.expiresAt > transaction.now && $0.subject == subject
        }
        if let open { return open }
        let check = try IdentityCheck.open(
            IdentityCheck.Opening(
                purpose: .agent, brand: conversation.brand, customer: conversation.customer, holder: conversation.owner,
                language: conversation.language, subject: subject, conversation: id, agent: agent.id),
            in: transaction)
        let form = Answer.Action(
            id: Answer.Action.form, label: SafetyTexts.openForm(conversation.language), method: "get",
            href: "/checks/\(check.id)")
        try Message.say(
            SafetyTexts.asked, in: conversation, key: "check:\(check.id)",
            answer: Answer(kind: .form, code: "identity.check", confidence: 1, actions: [form]), transaction)
        return check
    }

    /// Opens what a passed check is good for: wrong passwords and a risk lock, and after a strict one the owner's stop
    /// too. The check is spent by it.
    static func unlock(
        _ id: ConversationID, by agent: Agent, key: String?, at time: String, in transaction: Transaction
    ) throws {
        let conversation = try Conversation.held(id, by: agent, in: transaction)
        let note = try MessageText(SafetyTexts.unlockedNote(.zhHans))
        if let key, try Note.exists(key, in: id, transaction) { return }
        let check = try IdentityCheck.spend(in: id, transaction)
        guard let owner = check.customer else { throw Refusal.notFound }
        let customer = try Customer.find(owner, in: transaction)
        var opened = try AccountLock.unlock(customer, at: time, by: agent.actor, in: transaction)
        if check.isStrict, try Freeze.lift(of: customer, at: time, by: agent.actor, in: transaction) { opened = true }
        guard opened else {
            throw Refusal(
                .conflict, "nothing_to_unlock", check.isStrict ? SafetyTexts.nothingShut : LockTexts.proveMore)
        }
        _ = try Note.add(note, to: id, by: agent, key: key, in: transaction)
        try Message.say(SafetyTexts.unlockedSaid, in: conversation, key: "opened:\(check.id)", transaction)
    }

    /// Stops everything for the customer. Whoever is afraid is believed: no proof is asked for, only a reason.
    static func stop(
        _ id: ConversationID, because reason: String, by agent: Agent, key: String?, at time: String,
        in transaction: Transaction
    ) throws {
        let conversation = try Conversation.held(id, by: agent, in: transaction)
        guard LockTexts.ownersReasons.contains(reason) else {
            throw Refusal.invalid("reason", "reason_unknown", LockTexts.unknownReason)
        }
        guard let owner = conversation.customer else { throw Refusal(.conflict, "nobody_known", SafetyTexts.nobody) }
        let customer = try Customer.find(owner, in: transaction)
        let freeze = Freeze(customer: customer, reason: reason, actor: agent.actor, time: time)
        let lock = try freeze.place(in: conversation, transaction)
        let note = try MessageText(SafetyTexts.stoppedNote(.zhHans, ["number": lock.shownNumber]))
        _ = try Note.add(note, to: id, by: agent, key: key, in: transaction)
    }

    /// A supervisor or an administrator shuts the account, or opens it again. They need not have the conversation.
    static func ban(
        _ id: ConversationID, because reason: String, by agent: Agent, key: String?, at time: String,
        in transaction: Transaction
    ) throws {
        let customer = try known(id, in: transaction)
        let lock = try AccountLock.ban(customer, because: reason, at: time, by: agent, in: transaction)
        try lock.talk(in: id, transaction)
        let told = LockTexts.reason(reason)(.zhHans)
        let note = try MessageText(SafetyTexts.bannedNote(.zhHans, ["reason": told]))
        _ = try Note.add(note, to: id, by: agent, key: key, in: transaction)
    }

    static func liftBan(
        _ id: ConversationID, by agent: Agent, key: String?, at time: String, in transaction: Transaction
    ) throws {
        let customer = try known(id, in: transaction)
        try AccountLock.liftBan(of: customer, at: time, by: agent, in: transaction)
        _ = try Note.add(
            MessageText(SafetyTexts.banLiftedNote(.zhHans)), to: id, by: agent, key: key, in: transaction)
    }

    private static func known(_ id: ConversationID, in transaction: Transaction) throws -> Customer {
        guard let owner = try Conversation.find(id, in: transaction).customer else {
            throw Refusal(.conflict, "nobody_known", SafetyTexts.nobody)
        }
        return try Customer.find(owner, in: transaction)
    }
}

extension Note {
    static func exists(_ key: String, in id: ConversationID, _ transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM note WHERE conversation_id = \(id) AND key = \(key)") != nil
    }
}

import Storage
import Terms

/// What a reader says under an article: waiting → shown or refused by an agent; removed by its writer at any time.
/// One that is about an account is turned into a conversation, where nobody else reads it.
struct ArticleComment: Sendable, Equatable {
    enum State: String, Storable, Sendable { case waiting, shown, refused, removed }
    enum Reason: String, Storable, CaseIterable, Sendable { case account, privacy, abuse, advertising, unrelated }

    static let answerLengthMax = 500
    static let pageSize = 20
    /// Of one reader, under one article, that only they see.
    static let ownMax = 20
    /// Of one reader in an hour.
    static let hourMax = 5
    private static let hourSeconds: Int64 = 3_600
    /// More under one article is no talk any more: agents read every one.
    static let waitingMax = 50

    /// The brand's official answer, under the comment.
    struct Answer: Sendable, Equatable {
        let text: String
        let staffNumber: String
        let at: Moment
    }

    let id: ArticleCommentID
    let brand: BrandID
    let slug: String
    let language: Language
    let owner: String
    /// `林**`; empty for a visitor.
    let name: String
    let text: String
    let state: State
    let reason: Reason?
    let answer: Answer?
    let conversation: ConversationID?
    let postedAt: Moment
}

enum ArticleCommentNoun {}
typealias ArticleCommentID = ID<ArticleCommentNoun>

// MARK: - The reader

extension ArticleComment {
    /// The same key again posts nothing more.
    static func post(
        _ text: ArticleCommentText, on slug: String, _ language: Language, by party: Party, key: String,
        in transaction: Transaction
    ) throws {
        if try isRepeat(of: text, key, in: party.brand, transaction) { return }
        try checkLimits(slug, party, in: transaction)
        let id: ArticleCommentID = transaction.newID()
        let name = (party.customer?.name.first).map { "\($0)**" } ?? ""
        let stored = try transaction.execute(
            """
            INSERT INTO article_comment (id, brand_id, slug, language, owner, customer_id, name, text, state, posted_at,
                                         key)
            VALUES (\(id), \(party.brand), \(slug), \(language), \(party.owner), \(party.customer?.id), \(name),
                    \(text.text), 'waiting', \(transaction.now), \(key))
            ON CONFLICT DO NOTHING
            """)
        guard stored == 1 else { throw StorageError.twin }
        try find(id, in: transaction).record("comment.posted", by: party.actor, in: transaction)
    }

    /// Throws `key_reused` where other words came under the same key.
    static func isRepeat(of text: ArticleCommentText, _ key: String, in brand: BrandID, _ transaction: Transaction)
        throws -> Bool
    {
        let row = try transaction.first(
            "SELECT text, state FROM article_comment WHERE brand_id = \(brand) AND key = \(key)")
        guard let row else { return false }
        // What its writer took back has no words any more.
        guard try row.get(0) == text.text || row.get(1, as: State.self) == .removed else {
            throw Refusal(.conflict, "key_reused", ConversationTexts.keyReused)
        }
        return true
    }

    static func exists(_ key: String, in brand: BrandID, _ transaction: Transaction) throws -> Bool {
        try transaction.first("SELECT 1 FROM article_comment WHERE brand_id = \(brand) AND key = \(key)") != nil
    }

    private static func checkLimits(_ slug: String, _ party: Party, in transaction: Transaction) throws {
        let since = transaction.now.adding(seconds: -hourSeconds)
        let latest = try transaction.rows(
            """
            SELECT posted_at FROM article_comment WHERE owner = \(party.owner) AND posted_at > \(since)
            ORDER BY posted_at DESC LIMIT \(hourMax)
            """
        ).map { try $0.get(0, as: Moment.self) }
        if latest.count == hourMax, let oldest = latest.last {
            let wait = max(1, hourSeconds - transaction.now.seconds(since: oldest))
            throw Refusal(
                .limited(seconds: Int(wait)), "too_many_comments",
                ArticleCommentTexts.tooMany.filling(["count": String(hourMax)]), facts: ["retry_after": String(wait)])
        }
        let waiting: Int =
            try transaction.first(
                """
                SELECT COUNT(*) FROM article_comment
                WHERE brand_id = \(party.brand) AND slug = \(slug) AND state = 'waiting'
                """)?.get(0) ?? 0
        guard waiting < waitingMax else { throw Refusal(.conflict, "comments_full", ArticleCommentTexts.full) }
    }

    /// Its writer takes it back: the words go, and the answer to them. Somebody else's is not found.
    static func remove(_ id: ArticleCommentID, by party: Party, in transaction: Transaction) throws {
        let comment = try find(id, of: party, in: transaction)
        let removed = try transaction.execute(
            """
            UPDATE article_comment SET state = 'removed', text = '', reason = NULL, answer = NULL, answered_by = NULL,
                                       answered_at = NULL
            WHERE id = \(id) AND state <> 'removed'
            """)
        guard removed == 1 else { return }
        try comment.record("comment.removed", by: party.actor, in: transaction)
    }

    /// “Please have somebody contact me”: its writer gets a conversation that waits for a person.
    static func turn(_ id: ArticleCommentID, by party: Party, in transaction: Transaction) throws -> ConversationID {
        try find(id, of: party, in: transaction).turn(for: party, by: party.actor, in: transaction)
    }

    /// Who signs in keeps what they wrote as a visitor.
    static func pass(from visitor: String, to customer: Customer, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE article_comment SET owner = \(customer.actor), customer_id = \(customer.id)
            WHERE owner = \(visitor) AND brand_id = \(customer.brand)
            """)
    }

    // MARK: - The desk

    static func show(_ id: ArticleCommentID, by agent: Agent, in transaction: Transaction) throws {
        try decide(id, .shown, nil, by: agent, in: transaction)
    }

    static func refuse(_ id: ArticleCommentID, _ reason: Reason, by agent: Agent, in transaction: Transaction) throws {
        try decide(id, .refused, reason, by: agent, in: transaction)
    }

    /// The brand answers; what is answered is shown.
    static func answer(_ id: ArticleCommentID, _ text: String, by agent: Agent, in transaction: Transaction) throws {
        let words = try MessageText(text).text
        guard words.unicodeScalars.count <= answerLengthMax else {
            throw Refusal.invalid(
                "text", "answer_too_long", ArticleCommentTexts.tooLong.filling(["max": String(answerLengthMax)]))
        }
        if try find(id, in: transaction).answer?.text == words { return }
        let changed = try transaction.execute(
            """
            UPDATE article_comment SET state = 'shown', reason = NULL,
                decided_by = COALESCE(decided_by, \(agent.id)), decided_at = COALESCE(decided_at, \(transaction.now)),
                answer = \(words), answered_by = \(agent.id), answered_at = \(transaction.now)
            WHERE id = \(id) AND state <> 'removed'
            """)
        guard changed == 1 else { throw gone }
        try find(id, in: transaction).record("comment.answered", by: agent.actor, in: transaction)
    }

    /// An agent takes it out of everybody's sight into a conversation with its writer.
    static func turn(_ id: ArticleCommentID, by agent: Agent, in transaction: Transaction) throws -> ConversationID {
        let comment = try find(id, in: transaction)
        guard comment.state != .removed else { throw gone }
        let writer = try comment.writer(in: transaction)
        let conversation = try comment.turn(for: writer, by: agent.actor, in: transaction)
        if comment.state != .refused { try refuse(id, .account, by: agent, in: transaction) }
        return conversation
    }

    private static func decide(
        _ id: ArticleCommentID, _ state: State, _ reason: Reason?, by agent: Agent, in transaction: Transaction
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE article_comment SET state = \(state), reason = \(reason), decided_by = \(agent.id),
                                       decided_at = \(transaction.now)
            WHERE id = \(id) AND state IN ('waiting', 'shown', 'refused') AND state <> \(state)
            """)
        let comment = try find(id, in: transaction)
        guard changed == 1 else {
            if comment.state == state { return }
            throw gone
        }
        try comment.record("comment.\(state.rawValue)", by: agent.actor, in: transaction)
    }

    private static var gone: Refusal { Refusal(.conflict, "comment_removed", ArticleCommentTexts.gone) }

    // MARK: - The conversation

    private func turn(for writer: Party, by actor: String, in transaction: Transaction) throws -> ConversationID {
        if let conversation { return conversation }
        guard state != .removed else { throw Self.gone }
        let opening = Conversation.Opening(
            text: try MessageText(text), topic: ArticleCommentTexts.subject(language), channel: .ticket,
            language: language)
        let opened = try Conversation.open(opening, by: writer, key: "comment:\(id)", in: transaction)
        try Message.say(ArticleCommentTexts.turned, in: opened, key: "comment", transaction)
        try transaction.execute("UPDATE article_comment SET conversation_id = \(opened.id) WHERE id = \(id)")
        try record("comment.turned", by: actor, in: transaction)
        return opened.id
    }

    /// Whoever wrote it, without a session of theirs.
    private func writer(in transaction: Transaction) throws -> Party {
        let row = try transaction.first("SELECT customer_id FROM article_comment WHERE id = \(id)")
        let customer = try row?.optional(0, as: CustomerID.self).map { try Customer.find($0, in: transaction) }
        let visitor = customer == nil ? owner.split(separator: ":").last.map(String.init) : nil
        return Party(brand: brand, customer: customer, visitor: visitor, session: Session(token: ""))
    }

    private func record(_ kind: String, by actor: String, in transaction: Transaction) throws {
        try transaction.record(
            kind, brand: brand, by: actor, change: "{\"comment\":\"\(id)\",\"state\":\"\(state.rawValue)\"}")
    }
}

import Storage
import Terms

/// Where an article stands: a brand's help centre in one language, and its name there.
struct ArticlePlace: Sendable, Hashable {
    let brand: BrandID
    let language: Language
    let slug: ArticleSlug

    var path: String { "/desk/articles/\(brand)/\(language.tag)/\(slug.text)" }
}

/// The name in an article's address: lower-case letters, digits and hyphens between them.
struct ArticleSlug: Sendable, Hashable {
    static let lengthMax = 60

    let text: String

    init?(_ text: String) {
        guard text.utf8.count <= Self.lengthMax, text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
            return nil
        }
        self.text = text
    }
}

/// One wording of an article by agents: draft → scheduled → published → replaced, or withdrawn. What is published takes
/// the place of the file of its name, and is never changed again: the next wording is a version of its own.
struct ArticleVersion: Sendable, Equatable {
    enum State: String, Storable, Sendable { case draft, scheduled, published, replaced, withdrawn }

    static let historyMax = 50
    static let scheduleDaysMax: Int64 = 366

    let id: ArticleVersionID
    let place: ArticlePlace
    let number: Int64
    /// Grows with each saving of a draft.
    let revision: Int64
    let state: State
    let source: String
    /// nil where it came in a folder.
    let writer: String?
    let writtenAt: Moment
    let publishAt: Moment?
    let publishedAt: Moment?
    let settledAt: Moment?

    var isOpen: Bool { state == .draft || state == .scheduled }

    /// What an editor's page carries: whoever saves says which text they saw last.
    var stamp: String { "\(number).\(revision)" }
    static let noStamp = "0.0"
}

enum ArticleVersionNoun {}
typealias ArticleVersionID = ID<ArticleVersionNoun>

extension ArticleVersion {
    /// Keeps a text as the draft. `seen` is the stamp of the newest version that the writer saw; where somebody else
    /// saved since, nothing is kept and the refusal says who. The same text again changes nothing.
    /// A scheduled version that is written over is a draft again: what goes out was read by whoever sends it.
    static func save(
        _ source: String, at place: ArticlePlace, seen: String, by agent: Agent?, in transaction: Transaction
    ) throws -> ArticleVersion {
        let newest = try newest(place, in: transaction)
        if let newest, newest.source == source, newest.isOpen || newest.state == .published { return newest }
        guard seen == newest?.stamp ?? noStamp else { throw changed(newest) }
        if let newest, newest.isOpen {
            let saved = try transaction.execute(
                """
                UPDATE article_version
                SET source = \(source), writer_id = \(agent?.id), written_at = \(transaction.now),
                    revision = revision + 1, state = 'draft', publish_at = NULL
                WHERE id = \(newest.id) AND revision = \(newest.revision) AND state IN ('draft', 'scheduled')
                """)
            guard saved == 1 else { throw StorageError.twin }
            return try record("article.drafted", newest.id, by: agent?.actor ?? "system", in: transaction)
        }
        let id: ArticleVersionID = transaction.newID()
        let added = try transaction.execute(
            """
            INSERT INTO article_version (id, brand_id, language, slug, number, revision, state, source, writer_id,
                                         written_at)
            VALUES (\(id), \(place.brand), \(place.language), \(place.slug.text), \((newest?.number ?? 0) + 1), 1,
                    'draft', \(source), \(agent?.id), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        // Somebody else's draft committed between the look and the insert.
        guard added == 1 else { throw StorageError.twin }
        return try record("article.drafted", id, by: agent?.actor ?? "system", in: transaction)
    }

    /// Readers find it from the commit on; the one before is replaced, and the questions it was written for are
    /// settled.
    func publish(by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        if state == .published { return }
        try publish(by: agent.actor, agent.id, in: transaction)
    }

    /// `agent` is whoever sends it, nil for a folder.
    func publish(by actor: String, _ agent: AgentID?, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE article_version SET state = 'replaced', settled_at = \(transaction.now)
            WHERE brand_id = \(place.brand) AND language = \(place.language) AND slug = \(place.slug.text)
              AND state = 'published'
            """)
        let published = try transaction.execute(
            """
            UPDATE article_version
            SET state = 'published', published_at = \(transaction.now), publish_at = NULL, publisher_id = \(agent)
            WHERE id = \(id) AND state IN ('draft', 'scheduled')
            """)
        guard published == 1 else { throw Self.moved }
        try Self.grow(in: transaction)
        if let agent { try ArticleQuestions.settle(place, by: agent, in: transaction) }
        try Self.record("article.published", id, by: actor, in: transaction)
    }

    /// Goes out by itself at that moment.
    func schedule(at moment: Moment, by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        guard moment > transaction.now else {
            throw Refusal.invalid("at", "time_in_past", EditorTexts.timeInPast)
        }
        guard moment <= transaction.now.adding(seconds: Self.scheduleDaysMax * 86_400) else {
            throw Refusal.invalid("at", "time_too_far", EditorTexts.timeTooFar)
        }
        let scheduled = try transaction.execute(
            """
            UPDATE article_version SET state = 'scheduled', publish_at = \(moment), publisher_id = \(agent.id)
            WHERE id = \(id) AND state IN ('draft', 'scheduled')
            """)
        guard scheduled == 1 else { throw Self.moved }
        try Self.planPublishing(id, at: moment, in: transaction)
        try Self.record("article.scheduled", id, by: agent.actor, in: transaction)
    }

    /// Readers find the file again, or nothing. Harmless to repeat.
    static func withdraw(_ place: ArticlePlace, by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        try end(place, "state = 'published'", "article.withdrawn", by: agent, in: transaction)
        try grow(in: transaction)
    }

    /// Nobody will read what was begun. Harmless to repeat.
    static func discard(_ place: ArticlePlace, by agent: Agent, in transaction: Transaction) throws {
        // What is planned a supervisor has read; only they take it back.
        if try current(place, in: transaction)?.state == .scheduled { try agent.mustPublish() }
        try end(place, "state IN ('draft', 'scheduled')", "article.discarded", by: agent, in: transaction)
        try ArticleQuestions.release(place, in: transaction)
    }

    private static func end(
        _ place: ArticlePlace, _ condition: SQL, _ event: String, by agent: Agent, in transaction: Transaction
    ) throws {
        let ended = try transaction.rows(
            """
            UPDATE article_version SET state = 'withdrawn', settled_at = \(transaction.now), publish_at = NULL
            WHERE brand_id = \(place.brand) AND language = \(place.language) AND slug = \(place.slug.text)
              AND \(condition)
            RETURNING id
            """)
        for row in ended { try record(event, try row.get(0), by: agent.actor, in: transaction) }
    }

    // MARK: - Refusals

    static let moved = Refusal(.conflict, "article_moved", EditorTexts.moved)

    private static func changed(_ newest: ArticleVersion?) -> Refusal {
        let name = newest?.writer
        let text = name.map { EditorTexts.changedBy.filling(["name": $0]) } ?? EditorTexts.changed
        return Refusal(.conflict, "article_changed", text, fields: ["body": text])
    }

    /// Every node looks at this number and reads anew when it has grown.
    static func grow(in transaction: Transaction) throws {
        try transaction.execute("UPDATE article_stamp SET number = number + 1 WHERE id = 1")
    }

    @discardableResult
    private static func record(
        _ event: String, _ id: ArticleVersionID, by actor: String, in transaction: Transaction
    ) throws -> ArticleVersion {
        let version = try find(id, in: transaction)
        try transaction.record(
            event, brand: version.place.brand, by: actor,
            change: "{\"version\":\"\(id)\",\"slug\":\"\(version.place.slug.text)\"}")
        return version
    }
}

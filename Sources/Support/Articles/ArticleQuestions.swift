import Storage
import Terms

/// Which questions that the assistant could not place an article is written for: publishing it settles them.
enum ArticleQuestions {
    static let questionsMax = 50

    /// A question waits for one article; the last one that was begun for it counts.
    static func keep(_ questions: [UnansweredID], for place: ArticlePlace, in transaction: Transaction) throws {
        for id in questions.prefix(questionsMax) {
            try transaction.execute(
                """
                INSERT INTO article_question (unanswered_id, brand_id, language, slug)
                SELECT id, CAST(\(place.brand) AS TEXT), CAST(\(place.language) AS TEXT),
                       CAST(\(place.slug.text) AS TEXT)
                FROM unanswered WHERE id = \(id) AND settled_at IS NULL
                ON CONFLICT (unanswered_id) DO UPDATE
                SET brand_id = \(place.brand), language = \(place.language), slug = \(place.slug.text)
                """)
        }
    }

    static func count(_ place: ArticlePlace, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM article_question q JOIN unanswered u ON u.id = q.unanswered_id
            WHERE q.brand_id = \(place.brand) AND q.language = \(place.language) AND q.slug = \(place.slug.text)
              AND u.settled_at IS NULL
            """)?.get(0) ?? 0
    }

    /// The same wording asked by others is settled with them.
    static func settle(_ place: ArticlePlace, by agent: AgentID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE unanswered SET settled_at = \(transaction.now), agent_id = \(agent)
            WHERE settled_at IS NULL AND brand_id = \(place.brand) AND language = \(place.language) AND text IN (
                SELECT u.text FROM article_question q JOIN unanswered u ON u.id = q.unanswered_id
                WHERE q.brand_id = \(place.brand) AND q.language = \(place.language) AND q.slug = \(place.slug.text))
            """)
        try release(place, in: transaction)
    }

    /// What was begun for them is given up: they wait for another.
    static func release(_ place: ArticlePlace, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM article_question
            WHERE brand_id = \(place.brand) AND language = \(place.language) AND slug = \(place.slug.text)
            """)
    }

    /// Ids as an address carries them; whatever is none is left out.
    static func ids(_ text: String) -> [UnansweredID] {
        text.replacing("%2C", with: ",").split(separator: ",").prefix(questionsMax)
            .compactMap { UnansweredID(outside: $0) }
    }

    /// Those of them that are not settled, the first asked first.
    static func read(_ ids: [UnansweredID], in transaction: Transaction) throws -> [Unanswered] {
        try transaction.rows(
            """
            SELECT \(Unanswered.columns) FROM \(Unanswered.tables)
            WHERE u.settled_at IS NULL AND u.id IN \(SQL.list(ids)) ORDER BY u.id LIMIT \(questionsMax)
            """
        ).map(Unanswered.init)
    }
}

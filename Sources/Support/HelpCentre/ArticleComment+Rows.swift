import Storage
import Terms

extension ArticleComment: FromRow {
    static let columns: SQL = """
        id, brand_id, slug, language, owner, name, text, state, reason, answer, answered_at, conversation_id, posted_at,
        (SELECT staff_number FROM agent WHERE agent.id = article_comment.answered_by)
        """

    init(_ row: Row) throws {
        let (answer, at): (String?, Moment?) = (try row.optional(9), try row.optional(10))
        let staff: String? = try row.optional(13)
        self.init(
            id: try row.get(0), brand: try row.get(1), slug: try row.get(2), language: try row.get(3),
            owner: try row.get(4), name: try row.get(5), text: try row.get(6), state: try row.get(7),
            reason: try row.optional(8),
            answer: answer.flatMap { text in at.map { Answer(text: text, staffNumber: staff ?? "", at: $0) } },
            conversation: try row.optional(11), postedAt: try row.get(12))
    }

    /// For agents; readers look up through `of:`.
    static func find(_ id: ArticleCommentID, in transaction: Transaction) throws -> ArticleComment {
        guard let row = try transaction.first("SELECT \(columns) FROM article_comment WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try ArticleComment(row)
    }

    static func find(_ id: ArticleCommentID, of party: Party, in transaction: Transaction) throws -> ArticleComment {
        let comment = try find(id, in: transaction)
        guard comment.owner == party.owner, comment.brand == party.brand else { throw Refusal.notFound }
        return comment
    }

    /// What one reader sees under an article.
    struct Shelf: Sendable {
        /// Newest first.
        var shown: [ArticleComment] = []
        /// What nobody else sees: waiting and refused ones of the reader.
        var own: [ArticleComment] = []
        /// Older ones begin before this.
        var next: ArticleCommentID?
    }

    static func shelf(
        of slug: String, _ brand: BrandID, for party: Party?, before: ArticleCommentID?, in transaction: Transaction
    ) throws -> Shelf {
        let older: SQL = before.map { "AND id < \($0)" } ?? ""
        let rows = try transaction.rows(
            """
            SELECT \(columns) FROM article_comment
            WHERE brand_id = \(brand) AND slug = \(slug) AND state = 'shown' \(older)
            ORDER BY id DESC LIMIT \(pageSize + 1)
            """
        ).map(ArticleComment.init)
        let shown = Array(rows.prefix(pageSize))
        var shelf = Shelf(shown: shown, next: rows.count > pageSize ? shown.last?.id : nil)
        if let party, before == nil {
            shelf.own = try transaction.rows(
                """
                SELECT \(columns) FROM article_comment
                WHERE owner = \(party.owner) AND brand_id = \(brand) AND slug = \(slug)
                  AND state IN ('waiting', 'refused')
                ORDER BY id DESC LIMIT \(ownMax)
                """
            ).map(ArticleComment.init)
        }
        return shelf
    }

    /// What agents see: what waits, the oldest first, then what was decided lately.
    struct Review: Sendable {
        static let waitingMax = 50
        static let decidedMax = 20

        let waiting: [ArticleComment]
        let decided: [ArticleComment]
    }

    static func review(in transaction: Transaction) throws -> Review {
        let waiting = try transaction.rows(
            "SELECT \(columns) FROM article_comment WHERE state = 'waiting' ORDER BY id LIMIT \(Review.waitingMax)")
        let decided = try transaction.rows(
            """
            SELECT \(columns) FROM article_comment WHERE state IN ('shown', 'refused')
            ORDER BY decided_at DESC, id DESC LIMIT \(Review.decidedMax)
            """)
        return Review(waiting: try waiting.map(ArticleComment.init), decided: try decided.map(ArticleComment.init))
    }
}

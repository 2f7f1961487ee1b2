import Storage
import Terms

extension ArticleVersion: FromRow {
    static let columns: SQL = """
        v.id, v.brand_id, v.language, v.slug, v.number, v.revision, v.state, v.source, a.name, v.written_at,
        v.publish_at, v.published_at, v.settled_at
        """
    static let tables: SQL = "article_version v LEFT JOIN agent a ON a.id = v.writer_id"

    init(_ row: Row) throws {
        guard let slug = ArticleSlug(try row.get(3)) else { throw Refusal.notFound }
        self.init(
            id: try row.get(0),
            place: ArticlePlace(brand: try row.get(1), language: try row.get(2), slug: slug),
            number: try row.get(4), revision: try row.get(5), state: try row.get(6), source: try row.get(7),
            writer: try row.optional(8), writtenAt: try row.get(9), publishAt: try row.optional(10),
            publishedAt: try row.optional(11), settledAt: try row.optional(12))
    }

    static func find(_ id: ArticleVersionID, in transaction: Transaction) throws -> ArticleVersion {
        guard let row = try transaction.first("SELECT \(columns) FROM \(tables) WHERE v.id = \(id)") else {
            throw Refusal.notFound
        }
        return try ArticleVersion(row)
    }

    /// Newest first.
    static func history(_ place: ArticlePlace, in transaction: Transaction) throws -> [ArticleVersion] {
        try transaction.rows(
            """
            SELECT \(columns) FROM \(tables)
            WHERE v.brand_id = \(place.brand) AND v.language = \(place.language) AND v.slug = \(place.slug.text)
            ORDER BY v.number DESC LIMIT \(historyMax)
            """
        ).map(ArticleVersion.init)
    }

    static func newest(_ place: ArticlePlace, in transaction: Transaction) throws -> ArticleVersion? {
        try history(place, in: transaction).first
    }

    /// One of a place's versions; nil for a number that it has not.
    static func numbered(_ number: Int64, _ place: ArticlePlace, in transaction: Transaction) throws -> ArticleVersion?
    {
        try transaction.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE v.brand_id = \(place.brand) AND v.language = \(place.language) AND v.slug = \(place.slug.text)
              AND v.number = \(number)
            """
        ).map(ArticleVersion.init)
    }

    static func live(_ place: ArticlePlace, in transaction: Transaction) throws -> ArticleVersion? {
        try one("published", of: place, in: transaction)
    }

    /// What is being written, or waits for its time.
    static func current(_ place: ArticlePlace, in transaction: Transaction) throws -> ArticleVersion? {
        try one("draft", of: place, in: transaction) ?? one("scheduled", of: place, in: transaction)
    }

    private static func one(_ state: String, of place: ArticlePlace, in transaction: Transaction) throws
        -> ArticleVersion?
    {
        try transaction.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE v.brand_id = \(place.brand) AND v.language = \(place.language) AND v.slug = \(place.slug.text)
              AND v.state = \(state)
            """
        ).map(ArticleVersion.init)
    }

    /// Everything of a brand that is written or read now: drafts, scheduled and published ones.
    static func current(
        of brand: BrandID, _ language: Language, in transaction: Transaction
    ) throws -> [ArticleVersion] {
        try transaction.rows(
            """
            SELECT \(columns) FROM \(tables)
            WHERE v.brand_id = \(brand) AND v.language = \(language)
              AND v.state IN ('draft', 'scheduled', 'published')
            ORDER BY v.slug, v.number LIMIT \(PublishedArticles.liveMax)
            """
        ).map(ArticleVersion.init)
    }

    /// What readers find, of every brand and language.
    static func published(in transaction: Transaction) throws -> [ArticleVersion] {
        try transaction.rows(
            """
            SELECT \(columns) FROM \(tables) WHERE v.state = 'published'
            ORDER BY v.id LIMIT \(PublishedArticles.liveMax)
            """
        ).map(ArticleVersion.init)
    }
}

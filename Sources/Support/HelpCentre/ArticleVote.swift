import Storage
import Terms

/// Whether an article helped, by whoever read it: one each, the last one counts.
struct ArticleVote: Sendable {
    enum Reason: String, Storable, CaseIterable, Sendable {
        case unsolved, unclear, outdated, unwanted

        var text: Text {
            switch self {
            case .unsolved: Text("照着做了，没解决", "照著做了，沒解決", "I did it and it did not help")
            case .unclear: Text("看不明白", "看不明白", "I do not understand it")
            case .outdated: Text("和我看到的不一样", "和我看到的不一樣", "My screen looks different")
            case .unwanted: Text("看懂了，但不想这样办", "看懂了，但不想這樣辦", "I understand, and do not like it")
            }
        }
    }

    static let noteLengthMax = 300

    let isHelpful: Bool
    var reason: Reason?
    /// Masked before it gets here.
    var note = ""

    func cast(on slug: String, _ language: Language, by party: Party, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO article_vote (brand_id, slug, owner, language, is_helpful, reason, note, voted_at)
            VALUES (\(party.brand), \(slug), \(party.owner), \(language), \(isHelpful), \(reason), \(note),
                    \(transaction.now))
            ON CONFLICT (brand_id, slug, owner) DO UPDATE
            SET language = \(language), is_helpful = \(isHelpful), reason = \(reason), note = \(note),
                voted_at = \(transaction.now)
            """)
        try transaction.record(
            "article.voted", brand: party.brand, customer: party.customer?.id, by: party.actor,
            change: "{\"slug\":\"\(slug)\",\"helpful\":\(isHelpful)}")
    }

    struct Count: Sendable, Equatable { var helpful = 0, not = 0 }

    static func count(of slug: String, brand: BrandID, in transaction: Transaction) throws -> Count {
        var count = Count()
        for row in try transaction.rows(
            """
            SELECT is_helpful, COUNT(*) FROM article_vote WHERE brand_id = \(brand) AND slug = \(slug)
            GROUP BY is_helpful
            """)
        {
            if try row.get(0, as: Bool.self) { count.helpful = try row.get(1) } else { count.not = try row.get(1) }
        }
        return count
    }
}

/// How often articles are read, by day.
enum ArticleViews {
    static let recentDays: Int64 = 14
    private static let dayMilliseconds: Int64 = 86_400_000

    static func count(_ slug: String, brand: BrandID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO article_view (brand_id, slug, day, count)
            VALUES (\(brand), \(slug), \(transaction.now.milliseconds / dayMilliseconds), 1)
            ON CONFLICT (brand_id, slug, day) DO UPDATE SET count = article_view.count + 1
            """)
    }

    /// The first of the last days.
    static func since(_ now: Moment) -> Int64 { now.milliseconds / dayMilliseconds - recentDays }

    /// Slugs, the most read of the last days first.
    static func most(of brand: BrandID, limit: Int, in transaction: Transaction) throws -> [String] {
        try transaction.rows(
            """
            SELECT slug FROM article_view WHERE brand_id = \(brand) AND day >= \(since(transaction.now))
            GROUP BY slug ORDER BY SUM(count) DESC, slug LIMIT \(limit)
            """
        ).map { try $0.get(0) }
    }
}

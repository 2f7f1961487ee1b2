import Storage
import Terms

/// Every article of a brand in one language as the desk lists it: with its state, its readers and what they thought.
struct ArticleCatalogue: Sendable {
    struct Choice: Sendable {
        static let searchLengthMax = 100

        var brand: BrandID
        var language: Language
        var search = ""
        var isDraftsOnly = false
    }

    struct Votes: Sendable, Equatable {
        var helpful = 0
        var not = 0
        var reasons: [ArticleVote.Reason: Int] = [:]
    }

    struct Entry: Sendable {
        let slug: String
        let title: String
        let category: String
        let live: ArticleVersion?
        let open: ArticleVersion?
        /// Readers find it in this language.
        let isOwn: Bool
        let views: Int
        let votes: Votes
    }

    let choice: Choice
    let entries: [Entry]

    static func read(_ choice: Choice, _ centre: HelpCentre, in transaction: Transaction) throws -> ArticleCatalogue {
        let versions = try ArticleVersion.current(of: choice.brand, choice.language, in: transaction)
        let live = bySlug(versions.filter { $0.state == .published })
        let open = bySlug(versions.filter(\.isOpen))
        let views = try views(of: choice.brand, in: transaction)
        let votes = try votes(of: choice.brand, choice.language, in: transaction)
        let shown = centre.all(choice.language)
        let found = choice.search.isEmpty ? nil : Self.found(choice, centre)
        var entries = shown.map { article in
            Entry(
                slug: article.slug, title: article.title, category: article.category, live: live[article.slug],
                open: open[article.slug], isOwn: article.language == choice.language,
                views: views[article.slug] ?? 0, votes: votes[article.slug] ?? Votes())
        }
        let known = Set(shown.map(\.slug))
        entries += open.values.filter { !known.contains($0.place.slug.text) }.sorted { $0.number < $1.number }
            .compactMap { version in
                guard let source = try? ArticleSource(parsing: version.source) else { return nil }
                return Entry(
                    slug: version.place.slug.text, title: source.title, category: source.category, live: nil,
                    open: version, isOwn: true, views: 0, votes: Votes())
            }
        return ArticleCatalogue(
            choice: choice,
            entries: entries.filter { entry in
                (!choice.isDraftsOnly || entry.open != nil)
                    && (found == nil || found?.contains(entry.slug) == true || entry.holds(choice.search))
            })
    }

    /// What readers would find, so that agents see the same.
    private static func found(_ choice: Choice, _ centre: HelpCentre) -> Set<String> {
        Set(centre.search(choice.search, choice.language).filter { $0.confidence >= surenessMin }.map(\.article.slug))
    }

    private static let surenessMin = 0.5

    private static func bySlug(_ versions: [ArticleVersion]) -> [String: ArticleVersion] {
        Dictionary(versions.map { ($0.place.slug.text, $0) }) { $1 }
    }

    private static func views(of brand: BrandID, in transaction: Transaction) throws -> [String: Int] {
        let rows = try transaction.rows(
            """
            SELECT slug, SUM(count) FROM article_view
            WHERE brand_id = \(brand) AND day >= \(ArticleViews.since(transaction.now))
            GROUP BY slug ORDER BY slug LIMIT \(PublishedArticles.liveMax)
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get(0), try $0.get(1)) })
    }

    private static func votes(
        of brand: BrandID, _ language: Language, in transaction: Transaction
    ) throws -> [String: Votes] {
        var votes: [String: Votes] = [:]
        for row in try transaction.rows(
            """
            SELECT slug, is_helpful, reason, COUNT(*) FROM article_vote
            WHERE brand_id = \(brand) AND language = \(language)
            GROUP BY slug, is_helpful, reason ORDER BY slug LIMIT \(PublishedArticles.liveMax)
            """)
        {
            let (slug, count): (String, Int) = (try row.get(0), try row.get(3))
            if try row.get(1, as: Bool.self) {
                votes[slug, default: Votes()].helpful += count
            } else {
                votes[slug, default: Votes()].not += count
                if let reason: ArticleVote.Reason = try row.optional(2) {
                    votes[slug, default: Votes()].reasons[reason] = count
                }
            }
        }
        return votes
    }
}

extension ArticleCatalogue.Entry {
    fileprivate func holds(_ words: String) -> Bool {
        let words = words.lowercased()
        return [slug, title].contains { $0.lowercased().contains(words) }
    }
}

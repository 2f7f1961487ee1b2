import Answers
import Terms

/// A brand's articles in every language, with the search over them.
public struct HelpCentre: Sendable {
    public static let resultsMax = 20
    private static let relatedMax = 5

    let brand: Brand
    let files: ArticleFiles
    /// What agents published in the place of files, or beside them.
    var published = PublishedArticles()

    private func shelf(_ language: Language) -> ArticleFiles.Shelf { published.shelf(brand, language, over: files) }

    /// By category, then in their order.
    public func all(_ language: Language) -> [Article] { shelf(language).articles }

    public func article(_ slug: String, _ language: Language) -> Article? { shelf(language).bySlug[slug] }

    /// The article that backs a diagnosis.
    public func article(backing code: String, _ language: Language) -> Article? {
        all(language).first { $0.codes.contains(code) }
    }

    /// What else helps whoever reads this one: what it names, then its neighbours.
    public func related(to article: Article, _ language: Language) -> [Article] {
        let named = article.related.compactMap { self.article($0, language) }
        let near = all(language).filter { other in
            other.category == article.category && other.slug != article.slug
                && !named.contains { $0.slug == other.slug }
        }
        return Array((named + near).prefix(Self.relatedMax))
    }

    /// What to offer while somebody types: at most one line for each article.
    func suggestions(_ typed: String, _ language: Language) -> [SearchIndex.Suggestion] {
        shelf(language).index.suggestions(for: typed, limit: Self.suggestionsMax)
    }

    private static let suggestionsMax = 6

    /// A text with what was asked for marked in it.
    func marked(_ question: String, in text: String, _ language: Language) -> [Snippet.Part] {
        shelf(language).index.snippet(for: question, in: text, length: Snippet.lengthMax)
    }

    public struct Result: Sendable {
        public let article: Article
        /// 0…1: how much of the question the article covers.
        public let confidence: Double
        public let score: Double
    }

    /// Best first; empty for an empty question.
    public func search(_ question: String, _ language: Language, limit: Int = resultsMax) -> [Result] {
        let shelf = shelf(language)
        let found = shelf.index.search(question, limit: Self.resultsMax).compactMap { hit in
            shelf.bySlug[hit.id].map { Result(article: $0, confidence: hit.confidence, score: hit.score) }
        }
        // Who types nothing but the name of a thing wants what is named so.
        let name = question.lowercased()
        let named = found.filter { $0.article.keywords.contains { $0.lowercased() == name } }
        let rest = found.filter { result in !named.contains { $0.article.slug == result.article.slug } }
        return Array((named + rest).prefix(limit))
    }
}

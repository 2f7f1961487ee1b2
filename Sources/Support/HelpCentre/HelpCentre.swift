import Answers
import Foundation
import Terms

/// A brand's articles in every language, with the search over them. Read from
/// `Brands/<brand>/articles/<language>/*.md`.
public struct HelpCentre: Sendable {
    public static let resultsMax = 20

    /// In their order; the language that has most is complete, others fall back to it article by article.
    private let articles: [Language: [Article]]
    private let indexes: [Language: SearchIndex]

    public init(folder: URL) throws {
        var written: [Language: [Article]] = [:]
        for language in Language.allCases {
            let path = folder.appending(path: "articles/\(language.tag)")
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: path.path))?.filter { $0.hasSuffix(".md") } ?? []
            written[language] = try names.sorted().map { name in
                let source = try String(contentsOf: path.appending(path: name), encoding: .utf8)
                do {
                    return try Article(slug: String(name.dropLast(3)), language: language, source: source)
                } catch {
                    throw Brand.Unreadable(file: path.appending(path: name).path, reason: "\(error)")
                }
            }
        }
        articles = Language.allCases.reduce(into: [:]) { all, language in
            let own = written[language] ?? []
            let missing = (written[.zhHans] ?? []).filter { other in !own.contains { $0.slug == other.slug } }
            all[language] = (own + missing).sorted { ($0.order, $0.slug) < ($1.order, $1.slug) }
        }
        indexes = articles.mapValues { list in
            SearchIndex(
                list.map {
                    SearchIndex.Entry(
                        id: $0.slug, title: $0.title, keywords: $0.keywords + [$0.summary], body: $0.plain)
                })
        }
    }

    public func all(_ language: Language) -> [Article] { articles[language] ?? [] }

    public func article(_ slug: String, _ language: Language) -> Article? {
        articles[language]?.first { $0.slug == slug }
    }

    /// The article that backs a diagnosis.
    public func article(backing code: String, _ language: Language) -> Article? {
        articles[language]?.first { $0.codes.contains(code) }
    }

    public struct Result: Sendable {
        public let article: Article
        /// 0…1: how much of the question the article covers.
        public let confidence: Double
        public let score: Double
    }

    /// Best first; empty for an empty question.
    public func search(_ question: String, _ language: Language, limit: Int = resultsMax) -> [Result] {
        guard let index = indexes[language] else { return [] }
        return index.search(question, limit: min(limit, Self.resultsMax)).compactMap { hit in
            article(hit.id, language).map { Result(article: $0, confidence: hit.confidence, score: hit.score) }
        }
    }
}

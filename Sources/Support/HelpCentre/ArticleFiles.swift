import Answers
import Foundation
import Logging
import Synchronization
import Terms

/// The articles that come with the product, read when they are first asked for: parsing a thousand at the start would
/// keep everybody waiting. What all brands share stands in `Brands/common/articles/<language>/*.md`; a brand's own of
/// the same name takes its place.
public final class ArticleFiles: Sendable {
    /// A brand's articles in one language, in their order, with the search over them.
    struct Shelf: Sendable {
        let articles: [Article]
        let bySlug: [String: Article]
        let index: SearchIndex

        init(_ bySlug: [String: Article]) {
            self.bySlug = bySlug
            articles = Self.inOrder(bySlug)
            index = SearchIndex(articles.map(\.entry))
        }

        /// The same with some articles in the place of others or beside them, and what readers' searches taught.
        init(_ base: Shelf, putting changed: [String: Article], learning learnt: [SearchIndex.Learnt]) {
            bySlug = base.bySlug.merging(changed) { $1 }
            articles = Self.inOrder(bySlug)
            let index = changed.isEmpty ? base.index : base.index.replacing(changed.values.map(\.entry))
            self.index = learnt.isEmpty ? index : index.learning(learnt)
        }

        private static func inOrder(_ bySlug: [String: Article]) -> [Article] {
            bySlug.values.sorted {
                (HelpCategory.place($0.category), $0.order, $0.slug)
                    < (HelpCategory.place($1.category), $1.order, $1.slug)
            }
        }
    }

    private struct Key: Hashable {
        let brand: BrandID
        let language: Language
    }

    private let folder: URL
    private let shelves = Mutex<[Key: Shelf]>([:])
    private let logger: Logger

    /// `folder` holds a folder for each brand, and `common`.
    public init(_ folder: URL, logger: Logger) {
        self.folder = folder
        self.logger = logger
    }

    /// What is not written in a language is there in simplified Chinese. An article that cannot be read is left out,
    /// and the log says why: one slip in a file must not close the help centre.
    func shelf(_ brand: Brand, _ language: Language) -> Shelf {
        let key = Key(brand: brand.id, language: language)
        if let known = shelves.withLock({ $0[key] }) { return known }
        // Outside the lock: whoever asks for another shelf does not wait for this one.
        var all = language == .zhHans ? [:] : written(brand, .zhHans)
        all.merge(written(brand, language)) { $1 }
        let shelf = Shelf(all)
        shelves.withLock { $0[key] = shelf }
        return shelf
    }

    /// The text of one article as it came with the product; the brand's own before the common one.
    func source(_ slug: ArticleSlug, _ brand: Brand, _ language: Language) -> String? {
        let file = files(brand, language).last { $0.slug == slug.text }
        return file.flatMap { try? String(contentsOf: $0.url, encoding: .utf8) }
    }

    /// The slugs of what is written in this language.
    func slugs(_ brand: Brand, _ language: Language) -> Set<String> { Set(files(brand, language).map(\.slug)) }

    private func written(_ brand: Brand, _ language: Language) -> [String: Article] {
        var articles: [String: Article] = [:]
        for file in files(brand, language) {
            do { articles[file.slug] = try read(file, brand, language) } catch {
                logger.error("an article is left out", metadata: ["error": "\(error)"])
            }
        }
        return articles
    }

    /// Reads every article of a brand; throws at the first that cannot be read, with its file's name.
    public func check(_ brand: Brand) throws {
        for language in Language.allCases {
            for file in files(brand, language) { _ = try read(file, brand, language) }
        }
    }

    private struct File {
        let url: URL
        var slug: String { String(url.lastPathComponent.dropLast(3)) }
    }

    private func files(_ brand: Brand, _ language: Language) -> [File] {
        ["common", brand.id.text].flatMap { part -> [File] in
            let path = folder.appending(path: "\(part)/articles/\(language.tag)")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
            return names.filter { $0.hasSuffix(".md") }.sorted().map { File(url: path.appending(path: $0)) }
        }
    }

    private func read(_ file: File, _ brand: Brand, _ language: Language) throws -> Article {
        do {
            return try Article(
                slug: file.slug, language: language, source: String(contentsOf: file.url, encoding: .utf8),
                places: brand.articlePlaces(language))
        } catch {
            throw Brand.Unreadable(file: file.url.path, reason: "\(error)")
        }
    }
}

extension Article {
    /// As search sees it.
    fileprivate var entry: SearchIndex.Entry {
        SearchIndex.Entry(id: slug, title: title, keywords: keywords + questions + [summary], body: plain)
    }
}

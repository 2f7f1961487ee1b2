import Answers
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Terms

/// What agents have published, as this node serves it: over the files, by brand and language. Reading is synchronous,
/// as search and the assistant need it; what they get is at most `ArticleWatch.pollMilliseconds` older than the
/// database, because each node looks that often at one number that grows with every change. On the node that made the
/// change it is there before the answer to the agent is. A look at the event log would say the same with more to read,
/// and the live tail is still while nobody watches.
final class PublishedArticles: Sendable {
    static let liveMax = 20_000

    private struct Key: Hashable {
        let brand: BrandID
        let language: Language
    }

    private struct State: Sendable {
        var stamp: Int64 = 0
        /// Parsed, by version: those that did not change are not parsed again.
        var known: [ArticleVersionID: Article] = [:]
        var articles: [Key: [String: Article]] = [:]
        var learnt: [Key: [SearchIndex.Learnt]] = [:]
        var shelves: [Key: ArticleFiles.Shelf] = [:]
    }

    private let state = Mutex(State())

    /// Reads what changed since the last time. `known` stays as it is where nothing did.
    func refresh(_ storage: Storage, _ brands: Brands, _ logger: Logger) async throws {
        let last = state.withLock { $0.stamp }
        let found = try await storage.read { transaction -> (Int64, [ArticleVersion], [SearchLesson])? in
            let stamp: Int64 =
                try transaction.first("SELECT number FROM article_stamp WHERE id = 1")?.get(0) ?? 0
            // First the number: should rows change between the two, the next look reads them again.
            guard stamp > last else { return nil }
            return (stamp, try ArticleVersion.published(in: transaction), try SearchLesson.all(in: transaction))
        }
        guard let (stamp, versions, lessons) = found else { return }
        let known = state.withLock { $0.known }
        var next = State()
        next.stamp = stamp
        for version in versions {
            guard let brand = brands[version.place.brand] else { continue }
            do {
                let article = try known[version.id] ?? version.article(of: brand)
                next.known[version.id] = article
                next.articles[Key(brand: brand.id, language: version.place.language), default: [:]][article.slug] =
                    article
            } catch {
                logger.error("a published article is left out", metadata: ["version": "\(version.id)"])
            }
        }
        for lesson in lessons {
            next.learnt[Key(brand: lesson.brand, language: lesson.language), default: []].append(lesson.learnt)
        }
        state.withLock { if $0.stamp < stamp { $0 = next } }
    }

    /// The files' shelf, with what was published over it. What is not written in a language is there in simplified
    /// Chinese, whichever of the two wrote it.
    func shelf(_ brand: Brand, _ language: Language, over files: ArticleFiles) -> ArticleFiles.Shelf {
        let key = Key(brand: brand.id, language: language)
        let (stamp, shelf, own, fallback, learnt) = state.withLock {
            (
                $0.stamp, $0.shelves[key], $0.articles[key] ?? [:],
                $0.articles[Key(brand: brand.id, language: .zhHans)] ?? [:], $0.learnt[key] ?? []
            )
        }
        if let shelf { return shelf }
        let base = files.shelf(brand, language)
        if own.isEmpty, fallback.isEmpty, learnt.isEmpty { return base }
        // A file of the language itself is nearer than a text of another one.
        let borrowed = fallback.filter { slug, _ in base.bySlug[slug]?.language != language }
        let new = ArticleFiles.Shelf(base, putting: borrowed.merging(own) { $1 }, learning: learnt)
        state.withLock { if $0.stamp == stamp { $0.shelves[key] = new } }
        return new
    }
}

extension ArticleVersion {
    func article(of brand: Brand) throws -> Article {
        try Article(
            slug: place.slug.text, language: place.language, source: source,
            places: brand.articlePlaces(place.language))
    }
}

extension Desk {
    /// At the start, and after a change made here: the next page shows it. Should it fail, the watch tries again.
    public func readPublished() async {
        do { try await published.refresh(storage, brands, logger) } catch {
            logger.warning("published articles cannot be read", metadata: ["error": "\(error)"])
        }
    }
}

/// Sees what other nodes published.
struct ArticleWatch: Service {
    static let pollMilliseconds = 500

    let desk: Desk

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await desk.readPublished()
                try? await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
            }
        }
    }
}

import Foundation
import Storage
import Terms

/// Articles as a folder of Markdown, `BRAND/articles/LANGUAGE/SLUG.md`: what readers find, taken out; and such a folder
/// taken in. What is taken out and in again changes nothing.
public struct ArticleFolder: Sendable {
    public static let filesMax = 5_000
    public static let fileBytesMax = 128 * 1_024

    /// What is wrong with one file.
    public struct Fault: Sendable, Equatable, CustomStringConvertible {
        public let file: String
        public let reason: String
        public var description: String { "\(file): \(reason)" }
    }

    public struct Outcome: Sendable, Equatable {
        public var unchanged = 0
        /// `BRAND/articles/LANGUAGE/SLUG.md` of what became a draft, or was published.
        public var changed: [String] = []
        /// Nothing was changed where there is one.
        public var faults: [Fault] = []
    }

    private struct Entry: Sendable {
        let place: ArticlePlace
        let source: ArticleSource

        var file: String { ArticleFolder.file(place) }
    }

    let desk: Desk
    let folder: URL

    public init(_ folder: URL, desk: Desk) {
        self.folder = folder
        self.desk = desk
    }

    private static func file(_ place: ArticlePlace) -> String {
        "\(place.brand)/articles/\(place.language.tag)/\(place.slug.text).md"
    }

    // MARK: - Out

    /// Writes what is read now, each language's own, over files of the same names; how many there are.
    public func export(brand: String? = nil, language: String? = nil) async throws -> Int {
        let brands = try brand.map { [try desk.brands.find($0)] } ?? desk.brands.all
        let languages = try languages(language)
        let published = try await desk.storage.read { try ArticleVersion.published(in: $0) }
        let live = Dictionary(published.map { ($0.place, $0.source) }) { $1 }
        var count = 0
        for brand in brands {
            for language in languages {
                for (slug, text) in texts(brand, language, live).sorted(by: { $0.key < $1.key }) {
                    let file = folder.appending(path: "\(brand.id)/articles/\(language.tag)/\(slug).md")
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try Data(text.utf8).write(to: file, options: .atomic)
                    count += 1
                }
            }
        }
        return count
    }

    private func languages(_ tag: String?) throws -> [Language] {
        guard let tag else { return Language.allCases }
        guard let language = Language(rawValue: tag) else {
            throw Brand.Unreadable(file: tag, reason: "a language is zh-Hans, zh-Hant or en")
        }
        return [language]
    }

    private func texts(_ brand: Brand, _ language: Language, _ live: [ArticlePlace: String]) -> [String: String] {
        var texts: [String: String] = [:]
        for name in desk.helpCentres[brand.id]?.files.slugs(brand, language) ?? [] {
            guard let slug = ArticleSlug(name) else { continue }
            texts[name] = desk.helpCentres[brand.id]?.files.source(slug, brand, language)
        }
        for (place, source) in live where place.brand == brand.id && place.language == language {
            texts[place.slug.text] = source
        }
        return texts
    }

    // MARK: - In

    /// Takes in what differs from what readers find, as drafts or at once; all of it or nothing.
    public func take(publishing: Bool = false) async throws -> Outcome {
        await desk.readPublished()
        var outcome = Outcome()
        let entries = read(&outcome.faults)
        let faults = outcome.faults + check(entries)
        guard faults.isEmpty else { return Outcome(faults: faults.sorted { $0.file < $1.file }) }
        do {
            outcome = try await desk.storage.write { transaction in
                var outcome = Outcome()
                for entry in entries { try take(entry, publishing, &outcome, transaction) }
                guard outcome.faults.isEmpty else { throw Stopped(faults: outcome.faults) }
                return outcome
            }
        } catch let stopped as Stopped {
            return Outcome(faults: stopped.faults)
        }
        await desk.readPublished()
        return outcome
    }

    /// Ends the transaction, so that nothing of it stays.
    private struct Stopped: Error { let faults: [Fault] }

    private func take(
        _ entry: Entry, _ publishing: Bool, _ outcome: inout Outcome, _ transaction: Transaction
    ) throws {
        let centre = try desk.helpCentre(entry.place.brand)
        let manuscript = try Manuscript.anything(entry.place, centre, in: transaction)
        let isNews = !entry.source.says(manuscript.live?.source ?? manuscript.file)
        if let open = manuscript.open, !entry.source.says(open.source) {
            // Somebody is at it: their words are not written over by a folder.
            if isNews {
                outcome.faults.append(Fault(file: entry.file, reason: "somebody's draft is open; finish it first"))
            } else {
                outcome.unchanged += 1
            }
            return
        }
        guard isNews, publishing || manuscript.open == nil else {
            outcome.unchanged += 1
            return
        }
        let version = try ArticleVersion.save(
            entry.source.text, at: entry.place, seen: manuscript.stamp, by: nil, in: transaction)
        if publishing { try version.publish(by: "system", nil as AgentID?, in: transaction) }
        outcome.changed.append(entry.file)
    }

    private func check(_ entries: [Entry]) -> [Fault] {
        let together = Dictionary(grouping: entries) { "\($0.place.brand) \($0.place.language.tag)" }
        return together.values.flatMap { entries -> [Fault] in
            guard let first = entries.first?.place, let centre = desk.helpCentres[first.brand] else { return [] }
            // What comes in takes the place of what is there; its codes count, not those of before.
            let slugs = Set(entries.map(\.place.slug.text))
            let articles =
                centre.all(first.language).filter { !slugs.contains($0.slug) }
                + entries.map { Article(slug: $0.place.slug.text, language: first.language, $0.source) }
            return entries.flatMap { entry -> [Fault] in
                let rules = ArticleRules(
                    brand: centre.brand, place: entry.place,
                    others: articles.filter { $0.slug != entry.place.slug.text })
                return rules.faults(in: entry.source).sorted { $0.key < $1.key }.map {
                    Fault(file: entry.file, reason: "\($0.key): \($0.value(.en))")
                }
            }
        }
    }

    // MARK: - Reading

    private func read(_ faults: inout [Fault]) -> [Entry] {
        let all = FileManager.default.subpaths(atPath: folder.path) ?? []
        let files = all.filter { $0.hasSuffix(".md") }.sorted()
        guard !files.isEmpty, files.count <= Self.filesMax else {
            let reason = files.isEmpty ? "there is no article in it" : "more than \(Self.filesMax) articles"
            faults.append(Fault(file: folder.path, reason: reason))
            return []
        }
        return files.compactMap { file in
            do { return try read(file) } catch {
                faults.append(Fault(file: file, reason: "\(error)"))
                return nil
            }
        }
    }

    private func read(_ file: String) throws -> Entry {
        let parts = file.split(separator: "/").map(String.init)
        guard parts.count == 4, parts[1] == "articles" else {
            throw ArticleSource.Unreadable(description: "it is not at BRAND/articles/LANGUAGE/SLUG.md")
        }
        guard let brand = BrandID(outside: parts[0]), desk.brands[brand] != nil else {
            throw ArticleSource.Unreadable(description: "there is no brand \(parts[0]) here")
        }
        guard let language = Language(rawValue: parts[2]) else {
            throw ArticleSource.Unreadable(description: "\(parts[2]) is none of zh-Hans, zh-Hant, en")
        }
        guard let slug = ArticleSlug(String(parts[3].dropLast(3))) else {
            throw ArticleSource.Unreadable(description: "a name is lower-case letters, digits and hyphens between them")
        }
        let data = try Data(contentsOf: folder.appending(path: file))
        guard data.count <= Self.fileBytesMax, let text = String(validating: data, as: UTF8.self) else {
            throw ArticleSource.Unreadable(
                description: "it is not UTF-8, or larger than \(Self.fileBytesMax / 1_024) KiB")
        }
        return Entry(
            place: ArticlePlace(brand: brand, language: language, slug: slug),
            source: try ArticleSource(parsing: text.replacing("\r\n", with: "\n")))
    }
}

extension ArticleSource {
    /// Whether a text says the same, however it is written down.
    fileprivate func says(_ text: String?) -> Bool {
        text.map { (try? ArticleSource(parsing: $0)) == self } ?? false
    }
}

import Foundation
import Terms
import Web

/// One page of a brand's help centre, written in Markdown.
public struct Article: Sendable {
    public let slug: String
    public let language: Language
    public let title: String
    /// The answer in one sentence.
    public let summary: String
    public let category: String
    /// The diagnosis codes that it backs.
    public let codes: [String]
    /// Short names and synonyms.
    public let keywords: [String]
    /// Whole sentences, as customers ask.
    public let questions: [String]
    /// Slugs of what else helps.
    public let related: [String]
    public let order: Int
    public let body: HTML
    /// The body without markup, for search.
    public let plain: String
}

extension Article {
    /// `source` is a file's text. `{name}` is filled from `places`; throws for a place that nothing fills.
    init(slug: String, language: Language, source: String, places: [String: String] = [:]) throws {
        let filled = Self.fill(source, places)
        if let place = filled.firstMatch(of: /\{[a-z_]+\}/) {
            throw Brand.Unreadable(file: "\(slug).md", reason: "nothing fills \(place.output)")
        }
        do {
            self.init(slug: slug, language: language, try ArticleSource(parsing: filled))
        } catch let error as ArticleSource.Unreadable {
            throw Brand.Unreadable(file: "\(slug).md", reason: error.description)
        }
    }

    /// `source` with its places filled.
    init(slug: String, language: Language, _ source: ArticleSource) {
        let markup = Markdown.render(source.body, language)
        self.init(
            slug: slug, language: language, title: source.title, summary: source.summary, category: source.category,
            codes: source.codes, keywords: source.keywords, questions: source.questions, related: source.related,
            order: source.order ?? Self.lastOrder, body: markup.html, plain: markup.plain)
    }

    /// Where none is written.
    private static let lastOrder = 100

    static func fill(_ text: String, _ places: [String: String]) -> String {
        places.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}

extension Brand {
    /// What an article that all brands share says of this one.
    func articlePlaces(_ language: Language) -> [String: String] {
        func channel(_ kind: ContactChannel.Kind) -> ContactChannel? { channels.first { $0.kind == kind } }
        return [
            "brand": name(language), "phone": channel(.phone)?.address ?? "", "email": channel(.email)?.address ?? "",
            "emergency": channel(.emergency)?.address ?? "", "chat_hours": hours(channel(.chat), language),
            "phone_hours": hours(channel(.phone), language),
        ]
    }

    /// `每天 8:30–21:30`.
    private func hours(_ channel: ContactChannel?, _ language: Language) -> String {
        guard let channel, !channel.hours.isEmpty else { return HelpTexts.roundTheClock(language) }
        return channel.hours.map { "\(HelpTexts.days($0.daysName)(language)) \($0.timesText)" }
            .joined(separator: language == .en ? ", " : "，")
    }
}

import Foundation
import Terms
import Web
import Yams

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
    private struct FrontMatter: Decodable {
        let title: String, summary: String, category: String
        let codes: [String]?, keywords: [String]?, questions: [String]?, related: [String]?, order: Int?
    }

    /// `source` is front matter between `---` lines, then CommonMark with tables. `{name}` is filled from `places`;
    /// throws for a place that nothing fills.
    init(slug: String, language: Language, source: String, places: [String: String] = [:]) throws {
        var source = source
        for (name, value) in places { source = source.replacing("{\(name)}", with: value) }
        if let place = source.firstMatch(of: /\{[a-z_]+\}/) {
            throw Brand.Unreadable(file: "\(slug).md", reason: "nothing fills \(place.output)")
        }
        let parts = source.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else {
            throw Brand.Unreadable(file: "\(slug).md", reason: "front matter must stand between two --- lines")
        }
        let front = try YAMLDecoder().decode(FrontMatter.self, from: String(parts[1]))
        let markup = Markdown.render(String(parts[2]), language)
        self.init(
            slug: slug, language: language, title: front.title, summary: front.summary, category: front.category,
            codes: front.codes ?? [], keywords: front.keywords ?? [], questions: front.questions ?? [],
            related: front.related ?? [], order: front.order ?? 100, body: markup.html, plain: markup.plain)
    }
}

extension Brand {
    /// What an article that all brands share says of this one.
    func articlePlaces(_ language: Language) -> [String: String] {
        func channel(_ kind: ContactChannel.Kind) -> ContactChannel? { channels.first { $0.kind == kind } }
        return [
            "brand": name(language), "phone": channel(.phone)?.address ?? urgentWay(language),
            "email": channel(.email)?.address ?? HelpTexts.channel(.form)(language),
            "emergency": urgentWay(language), "chat_hours": hours(channel(.chat), language),
            "phone_hours": hours(channel(.phone), language),
        ]
    }

    /// What stands in a sentence where somebody has to reach us at once: the best line that there is, else the chat.
    func urgentWay(_ language: Language) -> String { hotline ?? HelpTexts.inChat(language) }

    /// `每天 8:30–21:30`.
    private func hours(_ channel: ContactChannel?, _ language: Language) -> String {
        guard let channel, !channel.hours.isEmpty else { return HelpTexts.roundTheClock(language) }
        return channel.hours.map { "\(HelpTexts.days($0.daysName)(language)) \($0.timesText)" }
            .joined(separator: language == .en ? ", " : "，")
    }
}

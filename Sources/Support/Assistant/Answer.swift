import Foundation
import Terms
import Web

/// What the assistant said and what it rests on. Stored with the message, so that it can be shown again just as it was.
public struct Answer: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
        case diagnosis, article, question, greeting, handover
        /// Something to fill in beside the conversation.
        case form
    }

    /// An article; without a slug, something that is not an article (the transaction's record), which pages name.
    public struct Source: Codable, Sendable, Equatable {
        public let slug: String
        public let title: String
    }

    /// Something the customer can do at once. `href` is inside the brand's pages, without the brand in front:
    /// `/transactions/…`.
    public struct Action: Codable, Sendable, Equatable {
        /// Hands the conversation over; pages have a button of their own for it.
        static let person = "person"
        /// Opens the secure form beside the chat.
        static let form = "form"

        public let id: String
        public let label: String
        public let method: String
        public let href: String
        /// Its page opens beside the talk.
        var isSheet: Bool?
    }

    public let kind: Kind
    /// A diagnosis code, or the article's slug.
    public let code: String
    /// 0…1. Agents see it, customers do not.
    public let confidence: Double
    public let sources: [Source]
    public internal(set) var actions: [Action]
    /// What the card shows, in the customer's language at that moment.
    public let card: DiagnosisCard?
    /// What to do, in order, where it takes several steps.
    var steps: [String]?
    /// The language model that worded the text; nil for our own words.
    public var wordedBy: String?
    /// The language model that chose the article where the search was not sure; agents see it.
    public var foundBy: String?

    public init(
        kind: Kind, code: String, confidence: Double, sources: [Source] = [], actions: [Action] = [],
        card: DiagnosisCard? = nil, steps: [String]? = nil
    ) {
        self.kind = kind
        self.code = code
        self.confidence = confidence
        self.sources = sources
        self.actions = actions
        self.card = card
        self.steps = steps
    }

    var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init?(stored: String?) {
        guard let stored, let answer = try? JSONDecoder().decode(Answer.self, from: Data(stored.utf8)) else {
            return nil
        }
        self = answer
    }

    /// As the contract shows it: without the card, which is for pages.
    func json(base: String, in conversation: ConversationID) -> JSON {
        .object {
            $0.put("kind", kind.rawValue)
            $0.put("code", code)
            $0.put("confidence", confidence)
            if let wordedBy { $0.put("worded_by", wordedBy) }
            $0.put(
                "sources",
                .array(
                    sources.filter { !$0.slug.isEmpty }.map { source in
                        .object {
                            $0.put("slug", source.slug)
                            $0.put("title", source.title)
                        }
                    }))
            $0.put(
                "actions",
                .array(
                    actions.map { action in
                        .object {
                            $0.put("id", action.id)
                            $0.put("label", action.label)
                            $0.put("method", action.method)
                            let isHandOver = action.id == Action.person
                            $0.put(
                                "href",
                                isHandOver ? "/api/v1/conversations/\(conversation)/handovers" : base + action.href)
                        }
                    }))
        }
    }
}

/// A diagnosis in one language, ready to be drawn: verdict, what happens next, where the money is.
public struct DiagnosisCard: Codable, Sendable, Equatable {
    public struct Station: Codable, Sendable, Equatable {
        /// `done`, `here`, `stop` or `next`.
        public let state: String
        public let icon: String
        public let name: String
        public let note: String
        /// When the money came here, or should: `今天 14:03`.
        public var time: String?
    }

    public let tone: String
    public let badge: String
    public let verdict: String
    public let explanation: String
    public let rail: [Station]
    public let transaction: String
    public let amount: String

    /// With something said before the explanation.
    func beginning(_ words: String?) -> DiagnosisCard {
        guard let words else { return self }
        return DiagnosisCard(
            tone: tone, badge: badge, verdict: verdict, explanation: words + explanation, rail: rail,
            transaction: transaction, amount: amount)
    }
}

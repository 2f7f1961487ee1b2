import Foundation
import Storage
import Terms

/// Something that the customer did about it by themselves, so that nobody asks them to do it again (I7).
struct Tried: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case orderedAgain = "ordered_again"
        case wrongPassword = "wrong_password"
        case resetBegun = "reset_begun"
        case passwordChanged = "password_changed"
        case unlockTried = "unlock_tried"
        case unlocked, cardRefused = "card_refused", cardBound = "card_bound"
        case orderRefused = "order_refused"
        case articleRead = "article_read"
    }

    static let daySeconds: Int64 = 86_400
    private static let eventsMax = 200
    private static let articlesMax = 5

    let kind: Kind
    var count: Int
    /// Of an article.
    var slug = ""

    init(_ kind: Kind, count: Int = 1, slug: String = "") {
        (self.kind, self.count, self.slug) = (kind, count, slug)
    }

    /// `card_refused:2`, `article_read:payment-timeout`.
    var stored: String {
        kind == .articleRead ? "\(kind.rawValue):\(slug)" : count > 1 ? "\(kind.rawValue):\(count)" : kind.rawValue
    }

    init?(stored: some StringProtocol) {
        let parts = stored.split(separator: ":", maxSplits: 1)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        let rest = parts.count > 1 ? String(parts[1]) : ""
        self.init(kind, count: Int(rest) ?? 1, slug: kind == .articleRead ? rest : "")
    }
}

// MARK: - From the events

extension Tried {
    private static let kinds: [String: Kind] = [
        "sign_in.failed": .wrongPassword, "sign_in.locked": .wrongPassword, "password.changed": .passwordChanged,
        "sign_in.unlocked": .unlocked, "account.unlocked": .unlocked, "card.refused": .cardRefused,
        "card.bound": .cardBound, "order.refused": .orderRefused, "article.read": .articleRead,
        "identity.asked": .resetBegun,
    ]

    /// In the day before it was opened and since, and the articles that were read from it.
    static func read(_ conversation: Conversation, in transaction: Transaction) throws -> [Tried] {
        let own = try conversation.customer.map {
            try read(of: $0, since: conversation.openedAt.adding(seconds: -daySeconds), in: transaction)
        }
        let articles = try transaction.rows(
            """
            SELECT kind, change FROM event
            WHERE conversation_id = \(conversation.id) AND kind = 'article.read' ORDER BY id LIMIT \(articlesMax)
            """)
        return try (own ?? []) + collect(articles)
    }

    static func read(of customer: CustomerID, since: Moment? = nil, in transaction: Transaction) throws -> [Tried] {
        let begin = since ?? transaction.now.adding(seconds: -daySeconds)
        return try collect(
            transaction.rows(
                """
                SELECT kind, change FROM event
                WHERE customer_id = \(customer) AND conversation_id IS NULL AND occurred_at >= \(begin)
                  AND kind IN \(SQL.list(kinds.keys.sorted()))
                ORDER BY id DESC LIMIT \(eventsMax)
                """))
    }

    /// Each kind once, with how often.
    private static func collect(_ rows: [Row]) throws -> [Tried] {
        struct Change: Decodable { let purpose: String?, slug: String? }
        var all: [Tried] = []
        for row in rows {
            guard var kind = kinds[try row.get(0)] else { continue }
            let change = try? JSONDecoder().decode(Change.self, from: Data(row.get(1, as: String.self).utf8))
            if kind == .resetBegun {
                switch change?.purpose {
                case Purpose.resetPassword.rawValue: break
                case Purpose.unlock.rawValue: kind = .unlockTried
                default: continue
                }
            }
            let slug = kind == .articleRead ? change?.slug ?? "" : ""
            if let at = all.firstIndex(where: { $0.kind == kind && $0.slug == slug }) {
                all[at].count += 1
            } else {
                all.append(Tried(kind, slug: slug))
            }
        }
        return all
    }

    /// Somebody followed a link of the assistant's to an article. Noted once a conversation.
    static func read(_ slug: String, from id: ConversationID, by party: Party, in transaction: Transaction) throws {
        let change = "{\"slug\":\"\(slug)\"}"
        let found = try transaction.first(
            """
            SELECT 1 FROM event WHERE conversation_id = \(id) AND kind = 'article.read' AND change = \(change)
            """)
        guard found == nil, let conversation = try? Conversation.find(id, of: party, in: transaction) else { return }
        try transaction.record(
            "article.read", brand: conversation.brand, customer: conversation.customer, conversation: id,
            by: party.actor, change: change)
    }
}

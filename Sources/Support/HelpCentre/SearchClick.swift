import Credentials
import Storage
import Terms

/// That somebody opened an article from the results of their search; at most one for each person, question and
/// article.
struct SearchClick: Sendable {
    /// Longer sentences tell of one person's case, and nobody else asks them again.
    static let questionLengthMax = 60
    /// Of one person; whoever opens more is not looking for help.
    static let dayMax = 50
    static let keepDays: Int64 = 90
    static let dayMilliseconds: Int64 = 86_400_000
    /// A run of so many digits may be a code, a card or a telephone.
    private static let digitsMax = 4

    let brand: BrandID
    let language: Language
    let question: String
    let slug: String
    let person: String

    /// The question in the form in which the same ones meet; nil for one that is not kept, as it may be about
    /// somebody.
    static func question(_ typed: String) -> String? {
        guard let masked = try? MessageText(typed), !masked.hidSecret else { return nil }
        let text = masked.text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isAnonymous =
            !text.contains("@") && text.firstMatch(of: /[0-9０-９](?:[ -]?[0-9０-９]){4,}/) == nil
        return isAnonymous && text.unicodeScalars.count <= questionLengthMax ? text : nil
    }

    /// Tells people apart without saying who they are. A customer is one person everywhere. Strangers are told apart
    /// by their network only: cookies are thrown away as fast as they are made, and a whole network may well count as
    /// one.
    static func person(_ party: Party?, address: String, _ vault: Vault) -> String {
        let name = party?.customer.map { "customer \($0.id)" } ?? "network \(network(address))"
        return String(vault.mac(name, for: "search-click").prefix(32))
    }

    /// The first three of four numbers, or the first three of eight.
    static func network(_ address: String) -> String {
        let mark: Character = address.contains(":") ? ":" : "."
        return address.split(separator: mark, omittingEmptySubsequences: false).prefix(3)
            .joined(separator: String(mark))
    }

    func keep(in transaction: Transaction) throws {
        let day = transaction.now.milliseconds / Self.dayMilliseconds
        try transaction.execute(
            """
            INSERT INTO search_click (brand_id, language, question, slug, person, day)
            SELECT CAST(\(brand) AS TEXT), CAST(\(language) AS TEXT), CAST(\(question) AS TEXT),
                   CAST(\(slug) AS TEXT), CAST(\(person) AS TEXT), CAST(\(day) AS BIGINT)
            WHERE (SELECT COUNT(*) FROM search_click WHERE person = \(person) AND day = \(day)) < \(Self.dayMax)
            ON CONFLICT (brand_id, language, question, slug, person) DO NOTHING
            """)
    }

    /// They called helpful what they opened.
    func praise(in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE search_click SET is_helpful = TRUE
            WHERE brand_id = \(brand) AND language = \(language) AND question = \(question) AND slug = \(slug)
              AND person = \(person)
            """)
    }
}

import Channels
import Foundation
import Storage
import Terms

/// One SMS or e-mail to one person, from the decision to send it to the carrier's answer.
/// queued → sent, or failed. It leaves by a job, so that it is sent when what it tells is committed, and not before.
public struct Notice: Sendable, Equatable {
    public enum State: String, Storable, Sendable { case queued, sent, failed }
    public typealias Medium = Letter.Medium

    static let listMax = 500
    /// A code that comes late helps only whoever should not have it.
    static let secretSeconds: Int64 = 600

    let id: NoticeID
    let brand: BrandID
    let customer: CustomerID?
    let template: String
    let medium: Medium
    let address: String
    let language: Language
    let subject: String
    let text: String
    /// JSON of what fills the template's places, for carriers whose templates were approved beforehand.
    let places: String
    let state: State
    let queuedAt: Moment

    /// What is said, with places in `{}`. `{brand}` is filled when it is sent.
    struct Template: Sendable {
        /// Stable: carriers map it to a template of their own.
        let name: String
        let subject: Text
        let text: Text
        /// Its text is wiped once it has been sent.
        var isSecret = false
    }
}

enum NoticeNoun {}
typealias NoticeID = ID<NoticeNoun>

extension Letter.Medium: Storable {}

extension Notice {
    /// Tells the customer on every contact they have, or on those given.
    static func send(
        _ template: Template, to customer: Customer, by media: [Medium] = Medium.allCases,
        _ places: KeyValuePairs<String, String> = [:], in transaction: Transaction
    ) throws {
        for medium in media {
            guard let address = medium == .sms ? customer.phone : customer.email else { continue }
            try send(
                template, to: address, by: medium, of: customer.brand, in: customer.language, customer: customer,
                places,
                transaction)
        }
    }

    /// To an address that may be nobody's yet.
    static func send(
        _ template: Template, to address: String, by medium: Medium, of brand: BrandID, in language: Language,
        customer: Customer?, _ places: KeyValuePairs<String, String>, _ transaction: Transaction
    ) throws {
        let id: NoticeID = transaction.newID()
        let safeWord = customer?.safeWord ?? ""
        let ending = safeWord.isEmpty ? "" : OutboundTexts.safeWord(language, ["word": safeWord])
        // For carriers with approved templates: they take no links, and the safe word has a place of its own there.
        var values = Dictionary(places.map { ($0.key, $0.value) }) { $1 }.filter { !$0.value.contains("://") }
        values["safe_word"] = safeWord
        let filled = try JSONEncoder().encode(values)
        try transaction.execute(
            """
            INSERT INTO notice (id, brand_id, customer_id, template, medium, address, language, subject, text, places,
                                state, queued_at)
            VALUES (\(id), \(brand), \(customer?.id), \(template.name), \(medium), \(address), \(language),
                    \(template.subject(language, places)), \(template.text(language, places) + ending),
                    \(String(decoding: filled, as: UTF8.self)), 'queued', \(transaction.now))
            """)
        let payload = template.isSecret ? "{\"secret\":true}" : "{}"
        try transaction.enqueue(sending, key: id.text, payload: payload)
    }

    static let sending = "notice.send"
}

// MARK: - Rows

extension Notice: FromRow {
    static let columns: SQL = """
        id, brand_id, customer_id, template, medium, address, language, subject, text, places, state, queued_at
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), customer: try row.optional(2), template: try row.get(3),
            medium: try row.get(4), address: try row.get(5), language: try row.get(6), subject: try row.get(7),
            text: try row.get(8), places: try row.get(9), state: try row.get(10), queuedAt: try row.get(11))
    }

    static func find(_ id: NoticeID, in transaction: Transaction) throws -> Notice? {
        try transaction.first("SELECT \(columns) FROM notice WHERE id = \(id)").map(Notice.init)
    }

    /// Newest first.
    static func latest(in transaction: Transaction) throws -> [Notice] {
        try transaction.rows("SELECT \(columns) FROM notice ORDER BY queued_at DESC, id DESC LIMIT \(listMax)").map(
            Notice.init)
    }

    /// Wipes the text of what was secret.
    static func settle(
        _ id: NoticeID, as state: State, carrierID: String?, failure: String?, wipes: Bool, in transaction: Transaction
    ) throws {
        let wiped: SQL = wipes ? ", text = '', places = '{}'" : ""
        let changed = try transaction.execute(
            """
            UPDATE notice SET state = \(state), carrier_id = \(carrierID), failure = \(failure),
                              settled_at = \(transaction.now) \(wiped)
            WHERE id = \(id) AND state = 'queued'
            """)
        if changed == 1 {
            try transaction.record("notice.\(state.rawValue)", by: "system", change: "{\"notice\":\"\(id)\"}")
        }
    }
}

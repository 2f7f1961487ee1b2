import Foundation
import Terms
import Web

/// The editor's fields: as typed they become a source, and a source becomes what the fields show.
enum EditorForm {
    static let bytesMax = 512 * 1_024
    static let fields = ["title", "summary", "category", "codes", "keywords", "questions", "related", "order", "body"]

    /// Nothing is refused here: a preview shows what is there.
    static func source(_ form: Form) -> ArticleSource {
        let order = clean(form["order"]).trimmingSpaces()
        return ArticleSource(
            title: line(form["title"]), summary: line(form["summary"]), category: line(form["category"]),
            codes: words(form["codes"]), keywords: words(form["keywords"]), questions: lines(form["questions"]),
            related: words(form["related"]), order: order.isEmpty ? nil : Int(order) ?? -1,
            body: ArticleSource.trimmed(clean(form["body"])))
    }

    static func typed(_ source: ArticleSource) -> [String: String] {
        [
            "title": source.title, "summary": source.summary, "category": source.category,
            "codes": source.codes.joined(separator: ", "), "keywords": source.keywords.joined(separator: "，"),
            "questions": source.questions.joined(separator: "\n"), "related": source.related.joined(separator: ", "),
            "order": source.order.map(String.init) ?? "", "body": source.body,
        ]
    }

    /// The moment that was typed on the brand's wall clock.
    static func moment(_ form: Form, of brand: Brand) throws -> Moment {
        guard let moment = LocalTime.moment(form["at"], in: brand.timeZone) else {
            throw Refusal.invalid("at", "time_invalid", AnnouncementTexts.notATime)
        }
        return moment
    }

    /// Line ends as files have them; no control characters, and no direction overrides that make a text look like
    /// another.
    private static func clean(_ typed: String) -> String {
        let text = typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let kept = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar == "\n" || scalar == "\t"
            case .lineSeparator, .paragraphSeparator: false
            case .format: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
            default: true
            }
        }
        return String(String.UnicodeScalarView(kept)).precomposedStringWithCanonicalMapping
    }

    private static func line(_ typed: String) -> String {
        clean(typed).replacing("\n", with: " ").replacing("\t", with: " ").trimmingSpaces()
    }

    private static func lines(_ typed: String) -> [String] {
        clean(typed).split(separator: "\n").map { line(String($0)) }.filter { !$0.isEmpty }
    }

    /// Between commas, in either script, or on lines of their own.
    private static func words(_ typed: String) -> [String] {
        clean(typed).split { ",，、;；\n".contains($0) }.map { line(String($0)) }.filter { !$0.isEmpty }
    }
}

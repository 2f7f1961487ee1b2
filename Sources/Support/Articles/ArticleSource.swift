import Yams

/// An article as it is written: front matter between `---` lines, then CommonMark with tables. A file's text and an
/// editor's fields are two forms of the same.
struct ArticleSource: Sendable, Equatable {
    var title = ""
    /// The answer in one sentence.
    var summary = ""
    var category = ""
    var codes: [String] = []
    var keywords: [String] = []
    var questions: [String] = []
    var related: [String] = []
    var order: Int?
    var body = ""
}

extension ArticleSource {
    struct Unreadable: Error, CustomStringConvertible { let description: String }

    private struct FrontMatter: Decodable {
        let title: String, summary: String, category: String
        let codes: [String]?, keywords: [String]?, questions: [String]?, related: [String]?, order: Int?
    }

    init(parsing text: String) throws {
        let parts = text.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else {
            throw Unreadable(description: "front matter must stand between two --- lines")
        }
        let front = try YAMLDecoder().decode(FrontMatter.self, from: String(parts[1]))
        self.init(
            title: front.title, summary: front.summary, category: front.category, codes: front.codes ?? [],
            keywords: front.keywords ?? [], questions: front.questions ?? [], related: front.related ?? [],
            order: front.order, body: Self.trimmed(String(parts[2])))
    }

    /// Without empty lines around it.
    static func trimmed(_ body: String) -> String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        func isEmpty(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
        return lines.drop(while: isEmpty).reversed().drop(while: isEmpty).reversed().joined(separator: "\n")
    }

    /// As a file holds it; parsed again it is the same.
    var text: String {
        var lines = [
            "---", "title: \(Self.scalar(title))", "summary: \(Self.scalar(summary))",
            "category: \(Self.scalar(category))",
        ]
        func list(_ name: String, _ values: [String]) {
            if !values.isEmpty { lines.append("\(name): [\(values.map(Self.scalar).joined(separator: ", "))]") }
        }
        list("codes", codes)
        list("keywords", keywords)
        if !questions.isEmpty { lines += ["questions:"] + questions.map { "  - \(Self.scalar($0))" } }
        list("related", related)
        if let order { lines.append("order: \(order)") }
        return (lines + ["---", "", body]).joined(separator: "\n") + "\n"
    }

    /// Words that YAML takes for something else than a text.
    private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    /// Plain where nothing in it means anything to YAML, else between quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[\p{Han}A-Za-z][^:#,\[\]{}&*!|>'"%@`\\]*/) != nil && !text.contains("---")
            && text.last?.isWhitespace == false && !reserved.contains(text.lowercased())
        if isPlain { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

import Terms

/// Markup that is safe to send. Interpolated text is escaped; only `HTML` passes through unchanged.
public struct HTML: ExpressibleByStringInterpolation, Sendable {
    public private(set) var markup: String

    public init(stringLiteral markup: String) { self.markup = markup }
    public init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }
    /// Text, escaped.
    public init(_ text: String) {
        var interpolation = Interpolation(literalCapacity: 0, interpolationCount: 1)
        interpolation.appendInterpolation(text)
        markup = interpolation.markup
    }
    init(trusted markup: String) { self.markup = markup }

    public static let empty: HTML = ""

    public static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.markup + right.markup) }
    public static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

    public struct Interpolation: StringInterpolationProtocol {
        var markup = ""
        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 32)
        }
        public mutating func appendLiteral(_ literal: String) { markup += literal }
        public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        public mutating func appendInterpolation(_ html: HTML?) { if let html { markup += html.markup } }
        public mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        public mutating func appendInterpolation(_ number: Int64) { markup += String(number) }
        public mutating func appendInterpolation<Noun>(_ id: ID<Noun>) { appendInterpolation(id.text) }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { markup += part.markup }
        }

        public mutating func appendInterpolation(_ text: String) {
            var text = text
            // Most text has nothing to escape: one pass over the bytes finds out, and the whole is appended.
            let special = text.withUTF8 { bytes in bytes.contains { Self.isSpecial($0) } }
            guard special else {
                markup += text
                return
            }
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": markup += "&amp;"
                case "<": markup += "&lt;"
                case ">": markup += "&gt;"
                case "\"": markup += "&quot;"
                case "'": markup += "&#39;"
                default: markup.unicodeScalars.append(scalar)
                }
            }
        }

        private static func isSpecial(_ byte: UInt8) -> Bool {
            byte == 38 || byte == 60 || byte == 62 || byte == 34 || byte == 39
        }
    }
}

extension Sequence {
    /// The markup of each element, one after the other.
    public func html(_ part: (Element) throws -> HTML) rethrows -> HTML {
        var all = HTML.empty
        for element in self { all += try part(element) }
        return all
    }
}

/// Markup made by a renderer that escapes by itself (CommonMark with raw HTML switched off).
public func rendered(markup: String) -> HTML { HTML(trusted: markup) }

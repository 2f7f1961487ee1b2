import Terms
import Web

/// A screen of the wallet as an article draws it: one line a part, from top to bottom. Drawn as a light SVG in the
/// brand's colours, so that it has the reader's language and follows light and dark by itself.
///
///     title: 安全中心
///     row*: 一键止付 | 马上停住付款和登录
///     button: 继续
///
/// `*` marks where to tap.
struct ScreenPicture: Sendable, Equatable {
    struct Part: Sendable, Equatable {
        enum Kind: String, Sendable { case title, text, row, field, notice, button }
        let kind: Kind
        let isTapped: Bool
        let text: String
        /// What stands after the bar: a row's note, a field's value.
        let detail: String
    }

    static let partsMax = 9

    let parts: [Part]

    /// nil where a line is of no known kind: the source is then shown as it is.
    init?(_ source: String) {
        var parts: [Part] = []
        for line in source.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
            let halves = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard halves.count == 2, parts.count < Self.partsMax else { return nil }
            let isTapped = halves[0].hasSuffix("*")
            guard let kind = Part.Kind(rawValue: isTapped ? String(halves[0].dropLast()) : halves[0]) else {
                return nil
            }
            let texts = halves[1].split(separator: "|", maxSplits: 1).map { String($0).trimmingSpaces() }
            parts.append(
                Part(
                    kind: kind, isTapped: isTapped, text: texts.first ?? "", detail: texts.count > 1 ? texts[1] : ""))
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    // MARK: - Drawing

    private static let width = 300
    private static let side = 16

    func html(_ language: Language) -> HTML {
        var (body, y) = (HTML.empty, Self.side)
        for part in parts {
            body += draw(part, at: y)
            y += height(of: part) + gap(after: part)
        }
        let height = y + Self.side / 2
        return """
            <figure class="screen"><svg viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" height="\(height)" \
            role="img" aria-label="\(described(language))"><rect class="phone" x="1" y="1" width="\(Self.width - 2)" \
            height="\(height - 2)" rx="22"/>\(body)</svg></figure>
            """
    }

    /// What somebody who does not see it is told.
    private func described(_ language: Language) -> String {
        let words = parts.map { part in
            let text = part.detail.isEmpty ? part.text : "\(part.text), \(part.detail)"
            return part.isTapped ? HelpTexts.tapped(language, ["what": text]) : text
        }
        return HelpTexts.screen(language, ["parts": words.joined(separator: language == .en ? "; " : "；")])
    }

    private func height(of part: Part) -> Int {
        switch part.kind {
        case .title: 34
        case .text: 20
        case .row: part.detail.isEmpty ? 44 : 54
        case .field: 60
        case .notice: 36
        case .button: 42
        }
    }

    private func gap(after part: Part) -> Int { part.kind == .title ? 10 : part.isTapped ? 14 : 8 }

    private func draw(_ part: Part, at y: Int) -> HTML {
        let (left, wide, high) = (Self.side, Self.width - 2 * Self.side, height(of: part))
        let centre = Self.width / 2
        let mark: HTML =
            part.isTapped
            ? """
            <rect class="here" x="\(left - 4)" y="\(y - 4)" width="\(wide + 8)" height="\(high + 8)" rx="14"/>\
            <circle class="tap" cx="\(left + wide - 10)" cy="\(y + high - 4)" r="9"/>\
            <circle class="tip" cx="\(left + wide - 10)" cy="\(y + high - 4)" r="4"/>
            """ : .empty
        switch part.kind {
        case .title:
            return """
                <path class="chevron" d="M\(left + 8) \(y + 7)l-6 6 6 6"/>\
                <text class="head" x="\(centre)" y="\(y + 19)" \
                text-anchor="middle">\(part.text)</text>\
                <path class="rule" d="M\(left) \(y + 34)H\(left + wide)"/>
                """
        case .text: return "<text class=\"note\" x=\"\(left + 2)\" y=\"\(y + 14)\">\(part.text)</text>"
        case .row:
            let detail: HTML =
                part.detail.isEmpty
                ? .empty : "<text class=\"note\" x=\"\(left + 14)\" y=\"\(y + 42)\">\(part.detail)</text>"
            return """
                <rect class="box" x="\(left)" y="\(y)" width="\(wide)" height="\(high)" rx="10"/>\
                <text class="name" x="\(left + 14)" y="\(y + (part.detail.isEmpty ? 27 : 23))">\(part.text)</text>\
                \(detail)\
                <path class="chevron" d="M\(left + wide - 18) \(y + high / 2 - 5)l5 5-5 5"/>\(mark)
                """
        case .field:
            return """
                <text class="note" x="\(left + 2)" y="\(y + 12)">\(part.text)</text>\
                <rect class="box" x="\(left)" y="\(y + 20)" width="\(wide)" height="\(high - 20)" rx="8"/>\
                <text class="name" x="\(left + 12)" y="\(y + 45)">\(part.detail)</text>\(mark)
                """
        case .notice:
            return """
                <rect class="strip" x="\(left)" y="\(y)" width="\(wide)" height="\(high)" rx="8"/>\
                <text class="told" x="\(left + 12)" y="\(y + 23)">\(part.text)</text>\(mark)
                """
        case .button:
            return """
                <rect class="\(part.isTapped ? "go" : "push")" x="\(left)" y="\(y)" width="\(wide)" height="\(high)" \
                rx="10"/><text class="\(part.isTapped ? "on" : "name")" x="\(centre)" y="\(y + 26)" \
                text-anchor="middle">\(part.text)</text>\(mark)
                """
        }
    }
}

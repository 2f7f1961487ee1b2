import Testing

@Suite struct StyleSheets {
    static let tokens = "Public/styles/tokens.css"

    @Test("a colour is written down only in tokens.css")
    func literalColours() {
        // What a `{` follows is a selector, such as #add; what `url(` precedes is an anchor.
        let pattern =
            #"(?<!url\()(?<![\w&-])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?=[^{};]*(?:[;}]|\z))"#
            + #"|(?i)(?<![\w-])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("#
        let rule = Rule.each { file in
            guard Self.isSheet(file), file.path != Self.tokens else { return [] }
            return file.withoutBlockComments.matches(pattern).map {
                Finding(file, line: $0.line, "the literal colour \($0.groups[0]); use a role of tokens.css")
            }
        }
        rule.holds(
            broken: [
                "a { color: #fff }", "a {\n  border: 1px solid #a1b2c3;\n}", "a { color: var(--x, #12345678) }",
                "a { color: rgb(0 0 0 / 50%) }", "a { color: RGBA(0,0,0,.5) }", "a { color: hsl(1 2% 3%) }",
                "a{--x:#000}",
            ].map { SourceFile("Public/styles/button.css", $0) },
            kept: [
                SourceFile("Public/styles/button.css", "#add, a:hover #fed { color: var(--ink) } /* #fff */"),
                SourceFile("Public/styles/button.css", "a { fill: url(#abc); color: currentColor }"),
                SourceFile(Self.tokens, #":root { --ink: #000 } [data-theme="dark"] { --ink: #fff }"#),
            ])
    }

    @Test("the dark colours that the system asks for are those that the person asks for")
    func darkBlocks() {
        let rule = Rule.each { file in
            guard file.path == Self.tokens else { return [] }
            let declarations = Self.declarations(file.withoutBlockComments.text)
            let bySystem = declarations.filter { $0.block.contains { $0.contains("prefers-color-scheme:dark") } }
            let byPerson = declarations.filter { $0.block.last?.contains(#"[data-theme="dark"]"#) ?? false }
            if bySystem.isEmpty || byPerson.isEmpty {
                return [Finding(file, #"has not both: @media (prefers-color-scheme: dark) and [data-theme="dark"]"#)]
            }
            for index in 0..<max(bySystem.count, byPerson.count) {
                let system = index < bySystem.count ? bySystem[index] : nil
                let person = index < byPerson.count ? byPerson[index] : nil
                if system?.text != person?.text {
                    let texts = "\(system?.text ?? "nothing") and \(person?.text ?? "nothing")"
                    return [Finding(file, line: (person ?? system)?.line ?? 1, "the dark blocks differ: \(texts)")]
                }
            }
            return []
        }
        func sheet(_ system: String, _ person: String) -> SourceFile {
            let media = "@media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { \(system) } }"
            return SourceFile(Self.tokens, "@layer tokens {\n\(media)\n[data-theme=\"dark\"] { \(person) }\n}")
        }
        rule.holds(
            broken: [
                sheet("--bg: #000; --ink: #fff", "--bg: #000; --ink: #eee"),
                sheet("--bg: #000", "--bg: #000; --ink: #fff"),
                sheet("", "--bg: #000"), sheet("--bg: #000;", ""), SourceFile(Self.tokens, ":root { --bg: #fff }"),
            ],
            kept: [sheet("--bg: #000; --ink: #fff", "\n  --bg: #000;\n  --ink:  #fff;\n")])
    }

    @Test("no style sheet needs a browser newer than those we promise")
    func newSyntax() {
        let rule = Rule.each { file in
            guard Self.isSheet(file) else { return [] }
            return file.withoutBlockComments.matches(#":has\(|\bcolor-mix\(|\blight-dark\("#).map {
                Finding(file, line: $0.line, "\($0.groups[0]) is too new for the browsers of our customers")
            }
        }
        rule.holds(
            broken: ["a:has(b) {}", "a { color: color-mix(in srgb, red, blue) }", "a { color: light-dark(red, blue) }"]
                .map { SourceFile("Public/styles/button.css", $0) },
            kept: [SourceFile("Public/styles/button.css", "/* :has( */ a:is(b) {}")])
    }

    private static func isSheet(_ file: SourceFile) -> Bool { file.isIn("Public") && file.isA("css") }

    private struct Declaration {
        /// The rules around it, outermost first, without spaces.
        let block: [String]
        let text: String
        let line: Int
    }

    private static func declarations(_ css: String) -> [Declaration] {
        var found: [Declaration] = [], block: [String] = [], text = "", line = 1
        func end() {
            if !text.isEmpty { found.append(Declaration(block: block, text: text, line: line)) }
            text = ""
        }
        for character in css {
            switch character {
            case "{":
                block.append(text)
                text = ""
            case "}":
                end()
                block = block.dropLast()
            case ";": end()
            case "\n": line += 1
            case " ", "\t", "\r": break
            default: text.append(character)
            }
        }
        return found
    }
}

import Testing

@Suite struct Code {
    @Test("the product never crashes on purpose and never prints: no try!, as!, fatalError or print")
    func forbiddenCalls() {
        let rule = Rule.each { file in
            guard file.isSource, !file.isIn("Sources/walletdesk", "Sources/bench") else { return [] }
            return file.withoutComments.matches(#"\btry!|\bas!|\bfatalError\(|(?<![\w.])(?<!func )print\("#).map {
                Finding(file, line: $0.line, "\($0.groups[0]) has no place in the product; throw, or log")
            }
        }
        rule.holds(
            broken: ["let x = try! f()", "(x as! String).y", "else { fatalError() }", "  print(x)"].map {
                SourceFile("Sources/Support/Desk.swift", $0)
            },
            kept: [
                SourceFile("Sources/walletdesk/main.swift", "print(address)"),
                SourceFile("Sources/Support/Desk.swift", "fingerprint(x) // not try!\n/// print(x)"),
                SourceFile("Sources/Support/Desk.swift", "x = try? f() as? Int; x.print(y)"),
            ])
    }

    @Test("nothing is left for later in the sources")
    func leftForLater() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        let rule = Rule.each { file in
            guard file.isIn("Sources", "Tests", "Public", "script", ".ci") || file.path == "Package.swift" else {
                return []
            }
            return file.matches(#"\b(?:\#(marks.joined(separator: "|")))\b"#).map {
                Finding(file, line: $0.line, "\($0.groups[0]): do it now, or open an issue")
            }
        }
        rule.holds(
            broken: marks.map { SourceFile("Sources/Support/Desk.swift", "\n// \($0): later") },
            kept: [SourceFile("Sources/Support/Desk.swift", "// all done: XX" + "XX-1234")])
    }

    @Test("markup carries no style, no event handler and no script of its own")
    func inlineMarkup() {
        let events =
            "(?:dbl)?click|change|input|submit|reset|load|error|focus|blur|scroll|toggle|paste|copy|cut|drop"
            + "|select|resize|(?:key|mouse|pointer|touch|animation|transition)[a-z]+|drag[a-z]*"
        let patterns = [
            (#"(?<![\w.-])style=\\?["']"#, "an inline style; give it a class in Public/styles"),
            (
                #"(?<![\w.-])on(?:\#(events))=\\?["']"#,
                "an inline event handler; make a custom element in Public/scripts"
            ),
            (#"<script\b[^>]*>(?!\s*</script>)"#, "an inline script, which the CSP forbids"),
        ]
        let rule = Rule.each { file in
            guard file.isSource else { return [] }
            let code = file.withoutComments
            return patterns.flatMap { pattern, message in
                code.matches(pattern).map { Finding(file, line: $0.line, message) }
            }
        }
        rule.holds(
            broken: [
                #""<p style=\"color: red\">""#, "<p style='top: 0'>", #"<button onclick="go()">"#,
                "<script>go()</script>", "<script type=\"module\">\n  go()\n</script>",
            ].map { SourceFile("Sources/Web/Page.swift", $0) },
            kept: [
                SourceFile("Sources/Web/Page.swift", "<script src=\"/a.js\"></script> <p data-style=\"x\">"),
                SourceFile("Sources/Web/Page.swift", "let style = \"x\" // <script>go()</script>"),
            ])
    }
}

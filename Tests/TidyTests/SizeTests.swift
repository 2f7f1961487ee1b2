import Testing

@Suite struct Sizes {
    static let linesMax = 300
    static let columnsMax = 120

    @Test("a source file has at most 300 lines")
    func fileLength() {
        let rule = Rule.each { file in
            guard file.isSource || file.isIn("Public") && file.isA("js") else { return [] }
            let count = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
            let message = "has \(count) lines; split it by capability (at most \(Self.linesMax))"
            return count > Self.linesMax ? [Finding(file, line: Self.linesMax + 1, message)] : []
        }
        let long = String(repeating: "\n", count: Self.linesMax + 1)
        let short = String(repeating: "\n", count: Self.linesMax)
        rule.holds(
            broken: [SourceFile("Sources/Terms/Money.swift", long), SourceFile("Public/scripts/live-region.js", long)],
            kept: [SourceFile("Sources/Terms/Money.swift", short), SourceFile("Public/styles/tokens.css", long)])
    }

    @Test("a line of Swift has at most 120 columns")
    func lineLength() {
        let rule = Rule.each { file in
            guard file.isA("swift") else { return [] }
            return file.lines.enumerated().compactMap { index, line in
                // Bytes first: counting characters is slow, and there are never more of them.
                guard line.utf8.count > Self.columnsMax, line.count > Self.columnsMax else { return nil }
                return Finding(file, line: index + 1, "has \(line.count) columns (at most \(Self.columnsMax))")
            }
        }
        rule.holds(
            broken: [SourceFile("Package.swift", "\n" + String(repeating: "x", count: Self.columnsMax + 1))],
            kept: [SourceFile("Package.swift", String(repeating: "钱", count: Self.columnsMax))])
    }

    @Test("the walk through the repository finds its sources, its tests and its scripts")
    func walk() {
        for path in ["Package.swift", "STYLE.md", "Tests/TidyTests/SizeTests.swift", "script/test", ".ci/run"] {
            #expect(Repository.files.contains { $0.path == path && !$0.text.isEmpty }, "\(path) is missing")
        }
        #expect(Repository.files.contains { $0.isIn("Sources") && $0.isA("swift") })
        #expect(!Repository.files.contains { $0.isIn(".build", ".git", ".venv") })
    }
}

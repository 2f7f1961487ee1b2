import Foundation
import Testing

@Suite struct Content {
    @Test("migrations are numbered from 0001 on, without a gap")
    func migrations() {
        let rule = Rule { files in
            let inSchema = files.filter { $0.isIn("Sources/Support/Schema") }
            let numbered = inSchema.filter { $0.name != "Schema.swift" }.map { ($0, Self.number($0)) }
            let nameless = numbered.filter { $0.1 == nil }.map {
                Finding($0.0, "has no number of four digits in its name")
            }
            let inOrder = numbered.compactMap { file, number in number.map { (file, $0) } }.sorted { $0.1 < $1.1 }
            let misplaced = inOrder.enumerated().first { index, file in file.1 != index + 1 }.map { index, file in
                Finding(file.0, "this is migration number \(index + 1) by its place; there is a gap, or one twice")
            }
            return nameless + (misplaced.map { [$0] } ?? [])
        }
        func schema(_ names: String...) -> [SourceFile] { names.map { SourceFile("Sources/Support/Schema/\($0)", "") } }
        #expect(!rule.check(schema("0001-brands.swift", "0003-people.swift")).isEmpty)
        #expect(!rule.check(schema("0001-brands.swift", "0001-people.swift")).isEmpty)
        rule.holds(
            broken: schema("0002-people.swift", "People.swift"),
            kept: schema("Schema.swift", "0001-brands.swift", "Migration0002People.swift"))
    }

    @Test("a link in a Markdown file leads to a file that is there")
    func links() {
        let rule = Rule { files in
            var paths = Set(files.map(\.path))
            for path in paths {
                var folder = path
                while let slash = folder.lastIndex(of: "/") {
                    folder = String(folder[..<slash])
                    paths.insert(folder)
                }
            }
            // Articles link to one another by slug, on the site.
            return files.filter { $0.isA("md") && !$0.isIn("Brands") }.flatMap { file in
                Self.links(file).filter { !paths.contains($0.target) && !$0.target.isEmpty }.map {
                    Finding(file, line: $0.line, "the link to \($0.target) leads nowhere")
                }
            }
        }
        rule.holds(
            broken: ["[a](b.md)", "see\n![a](images/b.png \"B\")", "[a](/docs/b.md#top)", "[a]: ../b.md"].map {
                SourceFile("docs/a.md", $0)
            },
            kept: [
                SourceFile(
                    "docs/a.md", "[b](b%20c.md#x) [r](../README.md) [d](../docs/) [s](#s) [w](https://a.example/x.md)"),
                SourceFile("docs/b c.md", "`[a](none.md)`\n```\n[a](none.md)\n```\n"),
                SourceFile("README.md", "[d](docs)"),
            ])
    }

    @Test("every script names its interpreter and may be run")
    func scripts() {
        let rule = Rule { files in
            let scripts = files.filter { $0.isIn("script", ".ci") && !$0.isA("md") }
            let nameless = scripts.filter { !$0.text.hasPrefix("#!/usr/bin/env ") }
            let started = files.filter { $0.text.hasPrefix("#!") && !$0.executable }
            return nameless.map { Finding($0, "has no first line #!/usr/bin/env …") }
                + started.map { Finding($0, "may not be executed; chmod +x") }
        }
        rule.holds(
            broken: [
                SourceFile("script/demo", "#!/usr/bin/env bash\n"), SourceFile("script/demo", "echo", executable: true),
                SourceFile("Tests/Browser/shoot", "#!/usr/bin/env python3\n"),
            ],
            kept: [SourceFile("script/demo", "#!/usr/bin/env bash\n", executable: true)])
    }

    @Test("every brand has its brand.yaml")
    func brands() {
        let rule = Rule { files in
            // What all brands share belongs to none.
            let parts = files.filter { $0.isIn("Brands") && !$0.isIn("Brands/common") }.map {
                $0.path.split(separator: "/")
            }.filter { $0.count > 2 }
            return Set(parts.map { "Brands/\($0[1])/brand.yaml" }).subtracting(files.map(\.path)).sorted().map {
                Finding($0, "is missing")
            }
        }
        rule.holds(
            broken: [SourceFile("Brands/upay/articles/en/top-up.md", "")],
            kept: [SourceFile("Brands/upay/articles/en/top-up.md", ""), SourceFile("Brands/upay/brand.yaml", "")])
    }

    private static func number(_ file: SourceFile) -> Int? {
        SourceFile("", file.name).matches("(?<![0-9])[0-9]{4}(?![0-9])").first.flatMap { Int($0.groups[0]) }
    }

    /// The links of a file that lead into the repository, as paths from its root; code is not looked at.
    private static func links(_ file: SourceFile) -> [(target: String, line: Int)] {
        var inCode = false
        let lines = file.lines.map { line -> String in
            let isFence = line.drop { $0 == " " }.hasPrefix("```")
            if isFence { inCode.toggle() }
            return isFence || inCode ? "" : String(line.replacing(/`[^`]*`/, with: ""))
        }
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        return SourceFile(file.path, lines.joined(separator: "\n"))
            .matches(#"(?m)\]\(\s*<?([^\s<>()]+)|^\[[^\]]+\]:\s*(\S+)"#)
            .map { line, groups in (groups[1] + groups[2], line) }
            .filter { target, _ in !target.hasPrefix("#") && !target.contains(":") }
            .map { target, line in
                let path = target.prefix { $0 != "#" && $0 != "?" }
                let decoded = path.removingPercentEncoding ?? String(path)
                return (resolve(decoded.hasPrefix("/") ? decoded : folder + "/" + decoded), line)
            }
    }

    private static func resolve(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

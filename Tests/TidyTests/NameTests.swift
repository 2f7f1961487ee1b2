import Testing

@Suite struct Names {
    /// Words that say nothing about what a thing is.
    static let empty: Set<String> = [
        "common", "core", "cores", "helper", "helpers", "manager", "managers", "service", "services", "util", "utils",
        "utility", "utilities",
    ]
    static let emptyForFolders = empty.union(["extensions", "models", "misc", "shared"])

    @Test("a type is named after what it is, not Manager, Service, Helper, Utils, Core or Common")
    func typeNames() {
        let rule = Rule.each { file in
            guard file.isIn("Sources", "Tests"), file.isA("swift") else { return [] }
            return file.withoutComments
                .matches(#"\b(?:struct|class|enum|actor|protocol|typealias|associatedtype)\s+([A-Z]\w*)"#)
                .compactMap { line, groups in
                    guard let word = Self.words(groups[1]).first(where: Self.empty.contains) else { return nil }
                    return Finding(file, line: line, "the type \(groups[1]) is called \(word); name what it is")
                }
        }
        rule.holds(
            broken: [
                SourceFile("Sources/Support/Desk.swift", "struct " + "TicketManager {}"),
                SourceFile("Sources/Support/Desk.swift", "public final class " + "HTTPService: Sendable {}"),
                SourceFile("Sources/Support/Desk.swift", "enum " + "CoreWords {}"),
            ],
            kept: [
                SourceFile("Sources/Support/Desk.swift", "struct JobRunner: Service {}\nstruct Score {}")
            ])
    }

    @Test("a file or folder is named after what it holds")
    func pathNames() {
        let rule = Rule.each { file in
            guard file.isIn("Sources", "Tests", "Public", "script", "docs") else { return [] }
            let parts = file.path.split(separator: "/").map(String.init)
            let folders = parts.dropLast().filter { !Self.emptyForFolders.isDisjoint(with: Self.words($0)) }
            let names = parts.suffix(1).filter { !Self.empty.isDisjoint(with: Self.words($0)) }
            return (folders + names).map { Finding(file, "the name \($0) says nothing; name what it holds") }
        }
        rule.holds(
            broken: [
                SourceFile("Sources/Core/Desk.swift", ""), SourceFile("Sources/Support/String+Utils.swift", ""),
                SourceFile("Public/scripts/common.js", ""), SourceFile("Sources/Support/Models/Ticket.swift", ""),
            ],
            kept: [
                SourceFile("Sources/Answers/IntentModel.swift", ""), SourceFile("Public/scripts/live-region.js", ""),
            ])
    }

    @Test("a name is taken apart into its words")
    func splitting() {
        #expect(
            Self.words("HTTPServiceURL+help_centre.swift") == ["http", "service", "url", "help", "centre", "swift"])
    }

    /// In lower case: `HTTPService` is `http` and `service`.
    private static func words(_ name: String) -> [String] {
        SourceFile("", name).matches("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+").map { $0.groups[0].lowercased() }
    }
}

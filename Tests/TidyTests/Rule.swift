import Testing

/// One rule of STYLE.md that a machine can hold us to.
struct Rule {
    let check: ([SourceFile]) -> [Finding]

    /// A rule about all files together.
    init(_ check: @escaping ([SourceFile]) -> [Finding]) { self.check = check }

    /// A rule about each file by itself.
    static func each(_ check: @escaping (SourceFile) -> [Finding]) -> Rule { Rule { $0.flatMap(check) } }

    /// The repository keeps the rule. The examples show that the rule is able to say no, and that it does not always.
    func holds(
        broken: [SourceFile], kept: [SourceFile], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for example in broken where check([example]).isEmpty {
            let comment = "the rule misses its bad example \(example.path): \(example.text)"
            Issue.record("\(comment)", sourceLocation: sourceLocation)
        }
        for finding in check(kept) {
            Issue.record("the rule refuses its good example: \(finding)", sourceLocation: sourceLocation)
        }
        let findings = check(Repository.files).map(\.description)
        #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))", sourceLocation: sourceLocation)
    }
}

struct Finding: CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    init(_ file: SourceFile, line: Int = 1, _ message: String) { self.init(file.path, line: line, message) }

    init(_ path: String, line: Int = 1, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String { "\(path):\(line): \(message)" }
}

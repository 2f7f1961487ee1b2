import Foundation

/// The files of this repository, without what is built, installed or generated.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let files: [SourceFile] = walk(root, path: "")

    private static let ignored: Set<String> = [
        ".git", ".venv", ".data", ".swiftpm", ".pytest_cache", "__pycache__", "shots",
    ]
    private static let readable: Set<String> = ["", "css", "js", "md", "py", "sh", "swift", "yaml"]

    private static func walk(_ folder: URL, path: String) -> [SourceFile] {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name -> [SourceFile] in
            if ignored.contains(name) || name.hasPrefix(".build") { return [] }
            let url = folder.appending(path: name)
            let attributes = (try? manager.attributesOfItem(atPath: url.path)) ?? [:]
            if attributes[.type] as? FileAttributeType == .typeDirectory { return walk(url, path: path + name + "/") }
            let text = readable.contains(url.pathExtension) ? try? String(contentsOf: url, encoding: .utf8) : nil
            let permissions = attributes[.posixPermissions] as? NSNumber
            let executable = (permissions?.intValue ?? 0) & 0o111 != 0
            return [SourceFile(path + name, text ?? "", executable: executable)]
        }
    }
}

/// A file, by its path from the root of the repository.
struct SourceFile: Sendable {
    let path: String
    let text: String
    let executable: Bool

    init(_ path: String, _ text: String, executable: Bool = false) {
        self.path = path
        self.text = text
        self.executable = executable
    }

    var isSource: Bool { isIn("Sources") && isA("swift") }
    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    func isIn(_ folders: String...) -> Bool { folders.contains { path.hasPrefix($0 + "/") } }
    func isA(_ kinds: String...) -> Bool { kinds.contains { path.hasSuffix("." + $0) } }

    /// The text with Swift's comments taken out; every line stays where it was.
    var withoutComments: SourceFile {
        SourceFile(path, text.replacing(pattern: #"(?m)(^|(?<=\s))//.*$"#) { _ in "" }, executable: executable)
    }

    /// The text with the comments of a style sheet taken out; every line stays where it was.
    var withoutBlockComments: SourceFile {
        let text = text.replacing(pattern: #"(?s)/\*.*?\*/"#) { comment in
            String(repeating: "\n", count: comment.count { $0 == "\n" })
        }
        return SourceFile(path, text, executable: executable)
    }

    /// Where `pattern` matches, and the text of the match and of its groups.
    func matches(_ pattern: String) -> [(line: Int, groups: [String])] {
        let whole = text as NSString
        var line = 1, position = 0
        return text.matches(of: pattern).map { match in
            let between = whole.substring(with: NSRange(location: position, length: match.range.location - position))
            line += between.utf8.count { $0 == UInt8(ascii: "\n") }
            position = match.range.location
            let groups = (0..<match.numberOfRanges).map { group -> String in
                let range = match.range(at: group)
                return range.location == NSNotFound ? "" : whole.substring(with: range)
            }
            return (line, groups)
        }
    }
}

extension String {
    fileprivate func matches(of pattern: String) -> [NSTextCheckingResult] {
        guard let expression = try? NSRegularExpression(pattern: pattern) else {
            preconditionFailure("not a regular expression: \(pattern)")
        }
        return expression.matches(in: self, range: NSRange(location: 0, length: utf16.count))
    }

    fileprivate func replacing(pattern: String, with replacement: (String) -> String) -> String {
        let whole = self as NSString
        var result = "", position = 0
        for match in matches(of: pattern) {
            result += whole.substring(with: NSRange(location: position, length: match.range.location - position))
            result += replacement(whole.substring(with: match.range))
            position = match.range.upperBound
        }
        return result + whole.substring(from: position)
    }
}

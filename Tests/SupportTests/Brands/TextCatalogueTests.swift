import Foundation
import Testing

@Suite struct TextCatalogue {
    /// A `Text("…", "…", "…")` of the sources: the three texts as they are written.
    struct Entry {
        let place: String
        let texts: [String]
        var places: [Set<String>] { texts.map { Set($0.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) }) } }
    }

    @Test("the three texts of every entry carry the same places, and none is empty")
    func places() throws {
        let entries = try Self.entries()
        #expect(entries.count > 150, "the catalogue was found")
        for entry in entries {
            #expect(entry.places[0] == entry.places[1], "\(entry.place): \(entry.texts[0])")
            #expect(entry.places[0] == entry.places[2], "\(entry.place): \(entry.texts[0])")
            #expect(entry.texts.allSatisfy { !$0.isEmpty }, "\(entry.place)")
        }
        #expect(entries.contains { !$0.places[0].isEmpty })
    }

    @Test("the Chinese texts are Chinese, and the English ones are not")
    func scripts() throws {
        for entry in try Self.entries() where entry.texts[0].contains(/[一-龥]/) {
            #expect(entry.texts[1].contains(/[一-龥]/), "\(entry.place): \(entry.texts[1])")
            let english = entry.texts[2].replacing(/\{[a-z]+\}/, with: "")
            // A person's name may stay as it is.
            #expect(!english.contains(/[，。；：]|[一-龥]{4}/), "\(entry.place): \(entry.texts[2])")
        }
    }

    /// Taiwan says 提領 and 儲值. The other words are known only to the search, as what people may type.
    private static let otherWords = ["提現", "充值"]

    @Test("in traditional Chinese money is taken out and put in with one word each, wherever it is read")
    func oneWordEach() throws {
        for entry in try Self.entries() {
            for word in Self.otherWords where entry.texts[1].contains(word) {
                Issue.record("\(entry.place): \(entry.texts[1])")
            }
        }
        let folder = Cast.home.appending(path: "Brands/common/articles/zh-Hant")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 50, "the articles were found")
        for file in files {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where !line.hasPrefix("keywords:") {
                for word in Self.otherWords where line.contains(word) {
                    Issue.record("\(file.lastPathComponent): \(line)")
                }
            }
        }
        let seen = Self.entries(in: #"Text("提现", "提現", "Withdraw")"#, of: "a.swift")
        #expect(seen.first?.texts[1].contains(Self.otherWords[0]) == true, "it would have been seen")
    }

    @Test("an entry whose places differ would be seen")
    func sees() {
        let source = #"static let a = Text("{x} 个", "{x} 個", "{y} of them")"#
        let entries = Self.entries(in: source, of: "a.swift")
        #expect(entries.count == 1)
        #expect(entries.first.map { $0.places[0] == $0.places[2] } == false)
    }

    private static func entries() throws -> [Entry] {
        let sources = Cast.home.appending(path: "Sources")
        guard let walk = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil) else { return [] }
        return try walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
            try entries(in: String(contentsOf: file, encoding: .utf8), of: file.lastPathComponent)
        }
    }

    private static func entries(in source: String, of file: String) -> [Entry] {
        let literal = #/\bText\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"/#
        // A long text may be written in pieces.
        return source.replacing(/"\s*\+\s*"/, with: "").matches(of: literal).map {
            Entry(place: file, texts: [String($0.output.1), String($0.output.2), String($0.output.3)])
        }
    }
}

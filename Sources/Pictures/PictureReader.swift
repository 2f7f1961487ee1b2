import Foundation
import Subprocess
import Terms

/// Reads what is written in a picture, with Tesseract: a process of its own that gets the picture and nothing else,
/// bounded in time and memory, at low priority. Machines without it go without.
public struct PictureReader: Sendable {
    /// Reading takes about a second; on a machine that is busy with everything else, much longer.
    static let timeoutSeconds: Int64 = 50
    static let processorSecondsMax = 20
    /// Behind whoever waits for a page, and not so far behind that its turn never comes.
    static let niceness = 3
    static let memoryBytesMax = 1_024 * 1_024 * 1_024
    static let outputBytesMax = 512 * 1_024
    static let linesMax = 200

    /// A line as it was read, and how surely, 0…100.
    public struct Line: Sendable, Equatable {
        public let text: String
        public let sureness: Double

        public init(_ text: String, sureness: Double) { (self.text, self.sureness) = (text, sureness) }
    }

    public enum Fault: Error, Sendable { case failed(String) }

    private let program: String
    private let limiter: String
    private let pacer: String
    private let languages: String

    /// nil where the programs or their languages are not installed.
    public init?(folders: [String] = ["/usr/bin", "/usr/local/bin"]) {
        func find(_ name: String) -> String? {
            folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
        }
        guard let program = find("tesseract"), let limiter = find("prlimit"), let pacer = find("nice") else {
            return nil
        }
        (self.program, self.limiter, self.pacer) = (program, limiter, pacer)
        languages = "chi_sim+eng"
    }

    /// The lines of a picture from the top. A picture without words has none.
    public func lines(of picture: Picture) async throws -> [Line] {
        let bytes = picture.bytes
        return try await within(.seconds(Self.timeoutSeconds)) { try await read(bytes) }
    }

    private func read(_ bytes: [UInt8]) async throws -> [Line] {
        let result = try await run(
            .path(.init(pacer)),
            arguments: Arguments([
                "-n", "\(Self.niceness)", limiter, "--as=\(Self.memoryBytesMax)", "--cpu=\(Self.processorSecondsMax)",
                "--core=0",
                "--nofile=64", "--fsize=0", program, "stdin", "stdout", "-l", languages, "--psm", "3", "tsv",
            ]),
            // Nothing of the server's environment, which holds secrets.
            environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"]),
            workingDirectory: "/", input: .array(bytes), output: .string(limit: Self.outputBytesMax),
            error: .discarded)
        guard result.terminationStatus.isSuccess else { throw Fault.failed("\(result.terminationStatus)") }
        return Self.lines(result.standardOutput)
    }

    /// From the table that Tesseract prints: a row a word, with its place and how surely it was read.
    static func lines(_ table: String) -> [Line] {
        var (lines, place, words): ([Line], Substring, [(String, Double)]) = ([], "", [])
        func end() {
            if !words.isEmpty, lines.count < linesMax {
                let sureness = words.reduce(0) { $0 + $1.1 } / Double(words.count)
                lines.append(Line(joined(words.map(\.0)), sureness: sureness))
            }
            words = []
        }
        for row in table.split(separator: "\n") {
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count == 12, columns[0] == "5", let sureness = Double(columns[10]) else { continue }
            let text = columns[11].trimmingCharacters(in: .whitespaces)
            let here = row[columns[1].startIndex..<columns[4].endIndex]
            if here != place { end() }
            place = here
            if !text.isEmpty { words.append((text, sureness)) }
        }
        end()
        return lines
    }

    /// Chinese stands without spaces between its signs, though each comes as a word of its own.
    private static func joined(_ words: [String]) -> String {
        words.reduce("") { line, word in
            let isTight = line.last.map(isChinese) ?? true || word.first.map(isChinese) ?? true
            return line + (isTight ? "" : " ") + word
        }
    }

    private static func isChinese(_ sign: Character) -> Bool {
        sign.unicodeScalars.first.map { (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
            ?? false
    }
}

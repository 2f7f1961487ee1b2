import Answers
import Foundation

/// How well and how fast search finds the entries that were meant: `walletdesk bench search`.
struct SearchBenchReport: Encodable {
    let recallAt1: Double
    let recallAt5: Double
    let recallAt10: Double
    let mrrAt10: Double
    let indexSeconds: Double
    let p50us: Double
    let p99us: Double
    let entries: Int
    let queries: Int

    enum CodingKeys: String, CodingKey {
        case recallAt1 = "recall_at_1"
        case recallAt5 = "recall_at_5"
        case recallAt10 = "recall_at_10"
        case mrrAt10 = "mrr_at_10"
        case indexSeconds = "index_seconds"
        case p50us = "p50_us"
        case p99us = "p99_us"
        case entries, queries
    }

    /// A line that could not be read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    static let linesMax = 1_000_000

    /// - Parameter corpus: the path of a file with `{"id", "text"}` a line.
    /// - Parameter queries: the path of one with `{"query", "relevant": [id, …]}` a line.
    init(corpus: String, queries: String) throws {
        let lines = try Self.lines(of: corpus, as: CorpusLine.self)
        let asked = try Self.lines(of: queries, as: QueryLine.self)
        guard !lines.isEmpty, !asked.isEmpty else {
            throw Unreadable("\(lines.isEmpty ? corpus : queries) is empty; it needs one JSON object a line.")
        }
        let clock = ContinuousClock()
        let start = clock.now
        let index = SearchIndex(lines.map { SearchIndex.Entry(id: $0.id.text, title: $0.text) })
        indexSeconds = Self.seconds(clock.now - start)
        // Once unmeasured, so that the figures are those of a running server.
        for line in asked.prefix(200) { _ = index.search(line.query, limit: 10) }
        var (at1, at5, at10, reciprocal) = (0, 0, 0, 0.0)
        var times: [Double] = []
        for line in asked {
            let begin = clock.now
            let hits = index.search(line.query, limit: 10)
            times.append(Self.seconds(clock.now - begin) * 1_000_000)
            let relevant = Set(line.relevant.map(\.text))
            guard let rank = hits.firstIndex(where: { relevant.contains($0.id) }) else { continue }
            if rank < 1 { at1 += 1 }
            if rank < 5 { at5 += 1 }
            at10 += 1
            reciprocal += 1 / Double(rank + 1)
        }
        times.sort()
        let count = Double(asked.count)
        (recallAt1, recallAt5, recallAt10) = (Double(at1) / count, Double(at5) / count, Double(at10) / count)
        mrrAt10 = reciprocal / count
        (p50us, p99us) = (times[times.count / 2], times[min(times.count - 1, times.count * 99 / 100)])
        (entries, self.queries) = (lines.count, asked.count)
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
        return """
            found first \(percent(recallAt1)), among 5 \(percent(recallAt5)), among 10 \(percent(recallAt10))
            mean reciprocal rank \(String(format: "%.3f", mrrAt10))
            \(entries) entries indexed in \(String(format: "%.3f", indexSeconds)) s
            \(queries) queries, each in \(Int(p50us.rounded())) µs (p50), \(Int(p99us.rounded())) µs (p99)
            """
    }

    // MARK: - Lines

    /// Ids are strings or numbers.
    private struct ID: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int.self) {
                text = String(number)
            } else {
                text = try value.decode(String.self)
            }
        }
    }

    private struct CorpusLine: Decodable {
        let id: ID
        let text: String
    }

    private struct QueryLine: Decodable {
        let query: String
        let relevant: [ID]
    }

    private static func lines<Line: Decodable>(of path: String, as type: Line.Type) throws -> [Line] {
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw Unreadable("\(path) cannot be read; give a UTF-8 file that exists.")
        }
        let decoder = JSONDecoder()
        let lines = text.split { $0 == "\n" || $0 == "\r\n" }
        guard lines.count <= linesMax else {
            throw Unreadable("\(path) has more than \(linesMax) lines; give fewer.")
        }
        return try lines.enumerated().map { number, line in
            do { return try decoder.decode(Line.self, from: Data(line.utf8)) } catch {
                throw Unreadable(
                    "\(path), line \(number + 1) of those with text, is not the JSON object it should be.")
            }
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
}

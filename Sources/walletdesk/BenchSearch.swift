import ArgumentParser
import Foundation

struct BenchSearch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Measure how well and how fast search finds the entries that were meant.")

    @Option(help: "A file with {\"id\", \"text\"} a line: what is searched.")
    var corpus: String
    @Option(help: "A file with {\"query\", \"relevant\": [id, …]} a line: what is asked, and what should be found.")
    var queries: String
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        do {
            let report = try SearchBenchReport(corpus: corpus, queries: queries)
            print(json ? try report.json() : report.text)
        } catch let unreadable as SearchBenchReport.Unreadable {
            FileHandle.standardError.write(Data("\(unreadable)\n".utf8))
            throw ExitCode(1)
        }
    }
}

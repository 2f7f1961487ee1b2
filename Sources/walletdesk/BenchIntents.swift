import ArgumentParser

/// Trains the intent model on one file and tests it on another.
struct BenchIntents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intents", abstract: "Train the intent model on one file of examples and test it on another.")

    @Option(help: "Examples to learn from: CSV with text,category in the first line.")
    var train: String

    @Option(help: "Examples to test with, in the same form.")
    var test: String

    @Option(help: "Texts that mean none of it: CSV with a column text, or JSON lines with a text each.")
    var oos: String?

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func run() async throws {
        let figures = try IntentReport.run(
            train: IntentTable(contentsOf: train), test: IntentTable(contentsOf: test),
            outOfScope: try oos.map(IntentTable.texts))
        print(json ? try figures.json() : figures.table)
    }
}

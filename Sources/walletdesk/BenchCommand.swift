import ArgumentParser

/// Measurements of what can be measured without a server.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well the assistant understands, with files of your own.",
        subcommands: [BenchIntents.self, BenchSearch.self])
}

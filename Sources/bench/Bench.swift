import ArgumentParser
import Foundation

/// The benchmarks. Each starts the optimised server itself, on an address and data of its own; what the client spends
/// is not counted.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures WalletDesk; docs/benchmarks.md says what each figure means.",
        subcommands: [
            All.self, Chat.self, HTTP.self, Fanout.self, Start.self, PasswordsCommand.self, Transfers.self, Fill.self,
            RunHub.self,
        ],
        defaultSubcommand: All.self)
}

/// Options that every benchmark knows.
struct BenchOptions: ParsableArguments {
    @Flag(help: "One JSON object a line.") var json = false
    @Option(help: "postgres://user@host:port/database instead of SQLite (script/postgres start DIR).")
    var database: String?
    @Option(help: "Seconds that each load runs.") var seconds = 5
    @Option(help: "Tickets that are there before the HTTP benchmark begins.") var tickets = 50_000
    @Option(help: "The folder for the data, which is emptied afterwards; on the disk that matters.")
    var directory: String?

    func validate() throws {
        guard (1...600).contains(seconds) else { throw ValidationError("--seconds is from 1 to 600.") }
        guard (1_000...5_000_000).contains(tickets) else {
            throw ValidationError("--tickets is from 1,000 to 5,000,000.")
        }
    }

    /// Runs one benchmark with a data folder of its own.
    func measure(_ name: String, _ body: (DataFolder, Report) async throws -> Void) async throws {
        let folder = try await DataFolder(in: directory, database: database)
        do {
            try await body(folder, Report(name, json: json))
        } catch {
            try await folder.remove()
            throw error
        }
        try await folder.remove()
    }
}

struct All: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every benchmark, one after the other (the default).")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        if options.database == nil {
            try await options.measure("start") { try await StartBench(options: options, folder: $0, report: $1).run() }
        }
        try await options.measure("chat") { try await ChatBench(options: options, folder: $0, report: $1).run() }
        try await options.measure("fanout") { try await FanoutBench(options: options, folder: $0, report: $1).run() }
        try await options.measure("http") { try await HTTPBench(options: options, folder: $0, report: $1).run() }
        try await options.measure("passwords") {
            try await PasswordsBench(options: options, folder: $0, report: $1).run()
        }
        try await options.measure("transfers") {
            try await TransfersBench(options: options, folder: $0, report: $1).run()
        }
    }
}

struct Chat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "From the customer's message to the screens that show it.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("chat") { try await ChatBench(options: options, folder: $0, report: $1).run() }
    }
}

struct HTTP: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What a request costs over many stored tickets.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("http") { try await HTTPBench(options: options, folder: $0, report: $1).run() }
    }
}

struct Fanout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One message to a thousand open streams.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("fanout") { try await FanoutBench(options: options, folder: $0, report: $1).run() }
    }
}

struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How soon a server is ready, and the memory it then takes.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("start") { try await StartBench(options: options, folder: $0, report: $1).run() }
    }
}

struct Transfers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Money from customer to customer a second; on PostgreSQL beside pgbench.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("transfers") {
            try await TransfersBench(options: options, folder: $0, report: $1).run()
        }
    }
}

struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Fills a data folder with tickets and prints the agent's token.",
        shouldDisplay: false)
    @OptionGroup var options: BenchOptions
    @Option(help: "The data folder to fill.") var data: String

    func run() async throws {
        let folder = DataFolder(at: URL(filePath: data), database: options.database)
        let (filled, seconds) = try await folder.fill(tickets: options.tickets, customers: DataFolder.customersDefault)
        let report = Report("fill", json: options.json)
        report.figure("\(filled.tickets.count) tickets filled in", seconds, "s")
        print("agent \(filled.agentToken)\ncustomer \(filled.customerTokens[0])\nticket \(filled.tickets[0])")
    }
}

/// The bare relay that `fanout` compares with, as a process of its own.
struct RunHub: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "hub", shouldDisplay: false)
    @Option var port: Int

    func run() throws { try BareHub.serve(port: port) }
}

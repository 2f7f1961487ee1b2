import ArgumentParser
import Foundation
import Logging
import Storage
import Support
import Terms
import Wallet

/// The command line. Exit status: 0 on success, 64 for wrong usage, 1 otherwise; errors are one sentence with the way
/// out.
@main
struct Walletdesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walletdesk", abstract: "The customer service of a digital wallet.",
        subcommands: [
            Serve.self, Demo.self, Migrate.self, Check.self, AddAgent.self, Jobs.self, Import.self, Export.self,
            Bench.self,
        ])
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the server.")
    @OptionGroup var options: Options

    func run() async throws { try await Server(await options.settings()).run() }
}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Run the server in the sandbox; an empty data directory is filled with people and a week of history first.")
    @OptionGroup var options: Options

    func run() async throws {
        var settings = try await options.settings()
        settings.isSandbox = true
        settings.isDemo = true
        try await Server(settings).run()
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the schema up to date.")
    @OptionGroup var options: Options

    func run() async throws {
        let storage = try await options.settings().openStorage()
        let applied = try await storage.migrate(Server.migrations)
        print(applied.isEmpty ? "The schema is up to date." : applied.joined(separator: "\n"))
        await storage.close()
    }
}

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the books and the timelines of a database; says what is wrong and exits with 1.")
    @OptionGroup var options: Options

    func run() async throws {
        let storage = try await options.settings().openStorage()
        let wrong = try await storage.read { try Ledger.check(in: $0) + SelfCheck.run(in: $0) }
        await storage.close()
        for line in wrong { print(line) }
        guard wrong.isEmpty else { throw ExitCode(1) }
        print("Everything adds up.")
    }
}

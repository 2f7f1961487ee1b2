import ArgumentParser
import Credentials
import Crypto
import Foundation
import Logging
import Storage
import Support
import Wallet

/// `walletdesk import …`: what comes in as files.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take files in.", subcommands: [ImportArticles.self])
}

/// `walletdesk export …`: what goes out as files.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write files.", subcommands: [ExportArticles.self])
}

struct ExportArticles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "articles",
        abstract: "Write the articles that readers find to DIR/BRAND/articles/LANGUAGE/SLUG.md.")
    @OptionGroup var options: Options
    @Argument(help: "The folder to write to.") var directory: String
    @Option(help: "Only this brand's.") var brand: String?
    @Option(help: "Only zh-Hans, zh-Hant or en.") var language: String?

    func run() async throws {
        let settings = try await options.settings()
        let count = try await settings.withArticles(in: directory) {
            try await $0.export(brand: brand, language: language)
        }
        print("\(count) articles were written to \(directory).")
    }
}

struct ImportArticles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "articles",
        abstract: "Take in DIR/BRAND/articles/LANGUAGE/SLUG.md: what differs becomes drafts. All of it or nothing.")
    @OptionGroup var options: Options
    @Argument(help: "The folder to read.") var directory: String
    @Flag(help: "Readers find the changes at once.") var publish = false

    func run() async throws {
        let settings = try await options.settings()
        let outcome = try await settings.withArticles(in: directory) { try await $0.take(publishing: publish) }
        for fault in outcome.faults { print(fault) }
        guard outcome.faults.isEmpty else {
            throw StartFailure("Nothing was taken in; put the files above right and try again.")
        }
        for file in outcome.changed { print(file) }
        print("\(outcome.changed.count) \(publish ? "published" : "drafts"), \(outcome.unchanged) unchanged.")
    }
}

extension Settings {
    /// A desk on this database that only reads and writes articles: it asks no wallet, sends nothing and seals nothing.
    fileprivate func withArticles<T: Sendable>(
        in directory: String, _ work: (ArticleFolder) async throws -> T
    ) async throws -> T {
        let storage = try openStorage()
        try await storage.migrate(Server.migrations)
        var logger = Logger(label: "walletdesk")
        logger.logLevel = .error
        let desk = try Desk(
            storage: storage, wallet: WalletConnector(url: "http://127.0.0.1:1", token: ""), home: home,
            vault: Vault(key: SymmetricKey(size: .bits256)), logger: logger)
        await desk.readPublished()
        let result = try await work(ArticleFolder(URL(filePath: directory), desk: desk))
        await storage.close()
        return result
    }
}

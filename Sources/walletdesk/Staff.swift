import ArgumentParser
import Foundation
import Storage
import Support

/// `walletdesk agent`: somebody new at the desk. The first one of an installation is made with it.
struct AddAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "Add an agent; prints the password that was made for them.")
    @OptionGroup var options: Options
    @Argument(help: "What they sign in with.") var login: String
    @Option(help: "Their name, as customers see it.") var name: String
    @Option(help: "Their staff number, which customers can check.") var number: String
    @Option(help: "agent, supervisor or admin.") var role = "agent"

    func run() async throws {
        let storage = try await options.settings().openStorage()
        try await storage.migrate(Server.migrations)
        do {
            let password = try await Staffing(storage: storage).add(
                login: login, name: name, number: number, role: role)
            print("\(login) can sign in at /desk with the password \(password)")
        } catch let error as StorageError where error.kind == .constraint {
            throw StartFailure("There is an agent with this login or staff number already; choose another.")
        }
        await storage.close()
    }
}

/// `walletdesk jobs`: what was given up, and another try for it.
struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the jobs that were given up; --revive ID or --revive all tries again.")
    @OptionGroup var options: Options
    @Option(help: "A job's id, or all.") var revive: String?

    func run() async throws {
        let storage = try await options.settings().openStorage()
        let dead = try await storage.read { try DeadJob.all(in: $0) }
        if let revive {
            let chosen = dead.filter { revive == "all" || $0.id == revive }
            guard !chosen.isEmpty else {
                throw StartFailure("No such job was given up; run walletdesk jobs for the list.")
            }
            try await storage.write { transaction in for job in chosen { try DeadJob.revive(job.id, in: transaction) } }
            print("\(chosen.count) will be tried again.")
        } else if dead.isEmpty {
            print("No job was given up.")
        } else {
            for job in dead {
                print("\(job.id)  \(job.kind)  \(job.key)  after \(job.attempts) tries: \(job.lastError)")
            }
        }
        await storage.close()
    }
}

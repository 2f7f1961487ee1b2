import ArgumentParser
import Credentials
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Storage
import Support
import Terms
import Wallet

/// Why the program cannot start, in one sentence with the way out. Exit status 1.
struct StartFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The server: storage, wallet, desk and the services beside them, until it is told to stop.
struct Server {
    static let migrations = Desk.migrations + Ledger.migrations
    /// A made-up time-out need not be slow to try.
    private static let sandboxSilence = Duration.milliseconds(600)

    let settings: Settings
    private let logger: Logger

    init(_ settings: Settings) {
        self.settings = settings
        var logger = Logger(label: "walletdesk")
        logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
        self.logger = logger
    }

    func run() async throws {
        // What is written here is nobody else's to read.
        umask(0o077)
        raiseFileLimit()
        let storage = try settings.openStorage()
        try await storage.migrate(Self.migrations)
        let parts = try wallet(on: storage)
        try await Desk.afterRestore(storage)
        if settings.isDemo { try await fillIfEmpty(storage) }

        let desk = try Desk(
            storage: storage, wallet: parts.wallet, home: settings.home, vault: Vault(key: try settings.key().vault),
            carriers: try carriers(settings), signInPolicy: settings.signIn, isSandbox: settings.isSandbox,
            logger: logger)
        await desk.readPublished()
        // One for each party outside: a bank or a carrier that does not answer keeps only its own jobs waiting.
        let jobs =
            [desk.jobs, desk.outgoingJobs].map { JobRunner(storage, $0, logger: logger) }
            + (parts.ledger.map { [JobRunner(storage, $0.jobs, logger: logger)] } ?? [])
        let responder = desk.responder { router in
            if let ledger = parts.ledger, let secret = parts.secret {
                BankCallbackServer(ledger, secret: secret).addRoutes(to: router)
            }
            if let ledger = parts.ledger, let token = settings.serveWalletToken {
                WalletServer(ledger, token: token).addRoutes(to: router)
            }
            if let bank = parts.bank, let ledger = parts.ledger {
                SandboxRoutes(desk: desk, sandbox: Sandbox(bank: bank, ledger: ledger)).add(to: router)
            }
        }
        let application = Application(
            responder: responder,
            configuration: .init(
                address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: 4_096),
            onServerRunning: { [logger, settings, desk] channel in
                let port = channel.localAddress?.port ?? settings.port
                await parts.bank?.callBack(to: "http://127.0.0.1:\(port)/bank/answers")
                DispatchQueue.global(qos: .utility).async { desk.readArticles() }
                logger.info("ready", metadata: ["address": "http://\(settings.host):\(port)"])
                if settings.isDemo { Self.greet("http://\(settings.host):\(port)") }
            },
            logger: logger)
        // The server stops first and takes no new work; what runs beside it ends after.
        var services: [any Service] = (parts.bank.map { [$0] } ?? []) + jobs + desk.services
        services.append(application)
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        if let bank = parts.bank, let ledger = parts.ledger { await Sandbox(bank: bank, ledger: ledger).script() }
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartFailure("Port \(settings.port) is in use; choose another with --listen HOST:PORT.")
        }
        await storage.close()
    }

    private struct Parts: Sendable {
        let wallet: any Wallet
        var ledger: Ledger?
        var bank: SandboxBank?
        var secret: String?
    }

    private func wallet(on storage: Storage) throws -> Parts {
        if settings.isSandbox {
            let secret = settings.bankSecret ?? UUID().uuidString
            let bank = SandboxBank(secret: secret, logger: logger, silence: Self.sandboxSilence)
            let ledger = Ledger(storage: storage, bank: bank.client(), cardKey: try settings.key().cards)
            return Parts(wallet: ledger, ledger: ledger, bank: bank, secret: secret)
        }
        if let url = settings.walletURL {
            guard let token = settings.walletToken else {
                throw ValidationError("--wallet-url needs --wallet-token (or WALLETDESK_WALLET_TOKEN).")
            }
            return Parts(wallet: WalletConnector(url: url, token: token))
        }
        guard let url = settings.bankURL else {
            throw ValidationError(
                "Say where the money is: --sandbox for a simulated bank, --wallet-url for a wallet core elsewhere, "
                    + "or --bank-url."
            )
        }
        let ledger = Ledger(storage: storage, bank: BankClient(url: url), cardKey: try settings.key().cards)
        return Parts(wallet: ledger, ledger: ledger, secret: settings.bankSecret)
    }

    /// Fills an empty demo on a second handle to the same database whose clock runs through the past week.
    private func fillIfEmpty(_ main: Storage) async throws {
        switch try await Seed.progress(main) {
        case .filled: return
        case .begun:
            throw StartFailure("The demo in \(settings.data.path) was only half filled; delete it and start again.")
        case .empty: break
        }
        logger.info("filling the empty demo; this takes a few seconds")
        var quiet = logger
        quiet.logLevel = .critical
        let clock = SeedClock()
        let storage = Storage(try settings.openEngine(), now: clock.now)
        let own = SandboxBank(secret: "seed", logger: quiet, silence: .milliseconds(50), now: clock.now)
        let ledger = Ledger(storage: storage, bank: own.client(), cardKey: try settings.key().cards)
        await Sandbox(bank: own, ledger: ledger).script()
        let desk = try Desk(
            storage: storage, wallet: ledger, home: settings.home, vault: Vault(key: try settings.key().vault),
            isSandbox: true, logger: logger)
        let seed = Seed(desk: desk, ledger: ledger, clock: clock, logger: quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await own.run() }
            try await seed.fill()
            group.cancelAll()
        }
        await storage.close()
    }

    /// Streams need a file each; the default limit of 1,024 is too low for a desk with many customers.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
    }

    private static func greet(_ address: String) {
        let words = """

            WalletDesk demo: \(address)/
              customers   \(address)/upay/signin   13800000301
              agents      \(address)/desk          chen
              everybody's password: \(Sandbox.password)


            """
        // Not `print`: its buffer would keep this until the end where standard output is a file.
        FileHandle.standardOutput.write(Data(words.utf8))
    }
}

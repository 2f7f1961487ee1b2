import ArgumentParser
import Channels
import Configuration
import Foundation
import LanguageModel
import Storage
import Support
import SystemPackage

/// Options that every command knows. Each may also stand in the environment (`WALLETDESK_LISTEN`) or in the file of
/// `--config`
/// (`{"walletdesk":{"listen":"…"}}`); the command line wins, then the environment.
struct Options: ParsableArguments {
    @Option(help: "HOST:PORT to listen on (127.0.0.1:8080).") var listen: String?
    @Option(help: "Where SQLite and files live (.data).") var data: String?
    @Option(help: "postgres://user:password@host:port/database, instead of SQLite.") var database: String?
    @Option(help: "A file with the installation's key: 32 bytes in base64 (DATA/key). Also WALLETDESK_KEY.")
    var keyFile: String?
    @Option(help: "The folder that holds Public/ and Brands/; found by itself as a rule.") var home: String?
    @Option(help: "A wallet core elsewhere that speaks docs/wallet-connector.yaml.") var walletUrl: String?
    @Option(help: "The bearer token for --wallet-url.") var walletToken: String?
    @Option(help: "The bank's address, for the embedded wallet without a sandbox.") var bankUrl: String?
    @Option(help: "The secret that the bank signs its reports with.") var bankSecret: String?
    @Option(help: "Serve the embedded wallet below /wallet/v1 to who has this token (16 characters at least).")
    var serveWalletToken: String?
    @Option(help: "After how many wrong passwords an account is locked: 1 to 10 (5).") var signInFailures: String?
    @Option(help: "For how many seconds, 1800 at least (1800).") var signInLock: String?
    @OptionGroup var carriers: CarrierOptions
    @OptionGroup var model: ModelOptions
    @Option(help: "A JSON file with these settings.") var config: String?
    @Option(help: "trace, debug, info, warning or error (info).") var logLevel: String?
    @Flag(help: "Simulated bank, /sandbox with sign-ins and troubles to order.") var sandbox = false

    func settings() async throws -> Settings {
        var given: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, value) in [
            ("listen", listen), ("data", data), ("database", database), ("home", home), ("key.file", keyFile),
            ("wallet.url", walletUrl), ("wallet.token", walletToken), ("bank.url", bankUrl),
            ("bank.secret", bankSecret),
            ("serve.wallet.token", serveWalletToken), ("log.level", logLevel),
            ("sign.in.failures", signInFailures), ("sign.in.lock", signInLock),
        ] + carriers.given + model.given {
            if let value {
                given[AbsoluteConfigKey(["walletdesk"] + name.split(separator: ".").map(String.init))] = .init(
                    stringLiteral: value)
            }
        }
        if sandbox { given[AbsoluteConfigKey(["walletdesk", "sandbox"])] = .init(booleanLiteral: true) }
        var providers: [any ConfigProvider] = [InMemoryProvider(values: given), EnvironmentVariablesProvider()]
        if let config {
            guard FileManager.default.fileExists(atPath: config) else {
                throw ValidationError("There is no file \(config); check --config.")
            }
            providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(config)))
        }
        return try Settings(ConfigReader(providers: providers).scoped(to: "walletdesk"))
    }
}

/// What a server is started with.
struct Settings: Sendable {
    var host: String
    var port: Int
    var data: URL
    var database: String?
    var givenKey: InstallationKey?
    var home: URL
    var walletURL: String?
    var walletToken: String?
    var bankURL: String?
    var bankSecret: String?
    var serveWalletToken: String?
    var carriers: CarrierSettings
    var model: ModelSettings
    var logLevel: String
    var signIn: SignInPolicy
    var isSandbox: Bool
    var isDemo = false

    init(_ reader: ConfigReader) throws {
        let listen = reader.string(forKey: "listen", default: "127.0.0.1:8080")
        let parts = listen.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (0...65_535).contains(port) else {
            throw ValidationError("--listen \(listen) is not HOST:PORT; try 127.0.0.1:8080.")
        }
        host = String(parts[0])
        self.port = port
        data = URL(filePath: reader.string(forKey: "data", default: ".data"))
        database = reader.string(forKey: "database", isSecret: true)
        walletURL = reader.string(forKey: "wallet.url")
        walletToken = reader.string(forKey: "wallet.token", isSecret: true)
        bankURL = reader.string(forKey: "bank.url")
        bankSecret = reader.string(forKey: "bank.secret", isSecret: true)
        serveWalletToken = reader.string(forKey: "serve.wallet.token", isSecret: true)
        carriers = CarrierSettings(reader)
        model = ModelSettings(reader)
        logLevel = reader.string(forKey: "log.level", default: "info")
        signIn = try Self.signInPolicy(reader)
        isSandbox = reader.bool(forKey: "sandbox", default: false)
        if let key = reader.string(forKey: "key", isSecret: true) {
            givenKey = try InstallationKey(base64: key, from: "WALLETDESK_KEY")
        } else if let file = reader.string(forKey: "key.file") {
            givenKey = try InstallationKey(file: URL(filePath: file))
        }
        home = try Self.findHome(reader.string(forKey: "home"))
        if let serveWalletToken, serveWalletToken.utf8.count < 16 {
            throw ValidationError("--serve-wallet-token needs at least 16 characters.")
        }
    }

    private static func signInPolicy(_ reader: ConfigReader) throws -> SignInPolicy {
        let standard = SignInPolicy()
        let failures = text(reader, "sign.in.failures") ?? String(standard.failuresMax)
        let seconds = text(reader, "sign.in.lock") ?? String(standard.lockSeconds)
        guard let failuresMax = Int(failures), let lockSeconds = Int64(seconds),
            let policy = SignInPolicy(failuresMax: failuresMax, lockSeconds: lockSeconds)
        else {
            throw ValidationError(
                "--sign-in-failures is 1 to \(SignInPolicy.failuresMost), and --sign-in-lock from "
                    + "\(SignInPolicy.lockSecondsLeast) seconds to a week (PCI DSS 8.3.4).")
        }
        return policy
    }

    /// A number may stand in a file as a number or as a text.
    static func text(_ reader: ConfigReader, _ key: ConfigKey) -> String? {
        reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
    }

    /// The folder given, else the nearest one above the working directory or the program that holds `Public` and
    /// `Brands`.
    private static func findHome(_ given: String?) throws -> URL {
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var candidates = [URL(filePath: FileManager.default.currentDirectoryPath), program]
        if let given { candidates = [URL(filePath: given)] }
        for start in candidates {
            var folder = start.standardizedFileURL
            for _ in 0..<8 {
                if FileManager.default.fileExists(atPath: folder.appending(path: "Brands").path),
                    FileManager.default.fileExists(atPath: folder.appending(path: "Public").path)
                {
                    return folder
                }
                folder = folder.deletingLastPathComponent()
            }
        }
        throw ValidationError("Public/ and Brands/ were not found; name the folder that holds them with --home.")
    }

    /// As given; else the one in the data directory, which is made at the first start.
    func key() throws -> InstallationKey {
        if let givenKey { return givenKey }
        guard database == nil || isSandbox else { throw InstallationKey.missing }
        return try InstallationKey(keptIn: data.appending(path: "key"))
    }

    /// One database for the whole installation: PostgreSQL when named, else SQLite in the data directory.
    func openStorage() throws -> Storage {
        Storage(try openEngine())
    }

    /// A further handle to the same database; the demo's week is filled on one with a clock of its own.
    func openEngine() throws -> any Engine {
        if let database {
            do { return try PostgresEngine(url: database) } catch let error as StorageError {
                throw StartFailure("The database cannot be reached (\(error.message.trimmed)); check --database.")
            }
        }
        do {
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            return try SQLiteEngine(path: data.appending(path: "walletdesk.sqlite").path)
        } catch {
            throw StartFailure("The data directory \(data.path) cannot be used; choose another with --data.")
        }
    }
}

extension String {
    /// On one line, for a sentence.
    fileprivate var trimmed: String {
        split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    }
}

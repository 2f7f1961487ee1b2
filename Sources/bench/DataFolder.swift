import Foundation
import Storage
import Support
import Terms
import Wallet

/// The data that one benchmark runs on.
struct DataFolder: Sendable {
    static let customersDefault = 1_000

    let url: URL
    let database: String?

    private let schema: String?
    private let wholeDatabase: String?

    init(at url: URL, database: String?) {
        self.url = url
        self.database = database
        (schema, wholeDatabase) = (nil, nil)
    }

    /// A new, empty folder inside `parent`; on PostgreSQL a schema of its own.
    init(in parent: String?, database: String?) async throws {
        let parent = parent.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        let name = "bench_\(UUIDv7.text(at: .now()).replacing("-", with: "_"))"
        url = parent.appending(path: "walletdesk-\(name)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        wholeDatabase = database
        guard let database else {
            (self.database, schema) = (nil, nil)
            return
        }
        schema = name
        self.database = database + (database.contains("?") ? "&" : "?") + "options=-c%20search_path%3D\(name)"
        let storage = Storage(try PostgresEngine(url: database, connections: 1, searchPath: name))
        await storage.close()
    }

    func remove() async throws {
        try? FileManager.default.removeItem(at: url)
        guard let schema, let wholeDatabase else { return }
        let storage = Storage(try PostgresEngine(url: wholeDatabase, connections: 1))
        // The name is ours: letters, digits and underscores.
        try await storage.write { _ = try $0.execute(SQL(stringLiteral: "DROP SCHEMA \(schema) CASCADE")) }
        await storage.close()
    }

    func openEngine(connections: Int = 4) throws -> any Engine {
        if let database { return try PostgresEngine(url: database, connections: connections) }
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return try SQLiteEngine(path: url.appending(path: "walletdesk.sqlite").path)
    }

    /// Brings up the schema and opens tickets by the product's own verbs.
    func fill(tickets: Int, customers: Int) async throws -> (filled: TicketSeed.Filled, seconds: Double) {
        let clock = SeedClock()
        let storage = Storage(try openEngine(), now: clock.now)
        try await storage.migrate(Desk.migrations + Ledger.migrations)
        let begin = nanosecondsNow()
        let filled = try await TicketSeed(storage: storage, clock: clock)
            .fill(tickets: tickets, customers: customers, brand: BrandID("upay"))
        let seconds = milliseconds(since: begin) / 1_000
        if database != nil { _ = try await storage.write { try $0.execute("ANALYZE") } }
        await storage.close()
        return (filled, seconds)
    }

    /// The process that PostgreSQL's other processes descend from; nil on SQLite.
    func databaseProcess() async throws -> ProcessFigures? {
        guard let database else { return nil }
        let storage = Storage(try PostgresEngine(url: database, connections: 1))
        let backend = try await storage.read { try $0.first("SELECT pg_backend_pid()")?.get(0, as: Int.self) }
        let parent = backend.flatMap { ProcessFigures(pid: Int32($0)).parent }
        await storage.close()
        guard let parent else {
            throw BenchError("The database server is not on this machine; its time cannot be counted.")
        }
        return ProcessFigures(pid: parent)
    }
}

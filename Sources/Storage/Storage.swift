import Synchronization
import Terms

/// Where rows are kept. The same queries run on SQLite and on PostgreSQL.
public final class Storage: Sendable {
    /// What a commit left for others to pick up. Says that there is something, not what: readers fetch the truth.
    public struct Commit: Sendable {
        public var events = false
        public var jobs = false
    }

    let engine: any Engine
    private let now: @Sendable () -> Moment
    private let observers = Mutex<[@Sendable (Commit) -> Void]>([])

    public init(_ engine: any Engine, now: @escaping @Sendable () -> Moment = Moment.now) {
        self.engine = engine
        self.now = now
    }

    public var dialect: Dialect { engine.dialect }
    public var moment: Moment { now() }

    public func read<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let now = now
        return try await engine.read { [dialect] in try work(Transaction($0, dialect: dialect, now: now())) }
    }

    /// Commits everything that `work` did, or nothing; when it returns, the change is on disk.
    /// `work` may run more than once (PostgreSQL: serialization failure, lost connection; SQLite: another write of the
    /// same group commit failed): it must have no outside effects.
    @discardableResult
    public func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let now = now
        let (result, commit) = try await engine.write { [dialect] connection in
            let transaction = Transaction(connection, dialect: dialect, now: now())
            let result = try work(transaction)
            return (result, transaction.commit)
        }
        if commit.events || commit.jobs {
            for observer in observers.withLock({ $0 }) { observer(commit) }
        }
        return result
    }

    /// Called after each commit that recorded an event or enqueued a job, on any thread; must return at once.
    public func onCommit(_ observer: @escaping @Sendable (Commit) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    public func close() async { await engine.close() }
}

public enum Dialect: Sendable { case sqlite, postgres }

/// Runs a synchronous unit of work: no `await` can open a gap inside a transaction.
public protocol Engine: Sendable {
    var dialect: Dialect { get }
    func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T
    func close() async
}

public protocol Connection: AnyObject {
    func rows(_ sql: SQL) throws -> [Row]
    /// Returns the number of rows changed.
    func execute(_ sql: SQL) throws -> Int
    /// As `execute`, for what nobody asks the number of: it may be sent together with what follows.
    func put(_ sql: SQL) throws
    /// Several statements without values, for migrations.
    func script(_ text: String) throws
}

extension Connection {
    public func put(_ sql: SQL) throws { _ = try execute(sql) }
}

public final class Transaction {
    private let connection: any Connection
    public let dialect: Dialect
    /// The same for the whole transaction, so that rows of one act agree.
    public let now: Moment
    var commit = Storage.Commit()

    init(_ connection: any Connection, dialect: Dialect, now: Moment) {
        self.connection = connection
        self.dialect = dialect
        self.now = now
    }

    public func newID<Noun>() -> ID<Noun> { ID(UUIDv7.text(at: now)) }

    public func rows(_ sql: SQL) throws -> [Row] { try connection.rows(sql) }
    public func first(_ sql: SQL) throws -> Row? { try connection.rows(sql).first }

    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try connection.execute(sql) }

    /// A change whose outcome nobody waits for. It takes its place in the order of statements; but on PostgreSQL it is
    /// sent with the next one or with the commit, and what is wrong with it is thrown there.
    public func put(_ sql: SQL) throws { try connection.put(sql) }

    func script(_ text: String) throws { try connection.script(text) }
}

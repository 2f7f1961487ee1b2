/// A fault of the database. Which kind it is decides whether the whole transaction may be run again.
public struct StorageError: Error, CustomStringConvertible, Sendable {
    public enum Kind: Sendable, Equatable {
        /// The server asked for another try (40001, 40P01, 25006, 57P01), or the connection was lost before COMMIT was
        /// sent.
        case retryable
        /// The connection was lost while COMMIT was under way: nobody knows whether it was done.
        case outcomeUnknown
        /// A unique index, a CHECK or a foreign key refused the row.
        case constraint
        case other
    }

    public let kind: Kind
    /// SQLSTATE on PostgreSQL, the extended result code on SQLite.
    public let code: String
    public let message: String

    public var description: String { "storage \(kind) \(code): \(message)" }

    /// Thrown by a unit of work that met a twin of itself, committed between its look and its insert: run again, it
    /// finds the twin. Only PostgreSQL has writers at the same time.
    public static let twin = StorageError(kind: .retryable, code: "twin", message: "somebody else was faster")
}

import Storage
import Terms

/// Somebody who works at the desk.
public struct Agent: Sendable, Equatable {
    public enum Role: String, Storable, Sendable { case agent, supervisor, admin }

    public let id: AgentID
    public let login: String
    public let name: String
    /// What customers are told, so that they can check who they talked to.
    public let staffNumber: String
    public let role: Role

    var actor: String { "agent:\(id)" }
}

// MARK: - Rows

extension Agent: FromRow {
    static let columns: SQL = "id, login, name, staff_number, role"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), login: try row.get(1), name: try row.get(2), staffNumber: try row.get(3),
            role: try row.get(4))
    }

    static func find(_ id: AgentID, in transaction: Transaction) throws -> Agent {
        guard let row = try transaction.first("SELECT \(columns) FROM agent WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Agent(row)
    }

    static func add(
        login: String, name: String, staffNumber: String, role: Role, passwordHash: String, in transaction: Transaction
    ) throws -> Agent {
        let id: AgentID = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO agent (id, login, name, staff_number, role, password_hash, joined_at)
            VALUES (\(id), \(login), \(name), \(staffNumber), \(role), \(passwordHash), \(transaction.now))
            """)
        try transaction.record("agent.joined", by: "system", change: "{\"agent\":\"\(id)\"}")
        return try find(id, in: transaction)
    }
}

import Storage
import Terms

/// Who hears when it is over: whoever it hit, and whoever asked.
extension Incident {
    enum Cause: String, Storable, Sendable { case transaction, conversation, asked }

    /// “Tell me when it is over”. Asking twice is asking once; of what is over already there is nothing to tell.
    static func follow(_ id: IncidentID, by customer: Customer, in transaction: Transaction) throws {
        let incident = try find(id, in: transaction)
        guard incident.brand == customer.brand, [.begun, .ended].contains(incident.state) else {
            throw Refusal.notFound
        }
        guard incident.state == .begun else { return }
        try affect(id, customer.actor, customer.id, .asked, in: transaction)
    }

    static func affect(
        _ id: IncidentID, _ owner: String, _ customer: CustomerID?, _ cause: Cause, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO incident_affected (incident_id, owner, customer_id, cause, since)
            VALUES (\(id), \(owner), \(customer), \(cause), \(transaction.now))
            ON CONFLICT (incident_id, owner) DO NOTHING
            """)
    }

    /// Of those that are not over.
    static func followed(by party: Party, in transaction: Transaction) throws -> Set<IncidentID> {
        let rows = try transaction.rows(
            """
            SELECT a.incident_id FROM incident i JOIN incident_affected a ON a.incident_id = i.id
            WHERE i.brand_id = \(party.brand) AND i.state = 'begun' AND a.owner = \(party.owner)
            """)
        return Set(try rows.map { try $0.get(0, as: IncidentID.self) })
    }
}

import Storage
import Terms

/// All incidents and announcements as the desk sees them.
struct Board: Sendable {
    let proposals: [Incident]
    let underWay: [Incident]
    let planned: [Incident]
    let past: [Incident]
    let announcements: [Announcement]
    /// How many will be told when it is over.
    let waiting: [IncidentID: Int]

    static func read(in transaction: Transaction) throws -> Board {
        let counts = try transaction.rows(
            """
            SELECT i.id, COUNT(*) FROM incident i JOIN incident_affected a ON a.incident_id = i.id
            WHERE i.state = 'begun' AND a.told_at IS NULL GROUP BY i.id
            """)
        return Board(
            proposals: try Incident.all([.proposed], in: transaction),
            underWay: try Incident.all([.begun], in: transaction),
            planned: try Incident.all([.planned], in: transaction),
            past: try Incident.all([.ended, .dismissed], in: transaction),
            announcements: try Announcement.latest(in: transaction),
            waiting: Dictionary(uniqueKeysWithValues: try counts.map { (try $0.get(0), try $0.get(1)) }))
    }
}

import Foundation
import Storage
import Terms

/// What happens to an incident; each change is one event.
extension Incident {
    /// What somebody wants to have known, checked.
    struct Draft: Sendable {
        var kind: Kind
        var scope: Scope
        var begins: Moment
        var until: Moment
        var what: Text?
        var advice: Text?
        var endsByItself = false
        var signs: Signs?
    }

    /// By a supervisor it is begun or planned at once; by an agent it is proposed.
    static func open(_ draft: Draft, brand: BrandID, by agent: Agent, in transaction: Transaction) throws -> Incident {
        guard agent.mayPublish else { return try propose(draft, brand: brand, by: agent.actor, in: transaction) }
        if draft.kind == .outage { return try begin(draft, brand: brand, by: agent.actor, in: transaction) }
        if let same = try current(draft, brand, in: transaction) {
            // What was proposed for the same time is what is wanted now.
            if same.state == .proposed {
                _ = try move(same.id, from: [.proposed], to: .planned, "", by: agent.actor, in: transaction)
            }
            return try find(same.id, in: transaction)
        }
        let id = try insert(draft, as: .planned, brand, in: transaction)
        return try find(id, in: transaction).recorded("incident.planned", by: agent.actor, in: transaction)
    }

    /// The same that is proposed already, or under way, stays as it is.
    @discardableResult
    static func propose(_ draft: Draft, brand: BrandID, by actor: String, in transaction: Transaction) throws
        -> Incident
    {
        if let same = try current(draft, brand, in: transaction) { return same }
        let id = try insert(draft, as: .proposed, brand, in: transaction)
        return try find(id, in: transaction).recorded("incident.proposed", by: actor, in: transaction)
    }

    /// An outage under way. The same begun again while it lasts is the same incident; its end moves. One that was
    /// proposed is begun.
    @discardableResult
    static func begin(_ draft: Draft, brand: BrandID, by actor: String, in transaction: Transaction) throws -> Incident
    {
        guard let same = try current(draft, brand, in: transaction) else {
            let id = try insert(draft, as: .begun, brand, in: transaction)
            return try find(id, in: transaction).recorded("incident.begun", by: actor, in: transaction)
        }
        let until = same.state == .begun ? max(same.until, draft.until) : draft.until
        try transaction.execute(
            """
            UPDATE incident SET state = 'begun', ends_at = \(until), what = COALESCE(\(draft.what), what),
                                advice = COALESCE(\(draft.advice), advice), changed_at = \(transaction.now)
            WHERE id = \(same.id) AND state = \(same.state)
            """)
        let kind = same.state == .begun ? "incident.changed" : "incident.begun"
        return try find(same.id, in: transaction).recorded(kind, by: actor, in: transaction)
    }

    /// What was proposed becomes known: an outage begins, maintenance is planned.
    static func publish(_ id: IncidentID, by agent: Agent, _ brands: Brands, in transaction: Transaction) throws {
        try agent.mustPublish()
        let incident = try find(id, in: transaction)
        if incident.kind == .maintenance, incident.state == .proposed {
            try IncidentForm.check(incident.beganAt, brands.find(incident.brand.text), transaction.now)
        }
        let state: State = incident.kind == .outage ? .begun : .planned
        // The time that the proposal waited is not taken from what was expected.
        let until = max(incident.until, transaction.now.adding(seconds: leastSeconds))
        let kept: SQL = incident.kind == .outage ? ", ends_at = \(until)" : ""
        try move(id, from: [.proposed], to: state, kept, by: agent.actor, in: transaction)
    }

    private static let leastSeconds: Int64 = 30 * 60

    /// Planned maintenance begins: at its time by itself, or earlier by hand.
    static func begin(_ id: IncidentID, by actor: String, in transaction: Transaction) throws {
        let began: SQL =
            ", began_at = CASE WHEN began_at < \(transaction.now) THEN began_at ELSE \(transaction.now) END"
        try move(id, from: [.planned], to: .begun, began, by: actor, in: transaction)
    }

    /// Everybody whom it affected is told.
    static func end(_ id: IncidentID, by actor: String, in transaction: Transaction) throws {
        let changed = try move(
            id, from: [.begun], to: .ended,
            """
            , settled_at = \(transaction.now),
            ends_at = CASE WHEN ends_by_itself AND ends_at < \(transaction.now) THEN ends_at ELSE \(transaction.now) END
            """, by: actor, in: transaction)
        if changed { try transaction.enqueue(telling, key: id.text) }
    }

    static func dismiss(_ id: IncidentID, by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        let settled: SQL = ", settled_at = \(transaction.now)"
        try move(id, from: [.proposed, .planned], to: .dismissed, settled, by: agent.actor, in: transaction)
    }

    /// Another end, other words; a proposal may be put right by whoever works here.
    static func change(_ id: IncidentID, to draft: Draft, by agent: Agent, in transaction: Transaction) throws {
        let incident = try find(id, in: transaction)
        if incident.state != .proposed { try agent.mustPublish() }
        let began = incident.state == .begun ? incident.beganAt : draft.begins
        let changed = try transaction.execute(
            """
            UPDATE incident SET began_at = \(began), ends_at = \(draft.until), what = \(draft.what),
                                advice = \(draft.advice), changed_at = \(transaction.now)
            WHERE id = \(id) AND state = \(incident.state) AND state IN ('proposed', 'planned', 'begun')
            """)
        guard changed == 1 else { throw moved }
        _ = try find(id, in: transaction).recorded("incident.changed", by: agent.actor, in: transaction)
    }

    /// False where it is so already; of two who press at once, one does it.
    @discardableResult
    private static func move(
        _ id: IncidentID, from states: [State], to state: State, _ more: SQL, by actor: String,
        in transaction: Transaction
    ) throws -> Bool {
        let changed = try transaction.execute(
            """
            UPDATE incident SET state = \(state), changed_at = \(transaction.now)\(more)
            WHERE id = \(id) AND state IN \(SQL.list(states))
            """)
        let incident = try find(id, in: transaction)
        guard changed == 1 else {
            if incident.state == state { return false }
            throw moved
        }
        _ = try incident.recorded("incident.\(state.rawValue)", by: actor, in: transaction)
        return true
    }

    private static var moved: Refusal { Refusal(.conflict, "incident_moved", AnnouncementTexts.moved) }

    private func recorded(_ event: String, by actor: String, in transaction: Transaction) throws -> Incident {
        try transaction.record(
            event, brand: brand, by: actor,
            change:
                "{\"incident\":\"\(id)\",\"function\":\"\(scope.function.rawValue)\",\"until\":\(until.milliseconds)}")
        return self
    }
}

import Storage
import Terms

/// News for everybody: something new, an offer, or a warning. proposed → published → withdrawn.
struct Announcement: Sendable, Equatable {
    enum Kind: String, Storable, Sendable, CaseIterable { case news, offer, safety }
    enum State: String, Storable, Sendable { case proposed, published, withdrawn }

    static let titleLengthMax = 60
    static let textLengthMax = 2_000
    static let listMax = 50
    static let daysMax: Int64 = 366

    let id: AnnouncementID
    /// nil: of every brand.
    let brand: BrandID?
    let kind: Kind
    let state: State
    let title: Text
    let text: Text
    let from: Moment
    let until: Moment
    let changedAt: Moment

    /// What somebody wants to have announced, checked.
    struct Draft: Sendable {
        var brand: BrandID?
        var kind = Kind.news
        var title: Text
        var text: Text
        var from: Moment
        var until: Moment
    }
}

enum AnnouncementNoun {}
typealias AnnouncementID = ID<AnnouncementNoun>

extension Announcement {
    /// By a supervisor it is published, by an agent proposed. The same key again gives the same one.
    static func open(_ draft: Draft, by agent: Agent, key: String?, in transaction: Transaction) throws -> Announcement
    {
        let row = try transaction.first("SELECT \(columns) FROM announcement WHERE key = \(key)")
        if let row { return try Announcement(row) }
        let state: State = agent.mayPublish ? .published : .proposed
        let id = try insert(draft, as: state, key: key, in: transaction)
        let made = try find(id, in: transaction)
        try made.record("announcement.\(state.rawValue)", by: agent.actor, in: transaction)
        return made
    }

    static func insert(_ draft: Draft, as state: State, key: String?, in transaction: Transaction) throws
        -> AnnouncementID
    {
        let id: AnnouncementID = transaction.newID()
        let stored = try transaction.execute(
            """
            INSERT INTO announcement (id, brand_id, kind, state, title, text, shown_from, shown_until, changed_at, key)
            VALUES (\(id), \(draft.brand), \(draft.kind), \(state), \(draft.title), \(draft.text), \(draft.from),
                    \(draft.until), \(transaction.now), \(key))
            ON CONFLICT (key) DO NOTHING
            """)
        guard stored == 1 else { throw StorageError.twin }
        return id
    }

    static func publish(_ id: AnnouncementID, by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        try move(id, from: [.proposed], to: .published, by: agent, in: transaction)
    }

    /// It is shown no longer; one that was only proposed never will be.
    static func withdraw(_ id: AnnouncementID, by agent: Agent, in transaction: Transaction) throws {
        try agent.mustPublish()
        try move(id, from: [.proposed, .published], to: .withdrawn, by: agent, in: transaction)
    }

    static func change(_ id: AnnouncementID, to draft: Draft, by agent: Agent, in transaction: Transaction) throws {
        let before = try find(id, in: transaction).state
        if before != .proposed { try agent.mustPublish() }
        let changed = try transaction.execute(
            """
            UPDATE announcement SET brand_id = \(draft.brand), kind = \(draft.kind), title = \(draft.title),
                text = \(draft.text), shown_from = \(draft.from), shown_until = \(draft.until),
                changed_at = \(transaction.now)
            WHERE id = \(id) AND state = \(before) AND state <> 'withdrawn'
            """)
        guard changed == 1 else { throw Refusal(.conflict, "announcement_moved", AnnouncementTexts.moved) }
        try find(id, in: transaction).record("announcement.changed", by: agent.actor, in: transaction)
    }

    private static func move(
        _ id: AnnouncementID, from states: [State], to state: State, by agent: Agent, in transaction: Transaction
    ) throws {
        let changed = try transaction.execute(
            """
            UPDATE announcement SET state = \(state), changed_at = \(transaction.now)
            WHERE id = \(id) AND state IN \(SQL.list(states))
            """)
        let announcement = try find(id, in: transaction)
        guard changed == 1 else {
            if announcement.state == state { return }
            throw Refusal(.conflict, "announcement_moved", AnnouncementTexts.moved)
        }
        try announcement.record("announcement.\(state.rawValue)", by: agent.actor, in: transaction)
    }

    private func record(_ event: String, by actor: String, in transaction: Transaction) throws {
        try transaction.record(event, brand: brand, by: actor, change: "{\"announcement\":\"\(id)\"}")
    }
}

// MARK: - Rows

extension Announcement: FromRow {
    static let columns: SQL = "id, brand_id, kind, state, title, text, shown_from, shown_until, changed_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.optional(1), kind: try row.get(2), state: try row.get(3),
            title: try row.get(4), text: try row.get(5), from: try row.get(6), until: try row.get(7),
            changedAt: try row.get(8))
    }

    static func find(_ id: AnnouncementID, in transaction: Transaction) throws -> Announcement {
        guard let row = try transaction.first("SELECT \(columns) FROM announcement WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Announcement(row)
    }

    /// What this brand's customers may read now, newest first.
    static func shown(in brand: BrandID, _ transaction: Transaction) throws -> [Announcement] {
        try transaction.rows(
            """
            SELECT \(columns) FROM announcement
            WHERE state = 'published' AND (brand_id = \(brand) OR brand_id IS NULL)
              AND shown_from <= \(transaction.now) AND shown_until > \(transaction.now)
            ORDER BY shown_from DESC, id DESC LIMIT \(listMax)
            """
        ).map(Announcement.init)
    }

    /// For the desk: proposals first, then the newest.
    static func latest(in transaction: Transaction) throws -> [Announcement] {
        try transaction.rows(
            """
            SELECT \(columns) FROM announcement WHERE state <> 'withdrawn'
            ORDER BY CASE WHEN state = 'proposed' THEN 0 ELSE 1 END, shown_from DESC, id DESC LIMIT \(listMax)
            """
        ).map(Announcement.init)
    }
}

import Foundation
import Storage
import Terms
import Wallet

extension Incident: FromRow {
    static let columns: SQL = """
        id, brand_id, kind, state, function, bank, app_version, began_at, ends_at, ends_by_itself, what, advice, signs,
        settled_at, changed_at
        """

    init(_ row: Row) throws {
        let (version, signs): (String?, String?) = (try row.optional(6), try row.optional(12))
        self.init(
            id: try row.get(0), brand: try row.get(1), kind: try row.get(2), state: try row.get(3),
            scope: Scope(
                function: try row.get(4), bank: try row.optional(5), appVersion: version.flatMap { AppVersion($0) }),
            beganAt: try row.get(7), until: try row.get(8), endsByItself: try row.get(9), what: try row.optional(10),
            advice: try row.optional(11),
            signs: try signs.map { try JSONDecoder().decode(Signs.self, from: Data($0.utf8)) },
            settledAt: try row.optional(13), changedAt: try row.get(14))
    }

    static func find(_ id: IncidentID, in transaction: Transaction) throws -> Incident {
        guard let row = try transaction.first("SELECT \(columns) FROM incident WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Incident(row)
    }

    private static func all(_ condition: SQL, _ order: SQL, in transaction: Transaction) throws -> [Incident] {
        try transaction.rows("SELECT \(columns) FROM incident WHERE \(condition) ORDER BY \(order) LIMIT \(listMax)")
            .map(
                Incident.init)
    }

    /// Those under way, newest first.
    static func open(in brand: BrandID, _ transaction: Transaction) throws -> [Incident] {
        try all(
            """
            brand_id = \(brand) AND state = 'begun' AND began_at <= \(transaction.now)
            AND (ends_at > \(transaction.now) OR NOT ends_by_itself)
            """, "began_at DESC, id DESC", in: transaction)
    }

    /// Those under way that hit this function, or everything; newest first.
    static func open(in brand: BrandID, covering function: Function, _ transaction: Transaction) throws -> [Incident] {
        try open(in: brand, transaction).filter { $0.scope.function.covers(function) }
    }

    /// Those that a transaction made at `moment` may have fallen into, newest first, also when they are over.
    static func around(_ moment: Moment, in brand: BrandID, _ transaction: Transaction) throws -> [Incident] {
        try all(
            """
            brand_id = \(brand) AND state IN ('begun', 'ended') AND began_at <= \(moment)
            AND (ends_at > \(moment) OR state = 'begun' AND NOT ends_by_itself)
            """, "began_at DESC, id DESC", in: transaction)
    }

    /// What kept a transaction from going out, or holds it up.
    static func of(_ one: WalletTransaction, in brand: BrandID, _ transaction: Transaction) throws -> Incident? {
        guard one.state == .failed || !one.state.isFinal else { return nil }
        return try around(one.createdAt, in: brand, transaction).first { $0.covers(one) }
    }

    /// What was planned and has not begun, soonest first.
    static func planned(in brand: BrandID, _ transaction: Transaction) throws -> [Incident] {
        try all(
            "brand_id = \(brand) AND state = 'planned' AND ends_at > \(transaction.now)", "began_at, id",
            in: transaction)
    }

    /// Over for not longer than `seconds`, newest first.
    static func ended(in brand: BrandID, within seconds: Int64, _ transaction: Transaction) throws -> [Incident] {
        let oldest = transaction.now.adding(seconds: -seconds)
        return try all(
            "brand_id = \(brand) AND state = 'ended' AND settled_at > \(oldest)", "settled_at DESC, id DESC",
            in: transaction)
    }

    /// For the desk, of all brands.
    static func all(_ states: [State], in transaction: Transaction) throws -> [Incident] {
        try all("state IN \(SQL.list(states))", "COALESCE(settled_at, began_at) DESC, id DESC", in: transaction)
    }

    /// What begins or ends by itself, and should have by now.
    static func due(in transaction: Transaction) throws -> [Incident] {
        try all(
            """
            state = 'planned' AND began_at <= \(transaction.now)
            OR state = 'begun' AND ends_by_itself AND ends_at <= \(transaction.now)
            """, "id", in: transaction)
    }

    /// What waits for a supervisor: proposals, and outages that take longer than was said.
    static func waiting(in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT (SELECT COUNT(*) FROM incident
                    WHERE state = 'proposed'
                       OR state = 'begun' AND NOT ends_by_itself AND ends_at <= \(transaction.now))
                 + (SELECT COUNT(*) FROM announcement WHERE state = 'proposed')
            """)?.get(0) ?? 0
    }

    /// The one of the same scope that is proposed, planned (for the same time) or under way.
    static func current(_ draft: Draft, _ brand: BrandID, in transaction: Transaction) throws -> Incident? {
        try all(
            """
            brand_id = \(brand) AND function = \(draft.scope.function) AND kind = \(draft.kind)
            AND COALESCE(bank, '') = \(draft.scope.bank ?? "")
            AND COALESCE(app_version, '') = \(draft.scope.appVersion?.description ?? "")
            AND (kind = 'outage' OR began_at = \(draft.begins)) AND state IN ('proposed', 'planned', 'begun')
            """, "id", in: transaction
        ).first
    }

    static func insert(
        _ draft: Draft, as state: State, _ brand: BrandID, in transaction: Transaction
    ) throws -> IncidentID {
        let id: IncidentID = transaction.newID()
        let signs = try draft.signs.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let stored = try transaction.execute(
            """
            INSERT INTO incident (id, brand_id, kind, state, function, bank, app_version, began_at, ends_at,
                                  ends_by_itself, what, advice, signs, changed_at)
            VALUES (\(id), \(brand), \(draft.kind), \(state), \(draft.scope.function), \(draft.scope.bank),
                    \(draft.scope.appVersion?.description), \(draft.begins), \(draft.until),
                    \(draft.kind == .maintenance || draft.endsByItself), \(draft.what), \(draft.advice), \(signs),
                    \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        // Somebody else's transaction with the same scope committed between the look and the insert.
        guard stored == 1 else { throw StorageError.twin }
        return id
    }
}

/// As JSON, one field a language.
extension Text: Storable {
    public var stored: Value {
        let words = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.tag, self($0)) })
        return .text((try? JSONEncoder().encode(words)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
    }

    public init?(stored: Value) {
        guard case .text(let json) = stored,
            let words = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)),
            let hans = words["zh-Hans"], let hant = words["zh-Hant"], let en = words["en"]
        else { return nil }
        self.init(hans, hant, en)
    }
}

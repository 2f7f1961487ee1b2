import Foundation
import Storage
import Terms
import Wallet

/// Something that is out of order for many at once: a function, or everything that goes through one bank.
/// begun → ended, by hand or when its time is over.
struct Incident: Sendable, Equatable {
    enum Function: String, Storable, Sendable, CaseIterable { case payment, transfer, topUp = "top_up", withdrawal }

    static let openMax = 20
    static let hoursMax: Int64 = 72

    let id: IncidentID
    let brand: BrandID
    let function: Function
    /// Only what goes through this bank; nil: all of it.
    let bank: String?
    let beganAt: Moment
    /// When it is expected to be over; it counts as over from then on.
    let until: Moment

    /// Whether this transaction fell into it.
    func covers(_ transaction: WalletTransaction) -> Bool {
        let itsFunction: Function? =
            switch transaction.kind {
            case .payment: .payment
            case .transfer: .transfer
            case .topUp: .topUp
            case .withdrawal: .withdrawal
            case .refund, .received: nil
            }
        guard itsFunction == function, transaction.createdAt >= beganAt, transaction.createdAt < until else {
            return false
        }
        guard let bank else { return true }
        if case .card(let cardBank, _) = transaction.means, cardBank == bank { return true }
        return transaction.counterparty.bank == bank
    }
}

enum IncidentNoun {}
typealias IncidentID = ID<IncidentNoun>

extension Incident {
    /// The same function and bank begun again while it lasts is the same incident; its end moves.
    static func begin(
        _ function: Function, bank: String?, brand: BrandID, until: Moment, by actor: String,
        in transaction: Transaction
    ) throws -> Incident {
        let latest = transaction.now.adding(seconds: hoursMax * 3_600)
        let until = min(max(until, transaction.now), latest)
        if let same = try open(in: brand, transaction).first(where: { $0.function == function && $0.bank == bank }) {
            try transaction.execute("UPDATE incident SET ends_at = \(until) WHERE id = \(same.id)")
            return try find(same.id, in: transaction)
        }
        let id: IncidentID = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO incident (id, brand_id, function, bank, began_at, ends_at)
            VALUES (\(id), \(brand), \(function), \(bank), \(transaction.now), \(until))
            """)
        try transaction.record(
            "incident.begun", brand: brand, by: actor,
            change: "{\"incident\":\"\(id)\",\"function\":\"\(function.rawValue)\"}")
        return try find(id, in: transaction)
    }

    static func end(_ id: IncidentID, by actor: String, in transaction: Transaction) throws {
        let incident = try find(id, in: transaction)
        let changed = try transaction.execute(
            "UPDATE incident SET ends_at = \(transaction.now) WHERE id = \(id) AND ends_at > \(transaction.now)")
        if changed == 1 {
            try transaction.record(
                "incident.ended", brand: incident.brand, by: actor, change: "{\"incident\":\"\(id)\"}")
        }
    }
}

// MARK: - Rows

extension Incident: FromRow {
    static let columns: SQL = "id, brand_id, function, bank, began_at, ends_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), function: try row.get(2), bank: try row.optional(3),
            beganAt: try row.get(4), until: try row.get(5))
    }

    static func find(_ id: IncidentID, in transaction: Transaction) throws -> Incident {
        guard let row = try transaction.first("SELECT \(columns) FROM incident WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Incident(row)
    }

    /// Those under way, newest first.
    static func open(in brand: BrandID, _ transaction: Transaction) throws -> [Incident] {
        try transaction.rows(
            """
            SELECT \(columns) FROM incident WHERE brand_id = \(brand) AND ends_at > \(transaction.now)
            ORDER BY began_at DESC, id DESC LIMIT \(openMax)
            """
        ).map(Incident.init)
    }

    /// Those that a transaction made at `moment` may have fallen into.
    static func around(_ moment: Moment, in brand: BrandID, _ transaction: Transaction) throws -> [Incident] {
        try transaction.rows(
            """
            SELECT \(columns) FROM incident WHERE brand_id = \(brand) AND began_at <= \(moment) AND ends_at > \(moment)
            ORDER BY began_at DESC, id DESC LIMIT \(openMax)
            """
        ).map(Incident.init)
    }
}

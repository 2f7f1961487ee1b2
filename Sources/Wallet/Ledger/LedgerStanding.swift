import Storage
import Terms

/// What an order of a customer depends on, read in one go.
struct LedgerStanding: Sendable {
    let account: Account
    let level: Int
    /// The customer's own limits for the kind asked about; nil: as the level says.
    let ownPerTransaction: Int64?
    let ownPerDay: Int64?
    /// Of all who take part.
    let currencies: Set<Currency>

    /// What counts in the end. A level that fell pulls the customer's own limits down with it.
    func cap(_ tariff: Tariff) -> Tariff.Cap {
        let cap = tariff.cap(level: level)
        return Tariff.Cap(
            perTransaction: min(cap.perTransaction, ownPerTransaction ?? .max),
            perDay: min(cap.perDay, ownPerDay ?? .max))
    }

    /// Throws `Refusal.notFound` where the customer, or the other one who takes part, has no account.
    static func read(
        _ customer: CustomerID, for kind: Limits.Kind? = nil, with other: CustomerID? = nil, in tx: Transaction
    ) throws -> LedgerStanding {
        let (balanceID, heldID) = (
            LedgerAccount.balance(customer).customersID, LedgerAccount.held(customer).customersID
        )
        let otherID = other.map { LedgerAccount.balance($0).customersID }
        let (columns, own): (SQL, SQL) =
            if let kind {
                (
                    "l.per_transaction, l.per_day",
                    "LEFT JOIN wallet_limit l ON l.customer_id = a.customer_id AND l.kind = \(kind)"
                )
            } else {
                ("NULL, NULL", "")
            }
        let rows = try tx.rows(
            """
            SELECT a.id, a.balance, a.currency, a.frozen_because, a.level, \(columns) FROM wallet_account a \(own)
            WHERE a.id IN \(SQL.list([balanceID, heldID] + (otherID.map { [$0] } ?? [])))
            """)
        let ids = try rows.map { try $0.get(0, as: String.self) }
        guard let balance = ids.firstIndex(of: balanceID), let held = ids.firstIndex(of: heldID),
            otherID.map({ ids.contains($0) }) ?? true
        else { throw Refusal.notFound }
        func money(_ row: Row) throws -> Money { Money(minor: try row.get(1), currency: try row.get(2)) }
        let row = rows[balance]
        return LedgerStanding(
            account: Account(
                customer: customer, balance: try money(row), held: try money(rows[held]),
                frozenBecause: try row.optional(3)), level: try row.get(4), ownPerTransaction: try row.optional(5),
            ownPerDay: try row.optional(6), currencies: Set(try rows.map { try $0.get(2) }))
    }
}

extension Limits.Kind: Storable {}

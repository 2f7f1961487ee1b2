import Storage
import Terms

extension Ledger {
    public func limits(_ customer: CustomerID) async throws -> Limits {
        try await storage.read { [tariff] in try Self.limits(customer, tariff, in: $0) }
    }

    @discardableResult
    public func setLimit(
        _ kind: Limits.Kind, perTransaction: Money?, perDay: Money?, of customer: CustomerID, by actor: String
    ) async throws -> Limits {
        try await storage.write { [tariff] tx in
            let standing = try LedgerStanding.read(customer, in: tx)
            let cap = tariff.cap(level: standing.level)
            let currency = standing.account.balance.currency
            for (field, wanted, most) in [
                ("per_transaction", perTransaction, cap.perTransaction), ("per_day", perDay, cap.perDay),
            ] {
                guard let wanted else { continue }
                guard wanted.currency == currency else { throw Self.currencyRefused }
                guard wanted.minor >= 0, wanted.minor <= most else {
                    throw Self.aboveLevel(field, Money(minor: most, currency: currency))
                }
            }
            try tx.execute(
                """
                INSERT INTO wallet_limit (customer_id, kind, per_transaction, per_day, set_at)
                VALUES (\(customer), \(kind), \(perTransaction?.minor), \(perDay?.minor), \(tx.now))
                ON CONFLICT (customer_id, kind) DO UPDATE
                SET per_transaction = excluded.per_transaction, per_day = excluded.per_day, set_at = excluded.set_at
                """)
            try tx.record(
                "limit.set", customer: customer, by: actor,
                change: try Self.json([
                    "kind": kind.rawValue, "per_transaction": perTransaction?.decimal ?? "",
                    "per_day": perDay?.decimal ?? "",
                ]))
            return try Self.limits(customer, tariff, in: tx)
        }
    }

    @discardableResult
    public func setLevel(_ level: Int, of customer: CustomerID, by actor: String) async throws -> Limits {
        guard (1...tariff.caps.count).contains(level) else { throw Self.levelUnknown }
        return try await storage.write { [tariff] tx in
            let changed = try tx.execute(
                """
                UPDATE wallet_account SET level = \(level)
                WHERE id = \(LedgerAccount.balance(customer).customersID) AND level <> \(level)
                """)
            if changed == 1 {
                try tx.record("level.set", customer: customer, by: actor, change: "{\"level\":\(level)}")
            }
            return try Self.limits(customer, tariff, in: tx)
        }
    }

    public func quote(_ kind: Limits.Kind, _ amount: Money, of customer: CustomerID) async throws -> Quote {
        guard amount.minor > 0, amount.minor <= Money.minorMax else { throw Self.amountRefused }
        return try await storage.read { [tariff] tx in
            guard try Self.account(customer, in: tx).balance.currency == amount.currency else {
                throw Self.currencyRefused
            }
            return Quote(
                kind: kind, amount: amount, fee: try Self.fee(kind, amount, tariff),
                expectedAt: kind == .withdrawal ? tx.now.adding(seconds: tariff.withdrawalSeconds) : nil,
                limit: try Self.limits(customer, tariff, in: tx)[kind])
        }
    }

    static func fee(_ kind: Limits.Kind, _ amount: Money, _ tariff: Tariff) throws -> Money {
        let fee = tariff.fee(kind, amount)
        guard fee.minor < amount.minor else {
            throw Refusal.invalid(
                "amount", "amount_below_fee",
                Text(
                    "金额要大于手续费 {fee}，请输入更大的金额。", "金額要大於手續費 {fee}，請輸入更大的金額。",
                    "The amount must be more than the fee of {fee}. Please enter a larger amount."
                ).filling(["fee": fee.display]))
        }
        return fee
    }

    private static let levelUnknown = Refusal.invalid(
        "level", "level_unknown",
        Text("没有这个等级，请重新选择。", "沒有這個等級，請重新選擇。", "There is no such level. Please choose another."))

    private static func aboveLevel(_ field: String, _ most: Money) -> Refusal {
        .invalid(
            field, "limit_above_level",
            Text(
                "您目前最高可设为 {most}，请输入不超过它的金额。", "您目前最高可設為 {most}，請輸入不超過它的金額。",
                "At most {most} is possible at your level. Please enter no more than that."
            ).filling(["most": most.display]))
    }
}

// MARK: - Rows

extension Ledger {
    /// Takes `amount` off what is left of the day; false, with nothing changed, where it is too much. The condition is
    /// in the statement, so that of two orders at once the second sees what the first has used.
    static func use(
        _ amount: Money, _ kind: Limits.Kind, within cap: Tariff.Cap, of customer: CustomerID, on day: String,
        in tx: Transaction
    ) throws -> Bool {
        guard amount.minor <= min(cap.perTransaction, cap.perDay) else { return false }
        let used = try tx.first(
            """
            INSERT INTO wallet_usage (customer_id, kind, day, used)
            VALUES (\(customer), \(kind), \(day), \(amount.minor))
            ON CONFLICT (customer_id, kind, day) DO UPDATE SET used = wallet_usage.used + excluded.used
            WHERE wallet_usage.used + excluded.used <= \(cap.perDay) RETURNING used
            """)
        return used != nil
    }

    /// What failed or came back did not use anything. `kind` is a transaction's.
    static func unuse(
        _ minor: Int64, _ kind: String, of customer: CustomerID, on day: String, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE wallet_usage SET used = used - \(minor)
            WHERE customer_id = \(customer) AND kind = \(kind) AND day = \(day)
            """)
    }

    private static func limits(_ customer: CustomerID, _ tariff: Tariff, in tx: Transaction) throws -> Limits {
        let standing = try LedgerStanding.read(customer, in: tx)
        let currency = standing.account.balance.currency
        var own: [Limits.Kind: (Int64?, Int64?)] = [:]
        for row in try tx.rows(
            "SELECT kind, per_transaction, per_day FROM wallet_limit WHERE customer_id = \(customer)")
        {
            own[try row.get(0)] = (try row.optional(1), try row.optional(2))
        }
        var used: [Limits.Kind: Int64] = [:]
        for row in try tx.rows(
            """
            SELECT kind, used FROM wallet_usage
            WHERE customer_id = \(customer) AND day = \(tariff.day(tx.now))
            """)
        { used[try row.get(0)] = try row.get(1) }
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }
        let cap = tariff.cap(level: standing.level)
        func limit(_ kind: Limits.Kind) -> Limit {
            Limit(
                perTransaction: money(min(cap.perTransaction, own[kind]?.0 ?? .max)),
                perDay: money(min(cap.perDay, own[kind]?.1 ?? .max)), usedToday: money(used[kind] ?? 0),
                perTransactionMax: money(cap.perTransaction), perDayMax: money(cap.perDay))
        }
        return Limits(
            level: standing.level, payment: limit(.payment), transfer: limit(.transfer), topUp: limit(.topUp),
            withdrawal: limit(.withdrawal))
    }
}

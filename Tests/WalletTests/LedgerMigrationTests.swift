import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct LedgerMigrations {
    /// ¥100.00 for Mira, who gave ¥10.00 to Theo and has ¥20.00 on its way to a bank, as the first schema kept it.
    private static let old: @Sendable (Transaction) throws -> Void = { tx in
        let at: Int64 = 1_700_000_000_000
        for statement: SQL in [
            """
            INSERT INTO wallet_account (id, kind, customer_id, currency, balance, opened_at) VALUES
                ('mira.balance', 'balance', 'mira', 'CNY', 7000, \(at)),
                ('mira.held', 'held', 'mira', 'CNY', 2000, \(at)),
                ('theo.balance', 'balance', 'theo', 'CNY', 1000, \(at)),
                ('theo.held', 'held', 'theo', 'CNY', 0, \(at)),
                ('bank.CNY', 'bank', NULL, 'CNY', -10000, \(at))
            """,
            "INSERT INTO wallet_card VALUES ('card-1', 'mira', '招商银行', '1111', 2030, 6, 'old', \(at))",
            """
            INSERT INTO wallet_transaction (id, number, customer_id, kind, state, amount, currency, card_id,
                counterparty_name, counterparty_bank, recipient_account, held, created_at, updated_at, steps) VALUES
                ('t1', '1', 'mira', 'top_up', 'succeeded', 10000, 'CNY', 'card-1', '招商银行', '招商银行', NULL, 0, \(at),
                    \(at), 1),
                ('t2', '2', 'mira', 'transfer', 'succeeded', 1000, 'CNY', NULL, '王磊', NULL, NULL, 0, \(at), \(at), 1),
                ('t3', '3', 'mira', 'transfer', 'processing', 2000, 'CNY', NULL, '林小雨', '工商银行', '62220202', 2000,
                    \(at), \(at), 1)
            """,
            """
            INSERT INTO wallet_posting (transaction_id, from_id, to_id, amount, posted_at) VALUES
                ('t1', 'bank.CNY', 'mira.balance', 10000, \(at)),
                ('t2', 'mira.balance', 'theo.balance', 1000, \(at)), ('t3', 'mira.balance', 'mira.held', 2000, \(at))
            """,
            "INSERT INTO wallet_order VALUES ('mira', 'old-key', 'x', 't3', \(at))",
        ] { try tx.execute(statement) }
        for (id, state) in [("t1", "succeeded"), ("t2", "succeeded"), ("t3", "processing")] {
            try tx.execute("INSERT INTO wallet_step VALUES (\(id), 1, \(state), NULL, 'system', \(at))")
            try tx.record(
                "transaction.\(state)", customer: CustomerID("mira"), by: "system",
                change: "{\"transaction\":\"\(id)\",\"state\":\"\(state)\"}")
        }
        try tx.enqueue(Ledger.remitting, key: "t3")
    }

    @Test("leave what was there as it was, and orders go on", arguments: Place.all)
    func goOn(at place: Place) async throws {
        try await World.run(at: place, since: Self.old) { world in
            let (mira, theo) = (CustomerID("mira"), CustomerID("theo"))
            #expect(try await world.ledger.check() == [])
            #expect(try await world.balance(mira) == ["70.00", "20.00"])
            #expect(try await world.wallet.limits(mira).level == 2)
            let old = try await world.wallet.transactions(mira, before: nil, limit: 9)
            #expect(old.map(\.fee.minor) == [0, 0, 0] && old.map(\.id.text) == ["t3", "t2", "t1"])
            #expect(try await world.wallet.cards(mira).map(\.kind) == [nil])
            #expect(try await world.finished(old[0]).state == .succeeded, "what was under way is finished")
            #expect(try await world.wallet.limits(mira).transfer.usedToday.minor == 0)
            #expect(try await world.wallet.balance(theo, at: World.start) == World.yuan("10.00"))

            // The bank still has the card under its token: bound again, it is recognised.
            let details = CardDetails(number: "6225881000031111", expiryYear: 2031, expiryMonth: 1)
            guard case .accepted(let token, _, _) = try await world.bank.client().tokenise(details, key: "k") else {
                Issue.record("the bank takes every card that is not on file")
                return
            }
            try await world.storage.write { try $0.execute("UPDATE wallet_card SET token = \(token)") }
            let card = try await world.wallet.bind(details, to: mira, key: "card")
            #expect(card.id.text == "card-1" && card.kind == .debit)

            #expect(try await world.give(mira, "5.00", to: theo).state == .succeeded)
            #expect(try await world.finished(try await world.withdraw(mira, "20.00", to: card)).state == .succeeded)
            #expect(try await world.finished(try await world.pay(mira, "1.00")).state == .succeeded)
            #expect(try await world.balance(mira) == ["44.00", "0.00"])
            #expect(try await world.wallet.freeze(mira, because: "owner", by: "customer:mira").isFrozen)
        }
    }

    @Test("keep the rules of the tables they touch", arguments: TestEngine.available)
    func rules(on engine: TestEngine) async throws {
        try await World.run(at: Place(engine: engine, way: .ledger), since: Self.old) { world in
            func isRefused(_ statement: SQL) async -> Bool {
                do { try await world.storage.write { try $0.execute(statement) } } catch { return true }
                return false
            }
            let update: SQL = "UPDATE wallet_transaction SET"
            #expect(await isRefused("\(update) kind = 'gift' WHERE id = 't1'"))
            #expect(await isRefused("\(update) kind = 'received' WHERE id = 't1'"), "without its transfer")
            #expect(await isRefused("\(update) kind = 'refund' WHERE id = 't1'"), "without its payment")
            #expect(await isRefused("\(update) fee = amount WHERE id = 't1'"))
            #expect(await isRefused("\(update) transfer_id = 't2' WHERE id = 't1'"))
            #expect(await isRefused("UPDATE wallet_account SET kind = 'purse' WHERE id = 'bank.CNY'"))
            #expect(await isRefused("UPDATE wallet_account SET kind = 'fee' WHERE id = 'bank.CNY'"), "below zero")
            #expect(await isRefused("UPDATE wallet_account SET frozen_at = 1 WHERE id = 'mira.balance'"))
            #expect(await isRefused("INSERT INTO wallet_usage VALUES ('mira', 'payment', '2026-11-20', -1)"))
            #expect(await !isRefused("\(update) fee = 0 WHERE id = 't1'"))
        }
    }
}

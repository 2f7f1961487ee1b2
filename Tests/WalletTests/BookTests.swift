import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Books {
    @Test(
        "the check finds money that appeared, vanished, or is held for nothing", arguments: Place.ledgers,
        [
            "UPDATE wallet_account SET balance = balance + 1 WHERE id = 'mira.balance'",
            "UPDATE wallet_account SET balance = balance - 1 WHERE id = 'bank.CNY'",
            "UPDATE wallet_transaction SET held = held - 1 WHERE held > 0",
            "UPDATE wallet_transaction SET refunded = 1 WHERE kind = 'top_up'",
            "UPDATE wallet_transaction SET state = 'succeeded', held = 0 WHERE held > 0",
            "UPDATE wallet_transaction SET state = 'failed' WHERE kind = 'top_up'",
            "DELETE FROM wallet_posting WHERE to_id = 'mira.balance'",
            "UPDATE wallet_posting SET amount = amount + 1 WHERE to_id = 'mira.held'",
            "UPDATE wallet_account SET currency = 'USD' WHERE id = 'bank.CNY'",
        ])
    func check(at place: Place, tampering: String) async throws {
        struct Undo: Error {}
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            _ = try await world.pay(mira, "30.00")
            #expect(try await world.ledger.check() == [])
            await #expect(throws: Undo.self) {
                try await world.storage.write { tx in
                    #expect(try tx.execute(SQL(stringLiteral: tampering)) == 1)
                    #expect(try !Ledger.check(in: tx).isEmpty)
                    throw Undo()
                }
            }
        }
    }

    @Test(
        "the check finds what is wrong with limits, fees, freezing and what was received", arguments: Place.ledgers,
        [
            "UPDATE wallet_usage SET used = used + 1 WHERE kind = 'withdrawal'",
            "DELETE FROM wallet_usage WHERE kind = 'withdrawal'",
            "UPDATE wallet_transaction SET used_on = '2026-11-19' WHERE kind = 'withdrawal'",
            "UPDATE wallet_transaction SET fee = fee + 1 WHERE kind = 'withdrawal'",
            "UPDATE wallet_transaction SET fee = 0 WHERE kind = 'withdrawal'",
            "DELETE FROM wallet_posting WHERE to_id = 'fee.CNY'",
            "DELETE FROM wallet_transaction WHERE kind = 'received'",
            "UPDATE wallet_transaction SET amount = amount + 1 WHERE kind = 'received'",
            "UPDATE wallet_transaction SET customer_id = 'mira' WHERE kind = 'received'",
            "UPDATE wallet_account SET frozen_at = 1, frozen_because = 'risk' WHERE id = 'mira.balance'",
        ])
    func accountCheck(at place: Place, tampering: String) async throws {
        struct Undo: Error {}
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            #expect(try await world.give(mira, "10.00", to: theo).state == .succeeded)
            #expect(try await world.finished(try await world.withdraw(mira, "20.00", to: card)).state == .succeeded)
            #expect(try await world.ledger.check() == [])
            await #expect(throws: Undo.self) {
                try await world.storage.write { tx in
                    if tampering.hasPrefix("DELETE FROM wallet_transaction") {
                        try tx.execute(
                            """
                            DELETE FROM wallet_step WHERE transaction_id IN (
                                SELECT id FROM wallet_transaction WHERE kind = 'received')
                            """)
                    }
                    #expect(try tx.execute(SQL(stringLiteral: tampering)) == 1)
                    #expect(try !Ledger.check(in: tx).isEmpty)
                    throw Undo()
                }
            }
        }
    }

    @Test("the database refuses a balance below zero and a refund above the payment", arguments: Place.ledgers)
    func constraints(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            _ = try await world.finished(try await world.pay(mira, "30.00"))
            for statement in [
                "UPDATE wallet_account SET balance = -1 WHERE id = 'mira.balance'",
                "UPDATE wallet_account SET balance = -1 WHERE kind = 'merchant'",
                "UPDATE wallet_transaction SET refunded = amount + 1 WHERE kind = 'payment'",
                "UPDATE wallet_transaction SET amount = 0 WHERE kind = 'payment'",
                "UPDATE wallet_posting SET to_id = from_id",
            ] {
                await #expect {
                    try await world.storage.write { try $0.execute(SQL(stringLiteral: statement)) }
                } throws: {
                    ($0 as? StorageError)?.kind == .constraint
                }
            }
        }
    }

    @Test("a late answer cannot move money out of any final state", arguments: Place.ledgers)
    func finalStates(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.decline(reason: "no"), merchant: "甲"))
            await world.bank.follow(.init(.pending(seconds: 0, thenDecline: "closed"), recipient: "乙"))
            let over = [
                try await world.finished(try await world.pay(mira, "1.00", key: "a")),
                try await world.finished(try await world.pay(mira, "1.00", to: "甲", key: "b")),
                try await world.finished(try await world.pay(mira, "1.00", from: .card(card.id), key: "c")),
                try await world.finished(try await world.toBank(mira, "1.00", name: "乙", key: "d")),
            ]
            #expect(over.map(\.state.isFinal) == [true, true, true, true])
            let before = try await world.balance(mira)
            for transaction in over {
                for act in ["settle", "charge", "payout"] {
                    for answer in [BankAnswer.approved, .declined(reason: "x"), .pending(until: nil), .unknown] {
                        try? await world.ledger.bankAnswered(answer, to: "\(transaction.id).\(act)")
                    }
                }
                #expect(try await world.now(transaction) == transaction)
            }
            #expect(try await world.balance(mira) == before)
        }
    }
}

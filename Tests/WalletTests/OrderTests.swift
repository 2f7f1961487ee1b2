import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Orders {
    @Test("with the same key are one order, also at the same moment", arguments: Place.all)
    func sameKey(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let placed = try await withThrowingTaskGroup(of: TransactionID.self) { group in
                for _ in 0..<10 { group.addTask { try await world.pay(mira, "30.00", key: "once").id } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(placed.count == 1)
            #expect(try await world.balance(mira) == ["70.00", "30.00"])
            let payment = try await world.pay(mira, "30.00", key: "once")
            let paid = try await world.finished(payment)
            #expect(try await world.pay(mira, "30.00", key: "once") == paid, "as it is by now")

            for _ in 0..<2 {
                let refund = Refund(customer: mira, transaction: paid.id, amount: World.yuan("10.00"))
                _ = try await world.wallet.refund(refund, key: "back", by: "agent:theo")
                _ = try await world.toBank(mira, "5.00")
                _ = try await world.wallet.topUp(
                    TopUp(customer: mira, amount: World.yuan("1.00"), card: card.id), key: "more")
            }
            #expect(try await world.balance(mira) == ["75.00", "5.00"])
            #expect(try await world.wallet.transactions(mira, before: nil, limit: 100).count == 5)
        }
    }

    @Test("with a key used for something else are refused; another customer's key is another key", arguments: Place.all)
    func keyReused(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            _ = try await world.pay(mira, "30.00", key: "k")
            await expectRefusal("key_reused", .conflict) { _ = try await world.pay(mira, "30.01", key: "k") }
            await expectRefusal("key_reused", .conflict) { _ = try await world.pay(mira, "30.00", to: "别家", key: "k") }
            await expectRefusal("key_reused", .conflict) {
                _ = try await world.pay(mira, "30.00", from: .card(card.id), key: "k")
            }
            await expectRefusal("key_reused", .conflict) { _ = try await world.toBank(mira, "30.00", key: "k") }
            #expect(try await world.pay(theo, "30.00", key: "k").customer == theo)
            #expect(try await world.balance(mira) == ["70.00", "30.00"])
        }
    }

    @Test("of no amount, too large an amount, an unknown card or customer are refused", arguments: Place.all)
    func refused(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let (theo, theosCard) = try await world.customer("theo")
            func pay(_ minor: Int64) async throws {
                let amount = Money(minor: minor, currency: .cny)
                _ = try await world.wallet.pay(
                    Payment(customer: mira, amount: amount, source: .balance, merchant: "店"), key: "k")
            }
            for minor in [0, -1, Money.minorMax + 1, Int64.min, Int64.max] {
                await expectRefusal("amount_invalid", .invalid, field: "amount") { try await pay(minor) }
            }
            #expect(try await world.wallet.cards(theo).map(\.id) == [theosCard.id], "theo's card exists, for him")
            for foreign in [theosCard.id, CardID("nothing")] {
                await expectRefusal("not_found", .notFound) {
                    _ = try await world.pay(mira, "1.00", from: .card(foreign))
                }
                await expectRefusal("not_found", .notFound) {
                    _ = try await world.wallet.topUp(
                        TopUp(customer: mira, amount: World.yuan("1.00"), card: foreign), key: "k")
                }
            }
            let nobody = CustomerID("nobody")
            await expectRefusal("not_found", .notFound) { _ = try await world.pay(nobody, "1.00") }
            await expectRefusal("not_found", .notFound) { _ = try await world.wallet.account(nobody) }
            await expectRefusal("not_found", .notFound) { _ = try await world.wallet.cards(nobody) }
            await expectRefusal("not_found", .notFound) {
                _ = try await world.wallet.transactions(nobody, before: nil, limit: 1)
            }
            await expectRefusal("name_invalid", .invalid, field: "merchant") {
                _ = try await world.pay(mira, "1.00", to: "  ")
            }
            for key in ["", "带中文", String(repeating: "k", count: 201)] {
                await expectRefusal("key_invalid", .invalid, field: "key") {
                    _ = try await world.pay(mira, "1.00", key: key)
                }
            }
            #expect(
                try await world.pay(mira, "1.00", from: .card(card.id)).state == .processing,
                "the same with a good card works")
        }
    }

    @Test("are listed newest first, page by page, and only to their customer", arguments: Place.all)
    func listed(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            var placed: [TransactionID] = []
            for index in 0..<6 { placed.append(try await world.pay(mira, "1.00", key: "p-\(index)").id) }
            let first = try await world.wallet.transactions(mira, before: nil, limit: 4)
            #expect(first.map(\.id) == Array(placed.reversed().prefix(4)))
            #expect(first[0].steps.map(\.state) == [.created, .authorised, .processing])
            let second = try await world.wallet.transactions(mira, before: first[3].id, limit: 4)
            #expect(second.map(\.id).dropLast() == placed.reversed().suffix(2) && second.count == 3)
            #expect(try await world.wallet.transactions(theo, before: nil, limit: 100).count == 1)
            #expect(try await world.wallet.transactions(theo, before: placed[3], limit: 100).isEmpty)
            await expectRefusal("not_found", .notFound) { _ = try await world.wallet.transaction(placed[0], of: theo) }
            #expect(try await world.wallet.transaction(placed[0], of: mira).id == placed[0])
        }
    }

    @Test("an account that is open is returned as it is", arguments: Place.all)
    func reopened(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            #expect(try await world.wallet.open(mira, currency: .usd).balance == World.yuan("100.00"))
        }
    }

    @Test("every state change is read once, in order, with other events in between", arguments: Place.all)
    func changes(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            try await world.storage.write { tx in for _ in 0..<30 { try tx.record("message.posted", by: "system") } }
            let paid = try await world.finished(try await world.pay(mira, "1.00"))
            var seen: [WalletChanges.Change] = []
            var cursor: String?
            // On PostgreSQL the newest ones can be read only when no older transaction of anybody's is under way.
            try await world.until("seven changes can be read") {
                let page = try await world.wallet.changes(after: cursor, limit: 2)
                #expect(page.changes.count <= 2)
                seen += page.changes
                cursor = page.cursor ?? cursor
                return seen.count >= 7
            }
            #expect(
                seen.map(\.state) == [
                    .created, .processing, .succeeded, .created, .authorised, .processing, .succeeded,
                ])
            #expect(seen.suffix(4).allSatisfy { $0.transaction == paid.id && $0.customer == mira })
            _ = try await world.pay(mira, "1.00", key: "later")
            let end = cursor
            try await world.until("three more") {
                try await world.wallet.changes(after: end, limit: 10).changes.count == 3
            }
            await expectRefusal("cursor_invalid", .malformed) {
                _ = try await world.wallet.changes(after: "中 &x", limit: 1)
            }
        }
    }
}

import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Refunds {
    @Test("of a payment from the balance arrive at once, in parts, up to what was paid", arguments: Place.all)
    func toBalance(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let paid = try await world.finished(try await world.pay(mira, "30.00"))
            let part = try await world.wallet.refund(
                Refund(customer: mira, transaction: paid.id, amount: World.yuan("12.50")), key: "a", by: "agent:theo")
            #expect(
                part.kind == .refund && part.state == .succeeded && part.refundOf == paid.id && part.means == .balance)
            #expect(part.counterparty == paid.counterparty)
            #expect(try await world.now(paid).refundable == World.yuan("17.50"))
            let rest = try await world.wallet.refund(
                Refund(customer: mira, transaction: paid.id), key: "b", by: "agent:theo")
            #expect(rest.amount == World.yuan("17.50"))
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            #expect(try await world.now(paid).refunded == World.yuan("30.00"))
            let actors = try await world.storage.read {
                try $0.rows("SELECT actor FROM event WHERE change LIKE \("%\(part.id)%")").map {
                    try $0.get(0, as: String.self)
                }
            }
            #expect(actors == ["agent:theo", "agent:theo"])
        }
    }

    @Test("of more than is left, of nothing, or of what cannot be refunded are refused", arguments: Place.all)
    func refused(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            let paid = try await world.finished(try await world.pay(mira, "30.00"))
            let failed = try await world.pay(mira, "500.00", key: "too-much")
            let topUp = try await world.wallet.transactions(mira, before: nil, limit: 10).last
            let topUpID = try #require(topUp?.id)
            func refund(_ id: TransactionID, _ amount: Money? = nil, of customer: CustomerID) async throws {
                _ = try await world.wallet.refund(
                    Refund(customer: customer, transaction: id, amount: amount), key: "r", by: "agent:theo")
            }
            for amount in ["30.01", "0.00"] {
                await expectRefusal("not_refundable", .conflict) {
                    try await refund(paid.id, World.yuan(amount), of: mira)
                }
            }
            await expectRefusal("not_refundable", .conflict) { try await refund(failed.id, of: mira) }
            await expectRefusal("not_refundable", .conflict) { try await refund(topUpID, of: mira) }
            await expectRefusal("amount_invalid", .invalid, field: "amount") {
                try await refund(paid.id, Money(minor: -100, currency: .cny), of: mira)
            }
            await expectRefusal("currency_mismatch", .invalid, field: "amount") {
                try await refund(paid.id, Money(minor: 100, currency: .usd), of: mira)
            }
            await expectRefusal("not_found", .notFound) { try await refund(paid.id, of: theo) }
            try await refund(paid.id, World.yuan("30.00"), of: mira)
            await expectRefusal("not_refundable", .conflict) {
                _ = try await world.wallet.refund(
                    Refund(customer: mira, transaction: paid.id), key: "again", by: "agent:theo")
            }
        }
    }

    @Test("twelve at once never give back more than was paid", arguments: Place.all)
    func atOnce(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let paid = try await world.finished(try await world.pay(mira, "30.00"))
            let given = try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<12 {
                    group.addTask {
                        let order = Refund(customer: mira, transaction: paid.id, amount: World.yuan("10.00"))
                        // Refused by the rule, and not by the constraint behind it: anything but a refusal fails the
                        // test.
                        do { _ = try await world.wallet.refund(order, key: "r-\(index)", by: "agent:theo") } catch let
                            refusal as Refusal where refusal.code == "not_refundable"
                        { return false }
                        return true
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(given == 3)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("to a card go through the bank; one that it declines can be given again", arguments: Place.all)
    func toCard(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let paid = try await world.finished(try await world.pay(mira, "30.00", from: .card(card.id)))
            #expect(paid.state == .succeeded && paid.means == .card(bank: "招商银行", lastFour: "1111"))
            await world.bank.follow(.init(.decline(reason: "closed_today"), act: .refund, times: 1))
            let order = Refund(customer: mira, transaction: paid.id, amount: World.yuan("20.00"))
            let first = try await world.wallet.refund(order, key: "a", by: "agent:theo")
            #expect(first.state == .processing && first.means == paid.means)
            #expect(try await world.now(paid).refundable == World.yuan("10.00"), "set aside while the bank is asked")
            #expect(try await world.finished(first).reason == .declinedByBank)
            #expect(try await world.now(paid).refundable == World.yuan("30.00"))
            let second = try await world.finished(try await world.wallet.refund(order, key: "b", by: "agent:theo"))
            #expect(second.state == .succeeded)
            #expect(await world.atBank(second, "refund") == .approved)
            #expect(try await world.balance(mira) == ["100.00", "0.00"], "the card got it, not the balance")
        }
    }

    @Test(
        "let go at once what a timed-out payment holds, and the day's end finds nothing more to do",
        arguments: Place.all)
    func release(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.timeOut, merchant: "便利店"))
            let (mira, _) = try await world.customer()
            let failed = try await world.finished(try await world.pay(mira, "30.00", to: "便利店"))
            #expect(failed.held == World.yuan("30.00"))
            let released = try await world.wallet.refund(
                Refund(customer: mira, transaction: failed.id), key: "r", by: "agent:theo")
            #expect(released.state == .succeeded && released.amount == World.yuan("30.00"))
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            world.clock.advance(seconds: 2 * 24 * 3_600)
            await world.runner.runDue()
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            #expect(try await world.wallet.transactions(mira, before: nil, limit: 10).count == 3)
        }
    }
}

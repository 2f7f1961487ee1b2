import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct LimitRules {
    @Test("begin at the second level, and grow and shrink with it", arguments: Place.all)
    func levels(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let limits = try await world.wallet.limits(mira)
            #expect(limits.level == 2 && limits.topUp.usedToday == World.yuan("100.00"))
            #expect(
                limits.payment.perTransaction == World.yuan("10000") && limits.payment.perDay == World.yuan("20000"))
            let less = try await world.wallet.setLevel(1, of: mira, by: "agent:chen")
            #expect(less.level == 1 && less[.transfer].perDay == World.yuan("2000"))
            let more = try await world.wallet.setLevel(3, of: mira, by: "agent:chen")
            #expect(more.withdrawal.perTransactionMax == World.yuan("50000"))
            #expect(try await world.wallet.setLevel(3, of: mira, by: "agent:chen") == more)
            #expect(try await world.events("level.set") == [#"{"level":1}"#, #"{"level":3}"#])
            for level in [0, 4] {
                await expectRefusal("level_unknown", .invalid, field: "level") {
                    _ = try await world.wallet.setLevel(level, of: mira, by: "agent:chen")
                }
            }
        }
    }

    @Test("of the customer's own count, and cannot exceed the level's", arguments: Place.all)
    func own(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let by = "customer:mira"
            let set = try await world.wallet.setLimit(
                .payment, perTransaction: World.yuan("30.00"), perDay: World.yuan("50.00"), of: mira, by: by)
            #expect(set.payment.perTransaction == World.yuan("30.00") && set.payment.left == World.yuan("30.00"))
            #expect(set.payment.perDayMax == World.yuan("20000") && set.transfer.perDay == World.yuan("20000"))
            let large = try await world.pay(mira, "30.01", key: "a")
            #expect(large.state == .failed && large.reason == .limitReached)
            #expect(large.steps.map(\.state) == [.created, .failed])
            #expect(try await world.finished(try await world.pay(mira, "30.00", key: "b")).state == .succeeded)
            #expect(try await world.wallet.limits(mira).payment.left == World.yuan("20.00"))
            #expect(try await world.pay(mira, "20.01", key: "c").reason == .limitReached)
            #expect(try await world.finished(try await world.pay(mira, "20.00", key: "d")).state == .succeeded)
            let quote = try await world.wallet.quote(.payment, World.yuan("0.01"), of: mira)
            #expect(!quote.isWithinLimit && quote.limit.left.minor == 0 && quote.expectedAt == nil)
            #expect(try await world.give(mira, "40.00", to: try await world.customer("theo").id).state == .succeeded)

            await expectRefusal("limit_above_level", .invalid, field: "per_day") {
                _ = try await world.wallet.setLimit(
                    .payment, perTransaction: nil, perDay: World.yuan("20000.01"), of: mira, by: by)
            }
            let free = try await world.wallet.setLimit(.payment, perTransaction: nil, perDay: nil, of: mira, by: by)
            #expect(free.payment.perDay == World.yuan("20000") && free.payment.usedToday == World.yuan("50.00"))
            #expect(try await world.pay(mira, "0.01", key: "e").state == .processing)
            #expect(try await world.events("limit.set").count == 2)
        }
    }

    @Test("of a day are whole again after midnight in the wallet's time zone", arguments: Place.all)
    func midnight(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            _ = try await world.wallet.setLimit(
                .payment, perTransaction: nil, perDay: World.yuan("10.00"), of: mira, by: "customer:mira")
            #expect(try await world.pay(mira, "10.00", key: "a").state == .processing)
            // 18:00 in Shanghai; a second before midnight, and then at it.
            world.clock.advance(seconds: 6 * 3_600 - 1 - world.clock.now.seconds(since: World.start))
            #expect(try await world.pay(mira, "0.01", key: "b").reason == .limitReached)
            world.clock.advance(seconds: 1)
            #expect(try await world.pay(mira, "10.00", key: "c").state == .processing)
            #expect(try await world.wallet.limits(mira).payment.left.minor == 0)
        }
    }

    @Test("get back what an order that failed had used, on the day it was used", arguments: Place.ledgers)
    func givenBack(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            let (mira, card) = try await world.customer()
            func used() async throws -> [Int64] {
                try await world.storage.read { tx in
                    try tx.rows("SELECT used FROM wallet_usage WHERE kind = 'payment' ORDER BY day").map {
                        try $0.get(0)
                    }
                }
            }
            #expect(try await world.pay(mira, "100.01", key: "a").reason == .insufficientBalance)
            await world.bank.follow(.init(.decline(reason: "no"), merchant: "乙店"))
            await world.bank.follow(.init(.timeOut, merchant: "丙店"))
            let declined = try await world.pay(mira, "20.00", to: "乙店", from: .card(card.id), key: "b")
            #expect(try await used() == [2_000])
            #expect(try await world.finished(declined).reason == .declinedByBank)
            #expect(try await used() == [0])
            let silent = try await world.pay(mira, "20.00", to: "丙店", key: "c")
            world.clock.advance(seconds: 86_400)
            #expect(try await world.pay(mira, "5.00", key: "d").state == .processing)
            #expect(try await world.finished(silent).reason == .networkTimeout)
            #expect(try await used() == [0, 500])
        }
    }

    @Test("hold when many orders come at once", arguments: Place.all)
    func together(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            _ = try await world.wallet.setLimit(
                .payment, perTransaction: nil, perDay: World.yuan("35.00"), of: mira, by: "customer:mira")
            let states = try await withThrowingTaskGroup(of: WalletTransaction.self) { group in
                for index in 0..<12 {
                    let source: Source = index % 2 == 0 ? .balance : .card(card.id)
                    group.addTask { try await world.pay(mira, "10.00", from: source, key: "k\(index)") }
                }
                return try await group.reduce(into: [WalletTransaction.State: Int]()) { $0[$1.state, default: 0] += 1 }
            }
            #expect(states == [.processing: 3, .failed: 9])
            #expect(try await world.wallet.limits(mira).payment.usedToday == World.yuan("30.00"))
        }
    }
}

@Suite(.serialized) struct Freezes {
    @Test("stop what goes out; what comes in goes on", arguments: Place.all)
    func freeze(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            let bought = try await world.finished(try await world.pay(mira, "10.00", key: "before"))
            let frozen = try await world.wallet.freeze(mira, because: "owner", by: "customer:mira")
            #expect(frozen.isFrozen && frozen.frozenBecause == "owner" && frozen.balance == World.yuan("90.00"))
            #expect(try await world.wallet.freeze(mira, because: "again", by: "agent:chen") == frozen)

            let outgoing: [@Sendable () async throws -> Void] = [
                { _ = try await world.pay(mira, "1.00", key: "a") },
                { _ = try await world.pay(mira, "1.00", from: .card(card.id), key: "b") },
                { _ = try await world.give(mira, "1.00", to: theo, key: "c") },
                { _ = try await world.toBank(mira, "1.00", key: "d") },
                { _ = try await world.withdraw(mira, "1.00", to: card, key: "e") },
            ]
            for order in outgoing { await expectRefusal("account_frozen", .locked) { try await order() } }
            #expect(
                try await world.pay(mira, "10.00", key: "before").id == bought.id, "an earlier order is what it was")
            let count = try await world.wallet.transactions(mira, before: nil, limit: 100).count
            #expect(count == 2, "what was refused left nothing")

            #expect(try await world.give(theo, "5.00", to: mira).state == .succeeded)
            let topUp = TopUp(customer: mira, amount: World.yuan("1.00"), card: card.id)
            #expect(try await world.finished(try await world.wallet.topUp(topUp, key: "f")).state == .succeeded)
            let refund = Refund(customer: mira, transaction: bought.id)
            #expect(try await world.wallet.refund(refund, key: "g", by: "agent:chen").state == .succeeded)
            #expect(try await world.balance(mira) == ["106.00", "0.00"])

            #expect(try await !world.wallet.unfreeze(mira, by: "agent:chen").isFrozen)
            #expect(try await !world.wallet.unfreeze(mira, by: "agent:chen").isFrozen)
            #expect(try await world.finished(try await world.pay(mira, "1.00", key: "a")).state == .succeeded)
            #expect(try await world.events("wallet.frozen") == [#"{"reason":"owner"}"#])
            #expect(try await world.events("wallet.unfrozen").count == 1)
        }
    }

    @Test("hold against orders that were given at the same moment", arguments: Place.all)
    func together(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<8 {
                    let source: Source = index % 2 == 0 ? .balance : .card(card.id)
                    group.addTask { _ = try? await world.pay(mira, "1.00", from: source, key: "k\(index)") }
                }
                group.addTask { _ = try await world.wallet.freeze(mira, because: "risk", by: "system") }
                try await group.waitForAll()
            }
            // Whatever came first: nothing goes out from now on.
            await expectRefusal("account_frozen", .locked) { _ = try await world.pay(mira, "1.00", key: "late") }
            await expectRefusal("not_found", .notFound) {
                _ = try await world.wallet.freeze(CustomerID("nobody"), because: "risk", by: "system")
            }
        }
    }
}

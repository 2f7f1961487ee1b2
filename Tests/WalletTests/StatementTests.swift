import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Statements {
    @Test("show both sides of a transfer between customers", arguments: Place.all)
    func bothSides(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            let sent = try await world.give(mira, "30.00", to: theo, sender: "林晓")
            let received = try await world.wallet.transactions(theo, before: nil, limit: 1)[0]
            #expect(received.kind == .received && received.state == .succeeded && received.amount == sent.amount)
            #expect(
                received.counterparty.name == "林晓" && received.transfer == sent.id && received.number != sent.number)
            #expect(received.customer == theo && received.refundable.minor == 0)
            #expect(sent.counterparty.name == "林小雨" && sent.transfer == nil)
            #expect(
                try await world.wallet.limits(theo).transfer.usedToday.minor == 0, "what others send is not limited")
            #expect(try await world.give(mira, "30.00", to: theo) == sent, "again, under the same key")
            #expect(try await world.wallet.transactions(theo, before: nil, limit: 9).count == 2)
            #expect(try await world.give(mira, "70.01", to: theo, key: "b").state == .failed)
            #expect(try await world.wallet.transactions(theo, before: nil, limit: 9).count == 2)
            await expectRefusal("not_found", .notFound) { _ = try await world.wallet.transaction(sent.id, of: theo) }
            await expectRefusal("not_refundable", .conflict) {
                _ = try await world.wallet.refund(
                    Refund(customer: theo, transaction: received.id), key: "r", by: "agent:chen")
            }
        }
    }

    @Test("list a span of time oldest first, page by page", arguments: Place.all)
    func span(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            world.clock.advance(seconds: 3_600)
            let from = world.clock.now
            var made: [TransactionID] = []
            for index in 0..<5 {
                made.append(try await world.give(mira, "1.0\(index)", to: theo, key: "g\(index)").id)
                world.clock.advance(seconds: 60)
            }
            let until = from.adding(seconds: 4 * 60)
            let first = try await world.wallet.transactions(mira, from: from, until: until, after: nil, limit: 3)
            let rest = try await world.wallet.transactions(
                mira, from: from, until: until, after: first.last?.id, limit: 3)
            #expect((first + rest).map(\.id) == Array(made.prefix(4)), "the fifth begins at the end")
            let all = try await world.wallet.transactions(
                mira, from: World.start, until: world.clock.now, after: nil, limit: 100)
            #expect(all.count == 6 && all[0].kind == .topUp)
        }
    }

    @Test("carry the balance forward", arguments: Place.all)
    func balance(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.timeOut, merchant: "丙店"))
            let (mira, card) = try await world.customer()
            let (theo, _) = try await world.customer("theo")
            let acts: [@Sendable () async throws -> WalletTransaction] = [
                { try await world.pay(mira, "10.00", key: "a") },
                { try await world.give(mira, "5.00", to: theo, key: "b") },
                { try await world.give(theo, "7.00", to: mira, key: "c") },
                { try await world.withdraw(mira, "20.00", to: card, key: "d") },
                { try await world.pay(mira, "30.00", to: "丙店", key: "e") },
            ]
            var seen: [(Moment, Money)] = [(World.start, World.yuan("0.00"))]
            for act in acts {
                world.clock.advance(seconds: 100)
                seen.append((world.clock.now, try await world.wallet.account(mira).balance))
                _ = try await world.finished(try await act())
            }
            world.clock.advance(seconds: 100)
            seen.append((world.clock.now, try await world.wallet.account(mira).balance))
            for (moment, balance) in seen {
                #expect(try await world.wallet.balance(mira, at: moment) == balance, "at \(moment.rfc3339)")
            }
            #expect(Set(seen.map(\.1)).count == 7, "it must have changed every time")
            await expectRefusal("not_found", .notFound) {
                _ = try await world.wallet.balance(CustomerID("nobody"), at: World.start)
            }
        }
    }
}

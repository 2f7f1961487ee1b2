import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Withdrawals {
    @Test("take amount and fee from the balance, and the rest reaches the card", arguments: Place.all)
    func succeeded(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer(with: "500.00")
            let quote = try await world.wallet.quote(.withdrawal, World.yuan("200.00"), of: mira)
            let made = try await world.withdraw(mira, "200.00", to: card)
            #expect(made.kind == .withdrawal && made.state == .processing && made.means == .card(card))
            #expect(made.fee == World.yuan("0.20") && made.fee == quote.fee && made.arrives == quote.arrives)
            #expect(try await world.balance(mira) == ["300.00", "200.00"])
            let done = try await world.finished(made)
            #expect(
                done.state == .succeeded && done.steps.map(\.state) == [.created, .authorised, .processing, .succeeded])
            #expect(try await world.balance(mira) == ["300.00", "0.00"])
            let order = await world.bank.books.entries["\(made.id).withdrawal"]?.order
            #expect(order?.amount == World.yuan("199.80"), "the bank pays out what is left after the fee")
            #expect(try await world.charged() == 20)
            #expect(try await world.withdraw(mira, "200.00", to: card) == done, "the same key, the same withdrawal")
        }
    }

    @Test(
        "cost a tenth of a per cent, rounded half up, and ten fen at least",
        arguments: [
            ("0.11", "0.10"), ("50.00", "0.10"), ("100.00", "0.10"), ("104.99", "0.10"), ("105.00", "0.11"),
            ("114.99", "0.11"), ("115.00", "0.12"), ("1000.00", "1.00"), ("9999.99", "10.00"),
        ])
    func fees(amount: String, fee: String) {
        #expect(Tariff.standard.fee(.withdrawal, World.yuan(amount)) == World.yuan(fee))
        #expect(Tariff.standard.fee(.transfer, World.yuan(amount)).minor == 0)
    }

    @Test("that the fee would eat are refused beside the amount", arguments: Place.all)
    func eaten(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            for amount in ["0.01", "0.10"] {
                await expectRefusal("amount_below_fee", .invalid, field: "amount") {
                    _ = try await world.withdraw(mira, amount, to: card)
                }
                await expectRefusal("amount_below_fee", .invalid, field: "amount") {
                    _ = try await world.wallet.quote(.withdrawal, World.yuan(amount), of: mira)
                }
            }
            #expect(try await world.finished(try await world.withdraw(mira, "0.11", to: card)).arrives.minor == 1)
        }
    }

    @Test("that the bank rejects, at once or later, are back in the balance whole", arguments: Place.all)
    func rejected(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.decline(reason: "closed"), lastFour: "1111", act: .withdraw, times: 1))
            let failed = try await world.finished(try await world.withdraw(mira, "40.00", to: card, key: "a"))
            #expect(failed.state == .failed && failed.reason == .rejectedByBank)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])

            await world.bank.follow(.init(.pending(seconds: 600, thenDecline: "closed"), lastFour: "1111", times: 1))
            let waiting = try await world.finished(try await world.withdraw(mira, "40.00", to: card, key: "b"))
            #expect(waiting.state == .processing && waiting.reason == .processingAtBank)
            #expect(waiting.expectedAt != nil && waiting.held == World.yuan("40.00"))
            world.clock.advance(seconds: 600)
            let back = try await world.finished(waiting)
            #expect(back.state == .returned && back.reason == .rejectedByBank && back.held.minor == 0)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            #expect(try await world.charged() == 0, "nothing is charged for what did not arrive")
            #expect(try await world.wallet.limits(mira).withdrawal.usedToday.minor == 0)
        }
    }

    @Test("that the bank does not answer wait, and arrive once", arguments: Place.ledgers)
    func silent(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.timeOut, lastFour: "1111", act: .withdraw, times: 3))
            let waiting = try await world.finished(try await world.withdraw(mira, "40.00", to: card))
            #expect(waiting.state == .processing && waiting.reason == .networkTimeout)
            world.clock.advance(seconds: 60)
            #expect(try await world.finished(waiting).state == .succeeded)
            #expect(try await world.balance(mira) == ["60.00", "0.00"])
        }
    }

    @Test("of more than there is, or to somebody else's card, move nothing", arguments: Place.all)
    func impossible(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            let (theo, others) = try await world.customer("theo")
            let failed = try await world.withdraw(mira, "100.01", to: card, key: "a")
            #expect(failed.state == .failed && failed.reason == .insufficientBalance)
            await expectRefusal("not_found", .notFound) { _ = try await world.withdraw(mira, "1.00", to: others) }
            #expect(try await world.withdraw(mira, "100.00", to: card, key: "b").state == .processing)
            #expect(try await world.balance(theo) == ["100.00", "0.00"])
            let (nora, _) = try await world.customer("nora")
            await expectRefusal("not_found", .notFound) { _ = try await world.withdraw(nora, "1.00", to: card) }
        }
    }
}

extension WalletTransaction.Means {
    static func card(_ card: Card) -> Self { .card(bank: card.bank, lastFour: card.lastFour) }
}

extension World {
    /// Everything that the wallet has charged, in minor units.
    func charged() async throws -> Int64 {
        try await storage.read { tx in
            try tx.first("SELECT COALESCE(SUM(balance), 0) FROM wallet_account WHERE kind = 'fee'")?.get(0) ?? 0
        }
    }
}

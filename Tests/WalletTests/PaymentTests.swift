import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Payments {
    @Test("from the balance: held while the bank is asked, then the merchant's", arguments: Place.all)
    func fromBalance(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let ordered = try await world.pay(mira, "30.00")
            #expect(ordered.state == .processing)
            #expect(ordered.held == World.yuan("30.00"))
            #expect(try await world.balance(mira) == ["70.00", "30.00"])
            #expect(ordered.number.count == 16 && !CardNumber.passesLuhn(ordered.number))

            let paid = try await world.finished(ordered)
            #expect(paid.steps.map(\.state) == [.created, .authorised, .processing, .succeeded])
            #expect(paid.means == .balance)
            #expect(paid.counterparty == .init(name: "星光书店"))
            #expect(paid.refundable == World.yuan("30.00"))
            #expect(try await world.balance(mira) == ["70.00", "0.00"])
            #expect(await world.atBank(paid, "settle") == .approved)
        }
    }

    @Test("from a balance that is too small: recorded as failed, and nothing is held", arguments: Place.all)
    func insufficientBalance(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer(with: "10.00")
            let failed = try await world.pay(mira, "10.01")
            #expect(failed.steps.map(\.state) == [.created, .failed])
            #expect(failed.reason == .insufficientBalance)
            #expect(try await world.balance(mira) == ["10.00", "0.00"])
            #expect(await world.runner.runDue() == 0)
        }
    }

    @Test("declined by the merchant's bank: the money is back", arguments: Place.all)
    func declined(at place: Place) async throws {
        try await World.run(at: place) { world in
            await world.bank.follow(.init(.decline(reason: "merchant_blocked"), merchant: "夜市小摊"))
            let (mira, _) = try await world.customer()
            let failed = try await world.finished(try await world.pay(mira, "30.00", to: "夜市小摊"))
            #expect(failed.state == .failed && failed.reason == .declinedByBank)
            #expect(failed.held.minor == 0)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test(
        "unanswered: failed, the money held for a day, then let go by itself; the bank is told to forget it",
        arguments: Place.all)
    func timedOut(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.timeOut, merchant: "便利店"))
            let (mira, _) = try await world.customer()
            let failed = try await world.finished(try await world.pay(mira, "30.00", to: "便利店"))
            #expect(failed.state == .failed && failed.reason == .networkTimeout)
            #expect(failed.expectedAt == failed.updatedAt.adding(seconds: 24 * 3_600))
            #expect(failed.refundable == World.yuan("30.00"))
            #expect(try await world.balance(mira) == ["70.00", "30.00"])
            await world.runner.runDue()
            #expect(await world.atBank(failed, "settle") == .voided)

            world.clock.advance(seconds: 24 * 3_600 - 60)
            await world.runner.runDue()
            #expect(try await world.balance(mira) == ["70.00", "30.00"], "not before its time")
            world.clock.advance(seconds: 60)
            await world.runner.runDue()
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            let now = try await world.now(failed)
            #expect(
                now.state == .failed && now.held.minor == 0 && now.refunded == World.yuan("30.00")
                    && now.expectedAt == nil)
            let newest = try await world.wallet.transactions(mira, before: nil, limit: 1)[0]
            #expect(newest.kind == .refund && newest.refundOf == failed.id && newest.state == .succeeded)
        }
    }

    @Test("unanswered twice and answered the third time: paid once", arguments: Place.ledgers)
    func answeredAtLast(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.timeOut, merchant: "便利店", times: 2))
            let (mira, _) = try await world.customer()
            let paid = try await world.finished(try await world.pay(mira, "30.00", to: "便利店"))
            #expect(paid.state == .succeeded)
            #expect(try await world.balance(mira) == ["70.00", "0.00"])
        }
    }

    @Test("approved too late: the money moves once, and the bank takes its approval back", arguments: Place.ledgers)
    func tooLate(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.late(milliseconds: 20_000), merchant: "便利店"))
            let (mira, _) = try await world.customer()
            let failed = try await world.finished(try await world.pay(mira, "30.00", to: "便利店"))
            #expect(failed.reason == .networkTimeout)
            #expect(await world.atBank(failed, "settle") == .voided)
            // The bank's approval crosses the void on the way; it is answered with another void.
            try await world.until("the late report asks for another void") {
                try await world.storage.read { try $0.first("SELECT 1 FROM job WHERE key = \("\(failed.id)/late")") }
                    != nil
            }
            await world.runner.runDue()
            #expect(await world.atBank(failed, "settle") == .voided)
            #expect(try await world.balance(mira) == ["70.00", "30.00"])
            try await world.ledger.bankAnswered(.approved, to: "\(failed.id).settle")
            await world.runner.runDue()
            let released = try await world.wallet.refund(
                Refund(customer: mira, transaction: failed.id), key: "r", by: "agent:theo")
            #expect(released.state == .succeeded)
            try await world.ledger.bankAnswered(.approved, to: "\(failed.id).settle")
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
            #expect(try await world.now(failed).state == .failed)
        }
    }

    @Test("approved late but in time, by a report: paid", arguments: Place.ledgers)
    func lateInTime(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.late(milliseconds: 20), merchant: "便利店"))
            let (mira, _) = try await world.customer()
            let ordered = try await world.pay(mira, "30.00", to: "便利店")
            await world.runner.runDue()
            try await world.until("the report arrives") { try await world.now(ordered).state == .succeeded }
            #expect(try await world.finished(ordered).state == .succeeded)
            #expect(try await world.balance(mira) == ["70.00", "0.00"])
        }
    }

    @Test("answered and reported twice more: paid once", arguments: Place.ledgers)
    func twice(at place: Place) async throws {
        try await World.run(at: place) { world in
            await world.bank.follow(.init(.twice, merchant: "便利店"))
            let (mira, _) = try await world.customer()
            let paid = try await world.finished(try await world.pay(mira, "30.00", to: "便利店"))
            #expect(paid.state == .succeeded)
            try await world.ledger.bankAnswered(.approved, to: "\(paid.id).settle")
            try await world.ledger.bankAnswered(.declined(reason: "never mind"), to: "\(paid.id).settle")
            #expect(try await world.now(paid).steps == paid.steps)
            #expect(try await world.balance(mira) == ["70.00", "0.00"])
        }
    }

    @Test("of twenty at once from a balance that covers seven, seven go through", arguments: Place.all)
    func manyAtOnce(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer(with: "70.00")
            let ordered = try await withThrowingTaskGroup(of: WalletTransaction.self) { group in
                for index in 0..<20 { group.addTask { try await world.pay(mira, "10.00", key: "pay-\(index)") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(ordered.count { $0.state == .processing } == 7)
            #expect(ordered.count { $0.reason == .insufficientBalance } == 13)
            for transaction in ordered where !transaction.state.isFinal {
                #expect(try await world.finished(transaction).state == .succeeded)
            }
            #expect(try await world.balance(mira) == ["0.00", "0.00"])
        }
    }
}

import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Transfers {
    @Test("to another customer arrive at once, or fail when the balance is too small", arguments: Place.all)
    func toCustomer(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let (theo, _) = try await world.customer("theo", with: "1.00")
            let recipient = Transfer.Recipient.customer(theo, name: "西奥")
            let sent = try await world.wallet.transfer(
                Transfer(customer: mira, amount: World.yuan("25.00"), recipient: recipient), key: "a")
            #expect(sent.steps.map(\.state) == [.created, .succeeded] && sent.counterparty.name == "西奥")
            #expect(try await world.balance(mira) == ["75.00", "0.00"])
            #expect(try await world.balance(theo) == ["26.00", "0.00"])
            let failed = try await world.wallet.transfer(
                Transfer(customer: mira, amount: World.yuan("75.01"), recipient: recipient), key: "b")
            #expect(failed.reason == .insufficientBalance)
            // The other way round, so that both orders of the two account rows were used.
            let back = Transfer(customer: theo, amount: World.yuan("26.01"), recipient: .customer(mira, name: "米拉"))
            #expect(try await world.wallet.transfer(back, key: "c").reason == .insufficientBalance)
            #expect(try await world.balance(mira) == ["75.00", "0.00"])
            #expect(try await world.balance(theo) == ["26.00", "0.00"])
        }
    }

    @Test("to nobody, to oneself or in another currency are refused", arguments: Place.all)
    func refused(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            func send(_ money: Money, to recipient: Transfer.Recipient) async throws {
                _ = try await world.wallet.transfer(
                    Transfer(customer: mira, amount: money, recipient: recipient), key: "k")
            }
            await expectRefusal("not_found", .notFound) {
                try await send(World.yuan("1.00"), to: .customer(CustomerID("nobody"), name: "无名"))
            }
            await expectRefusal("recipient_is_sender", .invalid, field: "recipient") {
                try await send(World.yuan("1.00"), to: .customer(mira, name: "米拉"))
            }
            await expectRefusal("currency_mismatch", .invalid, field: "amount") {
                try await send(
                    Money(minor: 100, currency: .usd), to: .bankAccount(name: "A", bank: "B", number: "12345"))
            }
            await expectRefusal("account_number_invalid", .invalid, field: "number") {
                try await send(World.yuan("1.00"), to: .bankAccount(name: "A", bank: "B", number: "12"))
            }
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test(
        "to a bank wait for the bank, are found done by asking, and the account's number is then forgotten",
        arguments: Place.all)
    func toBank(at place: Place) async throws {
        try await World.run(at: place) { world in
            await world.bank.callBack(to: "http://127.0.0.1:9/nowhere")
            await world.bank.follow(.init(.pending(seconds: 7_200, thenDecline: nil), recipient: "林小雨"))
            let (mira, _) = try await world.customer()
            let waiting = try await world.finished(try await world.toBank(mira, "40.00"))
            #expect(waiting.state == .processing && waiting.reason == .processingAtBank)
            #expect(waiting.expectedAt.map { $0 > waiting.updatedAt.adding(seconds: 7_000) } == true)
            #expect(waiting.counterparty == .init(name: "林小雨", bank: "工商银行", lastFour: "2345"))
            #expect(try await world.balance(mira) == ["60.00", "40.00"])
            let number = {
                try await world.storage.read { try $0.rows("SELECT recipient_account FROM wallet_transaction") }
            }
            #expect("\(try await number())".contains("6222020200012345"))
            for _ in 0..<10 {
                world.clock.advance(seconds: 900)
                await world.runner.runDue()
            }
            let done = try await world.now(waiting)
            #expect(done.state == .succeeded && done.reason == nil && done.expectedAt == nil)
            #expect(done.steps.map(\.state) == [.created, .authorised, .processing, .processing, .succeeded])
            #expect(try await world.balance(mira) == ["60.00", "0.00"])
            #expect(!"\(try await number())".contains("6222020200012345"))
        }
    }

    @Test("that the bank sends back are returned, by its own report", arguments: Place.all)
    func returned(at place: Place) async throws {
        try await World.run(at: place) { world in
            // Long enough for the answer to arrive before the report, also on a busy machine.
            await world.bank.follow(.init(.pending(seconds: 1.5, thenDecline: "account_closed"), recipient: "林小雨"))
            let (mira, _) = try await world.customer()
            let ordered = try await world.toBank(mira, "40.00")
            await world.runner.runDue()
            try await world.until("the bank's report arrives") { try await world.now(ordered).state.isFinal }
            let returned = try await world.now(ordered)
            #expect(returned.state == .returned && returned.reason == .returnedByBank && returned.held.minor == 0)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("that the bank declines at once have failed", arguments: Place.ledgers)
    func declined(at place: Place) async throws {
        try await World.run(at: place) { world in
            await world.bank.follow(.init(.decline(reason: "no_such_account"), act: .payout))
            let (mira, _) = try await world.customer()
            let failed = try await world.finished(try await world.toBank(mira, "40.00"))
            #expect(failed.state == .failed && failed.reason == .declinedByBank)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("to a bank that does not answer stay under way, say so, and arrive when it is back", arguments: Place.ledgers)
    func silentBank(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            await world.bank.follow(.init(.timeOut, recipient: "林小雨", times: 4))
            let (mira, _) = try await world.customer()
            let ordered = try await world.toBank(mira, "40.00")
            var seen: [WalletTransaction.Reason?] = []
            for _ in 0..<40 {
                await world.runner.runDue()
                let now = try await world.now(ordered)
                if now.state.isFinal { break }
                #expect(now.held == now.amount)
                seen.append(now.reason)
                world.clock.advance(seconds: 1)
            }
            #expect(seen.first == .some(nil) && seen.last == .networkTimeout)
            #expect(try await world.now(ordered).state == .succeeded)
            #expect(try await world.balance(mira) == ["60.00", "0.00"])
        }
    }
}

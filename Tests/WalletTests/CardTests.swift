import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Cards {
    @Test("are bound by a number that is written down nowhere", arguments: Place.all)
    func bind(at place: Place) async throws {
        try await World.run(at: place) { world in
            let mira = CustomerID("mira")
            _ = try await world.wallet.open(mira, currency: .cny)
            let card = try await world.card(of: mira, number: "6225-8810 0003 1111")
            #expect(card.lastFour == "1111" && card.bank == "招商银行" && card.expiryYear == 2030 && card.expiryMonth == 6)
            #expect(
                try await world.card(of: mira, number: "6225-8810 0003 1111") == card, "the same key, the same card")
            #expect(
                try await world.card(of: mira, number: "6225881000031111", year: 2031).id == card.id,
                "the same card renewed")
            #expect(try await world.wallet.cards(mira).map(\.expiryYear) == [2031])
            for table in ["wallet_card", "wallet_order", "job", "event"] {
                let rows = try await world.storage.read { try $0.rows("SELECT * FROM \(SQL(stringLiteral: table))") }
                #expect(!"\(rows)".contains("622588100003"), "\(table)")
                #expect(table == "job" || !rows.isEmpty, "the search above must have had something to search")
            }
        }
    }

    @Test("with a wrong digit, too few digits or an impossible date are refused beside the field", arguments: Place.all)
    func refused(at place: Place) async throws {
        try await World.run(at: place) { world in
            let mira = CustomerID("mira")
            _ = try await world.wallet.open(mira, currency: .cny)
            for number in ["6225 8810 0003 1112", "6225", "", "６２２５８８１００００３１１１１", String(repeating: "0", count: 20)] {
                await expectRefusal("card_number_invalid", .invalid, field: "number") {
                    _ = try await world.card(of: mira, number: number)
                }
            }
            await expectRefusal("card_expiry_invalid", .invalid, field: "expiry") {
                _ = try await world.card(of: mira, year: 26)
            }
            #expect(try await world.wallet.cards(mira).isEmpty)
        }
    }

    @Test("cannot be bound while the bank is silent, and nothing is half done", arguments: Place.ledgers)
    func bankSilent(at place: Place) async throws {
        try await World.run(at: place) { world in
            let ledger = Ledger(
                storage: world.storage, bank: BankClient(url: "http://127.0.0.1:9", timeout: World.briefly),
                cardKey: World.cardKey)
            _ = try await ledger.open(CustomerID("mira"), currency: .cny)
            let details = CardDetails(number: "6225881000031111", bank: "招商银行", expiryYear: 2030, expiryMonth: 6)
            await expectRefusal("bank_unreachable", .unavailable) {
                _ = try await ledger.bind(details, to: CustomerID("mira"), key: "k")
            }
            #expect(try await world.wallet.cards(CustomerID("mira")).isEmpty)
            #expect(try await world.wallet.bind(details, to: CustomerID("mira"), key: "k").lastFour == "1111")
        }
    }
}

@Suite(.serialized) struct TopUps {
    @Test("take money from the card into the balance", arguments: Place.all)
    func succeeded(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer(with: "88.00")
            let topUp = try await world.wallet.transactions(mira, before: nil, limit: 10)[0]
            #expect(topUp.kind == .topUp && topUp.state == .succeeded)
            #expect(topUp.means == .card(bank: card.bank, lastFour: card.lastFour))
            #expect(topUp.steps.map(\.state) == [.created, .processing, .succeeded])
            #expect(try await world.balance(mira) == ["88.00", "0.00"])
        }
    }

    @Test("with an expired card are sent to the bank, which declines", arguments: Place.all)
    func expired(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            let old = try await world.card(of: mira, number: "6225 8810 0005 4444", year: 2025)
            let topUp = try await world.finished(
                try await world.wallet.topUp(TopUp(customer: mira, amount: World.yuan("5.00"), card: old.id), key: "t"))
            #expect(topUp.state == .failed && topUp.reason == .cardExpired)
            #expect(await world.atBank(topUp, "charge") == .declined("expired_card"))
            let payment = try await world.finished(try await world.pay(mira, "5.00", from: .card(old.id)))
            #expect(payment.reason == .cardExpired)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("that the bank declines or never answers leave the balance as it was", arguments: Place.ledgers)
    func failed(at place: Place) async throws {
        try await World.run(at: place, silence: World.briefly) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.decline(reason: "no_funds"), lastFour: "1111", times: 1))
            let order = TopUp(customer: mira, amount: World.yuan("5.00"), card: card.id)
            #expect(try await world.finished(try await world.wallet.topUp(order, key: "a")).reason == .declinedByBank)
            await world.bank.follow(.init(.timeOut, lastFour: "1111"))
            let silent = try await world.finished(try await world.wallet.topUp(order, key: "b"))
            #expect(silent.reason == .networkTimeout && silent.held.minor == 0 && silent.expectedAt == nil)
            await world.runner.runDue()
            #expect(await world.atBank(silent, "charge") == .voided)
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("that take the bank some time say until when", arguments: Place.all)
    func pending(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.pending(seconds: 3_600, thenDecline: nil), act: .charge))
            let order = TopUp(customer: mira, amount: World.yuan("5.00"), card: card.id)
            let waiting = try await world.finished(try await world.wallet.topUp(order, key: "a"))
            #expect(waiting.state == .processing && waiting.reason == .processingAtBank && waiting.expectedAt != nil)
            world.clock.advance(seconds: 3_600)
            #expect(try await world.finished(waiting).state == .succeeded)
            #expect(try await world.balance(mira) == ["105.00", "0.00"])
        }
    }
}

/// Expects this refusal and no other.
func expectRefusal(
    _ code: String, _ kind: Refusal.Kind, field: String? = nil, at location: SourceLocation = #_sourceLocation,
    _ work: () async throws -> Void
) async {
    do {
        try await work()
        Issue.record("was not refused", sourceLocation: location)
    } catch let refusal as Refusal {
        #expect(refusal.code == code, sourceLocation: location)
        #expect(refusal.kind == kind, sourceLocation: location)
        #expect(Set(refusal.fields.keys) == (field.map { [$0] } ?? []), sourceLocation: location)
        for language in Language.allCases { #expect(!refusal.text(language).isEmpty, sourceLocation: location) }
        #expect(refusal.text(.zhHans) != refusal.text(.en), "every language must arrive", sourceLocation: location)
    } catch {
        Issue.record(error, sourceLocation: location)
    }
}

import Crypto
import Foundation
import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct CardRefusals {
    /// Passes the check digit, of an issuer and kind that the first six digits say.
    static func number(_ bin: String, _ ending: String = "2468") -> String {
        (0...9).map { "\(bin)12345\($0)\(ending)" }.first(where: CardNumber.passesLuhn) ?? bin
    }

    static func details(_ number: String, name: String = "林晓", phone: String = "13900000001") -> CardDetails {
        CardDetails(number: number, bank: "我的银行", expiryYear: 2030, expiryMonth: 6, holderName: name, phone: phone)
    }

    @Test("say what the bank does not like, and support sees it without the number", arguments: Place.all)
    func reasons(at place: Place) async throws {
        try await World.run(at: place) { world in
            let mira = CustomerID("mira")
            _ = try await world.wallet.open(mira, currency: .cny)
            let numbers = (0..<5).map { Self.number("622588", "100\($0)") }
            await world.bank.issue(.init(number: numbers[0], name: "林晓", phone: "13900000001", isActivated: false))
            await world.bank.issue(.init(number: numbers[1], name: "林晓", phone: "13900000001"))
            await world.bank.issue(.init(number: numbers[2], name: "林晓", kind: .prepaid))
            let tries: [(CardDetails, String, String?, CardAttempt.Reason)] = [
                (Self.details("6225881000031112"), "card_number_invalid", "number", .numberInvalid),
                (Self.details(Self.number("900000")), "card_bin_unknown", "number", .binUnknown),
                (Self.details(numbers[0]), "card_not_activated", nil, .notActivated),
                (Self.details(numbers[1], name: "王磊"), "card_name_mismatch", "name", .nameMismatch),
                (Self.details(numbers[1], phone: "13900000002"), "card_phone_mismatch", "phone", .phoneMismatch),
                (Self.details(numbers[2]), "card_not_eligible", nil, .notEligible),
                (Self.details(Self.number("620529")), "card_not_eligible", nil, .notEligible),
            ]
            for (index, one) in tries.enumerated() {
                await expectRefusal(one.1, .invalid, field: one.2) {
                    _ = try await world.wallet.bind(one.0, to: mira, key: "k\(index)")
                }
                world.clock.advance(seconds: 1)
            }
            let attempts = try await world.wallet.cardAttempts(mira)
            #expect(attempts.map(\.reason) == tries.map(\.3).reversed())
            #expect(attempts.map(\.lastFour) == tries.map { String($0.0.number.suffix(4)) }.reversed())
            #expect(
                attempts.map(\.bank) == ["通联支付", "招商银行", "招商银行", "招商银行", "招商银行", "我的银行", "招商银行"])
            #expect(attempts[0].at > attempts[6].at)
            let events = try await world.events("card.refused")
            #expect(events.count == 7 && events[2] == #"{"bank":"招商银行","last_four":"1000","reason":"not_activated"}"#)
            for number in tries.map(\.0.number) {
                #expect(!events.contains { $0.contains(number.prefix(12)) })
            }
            #expect(try await world.wallet.cards(mira).isEmpty)
            let bound = try await world.wallet.bind(Self.details(numbers[1]), to: mira, key: "good")
            #expect(bound.bank == "招商银行" && bound.kind == .debit)
            #expect(try await world.wallet.cardAttempts(mira).count == 7)
        }
    }

    @Test("of at most twenty attempts are listed, and no number gets in as a bank's name", arguments: Place.all)
    func many(at place: Place) async throws {
        try await World.run(at: place) { world in
            let mira = CustomerID("mira")
            _ = try await world.wallet.open(mira, currency: .cny)
            for index in 0..<22 {
                await expectRefusal("card_number_invalid", .invalid, field: "number") {
                    let details = CardDetails(
                        number: "12\(index)", bank: "6225881000031111", expiryYear: 2030, expiryMonth: 1)
                    _ = try await world.wallet.bind(details, to: mira, key: "k\(index)")
                }
            }
            let attempts = try await world.wallet.cardAttempts(mira)
            #expect(attempts.count == 20 && attempts.allSatisfy { $0.bank.isEmpty && $0.lastFour.isEmpty })
            #expect(try await world.wallet.cardAttempts(try await world.customer("theo").id).isEmpty)
        }
    }

    @Test("protect a number that is in somebody else's wallet", arguments: Place.all)
    func others(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, theo) = (CustomerID("mira"), CustomerID("theo"))
            for one in [mira, theo] { _ = try await world.wallet.open(one, currency: .cny) }
            let (nameless, known) = (Self.number("622588", "1357"), Self.number("622588", "2468"))
            await world.bank.issue(.init(number: nameless))
            await world.bank.issue(.init(number: known, name: "林晓"))
            let first = try await world.wallet.bind(Self.details(nameless), to: mira, key: "a")
            await expectRefusal("card_name_mismatch", .invalid, field: "name") {
                _ = try await world.wallet.bind(Self.details(nameless), to: theo, key: "a")
            }
            #expect(try await world.wallet.cardAttempts(theo).map(\.reason) == [.nameMismatch])
            try await world.wallet.unbind(first.id, of: mira, by: "customer:mira")
            _ = try await world.wallet.bind(Self.details(nameless), to: theo, key: "b")
            // A second wallet of the same person.
            for (index, one) in [mira, theo].enumerated() {
                _ = try await world.wallet.bind(Self.details(known), to: one, key: "known-\(index)")
            }
            #expect(try await world.wallet.cards(theo).count == 2)
        }
    }

    @Test("keep a wallet that takes debit cards only from others", arguments: Place.ledgers)
    func debitOnly(at place: Place) async throws {
        try await World.run(at: place) { world in
            var tariff = Tariff.standard
            tariff.cardKinds = [.debit]
            let ledger = Ledger(
                storage: world.storage, bank: world.bank.client(), tariff: tariff, cardKey: World.cardKey)
            let mira = try await ledger.open(CustomerID("mira"), currency: .cny).customer
            let (credit, claimed) = (Self.number("622575"), Self.number("622588"))
            await world.bank.issue(.init(number: claimed, kind: .credit))
            for (index, number) in [credit, claimed].enumerated() {
                await expectRefusal("card_not_eligible", .invalid) {
                    _ = try await ledger.bind(Self.details(number), to: mira, key: "k\(index)")
                }
            }
            #expect(try await world.wallet.bind(Self.details(credit), to: mira, key: "c").kind == .credit)
        }
    }

    @Test("are kept as what cannot be turned back into a number", arguments: TestEngine.available)
    func hash(on engine: TestEngine) async throws {
        try await World.run(at: Place(engine: engine, way: .ledger)) { world in
            let number = Self.number("622588")
            let mira = try await world.wallet.open(CustomerID("mira"), currency: .cny).customer
            _ = try await world.wallet.bind(Self.details(number), to: mira, key: "k")
            let kept = try await world.storage.read { tx in
                try tx.first("SELECT number_hash FROM wallet_card")?.get(0, as: String.self)
            }
            let right = HMAC<SHA256>.authenticationCode(for: Data(number.utf8), using: World.cardKey)
            #expect(kept == right.map { String(format: "%02x", $0) }.joined())
            let bare = SHA256.hash(data: Data(number.utf8)).map { String(format: "%02x", $0) }.joined()
            #expect(kept != bare)
        }
    }
}

@Suite(.serialized) struct Unbinding {
    @Test("takes a card off the list; its history stays, and it can come back", arguments: Place.all)
    func unbind(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            try await world.wallet.unbind(card.id, of: mira, by: "customer:mira")
            try await world.wallet.unbind(card.id, of: mira, by: "customer:mira")
            #expect(try await world.wallet.cards(mira).isEmpty)
            #expect(try await world.wallet.transactions(mira, before: nil, limit: 1)[0].means == .card(card))
            let order = TopUp(customer: mira, amount: World.yuan("1.00"), card: card.id)
            await expectRefusal("not_found", .notFound) { _ = try await world.wallet.topUp(order, key: "t") }
            await expectRefusal("not_found", .notFound) {
                try await world.wallet.unbind(card.id, of: try await world.customer("theo").id, by: "customer:theo")
            }
            let again = try await world.card(of: mira, year: 2032)
            #expect(again.id == card.id && again.expiryYear == 2032)
            #expect(try await world.finished(try await world.wallet.topUp(order, key: "t")).state == .succeeded)
            #expect(try await world.events("card.unbound").count == 1)
        }
    }

    @Test("waits until what is under way on the card is done", arguments: Place.all)
    func busy(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            await world.bank.follow(.init(.pending(seconds: 600, thenDecline: nil), lastFour: "1111"))
            let waiting = try await world.finished(try await world.withdraw(mira, "5.00", to: card))
            await expectRefusal("card_in_use", .conflict) {
                try await world.wallet.unbind(card.id, of: mira, by: "customer:mira")
            }
            #expect(try await world.wallet.cards(mira) == [card])
            world.clock.advance(seconds: 600)
            #expect(try await world.finished(waiting).state == .succeeded)
            try await world.wallet.unbind(card.id, of: mira, by: "customer:mira")
            #expect(try await world.wallet.cards(mira).isEmpty)
        }
    }

    @Test("makes room where there are ten cards", arguments: Place.all)
    func ten(at place: Place) async throws {
        try await World.run(at: place) { world in
            let mira = try await world.wallet.open(CustomerID("mira"), currency: .cny).customer
            @Sendable func bind(_ index: Int) async throws -> Card {
                try await world.wallet.bind(
                    CardRefusals.details(CardRefusals.number("622588", "10\(10 + index)")), to: mira, key: "k\(index)")
            }
            // All at once: they count each other.
            let bound = await withTaskGroup(of: Card?.self) { group in
                for index in 0..<14 { group.addTask { try? await bind(index) } }
                return await group.reduce(into: [Card]()) { if let card = $1 { $0.append(card) } }
            }
            #expect(bound.count == 10)
            await expectRefusal("cards_too_many", .conflict) { _ = try await bind(20) }
            try await world.wallet.unbind(bound[0].id, of: mira, by: "customer:mira")
            #expect(try await bind(20).lastFour == "1030")
        }
    }
}

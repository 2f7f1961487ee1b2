import Terms
import Testing
import Wallet

@testable import Storage
@testable import Support

@Suite struct Orders {
    @Test("a top-up goes from the form over the second look to the balance", arguments: TestEngine.available)
    func topUp(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let card = try await mira.card()
            let order = try await mira.prepare("/topup", ["amount": "１２０．５０", "card": card.id.text])
            let review = try await mira.page(order)
            #expect(review.status == 200)
            #expect(review.text.contains("¥120.50") && review.text.contains("一百二十元五角"))
            #expect(review.text.contains("8842") && review.text.contains("payment_password"))
            #expect(try await mira.account().balance.minor == 50_000, "nothing has moved before the password")
            let made = try await mira.transaction(try #require(try await mira.confirm(order).location))
            #expect(made.kind == .topUp && made.amount.minor == 12_050)
            await cast.settle()
            #expect(try await mira.account().balance.minor == 62_050)
            #expect(try await mira.page(order).location == "/upay/transactions/\(made.id)", "the page leads on now")
        }
    }

    @Test("a withdrawal names its fee and its time before, and takes it in", arguments: TestEngine.available)
    func withdrawal(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let fields = ["amount": "200", "card": try await mira.card().id.text]
            let review = try await mira.page(try await mira.prepare("/withdraw", fields)).text
            #expect(review.contains("¥0.20") && review.contains("¥199.80"))
            #expect(review.contains(OrderTexts.when(.zhHans)) && review.contains("今天"))
            let made = try await mira.order("/withdraw", fields)
            #expect(made.kind == .withdrawal && made.fee.minor == 20)
            #expect(try await mira.account().balance.minor == 30_000)
            let page = try await mira.page("/transactions/\(made.id)").text
            #expect(page.contains("¥199.80") && page.contains(MoneyTexts.fee(.zhHans)))
        }
    }

    @Test(
        "a transfer shows the payee's masked name first, and both sides see it after", arguments: TestEngine.available)
    func transfer(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/transfer", ["recipient": "139 0000 0002", "amount": "50"])
            let review = try await mira.page(order).text
            #expect(review.contains("*磊") && !review.contains("王磊") && !review.contains(cast.theo.id.text))
            #expect(review.contains(OrderTexts.newPayee(.zhHans)), "the first time is the time to think")
            _ = try await mira.confirm(order)
            #expect(try await cast.ledger.account(cast.theo.id).balance.minor == 5_000)
            let theirs = try await cast.ledger.transactions(cast.theo.id, before: nil, limit: 5)
            #expect(theirs.map(\.kind) == [.received] && theirs.first?.counterparty.name == "*晓")
            let form = try await mira.page("/transfer").text
            let again = try #require(form.firstMatch(of: /transfer\?again=([a-z0-9-]+)/)?.output.1)
            let second = try await mira.prepare("/transfer", ["again": String(again), "amount": "7"])
            let known = try await mira.page(second).text
            #expect(known.contains("*磊") && !known.contains(OrderTexts.newPayee(.zhHans)))
        }
    }

    @Test("a transfer to a bank keeps the account number out of every page", arguments: TestEngine.available)
    func toBank(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let fields = [
                "to": "bank", "name": "周敏", "bank": "工商银行", "number": "6222 0200 1234 6217", "amount": "100",
            ]
            let made = try await mira.order("/transfer", fields)
            #expect(made.state == .processing && made.counterparty.lastFour == "6217")
            for path in ["/transfer", "/transactions/\(made.id)", "/"] {
                let text = try await mira.page(path).text
                #expect(
                    text.contains("周敏") && !text.contains("6222020012346217") && !text.contains("1234 6217"), "\(path)")
            }
            let stored = try await cast.storage.read {
                try $0.rows("SELECT payee FROM money_order").map { try $0.get(0, as: String.self) }
            }
            #expect(stored.count == 1 && !stored[0].contains("6217"), "sealed where it waits")
        }
    }

    @Test("a payment goes to a merchant by code, from the balance or a card", arguments: TestEngine.available)
    func payment(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let made = try await mira.order("/pay", ["merchant": "880104", "amount": "32", "card": "balance"])
            #expect(made.kind == .payment && made.counterparty.name == "拾光咖啡" && made.means == .balance)
            #expect(made.state == .succeeded)
            let card = try await mira.card()
            let byCard = try await mira.order("/pay", ["merchant": "云上书店", "amount": "45", "card": card.id.text])
            #expect(byCard.means == .card(bank: card.bank, lastFour: "8842"))
            #expect(try await mira.account().balance.minor == 50_000 - 3_200)
        }
    }

    @Test("pressing twice, reloading and going back order nothing twice", arguments: TestEngine.available)
    func twice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let places = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<3 { group.addTask { try await mira.confirm(order).location } }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(places.count == 1 && places.first.flatMap { $0 } != nil)
            await cast.settle()
            #expect(places.first == (try await mira.confirm(order).location), "also afterwards, with any password")
            #expect(try await mira.confirm(order, "000000").location == places.first)
            cast.clock.advance(seconds: 60)
            await cast.settle()
            #expect(try await mira.transactions().count { $0.kind == .payment } == 1)
            #expect(try await mira.account().balance.minor == 50_000 - 3_200)
            let events = try await cast.storage.read {
                try $0.first("SELECT COUNT(*) FROM event WHERE kind = 'order.confirmed'")?.get(0, as: Int.self)
            }
            #expect(events == 1)
        }
    }

    @Test("the same again within ten minutes is asked about, later it is not", arguments: TestEngine.available)
    func duplicate(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let fields = ["merchant": "拾光咖啡", "amount": "32"]
            let first = try await mira.page(try await mira.prepare("/pay", fields)).text
            #expect(!first.contains("要再办一次吗"))
            _ = try await mira.order("/pay", fields)
            cast.clock.advance(seconds: 120)
            let second = try await mira.page(try await mira.prepare("/pay", fields)).text
            #expect(second.contains("要再办一次吗"))
            let other = try await mira.page(try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "33"])).text
            #expect(!other.contains("要再办一次吗"))
            let made = try await mira.order("/pay", fields)
            let page = try await mira.page("/transactions/\(made.id)").text
            #expect(page.contains("付了两次"), "its own page knows it too")
            cast.clock.advance(seconds: 601)
            let later = try await mira.page(try await mira.prepare("/pay", fields)).text
            #expect(!later.contains("要再办一次吗"))
        }
    }

    @Test("an order that the wallet did not hear is passed on by itself, once", arguments: TestEngine.available)
    func silentWallet(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let id = OrderID(String(order.dropFirst("/orders/".count)))
            // As if the program had stopped between the confirmation and the wallet.
            try await cast.storage.write {
                try Order.confirm(id, of: cast.mira, by: .paymentPassword, in: $0)
            }
            #expect(try await mira.page(order).text.contains(OrderTexts.look(.zhHans)))
            #expect(try await mira.transactions().count { $0.kind == .payment } == 0)
            cast.clock.advance(seconds: Order.placingPauseSeconds + 1)
            await cast.settle()
            #expect(try await mira.transactions().count { $0.kind == .payment } == 1)
            #expect(try await mira.page(order).location?.contains("/transactions/") == true)
        }
    }

    @Test(
        "what the wallet took before a stop is placed though its answer came late; what it never heard is refused",
        arguments: TestEngine.available, [true, false])
    func stoppedBetween(on engine: TestEngine, isHanded: Bool) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let id = OrderID(String(order.dropFirst("/orders/".count)))
            try await cast.storage.write { transaction in
                try Order.confirm(id, of: cast.mira, by: .paymentPassword, in: transaction)
                if isHanded {
                    try transaction.execute(
                        "UPDATE money_order SET handed_at = \(transaction.now) WHERE id = \(id)")
                }
            }
            // The wallet took it, and the answer was lost.
            if isHanded {
                let payment = Payment(
                    customer: cast.mira.id, amount: Money(minor: 3_200, currency: .cny), source: .balance,
                    merchant: "拾光咖啡")
                _ = try await cast.ledger.pay(payment, key: "order:\(id)")
            }
            try await cast.storage.write { transaction in
                let freeze = Freeze(
                    customer: cast.mira, reason: "unsure", actor: cast.mira.actor, time: "2026-11-20 10:30")
                _ = try freeze.place(talkingTo: mira.party, in: transaction)
            }
            cast.clock.advance(seconds: Order.placingPauseSeconds + 1)
            await cast.settle()
            let state: String = try await cast.storage.read {
                try #require(try $0.first("SELECT state FROM money_order WHERE id = \(id)")).get(0)
            }
            #expect(state == (isHanded ? "placed" : "refused"))
            #expect(try await mira.transactions().count { $0.kind == .payment } == (isHanded ? 1 : 0))
        }
    }

    @Test("a wallet that says nothing to the end calls a person, once", arguments: TestEngine.available)
    func gaveUp(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let id = OrderID(String(order.dropFirst("/orders/".count)))
            try await cast.storage.write { try Order.confirm(id, of: cast.mira, by: .paymentPassword, in: $0) }
            let handler = try #require(Order.jobs(cast.desk).first { $0.kind == Order.placing })
            let job = Job(
                id: "job", kind: Order.placing, key: id.text, payload: "{\"customer\":\"\(cast.mira.id)\"}",
                attempt: Order.placingTriesMax)
            for _ in 0..<2 { try await handler.gaveUp(job, Refusal.notFound) }
            let talks = try await cast.storage.read { try Conversation.recent(of: mira.party, in: $0) }
            #expect(talks.count == 1 && talks.first?.state == .waiting)
            let state: String = try await cast.storage.read {
                try #require(try $0.first("SELECT state FROM money_order WHERE id = \(id)")).get(0)
            }
            #expect(state == "confirmed", "the desk alone does not refuse what may have been taken")
        }
    }
}

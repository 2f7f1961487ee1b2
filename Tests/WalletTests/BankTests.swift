import AsyncHTTPClient
import Foundation
import NIOCore
import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct TheBank {
    @Test("reports are taken only with the right signature, for orders that were sent", arguments: Place.ledgers)
    func callbacks(at place: Place) async throws {
        try await World.run(at: place) { world in
            await world.bank.follow(.init(.pending(seconds: 3_600, thenDecline: nil), act: .payout))
            let (mira, _) = try await world.customer()
            let waiting = try await world.finished(try await world.toBank(mira, "40.00"))
            func report(_ key: String, secret: String = World.secret, tail: String = "") async throws -> UInt {
                let body = try BankWire.encode(BankWire.Report(key: key, answer: .init(.approved)))
                return try await post(
                    "\(world.url)/bank/answers", body + Data(tail.utf8),
                    signature: BankWire.signature(of: body, secret: secret))
            }
            #expect(try await report("\(waiting.id).payout", secret: "another-secret") == 401)
            #expect(try await report("\(waiting.id).payout", tail: " ") == 401)
            #expect(try await report("\(waiting.id).charge") == 404)
            #expect(try await report("nothing.payout") == 404)
            let nonsense = Data("{}".utf8)
            let signature = BankWire.signature(of: nonsense, secret: World.secret)
            #expect(try await post("\(world.url)/bank/answers", nonsense, signature: signature) == 400)
            for broken in ["", "zz", "é", String(signature.dropLast()), signature + "00"] {
                #expect(try await post("\(world.url)/bank/answers", nonsense, signature: broken) == 401)
            }
            #expect(try await world.now(waiting) == waiting)
            #expect(try await report("\(waiting.id).payout") == 204)
            #expect(try await report("\(waiting.id).payout") == 204)
            #expect(try await world.now(waiting).state == .succeeded)
        }
    }

    @Test("follows scripts that are posted to it, and forgets them", arguments: [Place.ledgers[0]])
    func scripts(at place: Place) async throws {
        try await World.run(at: place) { world in
            let url = "http://127.0.0.1:\(await world.bank.port)/scripts"
            let (mira, card) = try await world.customer()
            let script = #"{"match":{"last_four":"1111","act":"charge"},"outcome":"decline","reason":"stolen"}"#
            #expect(try await post(url, Data(script.utf8)) == 204)
            let payment = try await world.finished(try await world.pay(mira, "1.00", from: .card(card.id), key: "a"))
            #expect(await world.atBank(payment, "charge") == .declined("stolen"))
            for wrong in [#"{"outcome":"explode"}"#, #"{"outcome":"twice","match":{"act":"rob"}}"#, "[]", ""] {
                #expect(try await post(url, Data(wrong.utf8)) == 400)
            }
            await world.bank.forgetScripts()
            let second = try await world.finished(try await world.pay(mira, "1.00", from: .card(card.id), key: "b"))
            #expect(second.state == .succeeded)
        }
    }

    @Test(
        "reads every outcome of a script",
        arguments: [
            (#"{"outcome":"approve"}"#, SandboxBank.Script.Outcome.approve),
            (#"{"outcome":"delay","milliseconds":20}"#, .delay(milliseconds: 20)),
            (#"{"outcome":"time_out"}"#, .timeOut),
            (#"{"outcome":"pending","seconds":0.5}"#, .pending(seconds: 0.5, thenDecline: nil)),
            (
                #"{"outcome":"pending","seconds":9,"then":"decline","reason":"closed"}"#,
                .pending(seconds: 9, thenDecline: "closed")
            ),
            (#"{"outcome":"twice"}"#, .twice),
            (#"{"outcome":"late","milliseconds":20}"#, .late(milliseconds: 20)),
        ])
    func outcomes(text: String, outcome: SandboxBank.Script.Outcome) throws {
        #expect(try BankWire.decode(Data(text.utf8), as: SandboxBank.Script.self) == .init(outcome))
    }

    @Test("carries out an order once, declines its key for another, and one that was voided before it arrived")
    func keys() async throws {
        let books = SandboxBooks(callbackURL: nil, now: Moment.now)
        let order = BankOrder(key: "a.settle", amount: World.yuan("1.00"), act: .settle(merchant: "店"))
        let other = BankOrder(key: "a.settle", amount: World.yuan("2.00"), act: .settle(merchant: "店"))
        #expect(await books.receive(order).0 == .answer(.approved, afterMilliseconds: 0))
        #expect(await books.receive(order).0 == .answer(.approved, afterMilliseconds: 0))
        #expect(await books.receive(other).0 == .answer(.declined(reason: "key_reused"), afterMilliseconds: 0))
        #expect(await books.entries.count == 1)
        _ = await books.void("b.settle")
        let late = BankOrder(key: "b.settle", amount: World.yuan("1.00"), act: .settle(merchant: "店"))
        #expect(await books.receive(late).0 == .answer(.declined(reason: "voided"), afterMilliseconds: 0))
        #expect(await books.answer(to: "c.settle") == .unknown)
    }

    @Test("of which nothing can be heard is an error that says nothing of the card")
    func unreachable() async throws {
        let client = BankClient(url: "http://127.0.0.1:9", timeout: World.briefly)
        let card = CardDetails(number: "6225881000031111", bank: "招商银行", expiryYear: 2030, expiryMonth: 6)
        await #expect { _ = try await client.tokenise(card, key: "k") } throws: {
            $0 is BankUnreachable && !"\($0)".contains("6225")
        }
    }

    private func post(_ url: String, _ body: Data, signature: String? = nil) async throws -> UInt {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        if let signature { request.headers.add(name: BankWire.signatureHeader, value: signature) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await HTTPClient.shared.execute(request, timeout: .seconds(5)).status.code
    }
}

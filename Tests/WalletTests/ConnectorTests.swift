import AsyncHTTPClient
import Foundation
import Hummingbird
import NIOCore
import Storage
import Synchronization
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Connector {
    private static let place = [Place(engine: .sqlite, way: .connector)]

    @Test("what it reads is what the ledger says, to the last step", arguments: place)
    func same(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, card) = try await world.customer()
            _ = try await world.finished(try await world.pay(mira, "1.05", from: .card(card.id)))
            _ = try await world.toBank(mira, "2.00")
            _ = try await world.withdraw(mira, "3.00", to: card)
            _ = try await world.give(try await world.customer("theo").id, "4.00", to: mira, sender: "王磊")
            let mine = try await world.wallet.transactions(mira, before: nil, limit: 100)
            #expect(mine.count == 5 && Set(mine.map(\.kind)).count == 5)
            let (from, until) = (World.start, world.clock.now.adding(seconds: 1))
            let span = try await world.wallet.transactions(mira, from: from, until: until, after: nil, limit: 100)
            #expect(span == mine.reversed())
            #expect(
                try await world.ledger.transactions(mira, from: from, until: until, after: nil, limit: 100) == span)
            for kind in Limits.Kind.allCases {
                let amount = World.yuan("12.34")
                #expect(
                    try await world.ledger.quote(kind, amount, of: mira)
                        == (try await world.wallet.quote(kind, amount, of: mira)))
            }
            _ = try await world.wallet.setLimit(
                .topUp, perTransaction: World.yuan("7.00"), perDay: nil, of: mira, by: "customer:mira")
            #expect(try await world.ledger.limits(mira) == (try await world.wallet.limits(mira)))
            _ = try? await world.card(of: mira, number: "6225881000031112")
            #expect(try await world.ledger.cardAttempts(mira) == (try await world.wallet.cardAttempts(mira)))
            #expect(try await world.ledger.cardAttempts(mira).count == 1)
            _ = try await world.wallet.freeze(mira, because: "“owner” & co", by: "customer:mira")
            #expect(try await world.ledger.transactions(mira, before: nil, limit: 100) == mine)
            #expect(try await world.ledger.account(mira) == (try await world.wallet.account(mira)))
            #expect(try await world.ledger.cards(mira) == (try await world.wallet.cards(mira)))
            #expect(
                try await world.ledger.changes(after: nil, limit: 9).changes
                    == (try await world.wallet.changes(after: nil, limit: 9)).changes)
        }
    }

    @Test("with a wrong token nothing is read or ordered, and the customer is not told to sign in", arguments: place)
    func wrongToken(at place: Place) async throws {
        try await World.run(at: place) { world in
            let (mira, _) = try await world.customer()
            for token in ["", "wrong", World.token + "x", String(World.token.dropLast())] {
                let stranger = WalletConnector(url: world.url, token: token)
                await #expect(throws: WalletConnector.Fault.self) { try await stranger.account(mira) }
                await #expect(throws: WalletConnector.Fault.self) { try await stranger.changes(after: nil, limit: 1) }
                let order = Payment(customer: mira, amount: World.yuan("1.00"), source: .balance, merchant: "店")
                await #expect(throws: WalletConnector.Fault.self) { try await stranger.pay(order, key: "k") }
            }
            #expect(try await world.balance(mira) == ["100.00", "0.00"])
        }
    }

    @Test("a core that does not answer is a fault; reading is tried three times, ordering once")
    func retries() async throws {
        let asked = Mutex<[String]>([])
        let router = Router()
        for method in [HTTPRequest.Method.get, .post] {
            router.on("**", method: method) { request, _ in
                asked.withLock { $0.append(request.method.rawValue) }
                return HTTPResponse.Status.badGateway
            }
        }
        let bound = BoundPort()
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { bound.set($0.localAddress?.port ?? 0) })
        let running = Task { try await server.run() }
        let connector = WalletConnector(url: "http://127.0.0.1:\(await bound.port)", token: World.token)
        await #expect(throws: WalletConnector.Fault.self) { try await connector.account(CustomerID("mira")) }
        #expect(asked.withLock { $0 } == ["GET", "GET", "GET"])
        let order = Payment(customer: CustomerID("mira"), amount: World.yuan("1.00"), source: .balance, merchant: "店")
        await #expect(throws: WalletConnector.Fault.self) { try await connector.pay(order, key: "k") }
        #expect(asked.withLock { $0.last == "POST" && $0.count == 4 })
        running.cancel()
        _ = await running.result
    }

    @Test(
        "a request that cannot be read is refused in the language asked for",
        arguments: [
            ("payments", "{"), ("payments", #"{"amount":"1.00","merchant":"x"}"#),
            ("transfers", #"{"amount":{"amount":"1.00","currency":"CNY"},"name":"x"}"#),
        ])
    func malformed(path: String, body: String) async throws {
        try await World.run(at: Self.place[0]) { world in
            let (mira, _) = try await world.customer()
            var request = HTTPClientRequest(url: "\(world.url)/wallet/v1/customers/\(mira)/\(path)")
            request.method = .POST
            request.headers.add(name: "authorization", value: "Bearer \(World.token)")
            request.headers.add(name: "accept-language", value: "en-GB")
            request.headers.add(name: "idempotency-key", value: "k")
            request.body = .bytes(ByteBuffer(string: body))
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            #expect(response.status == .badRequest)
            let text = String(buffer: try await response.body.collect(upTo: 10_000))
            #expect(
                text.contains(#""code":"malformed""#) && text.contains(#""message":"This request cannot be read.""#))
        }
    }

    @Test(
        "every kind of refusal survives the trip",
        arguments: [
            Refusal.Kind.invalid, .malformed, .notFound, .conflict, .tooLarge, .limited(seconds: 7),
            .preconditionRequired, .locked,
            .unavailable,
        ])
    func kinds(kind: Refusal.Kind) throws {
        let text = Text("甲", "乙", "c")
        let refusal = Refusal(kind, "some_code", text, fields: ["field": text], facts: ["attempts_left": "2"])
        let body = try WalletWire.encode(WireRefusal(refusal, in: .en))
        let read = try WalletWire.decode(body, as: WireRefusal.self)
        #expect(read.refusal(status: WireRefusal.status(kind), retryAfterSeconds: 7) == refusal)
        #expect(read.refusal(status: 401, retryAfterSeconds: nil) == nil)
    }

    @Test("a name too long for any order is refused before it is read")
    func tooLarge() async throws {
        try await World.run(at: Self.place[0]) { world in
            let (mira, _) = try await world.customer()
            await expectRefusal("too_large", .tooLarge) {
                _ = try await world.pay(mira, "1.00", to: String(repeating: "店", count: 30_000))
            }
        }
    }

    @Test("a core that says a refusal in one language is quoted in it")
    func oneLanguage() throws {
        let body = Data(#"{"error":{"code":"card_number_invalid","message":"no","fields":{"number":"wrong"}}}"#.utf8)
        let refusal = try WalletWire.decode(body, as: WireRefusal.self).refusal(status: 422, retryAfterSeconds: nil)
        #expect(
            refusal
                == Refusal(
                    .invalid, "card_number_invalid", Text("no", "no", "no"),
                    fields: ["number": Text("wrong", "wrong", "wrong")]))
    }
}

import Credentials
import Crypto
import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct OrderRefusals {
    @Test(
        "a wrong payment password moves nothing, says what is left, and five close payments",
        arguments: TestEngine.available)
    func wrongPassword(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let wrong = try await mira.confirm(order, "135790")
            Purse.expect(
                wrong, refuses: PaymentPasswordTexts.wrong.filling(["left": "4"]), at: "payment_password")
            #expect(!wrong.text.contains("135790"))
            for _ in 0..<3 { #expect(try await mira.confirm(order, "135790").status == 422) }
            #expect(try await mira.confirm(order, "135790").status == 423)
            #expect(try await mira.confirm(order).status == 423, "the right one waits now too")
            #expect(try await mira.account().balance.minor == 50_000)
            cast.clock.advance(seconds: PaymentPassword.lockSeconds + 1)
            #expect(try await mira.confirm(order).location == "/upay\(order)")
            #expect(
                try await mira.page(order).text.contains(OrderTexts.over(.zhHans)), "it has become too old meanwhile")
            let fresh = try await mira.order("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            #expect(fresh.state == .succeeded)
        }
    }

    @Test("without a payment password the way to one is shown, and nothing moves", arguments: TestEngine.available)
    func noPassword(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let mira = Purse(cast: cast, customer: cast.mira, party: try await cast.party(cast.mira))
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let page = try await mira.page(order).text
            #expect(
                page.contains(Purpose.changePaymentPassword.rawValue) && !page.contains("name=\"payment_password\""))
            #expect(try await mira.confirm(order).status == 428)
            #expect(try await mira.transactions().count { $0.kind == .payment } == 0)
        }
    }

    @Test("while the account is shut nothing is prepared and nothing is confirmed", arguments: TestEngine.available)
    func locked(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            try await cast.storage.write {
                _ = try AccountLock.place(.owner, on: cast.mira, because: "stolen", by: cast.mira.actor, in: $0)
            }
            let again = Purse(cast: cast, customer: cast.mira, party: try await cast.party(cast.mira))
            let refused = try await again.confirm(order)
            #expect(refused.status == 423)
            #expect(refused.text.contains(OrderTexts.frozen(.zhHans)))
            for path in ["/topup", "/withdraw", "/transfer", "/pay"] {
                let form = try await again.page(path).text
                #expect(form.contains("/upay/locked") && !form.contains("name=\"amount\""), "\(path)")
                let card = try await again.card().id.text
                let fields = ["amount": "5", "card": card, "recipient": "13900000002", "merchant": "拾光咖啡"]
                #expect(try await again.submit(path, fields).status == 423, "\(path)")
            }
            #expect(try await again.transactions().map(\.kind) == [.topUp])
        }
    }

    @Test("a wallet that is frozen by itself refuses, and the order ends", arguments: TestEngine.available)
    func frozen(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            try await cast.ledger.freeze(cast.mira.id, because: "risk", by: "system")
            #expect(try await mira.confirm(order).status == 423)
            #expect(try await mira.page(order).text.contains(OrderTexts.refused(.zhHans)))
            #expect(try await mira.page("/").text.contains(MoneyTexts.shut(.zhHans)))
            try await cast.ledger.unfreeze(cast.mira.id, by: "system")
            #expect(try await mira.confirm(order).location == "/upay\(order)", "what was refused stays so")
            #expect(try await mira.account().balance.minor == 50_000)
        }
    }

    @Test(
        "too much is said at the amount: the balance, once, the day, and how to go on", arguments: TestEngine.available)
    func tooMuch(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast, nil, 1_000_000)
            let short = try await mira.submit("/transfer", ["recipient": "13900000002", "amount": "10,000.01"])
            Purse.expect(
                short,
                refuses: OrderTexts.overLimit(
                    Money(minor: 1_000_001, currency: .cny),
                    try await cast.ledger.limits(cast.mira.id).transfer), at: "amount")
            #expect(short.text.contains("/security/limits"))
            _ = try await mira.order("/pay", ["merchant": "数码广场", "amount": "9999"])
            let poor = try await mira.submit("/pay", ["merchant": "数码广场", "amount": "5"])
            #expect(poor.status == 422 && poor.text.contains("¥1.00") && poor.text.contains("¥4.00"))
            #expect(poor.text.contains("value=\"5\"") && poor.text.contains("数码广场"), "what was typed is kept")
            try await cast.ledger.setLimit(
                .topUp, perTransaction: nil, perDay: Money(minor: 1_000_500, currency: .cny), of: cast.mira.id,
                by: "test")
            let day = try await mira.submit("/topup", ["amount": "6", "card": try await mira.card().id.text])
            #expect(day.status == 422 && day.text.contains("明天 0:00 恢复") && day.text.contains("¥5.00"))
        }
    }

    @Test("bad amounts, people and cards are refused beside their field", arguments: TestEngine.available)
    func bad(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            for amount in ["0", "-5", "1e9", "一百", ""] {
                let reply = try await mira.submit("/pay", ["merchant": "拾光咖啡", "amount": amount])
                #expect(reply.status == 422 && reply.text.contains("id=\"amount-error\""), "\(amount)")
            }
            Purse.expect(
                try await mira.submit("/transfer", ["recipient": "13999999999", "amount": "5"]),
                refuses: OrderTexts.unknownRecipient, at: "recipient")
            Purse.expect(
                try await mira.submit("/transfer", ["recipient": "nobody", "amount": "5"]),
                refuses: CheckTexts.contactInvalid, at: "recipient")
            Purse.expect(
                try await mira.submit("/transfer", ["recipient": "mira@example.com", "amount": "5"]),
                refuses: OrderTexts.toOneself, at: "recipient")
            Purse.expect(
                try await mira.submit("/transfer", ["recipient": "13900000003", "amount": "5"]),
                refuses: OrderTexts.unknownRecipient, at: "recipient")
            Purse.expect(
                try await mira.submit("/topup", ["amount": "5"]), refuses: OrderTexts.chooseCard, at: "card")
            Purse.expect(
                try await mira.submit("/pay", ["merchant": "123456", "amount": "5"]), refuses: OrderTexts.codeUnknown,
                at: "merchant")
            let bank = ["to": "bank", "name": "周敏", "bank": "工商银行", "number": "12", "amount": "5"]
            Purse.expect(
                try await mira.submit("/transfer", bank), refuses: OrderTexts.noAccountNumber, at: "number")
            #expect(try await mira.transactions().count == 1)
        }
    }

    @Test("nobody collects names by looking up one number after another", arguments: TestEngine.available)
    func lookups(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            var statuses: [Int] = []
            for number in 0..<25 {
                statuses.append(
                    try await mira.submit("/transfer", ["recipient": "1391111\(1_000 + number)", "amount": "5"]).status)
            }
            #expect(statuses.prefix(20).allSatisfy { $0 == 422 } && statuses.suffix(5).allSatisfy { $0 == 429 })
            let theo = try await Purse.open(cast, cast.theo)
            #expect(try await theo.submit("/transfer", ["recipient": "13900000001", "amount": "5"]).status == 303)
        }
    }

    @Test("another customer's orders, cards and payees are not found", arguments: TestEngine.available)
    func others(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (mira, theo) = (try await Purse.open(cast), try await Purse.open(cast, cast.theo))
            let order = try await mira.prepare("/transfer", ["recipient": "13900000002", "amount": "5"])
            #expect(try await mira.page(order).status == 200)
            #expect(try await theo.page(order).status == 404)
            #expect(try await theo.confirm(order).status == 404)
            #expect(try await cast.page("/upay\(order)").location == "/upay/signin")
            _ = try await mira.confirm(order)
            let again = String(order.dropFirst("/orders/".count))
            #expect(try await mira.submit("/transfer", ["again": again, "amount": "1"]).status == 303)
            #expect(try await theo.submit("/transfer", ["again": again, "amount": "1"]).status == 404)
            let hers = try await mira.card().id.text
            Purse.expect(
                try await theo.submit("/topup", ["amount": "5", "card": hers]), refuses: OrderTexts.chooseCard,
                at: "card")
            let nora = try await Purse.open(cast, cast.nora)
            #expect(try await nora.page(order).status == 404)
            let made = try #require(try await mira.transactions().first)
            #expect(try await theo.page("/transactions/\(made.id)?said=payment.unauthorised").status == 404)
        }
    }

    @Test("every form needs the page's own token", arguments: TestEngine.available)
    func forgery(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let card = try await mira.card().id.text
            let forms: [(String, [String: String])] = [
                ("/topup", ["amount": "5", "card": card]), ("/withdraw", ["amount": "5", "card": card]),
                ("/transfer", ["recipient": "13900000002", "amount": "5"]),
                ("/pay", ["merchant": "拾光咖啡", "amount": "5"]),
                ("\(order)/confirmations", ["payment_password": Purse.password]), ("\(order)/passkeys", [:]),
                ("\(order)/passkeys/answers", [:]), ("/cards", ["number": "1"]), ("/cards/\(card)/removal", [:]),
            ]
            for (path, fields) in forms {
                for csrf in ["", String(repeating: "0", count: 32)] {
                    let reply = try await cast.submit(
                        "/upay\(path)", fields.merging(["csrf": csrf]) { $1 }, cookies: mira.cookies)
                    #expect(reply.status == 403, "\(path)")
                }
                #expect(try await cast.submit("/upay\(path)", fields).status == 401, "\(path)")
            }
            #expect(try await cast.ledger.cards(cast.mira.id).count == 1)
            #expect(try await mira.confirm(order).status == 303, "with the token it goes on")
        }
    }

    @Test("a passkey confirms the order that it signed, and no other", arguments: TestEngine.available)
    func passkey(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let key = Authenticator()
            try await cast.storage.write { try OwnPasskey.add(key.passkey, named: "手机", to: cast.mira, in: $0) }
            let order = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "32"])
            let other = try await mira.prepare("/pay", ["merchant": "拾光咖啡", "amount": "400"])
            #expect(try await mira.page(order).text.contains("<passkey-button"))
            func post(_ path: String, _ bytes: [UInt8]) async throws -> Reply {
                let cookie = mira.cookies.map { "\($0)=\($1)" }.joined()
                return try await cast.post(
                    "/upay\(path)", bytes: bytes, headers: ["Cookie": cookie, "X-CSRF-Token": mira.csrf])
            }
            func challenge(_ order: String) async throws -> [UInt8] {
                let options = try await post("\(order)/passkeys", Array("{}".utf8))
                #expect(options.status == 200)
                return try #require([UInt8](base64URL: options.json["challenge"].string ?? ""))
            }
            let wrong = try key.answer(try await challenge(order))
            #expect(try await post("\(other)/passkeys/answers", wrong).status == 403, "it was asked for another order")
            let right = try key.answer(try await challenge(order))
            let reply = try await post("\(order)/passkeys/answers", right)
            #expect(reply.status == 200)
            let made = try await mira.transaction(try #require(reply.json["next"].string))
            #expect(made.amount.minor == 3_200)
            #expect(try await post("\(order)/passkeys/answers", right).status == 409, "once")
            #expect(try await mira.account().balance.minor == 50_000 - 3_200)
        }
    }
}

/// The customer's device, as far as signing goes (WebAuthn, ES256).
private struct Authenticator {
    let key = P256.Signing.PrivateKey()
    let id = [UInt8](repeating: 7, count: 16)

    var passkey: Passkey {
        let point = Array(key.publicKey.rawRepresentation)
        // COSE_Key: kty EC2, alg ES256, crv P-256, x, y (RFC 9053).
        let cose: [UInt8] =
            [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20] + point.prefix(32) + [0x22, 0x58, 0x20]
            + point.suffix(32)
        return Passkey(
            credentialID: id, publicKey: cose, algorithm: .es256, signCount: 0, isBackedUp: false, transports: [])
    }

    func answer(_ challenge: [UInt8]) throws -> [UInt8] {
        let origin = "http://localhost"
        let client = Array(
            #"{"type":"webauthn.get","challenge":"\#(challenge.base64URL)","origin":"\#(origin)","crossOrigin":false}"#
                .utf8)
        let data = Array(SHA256.hash(data: Array("localhost".utf8))) + [0x05, 0, 0, 0, 0]
        let signature = Array(
            try key.signature(for: data + Array(SHA256.hash(data: client))).derRepresentation)
        let fields = [
            ("clientDataJSON", client), ("authenticatorData", data), ("signature", signature),
        ].map { "\"\($0)\":\"\($1.base64URL)\"" }.joined(separator: ",")
        let name = id.base64URL
        return Array(
            "{\"id\":\"\(name)\",\"rawId\":\"\(name)\",\"type\":\"public-key\",\"response\":{\(fields)}}".utf8)
    }
}

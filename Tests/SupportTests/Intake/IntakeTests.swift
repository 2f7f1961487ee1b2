import Terms
import Testing
import Wallet

@testable import Support

@Suite struct IntakeCards {
    @Test(
        "is filled from the records, asks only what is not known, and is confirmed with one press",
        arguments: TestEngine.available)
    func filled(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let cookies = ["customer_upay": party.session.token]
            let id = try await cast.chat(about: payment, party)
            let before = try await cast.page("/upay/chat/\(id)", cookies: cookies)
            #expect(!before.text.contains(IntakeTexts.title(.zhHans)), "the assistant needs no form")
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: party.session.token)
            let page = try await cast.page("/upay/chat/\(id)", cookies: cookies).text
            for part in [
                IntakeTexts.title(.zhHans), "¥88.00", "尾号\u{A0}\(payment.number.suffix(4))", "付款", "今天 10:",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            for question in [IntakeTexts.askFunction, IntakeTexts.askHappened, IntakeTexts.askError] {
                let all = page.components(separatedBy: question(.zhHans)).count - 1
                #expect(all == 1, "only where it can be put right: \(question(.zhHans))")
            }
            for _ in 0..<2 {
                let sent = try await cast.submit(
                    "/upay/chat/\(id)/intake", ["csrf": party.session.csrf], cookies: cookies)
                #expect(sent.status == 303)
            }
            #expect(try await cast.events("intake.confirmed", in: id) == 1, "a second press changes nothing")
            let intake = try await cast.intake(id)
            #expect(intake.isConfirmed)
            #expect(intake.missing == [])
            #expect(intake[.function] == .init(value: "payment", source: .system, isConfirmed: true))
            #expect(intake[.account]?.value == "林* 139****0001")
            let after = try await cast.page("/upay/chat/\(id)", cookies: cookies).text
            #expect(after.contains(IntakeTexts.confirmedTitle(.zhHans)))
        }
    }

    @Test(
        "what the customer puts right is theirs; a time to come and too many words are said beside the field",
        arguments: TestEngine.available)
    func corrected(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let cookies = ["customer_upay": party.session.token]
            let id = try await cast.open("你们的东西坏了", as: party.session.token)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: party.session.token)
            let path = "/upay/chat/\(id)/intake"
            let wrong = [
                "csrf": party.session.csrf, "function": "cards", "happened": "2026-11-21T10:00",
                "error": String(repeating: "长", count: 301),
            ]
            let future = try await cast.submit(path, wrong, cookies: cookies)
            #expect(future.status == 422)
            #expect(future.text.contains("happened-wrong") && future.text.contains(IntakeTexts.timeInvalid(.zhHans)))
            #expect(future.text.contains("value=\"2026-11-21T10:00\""), "what was typed stays")
            let long = try await cast.submit(
                path, wrong.merging(["happened": ""]) { $1 }, cookies: cookies)
            #expect(long.status == 422 && long.text.contains("error-wrong"))
            let right = [
                "csrf": party.session.csrf, "function": "cards", "happened": "2026-11-20T09:58",
                "error": "提示验证码 482913 不对",
            ]
            #expect(try await cast.submit(path, right, cookies: cookies).status == 303)
            let intake = try await cast.intake(id)
            #expect(intake[.function] == .init(value: "cards", source: .customer, isConfirmed: true))
            #expect(intake[.happened]?.value == "2026-11-20T01:58:00.000Z")
            #expect(intake[.error]?.value == "提示验证码 •••••• 不对", "secrets are masked before anything is kept")
            #expect(intake.missing == [])
        }
    }

    @Test("“not this one” takes away what followed from the transaction", arguments: TestEngine.available)
    func notThis(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let id = try await cast.chat(about: payment, party)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: party.session.token)
            #expect(try await cast.intake(id)[.transaction]?.value == payment.id.text)
            let sent = try await cast.submit(
                "/upay/chat/\(id)/intake", ["csrf": party.session.csrf, "not-this": "1"],
                cookies: ["customer_upay": party.session.token])
            #expect(sent.status == 303)
            let intake = try await cast.intake(id)
            #expect(intake[.transaction] == nil && intake[.happened] == nil && intake[.steps] == nil)
            #expect(intake.facts.transaction == nil)
        }
    }

    @Test(
        "it stays true: what has changed since is shown as it is now, and no longer as confirmed",
        arguments: TestEngine.available)
    func staysTrue(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let id = try await cast.chat(about: payment, party)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: party.session.token)
            _ = try await cast.submit(
                "/upay/chat/\(id)/intake", ["csrf": party.session.csrf],
                cookies: ["customer_upay": party.session.token])
            #expect(try await cast.intake(id).isConfirmed)
            let other = try await cast.pay(cast.mira, 1_200, to: "别的店", key: "other")
            try await cast.storage.write { transaction in
                try transaction.execute(
                    "UPDATE conversation SET transaction_id = \(other.id) WHERE id = \(ConversationID(id))")
            }
            let intake = try await cast.intake(id)
            #expect(intake[.transaction] == .init(value: other.id.text, source: .system, isConfirmed: false))
            #expect(!intake.isConfirmed)
            #expect(intake[.function]?.isConfirmed == true, "it is a payment still")
        }
    }

    @Test(
        "what was tried is told: wrong passwords, refused cards, a reset begun, an article from this chat",
        arguments: TestEngine.available)
    func tried(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for _ in 0..<2 { _ = try await cast.signIn(cast.mira, password: "wrong") }
            for number in ["4000000000000001", "4000000000000002"] {
                let card = CardDetails(number: number, bank: "x", expiryYear: 2029, expiryMonth: 8)
                _ = try? await cast.ledger.bind(card, to: cast.mira.id, key: number)
            }
            try await cast.storage.write { [mira = cast.mira] transaction in
                _ = try IdentityCheck.open(
                    .init(
                        purpose: .resetPassword, brand: mira.brand, customer: mira.id, holder: "her browser",
                        language: .zhHans), in: transaction)
            }
            let party = try await cast.party(cast.mira)
            let cookies = ["customer_upay": party.session.token]
            let id = try await cast.open("怎么充值", as: party.session.token)
            let chat = try await cast.page("/upay/chat/\(id)", cookies: cookies).text
            let link = try #require(chat.firstMatch(of: /href="(\/upay\/help\/articles\/[a-z0-9-]+\?chat=[^"]+)"/))
            for _ in 0..<2 { #expect(try await cast.page(String(link.output.1), cookies: cookies).status == 200) }
            let theos = ["customer_upay": try await cast.token(cast.theo)]
            #expect(try await cast.page(String(link.output.1), cookies: theos).status == 200)
            let intake = try await cast.intake(id)
            let tried = try #require(intake[.tried]).value.split(separator: ",").compactMap { Tried(stored: $0) }
            #expect(Set(tried.map(\.kind)) == [.wrongPassword, .cardRefused, .resetBegun, .articleRead])
            #expect(tried.first { $0.kind == .wrongPassword }?.count == 2)
            #expect(tried.first { $0.kind == .cardRefused }?.count == 2)
            #expect(try await cast.events("article.read", in: id) == 1, "once, and only its owner's reading")
            cast.clock.advance(seconds: 2 * Tried.daySeconds)
            let later = try await cast.open("再问一次", as: cast.token(cast.mira))
            #expect(try await cast.intake(later)[.tried] == nil, "what is long ago says nothing")
        }
    }

    @Test(
        "agents read it beside the conversation before anybody confirmed it, with where each field comes from",
        arguments: TestEngine.available)
    func desk(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let id = try await cast.chat(about: payment, party)
            let agent = ["agent": try await cast.token(cast.chen)]
            let before = try await cast.page("/desk/conversations/\(id)", cookies: agent).text
            #expect(before.contains(IntakeTexts.isAssumed(.zhHans)))
            #expect(before.contains("林* 139****0001") && before.contains("系统 · 推断"))
            #expect(!before.contains("13900000001"))
            _ = try await cast.submit(
                "/upay/chat/\(id)/intake", ["csrf": party.session.csrf],
                cookies: ["customer_upay": party.session.token])
            let after = try await cast.page("/desk/conversations/\(id)", cookies: agent).text
            #expect(after.contains(IntakeTexts.isConfirmed(.zhHans)) && after.contains("系统 · 已确认"))
        }
    }

    @Test(
        "the contact form fills itself from the latest trouble, and sending it confirms it",
        arguments: TestEngine.available)
    func ticket(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let cookies = ["customer_upay": party.session.token]
            let form = try await cast.page("/upay/tickets/new", cookies: cookies).text
            #expect(form.contains(IntakeTexts.guessed(.zhHans)) && form.contains(payment.id.text))
            #expect(form.contains("这笔付款为什么没成功？"), "even the words are there")
            let none = try await cast.page("/upay/tickets/new?transaction=none", cookies: cookies).text
            #expect(!none.contains(payment.id.text))
            let stranger = try await cast.page("/upay/tickets/new").text
            #expect(stranger.contains(IntakeTexts.askError(.zhHans)) && !stranger.contains(payment.id.text))
            let fields = [
                "csrf": party.session.csrf, "key": "t1", "text": "这笔付款为什么没成功？", "transaction": payment.id.text,
            ]
            let sent = try await cast.submit("/upay/tickets", fields, cookies: cookies)
            #expect(sent.status == 303)
            let id = try #require(sent.location?.split(separator: "/").last.map(String.init))
            let intake = try await cast.intake(id)
            #expect(intake[.transaction] == .init(value: payment.id.text, source: .system, isConfirmed: true))
            #expect(intake[.happened]?.isConfirmed == true)
            let theos = try await cast.party(cast.theo)
            let stolen = try await cast.submit(
                "/upay/tickets", fields.merging(["csrf": theos.session.csrf]) { $1 },
                cookies: ["customer_upay": theos.session.token])
            let his = try #require(stolen.location?.split(separator: "/").last.map(String.init))
            #expect(try await cast.intake(his)[.transaction] == nil, "somebody else's transaction is not found")
        }
    }

    @Test("the program it comes from is told, the app by its version", arguments: [TestEngine.sqlite])
    func device(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let reply = try await cast.post(
                "/api/v1/conversations", "{\"brand\":\"upay\",\"text\":\"怎么充值\"}", as: token,
                headers: ["User-Agent": "uPay/4.2.1 (Android 15)"])
            let intake = try await cast.intake(reply.json["id"].string ?? "")
            #expect(intake[.device]?.value == "uPay 4.2.1 · Android")
        }
    }
}

extension Cast {
    func intake(_ id: String) async throws -> Intake {
        let conversation = try await storage.read { try Conversation.find(ConversationID(id), in: $0) }
        return try await Intake.read(conversation, desk: desk)
    }

    func events(_ kind: String, in id: String) async throws -> Int {
        try await storage.read {
            try $0.first(
                "SELECT COUNT(*) FROM event WHERE kind = \(kind) AND conversation_id = \(ConversationID(id))")?
                .get(0) ?? 0
        }
    }

    /// A chat about this payment, answered by the assistant.
    func chat(about payment: WalletTransaction, _ party: Party) async throws -> String {
        let body = "{\"brand\":\"upay\",\"text\":\"付款没成功，钱呢？\",\"transaction\":\"\(payment.id)\"}"
        let reply = try await post("/api/v1/conversations", body, as: party.session.token)
        #expect(reply.status == 201)
        return reply.json["id"].string ?? ""
    }
}

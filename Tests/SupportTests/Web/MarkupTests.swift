import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Markup {
    private static let nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;"

    private static func expectHarmless(_ reply: Reply, _ place: String, shows: Bool = true) {
        #expect(reply.status < 500, "\(place)")
        #expect(!reply.text.contains("<script>alert"), "\(place)")
        #expect(!reply.text.contains("<img src=x"), "\(place)")
        if shows { #expect(reply.text.contains("&lt;script&gt;alert(1)"), "\(place) shows it as text") }
    }

    @Test("markup typed into any field is shown as text", arguments: TestEngine.available)
    func typed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let (token, csrf) = (party.session.token, party.session.csrf)
            let cookies = ["customer_upay": token]
            let ticket = try await cast.submit(
                "/upay/tickets", ["topic": Self.nasty, "text": Self.nasty, "csrf": csrf], cookies: cookies)
            let chat = try #require(ticket.location)
            Self.expectHarmless(try await cast.page(chat, cookies: cookies), "chat")
            Self.expectHarmless(try await cast.page(chat + "/messages?after=0", cookies: cookies), "fragment")
            Self.expectHarmless(try await cast.page("/upay/help", cookies: cookies), "recent conversations")
            let query = Cast.encoded(Self.nasty)
            Self.expectHarmless(try await cast.page("/upay/help/search?q=\(query)"), "search")
            Self.expectHarmless(
                try await cast.submit("/upay/signin", ["login": Self.nasty, "password": "x"]), "sign-in")
            Self.expectHarmless(
                try await cast.submit("/upay/signin", ["login": Self.nasty, "password": ""]), "sign-in without password"
            )
            Self.expectHarmless(
                try await cast.submit("/upay/tickets", ["topic": Self.nasty, "text": ""]), "ticket without text")
            let long = Self.nasty + String(repeating: "x", count: MessageText.lengthMax)
            Self.expectHarmless(
                try await cast.submit("/upay/chat", ["text": long, "csrf": csrf], cookies: cookies), "chat too long")
            for path in ["/upay/help?theme=\(query)", "/upay/help?text=\(query)", "/upay/help?language=\(query)"] {
                Self.expectHarmless(try await cast.page(path), path, shows: false)
            }
            let closed = try await cast.submit("\(chat)/closures", ["csrf": csrf], cookies: cookies)
            #expect(closed.status == 303)
            let rated = try await cast.submit(
                "\(chat)/feedback", ["comment": Self.nasty, "experience": "5", "csrf": csrf], cookies: cookies)
            Self.expectHarmless(rated, "feedback")
        }
    }

    @Test(
        "names from elsewhere are text too: a customer's, a merchant's, and what agents see of them",
        arguments: TestEngine.available)
    func names(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let hash = try await cast.desk.passwords.hash(Cast.password)
            let eve = try await cast.storage.write { transaction in
                try Customer.add(
                    transaction.newID(), brand: BrandID("upay"), name: Self.nasty, phone: "13911111111",
                    email: "eve@example.com", passwordHash: hash, language: .en, in: transaction)
            }
            try await cast.fund(eve)
            let payment = try await cast.pay(eve, 90_000, to: Self.nasty)
            #expect(payment.state == .failed)
            let cookies = ["customer_upay": try await cast.token(eve)]
            Self.expectHarmless(try await cast.page("/upay", cookies: cookies), "wallet home")
            Self.expectHarmless(
                try await cast.page("/upay/transactions/\(payment.id)", cookies: cookies), "transaction")
            let id = try await cast.open("付款失败 " + Self.nasty, as: cast.token(eve))
            Self.expectHarmless(try await cast.page("/upay/chat/\(id)", cookies: cookies), "diagnosis")
            let agent = ["agent": try await cast.token(cast.chen)]
            for path in ["/desk", "/desk?view=all", "/desk/conversations/\(id)", "/desk/list?view=all"] {
                Self.expectHarmless(try await cast.page(path, cookies: agent), path, shows: path.contains(id))
            }
        }
    }

    @Test("JSON keeps markup and quotes as they are, and stays JSON", arguments: TestEngine.available)
    func json(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let text = Self.nasty + "\\ \u{2028} \u{1F600} \t\n{\"a\":1}"
            let id = try await cast.open(as: token)
            #expect(try await cast.say(text, in: id, as: token).json["text"].string == text)
            #expect(try await cast.messages(id, as: token).contains { $0["text"].string == text })
        }
    }
}

import Storage
import Terms
import Testing

@testable import Support

@Suite struct ContactChanges {
    private static let new = "13911112222"

    /// Up to the last look, with the first check passed: what the form is sent with.
    private static func review(_ browser: inout OwnBrowser, _ way: String, kind: String = "phone", _ contact: String)
        async throws -> [String: String]
    {
        let begun = try await browser.send("/account/\(kind)", ["check": OwnBrowser.check(way), "contact": contact])
        browser.cast.clock.advance(seconds: 61)
        let code = try await browser.code(to: contact.lowercased())
        let last = try await browser.give([(contact.contains("@") ? .emailCode : .phoneCode, code)], to: begun)
        let page = try await browser.open(last)
        #expect(page.text.contains("/account/\(kind)/confirmations"), "\(page.text.suffix(900))")
        return ["change": OwnBrowser.check(way), "check": OwnBrowser.check(last)]
    }

    @Test(
        "with a code to the old phone and one to the new the phone is changed at once, and both are told",
        arguments: TestEngine.available)
    func atOnce(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            #expect(try await mira.open("/account/phone").text.contains("139****0001"))
            let way = try await mira.prove(.changePhone, [(.phoneCode, ""), (.password, Cast.password)])
            for bad in ["", "abc", "mira@new.example", "13900000001"] {
                let refused = try await mira.send(
                    "/account/phone", ["check": OwnBrowser.check(way), "contact": bad])
                #expect(refused.status == 422 && refused.text.contains("id=\"contact-error\""), "\(bad)")
            }
            let form = try await Self.review(&mira, way, Self.new)
            #expect(try await mira.send("/account/phone/confirmations", form).status == 303)
            #expect(try await cast.storage.read { try Customer.find(cast.mira.id, in: $0).phone } == Self.new)
            #expect(
                try await mira.told("contact_changed").map(\.address).sorted() == [
                    "13900000001", "mira@example.com",
                ])
            #expect(try await mira.told("contact_added").map(\.address) == [Self.new])
            #expect(try await mira.send("/account/phone/confirmations", form).status == 409, "a second click")
            #expect(try await mira.events("phone.changed") == 1)
            let body = "{\"brand\":\"upay\",\"login\":\"\(Self.new)\",\"password\":\"\(Cast.password)\"}"
            #expect(try await cast.post("/api/v1/sessions", body).status == 201)
            #expect(try await cast.signIn(cast.mira).status == 401, "the old phone is nobody's now")
        }
    }

    @Test("the e-mail likewise", arguments: TestEngine.available)
    func email(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let way = try await mira.prove(.changeEmail, [(.phoneCode, ""), (.password, Cast.password)])
            let form = try await Self.review(&mira, way, kind: "email", "Lin@New.example")
            #expect(try await mira.send("/account/email/confirmations", form).status == 303)
            let now = try await cast.storage.read { try Customer.find(cast.mira.id, in: $0) }
            #expect(now.email == "lin@new.example" && now.phone == "13900000001")
            #expect(try await mira.told("contact_changed").contains { $0.address == "mira@example.com" })
        }
    }

    @Test("somebody else's phone gets no code, and its owner is told", arguments: TestEngine.available)
    func taken(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let way = try await mira.prove(.changePhone, [(.phoneCode, ""), (.password, Cast.password)])
            let before = try await mira.told("code").count
            let begun = try await mira.send(
                "/account/phone", ["check": OwnBrowser.check(way), "contact": "13900000002"])
            #expect(begun.status == 303, "nobody learns from this who has an account")
            #expect(try await mira.told("code").count == before)
            #expect(try await mira.told("already_joined").map(\.address) == ["13900000002"])
            // Somebody signed up with it between the code and the last click.
            let form = try await Self.review(&mira, way, Self.new)
            try await cast.storage.write {
                try $0.execute("UPDATE customer SET phone = \(Self.new) WHERE id = \(cast.theo.id)")
            }
            let late = try await mira.send("/account/phone/confirmations", form)
            #expect(late.status == 422 && late.text.contains(ContactChangeTexts.taken(.zhHans)))
            #expect(try await mira.events("phone.changed") == 0)
        }
    }

    /// Asked for without the old phone; the word of the link that stops it.
    private static func cooling(_ browser: inout OwnBrowser) async throws -> String {
        try await browser.setDigits()
        let way = try await browser.prove(
            .phoneLost, [(.emailCode, ""), (.paymentPassword, "258036"), (.password, Cast.password)])
        let form = try await review(&browser, way, Self.new)
        #expect(try await browser.send("/account/phone/confirmations", form).status == 303)
        let notices = try await browser.told("contact_change_asked")
        #expect(notices.map(\.address).sorted() == ["13900000001", "mira@example.com"], "the old phone too")
        let link = try #require(notices.first).text.firstMatch(of: /\/upay\/account\/changes\/([A-Za-z0-9_-]+)\/stop/)
        return String(try #require(link).output.1)
    }

    private static func phone(_ cast: Cast) async throws -> String? {
        try await cast.storage.read { try Customer.find(cast.mira.id, in: $0).phone }
    }

    @Test(
        "without the old phone the change cools off for a day, and is done then and no sooner",
        arguments: TestEngine.available)
    func coolingOff(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            _ = try await Self.cooling(&mira)
            await cast.settle()
            #expect(try await Self.phone(cast) == "13900000001")
            let page = try await mira.open("/account/phone").text
            #expect(page.contains("139****2222") && page.contains("23 小时"))
            #expect(try await mira.open("/security").text.contains("139****2222"))
            cast.clock.advance(seconds: ContactChange.coolingSeconds - 600)
            await cast.settle()
            #expect(try await Self.phone(cast) == "13900000001")
            cast.clock.advance(seconds: 660)
            await cast.settle()
            #expect(try await Self.phone(cast) == Self.new)
            #expect(try await mira.told("contact_changed").count == 2)
            #expect(try await mira.told("contact_added").map(\.address) == [Self.new])
            #expect(try await mira.events("phone.changed") == 1)
        }
    }

    @Test("the link in the notice stops it without signing in, and only it", arguments: TestEngine.available)
    func link(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let word = try await Self.cooling(&mira)
            let path = "/upay/account/changes/\(word)/stop"
            let shown = try await cast.page(path)
            #expect(shown.status == 200 && shown.text.contains("139****2222"))
            #expect(!shown.text.contains("type=\"password\""))
            #expect(try await Self.phone(cast) == "13900000001")
            #expect(try await cast.page("/topay/account/changes/\(word)/stop").status == 404, "another brand")
            #expect(try await cast.submit("/upay/account/changes/\(word)x/stop", [:]).status == 404)
            for time in 1...2 {
                let stopped = try await cast.submit(path, [:])
                #expect(stopped.status == 200 && stopped.text.contains("/upay/freeze"), "time \(time)")
            }
            #expect(try await mira.events("phone.change_stopped") == 1, "the second tap does nothing more")
            #expect(try await mira.told("contact_change_stopped").count == 2)
            cast.clock.advance(seconds: ContactChange.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.phone(cast) == "13900000001")
        }
    }

    @Test("after its time the link stops nothing and says so", arguments: TestEngine.available)
    func lateLink(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let word = try await Self.cooling(&mira)
            cast.clock.advance(seconds: ContactChange.coolingSeconds + 60)
            await cast.settle()
            let late = try await cast.submit("/upay/account/changes/\(word)/stop", [:])
            #expect(late.status == 200 && late.text.contains(ContactChangeTexts.doneTitle(.zhHans)))
            #expect(try await Self.phone(cast) == Self.new)
            #expect(try await mira.events("phone.change_stopped") == 0)
        }
    }

    @Test("an account that was shut meanwhile keeps its phone", arguments: TestEngine.available)
    func shut(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            _ = try await Self.cooling(&mira)
            try await cast.storage.write {
                _ = try AccountLock.place(.owner, on: cast.mira, because: "owner", by: cast.mira.actor, in: $0)
            }
            cast.clock.advance(seconds: ContactChange.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.phone(cast) == "13900000001")
            #expect(try await mira.events("phone.change_stopped") == 1)
        }
    }

    @Test("its owner stops it from the page; another customer finds nothing to stop", arguments: TestEngine.available)
    func owner(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            _ = try await Self.cooling(&mira)
            var theo = try await OwnBrowser(cast, cast.theo)
            #expect(try await theo.send("/account/phone/stops").status == 303)
            #expect(try await mira.events("phone.change_stopped") == 0)
            #expect(try await mira.send("/account/phone/stops").text.contains("/upay/freeze"))
            #expect(try await mira.events("phone.change_stopped") == 1)
            #expect(
                try await mira.open("/account/phone").text.contains("value=\"phone_lost\""), "it can be asked for anew")
        }
    }

    @Test(
        "while one waits another is refused, and a change with the old phone takes its place",
        arguments: TestEngine.available)
    func twice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            _ = try await Self.cooling(&mira)
            cast.clock.advance(seconds: 3_700)
            let again = try await mira.prove(
                .phoneLost, [(.emailCode, ""), (.paymentPassword, "258036"), (.password, Cast.password)])
            let form = try await Self.review(&mira, again, "13933334444")
            #expect(try await mira.send("/account/phone/confirmations", form).status == 409)
            cast.clock.advance(seconds: 3_700)
            let way = try await mira.prove(.changePhone, [(.phoneCode, ""), (.password, Cast.password)])
            let own = try await Self.review(&mira, way, "13955556666")
            #expect(try await mira.send("/account/phone/confirmations", own).status == 303)
            cast.clock.advance(seconds: ContactChange.coolingSeconds + 60)
            await cast.settle()
            #expect(try await Self.phone(cast) == "13955556666")
        }
    }

    @Test("who cannot prove it gets a person", arguments: [TestEngine.sqlite])
    func person(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let opened = try await mira.send("/account/help", ["key": "help-1"])
            #expect(opened.status == 303)
            let again = try await mira.send("/account/help", ["key": "help-1"])
            #expect(again.location == opened.location, "a second click opens no second one")
            let chat = try await mira.open(try #require(opened.location))
            #expect(chat.text.contains(ContactChangeTexts.stuckWords(.zhHans)))
        }
    }
}

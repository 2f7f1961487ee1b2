import Terms
import Testing

@testable import Support

@Suite struct PasswordChanges {
    @Test(
        "take the old password, end every other session, and are told on both contacts", arguments: TestEngine.available
    )
    func changing(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let other = try await cast.token(cast.mira)
            let way = try await mira.prove(.changePassword, [(.password, Cast.password)])
            #expect(try await mira.open(way).text.contains("autocomplete=\"new-password\""))
            func send(_ password: String) async throws -> Reply {
                try await mira.send("/account/password", ["check": OwnBrowser.check(way), "password": password])
            }
            for bad in ["", "short", "12345678", "13900000001", Cast.password] {
                let refused = try await send(bad)
                #expect(refused.status == 422, "\(bad)")
                #expect(refused.text.contains("id=\"password-error\""), "\(bad)")
                #expect(bad.isEmpty || !refused.text.contains("value=\"\(bad)\""), "a secret is not drawn again")
            }
            #expect(try await cast.get("/api/v1/conversations/x", as: other).status == 404, "signed in so far")
            #expect(try await send("violet kettle harbour 7").status == 303)
            #expect(try await cast.get("/api/v1/conversations/x", as: other).status == 401)
            #expect(try await mira.open("/security").status == 200, "this browser stays signed in")
            #expect(try await cast.signIn(cast.mira).status == 401)
            #expect(try await cast.signIn(cast.mira, password: "violet kettle harbour 7").status == 201)
            #expect(try await mira.told("password_changed").count == 2)
            #expect(try await send("another good harbour 8").status == 409, "a check is for one act")
        }
    }
}

@Suite struct PersonalDetailChanges {
    @Test(
        "name and birthday take a check and are told; what is wrong is said beside its field",
        arguments: TestEngine.available)
    func details(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let page = "/account/details"
            #expect(try await mira.open(page).text.contains("林*"))
            let way = try await mira.prove(.changeDetails, [(.phoneCode, ""), (.password, Cast.password)])
            let form = try await mira.open(way)
            #expect(form.text.contains("value=\"林晓\""))
            let check = OwnBrowser.check(way)
            for (name, birthday, field) in [
                ("", "", "name"), ("林晓", "2030-01-01", "birthday"), ("林晓", "x", "birthday"),
            ] {
                let refused = try await mira.send(page, ["check": check, "name": name, "birthday": birthday])
                #expect(refused.status == 422 && refused.text.contains("id=\"\(field)-error\""), "\(name) \(birthday)")
            }
            #expect(try await mira.send(page, ["name": "林晓晓"]).status == 409, "without a check")
            let done = try await mira.send(page, ["check": check, "name": "林晓晓", "birthday": "1990年2月15日"])
            #expect(done.status == 303)
            let now = try await cast.storage.read { try Customer.find(cast.mira.id, in: $0) }
            #expect(now.name == "林晓晓")
            #expect(now.birthday == "1990-02-15")
            #expect(try await mira.told("details_changed").count == 2)
        }
    }

    @Test(
        "language and safe phrase are saved as they are, and notices carry the phrase", arguments: TestEngine.available)
    func preferences(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let refused = try await mira.send(
                "/account/preferences", ["safe_word": "看 http://x.example", "language": "en"])
            #expect(refused.status == 422 && refused.text.contains("id=\"safe_word-error\""))
            let fields = ["safe_word": " 蓝色 风筝 ", "language": "zh-Hant"]
            #expect(try await mira.send("/account/preferences", fields).status == 303)
            let now = try await cast.storage.read { try Customer.find(cast.mira.id, in: $0) }
            #expect(now.safeWord == "蓝色 风筝" && now.language == .zhHant)
            #expect(try await mira.open("/security").text.contains("蓝色 风筝"))
            var again = try await OwnBrowser(cast, now)
            _ = try await again.prove(.changePaymentPassword, [(.phoneCode, "")])
            #expect(try await again.told("code").first?.text.contains("蓝色 风筝") == true)
        }
    }

    @Test("no form is taken from another site", arguments: [TestEngine.sqlite])
    func forgery(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await OwnBrowser(cast, cast.mira)
            for path in [
                "account/details", "account/preferences", "account/password", "account/payment-password",
                "account/phone", "account/phone/confirmations", "account/phone/stops", "account/email",
                "security/two-factor", "security/two-factor/on", "security/two-factor/ends", "security/passkeys/new",
                "security/passkeys/options", "security/passkeys/answers", "security/limits",
            ] {
                let reply = try await cast.submit(
                    "/upay/\(path)", ["csrf": "x", "name": "x"], cookies: mira.cookies)
                #expect(reply.status == 403, "\(path)")
                #expect(try await cast.submit("/upay/\(path)", ["csrf": mira.session.csrf]).status == 401, "\(path)")
            }
        }
    }
}

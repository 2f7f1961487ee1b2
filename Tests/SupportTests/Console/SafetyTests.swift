import Terms
import Testing
import Wallet

@testable import Storage
@testable import Support

@Suite(.timeLimit(.minutes(15))) struct DeskSafety {
    private static let path = "/desk/conversations/"

    /// A visitor who wrote to us, with an agent who has it.
    private static func visitor(_ stage: ConsoleStage) async throws -> (browser: CheckBrowser, id: ConversationID) {
        var browser = CheckBrowser(stage.cast)
        let opened = try await browser.submit("/upay/chat", ["text": "我登不上了"])
        let id = ConversationID(String(opened.location?.split(separator: "/").last ?? ""))
        _ = try await stage.post(path + "\(id)/assignments", as: stage.chen)
        return (browser, id)
    }

    private static func form(_ browser: inout CheckBrowser, _ id: ConversationID) async throws -> String {
        let chat = try await browser.get("/upay/chat/\(id)")
        let link = chat.text.firstMatch(of: /href="(\/upay\/checks\/[0-9a-f-]+)" data-sheet/)
        return String(try #require(link?.output.1))
    }

    @Test(
        "a visitor proves beside the chat whose account it is, and the agent sees only ✓ and ✗",
        arguments: TestEngine.available)
    func visitorProves(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            for _ in 0..<5 { _ = try await cast.signIn(cast.mira, password: "wrong") }
            var (browser, id) = try await Self.visitor(stage)
            let refused = try await stage.post(Self.path + "\(id)/unlocks", as: stage.chen)
            #expect(refused.status == 409, "nothing without a proof")
            #expect(
                try await stage.post(Self.path + "\(id)/identity-checks", ["strength": "usual"], as: stage.chen).status
                    == 303)
            let form = try await Self.form(&browser, id)
            #expect(try await browser.get(form + "?frame=1").text.contains(CheckTexts.whichAccountHint(.zhHans)))
            var thief = CheckBrowser(cast)
            #expect(try await thief.get(form).status == 404)
            #expect(try await thief.submit(form + "/contacts", ["contact": "13900000001"]).status == 404)
            #expect(try await browser.submit(form + "/contacts?frame=1", ["contact": "nonsense"]).status == 422)
            let named = try await browser.submit(form + "/contacts?frame=1", ["contact": "139 0000 0001"])
            #expect(named.location == form + "?frame=1")
            let (code, wrong) = (try await cast.code(to: "13900000001"), try await cast.notTheCode(to: "13900000001"))
            #expect(try await browser.answer(form, .phoneCode, wrong).status == 422)
            let desk = try await stage.get(Self.path + "\(id)", as: stage.chen)
            #expect(desk.text.contains("错了 1 次") && desk.text.contains("0 / 70 分"))
            _ = try await browser.answer(form, .phoneCode, code)
            #expect(try await stage.get(Self.path + "\(id)", as: stage.chen).text.contains("40 / 70 分"))
            let done = try await browser.submit(form + "/proofs?frame=1", ["by": "password", "answer": Cast.password])
            #expect(try await browser.get(try #require(done.location)).text.contains("data-check-over"))
            let passed = try await stage.get(Self.path + "\(id)", as: stage.chen)
            #expect(passed.text.contains("70 / 70 分") && passed.text.contains("林*"))
            #expect(try await browser.get("/upay/chat/\(id)").text.contains(SafetyTexts.proved(.zhHans)))
            #expect(try await cast.signIn(cast.mira).status == 423)
            #expect(try await stage.post(Self.path + "\(id)/unlocks", ["key": "k1"], as: stage.chen).status == 303)
            #expect(try await stage.post(Self.path + "\(id)/unlocks", ["key": "k1"], as: stage.chen).status == 303)
            #expect(try await stage.post(Self.path + "\(id)/unlocks", ["key": "k2"], as: stage.chen).status == 409)
            #expect(try await cast.signIn(cast.mira).status == 201)
            #expect(try await cast.count("SELECT COUNT(*) FROM note WHERE text = '核对身份后解锁。'") == 1)
            try await Self.expectNowhere([code, wrong, Cast.password], cast)
        }
    }

    /// What was typed in the form is in no table, and in nothing that the desk shows.
    private static func expectNowhere(_ secrets: [String], _ cast: Cast) async throws {
        // The outbox keeps what it sent in a sandbox, so that a person can read the code there.
        let tables: [SQL] = [
            "SELECT * FROM identity_check", "SELECT * FROM identity_proof", "SELECT * FROM message",
            "SELECT * FROM note", "SELECT * FROM event", "SELECT * FROM job", "SELECT * FROM conversation",
            "SELECT * FROM account_lock",
        ]
        let texts = try await cast.storage.read { transaction in
            try tables.flatMap { sql in
                try transaction.rows(sql).flatMap { row in
                    row.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
                }
            }
        }
        #expect(texts.contains { $0.contains("identity.proved") }, "this looked at the right place")
        for secret in secrets { #expect(!texts.contains { $0.contains(secret) }, "\(secret)") }
    }

    @Test("an account that nobody has looks the same to the visitor and to the agent", arguments: TestEngine.available)
    func decoy(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            var seen: [[String]] = []
            for contact in ["13900000002", "13912340002"] {
                var (browser, id) = try await Self.visitor(stage)
                _ = try await stage.post(Self.path + "\(id)/identity-checks", as: stage.chen)
                let form = try await Self.form(&browser, id)
                _ = try await browser.submit(form + "/contacts", ["contact": contact])
                let page = try await browser.get(form).text
                let wrong = try await browser.answer(form, .phoneCode, "000000").text
                let desk = try await stage.get(Self.path + "\(id)", as: stage.chen).text
                let card =
                    desk.split(separator: "id=\"identity\"").last?.prefix { $0 != "§" }
                    .split(separator: "</section>").first.map(String.init) ?? ""
                let check = form.split(separator: "/").last ?? ""
                seen.append(
                    [page, wrong, card].map { $0.replacing(check, with: "CHECK").replacing(id.text, with: "ID") })
            }
            #expect(seen[0][0] == seen[1][0])
            #expect(seen[0][1] == seen[1][1])
            #expect(seen[0][2] == seen[1][2] && seen[0][2].contains("139****0002"))
        }
    }

    @Test("lifting the owner's stop takes the strict check", arguments: TestEngine.available)
    func strict(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            try await cast.setPaymentPassword(cast.mira)
            var mira = CheckBrowser(cast)
            _ = try await mira.pass(.freeze, cast.mira)
            let chat = try #require(try await mira.get("/upay/chat").location)
            let id = ConversationID(String(chat.split(separator: "/").last ?? ""))
            _ = try await stage.post(Self.path + "\(id)/assignments", as: stage.chen)
            cast.clock.advance(seconds: 61)
            for isStrict in [false, true] {
                let strength = ["strength": isStrict ? "strict" : "usual"]
                _ = try await stage.post(Self.path + "\(id)/identity-checks", strength, as: stage.chen)
                let page = try await mira.get(chat)
                let links = page.text.matches(of: /href="(\/upay\/checks\/[0-9a-f-]+)" data-sheet/)
                let form = String(try #require(links.last).output.1)
                _ = try await mira.submit("\(form)/codes", ["by": "phone_code"])
                _ = try await mira.answer(form, .phoneCode, cast.code(to: "13900000001"))
                _ = try await mira.answer(form, .paymentPassword, "258036")
                if isStrict { _ = try await mira.answer(form, .password, Cast.password) }
                let lifted = try await stage.post(Self.path + "\(id)/unlocks", as: stage.chen)
                #expect(lifted.status == (isStrict ? 303 : 409))
                #expect(try await cast.locks(cast.mira).isEmpty == isStrict)
                cast.clock.advance(seconds: 61)
            }
            #expect(try await !cast.ledger.account(cast.mira.id).isFrozen)
            #expect(try await cast.notices("account_unstopped", to: cast.mira).count == 2)
        }
    }

    @Test(
        "what a check allows ends after half an hour, and is for its own conversation", arguments: TestEngine.available)
    func halfHour(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            let id = try await stage.conversation()
            let other = try await stage.conversation("另一件事")
            for one in [id, other] { _ = try await stage.post(Self.path + "\(one)/assignments", as: stage.chen) }
            var mira = CheckBrowser(cast, cookies: ["customer_upay": stage.mira])
            _ = try await stage.post(Self.path + "\(id)/identity-checks", as: stage.chen)
            let form = try await Self.form(&mira, id)
            _ = try await mira.submit("\(form)/codes", ["by": "phone_code"])
            _ = try await mira.answer(form, .phoneCode, cast.code(to: "13900000001"))
            _ = try await mira.answer(form, .password, Cast.password)
            for _ in 0..<5 { _ = try await cast.signIn(cast.mira, password: "wrong") }
            #expect(try await stage.post(Self.path + "\(other)/unlocks", as: stage.chen).status == 409)
            cast.clock.advance(seconds: IdentityCheck.deskSeconds + 1)
            let late = try await stage.post(Self.path + "\(id)/unlocks", as: stage.chen)
            #expect(late.status == 409 && late.text.contains(LockTexts.proveFirst(.zhHans)))
        }
    }

    @Test(
        "stopping for a customer needs a reason and no proof; banning needs a supervisor",
        arguments: TestEngine.available)
    func stopping(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            let id = try await stage.conversation()
            #expect(
                try await stage.post(Self.path + "\(id)/freezes", ["reason": "unsure"], as: stage.chen).status == 409)
            _ = try await stage.post(Self.path + "\(id)/assignments", as: stage.chen)
            #expect(try await stage.post(Self.path + "\(id)/freezes", ["reason": "x"], as: stage.chen).status == 422)
            #expect(
                try await stage.post(Self.path + "\(id)/freezes", ["reason": "unsure"], as: stage.chen, csrf: false)
                    .status == 403)
            #expect(
                try await stage.post(Self.path + "\(id)/freezes", ["reason": "unsure"], as: stage.zhao).status == 409)
            #expect(try await cast.locks(cast.mira).isEmpty)
            let stopped = try await stage.post(Self.path + "\(id)/freezes", ["reason": "phone_lost"], as: stage.chen)
            #expect(stopped.status == 303)
            let lock = try #require(try await cast.locks(cast.mira).first)
            #expect(lock.kind == .owner && lock.placedBy == cast.chen.actor && lock.conversation == id)
            #expect(try await cast.ledger.account(cast.mira.id).isFrozen)
            #expect(try await stage.post(Self.path + "\(id)/bans", ["reason": "ban_law"], as: stage.chen).status == 403)
            let zhou = try await cast.token(cast.zhou)
            #expect(try await stage.post(Self.path + "\(id)/bans", ["reason": "ban_law"], as: zhou).status == 303)
            #expect(try await cast.locks(cast.mira).map(\.kind) == [.ban, .owner])
            #expect(try await stage.post(Self.path + "\(id)/ban-lifts", as: stage.chen).status == 403)
            let page = try await stage.get(Self.path + "\(id)", as: zhou)
            #expect(page.text.contains(SafetyTexts.liftBan(.zhHans)))
            #expect(
                try await !stage.get(Self.path + "\(id)", as: stage.chen).text.contains(SafetyTexts.liftBan(.zhHans)))
            #expect(try await stage.post(Self.path + "\(id)/ban-lifts", as: zhou).status == 303)
            #expect(try await cast.locks(cast.mira).map(\.kind) == [.owner])
        }
    }

    @Test("a supervisor answers an appeal at the desk; nobody else does", arguments: TestEngine.available)
    func answering(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            try await cast.storage.write {
                _ = try AccountLock.ban(cast.mira, because: "ban_rules", at: "now", by: cast.zhou, in: $0)
            }
            var mira = CheckBrowser(cast)
            let page = try #require(try await mira.pass(.appeal, cast.mira).location)
            let check = String(page.split(separator: "=").last ?? "")
            _ = try await mira.submit("/upay/appeal", ["check": check, "text": "账户是我自己用的"])
            let appeal = try #require(try await cast.storage.read { try Appeal.latest(of: cast.mira.id, in: $0) })
            let path = Self.path + "\(appeal.conversation)"
            #expect(try await stage.get(path, as: stage.chen).text.contains("还剩 15 天"))
            let answer = ["state": "upheld", "text": "请补交营业执照。"]
            #expect(try await stage.post(path + "/appeals/\(appeal.id)/answers", answer, as: stage.chen).status == 403)
            let zhou = try await cast.token(cast.zhou)
            try await cast.storage.write { transaction in
                let theo = try Session.open(customer: cast.theo, in: transaction)
                let party = try transaction.party(theo.token)
                _ = try Conversation.open(.init(text: try MessageText("x")), by: party, key: "theo", in: transaction)
            }
            let theirs = try #require(
                try await cast.storage.read {
                    try Conversation.find(owner: cast.theo.actor, key: "theo", in: $0)?.id
                })
            #expect(
                try await stage.post(Self.path + "\(theirs)/appeals/\(appeal.id)/answers", answer, as: zhou).status
                    == 404)
            #expect(try await stage.post(path + "/appeals/\(appeal.id)/answers", answer, as: zhou).status == 303)
            #expect(try await mira.get(page).text.contains("请补交营业执照。"))
        }
    }

    @Test("programs ask and act as the pages do", arguments: TestEngine.available)
    func programs(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let cast = stage.cast
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)"
            #expect(try await stage.call(.post, path + "/identity-checks", as: stage.chen).status == 409)
            _ = try await stage.call(.post, path + "/assignments", as: stage.chen)
            let asked = try await stage.call(
                .post, path + "/identity-checks", #"{"strength":"strict"}"#, as: stage.chen)
            #expect(asked.status == 201)
            #expect(asked.field("needed") == "110" && asked.field("state") == "open")
            let again = try await stage.call(
                .post, path + "/identity-checks", #"{"strength":"strict"}"#, as: stage.chen)
            #expect(again.field("id") == asked.field("id"))
            #expect(try await stage.call(.post, path + "/unlocks", as: stage.chen).field("code") == "identity_unproved")
            let stopped = try await stage.call(.post, path + "/freezes", #"{"reason":"deceived"}"#, as: stage.chen)
            #expect(stopped.status == 201 && stopped.text.contains(#""kind":"owner""#))
            #expect(try await stage.call(.post, path + "/freezes", as: nil).status == 401)
            #expect(try await cast.locks(cast.mira).count == 1)
        }
    }
}

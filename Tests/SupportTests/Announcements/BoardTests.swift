import HTTPTypes
import Storage
import Terms
import Testing

@testable import Support

@Suite struct Boards {
    private static let words = ["zh-hans": "提现正在升级。", "zh-hant": "提現正在升級。", "en": "Withdrawals are being improved."]

    private static func form(_ fields: [String: String], _ texts: [String: [String: String]] = [:]) -> [String: String]
    {
        texts.reduce(into: fields) { all, text in
            for (language, words) in text.value { all["\(text.key)_\(language)"] = words }
        }
    }

    @Test("who is nobody is sent to the door, and another site's form is refused", arguments: TestEngine.available)
    func door(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            for path in ["/desk/announcements", "/desk/announcements/new", "/desk/incidents/new"] {
                for cookie in [nil, stage.mira] {
                    let reply = try await stage.get(path, as: cookie)
                    #expect(reply.headers[.location]?.hasPrefix("/desk/signin") == true, "\(path)")
                }
                #expect(try await stage.get(path, as: stage.chen).status == 200)
            }
            let fields = ["kind": "outage", "brand": "upay", "function": "payment", "minutes": "60"]
            #expect(try await stage.post("/desk/incidents", fields, as: stage.chen, csrf: false).status == 403)
            #expect(try await stage.post("/desk/incidents", fields, as: stage.mira).status == 401)
            #expect(try await stage.cast.incidents(.begun, .proposed) == [])
        }
    }

    @Test(
        "an agent's scope alone is a proposal, and one tap of a supervisor publishes it",
        arguments: TestEngine.available)
    func outage(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let zhou = try await stage.cast.token(stage.cast.zhou)
            let fields = ["kind": "outage", "brand": "upay", "function": "payment", "bank": "平安银行", "minutes": "60"]
            for _ in 0..<2 { #expect(try await stage.post("/desk/incidents", fields, as: stage.chen).status == 303) }
            let proposed = try #require(try await stage.cast.incidents(.proposed).first)
            let path = "/desk/incidents/\(proposed.id)"
            let mine = try await stage.get("/desk/announcements", as: stage.chen).text
            #expect(mine.contains(BoardTexts.supervisorPublishes(.zhHans)))
            #expect(!mine.contains("\(path)/publications"))
            #expect(mine.contains("data-count=\"proposals\">1</b>"), "the badge")
            #expect(try await stage.get("/desk/list", as: stage.chen).text.contains("data-proposals=\"1\""))
            for act in ["publications", "dismissals"] {
                #expect(try await stage.post("\(path)/\(act)", as: stage.chen).status == 403, "\(act)")
            }
            #expect(try await stage.get("/desk/announcements", as: zhou).text.contains("\(path)/publications"))
            #expect(try await stage.post("\(path)/publications", as: zhou).status == 303)
            #expect(try await stage.cast.incident(proposed.id).state == .begun)
            for act in ["ends", "beginnings"] {
                #expect(try await stage.post("\(path)/\(act)", as: stage.chen).status == 403, "\(act)")
            }
            #expect(try await stage.post("\(path)/dismissals", as: zhou).status == 409, "it is under way")
            #expect(try await stage.post("\(path)/ends", as: zhou).status == 303)
            #expect(try await stage.cast.incident(proposed.id).state == .ended)
            let after = try await stage.get("/desk/announcements", as: zhou).text
            #expect(after.contains("data-count=\"proposals\" hidden>"))
        }
    }

    @Test(
        "maintenance lies five working days ahead, and the refusal stands beside the field",
        arguments: TestEngine.available)
    func maintenance(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let zhou = try await stage.cast.token(stage.cast.zhou)
            // Friday 10:30 in Shanghai.
            stage.clock.set(TestClock.start)
            func plan(_ from: String, _ until: String, _ function: String = "withdrawal") async throws
                -> ConsoleStage.Answer
            {
                try await stage.post(
                    "/desk/incidents",
                    [
                        "kind": "maintenance", "brand": "upay", "function": function, "from": from, "until": until,
                    ], as: zhou)
            }
            let soon = try await plan("2026-11-27T10:29", "2026-11-27T12:00")
            #expect(soon.status == 422)
            #expect(soon.text.contains("id=\"from-error\""))
            #expect(soon.text.contains("11 月 27 日 10:30"))
            #expect(soon.text.contains("value=\"2026-11-27T10:29\""), "what was typed is still there")
            for (from, until) in [
                ("2026-11-28T02:00", "2026-11-28T02:00"), ("2026-11-28T02:00", "2026-12-28T02:00"), ("", ""),
                ("2026-11-28T02:00", "x"),
            ] { #expect(try await plan(from, until).status == 422, "\(from) – \(until)") }
            #expect(try await plan("2026-11-28T02:00", "2026-11-28T04:00", "tea").text.contains("function-error"))
            #expect(try await stage.cast.incidents(.planned) == [])
            #expect(try await plan("2026-11-27T10:30", "2026-11-27T12:00").status == 303)
            let planned = try #require(try await stage.cast.incidents(.planned).first)
            #expect(try await stage.get("/upay/announcements", as: nil).text.contains("11 月 27 日 10:30"))
            // It cannot be drawn nearer; its end and its words can change.
            let path = "/desk/incidents/\(planned.id)"
            stage.clock.advance(seconds: 86_400)
            // A shift is shorter than a day.
            let (boss, agent) = (
                try await stage.cast.token(stage.cast.zhou), try await stage.cast.token(stage.cast.chen)
            )
            let nearer = ["from": "2026-11-25T10:30", "until": "2026-11-27T12:00"]
            #expect(try await stage.post(path, nearer, as: boss).status == 422)
            let longer = Self.form(["from": "2026-11-27T10:30", "until": "2026-11-27T13:00"], ["what": Self.words])
            #expect(try await stage.post(path, longer, as: agent).status == 403)
            #expect(try await stage.post(path, longer, as: boss).status == 303)
            #expect(try await stage.get("/upay/announcements", as: nil).text.contains("提现正在升级。"))
            let half = Self.form(longer, ["advice": ["en": "Wait."]])
            let missing = try await stage.post(path, half, as: boss)
            #expect(missing.status == 422 && missing.text.contains("id=\"advice-error\""))
            #expect(try await stage.post("\(path)/beginnings", as: boss).status == 303)
            #expect(try await stage.cast.incident(planned.id).state == .begun)
        }
    }

    @Test("a proposal that waited too long cannot be published as planned", arguments: TestEngine.available)
    func stale(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let zhou = try await stage.cast.token(stage.cast.zhou)
            stage.clock.set(TestClock.start)
            let fields = [
                "kind": "maintenance", "brand": "upay", "function": "cards", "from": "2026-11-27T11:00",
                "until": "2026-11-27T12:00",
            ]
            #expect(try await stage.post("/desk/incidents", fields, as: stage.chen).status == 303)
            let proposed = try #require(try await stage.cast.incidents(.proposed).first)
            stage.clock.advance(seconds: 3_600)
            #expect(try await stage.post("/desk/incidents/\(proposed.id)/publications", as: zhou).status == 422)
            #expect(try await stage.cast.incident(proposed.id).state == .proposed)
        }
    }

    @Test("an announcement is proposed, published, changed and withdrawn", arguments: TestEngine.available)
    func announcement(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let zhou = try await stage.cast.token(stage.cast.zhou)
            stage.clock.set(TestClock.start)
            let fields = Self.form(
                [
                    "brand": "upay", "kind": "news", "from": "2026-11-20T10:00", "until": "2026-12-01T10:00",
                    "key": "k1",
                ],
                ["title": Self.words, "text": Self.words])
            for _ in 0..<2 {
                #expect(try await stage.post("/desk/announcements", fields, as: stage.chen).status == 303)
            }
            let all = try await stage.cast.storage.read { try Announcement.latest(in: $0) }
            #expect(all.map(\.state) == [.proposed], "a second click proposes no second one")
            let path = "/desk/announcements/\(try #require(all.first).id)"
            func isShown() async throws -> Bool {
                try await stage.get("/upay/announcements", as: nil).text.contains("提现正在升级。")
            }
            #expect(try await !isShown())
            #expect(try await stage.post("\(path)/publications", as: stage.chen).status == 403)
            #expect(try await stage.post("\(path)/publications", as: zhou).status == 303)
            #expect(try await isShown())
            for wrong in [
                ["title_en": ""], ["kind": "tea"], ["brand": "nobody"], ["until": "2026-11-19T10:00"],
                ["from": "2026-11-01T10:00", "until": "2026-11-02T10:00"], ["until": "2028-11-19T10:00"],
                ["title_en": String(repeating: "x", count: Announcement.titleLengthMax + 1)],
            ] {
                let reply = try await stage.post(path, fields.merging(wrong) { $1 }, as: zhou)
                #expect(reply.status == 422 && reply.text.contains("-error\""), "\(wrong)")
            }
            #expect(try await stage.post(path, fields, as: stage.chen).status == 403)
            #expect(try await stage.post(path, fields.merging(["brand": "topay"]) { $1 }, as: zhou).status == 303)
            #expect(try await !isShown())
            #expect(try await stage.post("\(path)/withdrawals", as: zhou).status == 303)
            #expect(try await stage.post("\(path)/publications", as: zhou).status == 409)
            #expect(
                try await stage.cast.announced() == [
                    "announcement.proposed", "announcement.published", "announcement.changed",
                    "announcement.withdrawn",
                ])
        }
    }

    @Test("how long an outage takes is one of the choices, or refused beside them", arguments: TestEngine.available)
    func minutes(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let fields = ["kind": "outage", "brand": "upay", "function": "payment"]
            for minutes in ["-5", "0", "7", "x", ""] {
                let reply = try await stage.post(
                    "/desk/incidents", fields.merging(["minutes": minutes]) { $1 }, as: stage.chen)
                #expect(reply.status == 422 && reply.text.contains("id=\"minutes-error\""), "\(minutes)")
            }
            #expect(try await stage.cast.incidents(.proposed) == [])
        }
    }

    @Test("no brand is chosen beforehand, and none is refused beside the field", arguments: TestEngine.available)
    func brand(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            for path in ["/desk/incidents/new", "/desk/incidents/new?kind=maintenance", "/desk/announcements/new"] {
                let page = try await stage.get(path, as: stage.chen).text
                let choice = try #require(page.firstMatch(of: /name="brand"[^>]*>(<option[^>]*>)/)?.output.1)
                #expect(choice.hasPrefix("<option value=\"\""), "\(path)")
            }
            let fields = ["kind": "outage", "function": "payment", "minutes": "60"]
            for brand in ["", "nobody"] {
                let reply = try await stage.post(
                    "/desk/incidents", fields.merging(["brand": brand]) { $1 }, as: stage.chen)
                #expect(reply.status == 422 && reply.text.contains("id=\"brand-error\""), "\(brand)")
            }
        }
    }

    @Test("what customers will read is shown before it is published", arguments: TestEngine.available)
    func preview(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let zhou = try await stage.cast.token(stage.cast.zhou)
            let form = try await stage.get("/desk/incidents/new", as: zhou).text
            #expect(form.contains("name=\"step\" value=\"preview\""))
            var fields = Self.form(
                [
                    "kind": "outage", "brand": "upay", "function": "payment", "bank": "平安<b>", "minutes": "60",
                    "step": "preview",
                ], ["advice": Self.words])
            let preview = try await stage.post("/desk/incidents", fields, as: zhou)
            #expect(preview.status == 200)
            let name = IncidentTexts.name(.init(function: .payment, bank: "平安<b>"))
            for language in Language.allCases {
                let what = IncidentTexts.out.filling(name)(language)
                #expect(preview.text.contains(what.replacing("<b>", with: "&lt;b&gt;")), "\(language)")
                #expect(preview.text.contains(Self.words[language.tag.lowercased()] ?? "none"))
            }
            #expect(!preview.text.contains("平安<b>"))
            #expect(preview.text.contains("name=\"bank\" value=\"平安&lt;b&gt;\""), "it is sent again as it is")
            #expect(try await stage.cast.incidents(.begun, .proposed) == [], "nothing is published yet")
            fields["step"] = "edit"
            let again = try await stage.post("/desk/incidents", fields, as: zhou)
            #expect(again.status == 200 && again.text.contains("value=\"平安&lt;b&gt;\""))
            #expect(try await stage.cast.incidents(.begun, .proposed) == [])
            fields["step"] = "publish"
            #expect(try await stage.post("/desk/incidents", fields, as: zhou).status == 303)
            #expect(try await stage.cast.incidents(.begun).count == 1)
            fields["step"] = "preview"
            fields["minutes"] = "-5"
            #expect(try await stage.post("/desk/incidents", fields, as: zhou).status == 422)
            #expect(try await stage.post("/desk/incidents", fields, as: zhou, csrf: false).status == 403)
        }
    }

    @Test("agents' live feed hears of proposals", arguments: TestEngine.available)
    func live(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.begin()
            try await cast.follow()
            let events = try await cast.storage.read { try $0.events(after: .start, limit: 500) }
            let heard = events.filter { $0.deskEntry != nil }.map(\.kind)
            #expect(heard.contains("incident.begun"))
            #expect(!heard.contains("agent.joined"))
        }
    }
}

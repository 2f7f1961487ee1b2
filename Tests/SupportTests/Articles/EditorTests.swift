import Foundation
import Storage
import Terms
import Testing

@testable import Support

@Suite struct Editors {
    @Test("who is nobody is sent to the door, and another site's form is refused", arguments: TestEngine.available)
    func door(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let mira = try await room.cast.token(room.cast.mira)
            for path in ["/desk/articles", "/desk/articles/new", Newsroom.refund] {
                #expect(try await room.cast.page(path).location?.hasPrefix("/desk/signin") == true)
                #expect(try await room.get(path, as: mira).location?.hasPrefix("/desk/signin") == true)
                #expect(try await room.get(path, as: room.chen).status == 200, "\(path)")
            }
            for path in [
                "", "/publications", "/previews", "/schedules", "/withdrawals", "/restorations", "/dismissals",
            ] {
                let path = Newsroom.refund + path
                let forged = Newsroom.fields.merging(["csrf": "x", "seen": "0.0"]) { $1 }
                #expect(try await room.cast.submit(path, forged, cookies: ["agent": room.chen]).status == 403)
                #expect(try await room.post(path, Newsroom.fields, as: mira).status == 401, "\(path)")
            }
            for path in [
                "/desk/articles/upay/zh-Hans/gone", "/desk/articles/upay/xx/refund", "/desk/articles/upay/en/A",
            ] {
                #expect(try await room.get(path, as: room.chen).status == 404, "\(path)")
            }
            #expect(try await room.versions() == [])
        }
    }

    @Test(
        "a draft changes nothing for readers; a supervisor publishes it, and page, search and programs have it at once",
        arguments: TestEngine.available)
    func publishing(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let before = try await room.read().text
            let saved = try await room.post(Newsroom.refund, try await room.typed(["title": "蓝色大象退款"]), as: room.chen)
            #expect(saved.location == "\(Newsroom.refund)?done=saved")
            #expect(try await room.read().text.contains("蓝色大象") == false)
            #expect(before.contains("蓝色大象") == false)
            let typed = try await room.typed(["title": "蓝色大象退款"])
            #expect(try await room.post("\(Newsroom.refund)/publications", typed, as: room.chen).status == 403)
            #expect(try await room.get(Newsroom.refund, as: room.chen).text.contains("/publications") == false)
            for _ in 0..<2 {
                let reply = try await room.post("\(Newsroom.refund)/publications", typed, as: room.zhou)
                #expect(reply.status == 303, "twice is harmless")
            }
            #expect(try await room.versions() == ["refund 1 published"])
            let page = try await room.read().text
            #expect(page.contains("<h1>蓝色大象退款</h1>") && page.contains("<strong>三天</strong>"))
            #expect(page.contains("400-555"), "the brand's own number")
            #expect(try await room.found("蓝色大象").first == "refund")
            let elsewhere = try await room.cast.page("/topay/help/articles/refund?language=zh-Hans").text
            #expect(!elsewhere.contains("蓝色大象"), "another brand's readers see nothing of it")
            let other = try await room.cast.page("/upay/help/articles/refund?language=zh-Hant").text
            #expect(!other.contains("蓝色大象"), "the file of that language is nearer")
            #expect(try await room.cast.count("SELECT COUNT(*) FROM event WHERE kind = 'article.published'") == 1)
        }
    }

    @Test(
        "whoever saves over somebody else's change is told so, loses nothing, and may insist",
        arguments: TestEngine.available)
    func conflict(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let (mine, theirs) = (try await room.typed(["body": "我的正文"]), try await room.typed(["body": "赵敏的正文"]))
            #expect(try await room.post(Newsroom.refund, theirs, as: room.zhao).status == 303)
            let refused = try await room.post(Newsroom.refund, mine, as: room.chen)
            #expect(refused.status == 409)
            #expect(refused.text.contains("id=\"body-error\"") && refused.text.contains("赵敏"))
            #expect(refused.text.contains("我的正文</textarea>"), "what was typed is still there")
            #expect(refused.text.contains("data-change=\"removed\""), "and what differs")
            #expect(try await room.post(Newsroom.refund, mine, as: room.chen).status == 409, "not by sending it again")
            let seen = refused.text.firstMatch(of: /name="seen" value="([0-9.]+)"/).map { String($0.1) }
            let insisting = mine.merging(["seen": try #require(seen)]) { $1 }
            #expect(try await room.post(Newsroom.refund, insisting, as: room.chen).status == 303)
            #expect(try await room.get(Newsroom.refund, as: room.zhao).text.contains("我的正文</textarea>"))
            // Somebody publishes while the page of another is open.
            let stale = try await room.typed(["body": "又一份"])
            try await room.publish(["body": "发出去的"])
            #expect(try await room.post(Newsroom.refund, stale, as: room.chen).status == 409)
        }
    }

    @Test(
        "what is wrong stands beside its field, and all that was typed is still there", arguments: TestEngine.available)
    func refused(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let typed = try await room.typed(
                ["body": "<b>粗</b> {nobody}", "related": "gone", "codes": "topup.limit_reached", "title": ""])
            for act in ["", "/publications"] {
                let reply = try await room.post(Newsroom.refund + act, typed, as: room.zhou)
                #expect(reply.status == 422)
                for field in ["body", "related", "codes", "title"] {
                    #expect(reply.text.contains("id=\"\(field)-error\""), "\(field)")
                }
                #expect(reply.text.contains("&lt;b&gt;粗&lt;/b&gt; {nobody}</textarea>"))
            }
            #expect(try await room.versions() == [])
        }
    }

    @Test("the preview is the public article, drawn before it is kept", arguments: [TestEngine.sqlite])
    func preview(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let body = "打 {phone}\n\n```screen\ntitle: 安全中心\nbutton*: 继续\n```\n"
            let typed = try await room.typed(["body": body])
            let part = try await room.post("\(Newsroom.refund)/previews?part=1", typed, as: room.chen).text
            #expect(part.hasPrefix("<article class=\"card article\" lang=\"zh-Hans\">") && part.contains("<svg"))
            let whole = try await room.post("\(Newsroom.refund)/previews", typed, as: room.chen).text
            #expect(whole.contains(part) && whole.contains("打 {phone}"), "and the fields as typed")
            try await room.publish(["body": body])
            let rest = try #require(part.split(separator: "</h2>").last)
            #expect(try await room.read().text.contains(rest), "drawn by the same lines")
            let unsafe = try await room.post(
                "\(Newsroom.refund)/previews?part=1", typed.merging(["body": "<script>x</script>"]) { $1 },
                as: room.chen)
            #expect(!unsafe.text.contains("<script"))
        }
    }

    @Test(
        "a new article needs a free name; readers find it in every language that lacks it",
        arguments: TestEngine.available)
    func new(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let home = ["brand": "upay", "language_of": "zh-Hans"]
            func begin(_ slug: String) async throws -> Reply {
                let fields = Newsroom.fields.merging(home) { $1 }.merging(["slug": slug, "title": "紫色河马"]) { $1 }
                return try await room.post("/desk/articles", fields, as: room.chen)
            }
            for slug in ["", "Hippo", "../x", "refund"] {
                let reply = try await begin(slug)
                #expect(reply.status == 422 && reply.text.contains("id=\"slug-error\""), "\(slug)")
                #expect(reply.text.contains("value=\"紫色河马\""))
            }
            let path = "/desk/articles/upay/zh-Hans/hippo"
            for _ in 0..<2 { #expect(try await begin("hippo").location == "\(path)?done=saved") }
            #expect(try await room.read("hippo").status == 404)
            let drafts = try await room.get("/desk/articles?brand=upay&language_of=zh-Hans&show=drafts", as: room.chen)
            #expect(drafts.text.contains(path) && !drafts.text.contains(Newsroom.refund))
            try await room.publish(["title": "紫色河马"], at: path)
            for language in ["zh-Hans", "en"] {
                #expect(try await room.read("hippo", language: language).text.contains("紫色河马"))
            }
            // Translated, then withdrawn: the other language is there again, and in the end nothing.
            let english = "/desk/articles/upay/en/hippo"
            #expect(try await room.get(english, as: room.chen).text.contains("紫色河马"))
            try await room.publish(["title": "Purple hippo"], at: english)
            #expect(try await room.read("hippo", language: "en").text.contains("Purple hippo"))
            #expect(try await room.post("\(english)/withdrawals", as: room.chen).status == 403)
            for _ in 0..<2 { #expect(try await room.post("\(english)/withdrawals", as: room.zhou).status == 303) }
            #expect(try await room.read("hippo", language: "en").text.contains("紫色河马"))
            #expect(try await room.post("\(path)/withdrawals", as: room.zhou).status == 303)
            #expect(try await room.read("hippo").status == 404)
            #expect(try await room.found("紫色河马").contains("hippo") == false)
        }
    }

    @Test(
        "every publishing is a version; an earlier one or the file comes back as a draft",
        arguments: TestEngine.available)
    func history(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            try await room.publish(["body": "第一种写法"])
            try await room.publish(["body": "第二种写法"])
            #expect(try await room.versions() == ["refund 1 replaced", "refund 2 published"])
            let page = try await room.get("\(Newsroom.refund)?version=2", as: room.chen).text
            #expect(page.contains("<li data-change=\"removed\"><span class=\"sr\">去掉：</span>第一种写法</li>"))
            #expect(page.contains("周岚"))
            let restored = try await room.post(
                "\(Newsroom.refund)/restorations", ["version": "1", "seen": "2.1"], as: room.chen)
            #expect(restored.location == "\(Newsroom.refund)?done=restored")
            #expect(try await room.get(Newsroom.refund, as: room.chen).text.contains("第一种写法</textarea>"))
            #expect(try await room.read().text.contains("第二种写法"), "readers see it when it is published")
            for _ in 0..<2 {
                #expect(try await room.post("\(Newsroom.refund)/dismissals", as: room.chen).status == 303)
            }
            #expect(
                try await room.versions() == ["refund 1 replaced", "refund 2 published", "refund 3 withdrawn"])
            let stale = ["version": "file", "seen": "2.1"]
            #expect(try await room.post("\(Newsroom.refund)/restorations", stale, as: room.chen).status == 409)
            let file = ["version": "file", "seen": "3.1"]
            #expect(try await room.post("\(Newsroom.refund)/restorations", file, as: room.chen).status == 303)
            #expect(try await room.versions().last == "refund 4 draft")
            let unknown = ["version": "9", "seen": "4.1"]
            #expect(try await room.post("\(Newsroom.refund)/restorations", unknown, as: room.chen).status == 404)
        }
    }

    @Test(
        "the list says what readers thought, finds by word, and says when there is nothing",
        arguments: TestEngine.available)
    func list(on engine: TestEngine) async throws {
        try await Newsroom.open(on: engine) { room in
            let party = try await room.cast.party(room.cast.mira)
            try await room.cast.storage.write {
                try ArticleVote(isHelpful: false, reason: .unclear).cast(on: "refund", .zhHans, by: party, in: $0)
                try ArticleViews.count("refund", brand: party.brand, in: $0)
            }
            let all = try await room.get("/desk/articles?brand=upay&language_of=zh-Hans", as: room.chen).text
            for figure in ["近 14 天读 1 次", "没帮上 1", "看不明白 1"] { #expect(all.contains(">\(figure)</span>")) }
            #expect(all.matches(of: /href="\/desk\/articles\/upay\/zh-Hans\//).count >= 90)
            let path = "/desk/articles?brand=upay&language_of=zh-Hans"
            let found = try await room.get("\(path)&q=\(Cast.encoded("退款"))", as: room.chen).text
            #expect(found.contains(Newsroom.refund) && !found.contains("zh-Hans/old-phone-lost"))
            let none = try await room.get("\(path)&q=qqqq", as: room.chen).text
            #expect(none.contains(EditorTexts.none(.zhHans)))
            let quiet = try await room.get("\(path)&show=drafts", as: room.chen).text
            #expect(quiet.contains(EditorTexts.noDrafts(.zhHans)))
            #expect(try await room.get("/desk", as: room.chen).text.contains("href=\"/desk/articles\""))
        }
    }
}

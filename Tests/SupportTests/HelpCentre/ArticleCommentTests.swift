import HTTPTypes
import Storage
import Terms
import Testing

@testable import Support

@Suite struct ArticleComments {
    private static let article = "/upay/help/articles/refund"
    private static let path = article + "/comments"

    /// A desk with a signed-in reader.
    private static func comment(
        _ text: String, key: String, by reader: inout CheckBrowser, path: String = path
    ) async throws -> Reply {
        try await reader.submit(path, ["text": text, "key": key, "csrf": reader.csrf()])
    }

    private static func all(_ cast: Cast) async throws -> [ArticleComment] {
        try await cast.storage.read { transaction in
            let review = try ArticleComment.review(in: transaction)
            return review.waiting + review.decided
        }
    }

    private static func act(_ cast: Cast, _ act: String, on id: ArticleCommentID, _ fields: [String: String] = [:])
        async throws -> Reply
    {
        let chen = try await cast.token(cast.chen)
        let all = fields.merging(["csrf": Session(token: chen).csrf]) { $1 }
        return try await cast.submit("/desk/comments/\(id)/\(act)", all, cookies: ["agent": chen])
    }

    @Test(
        "its writer sees it waiting, everybody when an agent shows it, and the brand's answer under it",
        arguments: TestEngine.available)
    func wayThrough(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await CheckBrowser.of(cast.mira, cast)
            for _ in 0..<2 {
                let reply = try await Self.comment("三天就到了<b>", key: "k1", by: &mira)
                #expect(reply.status == 303 && reply.location == Self.article + "#comments")
            }
            let comment = try #require(try await Self.all(cast).first)
            #expect(try await Self.all(cast).count == 1, "a second click posts nothing more")
            #expect(comment.name == "林**")
            let own = try await mira.get(Self.article).text
            #expect(own.contains("三天就到了&lt;b&gt;") && own.contains(ArticleCommentTexts.waiting(.zhHans)))
            #expect(try await !cast.page(Self.article).text.contains("三天就到了"))
            for status in [303, 303] { #expect(try await Self.act(cast, "showings", on: comment.id).status == status) }
            for path in [Self.article, "\(Self.article)?language=en"] {
                let page = try await cast.page(path).text
                #expect(page.contains("三天就到了&lt;b&gt;") && page.contains("林**") && !page.contains("林晓"))
                #expect(!page.contains("/removals"), "others cannot remove it")
            }
            #expect(try await !cast.page("/topay/help/articles/refund").text.contains("三天就到了"), "another brand's")
            let answered = try await Self.act(cast, "answers", on: comment.id, ["text": "多谢，银行快的当天就到。"])
            #expect(answered.status == 303)
            let page = try await cast.page(Self.article).text
            #expect(page.contains("多谢，银行快的当天就到。") && page.contains("class=\"seal\"") && page.contains("T2071"))
            #expect(page.contains("uPay 官方回复"))
            #expect(try await Self.act(cast, "refusals", on: comment.id, ["reason": "tea"]).status == 422)
            #expect(try await Self.act(cast, "refusals", on: comment.id, ["reason": "abuse"]).status == 303)
            #expect(try await !cast.page(Self.article).text.contains("三天就到了"))
            let refused = try await mira.get(Self.article).text
            #expect(refused.contains(ArticleCommentTexts.why(.abuse)(.zhHans)))
            #expect(!refused.contains("多谢，银行"))
        }
    }

    @Test("a stranger comments as a visitor, and finds it again", arguments: TestEngine.available)
    func stranger(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var reader = CheckBrowser(cast)
            #expect(try await Self.comment("写得清楚", key: "k1", by: &reader).status == 303)
            var twin = CheckBrowser(cast)
            #expect(try await Self.comment("写得清楚", key: "k1", by: &twin).status == 303)
            #expect(try await Self.all(cast).map(\.name) == [""], "the same page sent twice")
            let page = try await reader.get(Self.article).text
            #expect(page.contains("写得清楚") && page.contains("访客"))
            let foreign = try await cast.submit(
                Self.path, ["text": "x", "key": "k2"], headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(foreign.status == 403)
            #expect(try await reader.submit(Self.path, ["text": "x", "key": "k2", "csrf": "x"]).status == 403)
            #expect(
                try await Self.comment("x", key: "k3", by: &reader, path: "/upay/help/articles/gone/comments")
                    .status == 404)
            // Who signs in keeps it.
            let login = ["login": cast.mira.phone ?? "", "password": Cast.password]
            #expect(try await reader.submit("/upay/signin", login).status == 303)
            #expect(try await reader.get(Self.article).text.contains("写得清楚"))
        }
    }

    @Test(
        "what is empty, too long or too often is refused beside the field, and stays typed",
        arguments: TestEngine.available)
    func limits(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await CheckBrowser.of(cast.mira, cast)
            let long = String(repeating: "长", count: ArticleCommentText.lengthMax + 1)
            for (text, key) in [("", "a"), (" \n", "b"), (long, "c")] {
                let reply = try await Self.comment(text, key: key, by: &mira)
                #expect(reply.status == 422 && reply.text.contains("comment-error"))
                #expect(reply.text.contains(">\(text)</textarea>"))
            }
            for count in 0..<ArticleComment.hourMax {
                #expect(try await Self.comment("第 \(count) 条", key: "k\(count)", by: &mira).status == 303)
            }
            let often = try await Self.comment("还有一条", key: "k9", by: &mira)
            #expect(often.status == 429 && often.text.contains("还有一条</textarea>"))
            #expect(try await Self.comment("第 0 条", key: "k0", by: &mira).status == 303, "a repeat is no other one")
            cast.clock.advance(seconds: 3_601)
            #expect(try await Self.comment("还有一条", key: "k9", by: &mira).status == 303)
        }
    }

    @Test("too many from one address, or waiting under one article, wait", arguments: [TestEngine.sqlite])
    func flood(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var last = 0
            for count in 0...20 {
                last = try await cast.submit(Self.path, ["text": "第 \(count) 条", "key": "k\(count)"]).status
            }
            #expect(last == 429)
            cast.clock.advance(seconds: 3_601)
            let now = cast.clock.now
            try await cast.storage.write { transaction in
                for count in 0..<ArticleComment.waitingMax {
                    try transaction.execute(
                        """
                        INSERT INTO article_comment (id, brand_id, slug, language, owner, name, text, state, posted_at,
                                                     key)
                        VALUES (\(UUIDv7.text(at: now)), 'upay', 'refund', 'zh-Hans', 'visitor:x', '', 'x', 'waiting',
                                \(now), \("f\(count)"))
                        """)
                }
            }
            let full = try await cast.submit(Self.path, ["text": "满了", "key": "z"])
            #expect(full.status == 409 && full.text.contains("满了</textarea>"))
        }
    }

    @Test("its writer removes it for good; nobody else can", arguments: TestEngine.available)
    func removal(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var (mira, theo) = (try await CheckBrowser.of(cast.mira, cast), try await CheckBrowser.of(cast.theo, cast))
            #expect(try await Self.comment("想删掉的话", key: "k1", by: &mira).status == 303)
            let id = try #require(try await Self.all(cast).first?.id)
            let path = "/upay/help/comments/\(id)/removals"
            #expect(try await Self.act(cast, "answers", on: id, ["text": "好的"]).status == 303)
            #expect(try await theo.submit(path, ["csrf": theo.csrf()]).status == 404)
            #expect(try await mira.submit(path, ["csrf": "x"]).status == 403)
            for _ in 0..<2 { #expect(try await mira.submit(path, ["csrf": mira.csrf()]).status == 303) }
            let page = try await mira.get(Self.article).text
            #expect(!page.contains("想删掉的话") && !page.contains("好的</p>"))
            #expect(try await cast.count("SELECT COUNT(*) FROM article_comment WHERE text <> ''") == 0)
            #expect(try await Self.act(cast, "showings", on: id).status == 409)
            #expect(try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'comment.removed'") == 1)
        }
    }

    @Test("the trouble of an account becomes a conversation, once, for its writer", arguments: TestEngine.available)
    func conversation(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await CheckBrowser.of(cast.mira, cast)
            var theo = try await CheckBrowser.of(cast.theo, cast)
            #expect(try await Self.comment("我的退款一直没到", key: "k1", by: &mira).status == 303)
            let id = try #require(try await Self.all(cast).first?.id)
            #expect(try await mira.get(Self.article).text.contains(ArticleCommentTexts.contactMe(.zhHans)))
            let path = "/upay/help/comments/\(id)/conversations"
            #expect(try await theo.submit(path, ["csrf": theo.csrf()]).status == 404)
            let chat = try #require(try await mira.submit(path, ["csrf": mira.csrf()]).location)
            #expect(try await mira.submit(path, ["csrf": mira.csrf()]).location == chat)
            #expect(try await mira.get(chat).text.contains("我的退款一直没到"))
            #expect(try await mira.get("/upay/help").text.contains(chat), "it is among her conversations")
            // An agent does the same for a visitor, and takes it out of sight.
            var visitor = CheckBrowser(cast)
            #expect(try await Self.comment("我登录不上", key: "k2", by: &visitor).status == 303)
            let other = try #require(try await Self.all(cast).first { $0.text == "我登录不上" }?.id)
            let first = try await Self.act(cast, "conversations", on: other).location
            #expect(first?.hasPrefix("/desk/conversations/") == true)
            #expect(try await Self.act(cast, "conversations", on: other).location == first)
            let page = try await visitor.get(Self.article).text
            #expect(page.contains(ArticleCommentTexts.why(.account)(.zhHans)))
            #expect(page.contains(ArticleCommentTexts.toConversation(.zhHans)))
            #expect(try await visitor.get("/upay/help").text.contains("来自文章评论"))
        }
    }

    @Test("newest first, twenty a page; agents read the oldest first", arguments: TestEngine.available)
    func pages(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (now, chen) = (cast.clock.now, cast.chen.id)
            try await cast.storage.write { transaction in
                for count in 10..<35 {
                    let state = count < 33 ? "shown" : "waiting"
                    let at = now.adding(seconds: Int64(count))
                    try transaction.execute(
                        """
                        INSERT INTO article_comment (id, brand_id, slug, language, owner, name, text, state, decided_by,
                                                     decided_at, posted_at, key)
                        VALUES (\(UUIDv7.text(at: at)), 'upay', 'refund', 'zh-Hans', 'visitor:x', '',
                                \("评论\(count)"), \(state), \(count < 33 ? chen : nil), \(count < 33 ? at : nil), \(at),
                                \("k\(count)"))
                        """)
                }
            }
            let first = try await cast.page(Self.article).text
            #expect(first.contains("评论32") && first.contains("评论13") && !first.contains("评论12"))
            let older = try #require(first.firstMatch(of: /\?before=[0-9a-f-]+/)?.output)
            let second = try await cast.page(Self.article + older).text
            #expect(second.contains("评论12") && second.contains("评论10") && !second.contains("评论13"))
            #expect(second.contains(ArticleCommentTexts.newest(.zhHans)))
            let chens = try await cast.token(cast.chen)
            let desk = try await cast.page("/desk/comments", cookies: ["agent": chens]).text
            let places = try ["评论33", "评论34", "评论32"].map { try #require(desk.range(of: $0)).lowerBound }
            #expect(places == places.sorted())
            #expect(try await cast.page("/desk/comments").location?.hasPrefix("/desk/signin") == true)
        }
    }
}

@Suite struct ArticleCommentTextMasking {
    @Test(
        "what leads to a person or out of the page is masked",
        arguments: [
            "打 13812345678 找我", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "①③⑧①②③④⑤⑥⑦⑧", "+86 138.1234.5678",
            "mira@example.com", "mira @ example.com", "看 https://evil.example/x?y=1", "www.evil.example",
            "evil.com/pay",
            "evil。com", "身份证 110101199003078888", "110101 19900307 888X", "订单 CS261120007310", "单号 2611 2010 2106 8842",
            "卡 6225881000031111", "微信：mira_99", "加微信 mira99", "WeChat: mira-lin", "QQ 12345678", "TG @mira_lin",
            "0193a1b2-c3d4-7000-8000-000000000000", "验证码 482913",
        ])
    func masked(_ text: String) throws {
        let shown = try ArticleCommentText(text).text
        #expect(shown.contains("••••"), "\(shown)")
        #expect(!shown.contains(/[0-9０-９]{4}|[①-⑨]{2}|example|evil|mira|482913/), "\(shown)")
    }

    @Test(
        "what everybody may read stays as it is",
        arguments: [
            "三天就到了，谢谢！", "2026-11-20 10:30 付的 ¥88.00", "等了 15 天", "限额 50000 元", "iPhone 15 Pro Max 上找不到",
            "版本 4.2.1", "It worked on the 2nd try.", "WeChat payment failed", "第一行\n第二行", "11 月 20 日 9:05，¥1,234.50",
        ])
    func kept(_ text: String) throws {
        #expect(try ArticleCommentText(text).text == text)
    }

    @Test("masking twice changes nothing more")
    func stable() throws {
        let once = try ArticleCommentText("打 13812345678 或 a@b.cn，看 www.x.cn").text
        #expect(try ArticleCommentText(once).text == once)
    }
}

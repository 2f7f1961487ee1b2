import Terms
import Testing

@testable import Support

@Suite struct AConversationAtTheDesk {
    @Test(
        "shows what was said, who the customer is behind a mask, and where the money is",
        arguments: TestEngine.available)
    func page(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation("付了 88 <script>alert(1)</script> & \"页面\" 卡住了")
            _ = try await stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.chen)
            let page = try await stage.get("/desk/conversations/\(id)", as: stage.chen)
            #expect(page.status == 200)
            #expect(page.text.contains("付了 88 &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;页面&quot; 卡住了"))
            #expect(!page.text.contains("<script>alert"))
            for shown in ["林*", "139****0001", "m***@example.com", "¥12.00", "星光书店", "退款，最多 ¥88.00"] {
                #expect(page.text.contains(shown), "\(shown) is missing")
            }
            for hidden in ["林晓", "13900000001", "mira@example.com"] { #expect(!page.text.contains(hidden)) }
            let list = try await stage.get("/desk?view=mine", as: stage.chen)
            #expect(!list.text.contains("<script>alert") && !list.text.contains("林晓"))
        }
    }

    @Test("opens also while the wallet does not answer", arguments: TestEngine.available)
    func silentWallet(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine, isWalletDown: true) { stage in
            let id = try await stage.conversation()
            let page = try await stage.get("/desk/conversations/\(id)", as: stage.chen)
            #expect(page.status == 200)
            #expect(page.text.contains("暂时查不到钱包，钱是安全的"))
            _ = try await stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.chen)
            let refund = try await stage.call(
                .post, "/desk/conversations/\(id)/refunds", "{\"transaction\":\"\(stage.payment.id)\"}", as: stage.chen)
            #expect(refund.status == 503 && refund.field("code") == "wallet_silent")
        }
    }

    @Test("is not found where there is none", arguments: TestEngine.available)
    func unknown(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            for id in ["0193-no-such", "..", "%3Cb%3E"] {
                let answers = [
                    try await stage.get("/desk/conversations/\(id)", as: stage.chen),
                    try await stage.call(.get, "/desk/conversations/\(id)", as: stage.chen),
                    try await stage.post("/desk/conversations/\(id)/notes", ["text": "x"], as: stage.chen),
                ]
                #expect(answers.map(\.status) == [404, 404, 404])
            }
        }
    }

    @Test(
        "goes to one of two agents who take it at once; the other is told who has it", arguments: TestEngine.available)
    func takenTwice(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            async let one = stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.chen)
            async let two = stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.zhao)
            let answers = try await [one, two]
            #expect(answers.map(\.status).sorted() == [201, 409])
            let (winner, loser) = answers[0].status == 201 ? ("陈思远", stage.zhao) : ("赵敏", stage.chen)
            #expect(answers.contains { $0.status == 409 && $0.field("message") == "这个会话已由\(winner)接待。" })
            let page = try await stage.post("/desk/conversations/\(id)/assignments", as: loser)
            #expect(page.status == 409)
            #expect(page.text.contains("这个会话已由\(winner)接待。"))
            // Taking it again oneself is no mistake.
            let again = loser == stage.zhao ? stage.chen : stage.zhao
            #expect(try await stage.post("/desk/conversations/\(id)/assignments", as: again).status == 303)
        }
    }

    @Test("is answered only by the agent who has it, and once a key", arguments: TestEngine.available)
    func replies(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let (id, body) = (try await stage.conversation(), "{\"text\":\"您好，我来看看\"}")
            let path = "/desk/conversations/\(id)/messages"
            let early = try await stage.call(.post, path, body, as: stage.chen)
            #expect(early.status == 409 && early.field("code") == "not_assigned")
            _ = try await stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.chen)
            let first = try await stage.call(.post, path, body, as: stage.chen, key: "k")
            let second = try await stage.call(.post, path, body, as: stage.chen, key: "k")
            #expect(first.status == 201 && first.text == second.text)
            let other = try await stage.post(path, ["text": "我也来"], as: stage.zhao)
            #expect(other.status == 409)
            #expect(other.text.contains("这个会话已由陈思远接待。") && other.text.contains("我也来"))
            let messages = try await stage.call(.get, "/conversations/\(id)/messages", as: stage.mira)
            #expect(messages.text.split(separator: "您好，我来看看").count == 2 && !messages.text.contains("我也来"))
        }
    }

    @Test("keeps notes between agents", arguments: TestEngine.available)
    func notes(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)"
            _ = try await stage.post("\(path)/assignments", as: stage.chen)
            #expect(try await stage.post("\(path)/notes", ["text": "只给同事看", "key": "n"], as: stage.zhao).status == 303)
            #expect(try await stage.post("\(path)/notes", ["text": "只给同事看", "key": "n"], as: stage.zhao).status == 303)
            #expect(try await stage.post("\(path)/messages", ["text": "给客户看"], as: stage.chen).status == 303)
            for page in [
                try await stage.get(path, as: stage.chen),
                try await stage.get("\(path)/messages?after=0", as: stage.chen),
            ] {
                #expect(page.text.split(separator: "只给同事看").count == 2)
                #expect(page.text.contains("客户看不到"))
            }
            let cookie = ["Cookie": "customer_upay=\(stage.mira)"]
            for customers in [
                try await stage.call(.get, "/conversations/\(id)", as: stage.mira),
                try await stage.call(.get, "/conversations/\(id)/messages", as: stage.mira),
                try await stage.send("/upay/chat/\(id)", .get, cookie, ""),
            ] {
                #expect(customers.status == 200 && customers.text.contains("给客户看"))
                #expect(!customers.text.contains("只给同事看"))
            }
        }
    }

    @Test("takes no form that another site made", arguments: TestEngine.available)
    func csrf(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)"
            for noun in ["assignments", "closures", "messages", "notes", "refunds"] {
                let answer = try await stage.post("\(path)/\(noun)", ["text": "外来"], as: stage.chen, csrf: false)
                #expect(answer.status == 403, "\(noun)")
            }
            #expect(try await stage.post("/desk/assignments", as: stage.chen, csrf: false).status == 403)
            var headers = ["Cookie": "agent=\(stage.chen)", "Content-Type": "application/json"]
            let note = "/api/v1\(path)/notes"
            #expect(try await stage.send(note, .post, headers, "{\"text\":\"外来\"}").status == 403)
            let page = try await stage.get(path, as: stage.chen)
            #expect(page.status == 200 && !page.text.contains("外来"))
            headers["X-CSRF-Token"] = Session(token: stage.chen).csrf
            #expect(try await stage.send(note, .post, headers, "{\"text\":\"自己的\"}").status == 201)
            #expect(try await stage.get(path, as: stage.chen).text.contains("自己的"))
        }
    }

    @Test("keeps a reply that is too long, and says so beside it", arguments: TestEngine.available)
    func tooLong(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            _ = try await stage.post("/desk/conversations/\(id)/assignments", as: stage.chen)
            let text = String(repeating: "长", count: MessageText.lengthMax + 1)
            for noun in ["messages", "notes"] {
                let page = try await stage.post("/desk/conversations/\(id)/\(noun)", ["text": text], as: stage.chen)
                #expect(page.status == 422)
                #expect(page.text.contains(">\(text)</textarea>") && page.text.contains("aria-invalid=\"true\""))
                #expect(page.text.contains("一次最多 \(MessageText.lengthMax) 个字"))
            }
        }
    }

    @Test("goes back to the queue with a reason, once, by the agent who has it", arguments: TestEngine.available)
    func escalation(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)"
            _ = try await stage.call(.post, "\(path)/assignments", as: stage.chen)
            let body = "{\"reason\":\"要商户组看\"}"
            #expect(try await stage.call(.post, "\(path)/escalations", body, as: stage.zhao).status == 409)
            #expect(try await stage.call(.post, "\(path)/escalations", "{}", as: stage.chen).status == 422)
            for _ in 1...2 {
                let answer = try await stage.call(.post, "\(path)/escalations", body, as: stage.chen, key: "up")
                #expect(answer.status == 201 && answer.field("state") == "waiting")
            }
            let shown = try await stage.call(.get, path, as: stage.zhao)
            #expect(shown.text.split(separator: "要商户组看").count == 2)
            #expect(try await stage.call(.post, "\(path)/assignments", as: stage.zhao).field("agent") == "赵敏")
        }
    }

    @Test("is closed once, and shows the customer's rating then", arguments: TestEngine.available)
    func closing(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)"
            #expect(try await stage.post("\(path)/closures", as: stage.chen).status == 409)
            _ = try await stage.post("\(path)/assignments", as: stage.chen)
            for _ in 1...2 { #expect(try await stage.post("\(path)/closures", as: stage.chen).status == 303) }
            #expect(try await stage.post("\(path)/closures", as: stage.zhao).status == 409)
            let before = try await stage.get(path, as: stage.chen)
            #expect(!before.text.contains("客户评价"))
            let marks = "{\"experience\":5,\"attitude\":4,\"efficiency\":3,\"comment\":\"很快\"}"
            #expect(try await stage.call(.post, "/conversations/\(id)/feedback", marks, as: stage.mira).status == 201)
            let after = try await stage.get(path, as: stage.chen)
            #expect(after.text.contains("客户评价") && after.text.contains("4 / 5") && after.text.contains("很快"))
        }
    }
}

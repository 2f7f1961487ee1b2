import Terms
import Testing

@testable import Support

@Suite struct ARefundAtTheDesk {
    @Test("is refused for an amount that cannot be given back, and the amount stays", arguments: TestEngine.available)
    func amounts(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            _ = try await stage.post("/desk/conversations/\(id)/assignments", as: stage.chen)
            for (amount, status, says) in [
                ("88.01", 409, "这笔最多还能退 ¥88.00。"), ("0", 409, "这笔最多还能退 ¥88.00。"),
                ("八十八", 422, "请填金额"), ("1.234", 422, "请填金额"), ("-5", 422, "请填金额"), ("12,50", 422, "请填金额"),
                ("¥", 422, "请填金额"),
            ] {
                let page = try await stage.post(
                    "/desk/conversations/\(id)/refunds", ["transaction": stage.payment.id.text, "amount": amount],
                    as: stage.chen)
                #expect(page.status == status, "\(amount)")
                #expect(page.text.contains(says) && page.text.contains("value=\"\(amount)\""))
            }
            for unknown in ["no-such", "", "<b>"] {
                let answer = try await stage.call(
                    .post, "/desk/conversations/\(id)/refunds", "{\"transaction\":\"\(unknown)\"}", as: stage.chen)
                #expect(answer.status == 422 && answer.field("code") == "unknown_transaction")
            }
            let shown = try await stage.call(.get, "/desk/conversations/\(id)", as: stage.chen)
            #expect(shown.text.contains("\"refunds\":[]"))
        }
    }

    @Test("is ordered by the agent who has the conversation, once", arguments: TestEngine.available)
    func once(on engine: TestEngine) async throws {
        try await ConsoleStage.run(on: engine) { stage in
            let id = try await stage.conversation()
            let path = "/desk/conversations/\(id)/refunds"
            let body =
                "{\"transaction\":\"\(stage.payment.id)\",\"amount\":{\"amount\":\"20.00\",\"currency\":\"CNY\"}}"
            #expect(try await stage.call(.post, path, body, as: stage.chen).field("code") == "not_assigned")
            _ = try await stage.call(.post, "/desk/conversations/\(id)/assignments", as: stage.chen)
            let other = try await stage.call(.post, path, body, as: stage.zhao)
            #expect(other.status == 409 && other.field("message") == "这个会话已由陈思远接待。")
            let first = try await stage.call(.post, path, body, as: stage.chen, key: "r")
            let again = try await stage.call(.post, path, body, as: stage.chen, key: "r")
            #expect(first.status == 201 && again.status == 201)
            #expect(first.field("id") == again.field("id") && first.field("state") == "requested")
            let second = try await stage.call(.post, path, body, as: stage.chen, key: "s")
            #expect(second.status == 409 && second.field("code") == "refund_under_way")
            let page = try await stage.get("/desk/conversations/\(id)", as: stage.chen)
            #expect(page.text.contains("¥20.00") && page.text.contains("已提交"))
        }
    }
}

import Terms
import Testing

@testable import Support

@Suite struct ChannelAdvices {
    typealias Urgency = ChannelAdvice.Urgency

    private static func upay() throws -> Brand {
        try #require(try Brand.all(in: Cast.home.appending(path: "Brands")).first { $0.id.text == "upay" })
    }

    private static func advice(
        _ urgency: Urgency, at time: String, waiting: Int = 0, seconds: Int64? = nil
    ) throws -> ChannelAdvice {
        ChannelAdvice(
            urgency, brand: try upay(), queue: .init(waiting: waiting, replySeconds: seconds),
            now: try #require(Moment(rfc3339: time)))
    }

    @Test(
        "the best way changes with the hour and with the matter",
        arguments: [
            // upay, UTC+8: chat daily 07–23, phone 08–20, busy 09–11 and 14–16 on working days, emergency line always.
            ("2026-11-19T19:00:00Z", Urgency.stolen, ContactChannel.Kind?.some(.emergency)),
            ("2026-11-20T02:30:00Z", .stolen, .emergency), ("2026-11-19T19:00:00Z", .blocked, nil),
            ("2026-11-20T02:30:00Z", .blocked, .chat), ("2026-11-20T14:00:00Z", .blocked, .chat),
            ("2026-11-20T02:30:00Z", .question, nil), ("2026-11-19T19:00:00Z", .papers, .form),
            ("2026-11-20T02:30:00Z", .papers, .form),
        ])
    func hours(time: String, urgency: Urgency, best: ContactChannel.Kind?) throws {
        #expect(try Self.advice(urgency, at: time).best.kind == best)
    }

    @Test(
        "whoever is in a hurry is sent to the phone where the chat's queue is long, and not at the phone's busy hours")
    func queue() throws {
        let noon = "2026-11-20T04:30:00Z"
        #expect(try Self.advice(.blocked, at: noon).best.kind == .chat)
        #expect(try Self.advice(.blocked, at: noon, waiting: 12).best.kind == .phone)
        #expect(
            try Self.advice(.blocked, at: noon, waiting: 12, seconds: 60).best.kind == .chat, "what is measured counts")
        #expect(try Self.advice(.blocked, at: "2026-11-20T02:30:00Z", waiting: 12).best.kind == .chat)
        #expect(
            try Self.advice(.blocked, at: "2026-11-20T02:30:00Z").others.contains { $0.kind == .phone && $0.isBusy })
    }

    @Test("what was measured is said, else what is promised, stretched by who waits before")
    func waits() throws {
        let noon = "2026-11-20T04:30:00Z"
        #expect(try Self.advice(.blocked, at: noon).best.wait == .promised(4, 8))
        #expect(try Self.advice(.blocked, at: noon, waiting: 3).best.wait == .promised(4, 8))
        #expect(try Self.advice(.blocked, at: noon, seconds: 95).best.wait == .measured(minutes: 2))
        #expect(try Self.advice(.papers, at: noon).best.wait == .workingDays(1, 2))
    }

    @Test("what is closed comes last and says when it opens")
    func closed() throws {
        let advice = try Self.advice(.blocked, at: "2026-11-19T19:00:00Z")
        let chat = try #require(advice.others.first { $0.kind == .chat })
        #expect(chat.wait == .closed(opensAt: Moment(rfc3339: "2026-11-19T23:00:00Z")))
        let order = advice.others.map(\.isOpen)
        #expect(order == order.sorted { $0 && !$1 })
    }

    @Test("the median of real conversations is measured, once there are enough", arguments: TestEngine.available)
    func measured(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for index in 0..<5 {
                #expect(try await Self.read(cast).replySeconds == nil, "\(index) tell nothing")
                let token = try await cast.token(index % 2 == 0 ? cast.mira : cast.theo)
                let id = ConversationID(try await cast.open("第 \(index) 个", as: token))
                _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
                #expect(try await Self.read(cast).waiting == 1)
                cast.clock.advance(seconds: Int64(60 * (index + 1)))
                try await cast.storage.write { transaction in
                    _ = try Conversation.assign(id, to: cast.chen, in: transaction)
                    _ = try Message.reply(MessageText("您好"), in: id, by: cast.chen, key: nil, in: transaction)
                }
            }
            #expect(try await Self.read(cast) == .init(waiting: 0, replySeconds: 180))
            cast.clock.advance(seconds: 4 * 3_600)
            #expect(try await Self.read(cast).replySeconds == nil, "what is long ago tells nothing")
            let page = try await cast.page("/upay/contact").text
            #expect(page.contains(ChannelAdviceTexts.title(.zhHans)))
        }
    }

    private static func read(_ cast: Cast) async throws -> ChannelAdvice.Queue {
        try await cast.storage.read { [brand = cast.mira.brand] in try .read(brand, in: $0) }
    }
}

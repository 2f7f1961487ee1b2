import Terms
import Testing

@testable import Support

@Suite struct Messages {
    @Test(
        "positions are gap-free and nothing is lost or doubled under forty posts at once",
        arguments: TestEngine.available)
    func storm(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("付款没成功", as: token)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        let reply = try await cast.say("第 \(index) 句", in: id, as: token, key: "m\(index)")
                        #expect(reply.status == 201)
                    }
                }
                try await group.waitForAll()
            }
            let stored = try await cast.messages(id, as: token)
            #expect(stored.map { $0["position"].int } == (1...stored.count).map { $0 })
            let mine = stored.filter { $0["author"]["kind"].string == "customer" }.compactMap { $0["text"].string }
            #expect(mine.sorted() == (["付款没成功"] + (0..<40).map { "第 \($0) 句" }).sorted())
            #expect(try await cast.problems() == [])
        }
    }

    @Test(
        "the same key gives the stored message again, also when it comes many times at once",
        arguments: TestEngine.available)
    func idempotent(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("付款没成功", as: token)
            let first = try await cast.say("第一句", in: id, as: token, key: "k1")
            let again = try await cast.say("第一句", in: id, as: token, key: "k1")
            #expect(first.status == 201)
            #expect(again.text == first.text)
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<16 { group.addTask { try await cast.say("第二句", in: id, as: token, key: "k2") } }
                return try await group.reduce(into: [Reply]()) { $0.append($1) }
            }
            #expect(replies.map(\.status) == Array(repeating: 201, count: 16))
            #expect(Set(replies.map(\.text)).count == 1)
            let stored = try await cast.messages(id, as: token)
            #expect(stored.filter { $0["text"].string == "第二句" }.count == 1)
            #expect(stored.map { $0["position"].int } == (1...stored.count).map { $0 })
        }
    }

    @Test("after= gives what comes after, and nothing else is a position", arguments: TestEngine.available)
    func after(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
            for index in 0..<5 { _ = try await cast.say("\(index)", in: id, as: token) }
            let all = try await cast.messages(id, as: token)
            for after in 0...all.count {
                #expect(try await cast.messages(id, as: token, after: after) == Array(all.dropFirst(after)))
            }
            #expect(try await cast.messages(id, as: token, after: 9_999) == [])
            let path = "/api/v1/conversations/\(id)/messages"
            #expect(try await cast.get(path, as: token).json["last_position"].int == all.count)
            for after in ["-1", "x", "1.5", "99999999999999999999", "%00"] {
                let reply = try await cast.get("\(path)?after=\(after)", as: token)
                #expect(reply.status == 422, "after=\(after)")
                #expect(reply.json["error"]["fields"].keys == ["after"])
            }
        }
    }

    @Test("who asks for a person waits for one; asking twice says it once", arguments: TestEngine.available)
    func handOver(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let before = try await cast.messages(id, as: token).count
            for _ in 0..<2 {
                let reply = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
                #expect(reply.status == 201)
                #expect(reply.json["state"].string == "waiting")
            }
            let said = try await cast.messages(id, as: token).dropFirst(before)
            #expect(said.map { $0["author"]["kind"].string } == ["system"])
            #expect(said.first?["text"].string == ConversationTexts.waitingForPerson(.zhHans))
            _ = try await cast.say("还有一句", in: id, as: token)
            await cast.settle()
            let last = try await cast.messages(id, as: token).last
            #expect(last?["text"].string == "还有一句", "the assistant keeps quiet once a person was asked for")
        }
    }

    @Test("a conversation ends once, and whoever writes again waits again", arguments: TestEngine.available)
    func closure(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            for _ in 0..<2 {
                let reply = try await cast.post("/api/v1/conversations/\(id)/closures", as: token)
                #expect(reply.status == 201)
                #expect(reply.json["state"].string == "closed")
                #expect(reply.json["closed_at"].string == cast.clock.now.rfc3339)
            }
            let ends = try await cast.messages(id, as: token).filter {
                $0["text"].string == ConversationTexts.closed(.zhHans)
            }
            #expect(ends.count == 1)
            #expect(try await cast.say("还没好", in: id, as: token).status == 201)
            let reopened = try await cast.get("/api/v1/conversations/\(id)", as: token)
            #expect(reopened.json["state"].string == "waiting")
            #expect(reopened.json["closed_at"] == .null)
        }
    }

    @Test("somebody else's conversation is not found, whatever is tried with it", arguments: TestEngine.available)
    func others(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (owner, other) = (try await cast.token(cast.mira), try await cast.token(cast.theo))
            let id = try await cast.open(as: owner)
            let path = "/api/v1/conversations/\(id)"
            for reading in [path, "\(path)/messages", "\(path)/messages?after=0"] {
                #expect(try await cast.get(reading, as: owner).status == 200)
                #expect(try await cast.get(reading, as: other).status == 404)
            }
            #expect(try await cast.get("\(path)/live", as: other).status == 404)
            let marks = #"{"experience":5,"attitude":5,"efficiency":5,"text":"x"}"#
            for writing in ["messages", "handovers", "closures", "feedback"] {
                #expect(
                    try await cast.post("\(path)/\(writing)", marks, as: other).status == 404, "\(writing) by another")
                #expect(
                    try await cast.post("\(path)/\(writing)", marks, as: owner).status == 201, "\(writing) by the owner"
                )
            }
            let texts = try await cast.messages(id, as: owner).compactMap { $0["text"].string }
            #expect(texts.filter { $0 == "x" }.count == 1)
        }
    }
}

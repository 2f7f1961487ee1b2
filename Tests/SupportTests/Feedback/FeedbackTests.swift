import Testing

@testable import Support

@Suite struct Rating {
    @Test("a mark that is missing or impossible is named by its field", arguments: TestEngine.available)
    func missing(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (id, token) = try await Self.closed(cast)
            for (body, fields): (String, Set<String>) in [
                ("{}", ["experience", "attitude", "efficiency"]),
                (#"{"experience":5,"attitude":5}"#, ["efficiency"]),
                (#"{"experience":0,"attitude":6,"efficiency":5}"#, ["experience", "attitude"]),
            ] {
                let reply = try await cast.post("/api/v1/conversations/\(id)/feedback", body, as: token)
                #expect(reply.status == 422)
                #expect(reply.json["error"]["fields"].keys == fields)
            }
            let long = String(repeating: "好", count: Feedback.commentLengthMax + 1)
            let reply = try await cast.post(
                "/api/v1/conversations/\(id)/feedback",
                "{\"experience\":5,\"attitude\":5,\"efficiency\":5,\"comment\":\"\(long)\"}", as: token)
            #expect(reply.status == 422)
            #expect(reply.json["error"]["fields"].keys == ["comment"])
        }
    }

    @Test("before the end there is nothing to rate yet", arguments: TestEngine.available)
    func early(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let reply = try await cast.post(
                "/api/v1/conversations/\(id)/feedback", #"{"experience":5,"attitude":5,"efficiency":5}"#, as: token)
            #expect(reply.status == 409)
            #expect(reply.errorCode == "conversation_open")
        }
    }

    @Test("rating again replaces the first rating", arguments: TestEngine.available)
    func twice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (id, token) = try await Self.closed(cast)
            for (mark, comment) in [(5, "很快"), (2, "后来又不行了")] {
                let reply = try await cast.post(
                    "/api/v1/conversations/\(id)/feedback",
                    "{\"experience\":\(mark),\"attitude\":4,\"efficiency\":4,\"comment\":\"\(comment)\"}", as: token)
                #expect(reply.status == 201)
                #expect(reply.json["experience"].int == mark)
                #expect(reply.json["comment"].string == comment)
            }
            let rows = try await cast.storage.read { transaction in
                try transaction.rows("SELECT experience, comment FROM feedback").map {
                    "\(try $0.get(0, as: Int.self)) \(try $0.get(1, as: String.self))"
                }
            }
            #expect(rows == ["2 后来又不行了"])
        }
    }

    static func closed(_ cast: Cast) async throws -> (id: String, token: String) {
        let token = try await cast.token(cast.mira)
        let id = try await cast.open(as: token)
        #expect(try await cast.post("/api/v1/conversations/\(id)/closures", as: token).status == 201)
        return (id, token)
    }
}

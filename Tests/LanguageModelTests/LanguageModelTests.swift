import Testing

@testable import LanguageModel

@Suite(.timeLimit(.minutes(5))) struct ModelsOnTheWire {
    /// Short, so that a test of silence is over soon; which path answered is asked, never how long it took.
    static var limits: LanguageModel.Limits {
        var limits = LanguageModel.Limits()
        limits.answerTime = .seconds(60)
        limits.stallTime = .seconds(30)
        limits.pause = .milliseconds(10)
        limits.retryTimeLeast = .milliseconds(50)
        limits.failuresMax = 100
        return limits
    }

    private static func model(_ url: String, _ limits: LanguageModel.Limits = limits) throws -> LanguageModel {
        var settings = ModelSettings()
        (settings.url, settings.model, settings.key) = (url, "qwen-plus", "sk-secret")
        guard let address = try settings.address() else { throw ModelFailure.unreachable }
        return LanguageModel(address, limits: limits)
    }

    private static func ask(
        _ server: WireServer, _ limits: LanguageModel.Limits = limits
    ) async throws -> Result<String, ModelFailure> {
        try await server.serving { try await model($0, limits).ask(.init(instructions: "i", text: "t", tokensMax: 9)) }
    }

    @Test("an answer in pieces becomes whole, wherever the packets end")
    func pieces() async throws {
        let text = "data: {\"choices\":[{\"delta\":{\"content\":\"您好\"}}]}\r\n\r\n: ping\r\n\r\n"
        var acts: [WireServer.Act] = [.head()]
        for byte in text.unicodeScalars { acts += [.send(String(byte)), .flush] }
        acts += [.piece("，[SOURCE_1]", finish: "stop"), .send("data: [DONE]\n\n"), .close]
        #expect(try await Self.ask(WireServer(acts)) == .success("您好，[SOURCE_1]"))
    }

    @Test("the question is as the interface says, with the key in its header alone")
    func question() async throws {
        let server = WireServer([.head(), .piece("a", finish: "stop"), .close])
        _ = try await Self.ask(server)
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("authorization: bearer sk-secret"))
        let body = try #require(request.split(separator: "\r\n\r\n", maxSplits: 1).last)
        for part in ["\"stream\":true", "\"model\":\"qwen-plus\"", "\"max_tokens\":9", "\"include_usage\":true"] {
            #expect(body.contains(part), "\(part)")
        }
        #expect(!body.contains("sk-secret"))
    }

    @Test("a server that does not stream is understood too")
    func unstreamed() async throws {
        let body = #"{"choices":[{"message":{"role":"assistant","content":"好"},"finish_reason":"stop"}]}"#
        let server = WireServer([.head("application/json; charset=utf-8"), .send(body), .close])
        #expect(try await Self.ask(server) == .success("好"))
    }

    @Test("the last word is enough where the connection stays open")
    func open() async throws {
        let server = WireServer([.head(), .piece("a", finish: "stop"), .send("data: [DONE]\n\n")])
        #expect(try await Self.ask(server) == .success("a"))
    }

    @Test(
        "what breaks on the way is told apart",
        arguments: [
            (ModelFailure.cutShort, [WireServer.Act.head(), .piece("a"), .close]),
            (.cutShort, [.head(), .send("data: {\"choi"), .close].map { $0 }),
            (.stalled, [.head(), .piece("a")]),
            (.tooSlow, []),
            (.wrongType, [.head("text/html"), .send("<html>"), .close]),
            (.unreadable, [.head("application/json"), .send("{"), .close]),
            (.unreadable, [.head(), .send("data: nonsense\n\n"), .close]),
            (.broken, [.head(), .piece("a"), .send("data: {\"error\":{\"message\":\"x\"}}\n\n"), .close]),
            (.misconfigured, [.head(status: "401 Unauthorized"), .close]),
            (
                .misconfigured,
                [.head(status: "307 Temporary Redirect", more: "location: http://127.0.0.1:1/\r\n"), .close]
            ),
            (.declined, [.head(status: "400 Bad Request"), .close]),
            (.broken, [.head(status: "503 Service Unavailable"), .close]),
            (.limited, [.head(status: "429 Too Many Requests", more: "retry-after: 300\r\n"), .close]),
            (.empty, [.head(), .piece("  ", finish: "stop"), .close]),
        ])
    func faults(_ failure: ModelFailure, _ acts: [WireServer.Act]) async throws {
        var limits = Self.limits
        if failure == .stalled { limits.stallTime = .milliseconds(300) }
        if failure == .tooSlow { limits.answerTime = .milliseconds(300) }
        let result = try await Self.ask(WireServer(acts), limits)
        // A half event at the end is either cut short or unreadable; both are no answer.
        let isSame = result == .failure(failure) || failure == .cutShort && result == .failure(.unreadable)
        #expect(isSame, "\(result)")
    }

    @Test("an answer without an end is stopped at its size")
    func endless() async throws {
        var limits = Self.limits
        limits.answerBytesMax = 4_000
        let acts = [WireServer.Act.head()] + (0..<200).map { _ in .piece(String(repeating: "a", count: 100)) }
        #expect(try await Self.ask(WireServer(acts), limits) == .failure(.tooLarge))
    }

    @Test("a connection that breaks or a busy server is tried once more, and no more than that")
    func again() async throws {
        let good: [WireServer.Act] = [.head(), .piece("a", finish: "stop"), .close]
        for bad: [WireServer.Act] in [
            [.close], [.head(status: "503 Busy"), .close],
            [.head(status: "429 Busy", more: "retry-after: 0.05\r\n"), .close],
        ] {
            let server = WireServer(bad, good)
            #expect(try await Self.ask(server) == .success("a"))
            #expect(server.requests.count == 2)
            let hopeless = WireServer(bad)
            _ = try await Self.ask(hopeless)
            #expect(hopeless.requests.count == 2)
        }
        let late = WireServer([.head(status: "429 Busy", more: "retry-after: 300\r\n"), .close], good)
        #expect(try await Self.ask(late) == .failure(.limited))
        #expect(late.requests.count == 1, "there is no time to wait that long")
    }

    @Test("nobody there is said as such; after some of it nobody is asked")
    func nobody() async throws {
        let url = try await WireServer([]).serving { $0 }
        var limits = Self.limits
        limits.failuresMax = 2
        let model = try Self.model(url, limits)
        var results: [Result<String, ModelFailure>] = []
        for _ in 0..<3 { results.append(await model.ask(.init(instructions: "", text: "", tokensMax: 1))) }
        #expect(results == [.failure(.unreachable), .failure(.unreachable), .failure(.resting)])
    }

    @Test("only so many questions are under way, and what they cost at most is kept back")
    func bounds() async throws {
        var limits = Self.limits
        limits.questionsMax = 2
        limits.answerTime = .seconds(2)
        let results = try await WireServer([]).serving { [limits] url in
            let model = try Self.model(url, limits)
            return await withTaskGroup(of: Result<String, ModelFailure>.self) { group in
                for _ in 0..<5 {
                    group.addTask { await model.ask(.init(instructions: "", text: "", tokensMax: 1)) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(results.filter { $0 == .failure(.busy) }.count == 3)
        #expect(results.filter { $0 == .failure(.tooSlow) }.count == 2)
        var settings = ModelSettings()
        (settings.url, settings.model, settings.tokensADay) = ("http://127.0.0.1:1/v1", "m", "100")
        let poor = LanguageModel(try #require(try settings.address()))
        #expect(await poor.ask(.init(instructions: "", text: "", tokensMax: 101)) == .failure(.budgetSpent))
    }
}

import AsyncHTTPClient
import HTTPTypes
import NIOCore
import Terms
import Testing

@testable import Support

@Suite struct BadInput {
    @Test(
        "what is empty or too long is refused in the reader's language, and the limit itself is fine",
        arguments: TestEngine.available)
    func lengths(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let path = "/api/v1/conversations/\(id)/messages"
            let tooLong = ConversationTexts.messageTooLong.filling(["max": String(MessageText.lengthMax)])
            for language in Language.allCases {
                for (text, words) in [
                    ("", ConversationTexts.messageEmpty), (" \n\u{3000}", ConversationTexts.messageEmpty),
                    ("\u{0}\u{202E}", ConversationTexts.messageEmpty),
                    (String(repeating: "长", count: MessageText.lengthMax + 1), tooLong),
                ] {
                    let reply = try await cast.post(
                        path, "{\"text\":\(Cast.quoted(text))}", as: token, headers: ["Accept-Language": language.tag])
                    #expect(reply.status == 422)
                    #expect(reply.json["error"]["message"].string == words(language))
                    #expect(reply.json["error"]["fields"]["text"].string == words(language))
                }
            }
            let full = String(repeating: "长", count: MessageText.lengthMax)
            #expect(try await cast.say(full, in: id, as: token).json["text"].string == full)
        }
    }

    @Test("JSON that cannot be read is refused with 400 in the reader's language", arguments: TestEngine.available)
    func unreadable(on engine: TestEngine) async throws {
        let lone = "{\"text\":\"" + "\\" + "ud83d\"}"
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let path = "/api/v1/conversations/\(id)/messages"
            for (language, sign) in [("zh-Hans", "格式（JSON 或表单"), ("zh-Hant", "格式（JSON 或表單"), ("en", "JSON or form")] {
                let accept = ["Accept-Language": language]
                for body in ["", "{", "[]", "null", "{\"text\":1}", "{\"text\":null}", "{\"words\":\"x\"}", lone] {
                    let reply = try await cast.post(path, body, as: token, headers: accept)
                    #expect(reply.status == 400, "\(body)")
                    #expect(reply.errorCode == "unreadable_body")
                    #expect(reply.json["error"]["message"].string?.contains(sign) == true)
                }
                let broken = Array("{\"text\":\"".utf8) + [0xF0, 0x9F, 0x98] + Array("\"}".utf8)
                let reply = try await cast.post(path, bytes: broken, as: token, headers: accept)
                #expect(reply.status == 400, "half an emoji")
            }
            #expect(try await cast.say("整个的 😀", in: id, as: token).status == 201)
            let form = try await cast.submit("/upay/signin", ["login": "x"], headers: [:])
            #expect(form.status == 422)
            let bytes = try await cast.post(
                "/upay/chat", bytes: Array("text=%F0%9F%98".utf8),
                headers: ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(bytes.status == 400, "half an emoji in a form")
        }
    }

    @Test("ids that are none are not found, and break nothing", arguments: TestEngine.available)
    func ids(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            for id in [
                "x", "%00", "%E4%BD%A0", "'%20OR%201=1", "..%2F..", "%F0%9F%98", String(repeating: "a", count: 65),
                "00000000-0000-7000-8000-000000000000",
            ] {
                #expect(try await cast.get("/api/v1/conversations/\(id)", as: token).status == 404, "\(id)")
                #expect(try await cast.say("x", in: id, as: token).status == 404, "\(id)")
                #expect(try await cast.page("/upay/chat/\(id)").status != 500, "\(id)")
                #expect(try await cast.page("/upay/help/articles/\(id)").status == 404, "\(id)")
                #expect(try await cast.page("/\(id)/help").status == 404, "\(id)")
            }
            for language in Language.allCases {
                let reply = try await cast.get(
                    "/api/v1/conversations/x", as: token, headers: ["Accept-Language": language.tag])
                #expect(reply.json["error"]["message"].string == Refusal.notFound.text(language))
            }
        }
    }

    @Test("NUL and direction overrides never reach the database; other scripts do", arguments: TestEngine.available)
    func controls(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let reply = try await cast.say(
                "a\u{0}b\u{202E}c\u{2066}d\u{7}e\u{FFFF}f\u{E000}g\nh\ti", in: id, as: token, key: "k")
            #expect(reply.status == 201)
            #expect(reply.json["text"].string == "abcdefg\nh\ti")
            let words = "مرحبا שלום 👩‍👩‍👧 e\u{301} 𠮷 नमस्ते"
            #expect(try await cast.say(words, in: id, as: token).json["text"].string == words)
            for topic in ["a\u{0}b", "\u{202E}ab"] {
                let opened = try await cast.post(
                    "/api/v1/conversations", "{\"brand\":\"upay\",\"text\":\"x\",\"topic\":\(Cast.quoted(topic))}",
                    as: token)
                #expect(opened.json["subject"].string == "ab")
            }
            for login in ["139\u{0}", "\u{202E}", "' OR 1=1 --"] {
                let entered = try await cast.post(
                    "/api/v1/sessions", "{\"brand\":\"upay\",\"login\":\(Cast.quoted(login)),\"password\":\"x\\u0000\"}"
                )
                #expect(entered.status == 401)
            }
        }
    }

    @Test("a key that is none is refused: in a header, and in a form", arguments: TestEngine.available)
    func keys(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let id = try await cast.open(as: party.session.token)
            for key in ["", "钥匙", String(repeating: "k", count: 101), "a b"] {
                #expect(try await cast.say("x", in: id, as: party.session.token, key: key).status == 400, "\(key)")
            }
            let cookies = ["customer_upay": party.session.token]
            for key in ["\u{0}", String(repeating: "k", count: 9_000), "a b"] {
                let fields = ["text": "x", "key": key, "csrf": party.session.csrf]
                for path in ["/upay/chat/\(id)/messages", "/upay/chat", "/upay/tickets"] {
                    #expect(try await cast.submit(path, fields, cookies: cookies).status == 400, "\(path)")
                }
            }
        }
    }

    @Test("fifty megabytes are refused before they are read", arguments: [TestEngine.sqlite])
    func large(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let whole = try await cast.post(
                "/api/v1/conversations/\(id)/messages", bytes: Array(repeating: 32, count: 50_000_000), as: token)
            #expect(whole.status == 413)
            #expect(whole.errorCode == "body_too_large")
            try await cast.serving { port in
                // Without a length and without an end: what is too large shows only while it arrives.
                let sent = Sent()
                var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/api/v1/conversations/\(id)/messages")
                request.method = .POST
                request.headers.add(name: "Authorization", value: "Bearer \(token)")
                request.headers.add(name: "Content-Type", value: "application/json")
                request.body = .stream(sent.stream(), length: .unknown)
                let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
                #expect(response.status.code == 413)
                var last = -1
                try await cast.until("the connection is closed on who goes on sending") {
                    let count = await sent.count
                    defer { last = count }
                    if count == last { return true }
                    try await Task.sleep(for: .milliseconds(100))
                    return false
                }
            }
        }
    }

    /// Counts the kilobytes that the client was let to send.
    private actor Sent {
        private(set) var count = 0
        private func next() -> ByteBuffer {
            count += 1
            return ByteBuffer(repeating: 32, count: 1_000)
        }

        nonisolated func stream() -> AsyncStream<ByteBuffer> { AsyncStream { await self.next() } }
    }
}

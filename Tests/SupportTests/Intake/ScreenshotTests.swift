import Foundation
import Pictures
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Screenshots {
    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: Cast.home.appending(path: "Tests/PicturesTests/Screens/\(name)")))
    }

    private static func body(_ name: String, text: String) throws -> String {
        let data = Data(try bytes(name)).base64EncodedString()
        return
            "{\"text\":\(Cast.quoted(text)),\"attachments\":[{\"name\":\"\(name)\",\"type\":\"image/png\","
            + "\"data\":\"\(data)\"}]}"
    }

    @Test(
        "a picture is listed with its message and served to its owner and to agents only, as nothing but a picture",
        arguments: TestEngine.available)
    func served(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open(as: token)
            let sent = try await cast.post(
                "/api/v1/conversations/\(id)/messages", Self.body("blank.png", text: "看图"), as: token)
            #expect(sent.status == 201)
            let listed = try await cast.messages(id, as: token).first { $0["text"].string == "看图" }?["attachments"][0]
            #expect(listed?.keys == ["id", "name", "type", "width", "height", "href"])
            #expect(listed?["type"].string == "image/png" && listed?["name"].string == "blank.png")
            #expect(listed?["width"].int == 780 && listed?["height"].int == 1_280)
            let (href, picture) = (try #require(listed?["href"].string), try #require(listed?["id"].string))
            let shown = try await cast.page(href, cookies: ["customer_upay": token])
            #expect(shown.status == 200)
            #expect(shown.headers[.contentType] == "image/png")
            #expect(shown.headers[.xContentTypeOptions] == "nosniff")
            #expect(shown.headers[.cacheControl]?.contains("private") == true)
            #expect(shown.headers[.contentDisposition]?.hasPrefix("inline; filename=") == true)
            #expect(try await cast.get(href, as: token).status == 200, "programs too")
            #expect(try await cast.page(href).status == 401)
            let theo = ["customer_upay": try await cast.token(cast.theo)]
            #expect(try await cast.page(href, cookies: theo).status == 404)
            let path = "/desk/conversations/\(id)/pictures/\(picture)"
            #expect(try await cast.page(path, cookies: ["agent": cast.token(cast.chen)]).status == 200)
            #expect(try await cast.page(path, cookies: theo).status == 401)
            let other = try await cast.open("别的事", as: token)
            #expect(
                try await cast.page("/upay/chat/\(other)/pictures/\(picture)", cookies: ["customer_upay": token]).status
                    == 404)
            let stage = try await cast.page("/desk/conversations/\(id)", cookies: ["agent": cast.token(cast.chen)])
            #expect(stage.text.contains("src=\"\(path)\""), "the agent sees it in the talk")
        }
    }

    @Test(
        "what is read is asked, and what is confirmed fills the card and is answered", arguments: TestEngine.available)
    func confirmed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            _ = try await cast.timedOut(cast.mira)
            let party = try await cast.party(cast.mira)
            let (token, cookies) = (party.session.token, ["customer_upay": party.session.token])
            let id = try await cast.open("你好", as: token)
            let sent = try await cast.multipart(
                "/upay/chat/\(id)/messages", ["text": "", "key": "p1", "csrf": party.session.csrf],
                [("timeout.png", Self.bytes("timeout.png"))], cookies: cookies)
            #expect(sent.status == 303)
            await cast.settle()
            let asked = try await cast.messages(id, as: token).last?["text"].string ?? ""
            #expect(asked.contains("支付失败，银行处理超时") && asked.contains("…2086") && asked.contains("¥88.00"), "\(asked)")
            let page = try await cast.page("/upay/chat/\(id)", cookies: cookies).text
            let action = try #require(page.firstMatch(of: /action="(\/upay\/chat\/[^"]+\/answers)"/)?.output.1)
            for _ in 0..<2 {
                let yes = try await cast.submit(
                    String(action), ["right": "yes", "csrf": party.session.csrf], cookies: cookies)
                #expect(yes.status == 303)
            }
            await cast.settle()
            let said = try await cast.messages(id, as: token)
            let own = said.filter { $0["author"]["kind"].string == "customer" }.compactMap { $0["text"].string }
            #expect(own.filter { $0.hasPrefix("图里写的是：“支付失败") }.count == 1)
            #expect(said.last?["author"]["kind"].string == "assistant", "it answers to what the picture says")
            #expect(said.last?["answer"]["code"].string == "payment.network_timeout")
            let intake = try await cast.intake(id)
            #expect(intake[.error]?.value == "支付失败，银行处理超时")
            #expect(intake[.error]?.source == .picture && intake[.error]?.isConfirmed == true)
            #expect(intake[.pictures]?.value == "1")
        }
    }

    @Test(
        "the customer's own payment is recognised by its number, and another's is not", arguments: [TestEngine.sqlite])
    func recognised(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let clock = Clock(zone: .gmt, now: cast.clock.now, language: .zhHans)
            let lines = [
                PictureReader.Line("支付失败", sureness: 90),
                PictureReader.Line("订单号 \(payment.number.grouped)", sureness: 90),
            ]
            let hers = try #require(Reading(lines, clock: clock, transactions: [payment]))
            #expect(hers.transaction == payment.id && hers.ending == String(payment.number.suffix(4)))
            let his = try #require(Reading(lines, clock: clock, transactions: []))
            #expect(his.transaction == nil && his.ending == hers.ending)
        }
    }

    @Test("“no” loses nothing; a picture without words is said plainly", arguments: TestEngine.available)
    func declined(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let (token, cookies) = (party.session.token, ["customer_upay": party.session.token])
            let id = try await cast.open("你好", as: token)
            for name in ["blank.png", "english.png"] {
                _ = try await cast.multipart(
                    "/upay/chat/\(id)/messages", ["text": "", "csrf": party.session.csrf], [(name, Self.bytes(name))],
                    cookies: cookies)
                await cast.settle()
            }
            let texts = try await cast.messages(id, as: token).compactMap { $0["text"].string }
            #expect(texts.contains(ScreenshotTexts.unreadable(.zhHans)))
            #expect(texts.last?.contains("Payment failed") == true)
            let page = try await cast.page("/upay/chat/\(id)", cookies: cookies).text
            let action = try #require(page.firstMatch(of: /action="(\/upay\/chat\/[^"]+\/answers)"/)?.output.1)
            let no = ["right": "no", "csrf": party.session.csrf]
            #expect(try await cast.submit(String(action), no, cookies: cookies).status == 303)
            let last = try await cast.messages(id, as: token).last?["text"].string
            #expect(last == ScreenshotTexts.declined(.zhHans))
            #expect(try await cast.intake(id)[.error] == nil)
            #expect(try await cast.intake(id)[.pictures]?.value == "2")
        }
    }

    @Test("codes and card numbers in a picture are never kept", arguments: TestEngine.available)
    func secrets(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("你好", as: token)
            let path = "/api/v1/conversations/\(id)/messages"
            #expect(try await cast.post(path, Self.body("code.png", text: ""), as: token).status == 201)
            await cast.settle()
            let kept = try await cast.storage.read {
                try $0.rows("SELECT reading, state FROM screenshot").map { try $0.optional(0, as: String.self) ?? "" }
            }
            #expect(kept.count == 1 && kept[0].contains("验证码错误"), "it was read: \(kept)")
            let said = try await cast.messages(id, as: token).compactMap { $0["text"].string }
            let texts: [String] = said + kept
            for text in texts {
                #expect(!text.contains("482913") && !text.contains("4111"), "\(text)")
            }
        }
    }

    @Test(
        "too many, too large, no picture: each is said in words, and what was typed stays",
        arguments: TestEngine.available)
    func refused(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let (token, cookies) = (party.session.token, ["customer_upay": party.session.token])
            let id = try await cast.open("你好", as: token)
            let small = try Self.bytes("blank.png")
            let form = ["text": "这些字要留着", "csrf": party.session.csrf]
            let svg = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
            let large = small + [UInt8](repeating: 0, count: Picture.bytesMax)
            let wrong: [[(String, [UInt8])]] = [
                [("a.png", small), ("b.png", small), ("c.png", small), ("d.png", small)],
                [("shot.png", svg)], [("large.png", large)],
            ]
            for files in wrong {
                let reply = try await cast.multipart("/upay/chat/\(id)/messages", form, files, cookies: cookies)
                #expect(reply.status == 422, "\(files.map(\.0))")
                #expect(reply.text.contains("这些字要留着") && reply.text.contains("text-error"))
            }
            let stored = try await cast.storage.read {
                try $0.first("SELECT COUNT(*) FROM screenshot")?.get(0, as: Int.self)
            }
            #expect(stored == 0)
            let broken = try await cast.post(
                "/upay/chat/\(id)/messages", bytes: Array("--x\r\nnonsense".utf8),
                headers: ["Content-Type": "multipart/form-data; boundary=x", "Cookie": "customer_upay=\(token)"])
            #expect(broken.status == 400)
            let path = "/api/v1/conversations/\(id)/messages"
            let text = Data("no picture".utf8).base64EncodedString()
            let reply = try await cast.post(
                path, "{\"text\":\"x\",\"attachments\":[{\"name\":\"a\",\"type\":\"image/png\",\"data\":\"\(text)\"}]}",
                as: token)
            #expect(reply.status == 422 && reply.json["error"]["fields"].keys == ["attachments"])
        }
    }

    @Test("the same key stores the message and its picture once", arguments: TestEngine.available)
    func once(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("你好", as: token)
            let path = "/api/v1/conversations/\(id)/messages"
            let first = try await cast.post(path, Self.body("blank.png", text: "图"), as: token, key: "k")
            let again = try await cast.post(path, Self.body("blank.png", text: "图"), as: token, key: "k")
            #expect(first.text == again.text)
            #expect(try await cast.intake(id)[.pictures]?.value == "1")
        }
    }

    @Test("a stranger opens a chat and a ticket with a picture", arguments: TestEngine.available)
    func opening(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for path in ["/upay/chat", "/upay/tickets"] {
                let reply = try await cast.multipart(
                    path, ["text": "付不了款", "key": "o\(path.count)"], [("s.png", Self.bytes("blank.png"))])
                #expect(reply.status == 303, "\(path)")
                let id = try #require(reply.location?.split(separator: "/").last.map(String.init))
                #expect(try await cast.intake(id)[.pictures]?.value == "1")
            }
        }
    }
}

extension Cast {
    /// Sends a form with files as a browser does.
    func multipart(
        _ path: String, _ fields: [String: String], _ files: [(String, [UInt8])], cookies: [String: String] = [:]
    ) async throws -> Reply {
        let mark = "----WebKitFormBoundaryTest"
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--\(mark)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            let head = "Content-Disposition: form-data; name=\"pictures\"; filename=\"\(name)\"\r\n"
            body += Array("--\(mark)\r\n\(head)Content-Type: image/png\r\n\r\n".utf8)
            body += bytes
            body += Array("\r\n".utf8)
        }
        body += Array("--\(mark)--\r\n".utf8)
        return try await post(
            path, bytes: body,
            headers: [
                "Content-Type": "multipart/form-data; boundary=\(mark)",
                "Cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; "),
            ])
    }
}

import Foundation
import Testing

@testable import Channels

@Suite(.timeLimit(.minutes(15))) struct Mail {
    private static let brief = Submission.Bounds(connectSeconds: 1, wholeSeconds: 2)

    private func mail(
        _ url: String, ca: String? = nil, login: (user: String, password: String)? = nil,
        from: String = "help@upay.example", bounds: Submission.Bounds = Submission.Bounds()
    ) throws -> SubmissionMail {
        let relay = try MailRelay(url: url, user: login?.user, password: login?.password, caFile: ca)
        return SubmissionMail(relay: relay, from: try #require(EmailAddress(from)), bounds: bounds)
    }

    @Test("it arrives as it was written, encrypted and signed in", arguments: ["starttls", "implicit"])
    func arrives(tls: String) async throws {
        let certificate = try await Certificate()
        let relay = try await Relay("--tls", tls, "--certificate", certificate.own, "--login", "desk:密码 1")
        let scheme = tls == "implicit" ? "smtps" : "smtp"
        let carrier = try mail(
            "\(scheme)://localhost:\(relay.port)", ca: certificate.authority, login: ("desk", "密码 1"))
        let subject = "您的钱包有一条新消息：" + String(repeating: "请尽快查看，", count: 20) + "“谢谢” (1/2) =?"
        let text = "尊敬的客户：\n\n.\n验证码 482913，十分钟内有效 🙂\r\nFrom here on\n" + String(repeating: "长", count: 2_000)
        let name = "uPay 客户服务与投诉处理中心（华东、华南、华北）"
        let id = try await carrier.send(.mail(subject: subject, text: text, senderName: name))
        let arrived = try await relay.next()
        #expect(arrived.subject == subject)
        #expect(arrived.text.replacing("\r\n", with: "\n") == text.replacing("\r\n", with: "\n") + "\n")
        #expect(arrived.name == name && arrived.address == "help@upay.example")
        #expect(arrived.to == "mira@example.com" && arrived.recipients == ["mira@example.com"])
        #expect(arrived.sender == "help@upay.example" && arrived.hello == "upay.example")
        #expect(id == "<0199-mail@upay.example>" && arrived.values("Message-ID") == [id])
        #expect(arrived.values("Auto-Submitted") == ["auto-generated"])
        #expect(arrived.values("X-Auto-Response-Suppress") == ["All"])
        #expect(arrived.values("Content-Type") == [#"text/plain; charset="utf-8""#])
        #expect(arrived.values("Content-Language") == ["zh-Hans"] && arrived.values("MIME-Version") == ["1.0"])
        #expect(arrived.values("Date").count == 1)
        #expect(arrived.encrypted && arrived.user == "desk" && arrived.defects.isEmpty)
        for line in arrived.raw.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 76 && !line.unicodeScalars.contains("\n"), "\(line)")
        }
        #expect(try await relay.rest().isEmpty)
    }

    @Test("without TLS only on this machine, and not even there where an authority was named")
    func clear() async throws {
        let certificate = try await Certificate()
        let relay = try await Relay()
        let strict = try mail("smtp://localhost:\(relay.port)", ca: certificate.authority)
        await #expect(throws: CarrierUnavailable.self) { try await strict.send(.mail("strict")) }
        _ = try await mail("smtp://127.0.0.1:\(relay.port)").send(.mail("plain"))
        let arrived = try await relay.rest()
        #expect(arrived.map { $0.values("Message-ID") } == [["<plain@upay.example>"]])
        #expect(arrived.allSatisfy { !$0.encrypted })
        #expect(try MailRelay(url: "smtp://mail.example.com").needsTLS)
        #expect(try !MailRelay(url: "smtp://[::1]").needsTLS)
    }

    @Test("a relay that cannot prove who it is gets nothing", arguments: ["starttls", "implicit"])
    func stranger(tls: String) async throws {
        let certificate = try await Certificate()
        let other = try await Certificate()
        let relay = try await Relay("--tls", tls, "--certificate", certificate.own)
        let url = "\(tls == "implicit" ? "smtps" : "smtp")://localhost:\(relay.port)"
        await #expect(throws: CarrierUnavailable.self) { try await mail(url, ca: other.authority).send(.mail("other")) }
        _ = try await mail(url, ca: certificate.authority).send(.mail("right"))
        #expect(try await relay.rest().map { $0.values("Message-ID") } == [["<right@upay.example>"]])
    }

    @Test("a wrong or missing password is ours to put right, so the letter may be tried again")
    func wrongPassword() async throws {
        let certificate = try await Certificate()
        let relay = try await Relay("--tls", "starttls", "--certificate", certificate.own, "--login", "desk:right")
        let url = "smtp://localhost:\(relay.port)"
        for login in [("desk", "wrong"), nil] {
            let carrier = try mail(url, ca: certificate.authority, login: login)
            let fault = await #expect(throws: CarrierUnavailable.self) { try await carrier.send(.mail()) }
            #expect(try !#require(fault).reason.contains("wrong"))
        }
        #expect(try await relay.rest().isEmpty)
    }

    @Test("what the relay refuses for good is undeliverable, be it the sender, the recipient or the text")
    func refused() async throws {
        let relay = try await Relay()
        let url = "smtp://127.0.0.1:\(relay.port)"
        for to in ["refused@example.com", "spam@example.com"] {
            let fault = await #expect(throws: Undeliverable.self) { try await mail(url).send(.mail(to: to)) }
            #expect(try !#require(fault).reason.contains("@"))
        }
        await #expect(throws: Undeliverable.self) {
            try await mail(url, from: "refused@upay.example").send(.mail())
        }
        _ = try await mail(url).send(.mail("welcome"))
        #expect(try await relay.rest().map { $0.values("Message-ID") } == [["<welcome@upay.example>"]])
    }

    @Test("what the relay puts off goes through the next time, under the same Message-ID")
    func greylisted() async throws {
        let relay = try await Relay()
        let carrier = try mail("smtp://127.0.0.1:\(relay.port)")
        let letter = Letter.mail(to: "later@example.com")
        let fault = await #expect(throws: CarrierUnavailable.self) { try await carrier.send(letter) }
        #expect(try #require(fault).reason == "the mail relay did not take it (451)")
        let id = try await carrier.send(letter)
        #expect(try await relay.rest().map { $0.values("Message-ID") } == [[id]])
    }

    @Test("a relay that is closed, silent or not there is worth another try", arguments: ["554 closed\r\n", ""])
    func unwell(greeting: String) async throws {
        let relay = try await Relay("--greeting", greeting)
        let carrier = try mail("smtp://127.0.0.1:\(relay.port)", bounds: Self.brief)
        await #expect(throws: CarrierUnavailable.self) { try await carrier.send(.mail()) }
        await relay.daemon.stop()
        await #expect(throws: CarrierUnavailable.self) { try await carrier.send(.mail()) }
    }

    @Test("nothing that is written can become a header or a command")
    func injection() async throws {
        let relay = try await Relay()
        let carrier = try mail("smtp://127.0.0.1:\(relay.port)")
        let evil = "x\r\nBcc: spy@example.com\nX-Evil: 1\u{2028}\u{0}\u{85}y"
        for to in [
            "mira@example.com\r\nRCPT TO:<spy@example.com>", "mira@example.com>,<spy@example.com", "", "a b@c.d",
        ] {
            await #expect(throws: Undeliverable.self) { try await carrier.send(.mail(to: to)) }
        }
        _ = try await carrier.send(
            .mail("id\r\nBcc: spy@example.com", subject: evil, text: evil, senderName: evil, language: evil))
        let mails = try await relay.rest()
        let arrived = try #require(mails.first)
        #expect(mails.count == 1 && arrived.recipients == ["mira@example.com"])
        #expect(arrived.subject == "x Bcc: spy@example.com X-Evil: 1 y" && arrived.name == arrived.subject)
        let expected: Set = [
            "from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
            "content-language", "mime-version", "content-type", "content-transfer-encoding",
        ]
        #expect(Set(arrived.headers.map { $0[0].lowercased() }) == expected && arrived.headers.count == expected.count)
        #expect(arrived.text.contains("Bcc: spy@example.com"))
    }

    @Test("no more are under way at once than there are threads for it")
    func parallel() async throws {
        let relay = try await Relay()
        let carrier = try mail("smtp://127.0.0.1:\(relay.port)")
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<24 { group.addTask { try await carrier.send(.mail("m\(number)")) } }
            for try await _ in group {}
        }
        let mails = try await relay.rest()
        #expect(Set(mails.flatMap { $0.values("Message-ID") }).count == 24)
        #expect(mails.allSatisfy { $0.peak <= SubmissionMail.parallelMax })
    }

    @Test("an address is one mailbox at one host")
    func addresses() {
        for text in ["a@b", "mira.li+code@mail.example.com", "o'neil_1@x-y.cn"] {
            #expect(EmailAddress(text)?.text == text)
        }
        let wrong = [
            "", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", "a@b\n", "a\r@b", "<a@b>", "a,b@c", "a@b..c", "a..b@c",
            ".a@b", "a@-b", "a@[127.0.0.1]", "\"a\"@b", "米拉@example.com", "a@例子.cn", "a@b;c", "a@b,c@d",
            String(repeating: "a", count: 65) + "@b", "a@" + String(repeating: "b.", count: 130) + "c",
        ]
        for text in wrong { #expect(EmailAddress(text) == nil, "\(text)") }
    }

    @Test("a relay is an address without a user, and its password is never repeated")
    func relays() throws {
        #expect(try MailRelay(url: "smtp://mail.example.com").url == "smtp://mail.example.com:587")
        #expect(try MailRelay(url: "SMTPS://mail.example.com/").url == "smtps://mail.example.com:465")
        #expect(try MailRelay(url: "smtp://[::1]:25").url == "smtp://[::1]:25")
        for url in ["", "mail.example.com", "https://x", "smtp://", "smtp://u:hush@x", "smtp://x/y", "smtp://x?y"] {
            let fault = #expect(throws: WrongSetting.self) { try MailRelay(url: url) }
            #expect(try !#require(fault).description.contains("hush"))
        }
        #expect(throws: WrongSetting.self) { try MailRelay(url: "smtp://x", user: "u") }
        #expect(throws: WrongSetting.self) { try MailRelay(url: "smtp://x", password: "p") }
        #expect(throws: WrongSetting.self) { try MailRelay(url: "smtp://x", caFile: "/nowhere.pem") }
    }
}

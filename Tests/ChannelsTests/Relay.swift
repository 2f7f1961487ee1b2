import Channels
import Foundation

/// `mail_relay.py`, running: aiosmtpd, which somebody else wrote.
struct Relay {
    /// One mail as Python's reader of mail understands it.
    struct Mail: Decodable {
        let sender: String
        let recipients: [String]
        let name: String
        let address: String
        let to: String
        let subject: String
        let text: String
        let headers: [[String]]
        let defects: [String]
        let raw: String
        let encrypted: Bool
        let user: String?
        let peak: Int
        let hello: String

        func values(_ name: String) -> [String] {
            headers.filter { $0[0].lowercased() == name.lowercased() }.map { $0[1] }
        }
    }

    private struct Ready: Decodable { let port: Int }

    let daemon: Daemon
    let port: Int

    init(_ arguments: String...) async throws {
        daemon = try Daemon.python("mail_relay.py", arguments)
        port = try await daemon.next(Ready.self).port
    }

    func next() async throws -> Mail { try await daemon.next(Mail.self) }

    /// Ends it; the mails that nobody had asked for yet.
    func rest() async throws -> [Mail] {
        try await daemon.stop().filter { $0.hasPrefix("{") }
            .map { try JSONDecoder().decode(Mail.self, from: Data($0.utf8)) }
    }
}

/// A certificate for localhost that vouches for itself, made by openssl.
struct Certificate {
    private let folder: Folder
    /// The certificate alone.
    var authority: String { folder.path("certificate.pem") }
    /// With its key.
    var own: String { folder.path("both.pem") }

    init() async throws {
        folder = try Folder()
        let openssl = try Daemon(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", folder.path("key.pem"), "-out", folder.path("certificate.pem"),
            ])
        let said = await openssl.stop()
        guard let key = FileManager.default.contents(atPath: folder.path("key.pem")),
            let certificate = FileManager.default.contents(atPath: authority)
        else { throw Daemon.Failure(description: "openssl made no certificate: \(said.joined(separator: " "))") }
        try (key + certificate).write(to: URL(filePath: own))
    }
}

extension Letter {
    static func mail(
        _ id: String = "0199-mail", to: String = "mira@example.com", subject: String = "您的验证码",
        text: String = "验证码 482913，十分钟内有效。", senderName: String = "uPay 客服", language: String = "zh-Hans"
    ) -> Letter {
        Letter(
            id: id, medium: .email, to: to, subject: subject, text: text, template: "code", values: ["code": "482913"],
            senderName: senderName, language: language)
    }

    static func sms(
        _ id: String = "0199-sms", to: String = "+8613800000301", text: String = "【uPay】验证码 482913，十分钟内有效。",
        template: String = "code", values: [String: String] = ["code": "482913"]
    ) -> Letter {
        Letter(
            id: id, medium: .sms, to: to, text: text, template: template, values: values, senderName: "uPay",
            language: "zh-Hans")
    }
}

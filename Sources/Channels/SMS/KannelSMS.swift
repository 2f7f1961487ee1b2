import AsyncHTTPClient
import Foundation
import NIOCore

/// Hands SMS to a Kannel (its smsbox), which speaks SMPP and the like with the mobile networks.
///
/// By POST with `X-Kannel-…` headers and not by GET, so that number, text and password stand in no URL, which proxies
/// like to log.
public struct KannelSMS: Carrier {
    private let url: String
    private let user: String
    private let password: String
    private let from: String
    private let gateway: Gateway

    /// `url` is smsbox's, such as `http://127.0.0.1:13013`; without TLS only in a private network. `from` is the number
    /// or name that people see.
    public init(
        url: String, user: String, password: String, from: String, http: HTTPClient = .shared
    ) throws(WrongSetting) {
        try self.init(url: url, user: user, password: password, from: from, gateway: Gateway(http: http))
    }

    init(url: String, user: String, password: String, from: String, gateway: Gateway) throws(WrongSetting) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            !host.isEmpty, ["http", "https"].contains(scheme), ["", "/"].contains(parts.path), parts.user == nil,
            parts.query == nil
        else { throw WrongSetting("sms.url is not of the form http://HOST:13013; name Kannel's smsbox with it.") }
        guard scheme == "https" || Host.isPrivate(host) else {
            throw WrongSetting(
                "sms.url leaves the private network without TLS; put a proxy before Kannel and name it with https://.")
        }
        guard [user, password, from].allSatisfy(\.isHeaderValue) else {
            throw WrongSetting("sms.user, sms.password and sms.from may hold only letters, digits and signs of ASCII.")
        }
        self.url = "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")/cgi-bin/sendsms"
        self.user = user
        self.password = password
        self.from = from
        self.gateway = gateway
    }

    /// Returns the letter's own id: Kannel gives none.
    public func send(_ letter: Letter) async throws -> String {
        let number = try PhoneNumber(letter.to)
        guard !letter.text.isEmpty else { throw Undeliverable(reason: "the SMS has no text") }
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain; charset=UTF-8")
        request.headers.add(name: "X-Kannel-Username", value: user)
        request.headers.add(name: "X-Kannel-Password", value: password)
        request.headers.add(name: "X-Kannel-From", value: from)
        request.headers.add(name: "X-Kannel-To", value: number.text)
        // 2 is UCS-2, which every phone can show: GSM's own alphabet has no Chinese.
        request.headers.add(name: "X-Kannel-Coding", value: "2")
        request.body = .bytes(ByteBuffer(string: letter.text))
        let answer = try await gateway.ask(request)
        let said = String(decoding: answer.body, as: UTF8.self)
        // 0 is accepted, 3 is queued because the network cannot be reached just now: Kannel keeps it.
        if answer.status == 202, said.hasPrefix("0:") || said.hasPrefix("3:") { return letter.id }
        if said.hasPrefix("Not routable") || said.hasPrefix("Number(s) has/have been denied") {
            throw Undeliverable(reason: "the SMS gateway sends nothing to such a number (\(answer.status))")
        }
        throw CarrierUnavailable(reason: "the SMS gateway did not take it (\(answer.status))")
    }
}

extension String {
    /// Nothing that could end a header, or that smsbox would trim.
    fileprivate var isHeaderValue: Bool { !isEmpty && utf8.allSatisfy { 0x21...0x7E ~= $0 } }
}

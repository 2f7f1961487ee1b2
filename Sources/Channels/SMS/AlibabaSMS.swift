import AsyncHTTPClient
import Foundation

/// Hands SMS to Alibaba Cloud: `SendSms` of 2017-05-25. Networks of mainland China let through only texts of approved
/// templates, so it is the template's code and values that are sent, and the letter's own text is not.
///
/// The interface has no key against doubles: a letter that is sent again after a time-out may arrive twice.
public struct AlibabaSMS: Carrier {
    public static let endpointDefault = "https://dysmsapi.aliyuncs.com"

    /// What is configured at Alibaba Cloud.
    public struct Account: Sendable {
        public var keyID: String
        public var secret: String
        /// The approved signature, without its 【】.
        public var signName: String
        /// By our kind of notice: the approved template's code, such as `SMS_154950909`.
        public var templates: [String: String]
        /// By kind and our name (`code.minutes`): what the template calls it. A value without an entry keeps our name.
        public var names: [String: String]

        public init(
            keyID: String, secret: String, signName: String, templates: [String: String], names: [String: String] = [:]
        ) {
            self.keyID = keyID
            self.secret = secret
            self.signName = signName
            self.templates = templates
            self.names = names
        }
    }

    /// Another number, another text or another template is needed; the rest is about us, our balance or the moment.
    private static let final: Set<String> = [
        "isv.MOBILE_NUMBER_ILLEGAL", "isv.PHONE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT",
        "isv.NOT_SUPPORTED_COUNTRY", "isv.COUNTRY_RESTRICTED", "isv.CUSTOMER_REFUSED", "isv.BLACK_KEY_CONTROL_LIMIT",
        "isv.SMS_CONTENT_ILLEGAL", "isv.UNSUPPORTED_CONTENT", "isv.PARAM_LENGTH_LIMIT", "isv.PARAM_NOT_SUPPORT_URL",
        "isv.TEMPLATE_MISSING_PARAMETERS", "isv.TEMPLATE_PARAMS_ILLEGAL", "isv.INVALID_JSON_PARAM",
    ]

    private let account: Account
    private let url: String
    private let host: String
    private let gateway: Gateway
    private let now: @Sendable () -> Date

    /// `endpoint` is a host with its scheme; without TLS only on this machine.
    public init(
        _ account: Account, endpoint: String = endpointDefault, http: HTTPClient = .shared
    ) throws(WrongSetting) {
        try self.init(account, endpoint: endpoint, gateway: Gateway(http: http))
    }

    init(
        _ account: Account, endpoint: String, gateway: Gateway, now: @escaping @Sendable () -> Date = { Date() }
    ) throws(WrongSetting) {
        guard let parts = URLComponents(string: endpoint), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty, ["", "/"].contains(parts.path), parts.user == nil, parts.query == nil,
            scheme == "https" || scheme == "http" && Host.isLoopback(host)
        else {
            throw WrongSetting("sms.endpoint is not of the form \(Self.endpointDefault); leave it out for that one.")
        }
        guard !account.templates.isEmpty else {
            throw WrongSetting("sms.templates names no template; write it as code=SMS_1,notice=SMS_2.")
        }
        self.account = account
        self.host = host + (parts.port.map { ":\($0)" } ?? "")
        url = "\(scheme)://\(self.host)"
        self.gateway = gateway
        self.now = now
    }

    /// Returns Alibaba's `BizId`, which its receipts name too.
    public func send(_ letter: Letter) async throws -> String {
        let answer = try await gateway.ask(try request(letter))
        guard let said = try? JSONDecoder().decode(Answer.self, from: answer.body) else {
            throw CarrierUnavailable(reason: "the SMS gateway's answer is not one we know (\(answer.status))")
        }
        if said.code == "OK" { return said.id ?? letter.id }
        if Self.final.contains(said.code) {
            throw Undeliverable(reason: "the SMS gateway refused it for good (\(said.code))")
        }
        throw CarrierUnavailable(reason: "the SMS gateway did not take it (\(said.code.prefix(64)))")
    }

    private struct Answer: Decodable {
        let code: String
        let id: String?
        enum CodingKeys: String, CodingKey { case code = "Code", id = "BizId" }
    }

    private func request(_ letter: Letter) throws -> HTTPClientRequest {
        let number = try PhoneNumber(letter.to)
        guard let template = account.templates[letter.template] else {
            throw Undeliverable(reason: "sms.templates has no template for \(letter.template)")
        }
        // Without +: Alibaba takes 86… and the eleven digits alone, and other countries' codes with nothing before.
        var values = [
            "PhoneNumbers": String(number.digits), "SignName": account.signName, "TemplateCode": template,
            "OutId": letter.id,
        ]
        if !letter.values.isEmpty { values["TemplateParam"] = try parameters(letter) }
        let query = ACS3Signature.query(values)
        var headers = [
            "host": host, "x-acs-action": "SendSms", "x-acs-version": "2017-05-25",
            "x-acs-date": now().formatted(.iso8601), "x-acs-signature-nonce": UUID().uuidString,
            "x-acs-content-sha256": ACS3Signature.emptyBody,
        ]
        headers["authorization"] = ACS3Signature(keyID: account.keyID, secret: account.secret)
            .authorization(method: "POST", path: "/", query: query, headers: headers)
        var request = HTTPClientRequest(url: "\(url)/?\(query)")
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return request
    }

    private func parameters(_ letter: Letter) throws -> String {
        var theirs: [String: String] = [:]
        for (name, value) in letter.values { theirs[account.names["\(letter.template).\(name)"] ?? name] = value }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(theirs), as: UTF8.self)
    }
}

import Foundation

/// What an operator says about how letters leave, and the carriers that come of it.
public struct CarrierSettings: Sendable {
    public var smtpURL: String?
    public var smtpUser: String?
    public var smtpPassword: String?
    public var smtpFrom: String?
    public var smtpCA: String?

    /// `alibaba` or `kannel`.
    public var sms: String?
    /// By its name without `sms.`, such as `sign.name`.
    public var smsSettings: [String: String] = [:]

    /// Every name that `smsSettings` may have.
    public static let smsNames = alibaba + ["endpoint", "names"] + kannel
    private static let alibaba = ["key.id", "secret", "sign.name", "templates"]
    private static let kannel = ["url", "user", "password", "from"]

    public init() {}

    /// None for a medium that nothing is said about. Throws `WrongSetting` for what is wrong or only half said.
    public func carriers() throws(WrongSetting) -> [Letter.Medium: any Carrier] {
        var carriers: [Letter.Medium: any Carrier] = [:]
        carriers[.email] = try mail()
        carriers[.sms] = try textMessages()
        return carriers
    }

    private func mail() throws(WrongSetting) -> SubmissionMail? {
        guard let smtpURL else {
            let others = [
                "--smtp-user": smtpUser, "WALLETDESK_SMTP_PASSWORD": smtpPassword, "--smtp-from": smtpFrom,
                "--smtp-ca": smtpCA,
            ]
            guard let given = others.filter({ $0.value != nil }).keys.min() else { return nil }
            throw WrongSetting("\(given) is given without --smtp-url; add --smtp-url smtp://HOST:587, or leave it out.")
        }
        guard let smtpFrom else {
            throw WrongSetting("--smtp-url needs --smtp-from, the address that mail comes from.")
        }
        guard let from = EmailAddress(smtpFrom) else {
            throw WrongSetting("--smtp-from is no e-mail address; write it as help@example.com, without a name.")
        }
        return SubmissionMail(
            relay: try MailRelay(url: smtpURL, user: smtpUser, password: smtpPassword, caFile: smtpCA), from: from)
    }

    private func textMessages() throws(WrongSetting) -> (any Carrier)? {
        guard let sms else {
            guard let given = smsSettings.keys.min() else { return nil }
            throw WrongSetting(
                "sms.\(given) is given without --sms; add --sms alibaba or --sms kannel, or leave it out.")
        }
        switch sms {
        case "alibaba":
            let values = try all(Self.alibaba)
            let account = AlibabaSMS.Account(
                keyID: values[0], secret: values[1], signName: values[2],
                templates: try pairs(values[3], in: "sms.templates", such: "code=SMS_1,notice=SMS_2"),
                names: try pairs(smsSettings["names"] ?? "", in: "sms.names", such: "code.minutes=time"))
            return try AlibabaSMS(account, endpoint: smsSettings["endpoint"] ?? AlibabaSMS.endpointDefault)
        case "kannel":
            let values = try all(Self.kannel)
            return try KannelSMS(url: values[0], user: values[1], password: values[2], from: values[3])
        default:
            throw WrongSetting("--sms \(sms) is not known here; choose alibaba or kannel.")
        }
    }

    private func all(_ names: [String]) throws(WrongSetting) -> [String] {
        let missing = names.filter { smsSettings[$0] == nil }
        guard missing.isEmpty else {
            let variables = missing.map { "WALLETDESK_SMS_" + $0.uppercased().replacing(".", with: "_") }
            throw WrongSetting(
                "--sms \(sms ?? "") needs more settings: \(variables.joined(separator: ", ")) in the environment, or "
                    + "the same below \"sms\" in the file of --config.")
        }
        return names.compactMap { smsSettings[$0] }
    }

    /// `a=1,b=2`.
    private func pairs(_ text: String, in name: String, such example: String) throws(WrongSetting) -> [String: String] {
        var pairs: [String: String] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty, pairs[sides[0]] == nil else {
                throw WrongSetting("\(name) cannot be read; write it as \(example).")
            }
            pairs[sides[0]] = sides[1]
        }
        return pairs
    }
}

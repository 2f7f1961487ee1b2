import ArgumentParser
import Channels
import Configuration

/// How mail and SMS leave. Passwords have no option: they come from the environment or the file of `--config`.
struct CarrierOptions: ParsableArguments {
    @Option(help: "The mail relay: smtp://HOST:587 or smtps://HOST:465.") var smtpUrl: String?
    @Option(help: "Who signs in there; the password is WALLETDESK_SMTP_PASSWORD.") var smtpUser: String?
    @Option(help: "The address that mail comes from, and bounces go to.") var smtpFrom: String?
    @Option(help: "A PEM file with the relay's authority, instead of the system's.") var smtpCa: String?
    @Option(help: "The SMS gateway: alibaba or kannel; see docs/operations.md for its sms.* settings.") var sms: String?

    /// By their names in the configuration.
    var given: [(String, String?)] {
        [
            ("smtp.url", smtpUrl), ("smtp.user", smtpUser), ("smtp.from", smtpFrom), ("smtp.ca", smtpCa),
            ("sms", sms),
        ]
    }
}

extension CarrierSettings {
    init(_ reader: ConfigReader) {
        /// An empty value is none.
        func value(_ name: String, isSecret: Bool = false) -> String? {
            reader.string(forKey: ConfigKey(name), isSecret: isSecret).flatMap { $0.isEmpty ? nil : $0 }
        }
        self.init()
        smtpURL = value("smtp.url")
        smtpUser = value("smtp.user")
        smtpPassword = value("smtp.password", isSecret: true)
        smtpFrom = value("smtp.from")
        smtpCA = value("smtp.ca")
        // In a file `sms` is the folder of its settings, so the name has another place there.
        sms = value("sms") ?? value("sms.carrier")
        for name in Self.smsNames { smsSettings[name] = value("sms.\(name)", isSecret: true) }
    }
}

/// The carriers that the settings name; none for a medium that they say nothing about. Wrong or half-given settings are
/// wrong usage.
func carriers(_ settings: Settings) throws -> [Letter.Medium: any Carrier] {
    do { return try settings.carriers.carriers() } catch { throw ValidationError(error.description) }
}

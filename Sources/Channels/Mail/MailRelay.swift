import Foundation

/// Whom mail is handed to, and how it is made sure that it is them.
public struct MailRelay: Sendable {
    /// What libcurl opens: `smtp://mail.example.com:587` or `smtps://…:465`.
    let url: String
    /// Always but for `smtp://` on this machine without a CA file.
    let needsTLS: Bool
    let login: Login?
    /// PEM; the system's authorities when nil.
    let caFile: String?

    struct Login: Sendable {
        let user: String
        let password: String
    }

    /// `url` without user, path or query. `user` and `password` come together or not at all.
    public init(url: String, user: String? = nil, password: String? = nil, caFile: String? = nil) throws(WrongSetting) {
        // The text is not repeated to the person: a password may stand in it.
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            let port = ["smtp": 587, "smtps": 465][scheme], let host = parts.host, !host.isEmpty, parts.user == nil,
            ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil
        else {
            throw WrongSetting(
                "--smtp-url is not of the form smtp://HOST:587 or smtps://HOST:465; the user goes into --smtp-user, "
                    + "the password into WALLETDESK_SMTP_PASSWORD.")
        }
        guard (user == nil) == (password == nil) else {
            throw WrongSetting("--smtp-user and WALLETDESK_SMTP_PASSWORD belong together; give both or neither.")
        }
        if let caFile, !FileManager.default.isReadableFile(atPath: caFile) {
            throw WrongSetting("The file of --smtp-ca cannot be read; name a PEM file with the relay's authority.")
        }
        self.url = "\(scheme)://\(host):\(parts.port ?? port)"
        needsTLS = scheme == "smtps" || caFile != nil || !Host.isLoopback(host)
        login = user.flatMap { user in password.map { Login(user: user, password: $0) } }
        self.caFile = caFile
    }
}

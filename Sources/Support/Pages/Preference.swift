import Web

/// A choice that stays in a cookie: `?theme=dark`, `?text=large`.
enum Preference: String, CaseIterable {
    case theme, text

    private var allowed: [String] { self == .theme ? ["light", "dark"] : ["large"] }

    /// What is kept in a cookie: the choices, and the way back to ordinary text.
    static var kept: [String: Set<String>] {
        [theme.rawValue: Set(theme.allowed), text.rawValue: Set(text.allowed + ["normal"])]
    }

    /// The value asked for in the address, else the one kept; empty for the default.
    func value(_ request: WebRequest) -> String {
        let value = request.query(rawValue) ?? request.cookie(rawValue) ?? ""
        return allowed.contains(value) ? value : ""
    }
}

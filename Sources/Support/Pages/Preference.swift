import Web

/// A choice that stays in a cookie: `?theme=dark`, `?text=large`.
enum Preference: String, CaseIterable {
    case theme, text

    private var allowed: [String] { self == .theme ? ["light", "dark"] : ["large"] }

    /// The value asked for in the address, else the one kept; empty for the default.
    func value(_ request: WebRequest) -> String {
        let value = request.query(rawValue) ?? request.cookie(rawValue) ?? ""
        return allowed.contains(value) ? value : ""
    }
}

/// Keeps what `?theme=` and `?text=` ask for, so that the next page looks the same.
struct KeptPreferences<Next: WebResponder>: WebResponder where Next.Context == WebContext {
    static var keptSeconds: Int { 365 * 86_400 }

    let next: Next

    func respond(to request: WebRequest, context: WebContext) async throws -> WebResponse {
        var response = try await next.respond(to: request, context: context)
        for preference in Preference.allCases where request.query(preference.rawValue) != nil {
            // The default needs no cookie: asking for it lets go of the other.
            let value = preference.value(request)
            response.setCookie(
                WebCookie(
                    name: preference.rawValue, value: value, maxAge: value.isEmpty ? 0 : Self.keptSeconds, path: "/",
                    secure: request.isSecure, httpOnly: true, sameSite: .lax))
        }
        return response
    }
}

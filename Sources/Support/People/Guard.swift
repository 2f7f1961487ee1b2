import Foundation
import Storage
import Terms
import Web

/// Who may go on: finds the person behind a request, and refuses forms that another site sent.
struct Guard: Sendable {
    let request: WebRequest

    /// A program's bearer token, or the cookie of the brand's pages.
    func customerToken(_ brand: BrandID?) -> String? {
        request.bearer ?? brand.flatMap { request.cookie(Self.cookie($0)) }
            ?? request.query("brand").flatMap { name in
                BrandID(outside: name).flatMap { request.cookie(Self.cookie($0)) }
            }
    }

    var agentToken: String? { request.bearer ?? request.cookie("agent") }

    /// One cookie a brand: signing in at one does not sign out of another.
    static func cookie(_ brand: BrandID) -> String { "customer_\(brand)" }

    func keep(_ session: Session, as name: String, seconds: Int64) -> WebCookie {
        WebCookie(
            name: name, value: session.token, maxAge: Int(seconds), path: "/", secure: request.isSecure, httpOnly: true,
            sameSite: .lax)
    }

    func forget(_ name: String) -> WebCookie {
        WebCookie(name: name, value: "", maxAge: 0, path: "/", secure: request.isSecure, httpOnly: true, sameSite: .lax)
    }

    /// A write that rides on a cookie must come from a page of ours: the form's `csrf` field or the `X-CSRF-Token`
    /// header says so.
    /// A program with a bearer token cannot be tricked by another site and needs none.
    func checkCSRF(_ session: Session, form: Form? = nil) throws {
        if request.bearer != nil { return }
        let given = request.header("X-CSRF-Token") ?? form?["csrf"] ?? ""
        guard Self.equal(given, session.csrf) else { throw Self.staleForm }
    }

    /// Where there is no session yet (signing in, a visitor's first word): the browser itself says where the form came
    /// from.
    func checkOrigin() throws {
        if request.bearer != nil { return }
        if let site = request.header("Sec-Fetch-Site") {
            guard site == "same-origin" || site == "none" else { throw Self.staleForm }
            return
        }
        guard let origin = request.headers[.origin] else { return }
        let host = request.head.authority ?? ""
        guard origin == "http://\(host)" || origin == "https://\(host)" else { throw Self.staleForm }
    }

    private static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    private static let staleForm = Refusal(
        .forbidden, "stale_form",
        Text(
            "这个页面放得太久了，请刷新后再试。您写的内容还在。", "這個頁面放得太久了，請重新整理後再試。您寫的內容還在。",
            "This page is too old. Please reload it and try again; what you wrote is kept."))
}

extension Transaction {
    /// The customer or visitor behind the token. Throws `Refusal.unauthenticated`.
    /// With a brand, only a session of that brand is one.
    func party(_ token: String?, of brand: BrandID? = nil) throws -> Party {
        guard let token, let party = try Session.party(token, in: self), brand == nil || party.brand == brand else {
            throw Refusal.unauthenticated
        }
        return party
    }

    /// The agent behind the token. Throws `Refusal.unauthenticated`.
    func agent(_ token: String?) throws -> (agent: Agent, session: Session) {
        guard let token, let agent = try Session.agent(token, in: self) else { throw Refusal.unauthenticated }
        return (agent, Session(token: token))
    }
}

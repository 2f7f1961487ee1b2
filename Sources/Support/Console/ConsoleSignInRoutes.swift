import HTTPTypes
import Hummingbird
import Terms
import Web

/// Agents sign in and out: the door of the desk, and the same for programs.
struct ConsoleSignInRoutes: Sendable {
    let desk: Desk

    private var signIn: SignIn { SignIn(desk: desk) }

    func add(to router: Routes) {
        router.get("/desk/signin", use: show)
        router.post("/desk/signin", use: enter)
        router.post("/desk/signout", use: leave)
        router.post("/api/v1/desk/sessions", use: create)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(page(request, context, login: "", next: request.query("next") ?? "", refusal: nil))
    }

    @Sendable private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        do {
            let (_, session) = try await enter(context.address(request), form["login"], form["password"])
            var response = Response.see(Self.inside(form["next"]))
            response.setCookie(guardian.keep(session, as: "agent", seconds: Session.agentSeconds))
            return response
        } catch let refusal as Refusal {
            let status: HTTPResponse.Status =
                switch refusal.kind {
                case .unauthenticated: .unauthorized
                case .locked: .init(code: 423, reasonPhrase: "Locked")
                case .limited: .tooManyRequests
                default: .unprocessableContent
                }
            let said = forAgents(refusal)
            return .html(
                page(request, context, login: form["login"], next: form["next"], refusal: said), status: status)
        }
    }

    @Sendable private func leave(_ request: Request, _ context: WebContext) async throws -> Response {
        let (form, guardian) = (try await request.form(), Guard(request: request))
        if let token = guardian.agentToken {
            try guardian.checkCSRF(Session(token: token), form: form)
            try await desk.storage.write { try Session.end(token, in: $0) }
        }
        var response = Response.see("/desk/signin")
        response.setCookie(guardian.forget("agent"))
        return response
    }

    private struct Body: Decodable { let login: String?, password: String? }

    @Sendable private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.json(Body.self)
        let (agent, session) = try await enter(context.address(request), body.login ?? "", body.password ?? "")
        return .json(
            .object {
                $0.put("token", session.token)
                $0.put("agent", agent.json)
            }, status: .created)
    }

    private func enter(_ address: String, _ login: String, _ password: String) async throws -> (Agent, Session) {
        try desk.spendSignIn(from: address, at: "agent|" + login)
        return try await signIn.agent(login: login, password: password)
    }

    private func page(_ request: Request, _ context: WebContext, login: String, next: String, refusal: Refusal?) -> HTML
    {
        ConsolePages.signIn(
            desk, context.language, theme: Preference.theme.value(request), login: login, next: next, refusal: refusal)
    }

    /// Only into the desk: an address from outside must not lead anywhere else.
    private static func inside(_ next: String) -> String {
        let isInside = next == "/desk" || next.hasPrefix("/desk/") || next.hasPrefix("/desk?")
        return isInside && next.utf8.allSatisfy { (33...126).contains($0) && $0 != 92 } ? next : "/desk"
    }

    /// The refusals of signing in speak to customers about their money; agents read what is true for them.
    private func forAgents(_ refusal: Refusal) -> Refusal {
        let (field, text): (String, Text)
        switch refusal.code {
        case "wrong_password":
            field = "password"
            text = ConsoleTexts.wrongPassword.filling(["left": refusal.facts["attempts_left"] ?? ""])
        case "account_locked":
            let until = refusal.facts["unlocks_at"].flatMap { Moment(rfc3339: $0) } ?? desk.storage.moment
            let minutes = max(1, (until.seconds(since: desk.storage.moment) + 59) / 60)
            field = "login"
            text = ConsoleTexts.locked.filling(["minutes": String(minutes)])
        default: return refusal
        }
        return Refusal(refusal.kind, refusal.code, text, fields: [field: text], facts: refusal.facts)
    }
}

extension Agent {
    /// As programs see them.
    var json: JSON {
        .object {
            $0.put("id", id)
            $0.put("name", name)
            $0.put("staff_number", staffNumber)
            $0.put("role", role.rawValue)
        }
    }
}

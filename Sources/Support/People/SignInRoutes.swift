import Credentials
import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Customers sign in and out: pages under the brand, and `POST /api/v1/sessions` for programs.
struct SignInRoutes: Sendable {
    let desk: Desk

    private var signIn: SignIn { SignIn(desk: desk) }

    func add(to router: Routes) {
        router.get("/:brand/signin", use: show)
        router.post("/:brand/signin", use: enter)
        router.post("/:brand/signin/passkeys", use: passkeyOptions)
        router.post("/:brand/signin/passkeys/answers", use: passkeyAnswer)
        router.post("/:brand/signout", use: leave)
        router.post("/api/v1/sessions", use: create)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        if party?.customer != nil { return .see("\(page.base)/") }
        let outages = try await desk.outages(of: page.brand.id)
        return .html(SignInPages(page: page, outages: outages).form(login: "", refusal: nil))
    }

    @Sendable private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        do {
            try desk.spendSignIn(from: context.address(request), at: form["login"])
            let arrival = Arrival(request, context, page.brand, previous: party)
            switch try await signIn.customer(form["login"], form["password"], code: nil, arrival) {
            case .entered(_, let session):
                var response = Response.see("\(page.base)/")
                for cookie in arrival.cookies(session, guardian) { response.setCookie(cookie) }
                return response
            case .codeNeeded(let customer, _):
                let opening = IdentityCheck.Opening(
                    purpose: .signIn, brand: page.brand.id, customer: customer, holder: "", language: page.language,
                    given: [.password])
                return try await desk.open(opening, page: page, request)
            case .shut(let lock): return .see(page.base + (try LockHint.path(for: lock.customer, desk)))
            case .wrongCode: throw Refusal.unauthenticated
            }
        } catch let refusal as Refusal {
            let pages = SignInPages(page: page, outages: try await desk.outages(of: page.brand.id))
            return .html(pages.form(login: form["login"], refusal: refusal), status: refusal.pageStatus)
        }
    }

    @Sendable private func leave(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let guardian = Guard(request: request)
        let form = try await request.form()
        if let party {
            try guardian.checkCSRF(party.session, form: form)
            try await desk.storage.write { try OwnSession.end(party, in: $0) }
        }
        var response = Response.see("\(page.base)/signin")
        response.setCookie(guardian.forget(Guard.cookie(page.brand.id)))
        return response
    }

    // MARK: - Passkeys

    /// A challenge for this browser alone, which any passkey of the brand may sign: who it is, the passkey says.
    @Sendable private func passkeyOptions(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, guardian) = (try await desk.page(request, context).0, Guard(request: request))
        try guardian.checkOrigin()
        try desk.signInsByAddress.spend(context.address(request), at: desk.storage.moment)
        let name = Guard.checkCookie(page.brand.id)
        let token = request.cookie(name) ?? Session.newToken()
        let challenge = try await desk.storage.write { transaction in
            try PasskeyChallenge.make(
                brand: page.brand.id, holder: Self.challengeHolder(token), customer: nil, in: transaction)
        }
        var response = Response.json(
            written: desk.relyingParty(page.brand, request).requestOptions(challenge: challenge, allowing: []))
        response.setCookie(
            Cookie(
                name: name, value: token, maxAge: Desk.checkCookieSeconds, path: "/", secure: request.isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }

    /// A passkey is both factors at once: what one has, and who one is to the device.
    @Sendable private func passkeyAnswer(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let guardian = Guard(request: request)
        try guardian.checkOrigin()
        try desk.signInsByAddress.spend(context.address(request), at: desk.storage.moment)
        let bytes = try await request.bytes(max: PasskeyAnswer.jsonBytesMax)
        guard let token = request.cookie(Guard.checkCookie(page.brand.id)),
            let answer = try? PasskeyAnswer.Assertion(json: Array(bytes.readableBytesView))
        else { throw SignIn.passkeyRefused }
        let arrival = Arrival(request, context, page.brand, previous: party)
        let own = desk.relyingParty(page.brand, request)
        let outcome = try await desk.storage.write { [desk] transaction -> SignIn.Outcome? in
            guard let known = try OwnPasskey.find(credential: answer.id, of: page.brand.id, in: transaction),
                try PasskeyChallenge.spend(
                    answer, of: known.customer, brand: page.brand.id, holder: Self.challengeHolder(token), own,
                    desk.vault, in: transaction)
            else { return nil }
            return try SignIn.enter(known.customer, arrival, by: .passkey, desk, in: transaction)
        }
        switch outcome {
        case .entered(_, let session):
            var response = Response.json(.object { $0.put("next", "\(page.base)/") })
            for cookie in arrival.cookies(session, guardian) { response.setCookie(cookie) }
            return response
        case .shut(let lock):
            let path = page.base + (try LockHint.path(for: lock.customer, desk))
            return .json(.object { $0.put("next", path) })
        case .codeNeeded, .wrongCode, nil: throw SignIn.passkeyRefused
        }
    }

    private static func challengeHolder(_ token: String) -> String { "signin:" + Session.hash(token) }

    // MARK: - Programs

    private struct Body: Decodable {
        let brand: String?, login: String?, password: String?, code: String?, device: String?
    }

    @Sendable private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.json(Body.self)
        let brand = try desk.brands.find(body.brand ?? "")
        let login = body.login ?? ""
        try desk.spendSignIn(from: context.address(request), at: login)
        let arrival = Arrival.program(request, context, brand, device: body.device)
        switch try await signIn.customer(login, body.password ?? "", code: body.code, arrival) {
        case .entered(let customer, let session):
            return .json(
                .object {
                    $0.put("token", session.token)
                    $0.put("customer", customer.json)
                }, status: .created)
        case .codeNeeded(_, let ways): throw SignIn.codeRequired(ways.subtracting([.passkey]))
        case .shut(let lock): throw try SignIn.shut(by: lock, desk)
        case .wrongCode: throw Refusal.unauthenticated
        }
    }
}

extension SignIn {
    /// The same whatever is wrong with it: an unknown passkey, another browser's challenge, a bad signature.
    static let passkeyRefused = Refusal(.unauthenticated, "passkey_refused", SignInTexts.passkeyRefused)
}

extension Refusal {
    /// Of a form's page that is drawn again with what is wrong.
    var pageStatus: HTTPResponse.Status {
        switch kind {
        case .unauthenticated: .unauthorized
        case .locked: .init(code: 423, reasonPhrase: "Locked")
        case .limited: .tooManyRequests
        case .conflict: .conflict
        case .unavailable: .serviceUnavailable
        case .preconditionRequired: .preconditionRequired
        default: .unprocessableContent
        }
    }
}

extension Customer {
    /// As the customer sees themselves.
    var json: JSON {
        .object {
            $0.put("id", id)
            $0.put("brand", brand)
            $0.put("name", name)
            $0.put("phone", Mask.phone(phone))
            $0.put("email", Mask.email(email))
            $0.put("language", language.tag)
        }
    }
}

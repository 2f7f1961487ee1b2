import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Customers sign in and out: pages under the brand, and `POST /api/v1/sessions` for programs.
struct SignInRoutes: Sendable {
    let desk: Desk

    private var signIn: SignIn {
        SignIn(storage: desk.storage, passwords: desk.passwords, strangers: desk.unknownLogins)
    }

    func add(to router: Routes) {
        router.get("/:brand/signin", use: show)
        router.post("/:brand/signin", use: enter)
        router.post("/:brand/signout", use: leave)
        router.post("/api/v1/sessions", use: create)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(SignInPages(page: try await desk.page(request, context).0).form(login: "", refusal: nil))
    }

    @Sendable private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, guardian) = (try await request.form(), Guard(request: request))
        try guardian.checkOrigin()
        do {
            try desk.spendSignIn(from: context.address(request), at: form["login"])
            let (_, session) = try await signIn.customer(
                brand: page.brand.id, login: form["login"], password: form["password"], visitor: party)
            var response = Response.see("\(page.base)/")
            response.setCookie(
                guardian.keep(session, as: Guard.cookie(page.brand.id), seconds: Session.customerSeconds))
            return response
        } catch let refusal as Refusal {
            let status: HTTPResponse.Status =
                switch refusal.kind {
                case .unauthenticated: .unauthorized
                case .locked: .init(code: 423, reasonPhrase: "Locked")
                case .limited: .tooManyRequests
                default: .unprocessableContent
                }
            return .html(SignInPages(page: page).form(login: form["login"], refusal: refusal), status: status)
        }
    }

    @Sendable private func leave(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let guardian = Guard(request: request)
        let form = try await request.form()
        if let party {
            try guardian.checkCSRF(party.session, form: form)
            try await desk.storage.write { try Session.end(party.session.token, in: $0) }
        }
        var response = Response.see("\(page.base)/signin")
        response.setCookie(guardian.forget(Guard.cookie(page.brand.id)))
        return response
    }

    private struct Body: Decodable { let brand: String?, login: String?, password: String? }

    @Sendable private func create(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.json(Body.self)
        let brand = try desk.brands.find(body.brand ?? "")
        let login = body.login ?? ""
        try desk.spendSignIn(from: context.address(request), at: login)
        let (customer, session) = try await signIn.customer(
            brand: brand.id, login: login, password: body.password ?? "", visitor: nil)
        return .json(
            .object {
                $0.put("token", session.token)
                $0.put("customer", customer.json)
            }, status: .created)
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

struct SignInPages {
    let page: Page

    func form(login: String, refusal: Refusal?) -> HTML {
        func error(_ field: String) -> HTML {
            let shown =
                refusal?.fields[field] ?? (field == "login" && refusal?.fields.isEmpty == true ? refusal?.text : nil)
            return shown.map {
                "<p class=\"error\" id=\"\(field)-error\" "
                    + "role=\"alert\">\(page.icon("alert"))<span>\(page($0))</span></p>"
            } ?? .empty
        }
        func invalid(_ field: String) -> HTML {
            refusal?.fields[field] == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(field)-error\""
        }
        return page.document(
            title: page(PageTexts.signIn), tab: .wallet,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <form class="card stack" method="post" action="\(page.base)/signin" aria-labelledby="signin">
                <div class="row"><span class="mark" aria-hidden="true">\
                \(page.icon(String(page.brand.mark.dropFirst(2))))</span><h1 id="signin">\
                \(page.named(SignInTexts.title))</h1></div>
                <p class="small soft">\(page(page.brand.slogan))</p>
                <div class="field"><label for="login">\(page(SignInTexts.login))</label>\
                <input class="input" id="login" name="login" value="\(login)" autocomplete="username" \
                autocapitalize="none" spellcheck="false" required\(invalid("login"))>\(error("login"))</div>
                <div class="field"><label for="password">\(page(SignInTexts.password))</label>\
                <input class="input" id="password" name="password" type="password" autocomplete="current-password" \
                required\(invalid("password"))>\(error("password"))</div>
                <button class="btn primary wide" type="submit">\(page(PageTexts.signIn))</button></form>
                <p class="small soft">\(page(SignInTexts.cannot)) <a href="\(page.base)/chat">\
                \(page(SignInTexts.chatWithout))</a></p>
                </div></main>
                """)
    }
}

enum SignInTexts {
    static let title = Text("登录 {brand}", "登入 {brand}", "Sign in to {brand}")
    static let login = Text("手机号或邮箱", "手機號碼或電子郵件", "Phone or e-mail")
    static let password = Text("密码", "密碼", "Password")
    static let cannot = Text("登不上？", "無法登入？", "Cannot sign in?")
    static let chatWithout = Text("不登录也能找客服", "不登入也能找客服", "Chat with us without signing in")
}

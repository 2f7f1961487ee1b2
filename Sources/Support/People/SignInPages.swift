import Terms
import Web

struct SignInPages {
    let page: Page
    let outages: [Incident]

    func form(login: String, refusal: Refusal?) -> HTML {
        page.document(
            title: page(PageTexts.signIn), tab: .wallet,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(page.outageLine(outages))\(refusal?.kind == .locked ? waysOut(login, refusal) : .empty)
                <div class="card stack">\(fields(login, refusal))\(passkey)\
                <p class="small soft center">\(page(SignInTexts.noAccount)) \
                <a href="\(page.base)/signup">\(page(SignInTexts.signUp))</a></p></div>
                <p class="small soft center">\(page(SignInTexts.cannot)) <a href="\(page.base)/chat">\
                \(page(SignInTexts.chatWithout))</a></p>
                </div></main>
                """, scripts: ["passkey.js", "password-field.js"])
    }

    private func fields(_ login: String, _ refusal: Refusal?) -> HTML {
        // What belongs to no field is said at the first one.
        let general = refusal?.fields.isEmpty == true ? refusal?.text : nil
        let shown = refusal?.kind == .locked ? nil : refusal?.fields["login"] ?? general
        let wrong: HTML = shown == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"login-error\""
        return """
            <form class="stack" method="post" action="\(page.base)/signin" aria-labelledby="signin">
            <div class="row"><span class="mark" aria-hidden="true">\
            \(page.icon(String(page.brand.mark.dropFirst(2))))</span><h1 id="signin">\
            \(page.named(SignInTexts.title))</h1></div>
            <p class="small soft">\(page(page.brand.slogan))</p>
            <div class="field"><label for="login">\(page(SignInTexts.login))</label>\
            <input class="input" id="login" name="login" value="\(login)" autocomplete="username" \
            autocapitalize="none" spellcheck="false" required\(wrong)>\
            \(CheckPages(page: page).error("login", shown))</div>
            \(page.passwordField("password", SignInTexts.password, refusal?.fields["password"], isNew: false))
            <button class="btn\(refusal?.kind == .locked ? "" : " primary") wide" type="submit">\
            \(page(PageTexts.signIn))</button>
            <p class="small center"><a href="\(page.base)/password/forgotten">\(page(SignInTexts.forgotten))</a></p>
            </form>
            """
    }

    private var passkey: HTML {
        page.passkeyButton(
            .get, SignInTexts.byPasskey, options: "/signin/passkeys", answer: "/signin/passkeys/answers")
    }

    // MARK: - Too many wrong passwords

    /// What is the matter, and every way out of it, each one press away.
    private func waysOut(_ login: String, _ refusal: Refusal?) -> HTML {
        guard let refusal else { return .empty }
        let call: HTML =
            page.brand.hotline.map { number in
                """
                <a class="btn grow" href="tel:\(number.filter { $0 != " " })">\(page.icon("phone"))\
                \(SignInTexts.call(page.language, ["phone": number]))</a>
                """
            } ?? .empty
        return """
            <section class="card stack" aria-labelledby="ways">
            <div class="banner" data-tone="warn" role="alert" id="login-error">\(page.icon("lock"))\
            <p>\(page(refusal.text))</p></div>
            <h2 id="ways">\(page(SignInTexts.waysOut))</h2>
            <div class="stack close">\(start(.unlock, login, SignInTexts.unlock, isFirst: true))\
            \(start(.resetPassword, login, SignInTexts.resetPassword, isFirst: false))\
            <div class="btns"><a class="btn grow" href="\(page.base)/chat">\(page.icon("chat"))\
            \(page(PageTexts.toChat))</a>\(call)</div></div></section>
            """
    }

    private func start(_ purpose: Purpose, _ login: String, _ label: Text, isFirst: Bool) -> HTML {
        """
        <form method="post" action="\(page.base)/checks">\
        <input type="hidden" name="purpose" value="\(purpose.rawValue)">\
        <input type="hidden" name="contact" value="\(login)">\(page.csrf)\
        <button class="btn\(isFirst ? " primary" : "") wide" type="submit">\(page(label))</button></form>
        """
    }
}

extension Page {
    /// A password with its label and what is wrong with it. Scripts add a button that shows it, and a word about
    /// Caps Lock.
    func passwordField(_ name: String, _ label: Text, _ wrong: Text?, isNew: Bool, hint: Text? = nil) -> HTML {
        let described = [wrong == nil ? nil : "\(name)-error", hint == nil ? nil : "\(name)-hint"].compactMap { $0 }
        let invalid: HTML = wrong == nil ? "" : " aria-invalid=\"true\""
        let description: HTML =
            described.isEmpty ? "" : " aria-describedby=\"\(described.joined(separator: " "))\""
        let attributes: HTML = isNew ? "new-password" : "current-password"
        return """
            <password-field class="field" data-show="\(self(PasswordTexts.show))" \
            data-hide="\(self(PasswordTexts.hide))"><label for="\(name)">\(self(label))</label>\
            <span class="with-eye"><input class="input" id="\(name)" name="\(name)" type="password" \
            autocomplete="\(attributes)" autocapitalize="none" spellcheck="false" required\(invalid)\(description)>\
            <button class="btn quiet icon-only" type="button" aria-pressed="false" aria-controls="\(name)" hidden>\
            \(icon("eye"))\(icon("eye-off"))</button></span>\
            <p class="hint small" data-part="capitals" role="status" hidden>\(self(PasswordTexts.capitals))</p>\
            \(CheckPages(page: self).error(name, wrong))\
            \(hint.map { "<p class=\"hint small\" id=\"\(name)-hint\">\(self($0))</p>" } ?? HTML.empty)</password-field>
            """
    }

    enum PasskeyMode: String { case create, get }

    /// A button that the browser shows where it knows passkeys; see `passkey.js`. `missing` is said where it does not.
    func passkeyButton(
        _ mode: PasskeyMode, _ label: Text, options: String, answer: String, missing: Text? = nil
    ) -> HTML {
        let csrf: HTML = party.map { " data-csrf=\"\($0.session.csrf)\"" } ?? ""
        let instead: HTML =
            missing.map { "<p class=\"small soft\" data-part=\"missing\">\(self($0))</p>" } ?? .empty
        return """
            <passkey-button data-mode="\(mode.rawValue)" data-options-url="\(base)\(options)" \
            data-answer-url="\(base)\(answer)"\(csrf) data-cancelled="\(self(CheckTexts.passkeyCancelled))" \
            data-known="\(self(OwnPasskeyTexts.known))" data-failed="\(self(CheckTexts.passkeyFailed))">\(instead)\
            <button class="btn wide" type="button" hidden>\(icon("finger"))\(self(label))</button>\
            <p class="error" role="alert" hidden></p></passkey-button>
            """
    }
}

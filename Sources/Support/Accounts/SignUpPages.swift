import Terms
import Web

struct SignUpPages {
    let page: Page

    private var parts: CheckPages { CheckPages(page: page) }

    func start(contact: String, refusal: Refusal?) -> HTML {
        let title = page(SignUpTexts.title)
        let general = refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }
        let attributes: HTML = """
            autocomplete="username" autocapitalize="none" spellcheck="false" value="\(contact)"
            """
        return page.document(
            title: title, tab: .wallet, back: "/signin", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <div class="card stack">
                <form class="stack" method="post" action="\(page.base)/signup" aria-labelledby="signup">
                <div class="row"><span class="mark" aria-hidden="true">\
                \(page.icon(String(page.brand.mark.dropFirst(2))))</span><h1 id="signup">\
                \(page.named(SignUpTexts.heading))</h1></div>
                <p class="small soft">\(page(SignUpTexts.lead))</p>
                \(parts.field("contact", SignInTexts.login, refusal, attributes))\(parts.error("general", general))
                <button class="btn primary wide" type="submit">\(page(SignUpTexts.sendCode))</button></form>
                <p class="small soft center">\(page(SignUpTexts.haveAccount)) \
                <a href="\(page.base)/signin">\(page(PageTexts.signIn))</a></p></div>
                <p class="small soft">\(page.icon("shield-check", inline: true)) \(page(SignUpTexts.noPasswordYet))</p>
                </div></main>
                """)
    }

    func details(_ check: IdentityCheck, _ draft: SignUp.Draft, refusal: Refusal?) -> HTML {
        let title = page(SignUpTexts.detailsTitle)
        let contact = Contact(check.contact)?.masked ?? ""
        return page.document(
            title: title, tab: .wallet, back: "/signup", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <form class="card stack" method="post" action="\(page.base)/signup/details" aria-labelledby="details">
                <div class="stack close"><h1 id="details">\(title)</h1>
                <p class="small soft">\(page.icon("check-circle", inline: true)) \
                \(SignUpTexts.proved(page.language, ["contact": contact]))</p></div>
                <input type="hidden" name="check" value="\(check.id)">
                \(optional(
                    "name", DetailTexts.name, DetailTexts.nameHint, draft.name, refusal,
                    "autocomplete=\"name\" required"))
                \(page.passwordField(
                    "password", SignInTexts.password, refusal?.fields["password"], isNew: true,
                    hint: PasswordTexts.hint))
                \(optional(
                    "birthday", DetailTexts.birthday, DetailTexts.birthdayHint, draft.birthday, refusal,
                    "type=\"date\" autocomplete=\"bday\""))
                \(optional(
                    "safe_word", DetailTexts.safeWord, DetailTexts.safeWordHint, draft.safeWord, refusal,
                    "autocomplete=\"off\" maxlength=\"40\""))
                \(consent(draft, refusal))
                <button class="btn primary wide" type="submit">\(page(SignUpTexts.join))</button></form>
                </div></main>
                """, scripts: ["password-field.js"])
    }

    private func optional(
        _ name: String, _ label: Text, _ hint: Text, _ value: String, _ refusal: Refusal?, _ attributes: HTML
    ) -> HTML {
        let error = refusal?.fields[name]
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\""
        let described = (error == nil ? "" : "\(name)-error ") + "\(name)-hint"
        return """
            <div class="field"><label for="\(name)">\(page(label))</label>\
            <input class="input" id="\(name)" name="\(name)" value="\(value)" \(attributes)\(wrong) \
            aria-describedby="\(described)">\(parts.error(name, error))\
            <p class="hint small" id="\(name)-hint">\(page(hint))</p></div>
            """
    }

    private func consent(_ draft: SignUp.Draft, _ refusal: Refusal?) -> HTML {
        let error = refusal?.fields["agreed"]
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"agreed-error\""
        return """
            <div class="field"><label class="consent" for="agreed"><input type="checkbox" id="agreed" name="agreed" \
            value="yes" required\(draft.isAgreed ? " checked" : "")\(wrong)>\
            <span>\(page.named(SignUpTexts.agree))</span></label>\(parts.error("agreed", error))</div>
            """
    }
}

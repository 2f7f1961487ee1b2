import Credentials
import Terms
import Web

/// What is said before, and the fields.
struct PasswordChangePages {
    let page: Page

    private var sheet: AccountSheet { AccountSheet(page: page) }

    /// Why one is asked to prove who one is, and where it begins.
    func begin(_ purpose: Purpose, isSet: Bool, isDone: Bool) -> HTML {
        let isDigits = purpose == .changePaymentPassword
        let title = isDigits ? PaymentPasswordTexts.label : PasswordChangeTexts.title
        let text = isDigits ? PasswordChangeTexts.digitsWhat : PasswordChangeTexts.what
        let word = isSet ? PasswordChangeTexts.change : PasswordChangeTexts.set
        let saved = isDigits ? PasswordChangeTexts.digitsSaved : PasswordChangeTexts.saved
        let done: HTML = isDone ? sheet.banner("ok", "check-circle", page(saved)) : .empty
        return sheet.document(
            title,
            """
            \(done)<section class="card stack" aria-labelledby="begin"><h1 id="begin">\(page(title))</h1>
            <p class="small soft">\(page(text))</p>
            \(sheet.prove(purpose, page(word), isDone ? "wide" : "primary wide"))</section>
            """)
    }

    func digits(_ check: String, isSet: Bool, refusal: Refusal?) -> HTML {
        let look: HTML = """
            type="password" inputmode="numeric" autocomplete="off" maxlength="6" pattern="[0-9]{6}" required
            """
        return sheet.document(
            PaymentPasswordTexts.label, back: "/account/payment-password",
            """
            <form class="card stack" method="post" action="\(page.base)/account/payment-password" \
            aria-labelledby="digits" novalidate><h1 id="digits">\
            \(page(isSet ? PasswordChangeTexts.digitsNew : PasswordChangeTexts.digitsFirst))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)">\(sheet.general(refusal))
            \(sheet.field("payment_password", PaymentPasswordTexts.label, refusal,
                hint: PasswordChangeTexts.digitsHint, look + " autofocus"))
            \(sheet.field("payment_password_again", PasswordChangeTexts.digitsAgain, refusal, look))
            <button class="btn primary wide" type="submit">\(page(PasswordChangeTexts.save))</button></form>
            """)
    }

    func password(_ check: String, refusal: Refusal?) -> HTML {
        sheet.document(
            PasswordChangeTexts.title, back: "/account/password",
            """
            <form class="card stack" method="post" action="\(page.base)/account/password" \
            aria-labelledby="password-new" novalidate>\
            <h1 id="password-new">\(page(PasswordChangeTexts.new))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)">\(sheet.general(refusal))
            \(sheet.field("password", PasswordChangeTexts.new, refusal, hint: PasswordTexts.hint,
                "type=\"password\" autocomplete=\"new-password\" required autofocus"))
            <p class="small soft">\(page(PasswordChangeTexts.others))</p>
            <button class="btn primary wide" type="submit">\(page(PasswordChangeTexts.save))</button></form>
            """)
    }
}

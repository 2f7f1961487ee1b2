import Terms
import Web

struct PasswordResetPages {
    let page: Page

    func start() -> HTML {
        let title = page(CheckTexts.title(.resetPassword))
        return page.document(
            title: title, tab: .wallet, back: "/signin", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(CheckPages(page: page).startForm(.resetPassword, button: SignUpTexts.sendCode))
                <p class="small soft">\(page.icon("info", inline: true)) \(page(PasswordResetTexts.lead))</p>
                <p class="small soft center">\(page(PasswordResetTexts.remembered)) \
                <a href="\(page.base)/signin">\(page(PageTexts.signIn))</a></p>
                </div></main>
                """)
    }

    func new(_ check: IdentityCheck, refusal: Refusal?) -> HTML {
        let title = page(PasswordResetTexts.title)
        return page.document(
            title: title, tab: .wallet, back: "/signin", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <form class="card stack" method="post" action="\(page.base)/password/new" aria-labelledby="new">
                <div class="stack close"><h1 id="new">\(title)</h1>
                <p class="small soft">\(page(PasswordResetTexts.what))</p></div>
                <input type="hidden" name="check" value="\(check.id)">\(page.csrf)
                \(page.passwordField(
                    "password", PasswordResetTexts.new, refusal?.fields["password"], isNew: true,
                    hint: PasswordTexts.hint))
                <button class="btn primary wide" type="submit">\(page(PasswordResetTexts.set))</button></form>
                </div></main>
                """, scripts: ["password-field.js"])
    }
}

enum PasswordResetTexts {
    static let title = Text("设一个新密码", "設一個新密碼", "Choose a new password")
    static let new = Text("新密码", "新密碼", "New password")
    static let set = Text("换成新密码", "換成新密碼", "Set the new password")
    static let lead = Text(
        "我们发一个验证码给您，核对后就能设新密码。不会让您点链接，也不会有人打电话问您验证码。",
        "我們會發驗證碼給您，核對後就能設新密碼。不會讓您點連結，也不會有人打電話問您驗證碼。",
        "We send you a code; once it is checked you can set a new password. We send no links, and nobody calls you "
            + "for the code.")
    static let remembered = Text("想起来了？", "想起來了？", "Remembered it?")
    static let what = Text(
        "换好后，其他设备都会退出，我们也会发短信或邮件告诉您。", "換好後，其他裝置都會登出，我們也會發簡訊或郵件告訴您。",
        "Afterwards all other devices are signed out, and we tell you by text or e-mail.")
}

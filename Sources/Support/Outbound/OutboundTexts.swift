import Terms

enum OutboundTexts {
    static let safeWord = Text(
        " 您的防伪语：{word}。没有这句话的，都不是我们发的。", " 您的防偽語：{word}。沒有這句話的，都不是我們發的。",
        " Your safe phrase: {word}. Whatever lacks it is not from us.")
}

extension Notice.Template {
    /// Places: `code`, `minutes`.
    static let code = Notice.Template(
        name: "code", subject: Text("您的验证码", "您的驗證碼", "Your code"),
        text: Text(
            "验证码 {code}，{minutes} 分钟内有效，只填在您自己打开的页面里。任何人向您要验证码都是骗子，包括自称客服的人。",
            "驗證碼 {code}，{minutes} 分鐘內有效，只填在您自己開啟的頁面裡。任何人向您索取驗證碼都是詐騙，包括自稱客服的人。",
            "Your code is {code}. It is good for {minutes} minutes; type it only into the page that you opened "
                + "yourself. Whoever asks you for it is a fraud, even if they say they are from us."),
        isSecret: true)

    /// To a contact that is already somebody's, when a stranger signs up with it.
    static let alreadyJoined = Notice.Template(
        name: "already_joined",
        subject: Text("您已有 {brand} 账户", "您已有 {brand} 帳戶", "You already have a {brand} account"),
        text: Text(
            "有人用这个号码或邮箱注册 {brand}，您其实已有账户。是您自己的话，直接登录，忘了密码可以在登录页找回；不是您，不用理会，账户没有变化。",
            "有人用這個號碼或信箱註冊 {brand}，您其實已有帳戶。若是您本人，直接登入即可，忘了密碼可在登入頁找回；若不是您，不用理會，帳戶沒有變化。",
            "Somebody signed up for {brand} with this contact, but you already have an account. If it was you, "
                + "just sign in; the sign-in page helps if you forgot the password. If not, nothing has changed."))
}

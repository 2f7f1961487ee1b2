import Terms

enum SignInTexts {
    static let title = Text("登录 {brand}", "登入 {brand}", "Sign in to {brand}")
    static let login = Text("手机号或邮箱", "手機號碼或電子郵件", "Phone or e-mail")
    static let password = Text("密码", "密碼", "Password")
    static let forgotten = Text("忘记密码？", "忘記密碼？", "Forgot your password?")
    static let noAccount = Text("还没有账户？", "還沒有帳戶？", "No account yet?")
    static let signUp = Text("注册", "註冊", "Sign up")
    static let byPasskey = Text("用面容或指纹登录", "用臉部或指紋登入", "Sign in with face or fingerprint")
    static let passkeyRefused = Text(
        "没能核对这个通行密钥。请再试一次，或用密码登录。", "無法核對這個通行金鑰。請再試一次，或用密碼登入。",
        "We could not check that passkey. Please try again, or sign in with your password.")
    static let cannot = Text("登不上？", "無法登入？", "Cannot sign in?")
    static let chatWithout = Text("不登录也能找客服", "不登入也能找客服", "Chat with us without signing in")

    static let loginMissing = Text("请填写手机号或邮箱。", "請填寫手機號碼或電子郵件。", "Please enter your phone number or e-mail.")
    static let passwordMissing = Text("请填写密码。", "請填寫密碼。", "Please enter your password.")

    static func wrong(_ slip: SignIn.Slip?) -> Text {
        switch slip {
        case .spaces:
            Text(
                "账号或密码不对。您输入的密码前后有空格，去掉再试试。还可以试 {left} 次。", "帳號或密碼不對。您輸入的密碼前後有空格，去掉再試試。還可以試 {left} 次。",
                "That login and password do not match. What you typed begins or ends with a space; try without it. You "
                    + "can try {left} more times.")
        case .capitals:
            Text(
                "账号或密码不对。您输入的字母都是大写，看看大写锁定是不是开着。还可以试 {left} 次。",
                "帳號或密碼不對。您輸入的字母都是大寫，看看大寫鎖定是不是開著。還可以試 {left} 次。",
                "That login and password do not match. You typed capital letters; is Caps Lock on? You can try {left} "
                    + "more times.")
        case nil:
            Text(
                "账号或密码不对。请检查大小写和多余的空格，还可以试 {left} 次。", "帳號或密碼不對。請檢查大小寫和多餘的空格，還可以試 {left} 次。",
                "That login and password do not match. Check capital letters and stray spaces; you can try {left} more "
                    + "times.")
        }
    }

    static let codeRequired = Text(
        "这个账户开了两步验证，还要填验证器上的 6 位数字，或一个恢复码。", "這個帳戶開了兩步驟驗證，還要填驗證器上的 6 位數字，或一組復原碼。",
        "This account has two-factor sign-in. Please also enter the six digits from your authenticator app, or a "
            + "recovery code.")
    static let wrongCode = Text(
        "验证码不对或已用过，还可以试 {left} 次。", "驗證碼不對或已用過，還可以試 {left} 次。",
        "That code is wrong or was used before; you can try {left} more times.")
    static let locked = Text(
        "密码或验证码错得太多，为了您的钱，账户先锁 {minutes} 分钟，之后自动解开。着急的话，可以不登录直接找客服。",
        "密碼或驗證碼錯誤次數太多，為了您的錢，帳戶先鎖定 {minutes} 分鐘，之後自動解除。若很急，可以不登入直接找客服。",
        "Too many wrong passwords or codes. To protect your money the account is locked for {minutes} minutes and "
            + "then opens by itself. If it is urgent, you can chat with us without signing in.")

    static func shut(_ kind: AccountLock.Kind) -> Text {
        switch kind {
        case .risk:
            Text(
                "系统发现有异常，为了您的钱先把账户锁住了。钱还在，核对身份后就能解开。", "系統發現異常，為了您的錢先把帳戶鎖住了。錢還在，核對身分後就能解開。",
                "We saw something unusual and locked the account to protect your money, which is still there. Prove "
                    + "who you are to open it.")
        case .owner:
            Text(
                "您之前止付了这个账户，现在还停着。钱还在，核对身份后就能恢复。", "您之前止付了這個帳戶，現在還停著。錢還在，核對身分後就能恢復。",
                "You stopped this account yourself, and it is still stopped. Your money is there; prove who you are to "
                    + "go on.")
        case .ban:
            Text(
                "这个账户已被停用。您可以申诉，我们会在 15 天内答复。", "這個帳戶已被停用。您可以申訴，我們會在 15 天內答覆。",
                "This account has been closed by us. You can appeal, and we will answer within 15 days.")
        }
    }

    static let waysOut = Text("现在可以这样做", "現在可以這樣做", "What you can do now")
    static let unlock = Text("用验证码马上解锁", "用驗證碼馬上解鎖", "Unlock now with a code")
    static let resetPassword = Text("忘了密码，重设一个", "忘了密碼，重設一個", "Reset a forgotten password")
    static let call = Text("打 {phone}", "撥打 {phone}", "Call {phone}")

    /// What to do if it was somebody else, as the end of a sentence.
    static let notMe = Text(
        "请马上在登录页点“忘记密码”换掉密码。", "請馬上在登入頁按「忘記密碼」換掉密碼。",
        "open our sign-in page, choose “Forgot your password?” and set a new one at once.")
    static let notMeOrCall = Text(
        "请马上在登录页点“忘记密码”换掉密码，或打 {phone}。", "請馬上在登入頁按「忘記密碼」換掉密碼，或撥打 {phone}。",
        "open our sign-in page, choose “Forgot your password?” and set a new one at once, or call {phone}.")
}

extension Notice.Template {
    /// Places: `device`, `address`, `time`, `way`.
    static let newDevice = Notice.Template(
        name: "new_device", subject: Text("新设备登录提醒", "新裝置登入提醒", "A new device signed in"),
        text: Text(
            "您的账户 {time} 在一台新设备上登录：{device}（IP {address}）。是您本人，不用理会；不是的话，{way}",
            "您的帳戶 {time} 在一台新裝置上登入：{device}（IP {address}）。若是您本人，不用理會；若不是，{way}",
            "A new device signed in to your account at {time}: {device} (IP {address}). If it was you, there is "
                + "nothing to do. If not, {way}"))
}

extension Brand {
    /// Whom to call when money or an account is in danger: the line that is open round the clock, if there is one.
    var hotline: String? {
        (channels.first { $0.kind == .emergency } ?? channels.first { $0.kind == .phone })?.address
    }
}

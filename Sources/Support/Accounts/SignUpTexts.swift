import Terms

enum SignUpTexts {
    static let title = Text("注册", "註冊", "Sign up")
    static let heading = Text("注册 {brand}", "註冊 {brand}", "Sign up for {brand}")
    static let lead = Text(
        "先用验证码确认手机号或邮箱是您的，再设密码。", "先用驗證碼確認手機號碼或信箱是您的，再設密碼。",
        "First we confirm your phone or e-mail with a code; then you choose a password.")
    static let sendCode = Text("发送验证码", "發送驗證碼", "Send the code")
    static let haveAccount = Text("已经有账户？", "已經有帳戶？", "Have an account already?")
    static let noPasswordYet = Text(
        "验证码只填在这里。谁向您要都别给。", "驗證碼只填在這裡。誰向您要都別給。",
        "Type the code only here. Give it to nobody who asks for it.")
    static let detailsTitle = Text("设好密码就完成", "設好密碼就完成", "Almost done")
    static let proved = Text("{contact} 已确认", "{contact} 已確認", "{contact} is confirmed")
    static let join = Text("完成注册", "完成註冊", "Finish")
    static let agree = Text(
        "我同意 {brand} 为开户、付款和客服使用这些资料。", "我同意 {brand} 為開戶、付款和客服使用這些資料。",
        "I agree that {brand} uses these details for my account, my payments and customer service.")
    static let notAgreed = Text("勾选同意后才能注册。", "勾選同意後才能註冊。", "Please tick the box to go on.")
    static let detailsInvalid = Text(
        "有几项还要改一下，请看标红的地方。", "有幾項還要改一下，請看標紅的地方。", "Some of this needs another look; see what is marked.")
    static let contactTaken = Text(
        "这个手机号或邮箱刚刚有人注册了。是您的话，请直接登录。", "這個手機號碼或信箱剛剛有人註冊了。若是您本人，請直接登入。",
        "Somebody has just signed up with this phone or e-mail. If it was you, please sign in.")

    private static let helpAndLine = Text(
        "打开“帮助”可以自己查，或打客服 {phone}", "開啟「幫助」可以自己查，或撥打客服 {phone}", "open “Help” to look things up, or call {phone}")
    private static let help = Text("打开“帮助”可以自己查，或在线找客服", "開啟「幫助」可以自己查，或線上找客服", "open “Help”, or chat with us")

    /// Where to find us.
    static func reach(_ brand: Brand, _ language: Language) -> String {
        let phone = brand.channels.first { $0.kind == .phone }?.address
        return phone.map { helpAndLine(language, ["phone": $0]) } ?? help(language)
    }
}

extension Notice.Template {
    /// Places: `contact`.
    static let welcome = Notice.Template(
        name: "welcome", subject: Text("欢迎使用 {brand}", "歡迎使用 {brand}", "Welcome to {brand}"),
        text: Text(
            "欢迎使用 {brand}，账户已开好。有问题时：{contact}。我们不会打电话问您密码和验证码。",
            "歡迎使用 {brand}，帳戶已開好。有問題時：{contact}。我們不會打電話問您密碼和驗證碼。",
            "Welcome to {brand}; your account is ready. When you need us: {contact}. We never call to ask for "
                + "passwords or codes."))
}

import Terms

/// What the check-up advises, and why.
enum CheckUpTexts {
    static let paymentPassword = Text("设一个支付密码", "設定支付密碼", "Set a payment password")
    static let paymentPasswordWhy = Text(
        "没有它，钱出不去；别人拿到手机也付不了款。", "沒有它，錢出不去；別人拿到手機也付不了款。",
        "No money leaves without it, even if somebody holds your phone.")
    static let twoFactor = Text("打开两步验证", "開啟兩步驟驗證", "Turn on two-factor sign-in")
    static let twoFactorWhy = Text(
        "换设备登录时多一道确认，密码泄露也不怕。", "換裝置登入時多一道確認，密碼外洩也不怕。",
        "A second check on new devices: a stolen password alone is worth nothing.")
    static let phone = Text("添加手机号", "新增手機號碼", "Add a phone")
    static let phoneWhy = Text(
        "账户有动静，马上发短信告诉您。", "帳戶有動靜，立即傳簡訊告訴您。", "You are texted at once when something happens.")
    static let email = Text("添加邮箱", "新增電子郵件", "Add an e-mail")
    static let emailWhy = Text(
        "手机丢了，还能用它找回账户。", "手機遺失時，還能用它找回帳戶。", "If your phone is lost, it still lets you back in.")
    static let passkey = Text("添加指纹或面容", "新增指紋或臉部", "Add fingerprint or face")
    static let passkeyWhy = Text(
        "登录更快，也没有密码可以被骗走。", "登入更快，也沒有密碼可以被騙走。", "Faster to sign in, and nothing to be tricked out of.")
    static let passwordAge = Text("换一个登录密码", "更換登入密碼", "Choose another password")
    static let passwordAgeWhy = Text("现在这个用了一年多。", "現在這個用了一年多。", "You have used this one for more than a year.")
    static let recoveryCodes = Text("换一组恢复码", "更換復原碼", "Get new recovery codes")
    static let recoveryCodesWhy = Text(
        "快用完了。手机丢了，要靠它们登录。", "快用完了。手機遺失時，要靠它們登入。",
        "They are running out, and you need them when your phone is lost.")
    static let safeWord = Text("设一句防伪语", "設定防偽語", "Choose a safe phrase")
    static let safeWordWhy = Text(
        "我们的短信都会带上它，没有的就是骗子。", "我們的簡訊都會帶上它，沒有的就是詐騙。",
        "All our texts carry it; whatever lacks it is a fraud.")
    static let failures = Text("有人在试您的密码", "有人在試您的密碼", "Somebody tries your password")
    static let failuresWhy = Text(
        "最近 7 天输错好几次。不是您的话，请换密码。", "最近 7 天輸錯好幾次。若不是您，請更換密碼。",
        "It was wrong several times in seven days. If that was not you, change it.")
    static let devices = Text("看看新登录的设备", "看看新登入的裝置", "Look at the new devices")
    static let devicesWhy = Text(
        "最近 7 天有新设备登录，不认识就让它退出。", "最近 7 天有新裝置登入，不認識就讓它登出。",
        "A new device signed in within seven days. Sign out what you do not know.")
    static let limits = Text("定一个支付限额", "設定支付限額", "Set your limits")
    static let limitsWhy = Text(
        "够用就好，万一出事损失也有限。", "夠用就好，萬一出事損失也有限。", "As much as you need: any loss is then bounded too.")

    static let set = Text("去设置", "去設定", "Set")
    static let turnOn = Text("去打开", "去開啟", "Turn on")
    static let add = Text("去添加", "去新增", "Add")
    static let change = Text("去更换", "去更換", "Change")
    static let look = Text("去看看", "去看看", "Look")

    static func verdict(_ score: Int) -> Text {
        switch score {
        case 100: Text("都做好了，很安全。", "都做好了，很安全。", "All done: very safe.")
        case 85...99: Text("很安全，还可以更稳。", "很安全，還可以更穩。", "Very safe, and it can be safer still.")
        case 60...84: Text("比较安全，再做几件事更稳。", "比較安全，再做幾件事更穩。", "Fairly safe; a few steps make it safer.")
        default: Text("先把下面几件做了，更安心。", "先把下面幾件做好，更安心。", "Please take these steps first.")
        }
    }
    static let calm = Text(
        "最近没有人输错密码，也没有新设备登录。", "最近沒有人輸錯密碼，也沒有新裝置登入。",
        "No wrong passwords and no new devices lately.")
    static let troubled = Text(
        "最近 7 天有 {count} 次密码或验证码输错。", "最近 7 天有 {count} 次密碼或驗證碼輸錯。",
        "{count} wrong passwords or codes in the last seven days.")
    static let checked = Text("{time} 检查", "{time} 檢查", "Checked {time}")
    static let ring = Text("安全分 {score}，满分 100", "安全分 {score}，滿分 100", "Safety score {score} of 100")
    static let outOf = Text("满分 100", "滿分 100", "of 100")
}

import Terms

enum TwoFactorTexts {
    static let title = Text("两步验证", "兩步驟驗證", "Two-factor sign-in")
    static let what = Text(
        "登录时，除了密码，还要输验证器上不断变化的 6 位数字。密码泄露了，别人也进不来。", "登入時，除了密碼，還要輸入驗證器上不斷變化的 6 位數字。密碼外洩了，別人也進不來。",
        "Beside your password, signing in takes six digits from an app that change all the time. A stolen password "
            + "alone "
            + "is then worth nothing.")
    static let turnOn = Text("打开两步验证", "開啟兩步驟驗證", "Turn it on")
    static let turnOff = Text("关闭两步验证", "關閉兩步驟驗證", "Turn it off")
    static let renew = Text("换一组恢复码", "換一組復原碼", "New recovery codes")
    static let leave = Text("先不改", "先不更改", "Leave it as it is")
    static let since = Text("打开于", "開啟於", "On since")
    static let codesLeft = Text("剩下的恢复码", "剩餘的復原碼", "Recovery codes left")
    static let isOn = Text("两步验证已打开，下次登录就生效。", "兩步驟驗證已開啟，下次登入就生效。", "Two-factor sign-in is on from your next sign-in.")
    static let isOff = Text("两步验证已关闭。", "兩步驟驗證已關閉。", "Two-factor sign-in is off.")

    static let step1 = Text(
        "在手机上装一个验证器，例如微软、谷歌或系统自带的密码应用。", "在手機上安裝驗證器，例如微軟、Google 或系統內建的密碼 App。",
        "Install an authenticator app, such as Microsoft's, Google's, or your system's own passwords app.")
    static let step2 = Text(
        "用它扫下面的图，或手动输入密钥。", "用它掃描下面的圖，或手動輸入金鑰。", "Scan this picture with it, or type the key by hand.")
    static let step3 = Text(
        "把它显示的 6 位数字填进来。", "把它顯示的 6 位數字填進來。", "Type the six digits that it shows.")
    static let scan = Text("用验证器扫描的二维码", "用驗證器掃描的 QR 碼", "QR code for your authenticator app")
    static let byHand = Text("扫不了？手动输入", "無法掃描？手動輸入", "Cannot scan? Type it by hand")
    static let byHandHint = Text("类型选“基于时间”，6 位。", "類型選「以時間為準」，6 位。", "Time-based, six digits.")
    static let code = Text("验证器上的 6 位数字", "驗證器上的 6 位數字", "Six digits from the app")
    static let codeHint = Text("每 30 秒变一次，变了就填新的。", "每 30 秒變一次，變了就填新的。", "They change every 30 seconds.")
    static let confirm = Text("确认打开", "確認開啟", "Turn it on")
    static let wrong = Text(
        "数字不对。请看验证器上现在的数字；如果一直不对，检查手机的时间是不是自动设置。",
        "數字不對。請看驗證器上現在的數字；如果一直不對，請檢查手機的時間是否為自動設定。",
        "Those digits are not right. Use the ones shown now; if that never works, set your phone's clock to automatic.")
    static let offMeans = Text(
        "关闭后，知道您密码的人就能登录，恢复码也会作废。", "關閉後，知道您密碼的人就能登入，復原碼也會作廢。",
        "Whoever knows your password can then sign in, and your recovery codes end too.")
    static let renewMeans = Text(
        "旧的恢复码马上作废，新的只显示一次，请准备好保存。", "舊的復原碼立即作廢，新的只顯示一次，請準備好保存。",
        "The old codes end at once. The new ones are shown once; be ready to keep them.")

    static let codesTitle = Text("恢复码", "復原碼", "Recovery codes")
    static let codesWhat = Text(
        "手机丢了，用它们登录，每个用一次。只显示这一次，请保存在手机以外的地方。", "手機遺失時，用它們登入，每個用一次。只顯示這一次，請保存在手機以外的地方。",
        "If your phone is lost, sign in with one of these; each works once. They are shown only now. Keep them "
            + "somewhere "
            + "else than on the phone.")
    static let file = Text(
        "{brand} 恢复码。每个用一次。任何人向您要它们，都是骗子。", "{brand} 復原碼。每個用一次。任何人向您索取，都是詐騙。",
        "{brand} recovery codes. Each works once. Whoever asks you for them is a fraud.")
    static let download = Text("下载", "下載", "Download")
    static let copy = Text("复制", "複製", "Copy")
    static let copied = Text("已复制", "已複製", "Copied")
    static let print = Text("打印", "列印", "Print")
    static let kept = Text("我已保存好", "我已保存好", "I have kept them")
}

extension Notice.Template {
    static let twoFactorOn = Notice.Template(
        name: "two_factor_on", subject: Text("两步验证已打开", "兩步驟驗證已開啟", "Two-factor sign-in is on"),
        text: Text(
            "您的 {brand} 账户打开了两步验证。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶開啟了兩步驟驗證。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Two-factor sign-in was turned on for your {brand} account. If this was not you, open {brand}, stop "
                + "everything "
                + "or call {emergency}."))

    static let twoFactorOff = Notice.Template(
        name: "two_factor_off", subject: Text("两步验证已关闭", "兩步驟驗證已關閉", "Two-factor sign-in is off"),
        text: Text(
            "您的 {brand} 账户关闭了两步验证，恢复码也已作废。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶關閉了兩步驟驗證，復原碼也已作廢。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Two-factor sign-in was turned off for your {brand} account, and its recovery codes ended. If this was "
                + "not you, "
                + "open {brand}, stop everything or call {emergency}."))

    static let recoveryCodesRenewed = Notice.Template(
        name: "recovery_codes_renewed", subject: Text("恢复码已更换", "復原碼已更換", "Your recovery codes were renewed"),
        text: Text(
            "您的 {brand} 账户换了一组恢复码，旧的已作废。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶換了一組復原碼，舊的已作廢。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Your {brand} account has new recovery codes; the old ones ended. If this was not you, open {brand}, stop "
                + "everything or call {emergency}."))
}

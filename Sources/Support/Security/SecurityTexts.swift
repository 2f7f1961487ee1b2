import Terms

enum SecurityTexts {
    static let title = Text("安全中心", "安全中心", "Security centre")
    static let tab = Text("安全", "安全", "Security")
    static let saved = Text("已保存。", "已儲存。", "Saved.")

    static let panic = Text("钱被人动了？先止付。", "錢被人動了？先止付。", "Somebody at your money? Stop it first.")
    static let panicWhat = Text(
        "付款、转账、提现和登录会立刻停住。钱还在您的账户里，谁也动不了。", "付款、轉帳、提領和登入會立刻停住。錢還在您的帳戶裡，誰也動不了。",
        "Payments, transfers, withdrawals and sign-ins stop at once. Your money stays where it is, and nobody can "
            + "move it."
    )
    static let noQueue = Text("，不用排队", "，不用排隊", ", no queue")
    static let phoneWaits = Text(
        "手机号将在 {time} 换成 {contact}。", "手機號碼將在 {time} 換成 {contact}。", "From {time} on, your phone is {contact}.")
    static let lookOrStop = Text("查看或停止", "查看或停止", "Look, or stop it")

    static let next = Text("建议现在做", "建議現在做", "What to do next")
    static let all = Text("登录与验证", "登入與驗證", "Signing in and proving it")
    static let records = Text("最近的安全记录", "最近的安全紀錄", "What happened lately")
    static let earlier = Text("更早的记录", "更早的紀錄", "Earlier")
    static let noRecords = Text("还没有记录", "還沒有紀錄", "Nothing yet")
    static let mind = Text("请留意", "請留意", "Mind this")
    static let byStaff = Text("由客服操作", "由客服操作", "Done by our staff")
    static let times = Text(" {count} 次", " {count} 次", ", {count} times")

    static let on = Text("已打开", "已開啟", "On")
    static let off = Text("没打开", "未開啟", "Off")
    static let inUse = Text("在用", "使用中", "In use")
    static let missing = Text("还没有", "還沒有", "Missing")
    static let passkeySub = Text("登录时可以代替密码", "登入時可以代替密碼", "Signs you in without a password")
    static let passkeys = Text("{count} 个通行密钥", "{count} 個通行金鑰", "{count} added")
    static let twoFactorSub = Text("登录时多一道确认", "登入時多一道確認", "One more check at signing in")
    static let codesLeft = Text("还剩 {count} 个恢复码", "還剩 {count} 個復原碼", "{count} recovery codes left")
    static let digitsSub = Text("付款、转账和提现时用", "付款、轉帳和提領時用", "For paying, sending and withdrawing")
    static let setAt = Text("{time}设的", "{time}設定", "Set: {time}")
    static let devices = Text("登录过的设备", "登入過的裝置", "Devices")
    static let deviceCount = Text("{count} 台", "{count} 台", "{count} so far")
    static let devicesSub = Text("看看谁登录着", "看看誰登入著", "Who is signed in")
    static let limitsSub = Text("单笔和每天最多能用多少", "單筆和每天最多能用多少", "How much may go at once and in a day")
    static let detailsSub = Text("姓名、生日、语言和防伪语", "姓名、生日、語言和防偽語", "Name, birthday, language, safe phrase")

    static let realOrNot = Text("是不是我们发的？", "是不是我們發的？", "Is it from us?")
    static let safeWord = Text(
        "我们的短信和邮件都带着您的防伪语。没有它的，就不是我们发的。", "我們的簡訊和郵件都帶著您的防偽語。沒有它的，就不是我們發的。",
        "Our texts and e-mails carry your safe phrase. Whatever lacks it is not from us.")
    static let noSafeWord = Text(
        "设一句只有您知道的话，以后我们的短信和邮件都带上它，真假一眼看出。", "設一句只有您知道的話，以後我們的簡訊和郵件都帶上它，真假一眼看出。",
        "Choose a phrase that only you know. Our texts and e-mails will carry it, so that you can tell.")
    static let changeIt = Text("修改", "修改", "Change it")
    static let suspicious = Text("收到可疑短信或电话？", "收到可疑簡訊或電話？", "A suspicious text or call?")
    static let suspiciousWhat = Text(
        "把内容贴给客服，我们告诉您是不是骗局。别点里面的链接，别转账。", "把內容貼給客服，我們告訴您是不是詐騙。別按裡面的連結，別轉帳。",
        "Paste it into the chat, and we tell you whether it is a fraud. Do not follow its links; send no money.")
    static let suspiciousAsk = Text("检查一下", "檢查一下", "Have it checked")
    static let suspiciousRead = Text("怎么辨别", "如何辨別", "How to tell")
    static let habits = Text("好习惯", "好習慣", "Good habits")
    static let habit = [
        Text("密码不用生日、不用 123456", "密碼不用生日、不用 123456", "No birthday and no 123456 as a password"),
        Text("验证码谁要都不给，客服也不会要", "驗證碼誰要都不給，客服也不會要", "Codes are for nobody; our staff never ask"),
        Text("只从官网和应用商店下载", "只從官網和應用商店下載", "Download only from our site and the app store"),
        Text("每个月看一眼账单和设备", "每個月看一眼帳單和裝置", "A look at statement and devices every month"),
    ]
}

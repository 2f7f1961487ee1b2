import Terms

enum FreezeTexts {
    static let title = Text("一键止付", "一鍵止付", "Stop everything")
    static let lead = Text("钱被人动了？先止付。", "錢被人動了？先止付。", "Is somebody at your money? Stop it first.")
    static let how = Text(
        "填登记的手机号或邮箱，再填收到的验证码，几秒钟就停住。不用登录，24 小时都行。", "填登記的手機號碼或信箱，再填收到的驗證碼，幾秒鐘就停住。不用登入，24 小時都行。",
        "Enter your registered phone or e-mail, then the code you get. It takes seconds, needs no signing in, and "
            + "works day "
            + "and night.")
    static let sendCode = Text("发验证码，马上止付", "發驗證碼，立即止付", "Send the code and stop")
    static let question = Text("现在止付 {brand} 账户？", "現在止付 {brand} 帳戶？", "Stop your {brand} account now?")
    static let now = Text("立刻止付", "立即止付", "Stop now")
    static let notNow = Text("先不止付", "先不止付", "Not now")
    static let why = Text("发生了什么（可不填）", "發生了什麼（可不填）", "What happened (optional)")
    static let noReason = Text("不填", "不填", "Rather not say")
    static let stopsLabel = Text("马上停住：", "馬上停住：", "Stops at once: ")
    static let stops = Text(
        "付款、转账、提现，和所有设备的登录", "付款、轉帳、提領，和所有裝置的登入", "payments, transfers, withdrawals, and signing in on every device")
    static let staysLabel = Text("不受影响：", "不受影響：", "Goes on: ")
    static let stays = Text(
        "余额原样保留，别人转给您的钱和退款照常收", "餘額原樣保留，別人轉給您的錢和退款照常收",
        "your balance stays as it is; money sent to you and refunds still arrive")
    static let backLabel = Text("怎么恢复：", "怎麼恢復：", "To undo it: ")
    static let back = Text(
        "核对验证码、支付密码等两三样，一般几分钟", "核對驗證碼、支付密碼等兩三項，通常幾分鐘",
        "prove who you are in two or three ways, such as a code and your payment password; usually a few minutes")
    static let balance = Text("现在的余额", "目前的餘額", "Balance now")

    // MARK: - The receipt

    static let receipt = Text("止付回执", "止付回執", "Receipt of your stop")
    static let stopped = Text("已经止付，您的钱动不了了。", "已經止付，您的錢動不了了。", "Everything is stopped. Your money cannot leave.")
    static let liftedNow = Text("这次止付已经解除。", "這次止付已經解除。", "This stop has been lifted.")
    static let from = Text("{time} 起生效", "{time} 起生效", "In force since {time}")
    static let number = Text("回执编号", "回執編號", "Receipt number")
    static let at = Text("止付时间", "止付時間", "Stopped at")
    static let account = Text("账户", "帳戶", "Account")
    static let wallet = Text("钱包核心", "錢包核心", "Wallet core")
    static let walletTold = Text("{time} 已确认停住", "{time} 已確認停住", "Confirmed at {time}")
    static let walletSoon = Text(
        "正在通知，会一直试到送达；我们这边已经不放行", "正在通知，會一直試到送達；我們這邊已經不放行",
        "Being told; we keep trying, and let nothing through meanwhile")
    static let reason = Text("原因", "原因", "Reason")
    static let lifted = Text("解除时间", "解除時間", "Lifted at")
    static let talk = Text("对话编号", "對話編號", "Conversation")
    static let whichNotMine = Text("哪几笔不是您做的？", "哪幾筆不是您做的？", "Which of these were not yours?")
    static let whichHint = Text(
        "打上勾，专人按这个去追。可以以后再填，多填一次也没关系。", "打上勾，專人依這個去追。可以以後再填，多填一次也沒關係。",
        "Tick them and a person follows up. You may do this later, and more than once.")
    static let notMine = Text("不是我做的", "不是我做的", "Not mine")
    static let submit = Text("告诉客服", "告訴客服", "Tell the agent")
    static let marked = Text("已经记下，客服看得到。", "已經記下，客服看得到。", "Noted; the agent can see it.")
    static let alreadyMarked = Text("已标出", "已標出", "Marked")
    static let nothingRecent = Text("最近没有交易。", "最近沒有交易。", "There are no recent transactions.")
    static let walletSilent = Text(
        "暂时查不到交易，止付不受影响。过一会儿再打开这一页。", "暫時查不到交易，止付不受影響。稍後再開啟這一頁。",
        "Transactions cannot be read right now; the stop is not affected. Open this page again in a while.")
    static let next = Text("接下来", "接下來", "What happens next")
    static let nextPerson = Text(
        "已经为您排在最前面，客服会尽快看。想补充什么，直接在对话里说。", "已經為您排在最前面，客服會盡快看。想補充什麼，直接在對話裡說。",
        "You are first in the queue and an agent will look at it. Add anything you like in the chat.")
    static let nextPolice = Text(
        "被骗了，请同时拨打 110 报警，把回执编号告诉警察。", "若被騙，請同時報警，把回執編號告訴警察。",
        "If you were deceived, also report it to the police and give them the receipt number.")
    static let nextPhone = Text(
        "手机丢了，请让运营商挂失号码。", "若手機遺失，請向電信業者掛失門號。", "If your phone is lost, have your operator block the number.")
    static let toChat = Text("跟客服说", "跟客服說", "Talk to us")
    static let print = Text("打印或存成 PDF", "列印或存成 PDF", "Print or save as PDF")
    static let keep = Text(
        "这张回执也发到了您登记的手机或邮箱。", "這張回執也發到了您登記的手機或信箱。",
        "The receipt was also sent to your registered phone or e-mail.")

    // MARK: - Lifting it

    static let unfreezeTitle = Text("解除止付", "解除止付", "Lift the stop")
    static let unfreezeLead = Text(
        "事情弄清楚了再解除。为了您的钱，这一步要核对得严一些：先核对登记的手机或邮箱，再核对支付密码、通行密钥、最近的交易等，一般要两到三样。",
        "事情弄清楚了再解除。為了您的錢，這一步要核對得嚴一些：先核對登記的手機或信箱，再核對支付密碼、通行金鑰、最近的交易等，通常要兩到三項。",
        "Lift it once things are clear. This step asks for more: a code to your phone or e-mail, then your payment "
            + "password, a passkey, your last transactions or the like; usually two or three of them.")
    static let unfreezeWay = Text(
        "核对的方式不够？跟客服说，我们换别的方法帮您。", "核對的方式不夠？跟客服說，我們用其他方法協助您。",
        "Not enough ways to prove it? Talk to us; a person will help.")
    static let unfrozen = Text("止付已经解除", "止付已經解除", "The stop is lifted")
    static let unfrozenLead = Text(
        "可以登录和付款了。担心有人知道密码，先换一个。", "可以登入和付款了。若擔心有人知道密碼，先換一個。",
        "You can sign in and pay. If somebody may know your password, set a new one first.")

    // MARK: - In the conversation

    static let topic = Text("一键止付 {number}", "一鍵止付 {number}", "Everything stopped, {number}")
    static let said = Text(
        "一键止付，编号 {number}，{time} 生效。付款、转账、提现和登录已停住。原因：{reason}。",
        "一鍵止付，編號 {number}，{time} 生效。付款、轉帳、提領和登入已停住。原因：{reason}。",
        "Everything stopped, number {number}, since {time}. Payments, transfers, withdrawals and signing in are "
            + "stopped. "
            + "Reason: {reason}.")
    static let disownedSaid = Text(
        "客户标出 {count} 笔“不是我做的”：{numbers}。", "客戶標出 {count} 筆「不是我做的」：{numbers}。",
        "The customer marked {count} as not theirs: {numbers}.")
    static let liftedSaid = Text("止付在 {time} 解除了。", "止付在 {time} 解除了。", "The stop was lifted at {time}.")
}

extension Notice.Template {
    /// The receipt, for whoever has no printer at night.
    static let stopped = Notice.Template(
        name: "account_stopped", subject: Text("止付回执 {number}", "止付回執 {number}", "Receipt of your stop {number}"),
        text: Text(
            "您的账户在 {time} 止付，回执编号 {number}。付款、转账、提现和登录已停住，收款照常。恢复请在 {brand} 打开“解除止付”。不是您本人操作，请打 {emergency}。",
            "您的帳戶在 {time} 止付，回執編號 {number}。付款、轉帳、提領和登入已停住，收款照常。恢復請在 {brand} 開啟「解除止付」。若非您本人操作，請撥打 {emergency}。",
            "Your account was stopped at {time}, receipt {number}. Payments, transfers, withdrawals and signing in are "
                + "stopped; money still comes in. To undo it open “Lift the stop” at {brand}. If it was not you, "
                + "call {emergency}."))

    static let unstopped = Notice.Template(
        name: "account_unstopped", subject: Text("止付已解除", "止付已解除", "The stop is lifted"),
        text: Text(
            "您的账户在 {time} 解除了止付，可以付款和登录了。不是您本人，请马上再止付一次，或打 {emergency}。",
            "您的帳戶在 {time} 解除了止付，可以付款和登入了。若非您本人，請立即再止付一次，或撥打 {emergency}。",
            "The stop on your account was lifted at {time}; you can pay and sign in. If it was not you, stop it "
                + "again or "
                + "call {emergency}."))
}

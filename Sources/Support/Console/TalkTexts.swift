import Terms

/// What the conversation's own panes say.
extension ConsoleTexts {
    static let talkWith = Text("与{name}的对话", "與{name}的對話", "Conversation with {name}")
    static let backToList = Text("返回列表", "返回列表", "Back to the list")
    static let messages = Text("消息", "訊息", "Messages")
    static let customerAndWallet = Text("客户与钱包", "客戶與錢包", "Customer and wallet")
    static let customer = Text("客户", "客戶", "Customer")
    static let take = Text("接入", "接入", "Take it")
    static let end = Text("结束", "結束", "Close")
    static let endTitle = Text("结束这次会话？", "結束這次對話？", "Close this conversation?")
    static let endBody = Text(
        "会告诉{name}这次对话已结束，并请对方评价。记录会保留；对方再写，会重新排进等待接入。",
        "會告訴{name}這次對話已結束，並請對方評價。記錄會保留；對方再寫，會重新排進等待接入。",
        "{name} is told that it is closed and asked for a rating. It stays on record; if they write again, it "
            + "waits for a person."
    )
    static let endYes = Text("结束会话", "結束對話", "Close conversation")
    static let endNo = Text("先不结束", "先不結束", "Keep it open")
    static let toColleague = Text(
        "正在为您转给更合适的同事，前面的记录都会带上，不用再说一遍。", "正在為您轉給更合適的同事，前面的記錄都會帶上，不用再說一次。",
        "We are passing you to a colleague who can help better. They will see everything above.")

    static let waited = Text("等了 {age}", "等了 {age}", "Waiting {age}")
    static let waitsSinceNow = Text("刚开始等", "剛開始等", "Just started waiting")
    static let openedAt = Text("{time} 开始", "{time} 開始", "Opened {time}")
    static let repliedAt = Text("首次回复 {time}", "首次回覆 {time}", "First reply {time}")
    static let closedAt = Text("{time} 结束", "{time} 結束", "Closed {time}")
    static let hasIt = Text("{name}接待中", "{name}接待中", "With {name}")
    static let youHaveIt = Text("您在接待", "您在接待", "With you")

    // Writing
    static let write = Text("写", "寫", "Write")
    static let reply = Text("回复客户", "回覆客戶", "Reply")
    static let note = Text("内部备注", "內部備註", "Note")
    static let hiddenFromCustomer = Text("客户看不到", "客戶看不到", "Hidden from the customer")
    static let keys = Text("Ctrl + Enter 发送", "Ctrl + Enter 送出", "Ctrl + Enter sends")
    static let send = Text("发送", "傳送", "Send")
    static let addNote = Text("记下备注", "記下備註", "Add note")
    static let replyTo = Text("回复{name}", "回覆{name}", "Reply to {name}")
    static let noteForColleagues = Text(
        "写给同事的备注，客户看不到", "寫給同事的備註，客戶看不到", "A note for colleagues; the customer cannot see it")
    static let notSent = Text(
        "没有发出去，内容还在。请检查网络后再发一次。", "沒有送出，內容還在。請檢查網路後再送一次。",
        "Not sent; your text is still here. Check the connection and send again.")
    static let sessionEnded = Text(
        "登录已过期，内容还在。请重新登录后再发。", "登入已過期，內容還在。請重新登入後再送。",
        "Your session has ended; your text is kept. Sign in again and send.")

    /// Why an agent cannot reply here, and what to do about it.
    static let takeToReplyWaiting = Text(
        "还没有人接待这位客户。接入后就能回复。", "還沒有人接待這位客戶。接入後就能回覆。", "Nobody has this customer yet. Take it to reply.")
    static let takeToReplyAssisted = Text(
        "AI 助手正在接待。接入后由您回复，助手不再插话。", "AI 助理正在接待。接入後由您回覆，助理不再插話。",
        "The assistant is answering. Take it and you reply instead.")
    static let otherHasIt = Text(
        "{name}正在接待，由{name}回复。您可以写内部备注。", "{name}正在接待，由{name}回覆。您可以寫內部備註。",
        "{name} has this one and replies. You can add a note.")
    static let isClosed = Text(
        "会话已结束。客户再写，会重新排进等待接入。", "對話已結束。客戶再寫，會重新排進等待接入。",
        "This is closed. If the customer writes again, it waits for a person.")

    // Customer and wallet
    static let visitorHint = Text(
        "没有登录，看不到钱包。要查钱，请对方先登录。", "沒有登入，看不到錢包。要查錢，請對方先登入。",
        "Not signed in, so there is no wallet to see. Ask them to sign in first.")
    static let joined = Text("{year} 年注册", "{year} 年註冊", "Joined {year}")
    static let phone = Text("手机", "手機", "Phone")
    static let email = Text("邮箱", "電子郵件", "E-mail")
    static let language = Text("语言", "語言", "Language")
    static let masked = Text("个人信息已遮住。", "個人資料已遮住。", "Personal data is masked.")
    static let wallet = Text("钱包", "錢包", "Wallet")
    static let walletSilent = Text(
        "暂时查不到钱包，钱是安全的。请过一会儿再看。", "暫時查不到錢包，錢是安全的。請稍後再看。",
        "The wallet does not answer right now. The money is safe; look again in a while.")
    static let noAccount = Text("这位客户还没有钱包账户。", "這位客戶還沒有錢包帳戶。", "This customer has no wallet account yet.")
    static let findings = Text("查账结果", "查帳結果", "What we found")
    static let transactionColumn = Text("交易", "交易", "Transaction")
    static let timeColumn = Text("时间", "時間", "Time")

    // Refunds
    static let refunds = Text("退款", "退款", "Refunds")
    static let refundButton = Text("退款，最多 {amount}", "退款，最多 {amount}", "Refund up to {amount}")
    static let refundNeedsHold = Text("接入后才能退款。", "接入後才能退款。", "Take the conversation to refund.")
    static let refundTitle = Text("退款给{name}", "退款給{name}", "Refund to {name}")
    static let refundAbout = Text(
        "{who}，{amount}，订单 {number}。最多可退 {most}。", "{who}，{amount}，訂單 {number}。最多可退 {most}。",
        "{who}, {amount}, order {number}. Up to {most} can be refunded.")
    static let refundToBalance = Text("退到客户余额，马上到账。", "退到客戶餘額，立即到帳。", "Goes to the customer's balance at once.")
    static let refundFromHold = Text(
        "把冻结的钱放回客户余额，马上到账。", "把凍結的錢放回客戶餘額，立即到帳。", "Lets go of the held money, back to the balance at once.")
    static let refundToCard = Text(
        "退到{means}，1–3 个工作日到账。", "退到{means}，1–3 個工作日到帳。", "Goes to {means} within 1–3 working days.")
    static let refundAmount = Text("退多少（{currency}）", "退多少（{currency}）", "How much ({currency})")
    static let refundHint = Text(
        "提交后马上办理，会告诉客户，不能撤回。", "提交後立即辦理，會告訴客戶，不能撤回。",
        "It is carried out at once, the customer is told, and it cannot be undone.")
    static let refundYes = Text("确认退款", "確認退款", "Refund")
    static let refundYesAmount = Text("退回 {symbol}{amount}", "退回 {symbol}{amount}", "Refund {symbol}{amount}")
    static let refundNo = Text("先不退", "先不退", "Not now")
    static let amountInvalid = Text(
        "请填金额，最多两位小数，例如 88.00。", "請填金額，最多兩位小數，例如 88.00。", "Enter an amount with at most two decimals, such as 88.00.")
    static let unknownTransaction = Text("这位客户没有这笔交易。", "這位客戶沒有這筆交易。", "This customer has no such transaction.")

    static func refund(_ state: RefundRequest.State) -> (text: Text, tone: String, icon: String) {
        switch state {
        case .requested: (Text("已提交", "已提交", "Requested"), "info", "clock")
        case .processing: (Text("退款中", "退款中", "On its way"), "info", "clock")
        case .succeeded: (Text("已到账", "已到帳", "Arrived"), "ok", "check")
        case .refused: (Text("没成功", "沒成功", "Did not go through"), "danger", "x")
        }
    }

    static let feedback = Text("客户评价", "客戶評價", "Rating")
    static let ofFive = Text("{mark} / 5", "{mark} / 5", "{mark} of 5")
}

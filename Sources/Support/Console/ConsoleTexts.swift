import Terms

/// What the desk says to agents.
enum ConsoleTexts {
    static let visitor = Text("访客", "訪客", "Visitor")
    static let confidence = Text("把握 {percent}%", "把握 {percent}%", "{percent}% sure")

    // The frame
    static let title = Text("客服工作台", "客服工作台", "Service desk")
    static let skip = Text("跳到对话", "跳到對話", "Skip to the conversation")
    static let views = Text("视图", "檢視", "Views")
    static let conversations = Text("会话", "對話", "Conversations")
    static let brands = Text("品牌", "品牌", "Brands")
    static let allBrands = Text("全部品牌", "全部品牌", "All brands")
    static let staffNumber = Text("工号 {number}", "工號 {number}", "Staff {number}")
    static let offline = Text(
        "连接断了，正在重连。写的内容会留着。", "連線中斷，正在重連。寫的內容會保留。", "Connection lost, reconnecting. What you write is kept.")

    // Signing in
    static let signInTitle = Text("登录工作台", "登入工作台", "Sign in to the desk")
    static let login = Text("账号", "帳號", "Login")
    static let password = Text("密码", "密碼", "Password")
    static let signInHint = Text(
        "只给客服人员用。客户请从品牌页面找客服。", "僅供客服人員使用。客戶請從品牌頁面找客服。", "For staff only. Customers reach us from the brand's pages.")
    static let wrongPassword = Text(
        "账号或密码不对。请检查大小写和多余的空格，还可以试 {left} 次。", "帳號或密碼不對。請檢查大小寫和多餘的空格，還可以試 {left} 次。",
        "That login and password do not match. Check capital letters and stray spaces; you can try {left} more times.")
    static let locked = Text(
        "密码错得太多，这个账号先锁 {minutes} 分钟，之后自动解开。着急请找主管。", "密碼錯誤次數太多，這個帳號先鎖定 {minutes} 分鐘，之後自動解除。很急請找主管。",
        "Too many wrong passwords. This account is locked for {minutes} minutes and then opens by itself. If it is "
            + "urgent, ask your supervisor."
    )

    // The queue
    static let earlier = Text("下一页", "下一頁", "Next page")
    static let latest = Text("回到开头", "回到開頭", "Back to the top")
    static let you = Text("您：", "您：", "You: ")
    static let next = Text("接下一位", "接下一位", "Take the next one")
    static let othersWait = Text("等待接入里还有 {count} 位", "等待接入裡還有 {count} 位", "{count} waiting for a person")
    static let nobodyWaits = Text("没有人在等", "沒有人在等", "Nobody is waiting")
    static let nobodyWaitsHint = Text(
        "有人要找客服时，这里会自己出现。", "有人要找客服時，這裡會自動出現。", "Whoever asks for a person shows up here by itself.")
    static let nothingMine = Text("您手上没有会话", "您手上沒有對話", "You have no conversations")
    static let nothingMineHint = Text("接入的会话会列在这里。", "接入的對話會列在這裡。", "Conversations that you take are listed here.")
    static let nothingHere = Text("这里还没有会话", "這裡還沒有對話", "No conversations here")
    static let nothingHereHint = Text("换一个视图或品牌看看。", "換一個檢視或品牌看看。", "Try another view or brand.")
    static let chooseOne = Text("从左边选一个会话", "從左邊選一個對話", "Choose a conversation")
    static let chooseOneHint = Text("也可以直接接等得最久的一位。", "也可以直接接等得最久的一位。", "Or take whoever has waited longest.")
    static let toMine = Text("看我的会话", "看我的對話", "See my conversations")

    static func view(_ view: QueueChoice.View) -> Text {
        switch view {
        case .waiting: Text("等待接入", "等待接入", "Waiting")
        case .mine: Text("我的会话", "我的對話", "Mine")
        case .all: Text("全部", "全部", "All")
        case .assisted: Text("AI 接待中", "AI 接待中", "With the assistant")
        case .closed: Text("已结束", "已結束", "Closed")
        }
    }

    static func state(_ state: Conversation.State) -> Text {
        switch state {
        case .assisted: Text("AI 接待中", "AI 接待中", "With the assistant")
        case .waiting: Text("等人接", "等人接", "Waiting")
        case .assigned: Text("接待中", "接待中", "In hand")
        case .closed: Text("已结束", "已結束", "Closed")
        }
    }

    static func channel(_ channel: Conversation.Channel) -> Text {
        switch channel {
        case .chat: Text("在线", "線上", "Chat")
        case .ticket: Text("留言", "留言", "Ticket")
        }
    }

    /// What the assistant found, in two to five characters; nil for an article, whose slug says nothing to people.
    static func code(_ code: String) -> Text? {
        switch Diagnosis.Code(rawValue: code) {
        case .insufficientBalance: Text("余额不足", "餘額不足", "Low balance")
        case .cardExpired: Text("卡已过期", "卡已過期", "Card expired")
        case .declinedByBank: Text("银行拒绝", "銀行拒絕", "Declined")
        case .networkTimeout: Text("付款超时", "付款逾時", "Timed out")
        case .processingAtBank, .withdrawalProcessing: Text("银行处理中", "銀行處理中", "At the bank")
        case .limitReached, .topUpLimitReached, .withdrawalLimitReached: Text("超过限额", "超過限額", "Over limit")
        case .noConfirmation: Text("没有确认", "沒有確認", "Unconfirmed")
        case .duplicate: Text("重复付款", "重複付款", "Paid twice")
        case .unauthorised: Text("非本人付款", "非本人付款", "Not the owner")
        case .notReceived, .merchantNotReceived: Text("对方没收到", "對方沒收到", "Not received")
        case .transferReturned: Text("转账退回", "轉帳退回", "Came back")
        case .wrongRecipient: Text("转错人", "轉錯人", "Wrong person")
        case .topUpDeclined: Text("充值被拒", "儲值被拒", "Top-up declined")
        case .topUpProcessing: Text("充值处理中", "儲值處理中", "Top-up pending")
        case .withdrawalRejected: Text("提现被拒", "提領被拒", "Rejected")
        case .outage: Text("服务故障", "服務故障", "Outage")
        case .refundPending: Text("退款中", "退款中", "Refund pending")
        case .refundCompleted: Text("已退款", "已退款", "Refunded")
        case nil: accountCodes[code]
        }
    }

    private static let accountCodes: [String: Text] = [
        "account.locked_by_attempts": Text("输错锁定", "輸錯鎖定", "Locked"),
        "account.locked_by_risk": Text("风控锁定", "風控鎖定", "Risk lock"),
        "account.frozen_by_owner": Text("本人止付", "本人止付", "Stopped"),
        "account.banned": Text("已停用", "已停用", "Banned"), "account.stolen": Text("疑似被盗", "疑似被盜", "Stolen?"),
        "login.wrong_password": Text("密码错误", "密碼錯誤", "Wrong password"),
        "login.case_or_spaces": Text("大小写或空格", "大小寫或空格", "Caps or spaces"),
        "login.code_not_received": Text("收不到验证码", "收不到驗證碼", "No code"),
        "password.forgotten": Text("忘记密码", "忘記密碼", "Forgot password"),
        "payment.wrong_payment_password": Text("支付密码错", "支付密碼錯", "Wrong digits"),
        "payment.app_outdated": Text("版本太旧", "版本太舊", "Old app"),
        "card.number_invalid": Text("卡号不对", "卡號不對", "Card number"),
        "card.not_activated": Text("卡未激活", "卡未啟用", "Card inactive"),
        "card.not_eligible": Text("卡不支持", "卡不支援", "Card not taken"),
        "card.name_mismatch": Text("姓名不符", "姓名不符", "Name differs"),
        "card.phone_mismatch": Text("预留号不符", "預留號不符", "Phone differs"),
        "phone.change": Text("换手机号", "換手機號", "New phone"), "phone.old_lost": Text("旧号丢失", "舊號遺失", "Phone lost"),
        "email.change": Text("换邮箱", "換信箱", "New e-mail"),
        "complaint.start": Text("投诉", "申訴", "Complaint"), "complaint.status": Text("投诉进度", "申訴進度", "Complaint"),
        "balance.unexpected": Text("余额异常", "餘額異常", "Balance"),
    ]
}

/// How long ago, in the largest unit that fits. Needs no calendar, so a list of them costs nothing.
enum Age {
    static func text(_ seconds: Int64, _ language: Language) -> String {
        let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
        switch language {
        case .zhHans:
            return minutes < 1 ? "刚刚" : hours < 1 ? "\(minutes) 分钟" : days < 1 ? "\(hours) 小时" : "\(days) 天"
        case .zhHant:
            return minutes < 1 ? "剛剛" : hours < 1 ? "\(minutes) 分鐘" : days < 1 ? "\(hours) 小時" : "\(days) 天"
        case .en:
            return minutes < 1 ? "now" : hours < 1 ? "\(minutes) min" : days < 1 ? "\(hours) h" : "\(days) d"
        }
    }
}

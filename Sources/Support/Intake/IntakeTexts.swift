import Terms

enum IntakeTexts {
    static let title = Text("我们已经替您填好，看一眼就行", "我們已經替您填好，看一眼就行", "We have filled this in for you")
    static let hint = Text(
        "客服接手时先看这一页，不会再问一遍。有不对的，改一下就好。", "客服接手時先看這一頁，不會再問一遍。有不對的，改一下就好。",
        "Your agent reads this first and will not ask again. If something is wrong, put it right.")
    static let yes = Text("没错，就这样", "沒錯，就這樣", "Yes, that is right")
    static let confirmedTitle = Text("已经告诉客服", "已經告訴客服", "Your agent has this")
    static let seeIt = Text("看看或改一改", "看看或改一改", "See or change it")
    static let change = Text("有不对的？改一改", "有不對的？改一改", "Something wrong? Put it right")
    static let confirmed = Text("已经记下，客服会看到。", "已經記下，客服會看到。", "Noted; your agent will see it.")
    static let optional = Text("（可不填）", "（可不填）", "(optional)")
    static let askFunction = Text("是哪个功能？", "是哪個功能？", "Which part is it about?")
    static let askHappened = Text("什么时候发生的？", "什麼時候發生的？", "When did it happen?")
    static let askError = Text("屏幕上写了什么？", "畫面上寫了什麼？", "What did the screen say?")
    static let errorExample = Text(
        "例如：支付失败，银行处理超时", "例如：支付失敗，銀行處理逾時", "For example: Payment failed, the bank timed out")
    static let notThis = Text("不是这笔交易", "不是這筆交易", "It is another transaction")
    static let guessed = Text("我们猜是这笔", "我們猜是這筆", "We think it is this one")
    static let visitor = Text("没有登录的访客", "沒有登入的訪客", "A visitor who has not signed in")
    static let unknownTransaction = Text(
        "暂时查不到这笔的详情", "暫時查不到這筆的詳情", "Its details cannot be looked up right now")
    static let pictures = Text("{count} 张", "{count} 張", "{count}")
    static let timeInvalid = Text(
        "请填已经过去的时间，到几点几分就行。不记得可以不填。", "請填已經過去的時間，到幾點幾分就行。不記得可以不填。",
        "Please give a time in the past, to the minute. If you do not remember, leave it empty.")
    static let tooLong = Text(
        "这里最多 {max} 个字。更多的可以写在对话里。", "這裡最多 {max} 個字。更多的可以寫在對話裡。",
        "At most {max} characters here. Write the rest in the conversation.")

    // On the desk
    static let sheet = Text("问题单", "問題單", "Intake card")
    static let isConfirmed = Text("客户已确认", "客戶已確認", "Confirmed by the customer")
    static let isAssumed = Text("客户还没确认", "客戶還沒確認", "Not confirmed yet")
    static let one = Text("已确认", "已確認", "confirmed")
    static let assumed = Text("推断", "推斷", "assumed")
    static let unknown = Text("还不知道：{fields}", "還不知道：{fields}", "Not known: {fields}")
    static let fieldsSeparator = Text("、", "、", ", ")
    static let numberEnding = Text("尾号\u{A0}{ending}", "尾號\u{A0}{ending}", "order ending {ending}")

    static func field(_ field: Intake.Field) -> Text {
        switch field {
        case .account: Text("账户", "帳戶", "Account")
        case .function: Text("功能", "功能", "Function")
        case .transaction: Text("交易", "交易", "Transaction")
        case .order: Text("订单号", "訂單編號", "Order number")
        case .amount: Text("金额", "金額", "Amount")
        case .happened: Text("时间", "時間", "Time")
        case .error: Text("提示", "提示", "Message shown")
        case .words: Text("问题", "問題", "Question")
        case .steps: Text("经过", "經過", "What happened")
        case .tried: Text("试过", "試過", "Tried")
        case .pictures: Text("截图", "截圖", "Screenshots")
        case .device: Text("设备", "裝置", "Device")
        }
    }

    static func source(_ source: Intake.Source) -> Text {
        switch source {
        case .system: Text("系统", "系統", "system")
        case .customer: Text("客户说", "客戶說", "customer")
        case .picture: Text("图里", "圖裡", "picture")
        }
    }

    /// As the customer reads it; what comes from their records needs no word.
    static func own(_ source: Intake.Source) -> Text? {
        switch source {
        case .system: nil
        case .customer: Text("您说的", "您說的", "as you said")
        case .picture: Text("图里写的", "圖裡寫的", "from your picture")
        }
    }

    static func function(_ function: Intake.Function) -> Text {
        switch function {
        case .payment: Text("付款", "付款", "Payment")
        case .transfer: Text("转账", "轉帳", "Transfer")
        case .topUp: Text("充值", "儲值", "Top-up")
        case .withdrawal: Text("提现", "提領", "Withdrawal")
        case .refund: Text("退款", "退款", "Refund")
        case .cards: Text("银行卡", "銀行卡", "Cards")
        case .signIn: Text("登录", "登入", "Signing in")
        case .account: Text("账户安全", "帳戶安全", "Account and security")
        case .other: Text("别的", "其他", "Something else")
        }
    }

    static func tried(_ tried: Tried, title: (String) -> String) -> Text {
        let text =
            switch tried.kind {
            case .orderedAgain: Text("同一笔试了 {count} 次", "同一筆試了 {count} 次", "ordered the same {count} times")
            case .wrongPassword: Text("密码输错 {count} 次", "密碼輸錯 {count} 次", "{count} wrong passwords")
            case .resetBegun: Text("点过找回密码", "點過找回密碼", "began to reset the password")
            case .passwordChanged: Text("换过登录密码", "換過登入密碼", "changed the password")
            case .unlockTried: Text("试过自助解锁", "試過自助解鎖", "tried to unlock by themselves")
            case .unlocked: Text("解锁过", "解鎖過", "unlocked the account")
            case .cardRefused: Text("绑卡没成功 {count} 次", "綁卡沒成功 {count} 次", "{count} cards refused")
            case .cardBound: Text("绑了新卡", "綁了新卡", "added a card")
            case .orderRefused: Text("下单被拒 {count} 次", "下單被拒 {count} 次", "{count} orders refused")
            case .articleRead: Text("看过《{title}》", "看過《{title}》", "read “{title}”")
            }
        return text.filling(["count": String(tried.count), "title": title(tried.slug)])
    }
}

extension Intake {
    /// A field in words; nil where nothing is known. `title` gives an article's.
    func shown(_ field: Field, _ clock: Clock, title: (String) -> String = { $0 }) -> String? {
        let language = clock.language
        if field == .account, self[.account] == nil, facts.customer == nil { return IntakeTexts.visitor(language) }
        guard let entry = self[field] else { return nil }
        switch field {
        case .account, .words, .order: return entry.value
        case .function: return Function(rawValue: entry.value).map { IntakeTexts.function($0)(language) }
        case .happened: return Moment(rfc3339: entry.value).map { clock.day($0) }
        case .amount: return Int64(entry.value).map { Money(minor: $0, currency: .cny).display }
        case .pictures: return IntakeTexts.pictures(language, ["count": entry.value])
        case .transaction: return transaction(language)
        case .steps: return steps(clock)
        case .device: return "\(entry.value) · \(facts.language.ownName)"
        case .tried:
            let all = entry.value.split(separator: ",").compactMap { Tried(stored: $0) }
            return all.map { IntakeTexts.tried($0, title: title)(language) }
                .joined(separator: language == .en ? "; " : "；")
        case .error:
            guard entry.source == .system else { return entry.value }
            return ConsoleTexts.code(entry.value)?(language) ?? entry.value
        }
    }

    /// `拾光咖啡 ¥88.00，未成功，尾号 2086`.
    private func transaction(_ language: Language) -> String {
        guard let one = facts.transaction else { return IntakeTexts.unknownTransaction(language) }
        let name = one.counterparty.name.isEmpty ? MoneyTexts.kind(one.kind)(language) : one.counterparty.name
        let parts = [
            "\(name) \(one.amount.display)", MoneyTexts.state(one.state)(language),
            IntakeTexts.numberEnding(language, ["ending": String(one.number.suffix(4))]),
        ]
        return parts.joined(separator: language == .en ? ", " : "，")
    }

    /// `14:03 已提交 → 14:05 未成功`.
    private func steps(_ clock: Clock) -> String {
        (facts.transaction?.steps ?? []).map { "\(clock.time($0.at)) \(MoneyTexts.state($0.state)(clock.language))" }
            .joined(separator: " → ")
    }
}

import Terms

/// What customers read about an incident. An agent at three in the morning picks the scope, and this says the rest.
enum IncidentTexts {
    static func name(_ function: Incident.Function) -> Text {
        switch function {
        case .payment: Text("付款", "付款", "Payments")
        case .transfer: Text("转账", "轉帳", "Transfers")
        case .topUp: Text("充值", "儲值", "Top-ups")
        case .withdrawal: Text("提现", "提領", "Withdrawals")
        case .refund: Text("退款", "退款", "Refunds")
        case .signIn: Text("登录", "登入", "Signing in")
        case .cards: Text("绑卡", "綁卡", "Adding cards")
        case .everything: Text("全部功能", "全部功能", "All functions")
        }
    }

    /// `平安银行付款`, `Payments through 平安银行`.
    static func name(_ scope: Incident.Scope) -> Text {
        let plain = name(scope.function)
        let through = Text("{bank}{what}", "{bank}{what}", "{what} through {bank}")
        let function =
            scope.bank.map { bank in
                Text.each { through($0, ["bank": bank, "what": plain($0)]) }
            } ?? plain
        guard let version = scope.appVersion else { return function }
        let inApp = Text("{version} 版 App 的{what}", "{version} 版 App 的{what}", "{what} in version {version} of the app")
        return Text.each { inApp($0, ["version": version.description, "what": function($0)]) }
    }

    static let out = Text(
        "{name}现在有故障，正在抢修。", "{name}目前有故障，正在搶修。", "{name}: out of order at the moment. We are working on it.")
    static let underMaintenance = Text(
        "{name}正在维护，暂时不能用。", "{name}正在維護，暫時無法使用。", "{name}: closed for maintenance at the moment.")
    static let willBeMaintained = Text(
        "{name}要维护，期间不能用。", "{name}將進行維護，期間無法使用。", "{name}: closed for maintenance at that time.")
    static let early = Text(
        "着急的请提前办。已经提交的不会丢。", "急用的請提前辦理。已經提交的不會遺失。",
        "If it is urgent, please do it before. What you ordered is safe.")

    /// What works meanwhile, and what not to do.
    static func advice(_ scope: Incident.Scope) -> Text {
        switch (scope.function, scope.bank != nil) {
        case (.payment, true):
            Text(
                "可以换别的银行卡或用余额付。已经提交的不会丢，请不要重复付。", "可以換別的銀行卡或用餘額付。已經提交的不會遺失，請不要重複付。",
                "Pay with another card or from your balance. What you ordered is safe; please do not pay twice.")
        case (.payment, false):
            Text(
                "已经提交的不会丢，请不要重复付。查余额、看账单照常。", "已經提交的不會遺失，請不要重複付。查餘額、看帳單照常。",
                "What you ordered is safe; please do not pay twice. Balance and statements work.")
        case (.transfer, _):
            Text(
                "已经提交的不会丢，请不要重复转。收款、查余额照常。", "已經提交的不會遺失，請不要重複轉。收款、查餘額照常。",
                "What you ordered is safe; please do not send it twice. You can receive money and see your balance.")
        case (.topUp, true):
            Text(
                "可以换别的银行卡充值。已经扣的钱不会丢，请不要重复充。", "可以換別的銀行卡儲值。已經扣的錢不會遺失，請不要重複儲值。",
                "Use another card. Money that was taken is safe; please do not top up twice.")
        case (.topUp, false):
            Text(
                "余额里的钱照常能用。已经扣的钱不会丢，请不要重复充。", "餘額裡的錢照常可用。已經扣的錢不會遺失，請不要重複儲值。",
                "Your balance works as usual. Money that was taken is safe; please do not top up twice.")
        case (.withdrawal, true):
            Text(
                "钱在余额里是安全的，可以提到别的银行卡。请不要重复提现。", "錢在餘額裡是安全的，可以提到別的銀行卡。請不要重複提領。",
                "Your money is safe; you can withdraw to another card. Please do not withdraw twice.")
        case (.withdrawal, false):
            Text(
                "钱在余额里是安全的，照常能付款。请不要重复提现。", "錢在餘額裡是安全的，照常可付款。請不要重複提領。",
                "Your money is safe in the balance and you can pay with it. Please do not withdraw twice.")
        case (.refund, _):
            Text(
                "退款不会丢，恢复后按顺序到账，不用重新申请。", "退款不會遺失，恢復後按順序到帳，不用重新申請。",
                "Refunds are safe and arrive in turn when it is over; there is no need to ask again.")
        case (.signIn, _):
            Text(
                "已经登录的照常能用。请先不要反复试密码；怕被盗用，可以先止付。", "已經登入的照常可用。請先不要反覆試密碼；擔心被盜用，可以先止付。",
                "Who is signed in can go on. Please do not try passwords again and again; if you fear a thief, you can "
                    + "stop everything.")
        case (.cards, _):
            Text(
                "已经绑好的卡照常能用，新卡请稍后再绑。", "已經綁好的卡照常可用，新卡請稍後再綁。",
                "Cards that are bound work as usual; please add new ones later.")
        case (.everything, _):
            Text(
                "钱是安全的，已经提交的不会丢，请不要重复操作。找客服和止付照常。", "錢是安全的，已經提交的不會遺失，請不要重複操作。找客服和止付照常。",
                "Your money and what you ordered are safe; please do not order twice. You can still reach us and stop "
                    + "everything.")
        }
    }

    static let until = Text("预计{time} 恢复。", "預計{time} 恢復。", "Expected back:{time}.")
    static let overdue = Text(
        "比预计的久，还在抢修，好了在这里说。", "比預計的久，還在搶修，好了會在這裡說。",
        "It takes longer than expected; we will say here when it is over.")
    static let range = Text("{from} – {until}", "{from} – {until}", "{from} – {until}")

    /// In the conversation, when it is over.
    static let over = Text(
        "{name}已经恢复，可以用了。之前没成功的，请先看那一笔的状态，再决定要不要重做。", "{name}已經恢復，可以用了。之前沒成功的，請先看那一筆的狀態，再決定要不要重做。",
        "Over: {name} can be used again. For what did not go through, please look at its state before you order it "
            + "again."
    )
}

extension Notice.Template {
    /// Places: `name`.
    static let incidentOver = Notice.Template(
        name: "incident_over", subject: Text("{name}已经恢复", "{name}已經恢復", "Over: {name}"),
        text: IncidentTexts.over)
}

extension Incident {
    /// What to say of it: what is the matter, what to do meanwhile, until when.
    struct Words: Sendable {
        let name: Text
        let what: Text
        let advice: Text
        let until: Text
    }

    /// `clock` goes by the brand's time.
    func words(_ clock: (Language) -> Clock) -> Words {
        let name = IncidentTexts.name(scope)
        let usual: Text =
            switch (kind, state) {
            case (.outage, _): IncidentTexts.out
            case (.maintenance, .begun), (.maintenance, .ended): IncidentTexts.underMaintenance
            case (.maintenance, _): IncidentTexts.willBeMaintained
            }
        let help =
            advice ?? (kind == .maintenance && state != .begun ? IncidentTexts.early : IncidentTexts.advice(scope))
        return Words(
            name: name, what: what ?? usual.filling(name), advice: help,
            until: Text.each { untilText(clock($0)) })
    }

    private func untilText(_ clock: Clock) -> String {
        if isOverdue(clock.now) { return IncidentTexts.overdue(clock.language) }
        if state == .begun || kind == .outage && state == .proposed {
            let time = clock.day(until)
            // Chinese is set apart from digits by a space, and from Chinese by none.
            let isApart = clock.language == .en || time.first?.isNumber == true
            return IncidentTexts.until(clock.language, ["time": (isApart ? " " : "") + time])
        }
        let isSameDay = clock.date(beganAt) == clock.date(until)
        return IncidentTexts.range(
            clock.language,
            ["from": clock.day(beganAt), "until": isSameDay ? clock.time(until) : clock.day(until)])
    }
}

extension Text {
    static func each(_ words: (Language) -> String) -> Text { Text(words(.zhHans), words(.zhHant), words(.en)) }

    /// `{name}` filled with a text that has a wording of its own in each language.
    func filling(_ name: Text) -> Text {
        Text.each { self($0, ["name": name($0)]) }
    }
}

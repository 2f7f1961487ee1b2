import Terms
import Wallet
import Web

/// What may leave at once and in a day, what is left of it today, and the fields that change it.
struct LimitPages {
    let page: Page

    struct View {
        let limits: Limits
        let hasSecondFactor: Bool
        /// What was typed, where it was refused.
        let form: Form?
        let refusal: Refusal?
        let done: Done?
    }

    enum Done { case now, soon }

    private var sheet: AccountSheet { AccountSheet(page: page) }
    private var action: String { page.base + LimitRoutes.path }

    func overview(_ view: View) -> HTML {
        let done: HTML =
            switch view.done {
            case .now: sheet.banner("ok", "check-circle", page(SecurityTexts.saved))
            case .soon: sheet.banner("info", "clock", page(LimitTexts.raisedSoon))
            case nil: .empty
            }
        let level = LimitTexts.level(page.language, ["level": String(view.limits.level)])
        return sheet.document(
            LimitTexts.title,
            """
            \(done)<section class="card stack" aria-labelledby="limits"><div class="row"><h1 class="grow" \
            id="limits">\(page(LimitTexts.title))</h1><span class="badge">\(level)</span></div>
            <p class="small soft">\(page(LimitTexts.what))</p>\
            <p class="small soft">\(page(view.hasSecondFactor ? LimitTexts.moreBySecond : LimitTexts.moreByDigits))\
            </p></section>
            \(Limits.Kind.allCases.html { limit($0, view) })
            """)
    }

    private func limit(_ kind: Limits.Kind, _ view: View) -> HTML {
        let limit = view.limits[kind]
        let isTyped = view.form?["kind"] == kind.rawValue
        let refusal = isTyped ? view.refusal : nil
        let left = max(0, limit.perDay.minor - limit.usedToday.minor)
        let share = limit.perDay.minor > 0 ? min(100, limit.usedToday.minor * 100 / limit.perDay.minor) : 100
        let places: KeyValuePairs = [
            "used": limit.usedToday.display, "left": Money(minor: left, currency: limit.perDay.currency).display,
        ]
        return """
            <form class="card stack" id="\(kind.rawValue)" method="post" action="\(action)" \
            aria-labelledby="\(kind.rawValue)-title" novalidate><div class="stack close">\
            <h2 id="\(kind.rawValue)-title">\(page(LimitTexts.name(kind)))</h2>
            <svg class="used" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">\
            <rect width="100" height="2"/><rect class="val" width="\(share)" height="2"/></svg>
            <p class="tiny muted num">\(LimitTexts.used(page.language, places))</p></div>\(page.csrf)
            <input type="hidden" name="kind" value="\(kind.rawValue)">\
            \(sheet.general(refusal))
            <div class="pairs">\(amount("per_transaction", LimitTexts.perTransaction, kind, isTyped
                ? view.form?["per_transaction"] ?? "" : limit.perTransaction.decimal, limit.perTransactionMax, refusal))
            \(amount("per_day", LimitTexts.perDay, kind, isTyped
                ? view.form?["per_day"] ?? "" : limit.perDay.decimal, limit.perDayMax, refusal))</div>
            \(isTyped && !view.hasSecondFactor ? digits(kind, refusal) : .empty)
            <button class="btn wide" type="submit">\(page(PasswordChangeTexts.save))</button></form>
            """
    }

    private func amount(
        _ name: String, _ label: Text, _ kind: Limits.Kind, _ value: String, _ most: Money, _ refusal: Refusal?
    ) -> HTML {
        let id = "\(kind.rawValue)-\(name)"
        let error = refusal?.fields[name]
        let described = error == nil ? "\(id)-hint" : "\(id)-error \(id)-hint"
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\""
        return """
            <div class="field"><label for="\(id)">\(page(label))</label>\
            <input class="input num" id="\(id)" name="\(name)" inputmode="decimal" autocomplete="off" maxlength="20" \
            required value="\(value)" aria-describedby="\(described)"\(wrong)>\
            \(sheet.error(id, error))<p class="hint" id="\(id)-hint">\
            \(LimitTexts.most(page.language, ["most": most.display]))</p></div>
            """
    }

    /// Asked for once more than now was wanted.
    private func digits(_ kind: Limits.Kind, _ refusal: Refusal?) -> HTML {
        let id = "\(kind.rawValue)-digits"
        let error = refusal?.fields[PaymentPassword.field]
        let wrong: HTML =
            error == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        let missing: HTML =
            refusal?.code == PaymentPassword.missing.code
            ? """
            <a class="more" href="\(page.base)/account/payment-password">\(page(PasswordChangeTexts.digitsFirst))\
            \(page.icon("right"))</a>
            """ : .empty
        return """
            <div class="field"><label for="\(id)">\(page(PaymentPasswordTexts.label))</label>\
            <input class="input" id="\(id)" name="payment_password" type="password" inputmode="numeric" \
            autocomplete="off" maxlength="6"\(wrong)>\(sheet.error(id, error))</div>\(missing)
            """
    }

    func sure(_ wish: LimitWish, _ check: String) -> HTML {
        let title = LimitTexts.raise(page.language, ["kind": page(LimitTexts.name(wish.kind))])
        return sheet.document(
            LimitTexts.title, back: LimitRoutes.path,
            """
            <form class="card stack" method="post" action="\(action)" aria-labelledby="sure">
            <h1 id="sure">\(title)</h1>\
            \(page.csrf)
            <input type="hidden" name="check" value="\(check)">\
            <input type="hidden" name="kind" value="\(wish.kind.rawValue)">\
            <input type="hidden" name="per_transaction" value="\(wish.perTransaction.decimal)">\
            <input type="hidden" name="per_day" value="\(wish.perDay.decimal)">
            <dl class="facts slip"><dt>\(page(LimitTexts.perTransaction))</dt>\
            <dd class="money">\(wish.perTransaction.display)</dd><dt>\(page(LimitTexts.perDay))</dt>\
            <dd class="money">\(wish.perDay.display)</dd></dl>
            <button class="btn primary wide" type="submit">\(page(PasswordChangeTexts.save))</button>
            <a class="btn quiet wide" href="\(action)">\(page(TwoFactorTexts.leave))</a></form>
            """)
    }
}

enum LimitTexts {
    static let title = Text("支付限额", "支付限額", "Limits")
    static let what = Text(
        "给自己定一个上限，万一账户出事，损失也有限。", "給自己訂一個上限，萬一帳戶出事，損失也有限。",
        "Set yourself a bound: should something happen to your account, the loss has one too.")
    static let moreBySecond = Text(
        "调低马上生效；调高要用两步验证或通行密钥确认。", "調低立即生效；調高要用兩步驟驗證或通行金鑰確認。",
        "Less is set at once; more takes your second factor.")
    static let moreByDigits = Text(
        "调低马上生效；调高要输支付密码。", "調低立即生效；調高要輸入支付密碼。", "Less is set at once; more takes your payment password.")
    static let level = Text("等级 {level}", "等級 {level}", "Level {level}")
    static let used = Text(
        "今天用了 {used}，还可以用 {left}", "今天用了 {used}，還可以用 {left}", "{used} used today, {left} left")
    static let perTransaction = Text("单笔最多", "單筆最多", "At once")
    static let perDay = Text("每天最多", "每天最多", "A day")
    static let most = Text("最高 {most}", "最高 {most}", "{most} at most")
    static let raise = Text("调高{kind}限额", "調高{kind}限額", "Raise the limit: {kind}")
    static let amountInvalid = Text(
        "请填写金额，例如 5000 或 5000.00。", "請填寫金額，例如 5000 或 5000.00。", "Please enter an amount, such as 5000 or 5000.00.")
    static let aboveLevel = Text(
        "您的等级最高可设 {most}，请改小一点。", "您的等級最高可設 {most}，請改小一點。", "Your level allows {most} at most. Please enter less.")
    static let aboveDay = Text(
        "单笔不能比每天的还多，请改小一点。", "單筆不能比每天的還多，請改小一點。", "One order cannot be more than the day allows. Please enter less.")
    static let zero = Text(
        "限额要大于 0。想一分钱都不出去，请用“一键止付”。", "限額要大於 0。若要一分錢都不出去，請用「一鍵止付」。",
        "A limit is more than zero. To let nothing out, use “Stop everything”.")
    static let raisedSoon = Text(
        "已经收到，正在调高。好了会发短信或邮件告诉您。", "已經收到，正在調高。完成後會以簡訊或電子郵件通知您。",
        "Received. The limit is being raised; we tell you by SMS or e-mail when it is done.")
    static let passwordWanted = Text(
        "调高限额要输支付密码，确认是您本人。", "調高限額要輸入支付密碼，確認是您本人。",
        "A higher limit takes your payment password, so that we know it is you.")

    static func name(_ kind: Limits.Kind) -> Text {
        switch kind {
        case .payment: Text("付款", "付款", "Payments")
        case .transfer: Text("转账", "轉帳", "Transfers")
        case .topUp: Text("充值", "儲值", "Top-ups")
        case .withdrawal: Text("提现", "提領", "Withdrawals")
        }
    }
}

extension Notice.Template {
    /// Places: `kind`.
    static let limitNotRaised = Notice.Template(
        name: "limit_not_raised", subject: Text("限额没有调高", "限額沒有調高", "A limit was not raised"),
        text: Text(
            "您的 {brand} 账户的{kind}限额没有调高，还是原来的。需要的话，请到安全中心再试一次。",
            "您的 {brand} 帳戶的{kind}限額沒有調高，仍是原來的。需要的話，請到安全中心再試一次。",
            "A limit of your {brand} account was not raised and stays as it was: {kind}. You can try again in the "
                + "security centre."))

    /// Places: `kind`.
    static let limitRaised = Notice.Template(
        name: "limit_raised", subject: Text("限额已调高", "限額已調高", "A limit was raised"),
        text: Text(
            "您的 {brand} 账户的{kind}限额刚刚调高。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶的{kind}限額剛剛調高。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "A limit of your {brand} account was just raised: {kind}. If this was not you, open {brand}, stop "
                + "everything or call {emergency}."))
}

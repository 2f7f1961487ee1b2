import Storage
import Terms

/// A way through several steps that the assistant goes with somebody: it says the steps, opens the secure page beside
/// the talk, notices when the last step is done, and says what comes next.
struct Flow: Sendable {
    /// The act that ends it.
    enum End: String, Sendable { case unlocked, passwordSet, digitsSet, cardBound, lifted, phoneSet, emailSet }

    let end: End
    /// The diagnosis codes that it helps.
    let codes: [String]
    let steps: [Text]
    let done: Text

    /// What is talked about longer ago is another matter.
    private static let recentSeconds: Int64 = 86_400

    static func steps(of code: String, _ language: Language) -> [String]? {
        all.first { $0.codes.contains(code) }.map { $0.steps.map { $0(language) } }
    }

    /// Says in the customer's talk with the assistant that it is done, where they came for that.
    static func ended(_ end: End, _ customer: CustomerID, in transaction: Transaction) throws {
        guard let flow = all.first(where: { $0.end == end }) else { return }
        let since = transaction.now.adding(seconds: -recentSeconds)
        let talks = try transaction.rows(
            """
            SELECT \(Conversation.columns) FROM conversation
            WHERE customer_id = \(customer) AND state = 'assisted' AND updated_at > \(since)
            ORDER BY updated_at DESC LIMIT \(Conversation.recentMax)
            """
        ).map(Conversation.init)
        guard let talk = talks.first(where: { talk in talk.code.map(flow.codes.contains) ?? false }) else { return }
        let answer = Answer(
            kind: .diagnosis, code: talk.code ?? "", confidence: 1, actions: [.person(talk.language)])
        _ = try Message.answer(
            flow.done(talk.language), answer.stored, in: talk, key: "flow:\(end.rawValue):\(talk.lastPosition)",
            transaction)
    }
}

extension Flow {
    private static let prove = Text(
        "按页面提示证明是您本人：短信、邮箱验证码，或最近的交易", "依頁面提示證明是您本人：簡訊、信箱驗證碼，或最近的交易",
        "Prove that it is you: a code by SMS or e-mail, or your latest transactions")

    private static let all: [Flow] = [
        Flow(
            end: .unlocked, codes: ["account.locked_by_attempts", "account.locked_by_risk"],
            steps: [
                Text("点下面的按钮，不用离开这里", "點下面的按鈕，不用離開這裡", "Press the button below; you stay in this chat"), prove,
                Text("账户马上解开，我会在这里告诉您", "帳戶馬上解開，我會在這裡告訴您", "The account opens at once, and I say so here"),
            ],
            done: Text(
                "账户已经解开，可以登录和付款了。要是刚才不是您输错的，顺手换一个登录密码。", "帳戶已經解開，可以登入和付款了。若剛才不是您輸錯的，請順手換一個登入密碼。",
                "Your account is open again; you can sign in and pay. If it was not you who got it wrong, change the "
                    + "password now.")),
        Flow(
            end: .passwordSet, codes: ["password.forgotten", "login.wrong_password", "login.case_or_spaces"],
            steps: [
                Text(
                    "点“找回密码”，填注册的手机号或邮箱", "點「找回密碼」，填註冊的手機號碼或信箱",
                    "Choose “Set a new password” and give your phone or e-mail"),
                prove, Text("设一个新密码，再登录一次", "設一個新密碼，再登入一次", "Set a new password and sign in again"),
            ],
            done: Text(
                "新密码设好了，别的设备都已退出。", "新密碼設好了，其他裝置都已登出。",
                "Your new password is set, and all other devices are signed out.")),
        Flow(
            end: .digitsSet, codes: ["payment.wrong_payment_password", "payment_password.change"],
            steps: [
                Text("点“重设支付密码”", "點「重設支付密碼」", "Choose “Set the payment password”"), prove,
                Text("设新的六位数字，别用生日", "設新的六位數字，別用生日", "Set six new digits; no birthday"),
            ],
            done: Text(
                "新的支付密码设好了，可以接着付款。", "新的支付密碼設好了，可以接著付款。", "Your new payment password is set; you can go on paying.")),
        Flow(
            end: .cardBound,
            codes: [
                "card.number_invalid", "card.not_activated", "card.not_eligible", "card.name_mismatch",
                "card.phone_mismatch", "payment.card_expired",
            ],
            steps: [
                Text(
                    "拿着卡，核对卡号、姓名和银行预留的手机号", "拿著卡，核對卡號、姓名和銀行預留的手機號碼",
                    "Take the card: check number, name and the phone the bank has"),
                Text("再绑一次", "再綁一次", "Add it again"),
                Text("绑好以后我会在这里告诉您", "綁好以後我會在這裡告訴您", "I say so here when it is done"),
            ],
            done: Text("卡绑好了，可以用它付款和充值。", "卡綁好了，可以用它付款和儲值。", "The card is added; you can pay and top up with it.")),
        Flow(
            end: .lifted, codes: ["account.frozen_by_owner"],
            steps: [
                Text(
                    "先确认账户只有您自己在用，密码已经换过", "先確認帳戶只有您自己在用，密碼已經換過",
                    "Make sure that nobody else is in: change the password first"),
                prove, Text("恢复以后，付款、转账马上能用", "恢復以後，付款、轉帳馬上能用", "Afterwards payments and transfers work at once"),
            ],
            done: Text(
                "止付已经解除，付款、转账都能用了。", "止付已經解除，付款、轉帳都能用了。", "Your account is running again; payments and transfers work.")
        ),
        Flow(
            end: .phoneSet, codes: ["phone.change", "phone.old_lost"],
            steps: [
                Text("旧号还能收短信：先收旧号的验证码", "舊號還能收簡訊：先收舊號的驗證碼", "If the old phone still works: take the code it gets"),
                Text("旧号收不到了：换别的方式证明是您", "舊號收不到了：換別的方式證明是您", "If not: prove in another way that it is you"),
                Text("填新号和新号收到的验证码", "填新號和新號收到的驗證碼", "Give the new number and the code it gets"),
            ],
            done: Text("手机号换好了，以后验证码发到新号。", "手機號碼換好了，以後驗證碼發到新號。", "Your phone is changed; codes go to the new one.")),
        Flow(
            end: .emailSet, codes: ["email.change"],
            steps: [prove, Text("填新邮箱和它收到的验证码", "填新信箱和它收到的驗證碼", "Give the new e-mail and the code it gets")],
            done: Text("邮箱换好了。", "信箱換好了。", "Your e-mail is changed.")),
    ]
}

import Terms
import Wallet

/// The words and rails of the codes that a customer's own orders brought.
extension Diagnosis {
    func moreTexts(_ transaction: WalletTransaction) -> (verdict: Text, explanation: Text) {
        switch code {
        case .limitReached, .topUpLimitReached, .withdrawalLimitReached: limitTexts
        case .topUpDeclined, .topUpProcessing, .withdrawalProcessing, .withdrawalRejected: bankTexts(transaction)
        case .noConfirmation, .merchantNotReceived, .duplicate: paymentTexts(transaction)
        case .notReceived, .transferReturned, .wrongRecipient: transferTexts(transaction)
        case .refundPending, .refundCompleted: refundTexts
        default: unauthorisedTexts
        }
    }

    private var limitTexts: (Text, Text) {
        (
            Text("没有扣款，超过了账户的限额。", "沒有扣款，超過了帳戶的限額。", "Nothing was taken; this is above your limit."),
            Text(
                "{made} 的 {amount} 超过了单笔或当天的限额，所以没有办。每天 0:00 恢复；现在要办，可以改小金额，或在安全中心提高限额。",
                "{made} 的 {amount} 超過了單筆或當天的限額，所以沒有辦理。每天 0:00 恢復；現在要辦，可以改小金額，或在安全中心提高限額。",
                "{amount} on {made} was above what you may move at once or in a day. The day's limit is whole again at "
                    + "midnight; now you can try less, or raise the limit in the security centre.")
        )
    }

    private func bankTexts(_ transaction: WalletTransaction) -> (Text, Text) {
        switch code {
        case .topUpDeclined:
            (
                Text("没有扣款，银行没有同意这次充值。", "沒有扣款，銀行沒有同意這次儲值。", "Nothing was taken; the bank did not agree."),
                Text(
                    "从{bank}充 {amount} 时被银行拒绝，银行没有说明原因，常见的是卡里余额、限额或卡的状态。可以换一张卡，或打卡背面的电话问银行。",
                    "從{bank}儲值 {amount} 時被銀行拒絕，銀行沒有說明原因，常見的是卡片餘額、限額或卡片狀態。可以換一張卡，或撥打卡背面的電話詢問銀行。",
                    "{bank} refused {amount} and gave no reason; often it is the card's balance, limit or "
                        + "state. Use another "
                        + "card, or call the number on it.")
            )
        case .topUpProcessing:
            (
                Text("正在等{bank}回应，钱没有丢。", "正在等{bank}回應，錢沒有丟。", "Your money is safe; we are waiting for {bank}."),
                Text(
                    "{amount} 的充值已经提交，一般几分钟内到账。银行扣了款而没有到账的，会自动退回卡里。请先不要再充一次。",
                    "{amount} 的儲值已經提交，一般幾分鐘內到帳。銀行扣款而沒有到帳的，會自動退回卡裡。請先不要再儲值一次。",
                    "The top-up of {amount} has been sent and usually arrives within minutes. If the bank took "
                        + "the money and "
                        + "it does not arrive, it returns to the card. Please do not top up again.")
            )
        case .withdrawalRejected:
            (
                Text("{amount} 已经退回您的余额。", "{amount} 已經退回您的餘額。", "{amount} is back in your balance."),
                Text(
                    "{bank}没有接受这次提现，钱和手续费都已退回余额。多半是卡的状态或银行的限额；可以换一张卡再提，或先问银行。",
                    "{bank}沒有接受這次提領，錢和手續費都已退回餘額。多半是卡片狀態或銀行的限額；可以換一張卡再提，或先問銀行。",
                    "{bank} did not take this withdrawal; the money and the fee are back in your balance. "
                        + "Mostly it is the "
                        + "card's state or the bank's limit. Use another card, or ask the bank first.")
            )
        default:
            transaction.expectedAt == nil
                ? (
                    Text("钱没有丢，正在等{bank}回应。", "錢沒有丟，正在等{bank}回應。", "Your money is safe; we are waiting for {bank}."),
                    Text(
                        "提现 {amount} 已经提交，实际到账 {arrives}。一有结果就告诉您；银行没有入账的，连手续费一起退回余额。请先不要再提一次。",
                        "提領 {amount} 已經提交，實際到帳 {arrives}。一有結果就告訴您；銀行沒有入帳的，連手續費一起退回餘額。請先不要再提一次。",
                        "Your withdrawal of {amount} has been sent; {arrives} arrives. If the bank does not "
                            + "credit it, all of it "
                            + "returns to your balance. Please do not withdraw it again.")
                )
                : (
                    Text("钱没有丢，正在{bank}入账。", "錢沒有丟，正在{bank}入帳。", "Your money is safe; it is being credited at {bank}."),
                    Text(
                        "{arrives} 预计 {when} 前到账。银行没有入账的，连手续费一起退回余额，不用您操作。请先不要再提一次。",
                        "{arrives} 預計 {when} 前到帳。銀行沒有入帳的，連手續費一起退回餘額，不用您操作。請先不要再提一次。",
                        "{arrives} should arrive by {when}. If the bank does not credit it, all of it returns "
                            + "to your balance by "
                            + "itself. Please do not withdraw it again.")
                )
        }
    }

    private func paymentTexts(_ transaction: WalletTransaction) -> (Text, Text) {
        switch code {
        case .duplicate:
            (
                Text(
                    "同样的 {amount}，几分钟里付了两次。", "同樣的 {amount}，幾分鐘內付了兩次。",
                    "You paid the same {amount} twice within minutes."),
                Text(
                    "这笔之前几分钟，您刚付过{who}同样的金额，两笔都成功了。如果只该付一次，找客服核对后可以退回一笔。",
                    "這筆之前幾分鐘，您剛付給{who}同樣的金額，兩筆都成功了。如果只該付一次，找客服核對後可以退回一筆。",
                    "A few minutes before, you had paid {who} the same amount, and both went through. If one "
                        + "was enough, contact "
                        + "us: after a check one of them can be returned.")
            )
        case .merchantNotReceived:
            (
                Text("钱已经付给{who}了。", "錢已經付給{who}了。", "The money has gone to {who}."),
                Text(
                    "{made} 的 {amount} 已经成功付出。请把这一页和订单号 {number} 给商家看；商家还说没收到，我们帮您核对。",
                    "{made} 的 {amount} 已經成功付出。請把這一頁和訂單編號 {number} 給商家看；商家還說沒收到，我們幫您核對。",
                    "{amount} was paid on {made}. Show them this page with the order number {number}; if they "
                        + "still say that "
                        + "nothing came, we check it with them.")
            )
        default:
            transaction.state.isFinal
                ? (
                    Text(
                        "付款成功了，{amount} 已经付给{who}。", "付款成功了，{amount} 已經付給{who}。", "It went through: {who} has {amount}."
                    ),
                    Text(
                        "没看到确认也不要紧，这一页就是凭证，订单号 {number}。请不要再付一次。", "沒看到確認也沒關係，這一頁就是憑證，訂單編號 {number}。請不要再付一次。",
                        "Never mind the missing confirmation: this page is your proof, order number {number}. "
                            + "Please do not pay "
                            + "again.")
                )
                : (
                    Text("钱没有丢，这笔付款正在确认。", "錢沒有丟，這筆付款正在確認。", "Your money is safe; the payment is being confirmed."),
                    Text(
                        "付给{who}的 {amount} 已经提交，一般一分钟内有结果。没有成功的，会自动退回。请先不要再付一次。",
                        "付給{who}的 {amount} 已經提交，一般一分鐘內有結果。沒有成功的，會自動退回。請先不要再付一次。",
                        "{amount} to {who} has been sent and is mostly settled within a minute. If it does not "
                            + "go through, the "
                            + "money returns. Please do not pay again.")
                )
        }
    }

    private func transferTexts(_ transaction: WalletTransaction) -> (Text, Text) {
        switch code {
        case .transferReturned:
            (
                Text("{amount} 已经退回您的余额。", "{amount} 已經退回您的餘額。", "{amount} is back in your balance."),
                Text(
                    "{bank}没有给{who}入账，多半是姓名和账号对不上，或账户已经停用。请和对方核对账号，再转一次。",
                    "{bank}沒有給{who}入帳，多半是姓名和帳號對不上，或帳戶已經停用。請和對方核對帳號，再轉一次。",
                    "{bank} did not credit {who}. Mostly name and account do not match, or the account is "
                        + "closed. Check it with "
                        + "them, then send it again.")
            )
        case .wrongRecipient where !transaction.state.isFinal:
            (
                Text("钱还在路上，马上联系我们。", "錢還在路上，請馬上聯絡我們。", "The money is still on its way: contact us now."),
                Text(
                    "转给{who}的 {amount} 银行还没有入账。现在告诉客服，我们请银行拦下；拦不下的，帮您请对方退回。",
                    "轉給{who}的 {amount} 銀行尚未入帳。現在告訴客服，我們請銀行攔下；攔不下的，幫您請對方退回。",
                    "The bank has not credited {amount} to {who} yet. Tell us now and we ask the bank to stop "
                        + "it; failing that, "
                        + "we ask the recipient to return it.")
            )
        case .wrongRecipient:
            (
                Text(
                    "钱已经到{who}那里，我们帮您请对方退回。", "錢已經到{who}那裡，我們幫您請對方退回。", "{who} has the money; we ask them to return it."
                ),
                Text(
                    "{amount} 已经到账，我们不能直接扣回。点“问客服”，我们通知对方，并把退回的办法和期限告诉您。对方不退的，可以报警或起诉，我们提供凭证。",
                    "{amount} 已經到帳，我們不能直接扣回。點「問客服」，我們通知對方，並把退回的辦法和期限告訴您。對方不退的，可以報警或起訴，我們提供憑證。",
                    "{amount} has arrived and we may not simply take it back. Ask us here: we tell the "
                        + "recipient, and you how and "
                        + "by when it may return. If they refuse, you can go to the police or to court, and we "
                        + "give the proof."
                )
            )
        default:
            (
                Text("{amount} 已经到{who}的账户了。", "{amount} 已經到{who}的帳戶了。", "{amount} has reached {who}'s account."),
                Text(
                    "请对方看交易明细，不要只看短信，有的银行会合并显示。把订单号 {number} 给对方；还是没有，我们向银行查。",
                    "請對方看交易明細，不要只看簡訊，有的銀行會合併顯示。把訂單編號 {number} 給對方；還是沒有，我們向銀行查。",
                    "Ask them to look into their account's list and not only at texts. Give them the order "
                        + "number {number}; if it "
                        + "is not there, we ask the bank.")
            )
        }
    }

    private var refundTexts: (Text, Text) {
        code == .refundPending
            ? (
                Text("{amount} 正在退回{means}。", "{amount} 正在退回{means}。", "{amount} is on its way back to {means}."),
                Text(
                    "{who}的退款已经交给银行，一般 1–3 个工作日到账，不用您操作。到时没到，把订单号 {number} 给客服。",
                    "{who}的退款已經交給銀行，一般 1–3 個工作日到帳，不用您操作。到時沒到，把訂單編號 {number} 給客服。",
                    "The refund from {who} is with the bank and mostly takes 1 to 3 working days. If it is not "
                        + "there by then, give "
                        + "us the order number {number}.")
            )
            : (
                Text("{amount} 已经退到{means}。", "{amount} 已經退到{means}。", "{amount} has been returned to {means}."),
                Text(
                    "{who}的这笔退款已经完成。退到银行卡的，请看卡的明细，有的银行第二天才显示。", "{who}的這筆退款已經完成。退到銀行卡的，請看卡片明細，有的銀行隔天才顯示。",
                    "This refund from {who} is complete. If it went to a card, look at the card's list; some "
                        + "banks show it a day "
                        + "later.")
            )
    }

    private var unauthorisedTexts: (Text, Text) {
        (
            Text("不是您付的？先止付，再找我们。", "不是您付的？先止付，再找我們。", "Not you? Stop everything first, then talk to us."),
            Text(
                "止付后谁也动不了您的钱，几秒就好。然后我们查这笔 {amount}：确认不是您付的，按规定赔付。请别删短信和通知。",
                "止付後誰也動不了您的錢，幾秒就好。然後我們查這筆 {amount}：確認不是您付的，依規定賠付。請別刪簡訊和通知。",
                "Once stopped, nobody can move your money; it takes seconds. Then we look into this {amount}, "
                    + "and pay back what "
                    + "was not yours. Please keep all texts and notices.")
        )
    }

    // MARK: - Where the money is

    func moreRail(_ transaction: WalletTransaction, _ language: Language) -> [DiagnosisCard.Station] {
        let (here, done) = (Text("钱在这里", "錢在這裡", "Money is here"), Text("已扣款", "已扣款", "Taken"))
        let bank = transaction.counterparty.bank ?? Text("银行", "銀行", "Bank")(language)
        let me = Text("我的余额", "我的餘額", "My balance")(language)
        func station(_ state: String, _ icon: String, _ name: String, _ note: Text) -> DiagnosisCard.Station {
            .init(state: state, icon: icon, name: name, note: note(language))
        }
        func ending(_ state: String, _ note: Text) -> DiagnosisCard.Station {
            let icon = transaction.kind == .payment ? "store" : transaction.kind == .transfer ? "user" : "bank"
            let name = transaction.kind == .withdrawal ? bank : transaction.counterparty.name
            return station(state, icon, name, note)
        }
        switch code {
        case .limitReached, .withdrawalLimitReached:
            return [
                station("stop", "wallet", me, Text("超过限额", "超過限額", "Over the limit")),
                ending("next", Text("没有办", "未辦理", "Not done")),
            ]
        case .topUpLimitReached, .topUpDeclined:
            let note =
                code == .topUpDeclined ? Text("银行没同意", "銀行沒同意", "Declined") : Text("超过限额", "超過限額", "Over the limit")
            return [
                station("stop", "bank", bank, note), station("next", "wallet", me, Text("没有充入", "未入帳", "Nothing came")),
            ]
        case .topUpProcessing:
            return [
                station("here", "coin", bank, here), station("next", "wallet", me, Text("待到账", "待到帳", "To arrive")),
            ]
        case .withdrawalProcessing:
            return [
                station("done", "wallet", me, done), station("here", "coin", bank, here),
                station("next", "card", Text("我的卡", "我的卡", "My card")(language), Text("待到账", "待到帳", "To arrive")),
            ]
        case .transferReturned, .withdrawalRejected:
            return [
                station("here", "coin", me, Text("已退回这里", "已退回這裡", "Back here")),
                ending("next", Text("没有入账", "未入帳", "Not credited")),
            ]
        case .refundPending, .refundCompleted: return refundRail(transaction, language)
        case .noConfirmation where !transaction.state.isFinal:
            return [
                station("done", "user", Text("您", "您", "You")(language), Text("已确认", "已確認", "Confirmed")),
                station("here", "coin", Text("银行", "銀行", "Bank")(language), Text("正在确认", "正在確認", "Confirming")),
                ending("next", Text("待到账", "待到帳", "To arrive")),
            ]
        default:
            return [
                station("done", "wallet", MoneyTexts.means(transaction.means, language), done),
                ending(
                    "here", transaction.state.isFinal ? Text("已到账", "已到帳", "Arrived") : Text("正在入账", "正在入帳", "Arriving")
                ),
            ]
        }
    }

    private func refundRail(_ transaction: WalletTransaction, _ language: Language) -> [DiagnosisCard.Station] {
        let isBack = transaction.state == .succeeded
        return [
            .init(
                state: "done", icon: "store", name: transaction.counterparty.name,
                note: Text("已退出", "已退出", "Given back")(language)),
            .init(
                state: isBack ? "done" : "here", icon: isBack ? "bank" : "coin",
                name: Text("银行", "銀行", "Bank")(language),
                note: isBack
                    ? Text("已转出", "已轉出", "Passed on")(language) : Text("钱在这里", "錢在這裡", "Money is here")(language)),
            .init(
                state: isBack ? "here" : "next", icon: isBack ? "coin" : "card",
                name: MoneyTexts.means(transaction.means, language),
                note: isBack ? Text("已到账", "已到帳", "Arrived")(language) : Text("待到账", "待到帳", "To arrive")(language)),
        ]
    }
}

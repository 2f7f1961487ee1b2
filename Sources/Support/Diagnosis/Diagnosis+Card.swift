import Terms
import Wallet

extension Diagnosis {
    /// The diagnosis in one language: where the money is, then the cause, then what happens by itself.
    func card(_ transaction: WalletTransaction, balance: Money?, clock: Clock) -> DiagnosisCard {
        let language = clock.language
        let places = places(transaction, balance: balance, clock: clock)
        let isLate = transaction.expectedAt.map { !transaction.state.isFinal && clock.now > $0 } ?? false
        let (verdict, explanation) =
            isLate && code != .unauthorised && code != .wrongRecipient ? lateTexts : texts(transaction, balance)
        return DiagnosisCard(
            tone: badge(transaction).tone, badge: badge(transaction).text(language),
            verdict: fill(verdict, places, language),
            explanation: fill(explanation, places, language),
            rail: timed(rail(transaction, language), transaction, clock), transaction: transaction.id.text,
            amount: transaction.amount.display)
    }

    private func fill(_ text: Text, _ places: [(String, String)], _ language: Language) -> String {
        places.reduce(text(language)) { $0.replacing("{\($1.0)}", with: $1.1) }
    }

    private func places(_ transaction: WalletTransaction, balance: Money?, clock: Clock) -> [(String, String)] {
        let short = max(0, transaction.amount.minor - (balance?.minor ?? 0))
        return [
            ("amount", transaction.amount.display), ("who", transaction.counterparty.name),
            ("balance", balance?.display ?? ""), ("held", transaction.held.display),
            ("refunded", transaction.refunded.display), ("arrives", transaction.arrives.display),
            ("fee", transaction.fee.display), ("made", clock.day(transaction.createdAt)),
            ("number", transaction.number.grouped),
            ("short", Money(minor: short, currency: transaction.amount.currency).display),
            ("means", MoneyTexts.means(transaction.means, clock.language)),
            ("bank", transaction.counterparty.bank ?? MoneyTexts.means(transaction.means, clock.language)),
            ("when", transaction.expectedAt.map { clock.day($0) } ?? ""),
        ]
    }

    private func badge(_ transaction: WalletTransaction) -> (tone: String, text: Text) {
        switch code {
        case .processingAtBank, .withdrawalProcessing, .topUpProcessing:
            ("brand", Text("银行处理中", "銀行處理中", "At the bank"))
        case .refundPending: ("brand", Text("退款在路上", "退款處理中", "On its way back"))
        case .noConfirmation where !transaction.state.isFinal: ("brand", Text("等待确认", "等待確認", "Being confirmed"))
        case .noConfirmation, .merchantNotReceived, .notReceived: ("ok", Text("已经成功", "已經成功", "Done"))
        case .refundCompleted: ("ok", Text("已经退回", "已經退回", "Returned"))
        case .transferReturned, .withdrawalRejected: ("ok", Text("钱已退回", "錢已退回", "Money is back"))
        case .duplicate: ("warn", Text("可能付重了", "可能重複付款", "Paid twice?"))
        case .unauthorised: ("danger", Text("先止付", "先止付", "Stop first"))
        case .wrongRecipient: ("warn", Text("转错人了", "轉錯人了", "Wrong person"))
        case .networkTimeout where transaction.refunded.minor > 0 && transaction.held.minor == 0:
            ("ok", Text("已经退回", "已經退回", "Returned"))
        case .networkTimeout where transaction.held.minor == 0: ("warn", Text("付款没成功", "付款沒成功", "Not paid"))
        case .networkTimeout where transaction.held.minor > 0: ("warn", Text("暂时冻结", "暫時凍結", "On hold"))
        default: ("ok", Text("没有扣款", "沒有扣款", "Nothing was taken"))
        }
    }

    private func texts(_ transaction: WalletTransaction, _ balance: Money?) -> (verdict: Text, explanation: Text) {
        switch code {
        case .insufficientBalance where balance == nil:
            (
                Text("没有扣款，余额不够付这一笔。", "沒有扣款，餘額不夠付這一筆。", "Nothing was taken; the balance is too low for this."),
                Text(
                    "给{who}付 {amount} 时余额不够。充值，或者换银行卡付就行。", "付給{who} {amount} 時餘額不夠。儲值，或改用銀行卡付款即可。",
                    "Paying {who} {amount} needed more than the balance. Top up, or pay with a card.")
            )
        case .insufficientBalance:
            (
                Text("没有扣款，余额不够付这一笔。", "沒有扣款，餘額不夠付這一筆。", "Nothing was taken; the balance is too low for this."),
                Text(
                    "给{who}付 {amount} 时余额不够。现在余额是 {balance}，还差 {short}。充值，或者换银行卡付就行。",
                    "付給{who} {amount} 時餘額不夠。現在餘額是 {balance}，還差 {short}。儲值，或改用銀行卡付款即可。",
                    "Paying {who} {amount} needs more than the balance. It is {balance} now, {short} short. Top "
                        + "up, or pay with a card."
                )
            )
        case .outage:
            (
                Text("没有扣款，当时服务出了故障。", "沒有扣款，當時服務出了故障。", "Nothing was taken; the service was out of order."),
                Text(
                    "给{who}的 {amount} 没有办成，钱不会少。恢复后再办一次就行。", "給{who}的 {amount} 沒有辦成，錢不會少。恢復後再辦一次即可。",
                    "The {amount} to {who} did not go through and no money is lost. Try again once it works.")
            )
        case .cardExpired:
            (
                Text("没有扣款，这张银行卡过期了。", "沒有扣款，這張銀行卡過期了。", "Nothing was taken; the card has expired."),
                Text(
                    "{means}已过有效期，银行没有同意 {amount}。换一张卡，或用余额付就行。",
                    "{means}已過有效期，銀行沒有同意 {amount}。換一張卡，或用餘額付款即可。",
                    "{means} is past its date, so the bank refused {amount}. Use another card, or pay from the balance."
                )
            )
        case .declinedByBank:
            (
                Text("没有扣款，银行没有同意这一笔。", "沒有扣款，銀行沒有同意這一筆。", "Nothing was taken; the bank did not agree."),
                Text(
                    "{means}付 {amount} 给{who}时被银行拒绝，银行没有说明原因。可以换一种方式付，或打卡背面的电话问银行。",
                    "{means}付 {amount} 給{who}時被銀行拒絕，銀行沒有說明原因。可以換一種方式付款，或撥打卡背面的電話詢問銀行。",
                    "The bank refused {amount} to {who} from {means} and gave no reason. Pay another way, or call "
                        + "the number on the card."
                )
            )
        case .networkTimeout where transaction.refunded.minor > 0 && transaction.held.minor == 0:
            (
                Text("{refunded} 已经退回您的余额。", "{refunded} 已經退回您的餘額。", "{refunded} is back in your balance."),
                Text(
                    "付给{who}时银行一直没有回应，付款没有成功，冻结的钱已经退回。可以再付一次。",
                    "付給{who}時銀行一直沒有回應，付款沒有成功，凍結的錢已經退回。可以再付一次。",
                    "The bank never answered, so the payment to {who} did not go through. What was on hold has "
                        + "come back; you can pay "
                        + "again.")
            )
        case .networkTimeout where transaction.held.minor > 0:
            (
                Text("钱没有丢，{held} 暂时冻结着。", "錢沒有丟，{held} 暫時凍結著。", "Your money is safe; {held} is on hold."),
                Text(
                    "付给{who}时银行一直没有回应，付款没有成功。这笔钱最晚 {when} 自动退回余额，不用您操作；着急可以请客服现在就退。",
                    "付給{who}時銀行一直沒有回應，付款沒有成功。這筆錢最晚 {when} 自動退回餘額，不用您操作；若急用可請客服立即退回。",
                    "The bank never answered, so the payment to {who} did not go through. The money returns to "
                        + "your balance by {when} by itself; an agent can return it now."
                )
            )
        case .networkTimeout:
            (
                Text(
                    "付款没有成功，银行没有及时回应。", "付款沒有成功，銀行沒有及時回應。", "The payment did not go through; the bank did not answer."),
                Text(
                    "付 {amount} 给{who}时银行没有回应，我们已经让银行作废这一笔。万一{means}扣了款，会自动退回，不用您操作。",
                    "付 {amount} 給{who}時銀行沒有回應，我們已經讓銀行作廢這一筆。萬一{means}扣了款，會自動退回，不用您操作。",
                    "The bank did not answer while paying {who} {amount}; we have told it to void this one. Should "
                        + "{means} be "
                        + "charged all the same, the money returns by itself.")
            )
        case .processingAtBank where transaction.expectedAt == nil || transaction.reason != .processingAtBank:
            (
                Text("钱没有丢，正在等{bank}回应。", "錢沒有丟，正在等{bank}回應。", "Your money is safe; we are waiting for {bank}."),
                Text(
                    "转给{who}的 {amount} 已经提交，银行还没有回话。一有结果就告诉您；如果没有入账，会自动退回您的余额。请先不要再转一次。",
                    "轉給{who}的 {amount} 已經提交，銀行還沒有回話。一有結果就告訴您；如果沒有入帳，會自動退回您的餘額。請先不要再轉一次。",
                    "The {amount} to {who} has been sent and the bank has not answered yet. We tell you as soon as "
                        + "it does; if it is "
                        + "not credited, it returns to your balance. Please do not send it again.")
            )
        case .processingAtBank:
            (
                Text("钱没有丢，正在{bank}入账。", "錢沒有丟，正在{bank}入帳。", "Your money is safe; it is being credited at {bank}."),
                Text(
                    "转给{who}的 {amount} 预计 {when} 前到账。如果银行没有入账，会自动退回您的余额，不用您操作。请先不要再转一次。",
                    "轉給{who}的 {amount} 預計 {when} 前到帳。如果銀行沒有入帳，會自動退回您的餘額，不用您操作。請先不要再轉一次。",
                    "The {amount} to {who} should arrive by {when}. If the bank does not credit it, it returns to "
                        + "your balance by itself. Please do not send it again."
                )
            )
        default: moreTexts(transaction)
        }
    }

    private var lateTexts: (verdict: Text, explanation: Text) {
        (
            Text("钱没有丢，只是比预计的晚了。", "錢沒有丟，只是比預計的晚了。", "Your money is safe, only later than expected."),
            Text(
                "这笔 {amount} 本该 {when} 前有结果，现在还在等{bank}。可以请专人去追；没有办成的，会自动退回。请先不要再办一次。",
                "這筆 {amount} 本該 {when} 前有結果，現在還在等{bank}。可以請專人去追；沒有辦成的，會自動退回。請先不要再辦一次。",
                "This {amount} should have been settled by {when}, and {bank} has not answered yet. We can trace it "
                    + "for you; what does not go through returns by itself. Please do not send it again.")
        )
    }

    /// When the money was where, and when it should be at the end, like a parcel's.
    private func timed(
        _ rail: [DiagnosisCard.Station], _ transaction: WalletTransaction, _ clock: Clock
    ) -> [DiagnosisCard.Station] {
        let isSettled = transaction.state.isFinal
        return rail.enumerated().map { place, station in
            var station = station
            switch station.state {
            case "done" where place == 0: station.time = clock.brief(transaction.createdAt)
            case "here", "stop": station.time = clock.brief(transaction.steps.last?.at ?? transaction.updatedAt)
            case "next" where !isSettled && place == rail.count - 1:
                station.time = transaction.expectedAt.map {
                    Text("预计 {when}", "預計 {when}", "by {when}")(clock.language, ["when": clock.brief($0)])
                }
            default: break
            }
            return station
        }
    }

    private func rail(_ transaction: WalletTransaction, _ language: Language) -> [DiagnosisCard.Station] {
        func station(_ state: String, _ icon: String, _ name: String, _ note: Text) -> DiagnosisCard.Station {
            .init(state: state, icon: icon, name: name, note: note(language))
        }
        let me = Text("我的余额", "我的餘額", "My balance")(language)
        let here = Text("钱在这里", "錢在這裡", "Money is here")
        let notPaid = Text("未付款", "未付款", "Not paid")
        let bank = transaction.counterparty.bank ?? Text("银行", "銀行", "Bank")(language)
        switch code {
        case .insufficientBalance:
            return [
                station("stop", "wallet", me, Text("余额不够", "餘額不夠", "Too low")),
                station("next", "store", transaction.counterparty.name, notPaid),
            ]
        case .outage:
            return [
                station("done", "user", Text("您", "您", "You")(language), Text("已确认", "已確認", "Confirmed")),
                station("stop", "alert", Text("服务", "服務", "Service")(language), Text("当时故障", "當時故障", "Out of order")),
                station("next", "store", transaction.counterparty.name, notPaid),
            ]
        case .cardExpired, .declinedByBank:
            let isExpired = code == .cardExpired
            return [
                station("done", "user", Text("您", "您", "You")(language), Text("已确认", "已確認", "Confirmed")),
                station(
                    "stop", "card", MoneyTexts.means(transaction.means, language),
                    isExpired ? Text("卡已过期", "卡已過期", "Expired") : Text("银行没同意", "銀行沒同意", "Declined")),
                station("next", "store", transaction.counterparty.name, notPaid),
            ]
        case .networkTimeout where transaction.held.minor > 0:
            return [
                station("here", "coin", me, Text("冻结在这里", "凍結在這裡", "On hold here")),
                station("stop", "bank", Text("收单银行", "收單銀行", "Bank")(language), Text("没有回应", "沒有回應", "No answer")),
                station("next", "store", transaction.counterparty.name, notPaid),
            ]
        case .networkTimeout:
            return [
                station("here", "coin", MoneyTexts.means(transaction.means, language), here),
                station("stop", "bank", Text("银行", "銀行", "Bank")(language), Text("没有回应", "沒有回應", "No answer")),
                station("next", "store", transaction.counterparty.name, notPaid),
            ]
        case .processingAtBank:
            return [
                station("done", "wallet", me, Text("已扣款", "已扣款", "Taken")),
                station("done", "transfer", Text("清算中心", "清算中心", "Clearing")(language), Text("已转出", "已轉出", "Sent")),
                station("here", "coin", bank, here),
                station("next", "user", transaction.counterparty.name, Text("待到账", "待到帳", "To arrive")),
            ]
        default: return moreRail(transaction, language)
        }
    }
}

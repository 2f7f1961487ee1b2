import Terms
import Wallet

enum MoneyTexts {
    static let whereIsMoney = Text("钱现在在哪里", "錢現在在哪裡", "Where the money is now")
    static let basis = Text("依据：", "依據：", "Based on: ")
    static let record = Text("交易记录", "交易記錄", "the transaction's record")
    static let notRefundable = Text(
        "这笔最多还能退 {amount}。", "這筆最多還能退 {amount}。", "At most {amount} can still be given back.")
    static let refundUnderWay = Text(
        "这笔已经有一个退款在办理，请不要重复提交。", "這筆已有一個退款正在處理，請不要重複提交。", "A refund for this payment is already under way.")

    static let balance = Text("余额", "餘額", "Balance")
    static let held = Text("冻结中", "凍結中", "On hold")
    static let recent = Text("最近交易", "最近交易", "Recent transactions")
    static let noTransactions = Text("还没有交易", "還沒有交易", "No transactions yet")
    static let noTransactionsHint = Text(
        "付款、转账和充值都会记在这里。", "付款、轉帳和儲值都會記在這裡。", "Payments, transfers and top-ups are kept here.")
    static let fee = Text("手续费", "手續費", "Fee")
    static let arrives = Text("实际到账", "實際到帳", "Arrives")
    static let expected = Text("预计到账", "預計到帳", "Expected")
    static let holdUntil = Text("最晚退回", "最晚退回", "Back by")
    static let party = Text("对方", "對方", "Other side")
    static let refundOf = Text("退的是", "退的是", "Refund of")
    static let original = Text("原来那笔", "原來那筆", "the original")
    static let actions = Text("常用", "常用", "What you can do")
    static let cards = Text("银行卡", "銀行卡", "Cards")
    static let limitsToday = Text(
        "今天还能付 {payment}、转 {transfer}", "今天還能付 {payment}、轉 {transfer}",
        "Today you can still pay {payment} and transfer {transfer}")
    static let limits = Text("限额", "限額", "Limits")
    static let level = Text("账户等级 {level}", "帳戶等級 {level}", "Level {level}")
    static let frozen = Text(
        "账户正在止付，钱只进不出。", "帳戶正在止付，錢只進不出。", "Your account is stopped: money comes in and does not go out.")
    static let shut = Text(
        "账户先锁住了，钱只进不出。", "帳戶先鎖住了，錢只進不出。", "Your account is locked: money comes in and does not go out.")
    static let hasProblem = Text("这笔遇到了问题？", "這筆遇到了問題？", "Is something wrong with it?")
    static let stopNow = Text("一键止付", "一鍵止付", "Stop everything")
    static let raiseLimit = Text("查看和提高限额", "查看和提高限額", "See and raise your limits")

    static let earlier = Text("更早的交易", "更早的交易", "Earlier transactions")
    static let askAboutThis = Text("问客服", "問客服", "Ask about this")
    static let details = Text("交易信息", "交易資訊", "Details")
    static let amount = Text("金额", "金額", "Amount")
    static let number = Text("订单号", "訂單編號", "Order number")
    static let submitted = Text("提交时间", "提交時間", "Submitted")
    static let means = Text("付款方式", "付款方式", "Paid from")
    static let refundedSoFar = Text("已退回", "已退回", "Given back")
    static let steps = Text("经过", "經過", "What happened")
    static let seeThis = Text("查看这笔交易", "查看這筆交易", "See this transaction")
    static let allWell = Text("这笔没有问题。", "這筆沒有問題。", "Nothing is wrong with this one.")
    static let walletSilent = Text(
        "暂时查不到钱包数据，钱是安全的。请过一会儿再看。", "暫時查不到錢包資料，錢是安全的。請稍後再看。",
        "We cannot reach the wallet right now. Your money is safe; please look again in a while.")

    static func kind(_ kind: WalletTransaction.Kind) -> Text {
        switch kind {
        case .topUp: Text("充值", "儲值", "Top-up")
        case .payment: Text("付款", "付款", "Payment")
        case .transfer: Text("转账", "轉帳", "Transfer")
        case .refund: Text("退款", "退款", "Refund")
        case .withdrawal: Text("提现", "提領", "Withdrawal")
        case .received: Text("收款", "收款", "Money received")
        }
    }

    static func state(_ state: WalletTransaction.State) -> Text {
        switch state {
        case .created: Text("已提交", "已提交", "Submitted")
        case .authorised: Text("已扣款", "已扣款", "Set aside")
        case .processing: Text("处理中", "處理中", "Processing")
        case .succeeded: Text("成功", "成功", "Done")
        case .failed: Text("未成功", "未成功", "Did not go through")
        case .returned: Text("已退回", "已退回", "Came back")
        }
    }

    /// What a customer says when their page offers it.
    static func say(_ code: Diagnosis.Code) -> Text {
        switch code {
        case .merchantNotReceived: Text("商家说没收到", "商家說沒收到", "The merchant says it never came")
        case .notReceived: Text("对方说没收到", "對方說沒收到", "They say it never came")
        case .noConfirmation: Text("没看到付款结果", "沒看到付款結果", "I saw no confirmation")
        case .wrongRecipient: Text("转错人了", "轉錯人了", "I sent it to the wrong person")
        default: Text("不是我付的", "不是我付的", "That was not me")
        }
    }

    /// `data-tone` and icon of a state.
    static func look(_ state: WalletTransaction.State) -> (tone: String, icon: String) {
        switch state {
        case .created, .authorised, .processing: ("brand", "clock")
        case .succeeded: ("ok", "check")
        case .failed: ("danger", "x")
        case .returned: ("info", "refund")
        }
    }

    static func means(_ means: WalletTransaction.Means, _ language: Language) -> String {
        switch means {
        case .balance: balance(language)
        case .card(let bank, let lastFour):
            Text("{bank}（尾号 {four}）", "{bank}（尾號 {four}）", "{bank} (ending {four})")(
                language, ["bank": bank, "four": lastFour])
        }
    }
}

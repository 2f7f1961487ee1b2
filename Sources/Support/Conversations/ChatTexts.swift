import Terms
import Wallet

enum ChatTexts {
    static let title = Text("在线客服", "線上客服", "Chat")
    static let talk = Text("对话", "對話", "Conversation")
    static let official = Text("{brand} 官方客服", "{brand} 官方客服", "{brand} official support")
    static let perhaps = Text("您可能想问", "您可能想問", "You may be asking about")
    static let isItThis = Text("是这笔交易吗？", "是這筆交易嗎？", "Is it this one?")
    static let yesThis = Text("是，看看怎么回事", "是，看看怎麼回事", "Yes, tell me what happened")
    static let chipPayment = Text("付款失败", "付款失敗", "Payment failed")
    static let chipTransfer = Text("转账没到账", "轉帳沒到帳", "Transfer not received")
    static let chipTopUp = Text("充值失败", "儲值失敗", "Top-up failed")
    static let chipRefund = Text("怎么退款", "怎麼退款", "How refunds work")
    static let message = Text("消息", "訊息", "Message")
    static let placeholder = Text("写下问题", "寫下問題", "Write your question")
    static let write = Text("发消息", "傳送訊息", "Send a message")
    static let send = Text("发送", "傳送", "Send")
    static let sending = Text("正在发送", "正在傳送", "Sending")
    static let notSent = Text(
        "还没发出去，网络恢复后会自动再发。", "還沒送出，網路恢復後會自動再送。", "Not sent yet; it goes out by itself when the network is back.")
    static let offline = Text(
        "网络断了，正在重新连接。写的内容不会丢。", "網路中斷，正在重新連線。寫的內容不會遺失。", "The connection is lost; reconnecting. What you write is kept."
    )
    static let queue = Text("排队情况", "排隊情況", "Your place in the queue")
    static let aboutToWait = Text("大约还要等", "大約還要等", "Expected wait")
    static let minutes = Text("分钟", "分鐘", "minutes")
    static let ahead = Text("前面还有 {count} 人", "前面還有 {count} 人", "{count} people before you")
    static let mayLeave = Text(
        "可以先离开，对话会留着。您刚才说的会一并转给客服，不用重复。", "可以先離開，對話會留著。您剛才說的會一併轉給客服，不用重複。",
        "You may leave; the conversation stays. Our agent will see what you said, so you need not repeat it.")
    static let closedNow = Text(
        "现在是休息时间，客服上班后会回复您。", "現在是休息時間，客服上班後會回覆您。", "Our people are off duty and will answer when they are back.")
    static let closedNowHint = Text(
        "对话会一直留着。账户被盗请打 {emergency}，24 小时有人接。", "對話會一直留著。帳戶被盜請撥打 {emergency}，24 小時有人接。",
        "The conversation stays. If your account was stolen, call {emergency}; it is answered day and night.")
    /// Of a brand that has no line round the clock.
    static let closedNowStop = Text(
        "对话会一直留着，上班后按顺序回复。账户被盗请先一键止付。", "對話會一直留著，上班後按順序回覆。帳戶被盜請先一鍵止付。",
        "The conversation stays, and we answer in turn when we are back. If your account was stolen, stop "
            + "everything now."
    )
    static let solved = Text("问题解决了，结束对话", "問題解決了，結束對話", "Solved: end the conversation")
    static let record = Text("这次对话的记录", "這次對話的記錄", "This conversation")
    static let subject = Text("问题", "問題", "About")
    static let transaction = Text("交易", "交易", "Transaction")
    static let show = Text("查看", "查看", "Show")
    static let number = Text("编号", "編號", "Number")
    static let another = Text("问另一件事", "詢問另一件事", "Ask about something else")
    static let otherWays = Text(
        "也可以打电话、写邮件或在社交平台上找我们。", "也可以打電話、寫郵件或在社群平台找我們。", "You can also call, write or find us on social networks.")

    static func whatHappened(_ kind: WalletTransaction.Kind) -> Text {
        switch kind {
        case .payment: Text("这笔付款为什么没成功？", "這筆付款為什麼沒成功？", "Why did this payment fail?")
        case .transfer: Text("这笔转账到哪里了？", "這筆轉帳到哪裡了？", "Where is this transfer?")
        case .topUp: Text("这笔充值为什么没成功？", "這筆儲值為什麼沒成功？", "Why did this top-up fail?")
        case .refund: Text("这笔退款到哪里了？", "這筆退款到哪裡了？", "Where is this refund?")
        case .withdrawal: Text("这笔提现到哪里了？", "這筆提領到哪裡了？", "Where is this withdrawal?")
        case .received: Text("这笔收款有什么问题？", "這筆收款有什麼問題？", "What about this money received?")
        }
    }
}

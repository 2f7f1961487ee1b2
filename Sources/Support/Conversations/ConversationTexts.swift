import Terms

enum ConversationTexts {
    static let assistantName = Text("AI 助手", "AI 助理", "AI assistant")
    static let you = Text("您", "您", "You")
    static let agent = Text("客服", "客服", "Agent")
    static let messageEmpty = Text("请先写点什么再发送。", "請先輸入內容再送出。", "Please write something first.")
    static let messageTooLong = Text(
        "一次最多 {max} 个字。请分成几条发，内容还在输入框里。", "一次最多 {max} 個字。請分成幾則送出，內容還在輸入框裡。",
        "At most {max} characters at a time. Please send it in parts; what you wrote is still in the box.")
    static let waitingForPerson = Text(
        "已经为您转接人工客服。前面说的都会转给客服，不用再说一遍。", "已經為您轉接人工客服。前面說的都會轉給客服，不用再說一次。",
        "We are getting a person for you. They will see everything above, so you need not say it again.")
    static let agentJoined = Text(
        "客服{name}（工号 {number}）加入了对话。我们不会问您要密码、验证码和银行卡号。",
        "客服{name}（工號 {number}）加入了對話。我們不會問您要密碼、驗證碼和銀行卡號。",
        "{name} (staff number {number}) has joined. We never ask for passwords, codes or card numbers.")
    static let closed = Text(
        "这次对话已结束，记录会保留。还有问题，直接在这里写就行。", "這次對話已結束，記錄會保留。還有問題，直接在這裡寫就可以。",
        "This conversation is closed and kept on record. If anything is left, just write here.")
    static let secretMasked = Text(
        "刚才的敏感内容（验证码、密码或卡号）已经遮住，没有保存，客服也看不到。任何人在聊天里要这些，都是骗子。",
        "剛才的敏感內容（驗證碼、密碼或卡號）已經遮住，沒有保存，客服也看不到。任何人在聊天裡要這些，都是騙子。",
        "The code, password or card number you typed was hidden and not stored; our staff cannot see it. Anyone "
            + "who asks for these in a chat is a fraud."
    )
    static let alreadyAssigned = Text("这个会话已由{name}接待。", "這個對話已由{name}接待。", "{name} already has this conversation.")
    static let alreadyClosed = Text("这个会话已经结束。", "這個對話已經結束。", "This conversation is closed.")
    static let takeFirst = Text("请先接入这个会话，再回复客户。", "請先接入這個對話，再回覆客戶。", "Take this conversation first, then reply.")
    static let refundArrived = Text(
        "退款 {amount} 已经到账，在您的余额里。", "退款 {amount} 已經到帳，在您的餘額裡。", "The refund of {amount} has arrived in your balance.")
    static let refundOnItsWay = Text(
        "退款 {amount} 已经提交，正在退回您的银行卡，1–3 个工作日到账。", "退款 {amount} 已經提交，正在退回您的銀行卡，1–3 個工作日到帳。",
        "The refund of {amount} is on its way to your card and arrives within 1–3 working days.")
    static let keyReused = Text(
        "这个标识已经用来发过别的内容。请刷新页面，再发一次；您写的内容还在。", "這個識別碼已經用來傳過別的內容。請重新整理頁面，再傳一次；您寫的內容還在。",
        "This key was already used for other words. Please reload the page and send again; what you wrote is kept.")
    static let refundOnCard = Text(
        "退款 {amount} 已经退回您的银行卡。", "退款 {amount} 已經退回您的銀行卡。",
        "The refund of {amount} has been returned to your card.")
    static let refundSlow = Text(
        "退款 {amount} 还在办理，比平时慢，我们会一直跟进，不用您再提交。", "退款 {amount} 還在處理，比平時慢，我們會一直跟進，不用您再提交。",
        "The refund of {amount} is taking longer than usual. We keep at it; you need not ask again.")
    static let refundRefused = Text(
        "退款 {amount} 没有成功，客服会继续跟进。", "退款 {amount} 沒有成功，客服會繼續跟進。",
        "The refund of {amount} did not go through; your agent is following up.")
}

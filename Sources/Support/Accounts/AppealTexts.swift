import Terms

enum AppealTexts {
    static let title = Text("申诉", "申訴", "Appeal")
    static let lead = Text(
        "账户被限制，您不同意，可以申诉。先核对是您本人，再说明情况，15 天内给您答复。", "帳戶被限制，您不同意，可以申訴。先核對是您本人，再說明情況，15 天內給您答覆。",
        "If your account is restricted and you disagree, appeal. First show that it is you, then tell us what "
            + "happened. We "
            + "answer within 15 days.")
    static let nothing = Text(
        "这个账户没有可以申诉的限制。", "這個帳戶沒有可以申訴的限制。", "There is no restriction on this account to appeal against.")
    static let against = Text("针对的限制", "針對的限制", "Restriction")
    static let since = Text("从何时起", "自何時起", "Since")
    static let tell = Text("请说说情况", "請說說情況", "Please tell us what happened")
    static let tellHint = Text(
        "钱从哪来、用来做什么，有什么能证明的（合同、聊天、单据的编号）。不用写密码、验证码和卡号。", "錢從哪來、用來做什麼，有什麼能證明的（合約、對話、單據的編號）。不用寫密碼、驗證碼和卡號。",
        "Where the money came from, what it was for, and what shows it (contract, chat, numbers of documents). No "
            + "passwords, "
            + "codes or card numbers.")
    static let send = Text("提交申诉", "提交申訴", "Send the appeal")
    static let receipt = Text("申诉回执", "申訴回執", "Receipt of your appeal")
    static let open = Text("已经收到，正在查。", "已經收到，正在查。", "We have it and are looking into it.")
    static let granted = Text("申诉成立，限制已经解除。", "申訴成立，限制已經解除。", "Your appeal was granted; the restriction is lifted.")
    static let upheld = Text("查过了，这次维持原来的限制。", "查過了，這次維持原來的限制。", "We looked into it; the restriction stays.")
    static let number = Text("申诉编号", "申訴編號", "Number")
    static let openedAt = Text("提交时间", "提交時間", "Sent")
    static let due = Text("最晚答复", "最晚答覆", "Answer by")
    static let answer = Text("答复", "答覆", "Answer")
    static let yours = Text("您说的", "您說的", "What you said")
    static let meanwhile = Text(
        "等待期间，退款照常退回，余额还是您的。有新材料，在对话里补充就行。", "等待期間，退款照常退回，餘額仍是您的。有新資料，在對話裡補充就可以。",
        "Meanwhile refunds arrive as usual and the balance is yours. Add anything new in the chat.")
    static let further = Text(
        "还是不同意，可以在对话里要求复核，或向当地金融消费者投诉热线 12363 反映。", "若仍不同意，可以在對話裡要求複核，或向當地金融消費者投訴熱線 12363 反映。",
        "If you still disagree, ask for a review in the chat, or turn to the financial consumers' line 12363.")

    static let topic = Text("申诉（限制编号 {lock}）", "申訴（限制編號 {lock}）", "Appeal against restriction {lock}")
    static let received = Text(
        "申诉已经收到，编号 {number}。最晚 {due} 前答复。", "申訴已經收到，編號 {number}。最晚 {due} 前答覆。",
        "Your appeal is in, number {number}. The answer comes by {due}.")
    static let grantedSaid = Text(
        "申诉 {number} 成立，限制已经解除。{answer}", "申訴 {number} 成立，限制已經解除。{answer}",
        "Appeal {number} was granted and the restriction is lifted. {answer}")
    static let upheldSaid = Text(
        "申诉 {number} 查过了，维持原来的限制。{answer}", "申訴 {number} 查過了，維持原來的限制。{answer}",
        "Appeal {number} was looked into; the restriction stays. {answer}")
    static let answerTooLong = Text(
        "答复最多 2000 个字。", "答覆最多 2000 個字。", "The answer can have 2,000 characters at most.")
    static let settledAlready = Text("这份申诉已经答复过了。", "這份申訴已經答覆過了。", "This appeal has been answered already.")
}

extension Notice.Template {
    static let appealReceived = Notice.Template(
        name: "appeal_received", subject: Text("申诉已收到 {number}", "申訴已收到 {number}", "Your appeal {number}"),
        text: Text(
            "您的申诉已经收到，编号 {number}，最晚 {due} 前答复。查进度请在 {brand} 打开“申诉”。",
            "您的申訴已經收到，編號 {number}，最晚 {due} 前答覆。查進度請在 {brand} 開啟「申訴」。",
            "Your appeal is in, number {number}. The answer comes by {due}. To see how far it is, open “Appeal” at "
                + "{brand}."))

    static let appealGranted = Notice.Template(
        name: "appeal_granted", subject: Text("申诉成立", "申訴成立", "Your appeal was granted"),
        text: Text(
            "您的申诉 {number} 成立，限制在 {time} 解除，可以登录 {brand} 了。给您添了麻烦，抱歉。",
            "您的申訴 {number} 成立，限制在 {time} 解除，可以登入 {brand} 了。給您添了麻煩，抱歉。",
            "Your appeal {number} was granted; the restriction was lifted at {time} and you can sign in to {brand}. "
                + "We are "
                + "sorry for the trouble."))

    static let appealUpheld = Notice.Template(
        name: "appeal_upheld", subject: Text("申诉有答复了", "申訴有答覆了", "Your appeal was answered"),
        text: Text(
            "您的申诉 {number} 在 {time} 有了答复，这次维持原来的限制。原因和下一步请在 {brand} 的“申诉”里看。",
            "您的申訴 {number} 在 {time} 有了答覆，這次維持原來的限制。原因和下一步請在 {brand} 的「申訴」裡看。",
            "Your appeal {number} was answered at {time}: the restriction stays. The reason and what you can do "
                + "next are "
                + "under “Appeal” at {brand}."))
}

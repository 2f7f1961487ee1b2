import Terms

/// What agents and customers read about checking who somebody is, and about shutting and opening an account.
enum SafetyTexts {
    static let urgent = Text("紧急", "緊急", "Urgent")
    static let title = Text("身份核对", "身分核對", "Identity")
    static let hint = Text(
        "解锁、解除止付之前，请客户在安全表单里核对。填的内容不进聊天，您也看不到。", "解鎖、解除止付之前，請客戶在安全表單裡核對。填的內容不進聊天，您也看不到。",
        "Before unlocking, have the customer fill in the secure form. What they type stays out of the chat and of "
            + "your sight.")
    static let ask = Text("核对身份", "核對身分", "Check identity")
    static let askStrictly = Text("严格核对（解除止付用）", "嚴格核對（解除止付用）", "Strict check (to lift a stop)")
    static let needsHold = Text("接入后才能核对。", "接入後才能核對。", "Take the conversation to check.")
    static let running = Text("等客户填写", "等待客戶填寫", "Waiting for the customer")
    static let passed = Text("已通过", "已通過", "Passed")
    static let spent = Text("已用于办理", "已用於辦理", "Used")
    static let failed = Text("没通过", "未通過", "Failed")
    static let expired = Text("已过期", "已過期", "Expired")
    static let validUntil = Text("{time} 前可以办理", "{time} 前可以辦理", "You can act until {time}")
    static let score = Text("{points} / {needed} 分", "{points} / {needed} 分", "{points} of {needed} points")
    static let scoreLabel = Text("核对得分", "核對得分", "Score")
    static let account = Text("对方填的账号", "對方填的帳號", "Account as typed")
    static let notYet = Text("还没填账号", "還沒填帳號", "No account typed yet")
    static let missed = Text("错了 {count} 次", "錯了 {count} 次", "Wrong {count} times")
    static let given = Text("对", "正確", "Right")
    static let refused = Text("用完了", "次數用完", "Used up")
    static let asking = Text("在填", "填寫中", "Open")

    static let shut = Text("账户状态", "帳戶狀態", "Account")
    static let notShut = Text("没有锁。", "沒有鎖。", "Not locked.")
    static let attempts = Text("密码错太多，锁到 {time}", "密碼錯太多，鎖到 {time}", "Wrong passwords, locked until {time}")
    static let risk = Text("风控锁", "風控鎖", "Risk lock")
    static let owner = Text("本人止付", "本人止付", "Owner's stop")
    static let ban = Text("封禁", "封禁", "Ban")
    static let walletWaits = Text("钱包核心还没确认", "錢包核心尚未確認", "The wallet has not confirmed yet")
    static let disowned = Text("标为“不是我做的”：{count} 笔", "標為「不是我做的」：{count} 筆", "Marked as not theirs: {count}")
    static let unlock = Text("解锁", "解鎖", "Unlock")
    static let unlockAll = Text("解锁并解除止付", "解鎖並解除止付", "Unlock and lift the stop")
    static let stop = Text("替客户止付", "替客戶止付", "Stop everything")
    static let stopTitle = Text("替{name}止付？", "替{name}止付？", "Stop everything for {name}?")
    static let stopBody = Text(
        "付款、转账、提现和所有登录马上停住，收款照常。不用核对身份；恢复要客户本人严格核对。", "付款、轉帳、提領和所有登入馬上停住，收款照常。不用核對身分；恢復要客戶本人嚴格核對。",
        "Payments, transfers, withdrawals and all sign-ins stop at once; money still comes in. No proof is needed; "
            + "undoing it "
            + "takes a strict check of the customer.")
    static let reason = Text("原因（客户会看到）", "原因（客戶會看到）", "Reason (the customer reads it)")
    static let banButton = Text("封禁账户", "封禁帳戶", "Ban the account")
    static let banTitle = Text("封禁{name}的账户？", "封禁{name}的帳戶？", "Ban the account of {name}?")
    static let banBody = Text(
        "客户不能登录和付款，会收到原因和申诉办法；退款照常退回。", "客戶不能登入和付款，會收到原因和申訴辦法；退款照常退回。",
        "The customer cannot sign in or pay, and is told the reason and how to appeal; refunds still arrive.")
    static let banYes = Text("确认封禁", "確認封禁", "Ban")
    static let liftBan = Text("解除封禁", "解除封禁", "Lift the ban")
    static let no = Text("先不", "先不", "Not now")

    static let appeal = Text("申诉", "申訴", "Appeal")
    static let due = Text("最晚答复", "最晚答覆", "Answer by")
    static let overdue = Text("已超过 15 天", "已超過 15 天", "More than 15 days")
    static let daysLeft = Text("还剩 {days} 天", "還剩 {days} 天", "{days} days left")
    static let supervisorAnswers = Text("由主管答复。", "由主管答覆。", "A supervisor answers.")
    static let answer = Text("给客户的答复", "給客戶的答覆", "Answer to the customer")
    static let grant = Text("成立，解除限制", "成立，解除限制", "Grant and lift")
    static let uphold = Text("维持限制", "維持限制", "Uphold")
    static let granted = Text("已成立", "已成立", "Granted")
    static let upheld = Text("已维持", "已維持", "Upheld")

    static let nobody = Text(
        "还不知道是谁的账户。请先核对身份。", "還不知道是誰的帳戶。請先核對身分。", "Nobody knows whose account it is yet. Check identity first.")
    static let nothingShut = Text("账户没有锁，不用解。", "帳戶沒有鎖，不用解。", "The account is not locked.")

    // In the conversation
    static let asked = Text(
        "客服请您核对身份。请点下面的按钮，在安全表单里填；不要把验证码、密码发在聊天里。", "客服請您核對身分。請按下面的按鈕，在安全表單裡填；不要把驗證碼、密碼發在聊天裡。",
        "Please show that it is you. Use the button below and fill in the secure form; never send codes or "
            + "passwords in the "
            + "chat.")
    static let openForm = Text("打开安全表单", "開啟安全表單", "Open the secure form")
    static let formTitle = Text("安全表单", "安全表單", "Secure form")
    static let close = Text("关闭", "關閉", "Close")
    static let proved = Text("身份核对通过了。", "身分核對通過了。", "The identity check is done.")
    static let unlockedSaid = Text("已为您解开，现在可以登录了。", "已為您解開，現在可以登入了。", "Your account is open; you can sign in now.")
    static let unlockedNote = Text("核对身份后解锁。", "核對身分後解鎖。", "Unlocked after an identity check.")
    static let stoppedNote = Text(
        "替客户止付，编号 {number}。", "替客戶止付，編號 {number}。", "Stopped for the customer, number {number}.")
    static let bannedNote = Text("封禁账户，原因：{reason}。", "封禁帳戶，原因：{reason}。", "Banned. Reason: {reason}.")
    static let banLiftedNote = Text("解除封禁。", "解除封禁。", "Ban lifted.")
}

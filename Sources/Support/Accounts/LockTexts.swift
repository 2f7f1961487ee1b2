import Terms

/// What is said about a shut account: to its owner, and to nobody who has not shown who they are.
enum LockTexts {
    /// The reason that may be told, by its word in `AccountLock.reason`.
    static func reason(_ word: String) -> Text {
        reasons[word] ?? Text("出于安全考虑", "基於安全考量", "For safety")
    }

    static let reasons: [String: Text] = [
        // What a rule saw.
        "risk_burst": Text(
            "新设备登录后，短时间内连续向新收款方转出", "新裝置登入後，短時間內連續向新收款方轉出",
            "Several payments to new recipients in a few minutes, just after a new device signed in"),
        "risk_drain": Text(
            "新设备登录不久，一笔转出了大部分余额", "新裝置登入不久，一筆轉出了大部分餘額",
            "Most of the balance sent at once, soon after a new device signed in"),
        "risk_unusual": Text(
            "有一笔比您平时大得多", "有一筆比您平時大得多", "A payment far larger than your usual ones"),
        // What the owner says.
        "not_mine": Text("有一笔付款不是我做的", "有一筆付款不是我做的", "A payment was not mine"),
        "phone_lost": Text("手机丢了或被拿走了", "手機遺失或被拿走了", "My phone is lost or taken"),
        "deceived": Text("我可能被骗了", "我可能被騙了", "I may have been deceived"),
        "unsure": Text("先停下来，再弄清楚", "先停下來，再弄清楚", "Stop first, find out later"),
        // Why a supervisor bans.
        "ban_fraud": Text(
            "多人反映这个账户涉及诈骗收款", "多人反映這個帳戶涉及詐騙收款", "Several people report payments obtained by fraud"),
        "ban_identity": Text(
            "登记的身份信息与本人不符", "登記的身分資料與本人不符", "The registered identity does not match the person"),
        "ban_rules": Text(
            "把账户出借、出租或用于违规经营", "將帳戶出借、出租或用於違規經營", "The account was lent, rented or used against the rules"),
        "ban_law": Text("依法配合有关机关的要求", "依法配合有關機關的要求", "A lawful request of an authority"),
    ]
    static let ownersReasons = ["not_mine", "phone_lost", "deceived", "unsure"]
    static let banReasons = ["ban_fraud", "ban_identity", "ban_rules", "ban_law"]

    static let unknownReason = Text("请从列表里选一个原因。", "請從清單中選一個原因。", "Please choose a reason from the list.")
    static let proveFirst = Text(
        "请先让客户在安全表单里核对身份；核对通过后 30 分钟内可以办理。", "請先讓客戶在安全表單裡核對身分；核對通過後 30 分鐘內可以辦理。",
        "Have the customer prove who they are in the secure form first; you can act for 30 minutes after that.")
    static let proveMore = Text(
        "解除止付要更严格的核对，请另外发起一次“严格核对”。", "解除止付需要更嚴格的核對，請另外發起一次「嚴格核對」。",
        "Lifting the owner's stop takes a stricter check. Please ask for one.")
    static let walletNotTold = Text(
        "钱包核心两天没有回应，止付指令没有送到。请马上电话通知核心值班人员。", "錢包核心兩天沒有回應，止付指令沒有送到。請立即電話通知核心值班人員。",
        "The wallet core has not answered for two days and was not told. Please call its people at once.")

    // MARK: - Unlocking

    static let unlockTitle = Text("解锁账户", "解鎖帳戶", "Unlock your account")
    static let unlockLead = Text(
        "密码错得太多，或系统发现异常时，账户会先锁住，钱不会动。核对是您本人，马上就能解开。",
        "密碼錯誤太多次，或系統發現異常時，帳戶會先鎖住，錢不會動。核對是您本人，馬上就能解開。",
        "After too many wrong passwords, or when something looks wrong, the account is locked and the money stays put. "
            + "Prove that it is you, and it opens at once.")
    static let unlockedTitle = Text("账户已经解开", "帳戶已經解開", "Your account is open again")
    static let stillShutTitle = Text("这道锁解开了，还有一道", "這道鎖解開了，還有一道", "That lock is off; another remains")
    static let unlockedLead = Text(
        "现在可以登录了。密码要是记不清，或者担心别人知道，顺手换一个更稳。", "現在可以登入了。若記不清密碼，或擔心別人知道，順手換一個更安心。",
        "You can sign in now. If you are not sure of your password, or somebody may know it, set a new one.")
    static let signIn = Text("去登录", "去登入", "Sign in")
    static let changePassword = Text("换一个密码", "換一個密碼", "Set a new password")

    // MARK: - What shuts it

    static let lockedTitle = Text("账户现在锁着", "帳戶目前鎖著", "Your account is locked")
    static let lockedGenerally = Text(
        "账户锁着时，钱原样在里面，谁也动不了。按您的情况选一个办法。", "帳戶鎖著時，錢原樣在裡面，誰也動不了。請依您的情況選一個辦法。",
        "While the account is locked the money stays in it and nobody can move it. Choose what fits.")
    static let openTitle = Text("账户没有锁", "帳戶沒有鎖", "Your account is not locked")
    static let openLead = Text("可以照常登录。", "可以照常登入。", "You can sign in as usual.")

    static let attemptsTitle = Text("错得太多次，先锁住了", "錯誤太多次，先鎖住了", "Locked after too many wrong passwords or codes")
    static let attemptsLead = Text(
        "{time} 自动解开。不想等，可以现在核对本人解锁，或找回密码。", "{time} 自動解開。不想等，可以現在核對本人解鎖，或找回密碼。",
        "It opens by itself at {time}. To be quicker, unlock it now or reset your password.")
    static let attemptsGenerally = Text(
        "过一会儿会自动解开。不想等，可以现在核对本人解锁，或找回密码。", "過一會兒會自動解開。不想等，可以現在核對本人解鎖，或找回密碼。",
        "It opens by itself after a while. To be quicker, unlock it now or reset your password.")
    static let riskTitle = Text("系统发现异常，先替您锁住了", "系統發現異常，先替您鎖住了", "Something looked wrong, so we locked it for you")
    static let riskLead = Text(
        "原因：{reason}。是您本人做的，核对一下就解开；不是，请马上止付。", "原因：{reason}。若是您本人操作，核對一下就解開；若不是，請立即止付。",
        "Reason: {reason}. If it was you, prove it and the lock comes off. If not, stop everything now.")
    static let riskGenerally = Text(
        "是您本人做的，核对一下就解开；不是，请马上止付。", "若是您本人操作，核對一下就解開；若不是，請立即止付。",
        "If it was you, prove it and the lock comes off. If not, stop everything now.")
    static let ownerTitle = Text("您止付了这个账户", "您止付了這個帳戶", "You stopped this account")
    static let ownerLead = Text(
        "{time} 起生效，编号 {number}。付款、转账、提现和登录都停着，收款照常。", "{time} 起生效，編號 {number}。付款、轉帳、提領和登入都停著，收款照常。",
        "Since {time}, number {number}. Payments, transfers, withdrawals and signing in are stopped; money still "
            + "comes in.")
    static let ownerGenerally = Text(
        "付款、转账、提现和登录都停着，收款照常。事情弄清楚了，再解除。", "付款、轉帳、提領和登入都停著，收款照常。事情弄清楚了，再解除。",
        "Payments, transfers, withdrawals and signing in are stopped; money still comes in. Lift it once things are "
            + "clear.")
    static let banTitle = Text("账户被限制使用", "帳戶被限制使用", "Your account is restricted")
    static let banLead = Text(
        "原因：{reason}。{time} 起生效。", "原因：{reason}。{time} 起生效。", "Reason: {reason}. Since {time}.")
    static let banGenerally = Text(
        "不同意这个决定，可以申诉，15 天内给您答复。", "不同意這個決定，可以申訴，15 天內給您答覆。",
        "If you disagree you can appeal; the answer comes within 15 days.")
    static let banMoney = Text(
        "钱还是您的：商家退款照常退回，余额经审核后可以提现到您本人的银行卡。", "錢仍是您的：商家退款照常退回，餘額經審核後可以提領到您本人的銀行卡。",
        "The money is still yours: refunds arrive as usual, and after a review the balance can be paid out to your "
            + "own card.")
    static let banRemedy = Text(
        "您可以申诉，说明情况、附上能证明的材料。收到后 15 天内答复，查清无误马上恢复。",
        "您可以申訴，說明情況、附上能證明的資料。收到後 15 天內答覆，查清無誤馬上恢復。",
        "You can appeal: tell us what happened and what shows it. We answer within 15 days and restore the account "
            + "at once "
            + "if it is cleared.")
    static let appeal = Text("我要申诉", "我要申訴", "Appeal")
    static let unlockNow = Text("现在解锁", "現在解鎖", "Unlock now")
    static let resetPassword = Text("找回密码", "找回密碼", "Reset the password")
    static let stopNow = Text("不是我，马上止付", "不是我，立即止付", "It was not me: stop everything")
    static let unfreeze = Text("解除止付", "解除止付", "Lift the stop")
    static let emergency = Text("紧急专线 24 小时有人接：", "緊急專線 24 小時有人接：", "The emergency line is answered day and night: ")
}

extension Notice.Template {
    static let unlocked = Notice.Template(
        name: "account_unlocked", subject: Text("您的账户已解锁", "您的帳戶已解鎖", "Your account was unlocked"),
        text: Text(
            "您的账户在 {time} 解锁了。不是您本人，请马上在 {brand} 页面上一键止付，或打 {emergency}。",
            "您的帳戶在 {time} 解鎖了。若非您本人，請立即在 {brand} 頁面上一鍵止付，或撥打 {emergency}。",
            "Your account was unlocked at {time}. If it was not you, stop everything on the {brand} pages or call "
                + "{emergency}."))

    static let riskLocked = Notice.Template(
        name: "account_risk_locked", subject: Text("我们先锁住了您的账户", "我們先鎖住了您的帳戶", "We have locked your account"),
        text: Text(
            "{time} 系统发现异常：{reason}。账户已先锁住，钱没有再动。是您本人，请打开 {brand} 的“解锁账户”；不是，请用“一键止付”，或打 {emergency}。",
            "{time} 系統發現異常：{reason}。帳戶已先鎖住，錢沒有再動。若是您本人，請開啟 {brand} 的「解鎖帳戶」；若不是，請用「一鍵止付」，或撥打 {emergency}。",
            "At {time} something looked wrong: {reason}. Your account is locked and no more money moves. If it was "
                + "you, "
                + "open “Unlock your account” at {brand}; if not, use “Stop everything” or call {emergency}."))

    static let banned = Notice.Template(
        name: "account_banned", subject: Text("您的账户被限制使用", "您的帳戶被限制使用", "Your account is restricted"),
        text: Text(
            "您的账户从 {time} 起被限制使用，原因：{reason}。钱还是您的，退款照常退回。不同意可以在 {brand} 的“申诉”里说明，15 天内答复。",
            "您的帳戶自 {time} 起被限制使用，原因：{reason}。錢仍是您的，退款照常退回。若不同意，可以在 {brand} 的「申訴」裡說明，15 天內答覆。",
            "Your account is restricted since {time}. Reason: {reason}. The money is still yours and refunds arrive as "
                + "usual. You can appeal at {brand}; the answer comes within 15 days."))

    static let banLifted = Notice.Template(
        name: "account_ban_lifted", subject: Text("您的账户已恢复", "您的帳戶已恢復", "Your account is restored"),
        text: Text(
            "您的账户在 {time} 恢复使用，可以登录 {brand} 了。给您添了麻烦，抱歉。", "您的帳戶在 {time} 恢復使用，可以登入 {brand} 了。給您添了麻煩，抱歉。",
            "Your account was restored at {time}; you can sign in to {brand}. We are sorry for the trouble."))
}

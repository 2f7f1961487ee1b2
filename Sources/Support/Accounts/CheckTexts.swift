import Terms

enum CheckTexts {
    static let over = Text(
        "这次核对已经结束或过期了。请重新开始，钱和账户都没有变化。", "這次核對已經結束或過期了。請重新開始，錢和帳戶都沒有變化。",
        "This identity check is over or has expired. Please start again; nothing has changed in your account.")
    static let tooManyChecks = Text(
        "这个账号今天核对得太频繁，为了安全，请一小时后再试。着急的话，可以打电话给我们。",
        "這個帳號核對得太頻繁，為了安全，請一小時後再試。若很急，可以打電話給我們。",
        "This login has been checked too often. For safety, please try again in an hour, or call us if it is urgent.")
    static let codeTooSoon = Text(
        "验证码刚发过，请 {seconds} 秒后再发。", "驗證碼剛發過，請 {seconds} 秒後再發。",
        "A code was just sent. You can ask for another in {seconds} seconds.")
    static let tooManyCodes = Text(
        "验证码发得太多了，请一小时后再试，或换一种方式核对。", "驗證碼發得太多了，請一小時後再試，或換一種方式核對。",
        "Too many codes were sent. Please try again in an hour, or prove who you are in another way.")
    static let wrongForGood = Text(
        "不对，这种方式不能再试了。请换一种方式，或找客服帮您核对。", "不對，這種方式不能再試了。請換一種方式，或找客服幫您核對。",
        "That is not right, and this way cannot be tried again. Please use another one, or ask us for help.")
    static let codeUsedUp = Text(
        "错的次数太多，这个验证码作废了。请再发一个，或换一种方式核对。", "錯的次數太多，這個驗證碼作廢了。請再發一個，或換一種方式核對。",
        "Too many wrong tries; this code is void. Please ask for another, or use another way.")
    static let whichAccount = Text(
        "是哪个账号的事？", "是哪個帳號的事？", "Which account is it about?")
    static let whichAccountHint = Text(
        "填登记的手机号或邮箱，我们往那里发一个验证码。", "填登記的手機號碼或信箱，我們往那裡發一個驗證碼。",
        "Enter its registered phone or e-mail; a code goes there.")
    static let backToChat = Text("回到对话", "回到對話", "Back to the chat")
    static let tooManyPasskeys = Text(
        "通行密钥最多 10 个，请先删掉不用的。", "通行金鑰最多 10 個，請先刪除不用的。",
        "You can have ten passkeys at most. Please remove one that you do not use.")
    static let passkeyKnown = Text(
        "这个通行密钥已经添加过了。", "這個通行金鑰已經新增過了。", "This passkey has been added already.")
    static let contactInvalid = Text(
        "请填写手机号或邮箱，例如 13800138000。", "請填寫手機號碼或電子郵件，例如 0912345678。",
        "Please enter a phone number or an e-mail, such as 13800138000.")

    static func wrong(_ proof: Proof) -> Text {
        switch proof {
        case .phoneCode, .emailCode:
            Text(
                "验证码不对或已过期，还可以试 {left} 次。", "驗證碼不對或已過期，還可以試 {left} 次。",
                "That code is wrong or has expired; you can try {left} more times.")
        case .password:
            Text(
                "密码不对。请检查大小写和多余的空格，还可以试 {left} 次。", "密碼不對。請檢查大小寫和多餘的空格，還可以試 {left} 次。",
                "That password is wrong. Check capital letters and stray spaces; you can try {left} more times.")
        default:
            Text("不对，还可以试 {left} 次。", "不對，還可以試 {left} 次。", "That is not right; you can try {left} more times.")
        }
    }

    static func missing(_ proof: Proof) -> Text {
        switch proof {
        case .phoneCode, .emailCode, .oneTimePassword:
            Text("请填写 6 位数字。", "請填寫 6 位數字。", "Please enter the six digits.")
        case .transactions: Text("请把三道题都选上。", "請把三題都選好。", "Please answer all three questions.")
        default: Text("这里不能空着。", "這裡不能空白。", "Please fill this in.")
        }
    }

    static func name(_ proof: Proof) -> Text {
        switch proof {
        case .password: Text("登录密码", "登入密碼", "Password")
        case .paymentPassword: Text("支付密码", "支付密碼", "Payment password")
        case .phoneCode: Text("短信验证码", "簡訊驗證碼", "Code by SMS")
        case .emailCode: Text("邮箱验证码", "信箱驗證碼", "Code by e-mail")
        case .oneTimePassword: Text("验证器上的 6 位数字", "驗證器上的 6 位數字", "Six digits from your authenticator app")
        case .recoveryCode: Text("恢复码", "復原碼", "Recovery code")
        case .passkey: Text("面容或指纹", "臉部或指紋", "Face or fingerprint")
        case .transactions: Text("最近的交易", "最近的交易", "Recent transactions")
        case .cardEnding: Text("已绑银行卡的后 4 位", "已綁銀行卡的末 4 碼", "Last four digits of a linked card")
        case .birthday: Text("生日（8 位数字，如 19900215）", "生日（8 位數字，如 19900215）", "Birthday (eight digits, as 19900215)")
        }
    }

    static func title(_ purpose: Purpose) -> Text {
        switch purpose {
        case .signIn: Text("两步验证", "兩步驟驗證", "Two-factor sign-in")
        case .signUp: Text("验证手机号或邮箱", "驗證手機號碼或信箱", "Confirm your phone or e-mail")
        case .resetPassword: Text("找回密码", "找回密碼", "Reset your password")
        case .unlock: Text("解锁账户", "解鎖帳戶", "Unlock your account")
        case .freeze: Text("一键止付", "一鍵止付", "Stop everything")
        case .unfreeze: Text("解除止付", "解除止付", "Lift the stop")
        case .appeal: Text("申诉", "申訴", "Appeal")
        case .changePhone: Text("更换手机号", "更換手機號碼", "Change your phone")
        case .phoneLost: Text("旧手机不在身边", "舊手機不在身邊", "Without your old phone")
        case .changeEmail: Text("更换邮箱", "更換信箱", "Change your e-mail")
        case .changePaymentPassword: Text("支付密码", "支付密碼", "Payment password")
        case .changePassword: Text("更换登录密码", "更換登入密碼", "Change your password")
        case .changeDetails: Text("修改个人资料", "修改個人資料", "Change personal details")
        case .strengthen, .weaken: Text("确认是您本人", "確認是您本人", "Confirm that it is you")
        case .factorLost: LostFactorTexts.title
        case .newContact: Text("验证新号码或邮箱", "驗證新號碼或信箱", "Confirm the new contact")
        case .agent: Text("核对身份", "核對身分", "Identity check")
        }
    }

    static let why = Text(
        "您填的内容只用来核对身份，不会进聊天记录，客服也看不到。", "您填的內容只用來核對身分，不會進聊天紀錄，客服也看不到。",
        "What you type here is used only to check who you are. It does not enter the chat, and no agent sees it.")
    static let sendTo = Text("发送验证码到 {address}", "發送驗證碼到 {address}", "Send a code to {address}")
    static let sentTo = Text(
        "如果 {address} 是登记过的，验证码已经发出，10 分钟内有效。", "如果 {address} 是登記過的，驗證碼已經發出，10 分鐘內有效。",
        "If {address} is registered, a code is on its way. It is good for ten minutes.")
    static let sentSurely = Text(
        "验证码已发到 {address}，10 分钟内有效。", "驗證碼已發到 {address}，10 分鐘內有效。",
        "A code was sent to {address}. It is good for ten minutes.")
    static let sendAgain = Text("没收到？再发一次", "沒收到？再發一次", "Nothing came? Send another")
    static let notReceived = Text(
        "收不到时：看看是不是被拦截或进了垃圾邮件，信号好不好，号码有没有停机。", "收不到時：看看是否被攔截或進了垃圾郵件、訊號好不好、門號是否停用。",
        "If nothing comes: look among blocked texts and spam, check the signal, and whether the number is in service.")
    static let go = Text("确认", "確認", "Continue")
    static let done = Text("已核对", "已核對", "Done")
    static let otherWays = Text("换一种方式", "換一種方式", "Another way")
    static let nothingLeft = Text(
        "能自己核对的方式不够。请联系客服，我们换别的方法帮您。", "能自行核對的方式不夠。請聯絡客服，我們用其他方法協助您。",
        "There is no further way to prove it here. Please contact us; a person will help you in another way.")
    static let more = Text("还需要继续核对。", "還需要繼續核對。", "More proof is needed.")
    static let passed = Text("核对完成。", "核對完成。", "That is done.")
    static let passedInChat = Text(
        "核对完成，客服已经看到结果。请回到对话。", "核對完成，客服已經看到結果。請回到對話。",
        "That is done, and the agent knows. Please go back to the conversation.")
    static let usePasskey = Text("用面容或指纹核对", "用臉部或指紋核對", "Use face or fingerprint")
    static let passkeyCancelled = Text(
        "已取消，什么都没有改变。", "已取消，什麼都沒有改變。", "Cancelled; nothing has changed.")
    static let passkeyFailed = Text(
        "没有成功，请再试一次，或换一种方式。", "沒有成功，請再試一次，或換一種方式。",
        "That did not work. Please try again, or use another way.")
    static let noPasskey = Text(
        "这台设备不支持面容或指纹，请换一种方式。", "這台裝置不支援臉部或指紋，請換一種方式。",
        "This device has no passkeys; please use another way.")
    static let whichParty = Text("这些里面，您最近付过或转过账的是哪个？", "這些裡面，您最近付過或轉過帳的是哪個？", "Whom of these did you pay lately?")
    static let whichAmount = Text("最近给“{place}”的一笔是多少？", "最近給「{place}」的一筆是多少？", "How much did you pay {place} lately?")
    static let start = Text("下一步", "下一步", "Next")
    static let contact = Text("登记的手机号或邮箱", "登記的手機號碼或信箱", "Registered phone or e-mail")
}

import Terms

/// What the records show of a trouble, said in one sentence. The article behind the code says what to do.
enum RecordTexts {
    static let incidentFailed = Text(
        "您这笔 {amount} 没有办成，钱不会少，恢复后再办一次就行。", "您這筆 {amount} 沒有辦成，錢不會少，恢復後再辦一次即可。",
        "Your {amount} did not go through and no money is lost; try again once it works.")
    static let card = Text(
        "{time} 绑{bank}尾号 {ending} 的卡没有成功。", "{time} 綁{bank}尾號 {ending} 的卡沒有成功。",
        "Adding the {bank} card ending {ending} did not work ({time}).")
    static let stopped = Text(
        "您 {time} 按了一键止付，回执编号 {number}。现在钱只进不出，余额原样都在。",
        "您 {time} 按了一鍵止付，回執編號 {number}。現在錢只進不出，餘額原樣都在。",
        "You stopped everything ({time}), receipt {number}. Money comes in and does not go out; your balance is "
            + "untouched.")
    static let risk = Text(
        "{time} 系统发现异常（{reason}），账户先锁住了，钱没有再动。", "{time} 系統發現異常（{reason}），帳戶先鎖住了，錢沒有再動。",
        "The system noticed something unusual ({time}: {reason}) and locked the account; no money has moved since.")
    static let banned = Text(
        "账户在 {time} 停用了，原因：{reason}。编号 {number}。可以申诉，15 天内答复。",
        "帳戶在 {time} 停用了，原因：{reason}。編號 {number}。可以申訴，15 天內答覆。",
        "The account was closed to use ({time}): {reason}. Number {number}. You can appeal and get an answer within "
            + "15 days.")
    static let attempts = Text(
        "错得太多次，账户锁到 {until}，到时自动解开；钱没有动。不想等，可以自己解锁。",
        "錯誤太多次，帳戶鎖到 {until}，屆時自動解開；錢沒有動。不想等，可以自己解鎖。",
        "After too many wrong answers the account is locked until {until} and then opens by itself; no money has "
            + "moved. You can also unlock it now.")
    static let wrongPassword = Text(
        "最近登录密码错了 {count} 次，还可以试 {left} 次。", "最近登入密碼錯了 {count} 次，還可以試 {left} 次。",
        "Your password was wrong {count} times lately; {left} tries are left.")
    static let slip = Text(
        "最近一次输的密码，大小写或空格可能不对：看看大写键，首尾别带空格。", "最近一次輸入的密碼，大小寫或空格可能不對：看看大寫鍵，首尾別帶空格。",
        "The last password that was typed may differ in capitals or spaces: check caps lock and the ends.")
    static let wrongDigits = Text(
        "支付密码错了 {count} 次，还可以试 {left} 次，之后付款会先停一会儿。", "支付密碼錯了 {count} 次，還可以試 {left} 次，之後付款會先停一會兒。",
        "The payment password was wrong {count} times; {left} tries are left before payments pause.")
    static let paymentsLocked = Text(
        "支付密码错得太多，付款停到 {until}，到时自动恢复；钱没有动。", "支付密碼錯得太多，付款停到 {until}，屆時自動恢復；錢沒有動。",
        "After too many wrong payment passwords, payments pause until {until}; no money has moved.")
    static let outdated = Text(
        "您的 App 版本太旧，不能付款和转账，更新到 {new} 以上就行；钱没有动。", "您的 App 版本太舊，不能付款和轉帳，更新到 {new} 以上即可；錢沒有動。",
        "Your app is too old for orders; update it to {new} or newer. No money has moved.")
    static let newDevice = Text(
        "{time} 有一台新设备登录了您的账户，我们为此发过提醒。不是您，请马上一键止付。",
        "{time} 有一台新裝置登入了您的帳戶，我們為此發過提醒。若不是您，請立即一鍵止付。",
        "A new device signed in to your account ({time}), and we told you so. If it was not you, stop everything now.")
    static let begun = Text(
        "您 {time} 开始办的，还没有办完。", "您 {time} 開始辦的，還沒有辦完。", "You began this ({time}) and it is not finished.")
    static let begunBySomebody = Text(
        "{time} 有人用您的联系方式开始办这件事，还没有办完。不是您，可以不用管，密码没有变。",
        "{time} 有人用您的聯絡方式開始辦這件事，還沒有辦完。若不是您，可以不用理會，密碼沒有變。",
        "Somebody began this with your contact ({time}) and did not finish. If it was not you, nothing has changed.")
    static let notSent = Text(
        "{time} 的验证码没有送到：号码可能停机、关机或不在用。可以改用邮箱收。", "{time} 的驗證碼沒有送到：號碼可能停話、關機或不再使用。可以改用信箱接收。",
        "The code ({time}) did not reach the phone: it may be off or no longer in use. You can get it by e-mail.")
    static let complaint = Text(
        "您 {time} 的投诉（{number}）{state}，最晚 {due} 答复。", "您 {time} 的投訴（{number}）{state}，最晚 {due} 答覆。",
        "Your complaint {number} ({time}) is {state}; the answer is due by {due}.")
    static let complaintNoted = Text(
        "投诉已经登记，编号 {number}，最晚 {due} 答复，排在前面处理。想补充什么，直接写在这里。",
        "投訴已經登記，編號 {number}，最晚 {due} 答覆，排在前面處理。想補充什麼，直接寫在這裡。",
        "Your complaint is noted: number {number}, answered by {due} at the latest, and handled first. Add anything "
            + "you like right here.")
    static let complaintAnswered = Text(
        "您 {time} 的投诉（{number}）{state}，回复在那次对话里。", "您 {time} 的投訴（{number}）{state}，回覆在那次對話裡。",
        "Your complaint {number} ({time}) is {state}; the answer stands in that conversation.")
    static let balance = Text(
        "现在的余额是 {balance}。最近几笔：{list}。", "目前的餘額是 {balance}。最近幾筆：{list}。", "Your balance is {balance}. Lately: {list}.")
    static let balanceEmpty = Text(
        "现在的余额是 {balance}，最近没有交易。", "目前的餘額是 {balance}，最近沒有交易。", "Your balance is {balance}; nothing has moved lately.")
}

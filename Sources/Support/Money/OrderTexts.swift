import Terms
import Wallet

extension Notice.Template {
    /// Places: `kind`, `amount`.
    static let orderUnclear = Notice.Template(
        name: "order_unclear", subject: Text("一笔操作还没有结果", "一筆操作還沒有結果", "An order without an answer"),
        text: Text(
            "您的{kind} {amount} 一直没有结果，已转人工核实。请先不要再做一次，有结果会告诉您。",
            "您的{kind} {amount} 一直沒有結果，已轉人工核實。請先不要再做一次，有結果會通知您。",
            "Your order ({kind}, {amount}) has had no answer. A person is finding out; please do not place it again."))
}

enum OrderTexts {
    static let unclear = Text("{kind} {amount} 没有结果", "{kind} {amount} 沒有結果", "No answer: {kind}, {amount}")
    static let unclearSaid = Text(
        "{kind} {amount} 已经确认，钱包一整天没有答复，不知道有没有办成。已请客服核实；请先不要再做一次。",
        "{kind} {amount} 已經確認，錢包一整天沒有答覆，不確定是否完成。已請客服核實；請先不要再做一次。",
        "{kind}, {amount}: confirmed, and the wallet has not answered for a day, so it is not known whether it was "
            + "done. A person is finding out; please do not place it again.")

    // MARK: - What is wrong

    static let amountInvalid = Text(
        "请用数字填写金额，最多两位小数，例如 88.00。", "請用數字填寫金額，最多兩位小數，例如 88.00。",
        "Please enter the amount in digits with at most two decimals, such as 88.00.")
    static let amountZero = Text("金额要大于 0。", "金額要大於 0。", "The amount must be more than zero.")
    static let chooseCard = Text("请选一张银行卡。", "請選一張銀行卡。", "Please choose a card.")
    static let cardExpired = Text(
        "这张卡过期了。请换一张，或先在银行卡里换成新卡。", "這張卡過期了。請換一張，或先在銀行卡裡換成新卡。",
        "This card has expired. Please choose another, or add the new one first.")
    static let tooLittle = Text(
        "余额 {balance}，还差 {short}。可以先充值，或改小金额。", "餘額 {balance}，還差 {short}。可以先儲值，或改小金額。",
        "The balance is {balance}, {short} short. Top up first, or enter less.")
    private static let overOnce = Text(
        "单笔最多 {most}。请改小金额分几次办，或先提高限额。", "單筆最多 {most}。請改小金額分次辦理，或先提高限額。",
        "At most {most} at once. Please enter less, or raise your limit first.")
    private static let overToday = Text(
        "今天已用 {used}，还能用 {left}，明天 0:00 恢复到 {day}。可以改小金额，或先提高限额。",
        "今天已用 {used}，還能用 {left}，明天 0:00 恢復到 {day}。可以改小金額，或先提高限額。",
        "You have used {used} today and have {left} left; at midnight it is {day} again. Enter less, or raise "
            + "your limit."
    )

    static func overLimit(_ amount: Money, _ limit: Limit) -> Text {
        amount.minor > limit.perTransaction.minor
            ? overOnce.filling(["most": limit.perTransaction.display])
            : overToday.filling([
                "used": limit.usedToday.display, "left": limit.left.display, "day": limit.perDay.display,
            ])
    }

    static let unknownRecipient = Text(
        "没有找到这个手机号或邮箱的钱包。请核对后再填，或改用“银行账户”转账。", "找不到這個手機號碼或信箱的錢包。請核對後再填，或改用「銀行帳戶」轉帳。",
        "There is no wallet with this phone or e-mail. Please check it, or transfer to a bank account instead.")
    static let toOneself = Text(
        "这是您自己的账户。要把钱转到银行卡，请用“提现”。", "這是您自己的帳戶。要把錢轉到銀行卡，請用「提領」。",
        "That is your own account. To move money to your card, use “Withdraw”.")
    static let noName = Text(
        "请填写收款人姓名，要和银行登记的一样。", "請填寫收款人姓名，要與銀行登記的一致。", "Please enter the payee's name as the bank has it.")
    static let noBank = Text("请填写开户银行，例如工商银行。", "請填寫開戶銀行，例如中國信託。", "Please enter the bank's name.")
    static let noAccountNumber = Text(
        "账号不对。请逐位核对，一般是 8–34 位数字。", "帳號不正確。請逐位核對，一般是 8–34 位數字。",
        "That account number is not right. Please check it digit by digit; it has 8 to 34 digits.")
    static let noMerchant = Text(
        "请填写商户名称，或收款码下面的 6 位数字。", "請填寫商家名稱，或收款碼下方的 6 位數字。",
        "Please enter the merchant's name, or the six digits below their code.")
    static let codeUnknown = Text(
        "没有找到这个商户号。请核对，或直接填商户名称。", "找不到這個商家代碼。請核對，或直接填商家名稱。",
        "We do not know this merchant code. Please check it, or enter the merchant's name.")
    static let over = Text(
        "这一页放得太久了，没有下单，钱没有动。请重新填写。", "這一頁放得太久了，沒有下單，錢沒有動。請重新填寫。",
        "This page is too old. Nothing was ordered and no money has moved. Please start again.")
    static let walletSilent = Text(
        "钱包暂时没有回应，正在替您继续提交，不会重复扣款。请过一会儿点“查看结果”，不要另下一单。",
        "錢包暫時沒有回應，正在替您繼續提交，不會重複扣款。請稍後點「查看結果」，不要另下一單。",
        "The wallet is not answering right now. We go on trying, and you will not be charged twice. Look again in a "
            + "while; please do not order it anew.")
    static let wrongPasskey = Text(
        "没有核对上，没有下单。请再试一次，或用支付密码。", "沒有核對上，沒有下單。請再試一次，或用支付密碼。",
        "That did not match; nothing was ordered. Please try again, or use your payment password.")
    static let frozen = Text(
        "账户正在止付，付款、转账和提现都停着，钱原样在账户里。", "帳戶正在止付，付款、轉帳和提領都停著，錢原樣在帳戶裡。",
        "Your account is stopped: no money goes out, and all of it is still there.")

    static func locked(_ kind: AccountLock.Kind) -> Text {
        switch kind {
        case .owner: frozen
        case .risk:
            Text(
                "为了您的钱，账户先锁上了。核对是您本人，就能解开。", "為了您的錢，帳戶先鎖上了。核對是您本人，就能解開。",
                "To protect your money the account is locked for now. Prove that it is you, and it opens.")
        case .ban:
            Text(
                "账户已被停用，暂时不能办这项业务。可以看原因，也可以申诉。", "帳戶已被停用，暫時不能辦理這項業務。可以查看原因，也可以申訴。",
                "The account has been suspended, so this is not possible now. You can see why, and appeal.")
        }
    }

    // MARK: - On the forms

    static func title(_ kind: Order.Kind) -> Text {
        switch kind {
        case .topUp: Text("充值", "儲值", "Top up")
        case .withdrawal: Text("提现", "提領", "Withdraw")
        case .transfer: Text("转账", "轉帳", "Transfer")
        case .payment: Text("付款", "付款", "Pay")
        }
    }

    static let amount = Text("金额", "金額", "Amount")
    static let next = Text("下一步", "下一步", "Next")
    static let fromCard = Text("从哪张卡充", "從哪張卡儲值", "From which card")
    static let toCard = Text("提到哪张卡", "提到哪張卡", "To which card")
    static let payWith = Text("用什么付", "用什麼付款", "Pay with")
    static let addCard = Text("添加银行卡", "新增銀行卡", "Add a card")
    static let noCards = Text("还没有银行卡", "還沒有銀行卡", "No card yet")
    static let noCardsHint = Text(
        "先添加一张本人的银行卡，只要一分钟。", "先新增一張本人的銀行卡，只要一分鐘。", "Add a card of your own first; it takes a minute.")
    static let available = Text("可用余额 {balance}", "可用餘額 {balance}", "Available: {balance}")
    static let leftToday = Text(
        "今天还能用 {left}，单笔最多 {once}", "今天還能用 {left}，單筆最多 {once}", "{left} left today, {once} at once")
    static let raise = Text("提高限额", "提高限額", "Raise the limit")
    static let feeNext = Text(
        "下一步会写明手续费和到账时间，确认后才扣款。", "下一步會寫明手續費和到帳時間，確認後才扣款。",
        "The fee and the time come on the next page; nothing is taken before you confirm.")
    static let toCustomer = Text("钱包用户", "錢包用戶", "Wallet user")
    static let toBank = Text("银行账户", "銀行帳戶", "Bank account")
    static let recipient = Text("对方的手机号或邮箱", "對方的手機號碼或信箱", "Their phone or e-mail")
    static let recipientHint = Text(
        "下一步会显示对方名字的最后一个字，请核对。", "下一步會顯示對方名字的最後一個字，請核對。",
        "The next page shows part of their name, to check.")
    static let payeeName = Text("收款人姓名", "收款人姓名", "Payee's name")
    static let payeeBank = Text("开户银行", "開戶銀行", "Bank")
    static let payeeNumber = Text("账号", "帳號", "Account number")
    static let recent = Text("最近转过", "最近轉過", "Recent")
    static let another = Text("换一个人", "換一個人", "Somebody else")
    static let merchant = Text("商户名称或商户号", "商家名稱或商家代碼", "Merchant's name or code")
    static let examples = Text("试试这些商户", "試試這些商家", "Merchants to try")
    static let ways = Text("查看原因和办法", "查看原因和辦法", "See why, and what to do")
    static let expired = Text("已过期", "已過期", "Expired")

    // MARK: - Once more

    static let check = Text("请核对", "請核對", "Please check")
    static let payee = Text("收款方", "收款方", "Payee")
    static let fee = Text("手续费", "手續費", "Fee")
    static let free = Text("免费", "免費", "None")
    static let arrives = Text("实际到账", "實際到帳", "Arrives")
    static let when = Text("到账时间", "到帳時間", "When")
    static let atOnce = Text("马上", "馬上", "At once")
    static let byBank = Text("由银行处理，一般 2 小时内", "由銀行處理，一般 2 小時內", "By the bank, usually within 2 hours")
    static let about = Text("{when} 左右", "{when} 左右", "About {when}")
    static let from = Text("付款方式", "付款方式", "Paid from")
    static let left = Text("今天剩余额度", "今天剩餘額度", "Left today")
    static let usePasskey = Text("用面容或指纹确认", "用臉部或指紋確認", "Confirm with face or fingerprint")
    static let cancel = Text("先不办，返回", "先不辦，返回", "Not now")
    static let setPassword = Text("先设支付密码", "先設定支付密碼", "Set a payment password")
    static let noPassword = Text(
        "付款前要用支付密码确认。您还没有设，核对身份后设一个 6 位数字就行。", "付款前要用支付密碼確認。您還沒有設定，核對身分後設一組 6 位數字即可。",
        "Orders are confirmed with a payment password. You have none yet: prove who you are, and set six digits.")
    static let forgotten = Text("忘了支付密码？", "忘記支付密碼？", "Forgot it?")
    static let noPasskeyHere = Text(
        "这个浏览器用不了面容或指纹，请输入支付密码。", "這個瀏覽器無法使用臉部或指紋，請輸入支付密碼。",
        "Passkeys do not work in this browser; please enter your payment password.")
    static let passkeyStopped = Text(
        "没有完成核对，没有下单。可以再试一次。", "沒有完成核對，沒有下單。可以再試一次。", "That was stopped; nothing was ordered. You can try again.")
    static let twin = Text(
        "{when} 刚办过一笔一样的：{amount}，{who}。要再办一次吗？", "{when} 剛辦過一筆一樣的：{amount}，{who}。要再辦一次嗎？",
        "You ordered the same at {when}: {amount}, {who}. Once more?")
    static let once = Text("要再付一次吗？", "要再付一次嗎？", "Pay once more?")
    static let newPayee = Text("第一次转给这个人，请想一想", "第一次轉給這個人，請想一想", "First time to this person: a moment's thought")
    static let fraud = [
        Text(
            "钱是您自己要转的吗？没有人在电话里催您？", "錢是您自己要轉的嗎？沒有人在電話裡催您？",
            "Is it your own wish, with nobody urging you on the phone?"),
        Text(
            "客服、警察、银行都不会让您转到“安全账户”。", "客服、警察、銀行都不會要您轉到「安全帳戶」。",
            "No agent, officer or bank asks you to move money to a “safe account”."),
        Text(
            "刷单返利、退款要先交钱，都是骗局。拿不准先打 96110。", "刷單返利、退款要先付錢，都是騙局。拿不準先打 96110（台灣 165）。",
            "Fees to get paid or refunded are scams. If in doubt, call 96110 first."),
    ]
    static let waiting = Text("正在提交", "正在提交", "Being passed on")
    static let look = Text("查看结果", "查看結果", "See what came of it")
    static let again = Text("重新填写", "重新填寫", "Start again")
    static let refused = Text(
        "钱包没有接受这一单，钱没有动。", "錢包沒有接受這一單，錢沒有動。", "The wallet did not accept this order; no money has moved.")

    static func confirm(_ kind: Order.Kind) -> Text {
        switch kind {
        case .topUp: Text("确认充值 {amount}", "確認儲值 {amount}", "Top up {amount}")
        case .withdrawal: Text("确认提现 {amount}", "確認提領 {amount}", "Withdraw {amount}")
        case .transfer: Text("确认转账 {amount}", "確認轉帳 {amount}", "Transfer {amount}")
        case .payment: Text("确认付款 {amount}", "確認付款 {amount}", "Pay {amount}")
        }
    }

    static func card(_ card: Card, _ language: Language) -> String {
        MoneyTexts.means(.card(bank: card.bank, lastFour: card.lastFour), language)
    }
}

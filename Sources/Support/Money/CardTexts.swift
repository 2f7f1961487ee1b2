import Terms
import Wallet

enum CardTexts {
    static let title = Text("银行卡", "銀行卡", "Cards")
    static let add = Text("添加银行卡", "新增銀行卡", "Add a card")
    static let none = Text("还没有银行卡", "還沒有銀行卡", "No card yet")
    static let noneHint = Text(
        "添加本人的银行卡，就能充值、提现和付款。", "新增本人的銀行卡，就能儲值、提領和付款。", "Add a card of your own to top up, withdraw and pay.")
    static let added = Text("已添加，可以用了。", "已新增，可以使用了。", "Added, and ready to use.")
    static let removed = Text("已解绑。", "已解除綁定。", "Removed.")
    static let remove = Text("解绑", "解除綁定", "Remove")
    static let removeSure = Text("解绑 {card}？", "解除綁定 {card}？", "Remove {card}?")
    static let removeWhat = Text(
        "以后不能用它充值、提现和付款；余额和交易记录不变，随时可以再添加。", "之後不能用它儲值、提領和付款；餘額和交易紀錄不變，隨時可以再新增。",
        "It can no longer be used to top up, withdraw or pay. Your balance and history stay, and you can add it again.")
    static let keep = Text("先不解绑", "先不解除", "Keep it")
    static let ending = Text("尾号 {four}", "尾號 {four}", "ending {four}")
    static let until = Text("有效期至 {month}/{year}", "有效期限 {month}/{year}", "valid to {month}/{year}")
    static let expired = Text("已过期", "已過期", "Expired")
    static let number = Text("卡号", "卡號", "Card number")
    static let numberAgain = Text(
        "刚才填的是尾号 {four}，请再填一次", "剛才填的是尾號 {four}，請再填一次", "It ended in {four}; please enter it again")
    static let name = Text("持卡人姓名", "持卡人姓名", "Name on the card")
    static let expiry = Text("有效期（月/年）", "有效期限（月/年）", "Expiry (month/year)")
    static let phone = Text("银行预留手机号", "銀行預留手機號碼", "Phone number that the bank has")
    static let phoneHint = Text(
        "以在银行柜台登记的为准。", "以在銀行櫃台登記的為準。", "The one that your bank has on file.")
    static let numberHint = Text(
        "只能绑本人的卡。我们不要安全码（CVV），也不保存卡号。", "只能綁本人的卡。我們不要安全碼（CVV），也不保存卡號。",
        "Only a card of your own. We never ask for the CVV and do not keep the number.")
    static let numberEmpty = Text("请填写卡号。", "請填寫卡號。", "Please enter the card number.")
    static let nameEmpty = Text("请填写卡上的姓名。", "請填寫卡上的姓名。", "Please enter the name on the card.")
    static let expiryInvalid = Text(
        "请按卡面填写，例如 08/29。", "請依卡面填寫，例如 08/29。", "Please enter it as on the card, such as 08/29.")
    static let isExpired = Text(
        "这张卡已经过期，请用换发的新卡。", "這張卡已經過期，請用換發的新卡。", "This card has expired; please use the one that replaced it.")
    static let phoneInvalid = Text(
        "请填写 11 位手机号，例如 13800138000。", "請填寫手機號碼，例如 0912345678。",
        "Please enter a phone number, such as 13800138000.")
    static let bankSilent = Text(
        "银行暂时没有回应，还没有添加。请过几分钟再试，不会重复添加。", "銀行暫時沒有回應，尚未新增。請過幾分鐘再試，不會重複新增。",
        "The bank is not answering, so the card was not added. Please try again in a few minutes.")
    static let submit = Text("核对并添加", "核對並新增", "Check and add")

    static func kind(_ kind: Card.Kind?) -> Text {
        switch kind {
        case .debit: Text("储蓄卡", "簽帳金融卡", "Debit card")
        case .credit: Text("信用卡", "信用卡", "Credit card")
        case .prepaid: Text("预付卡", "預付卡", "Prepaid card")
        case nil: Text("银行卡", "銀行卡", "Bank card")
        }
    }
}

import Terms

/// A shelf of the help centre, in the order in which they are shown.
enum HelpCategory: String, CaseIterable, Sendable {
    case payment, transfer, topup, withdraw, card, refund, login, account, contacts, security, money, contact

    /// Unknown ones come last.
    static func place(_ name: String) -> Int {
        HelpCategory(rawValue: name).flatMap { allCases.firstIndex(of: $0) } ?? allCases.count
    }

    var name: Text {
        switch self {
        case .payment: Text("支付", "支付", "Payments")
        case .transfer: Text("转账", "轉帳", "Transfers")
        case .topup: Text("充值", "儲值", "Top-ups")
        case .withdraw: Text("提现", "提領", "Withdrawals")
        case .card: Text("银行卡", "銀行卡", "Cards")
        case .refund: Text("退款争议", "退款爭議", "Refunds")
        case .login: Text("登录密码", "登入密碼", "Signing in")
        case .account: Text("账户锁定", "帳戶鎖定", "Locked account")
        case .contacts: Text("换绑手机", "換綁手機", "Phone, e-mail")
        case .security: Text("账户安全", "帳戶安全", "Security")
        case .money: Text("余额费用", "餘額費用", "Balance, fees")
        case .contact: Text("客服投诉", "客服申訴", "Complaints")
        }
    }

    var icon: String {
        switch self {
        case .payment: "pay"
        case .transfer: "transfer"
        case .topup: "topup"
        case .withdraw: "withdraw"
        case .card: "card"
        case .refund: "refund"
        case .login: "key"
        case .account: "lock"
        case .contacts: "device"
        case .security: "shield"
        case .money: "coin"
        case .contact: "headset"
        }
    }
}

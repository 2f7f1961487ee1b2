import Terms

/// What a customer can do at once about a diagnosis or an article's subject: the buttons that make sense, the best
/// first. Paths are below the brand.
enum Advice {
    struct Way: Sendable {
        let id: String
        let label: Text
        let path: String
    }

    static func ways(for label: String) -> [Way] { all[label] ?? [] }

    private static let stop = Way(id: "freeze", label: FreezeTexts.title, path: "/freeze")
    private static let newCard = Way(
        id: "card", label: Text("再绑一次", "再綁一次", "Try the card again"), path: "/cards/new")
    private static let otherCard = Way(
        id: "card", label: Text("换一张卡", "換一張卡", "Use another card"), path: "/cards/new")
    private static let limits = Way(id: "limits", label: MoneyTexts.raiseLimit, path: "/security/limits")
    private static let topUp = Way(id: "topup", label: Text("去充值", "去儲值", "Top up"), path: "/topup")
    private static let forgotten = Way(
        id: "reset", label: Text("找回密码", "找回密碼", "Set a new password"), path: "/password/forgotten")
    private static let unlock = Way(id: "unlock", label: LockTexts.unlockTitle, path: "/unlock")
    private static let unfreeze = Way(id: "unfreeze", label: FreezeTexts.unfreezeTitle, path: "/unfreeze")
    private static let appeal = Way(id: "appeal", label: AppealTexts.title, path: "/appeal")
    private static let digits = Way(
        id: "payment_password", label: Text("重设支付密码", "重設支付密碼", "Set the payment password"),
        path: "/account/payment-password")
    private static let phone = Way(
        id: "phone", label: Text("换手机号", "換手機號碼", "Change the phone"), path: "/account/phone")
    private static let twoFactor = Way(
        id: "two_factor", label: Text("去设置两步验证", "去設定兩步驟驗證", "Two-factor sign-in"), path: "/security/two-factor")
    private static let lostFactor = Way(
        id: "lost_factor", label: Text("验证器、通行密钥都不在了？", "驗證器、通行金鑰都不在了？", "Lost every second factor?"),
        path: "/second-factor/lost")
    private static let statement = Way(id: "statement", label: StatementTexts.title, path: "/statement")

    private static let all: [String: [Way]] = [
        "login.wrong_password": [forgotten], "password.forgotten": [forgotten],
        "login.case_or_spaces": [
            Way(id: "signin", label: Text("再登录一次", "再登入一次", "Sign in again"), path: "/signin"), forgotten,
        ],
        "login.code_not_received": [
            Way(id: "reset", label: Text("改用邮箱收", "改用信箱接收", "Get it by e-mail"), path: "/password/forgotten")
        ],
        "account.locked_by_attempts": [unlock], "account.locked_by_risk": [unlock, stop],
        "account.frozen_by_owner": [unfreeze], "account.banned": [appeal], "account.stolen": [stop],
        "payment.unauthorised": [stop], "security.suspicious_message": [stop],
        "payment.wrong_payment_password": [digits], "payment_password.change": [digits],
        "payment.insufficient_balance": [topUp], "payment.card_expired": [otherCard],
        "payment.declined_by_bank": [otherCard], "topup.declined_by_bank": [otherCard],
        "withdrawal.rejected_by_bank": [otherCard], "payment.limit_reached": [limits],
        "topup.limit_reached": [limits], "withdrawal.limit_reached": [limits],
        "card.number_invalid": [newCard], "card.not_activated": [newCard], "card.name_mismatch": [newCard],
        "card.phone_mismatch": [newCard], "card.not_eligible": [otherCard],
        "phone.change": [phone], "phone.old_lost": [phone],
        "email.change": [
            Way(id: "email", label: Text("换邮箱", "換信箱", "Change the e-mail"), path: "/account/email")
        ],
        "security.two_factor": [twoFactor, lostFactor], "recovery-codes": [twoFactor, lostFactor],
        "security.passkey": [
            Way(
                id: "passkey", label: Text("去添加通行密钥", "去新增通行金鑰", "Add a passkey"), path: "/security/passkeys")
        ],
        "balance.unexpected": [statement], "statement": [statement],
        "complaint.start": [
            Way(
                id: "complain", label: Text("写投诉", "寫投訴", "Write a complaint"), path: "/tickets/new?about=complaint")
        ],
        "feedback.suggestion": [
            Way(id: "suggest", label: Text("写建议", "寫建議", "Write it down"), path: "/tickets/new")
        ],
        "top-up": [topUp], "bind-card": [newCard], "appeal": [appeal], "panic-lock": [stop], "unfreeze": [unfreeze],
        "withdraw": [Way(id: "withdraw", label: OrderTexts.title(.withdrawal), path: "/withdraw")],
        "how-to-transfer": [Way(id: "transfer", label: OrderTexts.title(.transfer), path: "/transfer")],
        "how-to-pay": [Way(id: "pay", label: OrderTexts.title(.payment), path: "/pay")],
        "unbind-card": [Way(id: "cards", label: MoneyTexts.cards, path: "/cards")],
        "set-limits": [limits], "limits-and-levels": [limits],
        "devices-and-sessions": [Way(id: "devices", label: SecurityTexts.devices, path: "/security/devices")],
        "security-checkup": [
            Way(id: "security", label: Text("打开安全中心", "開啟安全中心", "Security centre"), path: "/security")
        ],
        "change-password": [
            Way(id: "password", label: Text("换登录密码", "換登入密碼", "Change the password"), path: "/account/password")
        ],
        "personal-data": [
            Way(id: "details", label: Text("看个人资料", "看個人資料", "Personal details"), path: "/account/details")
        ],
        "safe-word": [
            Way(id: "details", label: Text("去设防伪语", "去設防偽語", "Set a safe phrase"), path: "/account/details")
        ],
        "sign-up": [Way(id: "signup", label: Text("去注册", "去註冊", "Sign up"), path: "/signup")],
    ]

    /// What cannot be said of a customer unless their records show it.
    static func needsRecord(_ code: String) -> Bool {
        let families = ["payment", "transfer", "topup", "withdrawal", "refund", "merchant", "card"]
        return families.contains { code.hasPrefix($0 + ".") }
            || code.hasPrefix("account.") && code != "account.stolen"
    }

    /// Diagnosis codes that rest on nothing but what is said, or on the account; the others are a transaction's.
    static func isDiagnosis(_ label: String) -> Bool { label.contains(".") }
}

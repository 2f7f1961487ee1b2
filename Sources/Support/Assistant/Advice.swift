import Foundation
import Terms
import Wallet

/// What a customer can do at once about a diagnosis or an article's subject: the buttons that make sense, the best
/// first. Paths are below the brand; `{id}`, `{who}` and `{amount}` are the transaction's.
enum Advice {
    struct Way: Sendable {
        let id: String
        let label: Text
        var method = "get"
        let path: String
        /// It is offered where these are so.
        var when: [Fact: [String]] = [:]
        /// Its page opens beside the talk, so that nobody loses the thread.
        var isSheet = false

        func fits(_ facts: Facts) -> Bool { when.allSatisfy { $1.contains(facts[$0] ?? Facts.no) } }
    }

    static func ways(for label: String, facts: Facts = [:]) -> [Way] {
        (all[label] ?? []).filter { $0.fits(facts) }
    }

    /// With the transaction in their paths.
    static func actions(
        for label: String, _ transaction: WalletTransaction?, facts: Facts = [:], _ language: Language
    ) -> [Answer.Action] {
        ways(for: label, facts: facts).compactMap { way in
            var path = way.path
            if path.contains("{") {
                guard let transaction else { return nil }
                for (place, value) in [
                    ("{id}", transaction.id.text), ("{who}", transaction.counterparty.name.percentEncoded),
                    ("{amount}", transaction.amount.decimal),
                ] { path = path.replacing(place, with: value) }
            }
            return .init(
                id: way.id, label: way.label(language), method: way.method, href: path,
                isSheet: way.isSheet ? true : nil)
        }
    }

    // MARK: - About a transaction

    private static let remind = Way(
        id: "remind", label: Text("有结果就告诉我", "有結果就告訴我", "Tell me when it is settled"), method: "post",
        path: "/transactions/{id}/reminders", when: [.late: ["no"]])
    private static let trace = Way(
        id: "trace", label: Text("请专人去追", "請專人去追", "Have it traced"), path: "/tickets/new?about=trace&transaction={id}")
    private static let traceLate = Way(id: trace.id, label: trace.label, path: trace.path, when: [.late: ["yes"]])
    private static let payAgain = Way(
        id: "retry", label: Text("再付一次", "再付一次", "Pay again"), path: "/pay?merchant={who}&amount={amount}",
        when: [.kind: ["payment"]])
    private static let payAgainOtherwise = Way(
        id: "retry", label: Text("换一种方式付", "換一種方式付", "Pay another way"),
        path: "/pay?merchant={who}&amount={amount}", when: [.kind: ["payment"]])
    private static let proof = Way(
        id: "merchant", label: Text("拿凭证问商家", "拿憑證問商家", "Show the shop a proof"), path: "/transactions/{id}/proof")
    private static let refund = Way(
        id: "refund", label: Text("申请退款", "申請退款", "Ask for a refund"),
        path: "/tickets/new?about=refund&transaction={id}")
    private static let dispute = Way(
        id: "dispute", label: Text("提出争议", "提出爭議", "Dispute it"), path: "/tickets/new?about=dispute&transaction={id}")

    // MARK: - About the account

    private static let stop = Way(id: "freeze", label: FreezeTexts.title, path: "/freeze", isSheet: true)
    private static let newCard = Way(
        id: "card", label: Text("再绑一次", "再綁一次", "Try the card again"), path: "/cards/new")
    private static let otherCard = Way(
        id: "card", label: Text("换一张卡", "換一張卡", "Use another card"), path: "/cards/new")
    private static let limits = Way(id: "limits", label: MoneyTexts.raiseLimit, path: "/security/limits")
    private static let topUp = Way(id: "topup", label: Text("去充值", "去儲值", "Top up"), path: "/topup")
    private static let forgotten = Way(
        id: "reset", label: Text("找回密码", "找回密碼", "Set a new password"), path: "/password/forgotten")
    private static let unlock = Way(id: "unlock", label: LockTexts.unlockTitle, path: "/unlock", isSheet: true)
    private static let unfreeze = Way(
        id: "unfreeze", label: FreezeTexts.unfreezeTitle, path: "/unfreeze", isSheet: true)
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
        "payment.network_timeout": [
            Way(id: "retry", label: payAgain.label, path: payAgain.path, when: [.kind: ["payment"], .held: ["no"]]),
            Way(
                id: "remind", label: Text("退回时告诉我", "退回時告訴我", "Tell me when it is back"), method: "post",
                path: remind.path, when: [.held: ["yes"]]),
        ],
        "payment.incident": [payAgain],
        "payment.no_confirmation": [
            Way(
                id: "remind", label: remind.label, method: "post", path: remind.path,
                when: [
                    .state: ["processing", "authorised", "created"], .late: ["no"],
                ]), proof, traceLate,
        ],
        "payment.duplicate": [refund, proof], "merchant.not_received": [proof, refund, dispute],
        "transfer.processing_at_bank": [remind, traceLate], "transfer.not_received": [trace, proof],
        "transfer.wrong_recipient": [dispute], "topup.processing": [remind, traceLate],
        "withdrawal.processing": [remind, traceLate], "refund.pending": [remind, traceLate],
        "payment.wrong_payment_password": [digits], "payment_password.change": [digits],
        "payment.insufficient_balance": [topUp, payAgainOtherwise],
        "payment.card_expired": [payAgainOtherwise, otherCard],
        "payment.declined_by_bank": [payAgainOtherwise, otherCard], "topup.declined_by_bank": [otherCard],
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

    /// Labels of diagnoses have a family before their name; articles' slugs have none.
    static func isDiagnosis(_ label: String) -> Bool { label.contains(".") }
}

extension String {
    /// For a value in a link.
    fileprivate var percentEncoded: String {
        addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

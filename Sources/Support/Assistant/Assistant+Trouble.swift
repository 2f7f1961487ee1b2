import Answers
import Terms
import Wallet

/// What a message says about money, as far as words tell: the seam where a trained model replaces the matching.
struct Said: Sendable {
    let text: String
    let amounts: [Int64]
    let kinds: Set<WalletTransaction.Kind>
    private let hasTrouble: Bool

    init(_ text: String, _ wishes: Set<Wish>) {
        self.text = text.lowercased()
        amounts = Amounts.read(text)
        var kinds: Set<WalletTransaction.Kind> = []
        if wishes.contains(.payment) { kinds.insert(.payment) }
        if wishes.contains(.transfer) { kinds.insert(.transfer) }
        if wishes.contains(.topUp) { kinds.insert(.topUp) }
        if wishes.contains(.refund) { kinds.insert(.refund) }
        if wishes.contains(.withdrawal) { kinds.insert(.withdrawal) }
        self.kinds = kinds
        hasTrouble = wishes.contains(.trouble)
    }

    /// A trouble with money, and neither a question how something is done nor a trouble with a phone or a password.
    var isTrouble: Bool {
        if hasTrouble, !kinds.isEmpty || !amounts.isEmpty { return true }
        if !hasTrouble, Self.howTo.contains(where: { text.contains($0) }) { return false }
        return !kinds.isDisjoint(with: [.payment, .transfer]) || Self.moneyWords.contains { text.contains($0) }
    }

    /// `这笔`: the transaction that the conversation is about.
    var pointsAtIt: Bool { Self.pointers.contains { text.contains($0) } }

    /// Whether what is said about amount and kind can be meant of this one.
    func fits(_ transaction: WalletTransaction) -> Bool {
        (amounts.isEmpty || amounts.contains(transaction.amount.minor))
            && (kinds.isEmpty || kinds.contains(transaction.kind))
    }

    func names(_ code: Diagnosis.Code) -> Bool {
        let words: [String] =
            switch code {
            case .insufficientBalance: ["余额", "餘額", "不够", "不足", "balance", "insufficient"]
            case .cardExpired: ["过期", "過期", "到期", "expired", "expiry"]
            case .declinedByBank:
                ["拒", "银行没", "银行不", "銀行沒", "銀行不", "declin", "reject", "refus", "bank said", "bank say"]
            case .networkTimeout: ["超时", "逾時", "网络", "冻结", "凍結", "timeout", "timed out", "hold", "held"]
            case .processingAtBank: ["转账", "轉帳", "到账", "到帳", "处理中", "transfer", "arriv", "sent"]
            case .limitReached, .topUpLimitReached, .withdrawalLimitReached: ["限额", "限額", "超限", "limit"]
            case .topUpDeclined, .topUpProcessing: ["充值", "儲值", "充钱", "top up", "top-up"]
            case .withdrawalProcessing, .withdrawalRejected: ["提现", "提現", "withdraw"]
            case .transferReturned: ["退回", "returned", "came back"]
            case .refundPending, .refundCompleted: ["退款", "refund"]
            default: []
            }
        return words.contains { text.contains($0) }
    }

    /// “That was not me” and a complaint are for a person, at once.
    static func isForPerson(_ text: String) -> Bool {
        let text = text.lowercased()
        return personWords.contains { text.contains($0) }
    }

    /// Money that somebody else moves goes before everything else.
    static func isTheft(_ text: String) -> Bool {
        let text = text.lowercased()
        return theftWords.contains { text.contains($0) }
    }

    private static let personWords = ["投诉", "投訴", "complain"] + theftWords
    private static let theftWords = [
        "不是我付", "不是我本人", "不是我操作", "不是我转", "不是我轉", "我没付过", "我沒付過", "没有付过这笔", "盗刷", "盜刷", "被盗", "被盜",
        "not me", "wasn't me", "wasn’t me", "never made this", "didn't make this", "did not make this", "unauthorised",
        "unauthorized", "stolen",
    ]
    private static let pointers = [
        "这笔", "這筆", "这单", "這單", "this payment", "this transfer", "this one", "this transaction",
    ]
    private static let howTo = [
        "怎么充", "怎么转", "怎么付", "怎麼儲", "怎麼轉", "怎麼付", "如何", "怎样", "怎樣", "手续费", "手續費", "how do i", "how to", "how can i",
        "fee",
    ]
    private static let moneyWords = [
        "扣", "到账", "到帳", "没到", "沒到", "余额", "餘額", "没了", "沒了", "不见了", "不見了", "少了", "钱去", "錢去", "钱在哪", "錢在哪",
        "还我钱", "還我錢", "被吞", "没成", "沒成", "没付成", "没成功", "沒成功", "没过", "过期", "過期", "被拒", "拒绝", "拒絕", "超时", "逾時",
        "冻结", "凍結", "失败", "失敗", "银行不同意", "银行没同意", "charged", "balance", "on hold", "my money", "is gone", "stole",
        "timed out",
        "timeout", "expired", "declin", "reject", "refused", "didn't go through", "did not go through", "doesn't work",
        "does not work", "nothing arrived", "have nothing", "has nothing",
    ]
}

extension Assistant {
    /// The transaction that the customer most likely means, with what is wrong with it: the one the conversation is
    /// about
    /// where what is said fits it, else the latest troubled one of the last days that fits. One that fits nothing that
    /// is said is never named.
    func trouble(
        in facts: Facts, wishes: Set<Wish>, text: String, _ conversation: Conversation
    ) -> (WalletTransaction, Diagnosis)? {
        let said = Said(text, wishes)
        if let named = facts.named, said.fits(named), conversation.code == nil || said.isTrouble || said.pointsAtIt {
            return Diagnosis(named, balance: facts.balance).map { (named, $0) }
        }
        let oldest = desk.storage.moment.adding(seconds: -Self.recentSeconds)
        let candidates = facts.transactions.filter { $0.updatedAt >= oldest && said.fits($0) }.compactMap {
            transaction in
            Diagnosis(transaction, balance: facts.balance).map { (transaction, $0) }
        }
        // The very amount of a troubled one says enough.
        guard text.isEmpty || said.isTrouble || !said.amounts.isEmpty else { return nil }
        return candidates.first { said.names($0.1.code) } ?? candidates.first
    }

    /// The transaction that the conversation is about, where nothing is wrong with it: says so, instead of guessing.
    func settled(
        in facts: Facts, wishes: Set<Wish>, text: String, _ conversation: Conversation, _ brand: Brand
    ) -> Reply? {
        let said = Said(text, wishes)
        guard let named = facts.named, named.state == .succeeded, said.fits(named),
            conversation.code == nil || said.isTrouble || said.pointsAtIt
        else { return nil }
        let language = conversation.language
        let clock = Clock(zone: brand.timeZone, now: desk.storage.moment, language: language)
        let isRefunded = named.refunded.minor > 0
        let words = (isRefunded ? AssistantTexts.refunded : AssistantTexts.succeeded)
        return Reply(
            text: words(
                language,
                [
                    "kind": MoneyTexts.kind(named.kind)(language).lowercased(), "amount": named.amount.display,
                    "who": named.counterparty.name, "when": clock.day(named.updatedAt),
                    "refunded": named.refunded.display,
                ]),
            answer: Answer(
                kind: .diagnosis,
                code: isRefunded || named.kind == .refund ? "refund.completed" : "payment.no_confirmation",
                confidence: 0.9,
                sources: [.init(slug: "", title: MoneyTexts.record(language) + " " + named.number.grouped)],
                actions: [
                    .init(
                        id: "see", label: MoneyTexts.seeThis(language), method: "get", href: "/transactions/\(named.id)"
                    ),
                    .init(
                        id: Answer.Action.person, label: AssistantTexts.person(language), method: "post",
                        href: "/chat/handovers"),
                ]), about: named.id)
    }
}

extension AssistantTexts {
    static let succeeded = Text(
        "这笔{kind}已经成功：{amount}，{who}，{when}。如果对方说没收到，把订单号给对方看，或者转人工让我们核对。",
        "這筆{kind}已經成功：{amount}，{who}，{when}。如果對方說沒收到，把訂單編號給對方看，或轉人工讓我們核對。",
        "This {kind} went through: {amount}, {who}, {when}. If the other side says that nothing arrived, show them "
            + "the order number, "
            + "or talk to a person and we check.")
    static let refunded = Text(
        "这笔{kind}（{amount}，{who}）已经退回 {refunded}。", "這筆{kind}（{amount}，{who}）已經退回 {refunded}。",
        "Of this {kind} ({amount}, {who}), {refunded} has been returned.")
}

/// What a sentence claims: the words by which money, accounts and promises hang, whether they are denied, and the
/// tokens beside them.
struct ClaimSet: Sendable {
    let text: String
    private let all: Set<String>
    private let isConditional: Bool

    private init(_ text: String, isConditional: Bool) {
        self.text = text
        self.isConditional = isConditional
        all = Self.claims(in: text).union(Fence.tokens(in: text))
    }

    /// Sentence by sentence. A token holds no end of a sentence: what has a point in it is behind the veil.
    static func sentences(of text: String) -> [ClaimSet] {
        parts(text, ends: "。！？!?；;\n").flatMap { part in
            // A point ends an English sentence where a space follows.
            part.split(separator: ". ").map { ClaimSet(String($0), isConditional: isConditional(String($0))) }
        }
    }

    /// The clauses of this sentence. A condition in one of them holds for all.
    var clauses: [ClaimSet] {
        Self.parts(text, ends: "，,：:").map { ClaimSet(String($0), isConditional: isConditional) }
    }

    /// Whether this sentence says all that the clause claims, and at least as surely.
    func backs(_ clause: ClaimSet) -> Bool {
        clause.all.isSubset(of: all) && (!isConditional || clause.isConditional || clause.all.isEmpty)
    }

    private static func parts(_ text: String, ends: String) -> [Substring] {
        text.split { ends.contains($0) }
    }

    // MARK: - Words

    private static func claims(in text: String) -> Set<String> {
        let text = text.lowercased()
        var claims: Set<String> = []
        for (name, words) in families {
            for word in words {
                for range in text.ranges(of: word) where isWhole(word, range, text) {
                    let before =
                        text[..<range.lowerBound].suffix(24).split(
                            omittingEmptySubsequences: false, whereSeparator: { "，,：:".contains($0) }
                        ).last ?? ""
                    claims.insert((isDenied(before) ? "not " : "") + name)
                }
            }
        }
        return claims
    }

    /// “free” is not in “freeze”; Chinese has no such ends.
    private static func isWhole(_ word: String, _ range: Range<String.Index>, _ text: String) -> Bool {
        guard word.first?.isASCII == true else { return true }
        let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
        return !before.isLetter && (range.upperBound == text.endIndex || !text[range.upperBound].isLetter)
    }

    private static func isDenied(_ before: Substring) -> Bool {
        let near = before.suffix(4)
        if near.contains(where: { "不没沒未无無别別勿非".contains($0) }) { return true }
        return before.split { !$0.isLetter && $0 != "'" && $0 != "’" }.suffix(3).contains { word in
            ["not", "no", "never", "cannot", "without", "neither"].contains(word) || word.hasSuffix("n't")
                || word.hasSuffix("n’t")
        }
    }

    private static func isConditional(_ text: String) -> Bool {
        let text = " " + text.lowercased() + " "
        return conditions.contains { text.contains($0) }
    }

    private static let conditions = [
        "如果", "若", "假如", "要是", "可能", "也许", "也許", "或者", "通常", "一般", "预计", "預計", "大约", "大約", "多数", "多數", "才", "之后", "之後",
        "以后", "以後", "再", "可以", "请", "請", "点", "點", "会", "會", " if ", " when ", " once ", " may ", " might ", " can ",
        " could ", " usually ",
        " unless ", " after ", " until ", " most ", " about ", " will ", " please ", " choose ",
    ]

    /// Words of one meaning under one name, so that another of them may stand for it.
    private static let families: [(String, [String])] = [
        (
            "approve",
            [
                "批准", "核准", "准许", "准許", "同意", "批了", "批下", "获批", "獲批", "审批通过", "approve", "approved", "approval",
                "authorised", "authorized", "granted", "accepted", "agreed",
            ]
        ),
        ("pass", ["通过", "通過", "passed", "verified"]),
        (
            "succeed",
            [
                "成功", "办好", "辦好", "办妥", "辦妥", "搞定", "完成", "处理好", "處理好", "解决了", "解決了", "succeeded", "successful",
                "successfully", "completed", "done", "resolved", "settled", "finished",
            ]
        ),
        ("fail", ["失败", "失敗", "没成", "沒成", "failed", "declined", "rejected", "拒绝", "拒絕", "驳回", "駁回"]),
        (
            "refund",
            [
                "退款", "退还", "退還", "退回", "退钱", "退錢", "已退", "返还", "返還", "退给", "退給", "refund", "refunds", "refunded",
                "reimbursed", "money back", "returned", "credited",
            ]
        ),
        ("arrive", ["到账", "到帳", "入账", "入帳", "收到", "arrive", "arrives", "arrived", "received"]),
        (
            "pay",
            [
                "赔", "賠", "补偿", "補償", "奖励", "獎勵", "红包", "紅包", "返现", "返現", "compensate", "compensated", "compensation",
                "reward", "bonus", "cashback",
            ]
        ),
        (
            "promise",
            [
                "保证", "保證", "承诺", "承諾", "担保", "擔保", "一定", "肯定", "必定", "必然", "绝对", "絕對", "百分之百", "guarantee",
                "guaranteed", "promise", "promised", "certainly", "definitely", "surely",
            ]
        ),
        ("already", ["已经", "已經", "已", "already", "has been", "have been", "was", "were"]),
        ("now", ["马上", "馬上", "立即", "立刻", "即刻", "immediately", "at once", "instantly", "right away", "right now"]),
        (
            "soon",
            [
                "今天", "今日", "今晚", "明天", "明日", "后天", "後天", "昨天", "本周", "本週", "下周", "下週", "月底", "today", "tonight",
                "tomorrow", "yesterday", "next week", "shortly", "soon",
            ]
        ),
        ("free", ["免费", "免費", "不收费", "不收費", "free of charge", "for free", "free"]),
        ("fee", ["手续费", "手續費", "费用", "費用", "收费", "收費", "fee", "fees", "charge", "charged", "charges"]),
        ("frozen", ["冻结", "凍結", "止付", "frozen", "freeze", "blocked", "suspended"]),
        (
            "unlock",
            [
                "解冻", "解凍", "解锁", "解鎖", "解除", "恢复", "恢復", "unlock", "unlocked", "unfreeze", "unfrozen", "restored",
                "lifted",
            ]
        ),
        ("cancel", ["撤销", "撤銷", "取消", "作废", "作廢", "cancel", "cancelled", "canceled", "revoked", "reversed"]),
        ("delete", ["删除", "刪除", "注销", "註銷", "delete", "deleted", "closed"]),
        ("safe", ["安全", "safe", "secure"]),
        ("lost", ["丢失", "丟失", "损失", "損失", "被盗", "被盜", "盗刷", "盜刷", "lost", "stolen", "loss"]),
        ("unneeded", ["不用", "无需", "無需", "不需要", "不必", "no need", "need not"]),
        ("must", ["必须", "必須", "务必", "務必", "must", "have to"]),
        ("tell", ["验证码", "驗證碼", "密码", "密碼", "口令", "password", "passcode", "verification code", "otp", "pin"]),
        ("transfer", ["转到", "轉到", "汇到", "匯到", "打到", "转入", "轉入", "send money", "安全账户", "安全帳戶", "safe account"]),
        ("person", ["人工", "客服", "agent", "human", "representative"]),
        ("law", ["违法", "違法", "起诉", "起訴", "报警", "報警", "illegal", "sue", "police", "lawyer"]),
    ]
}

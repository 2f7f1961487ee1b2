import Storage
import Terms

extension Ledger {
    public func cardAttempts(_ customer: CustomerID) async throws -> [CardAttempt] {
        try await storage.read { tx in
            _ = try Self.account(customer, in: tx)
            return try tx.rows(
                """
                SELECT attempted_at, bank, last_four, reason FROM wallet_card_attempt
                WHERE customer_id = \(customer) ORDER BY id DESC LIMIT \(CardAttempt.listMax)
                """
            ).map {
                CardAttempt(at: try $0.get(0), bank: try $0.get(1), lastFour: try $0.get(2), reason: try $0.get(3))
            }
        }
    }

    /// Leaves a fact that support can see, and returns what the customer is told.
    func refuse(_ details: CardDetails, _ reason: CardAttempt.Reason, _ customer: CustomerID) async throws -> Refusal {
        let digits = details.number.filter { $0 != " " && $0 != "-" }
        let isNumber = (8...19).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
        let lastFour = isNumber ? String(digits.suffix(4)) : ""
        // Whatever somebody wrote in place of a bank's name: no number gets in that way.
        let said = details.bank.utf8.contains { (48...57).contains($0) } ? "" : String(details.bank.prefix(40))
        let bank = CardBin(prefixOf: digits)?.bank ?? said.trimmingSpaces()
        let change = try Self.json(["bank": bank, "last_four": lastFour, "reason": reason.rawValue])
        try await storage.write { tx in
            try tx.execute(
                """
                INSERT INTO wallet_card_attempt (customer_id, bank, last_four, reason, attempted_at)
                VALUES (\(customer), \(bank), \(lastFour), \(reason), \(tx.now))
                """)
            try tx.record("card.refused", customer: customer, by: "customer:\(customer)", change: change)
        }
        return Self.refusal(reason)
    }

    static func refusal(_ reason: CardAttempt.Reason) -> Refusal {
        switch reason {
        case .numberInvalid: CardNumber.refused
        case .binUnknown: binUnknown
        case .notActivated: notActivated
        case .notEligible: notEligible
        case .nameMismatch: nameMismatch
        case .phoneMismatch: phoneMismatch
        }
    }
}

// MARK: - What is refused

extension Ledger {
    static let bankSilent = Refusal(
        .unavailable, "bank_unreachable",
        Text(
            "银行暂时没有回应，银行卡尚未添加。请几分钟后再试。", "銀行暫時沒有回應，銀行卡尚未新增。請幾分鐘後再試。",
            "The bank is not answering right now, so the card was not added. Please try again in a few minutes."))

    private static let binUnknown = Refusal.invalid(
        "number", "card_bin_unknown",
        Text(
            "认不出这张卡的发卡银行。请核对卡号，或换一张银行卡。", "無法辨識這張卡的發卡銀行。請核對卡號，或換一張銀行卡。",
            "We do not know the bank that issued this card. Please check the number, or use another card."))

    private static let notActivated = Refusal(
        .invalid, "card_not_activated",
        Text(
            "这张卡还没有激活。请先在发卡银行的手机银行或网点激活，再来绑定。",
            "這張卡尚未啟用。請先在發卡銀行的行動銀行或分行啟用，再來綁定。",
            "This card is not activated yet. Please activate it in your bank's app or at a branch, then add it here."))

    private static let notEligible = Refusal(
        .invalid, "card_not_eligible",
        Text(
            "这类银行卡不能绑定到钱包。请换一张本人的储蓄卡。", "這類銀行卡不能綁定到錢包。請換一張本人的儲蓄卡。",
            "This kind of card cannot be added to the wallet. Please use a debit card of your own."))

    private static let nameMismatch = Refusal.invalid(
        "name", "card_name_mismatch",
        Text(
            "姓名与银行登记的持卡人不一致。请填写银行卡本人的姓名，只能绑定自己的卡。",
            "姓名與銀行登記的持卡人不一致。請填寫銀行卡本人的姓名，只能綁定自己的卡。",
            "The name is not the one that the bank has for this card. Please enter the card holder's name; "
                + "only your own card can be added."))

    private static let phoneMismatch = Refusal.invalid(
        "phone", "card_phone_mismatch",
        Text(
            "手机号与银行预留的不一致。请填写银行预留的手机号，或先到银行更新。",
            "手機號碼與銀行預留的不一致。請填寫銀行預留的手機號碼，或先到銀行更新。",
            "The phone number is not the one that the bank has for this card. Please enter that one, or update it at "
                + "the bank first."))

    static let cardInUse = Refusal(
        .conflict, "card_in_use",
        Text(
            "这张卡还有一笔交易在处理，处理完就可以解绑。请在交易记录里查看进度。",
            "這張卡還有一筆交易在處理，處理完就可以解除綁定。請在交易紀錄裡查看進度。",
            "A transaction on this card is still under way. You can remove the card when it is done; "
                + "its progress is in your transactions."))

    static let tooManyCards = Refusal(
        .conflict, "cards_too_many",
        Text(
            "最多可以绑定 10 张银行卡。请先解绑一张不用的卡。", "最多可以綁定 10 張銀行卡。請先解除綁定一張不用的卡。",
            "At most 10 cards can be added. Please remove one that you no longer use first."))
}

extension CardAttempt.Reason: Storable {}

import Storage
import Terms

extension Ledger {
    static let nameLengthMax = 100

    public func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction {
        let key = try OrderKey(key, for: ["top_up", order.amount.description, order.card.text])
        return try await place(.topUp, order.customer, order.amount, key) { draft, tx in
            let card = try Self.use(order.card, of: order.customer, in: tx)
            draft.card = card
            draft.counterparty = .init(name: card.bank, bank: card.bank, lastFour: card.lastFour)
            draft.job = Self.collecting
        }
    }

    public func pay(_ order: Payment, key: String) async throws -> WalletTransaction {
        let merchant = try Self.name(order.merchant, field: "merchant")
        let source = if case .card(let card) = order.source { card.text } else { "balance" }
        let key = try OrderKey(key, for: ["payment", order.amount.description, source, merchant])
        return try await place(.payment, order.customer, order.amount, key) { draft, tx in
            draft.counterparty = .init(name: merchant)
            draft.job = Self.collecting
            switch order.source {
            case .balance: draft.funds = .held
            case .card(let card):
                draft.card = try Self.use(card, of: order.customer, in: tx)
                draft.funds = .card
            }
        }
    }

    public func withdraw(_ order: Withdrawal, key: String) async throws -> WalletTransaction {
        let key = try OrderKey(key, for: ["withdrawal", order.amount.description, order.card.text])
        return try await place(.withdrawal, order.customer, order.amount, key) { draft, tx in
            let card = try Self.use(order.card, of: order.customer, in: tx)
            draft.card = card
            draft.counterparty = .init(name: card.bank, bank: card.bank, lastFour: card.lastFour)
            draft.funds = .held
            draft.job = Self.remitting
        }
    }

    public func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction {
        switch order.recipient {
        case .customer(let recipient, let name):
            let name = try Self.name(name, field: "name")
            let sender = order.sender.isEmpty ? "" : try Self.name(order.sender, field: "sender")
            let key = try OrderKey(key, for: ["transfer", order.amount.description, recipient.text, name])
            guard recipient != order.customer else { throw Self.toOneself }
            return try await place(.transfer, order.customer, to: recipient, order.amount, key) { draft, _ in
                draft.counterparty = .init(name: name)
                draft.funds = .given(to: recipient, from: sender)
            }
        case .bankAccount(let name, let bank, let number):
            let name = try Self.name(name, field: "name")
            let bank = try Self.name(bank, field: "bank")
            let number = try Self.accountNumber(number)
            let key = try OrderKey(key, for: ["transfer", order.amount.description, name, bank, number])
            return try await place(.transfer, order.customer, order.amount, key) { draft, _ in
                draft.counterparty = .init(name: name, bank: bank, lastFour: String(number.suffix(4)))
                draft.recipientAccount = number
                draft.funds = .held
                draft.job = Self.remitting
            }
        }
    }
}

// MARK: - What is refused

extension Ledger {
    static let amountRefused = Refusal.invalid(
        "amount", "amount_invalid",
        Text("请输入大于零的有效金额。", "請輸入大於零的有效金額。", "Please enter a valid amount above zero."))

    static let currencyRefused = Refusal.invalid(
        "amount", "currency_mismatch",
        Text("金额的币种与账户币种不一致。", "金額的幣別與帳戶幣別不一致。", "The amount is not in the account's currency."))

    private static let toOneself = Refusal.invalid(
        "recipient", "recipient_is_sender",
        Text("不能转账给自己。", "不能轉帳給自己。", "You cannot transfer money to yourself."))

    static func name(_ text: String, field: String) throws -> String {
        let name = text.trimmingSpaces()
        guard (1...nameLengthMax).contains(name.count), name.utf8.count <= 4 * nameLengthMax, !name.utf8.contains(0)
        else {
            throw Refusal.invalid(
                field, "name_invalid",
                Text("请填写名称，最多 100 个字。", "請填寫名稱，最多 100 個字。", "Please enter a name of at most 100 characters."))
        }
        return name
    }

    private static func accountNumber(_ text: String) throws -> String {
        let digits = text.filter { $0 != " " && $0 != "-" }
        guard (5...34).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else {
            throw Refusal.invalid(
                "number", "account_number_invalid",
                Text(
                    "收款账号无效，请核对后重新输入。", "收款帳號無效，請核對後重新輸入。",
                    "This account number is not valid. Please check it and enter it again."))
        }
        return digits
    }
}

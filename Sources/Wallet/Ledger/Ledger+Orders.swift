import Storage
import Terms

extension Ledger {
    static let nameLengthMax = 100

    public func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction {
        let key = try OrderKey(key, for: ["top_up", order.amount.description, order.card.text])
        return try await place(order.customer, order.amount, key) { tx, id, actor in
            let card = try Self.card(order.card, of: order.customer, in: tx)
            let draft = LedgerEntry.Draft(
                id: id, customer: order.customer, kind: .topUp, amount: order.amount, card: card.id,
                counterparty: .init(name: card.bank, bank: card.bank, lastFour: card.lastFour), actor: actor)
            try draft.create(in: tx)
            try LedgerEntry.advance(id, from: [.created], to: .processing, by: actor, in: tx)
            try tx.enqueue(Self.collecting, key: id.text)
        }
    }

    public func pay(_ order: Payment, key: String) async throws -> WalletTransaction {
        let merchant = try Self.name(order.merchant, field: "merchant")
        let source = if case .card(let card) = order.source { card.text } else { "balance" }
        let key = try OrderKey(key, for: ["payment", order.amount.description, source, merchant])
        return try await place(order.customer, order.amount, key) { tx, id, actor in
            var draft = LedgerEntry.Draft(
                id: id, customer: order.customer, kind: .payment, amount: order.amount,
                counterparty: .init(name: merchant), actor: actor)
            switch order.source {
            case .balance:
                try draft.create(in: tx)
                guard try Self.hold(id, order.amount, of: order.customer, by: actor, in: tx) else { return }
                try LedgerEntry.advance(id, from: [.authorised], to: .processing, by: actor, in: tx)
            case .card(let card):
                draft.card = try Self.card(card, of: order.customer, in: tx).id
                try draft.create(in: tx)
                try LedgerEntry.advance(id, from: [.created], to: .processing, by: actor, in: tx)
            }
            try tx.enqueue(Self.collecting, key: id.text)
        }
    }

    public func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction {
        switch order.recipient {
        case .customer(let recipient, let name):
            let name = try Self.name(name, field: "name")
            let key = try OrderKey(key, for: ["transfer", order.amount.description, recipient.text, name])
            return try await place(order.customer, order.amount, key) { tx, id, actor in
                try Self.give(order.amount, from: order.customer, to: recipient, named: name, as: id, by: actor, in: tx)
            }
        case .bankAccount(let name, let bank, let number):
            let name = try Self.name(name, field: "name")
            let bank = try Self.name(bank, field: "bank")
            let number = try Self.accountNumber(number)
            let key = try OrderKey(key, for: ["transfer", order.amount.description, name, bank, number])
            return try await place(order.customer, order.amount, key) { tx, id, actor in
                let draft = LedgerEntry.Draft(
                    id: id, customer: order.customer, kind: .transfer, amount: order.amount,
                    counterparty: .init(name: name, bank: bank, lastFour: String(number.suffix(4))),
                    recipientAccount: number, actor: actor)
                try draft.create(in: tx)
                guard try Self.hold(id, order.amount, of: order.customer, by: actor, in: tx) else { return }
                try LedgerEntry.advance(id, from: [.authorised], to: .processing, by: actor, in: tx)
                try tx.enqueue(Self.remitting, key: id.text)
            }
        }
    }

    /// What every order has in common: its amount, its account and its key.
    private func place(
        _ customer: CustomerID, _ amount: Money, _ key: OrderKey,
        work: @escaping @Sendable (Transaction, TransactionID, _ actor: String) throws -> Void
    ) async throws -> WalletTransaction {
        guard amount.minor > 0, amount.minor <= Money.minorMax else { throw Self.amountRefused }
        return try await storage.write { tx in
            guard try Self.account(customer, in: tx).balance.currency == amount.currency else {
                throw Self.currencyRefused
            }
            let id: TransactionID = tx.newID()
            if let earlier = try key.claim(for: id, of: customer, in: tx) {
                return try Self.transaction(earlier, of: customer, in: tx)
            }
            try work(tx, id, "customer:\(customer)")
            return try Self.transaction(id, of: customer, in: tx)
        }
    }

    /// Sets the amount aside. Where the balance is too small the transaction has failed, and the answer is false.
    private static func hold(
        _ id: TransactionID, _ amount: Money, of customer: CustomerID, by actor: String, in tx: Transaction
    ) throws -> Bool {
        guard try LedgerAccount.move(amount, from: .balance(customer), to: .held(customer), for: id, in: tx) else {
            try LedgerEntry.advance(id, from: [.created], to: .failed, because: .insufficientBalance, by: actor, in: tx)
            return false
        }
        return try LedgerEntry.advance(id, from: [.created], to: .authorised, held: "amount", by: actor, in: tx)
    }

    /// From one customer to another, at once.
    private static func give(
        _ amount: Money, from sender: CustomerID, to recipient: CustomerID, named name: String, as id: TransactionID,
        by actor: String, in tx: Transaction
    ) throws {
        guard recipient != sender else {
            throw Refusal.invalid(
                "recipient", "recipient_is_sender",
                Text("不能转账给自己。", "不能轉帳給自己。", "You cannot transfer money to yourself."))
        }
        guard try account(recipient, in: tx).balance.currency == amount.currency else { throw currencyRefused }
        let draft = LedgerEntry.Draft(
            id: id, customer: sender, kind: .transfer, amount: amount, counterparty: .init(name: name), actor: actor)
        try draft.create(in: tx)
        if try LedgerAccount.move(amount, from: .balance(sender), to: .balance(recipient), for: id, in: tx) {
            try LedgerEntry.advance(id, from: [.created], to: .succeeded, by: actor, in: tx)
        } else {
            try LedgerEntry.advance(id, from: [.created], to: .failed, because: .insufficientBalance, by: actor, in: tx)
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

import Storage
import Terms
import Wallet

extension Scenario {
    // MARK: - payment.*

    func payment(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        switch name {
        case .insufficientBalance:
            try await stage.fund(3_650)
            return stage.facts(try await stage.pay(8_800, to: "山城小面（解放碑店）"))
        case .cardExpired:
            let card = try await stage.card("3390", expired: true)
            return stage.facts(try await stage.pay(8_600, .card(card.id), to: "云上书店"))
        case .paymentDeclined:
            let card = try await stage.card(Sandbox.refusedCardEnding)
            return stage.facts(try await stage.pay(26_800, .card(card.id), to: "半亩生鲜（滨江店）"))
        case .networkTimeout:
            try await stage.fund(50_000)
            return stage.facts(try await stage.pay(8_800, to: Sandbox.silentMerchant))
        case .paymentLimit:
            // The account's daily money comes in two steps: one top-up has a limit, too.
            try await stage.fund(900_000)
            try await stage.fund(800_000)
            return stage.facts(try await stage.pay(1_280_000, to: "云间电器"))
        case .wrongPaymentPassword:
            try await stage.fund(50_000)
            for _ in 0..<2 { try? await PaymentPassword.confirm("205918", of: stage.customer.id, desk) }
            return [:]
        case .appOutdated:
            try await stage.fund(50_000)
            try? await OutdatedApp.check("\(stage.brand.id)/3.9.2 (Android 12)", of: stage.customer, desk)
            return ["app_version": "3.9.2"]
        case .incident: return try await incident(stage)
        default: return try await paid(name, stage)
        }
    }

    private func incident(_ stage: ScenarioStage) async throws -> [String: String] {
        _ = try await desk.storage.write { transaction in
            try Incident.begin(
                .init(
                    kind: .outage, scope: .init(function: .payment, bank: Sandbox.silentBank), begins: transaction.now,
                    until: transaction.now.adding(seconds: 2 * 3_600), endsByItself: true),
                brand: stage.brand.id, by: "system", in: transaction)
        }
        let card = try await stage.card(Sandbox.silentCardEnding, bin: Sandbox.silentBankBin)
        return stage.facts(try await stage.pay(12_900, .card(card.id), to: "云上书店"))
    }

    /// Payments that went through, and what is wrong with them all the same.
    private func paid(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        try await stage.fund(100_000)
        switch name {
        case .duplicate:
            _ = try await stage.pay(4_500, to: "拾光咖啡", key: "pay-1")
            return stage.facts(try await stage.pay(4_500, to: "拾光咖啡", key: "pay-2"))
        case .unauthorised:
            await stage.signIn(Sandbox.password)
            await stage.signIn(Sandbox.password, on: "Firefox · Linux")
            let payment = try await stage.pay(29_900, to: "极速游戏点卡")
            try await desk.storage.write { transaction in
                try Freeze.disown(payment.id, of: stage.customer, in: transaction)
            }
            return stage.facts(payment)
        default: return stage.facts(try await stage.pay(5_200, to: "晨跑便利店"))
        }
    }

    // MARK: - transfer.*

    func transfer(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        try await stage.fund(600_000)
        func account(_ name: String, _ ending: String) -> Transfer.Recipient {
            .bankAccount(
                name: name, bank: "工商银行", number: Sandbox.cardNumber(bin: "622202", endingIn: ending))
        }
        switch name {
        case .transferProcessing:
            let transfer = try await stage.transfer(500_000, to: account(Sandbox.slowRecipient, "6217"))
            return stage.facts(transfer)
        case .transferReturned:
            let made = try await stage.transfer(120_000, to: account(Sandbox.closedRecipient, "4410"))
            return stage.facts(try await stage.settled(made))
        case .wrongRecipient:
            let other = try await ScenarioStage(self, stage.brand, stage.customer.language, hasPhoneInReach: true)
            let recipient = Transfer.Recipient.customer(other.customer.id, name: other.customer.name)
            return stage.facts(try await stage.transfer(30_000, to: recipient))
        default: return stage.facts(try await stage.transfer(80_000, to: account("沈言", "7733")))
        }
    }

    // MARK: - topup.*, withdrawal.*

    func topUp(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        func topUp(_ minor: Int64, _ card: Card) async throws -> WalletTransaction {
            let order = TopUp(customer: stage.customer.id, amount: stage.money(minor), card: card.id)
            return try await stage.known(stage.ledger.topUp(order, key: "topup"))
        }
        func withdraw(_ minor: Int64, _ card: Card) async throws -> WalletTransaction {
            let order = Withdrawal(customer: stage.customer.id, amount: stage.money(minor), card: card.id)
            return try await stage.known(stage.ledger.withdraw(order, key: "withdraw"))
        }
        switch name {
        case .topUpLimit: return stage.facts(try await topUp(1_200_000, stage.card("8842")))
        case .topUpDeclined: return stage.facts(try await topUp(20_000, stage.card(Sandbox.refusedCardEnding)))
        case .topUpProcessing: return stage.facts(try await topUp(20_000, stage.card(Sandbox.slowCardEnding)))
        case .withdrawalLimit:
            try await stage.fund(900_000)
            try await stage.fund(800_000)
            return stage.facts(try await withdraw(1_200_000, stage.card("8842")))
        case .withdrawalProcessing:
            try await stage.fund(100_000)
            return stage.facts(try await withdraw(50_000, stage.card(Sandbox.slowCardEnding)))
        default:
            try await stage.fund(100_000)
            return stage.facts(try await stage.settled(withdraw(50_000, stage.card(Sandbox.refusedCardEnding))))
        }
    }
}

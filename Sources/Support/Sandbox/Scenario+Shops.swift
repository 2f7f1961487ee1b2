import Storage
import Terms
import Wallet

extension Scenario {
    // MARK: - merchant.*, refund.*, balance.*, fees.*, complaint.*, feedback.*

    func shop(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        switch name {
        case .refundPending: return try await refunded(stage, Sandbox.slowRefundCardEnding)
        case .refundCompleted: return try await refunded(stage, "8842")
        case .fees:
            // What made them ask: the fee on a withdrawal.
            try await stage.fund(100_000)
            let order = Withdrawal(
                customer: stage.customer.id, amount: stage.money(50_000), card: try await stage.card("8842").id)
            return stage.facts(try await stage.settled(stage.ledger.withdraw(order, key: "withdraw")))
        case .balanceUnexpected:
            try await stage.fund(100_000)
            for (index, merchant) in SeedPlan.merchants.prefix(3).enumerated() {
                _ = try await stage.pay(Int64(3_100 + index * 1_730), to: merchant, key: "life-\(index)")
            }
            return [:]
        case .complaintStatus: return try await complained(stage)
        default:
            try await stage.fund(100_000)
            return stage.facts(try await stage.pay(8_600, to: "云上书店"))
        }
    }

    private func refunded(_ stage: ScenarioStage, _ ending: String) async throws -> [String: String] {
        let card = try await stage.card(ending)
        let payment = try await stage.pay(8_600, .card(card.id), to: "云上书店")
        let order = Refund(customer: stage.customer.id, transaction: payment.id, amount: nil)
        let refund = try await stage.known(stage.ledger.refund(order, key: "refund", by: "merchant"))
        return stage.facts(refund)
    }

    /// Written two days ago as far as the customer remembers, and waiting for its answer.
    private func complained(_ stage: ScenarioStage) async throws -> [String: String] {
        try await stage.fund(100_000)
        let text = try MessageText("云上书店 ¥86.00 退款一直没人处理，客服答应回电也没有回。我要投诉，希望退款并说明原因。")
        let conversation = try await desk.storage.write { transaction in
            let session = try Session.open(customer: stage.customer, in: transaction)
            let party = Party(brand: stage.brand.id, customer: stage.customer, visitor: nil, session: session)
            var opening = Conversation.Opening(channel: .ticket, language: stage.customer.language)
            opening.text = text
            opening.complaintZone = stage.brand.timeZone
            return try Conversation.open(opening, by: party, key: "complaint", in: transaction)
        }
        return ["conversation": conversation.id.text, "number": conversation.number]
    }
}

import Storage
import Terms
import Wallet

/// What an agent wants to give back, as typed; it becomes a `RefundRequest` once the wallet's record and the database
/// agree.
struct RefundWish: Sendable {
    let conversation: ConversationID
    let transaction: String
    /// `88.00`; nil or empty for everything that is left.
    let amount: String?
    /// ISO 4217; nil where nobody named one.
    var currency: String?
    let key: String?

    /// The record is read before the write, so that no transaction waits for the wallet; the amount is checked against
    /// it here,
    /// by the wallet again when the money moves, and one refund at a time is the database's rule.
    func open(desk: Desk, token: String) async throws -> RefundRequest {
        let customer = try await desk.storage.read { transaction in
            let agent = try transaction.agent(token).agent
            return try Conversation.held(conversation, by: agent, in: transaction).customer
        }
        guard let customer, let id = TransactionID(outside: transaction) else { throw Self.unknownTransaction }
        let about = try await record(of: id, customer, desk)
        let amount = try parsed(about)
        return try await desk.storage.write { transaction in
            let agent = try transaction.agent(token).agent
            return try RefundRequest.open(
                about, amount: amount, in: conversation, by: agent, key: key ?? UUIDv7.text(at: transaction.now),
                transaction)
        }
    }

    private func record(of id: TransactionID, _ customer: CustomerID, _ desk: Desk) async throws -> WalletTransaction {
        do {
            return try await within(WalletFacts.orderTimeout) {
                try await desk.wallet.transaction(id, of: customer)
            }
        } catch let refusal as Refusal {
            throw refusal.kind == .notFound ? Self.unknownTransaction : refusal
        } catch {
            desk.logger.warning("the wallet cannot be asked", metadata: ["error": "\(error)"])
            throw Refusal(
                .unavailable, "wallet_silent", ConsoleTexts.walletSilent, fields: ["amount": ConsoleTexts.walletSilent])
        }
    }

    /// People type `¥1,234.00`, also with full-width signs.
    private func parsed(_ about: WalletTransaction) throws -> Money {
        var typed = (amount ?? "").filter { !"¥￥ ".contains($0) }.replacing("，", with: ",")
        if amount == nil { return about.refundable }
        // A comma parts thousands and nothing else: `12,50` is a question, not ¥1,250.
        if typed.contains(",") {
            guard typed.wholeMatch(of: /\d{1,3}(,\d{3})+(\.\d+)?/) != nil else {
                throw Refusal.invalid("amount", "amount_invalid", ConsoleTexts.amountInvalid)
            }
            typed = typed.replacing(",", with: "")
        }
        if let currency, currency != about.amount.currency.code {
            throw Refusal.invalid("amount", "currency_differs", ConsoleTexts.amountInvalid)
        }
        guard let money = Money(typed, currency: about.amount.currency) else {
            throw Refusal.invalid("amount", "amount_invalid", ConsoleTexts.amountInvalid)
        }
        return money
    }

    private static let unknownTransaction = Refusal.invalid(
        "transaction", "unknown_transaction", ConsoleTexts.unknownTransaction)
}

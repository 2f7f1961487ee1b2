import Foundation
import Storage
import Terms
import Wallet

extension Order {
    static let placing = "order.place"
    /// Whoever confirmed asks the wallet at once; the job comes after, for what was left undone.
    static let placingPauseSeconds: Int64 = 15
    /// Somewhat more than a day of a wallet that says nothing.
    static let placingTriesMax = 200

    static func jobs(_ desk: Desk) -> [JobHandler] {
        [
            JobHandler(placing, attemptsMax: placingTriesMax) { job in
                struct Payload: Decodable { let customer: String }
                let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
                let (id, customer) = (OrderID(job.key), CustomerID(payload.customer))
                let order = try await desk.storage.read { try find(id, of: customer, desk.vault, in: $0) }
                guard order.state == .confirmed else { return }
                do {
                    _ = try await order.place(desk)
                } catch let refusal as Refusal where !refusal.mayPass {
                    // The page says so; there is nobody else to tell.
                }
            } gaveUp: { job, _ in
                struct Payload: Decodable { let customer: String }
                let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
                try await desk.storage.write { transaction in
                    let customer = try Customer.find(CustomerID(payload.customer), in: transaction)
                    let order = try find(OrderID(job.key), of: customer.id, desk.vault, in: transaction)
                    guard order.state == .confirmed else { return }
                    try order.callPerson(for: customer, in: transaction)
                }
            }
        ]
    }

    /// Gives the confirmed order to the wallet and keeps what came of it. The same order again is the same transaction.
    /// Throws the wallet's refusal; one that may pass leaves the order as it is.
    func place(_ desk: Desk) async throws -> TransactionID {
        if let transaction { return transaction }
        let made: WalletTransaction
        do {
            let sender = try await desk.storage.write { try handOver(in: $0) }
            made = try await within(WalletFacts.orderTimeout) { try await order(from: desk.wallet, sender) }
        } catch let refusal as Refusal {
            if !refusal.mayPass { try await desk.storage.write { try refuse(refusal.code, in: $0) } }
            throw refusal
        } catch {
            desk.logger.warning("the wallet took no order", metadata: ["order": "\(id)", "error": "\(error)"])
            throw Refusal(.unavailable, "wallet_silent", OrderTexts.walletSilent)
        }
        try await desk.storage.write { try settle(as: made, in: $0) }
        return made.id
    }

    /// Once the wallet has been asked, only the wallet knows: a stop that comes after that does not refuse the order,
    /// which may have been carried out, and the same key asks what became of it. Returns the sender as payees see it.
    private func handOver(in transaction: Transaction) throws -> String {
        let customer = try Customer.find(customer, in: transaction)
        let row = try transaction.first("SELECT handed_at FROM money_order WHERE id = \(id)")
        let handed: Moment? = try row?.optional(0)
        if handed == nil {
            // The wallet may not have been told yet.
            try Self.checkUnlocked(customer, in: transaction)
            try transaction.execute("UPDATE money_order SET handed_at = \(transaction.now) WHERE id = \(id)")
        }
        return Mask.payee(customer.name)
    }

    /// The wallet has said nothing for a day: whether it took the order only a person can find out. It stays
    /// confirmed, so that it is not given a second time.
    private func callPerson(for customer: Customer, in transaction: Transaction) throws {
        let places: KeyValuePairs = [
            "kind": OrderTexts.title(kind)(customer.language), "amount": amount.display,
        ]
        let conversation = try Conversation.openUrgent(
            OrderTexts.unclear(customer.language, places), about: customer, by: .absent(customer, at: transaction.now),
            key: "order:\(id)",
            priority: Freeze.priority, in: transaction)
        try Message.say(OrderTexts.unclearSaid.filling(places), in: conversation, key: "order:\(id)", transaction)
        try Notice.send(.orderUnclear, to: customer, places, in: transaction)
    }

    private func order(from wallet: any Wallet, _ sender: String) async throws -> WalletTransaction {
        let key = "order:\(id)"
        switch (kind, card, payee) {
        case (.topUp, .some(let card), _):
            return try await wallet.topUp(TopUp(customer: customer, amount: amount, card: card), key: key)
        case (.withdrawal, .some(let card), _):
            return try await wallet.withdraw(Withdrawal(customer: customer, amount: amount, card: card), key: key)
        case (.transfer, _, .customer(let recipient, let name)):
            let to = Transfer.Recipient.customer(CustomerID(recipient), name: name)
            return try await wallet.transfer(
                Transfer(customer: customer, amount: amount, recipient: to, sender: sender), key: key)
        case (.transfer, _, .bankAccount(let name, let bank, let number)):
            let to = Transfer.Recipient.bankAccount(name: name, bank: bank, number: number)
            return try await wallet.transfer(Transfer(customer: customer, amount: amount, recipient: to), key: key)
        case (.payment, let card, .merchant(let name)):
            let source = card.map { Source.card($0) } ?? .balance
            return try await wallet.pay(
                Payment(customer: customer, amount: amount, source: source, merchant: name), key: key)
        default: throw Refusal.notFound
        }
    }
}

extension Refusal {
    /// Trying again later may help; everything else stays refused.
    var mayPass: Bool {
        switch kind {
        case .unavailable, .limited: true
        default: false
        }
    }
}

import Foundation
import Storage
import Terms
import Wallet

/// An agent's order to give money back, from the click to the money's arrival.
/// requested (stored, the wallet not yet asked) → processing (on its way to a card) → succeeded; or refused by the
/// wallet.
public struct RefundRequest: Sendable, Equatable {
    public enum State: String, Storable, Sendable { case requested, processing, succeeded, refused }

    public let id: RefundID
    public let conversation: ConversationID
    public let customer: CustomerID
    public let transaction: TransactionID
    public let agent: AgentID
    public let amount: Money
    public let state: State
    public let requestedAt: Moment
}

extension RefundRequest {
    /// Stores the order with its event and the job that asks the wallet. At most one is under way for a transaction.
    static func open(
        _ about: WalletTransaction, amount: Money, in conversationID: ConversationID, by agent: Agent, key: String,
        _ transaction: Transaction
    ) throws -> RefundRequest {
        let conversation = try Conversation.held(conversationID, by: agent, in: transaction)
        guard conversation.customer == about.customer else { throw Refusal.notFound }
        if let same = try find(in: conversationID, key: key, transaction) { return same }
        guard amount.minor > 0, amount.minor <= about.refundable.minor, amount.currency == about.amount.currency else {
            throw Refusal(
                .conflict, "not_refundable", MoneyTexts.notRefundable.filling(["amount": about.refundable.display]),
                fields: ["amount": MoneyTexts.notRefundable.filling(["amount": about.refundable.display])])
        }
        let id: RefundID = transaction.newID()
        let stored = try transaction.execute(
            """
            INSERT INTO refund_request (id, conversation_id, customer_id, transaction_id, agent_id, amount, currency, \
            state, key, requested_at)
            VALUES (\(id), \(conversationID), \(about.customer), \(about.id), \(agent.id), \(amount.minor), \
            \(amount.currency),
                    'requested', \(key), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        guard stored > 0 else {
            // The other click of a double one may have committed between the look and the insert.
            if let same = try find(in: conversationID, key: key, transaction) { return same }
            throw Refusal(.conflict, "refund_under_way", MoneyTexts.refundUnderWay)
        }
        try conversation.found(code: conversation.code, transaction: about.id, in: transaction)
        try transaction.record(
            "refund.requested", brand: conversation.brand, customer: about.customer, conversation: conversationID,
            by: agent.actor,
            change: "{\"refund\":\"\(id)\",\"transaction\":\"\(about.id)\",\"minor\":\(amount.minor)}")
        try transaction.enqueue("refund.ask", key: id.text, payload: "{\"refund\":\"\(id)\"}")
        return try find(id, in: transaction)
    }

    /// What the wallet said; the customer and the agent read it in the conversation.
    func settle(_ state: State, refund: TransactionID?, refusal: String?, in transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE refund_request SET state = \(state), refund_id = COALESCE(\(refund), refund_id), refusal = \
            \(refusal),
                   settled_at = \(state == .processing ? nil : transaction.now)
            WHERE id = \(id) AND state <> \(state) AND state IN ('requested', 'processing')
            """)
        guard changed > 0 else { return }
        let about = try Conversation.find(conversation, in: transaction)
        let text =
            switch state {
            // On its way to a card before, it has arrived there and not in the balance.
            case .succeeded:
                self.state == .processing ? ConversationTexts.refundOnCard : ConversationTexts.refundArrived
            case .processing: ConversationTexts.refundOnItsWay
            case .refused, .requested: ConversationTexts.refundRefused
            }
        try Message.say(
            text.filling(["amount": amount.display]), in: about, key: "refund:\(id):\(state.rawValue)", transaction)
        try transaction.record(
            "refund.\(state.rawValue)", brand: about.brand, customer: customer, conversation: conversation,
            by: "system",
            change: "{\"refund\":\"\(id)\"}")
    }

    /// Asks the wallet. The refund's own id is the key, so asking again after a crash moves no money twice.
    /// A wallet that does not answer leaves the order as it is: nobody is told that it failed while nobody knows.
    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler("refund.ask", attemptsMax: 20) { job in
                struct Payload: Decodable { let refund: String }
                let id = RefundID(try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).refund)
                let request = try await desk.storage.read { try find(id, in: $0) }
                do {
                    let order = Refund(
                        customer: request.customer, transaction: request.transaction, amount: request.amount)
                    let made = try await desk.wallet.refund(order, key: "refund:\(id)", by: "agent:\(request.agent)")
                    let state: State =
                        switch made.state {
                        case .succeeded: .succeeded
                        case .failed, .returned: .refused
                        case .created, .authorised, .processing: .processing
                        }
                    try await desk.storage.write { try request.settle(state, refund: made.id, refusal: nil, in: $0) }
                } catch let refusal as Refusal where refusal.isFinal {
                    try await desk.storage.write {
                        try request.settle(.refused, refund: nil, refusal: refusal.code, in: $0)
                    }
                }
                try await catchUp(id, desk)
            } gaveUp: { job, _ in
                struct Payload: Decodable { let refund: String }
                let payload = try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8))
                try await tellSlow(RefundID(payload.refund), desk)
            }
        ]
    }
}

extension RefundRequest {
    /// The wallet may have finished it before its number was stored here; then nobody would tell.
    private static func catchUp(_ id: RefundID, _ desk: Desk) async throws {
        let (request, refund) = try await desk.storage.read { transaction in
            let row = try transaction.first("SELECT refund_id FROM refund_request WHERE id = \(id)")
            return (try find(id, in: transaction), try row?.optional(0, as: TransactionID.self))
        }
        guard request.state == .processing, let refund else { return }
        let made = try await desk.wallet.transaction(refund, of: request.customer)
        guard made.state.isFinal else { return }
        let state: State = made.state == .succeeded ? .succeeded : .refused
        try await desk.storage.write { try request.settle(state, refund: refund, refusal: nil, in: $0) }
    }

    /// The wallet has not answered for hours: the order stays, and both sides are told so.
    private static func tellSlow(_ id: RefundID, _ desk: Desk) async throws {
        try await desk.storage.write { transaction in
            let request = try find(id, in: transaction)
            let about = try Conversation.find(request.conversation, in: transaction)
            try Message.say(
                ConversationTexts.refundSlow.filling(["amount": request.amount.display]), in: about,
                key: "refund:\(id):slow",
                transaction)
        }
    }
}

extension Refusal {
    /// The wallet will not; asking again later changes nothing.
    fileprivate var isFinal: Bool {
        switch kind {
        case .unavailable, .limited: false
        default: code != "bank_not_reached"
        }
    }
}

// MARK: - Rows

extension RefundRequest: FromRow {
    static let columns: SQL =
        "id, conversation_id, customer_id, transaction_id, agent_id, amount, currency, state, requested_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), conversation: try row.get(1), customer: try row.get(2), transaction: try row.get(3),
            agent: try row.get(4), amount: Money(minor: try row.get(5), currency: try row.get(6)),
            state: try row.get(7),
            requestedAt: try row.get(8))
    }

    static func find(_ id: RefundID, in transaction: Transaction) throws -> RefundRequest {
        guard let row = try transaction.first("SELECT \(columns) FROM refund_request WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try RefundRequest(row)
    }

    private static func find(in id: ConversationID, key: String, _ transaction: Transaction) throws -> RefundRequest? {
        try transaction.first(
            "SELECT \(columns) FROM refund_request WHERE conversation_id = \(id) AND key = \(key)"
        ).map(RefundRequest.init)
    }

    static func all(of id: ConversationID, in transaction: Transaction) throws -> [RefundRequest] {
        try transaction.rows(
            "SELECT \(columns) FROM refund_request WHERE conversation_id = \(id) ORDER BY requested_at, id LIMIT 50"
        ).map(RefundRequest.init)
    }

    /// The one that is waiting for this refund transaction to arrive.
    static func waiting(for refund: TransactionID, in transaction: Transaction) throws -> RefundRequest? {
        try transaction.first(
            "SELECT \(columns) FROM refund_request WHERE refund_id = \(refund) AND state = 'processing'"
        )
        .map(RefundRequest.init)
    }
}

import Storage
import Terms
import Web

/// Opening a conversation over HTTP, from a page or a program: a stranger becomes a visitor on the way.
struct ConversationOpening: Sendable {
    let desk: Desk
    let brand: Brand
    let request: WebRequest
    let context: WebContext

    struct Opened: Sendable {
        let conversation: Conversation
        let messages: [Message]
        let party: Party
        let isNewVisitor: Bool
        let cookie: WebCookie
    }

    /// Stores the conversation with its first message, then lets the assistant answer at once. When the answer does not
    /// come in this
    /// call, its job brings it.
    func open(_ wanted: Conversation.Opening, key: String?, csrf form: Form?) async throws -> Opened {
        let (guardian, brandID) = (Guard(request: request), brand.id)
        var opening = wanted
        opening.device = Intake.device(request, brand, context.language)
        let token = guardian.customerToken(brandID)
        let known = try await desk.storage.read {
            try token.flatMap { [transaction = $0] in try Session.party($0, in: transaction) }
        }
        if let known, known.brand != brandID { throw Refusal.forbidden }
        if let known {
            if form != nil || request.bearer == nil { try guardian.checkCSRF(known.session, form: form) }
        } else {
            if request.bearer != nil { throw Refusal.unauthenticated }
            try guardian.checkOrigin()
            try desk.visitorOpenings.spend(context.address(request), at: desk.storage.moment)
        }
        if let transaction = opening.transaction, let customer = known?.customer?.id {
            // Through the customer's own rights: somebody else's transaction is not found.
            // A silent wallet keeps nobody from asking for help.
            do {
                _ = try await desk.asked { [wallet = desk.wallet] in
                    try await wallet.transaction(transaction, of: customer)
                }
            } catch let refusal as Refusal where refusal.kind == .unavailable {
                opening.transaction = nil
            }
        } else if opening.transaction != nil {
            throw Refusal.notFound
        }
        var (conversation, messages, party) = try await desk.storage.write { [opening] transaction in
            let party = try known ?? Session.open(visitorOf: brandID, in: transaction)
            let conversation = try Conversation.open(opening, by: party, key: key, in: transaction)
            return (conversation, try Message.after(0, in: conversation.id, transaction), party)
        }
        if conversation.state == .assisted, opening.asksAssistant {
            await answer(conversation)
            (conversation, messages) = try await desk.storage.read { [id = conversation.id] transaction in
                (try Conversation.find(id, in: transaction), try Message.after(0, in: id, transaction))
            }
        }
        let cookie = guardian.keep(party.session, as: Guard.cookie(brandID), seconds: Session.visitorSeconds)
        return Opened(
            conversation: conversation, messages: messages, party: party, isNewVisitor: known == nil, cookie: cookie)
    }

    private func answer(_ conversation: Conversation) async {
        do {
            let assistant = Assistant(desk: desk)
            let first = try await desk.storage.read { try Message.after(0, in: conversation.id, limit: 1, $0).first }
            if let first {
                try await assistant.answer(first.id)
            } else {
                let greeting = try await assistant.greeting(conversation, brand: brand)
                try await desk.storage.write { transaction in
                    _ = try Message.answer(
                        greeting.text, greeting.answer.stored, in: conversation, key: "greeting", transaction)
                }
            }
        } catch {
            desk.logger.info(
                "answer left to its job", metadata: ["conversation": "\(conversation.id)", "error": "\(error)"])
        }
    }
}

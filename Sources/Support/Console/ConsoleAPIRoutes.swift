import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The agents' side for programs: `/api/v1/desk`. The desk's own scripts use it too, with the cookie and an
/// `X-CSRF-Token`.
struct ConsoleAPIRoutes: Sendable {
    /// How many events a stream gives that was away; after more, a single `reset` says to fetch everything anew.
    static let catchUpMax = 5_000
    static let catchUpPage = 500

    let desk: Desk

    func add(to router: Routes) {
        router.get("/api/v1/desk/conversations", use: list)
        router.get("/api/v1/desk/conversations/:id", use: show)
        router.post("/api/v1/desk/conversations/:id/messages", use: reply)
        router.post("/api/v1/desk/conversations/:id/notes", use: note)
        router.post("/api/v1/desk/conversations/:id/assignments", use: take)
        router.post("/api/v1/desk/conversations/:id/closures", use: close)
        router.post("/api/v1/desk/conversations/:id/escalations", use: escalate)
        router.post("/api/v1/desk/conversations/:id/refunds", use: refund)
        router.get("/api/v1/desk/live", use: live)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let (choice, token) = (QueueChoice(request, desk.brands), Guard(request: request).agentToken)
        let queue = try await desk.storage.read { try Queue.read(choice, for: $0.agent(token).agent, in: $0) }
        return .json(queue.json)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, token): (ConversationID, String?) = (try context.id("id"), Guard(request: request).agentToken)
        let talk = try await desk.storage.read { transaction in
            _ = try transaction.agent(token)
            return try Talk.read(id, in: transaction)
        }
        guard let customer = talk.customer?.id else { return .json(talk.json(nil)) }
        let facts = await WalletFacts.read(
            of: customer, transaction: talk.conversation.transaction, wallet: desk.wallet, logger: desk.logger)
        return .json(talk.json(facts))
    }

    private struct TextBody: Decodable { let text: String? }

    @Sendable private func reply(_ request: Request, _ context: WebContext) async throws -> Response {
        let text = try await MessageText(request.json(TextBody.self).text ?? "")
        return try await write(request, context) { id, agent, key, transaction in
            let message = try Message.reply(text, in: id, by: agent, key: key, in: transaction)
            return message.json(base: "/\(try Conversation.find(id, in: transaction).brand)")
        }
    }

    @Sendable private func note(_ request: Request, _ context: WebContext) async throws -> Response {
        let text = try await MessageText(request.json(TextBody.self).text ?? "")
        return try await write(request, context) { id, agent, key, transaction in
            try Note.add(text, to: id, by: agent, key: key, in: transaction).json
        }
    }

    @Sendable private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        try await write(request, context) { id, agent, _, transaction in
            try Conversation.assign(id, to: agent, in: transaction).brief
        }
    }

    @Sendable private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        try await write(request, context) { id, agent, _, transaction in
            try Conversation.end(id, by: agent, in: transaction).brief
        }
    }

    private struct ReasonBody: Decodable { let reason: String? }

    @Sendable private func escalate(_ request: Request, _ context: WebContext) async throws -> Response {
        let reason = try await MessageText(request.json(ReasonBody.self).reason ?? "")
        return try await write(request, context) { id, agent, key, transaction in
            try Conversation.escalate(id, because: reason, by: agent, key: key, in: transaction).brief
        }
    }

    private struct RefundBody: Decodable { let transaction: String?, amount: Amount? }

    /// `"12.34"`, or money as the rest of the interface writes it.
    private struct Amount: Decodable {
        let text: String
        let currency: String?

        private enum CodingKeys: String, CodingKey { case amount, currency }

        init(from decoder: any Decoder) throws {
            if let plain = try? decoder.singleValueContainer().decode(String.self) {
                text = plain
                currency = nil
            } else {
                let money = try decoder.container(keyedBy: CodingKeys.self)
                text = try money.decode(String.self, forKey: .amount)
                currency = try money.decodeIfPresent(String.self, forKey: .currency)
            }
        }
    }

    @Sendable private func refund(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, token): (ConversationID, String) = (try context.id("id"), try allowed(request))
        let body = try await request.json(RefundBody.self)
        let wish = RefundWish(
            conversation: id, transaction: body.transaction ?? "", amount: body.amount?.text,
            currency: body.amount?.currency, key: try request.idempotencyKey())
        return .json(try await wish.open(desk: desk, token: token).json, status: .created)
    }

    /// The token of an agent's write, once it is sure that the write comes from them and not from another site.
    private func allowed(_ request: Request) throws -> String {
        let guardian = Guard(request: request)
        guard let token = guardian.agentToken else { throw Refusal.unauthenticated }
        try guardian.checkCSRF(Session(token: token))
        return token
    }

    func write(
        _ request: Request, _ context: WebContext,
        _ act: @escaping @Sendable (ConversationID, Agent, String?, Transaction) throws -> JSON
    ) async throws -> Response {
        let (id, token): (ConversationID, String) = (try context.id("id"), try allowed(request))
        let key = try request.idempotencyKey()
        let json = try await desk.storage.write { try act(id, $0.agent(token).agent, key, $0) }
        return .json(json, status: .created)
    }

    // MARK: - Live

    /// What happens anywhere on the desk, as it happens. Begins after `Last-Event-ID`, else now.
    @Sendable private func live(_ request: Request, _ context: WebContext) async throws -> Response {
        let token = Guard(request: request).agentToken
        let known = request.header("Last-Event-ID").flatMap { LiveCursor($0) }
        let start = try await desk.storage.read { transaction in
            _ = try transaction.agent(token)
            return try known ?? LiveCursor(transaction.eventsEnd())
        }
        return try desk.feed.stream("desk", for: request, context, after: start, isGapFree: false) { [desk] cursor in
            try await Self.missed(after: cursor, desk)
        }
    }

    private static func missed(after cursor: LiveCursor, _ desk: Desk) async throws -> [LiveEntry] {
        var (entries, last): ([LiveEntry], Event.Cursor) = ([], .init(transaction: cursor.major, id: cursor.minor))
        for _ in 0..<(catchUpMax / catchUpPage) {
            let page = try await desk.storage.read { [last] in try $0.events(after: last, limit: catchUpPage) }
            entries += page.compactMap(\.deskEntry)
            guard page.count == catchUpPage, let end = page.last else { return entries }
            last = end.cursor
        }
        let end = try await desk.storage.read { try LiveCursor($0.eventsEnd()) }
        return [LiveEntry(cursor: end, event: "reset", data: "{}")]
    }
}

extension LiveCursor {
    fileprivate init(_ cursor: Event.Cursor) { self.init(major: cursor.transaction, minor: cursor.id) }
}

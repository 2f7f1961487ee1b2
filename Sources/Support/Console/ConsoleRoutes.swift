import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// The agents' desk: `/desk`. Everything here works as links and forms; the scripts make the same calls in the
/// background.
struct ConsoleRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        ConsoleSignInRoutes(desk: desk).add(to: router)
        ConsoleAPIRoutes(desk: desk).add(to: router)
        SafetyRoutes(console: self).add(to: router)
        BoardRoutes(console: self).add(to: router)
        UnansweredRoutes(console: self).add(to: router)
        CatalogueRoutes(console: self).add(to: router)
        EditorRoutes(console: self).add(to: router)
        router.get("/desk", use: list)
        router.get("/desk/list", use: listAlone)
        router.get("/desk/conversations/:id", use: show)
        router.get("/desk/conversations/:id/messages", use: messages)
        router.post("/desk/assignments", use: takeNext)
        router.post("/desk/conversations/:id/messages", use: reply)
        router.post("/desk/conversations/:id/notes", use: note)
        router.post("/desk/conversations/:id/assignments", use: take)
        router.post("/desk/conversations/:id/closures", use: close)
        router.post("/desk/conversations/:id/refunds", use: refund)
    }

    // MARK: - Pages

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let choice = choice(request)
        guard let (agent, token, queue) = try await queue(request, choice) else { return Self.toSignIn(request) }
        let console = console(agent, token, request, context)
        return .html(console.document(queue, console.welcome(queue)))
    }

    /// The queue without the page around it, for the live view.
    @Sendable private func listAlone(_ request: Request, _ context: WebContext) async throws -> Response {
        let choice = choice(request)
        guard let (agent, token, queue) = try await queue(request, choice) else { throw Refusal.unauthenticated }
        let open = request.query("open").flatMap { ConversationID(outside: $0) }
        return .html(QueuePages(console: console(agent, token, request, context), queue: queue, open: open).list)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try await page(request, context, draft: nil)
    }

    /// What the thread lacks after `?after=`, for the live view.
    @Sendable private func messages(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, token): (ConversationID, String?) = (try context.id("id"), Guard(request: request).agentToken)
        let after = try ConversationRoutes.position(request.query("after"))
        let (agent, talk) = try await desk.storage.read { transaction in
            (try transaction.agent(token).agent, try Talk.read(id, after: after, in: transaction))
        }
        let console = console(agent, token ?? "", request, context)
        let pages = talkPages(talk, console, choice(request), draft: nil, mode: .reply)
        var response = Response.html(pages.thread(showsDays: false))
        response.headers[Self.positionHeader] = String(talk.messages.last?.position ?? after)
        return response
    }

    private static let positionHeader = HTTPField.Name("X-Position")!

    /// The conversation's page. With a draft, it is what comes back after a refusal: what was typed is still there.
    private func page(
        _ request: Request, _ context: WebContext, draft: Draft?, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (id, choice): (ConversationID, QueueChoice) = (try context.id("id"), choice(request))
        guard let token = Guard(request: request).agentToken else { return Self.toSignIn(request) }
        let read = try await desk.storage.read { transaction -> (Agent, Queue, Talk)? in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (agent, try Queue.read(choice, for: agent, in: transaction), try Talk.read(id, in: transaction))
        }
        guard let (agent, queue, talk) = read else { return Self.toSignIn(request) }
        let console = console(agent, token, request, context)
        let mode = draft?.mode ?? request.query("mode").flatMap { Draft.Mode(rawValue: $0) } ?? .reply
        let pages = talkPages(talk, console, choice, draft: draft, mode: mode)
        let facts = await walletFacts(talk, request.query("transaction"))
        let panes = ConsolePages.Panes(
            title: pages.customerName, talk: pages.pane, side: SidePages(talk: pages, facts: facts).pane,
            conversation: id)
        return .html(console.document(queue, panes), status: status)
    }

    private func walletFacts(_ talk: Talk, _ chosen: String?) async -> WalletFacts? {
        guard let customer = talk.customer?.id else { return nil }
        let transaction = chosen.flatMap { TransactionID(outside: $0) } ?? talk.conversation.transaction
        return await WalletFacts.read(of: customer, transaction: transaction, wallet: desk.wallet, logger: desk.logger)
    }

    private func queue(_ request: Request, _ choice: QueueChoice) async throws -> (Agent, String, Queue)? {
        guard let token = Guard(request: request).agentToken else { return nil }
        return try await desk.storage.read { transaction in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (agent, token, try Queue.read(choice, for: agent, in: transaction))
        }
    }

    func console(_ agent: Agent, _ token: String, _ request: Request, _ context: WebContext) -> ConsolePages {
        ConsolePages(
            desk: desk, language: context.language, theme: Preference.theme.value(request), agent: agent,
            csrf: Session(token: token).csrf, now: desk.storage.moment)
    }

    private func talkPages(
        _ talk: Talk, _ console: ConsolePages, _ choice: QueueChoice, draft: Draft?, mode: Draft.Mode
    ) -> TalkPages {
        let zone = desk.brands[talk.conversation.brand]?.timeZone ?? .gmt
        return TalkPages(
            console: console, talk: talk, choice: choice,
            clock: Clock(zone: zone, now: console.now, language: console.language), draft: draft, mode: mode)
    }

    private func choice(_ request: Request) -> QueueChoice { QueueChoice(request, desk.brands) }

    /// To the door, and back to where the agent wanted to go.
    static func toSignIn(_ request: Request) -> Response {
        let isGet = request.method == .get
        let path =
            isGet ? request.uri.string : request.uri.path.split(separator: "/").prefix(3).reduce("") { $0 + "/" + $1 }
        let next = path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return .see("/desk/signin?next=\(next)")
    }

    // MARK: - Forms

    @Sendable private func takeNext(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let (expected, guardian) = (ConversationID(outside: form["expected"]), Guard(request: request))
        guard let token = guardian.agentToken else { return Self.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        let taken = try await desk.storage.write { transaction in
            try Queue.takeNext(expected: expected, for: transaction.agent(token).agent, in: transaction)?.id
        }
        return .see(taken.map { "/desk/conversations/\($0)?view=mine" } ?? "/desk?view=waiting")
    }

    @Sendable private func reply(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, .reply, field: "text") { form, id, agent, transaction in
            _ = try Message.reply(MessageText(form["text"]), in: id, by: agent, key: form.key, in: transaction)
        }
    }

    @Sendable private func note(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, .note, field: "text") { form, id, agent, transaction in
            _ = try Note.add(MessageText(form["text"]), to: id, by: agent, key: form.key, in: transaction)
        }
    }

    @Sendable private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, .state, field: "") { _, id, agent, transaction in
            _ = try Conversation.assign(id, to: agent, in: transaction)
        }
    }

    @Sendable private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, .state, field: "") { _, id, agent, transaction in
            _ = try Conversation.end(id, by: agent, in: transaction)
        }
    }

    @Sendable private func refund(_ request: Request, _ context: WebContext) async throws -> Response {
        try await post(request, context, .refund, field: "amount") { form, id, token in
            _ = try await RefundWish(
                conversation: id, transaction: form["transaction"], amount: form["amount"], key: form.key
            ).open(desk: desk, token: token)
        }
    }

    func act(
        _ request: Request, _ context: WebContext, _ mode: Draft.Mode, field: String,
        _ work: @escaping @Sendable (Form, ConversationID, Agent, Transaction) throws -> Void
    ) async throws -> Response {
        try await post(request, context, mode, field: field) { form, id, token in
            try await desk.storage.write { try work(form, id, $0.agent(token).agent, $0) }
        }
    }

    /// Carries out a form. What is refused comes back as the same page, with the reason beside the field and the text
    /// kept.
    private func post(
        _ request: Request, _ context: WebContext, _ mode: Draft.Mode, field: String,
        _ work: (Form, ConversationID, String) async throws -> Void
    ) async throws -> Response {
        let (form, guardian): (Form, Guard) = (try await request.form(), Guard(request: request))
        let id: ConversationID = try context.id("id")
        guard let token = guardian.agentToken else { return Self.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        do {
            try await work(form, id, token)
        } catch let refusal as Refusal {
            let draft = Draft(mode: mode, text: form[field], refusal: refusal)
            switch refusal.kind {
            case .invalid: return try await page(request, context, draft: draft, status: .unprocessableContent)
            case .conflict: return try await page(request, context, draft: draft, status: .conflict)
            case .unavailable: return try await page(request, context, draft: draft, status: .serviceUnavailable)
            case .unauthenticated: return Self.toSignIn(request)
            default: throw refusal
            }
        }
        let view =
            mode == .state && request.uri.path.hasSuffix("/assignments") ? QueueChoice(view: .mine) : choice(request)
        return .see("/desk/conversations/\(id)?\(view.query)\(mode == .note ? "&mode=note" : "")")
    }
}

extension Form {
    /// The key that names one sending of a form; nil where a page of an older version sent none.
    fileprivate var key: String? { (try? idempotencyKey()) ?? nil }
}

extension QueueChoice {
    /// What the address asks for; anything unknown falls back to the beginning of what waits.
    init(_ request: Request, _ brands: Brands) {
        self.init(
            view: request.query("view").flatMap { View(rawValue: $0) } ?? .waiting,
            brand: request.query("brand").flatMap { BrandID(outside: $0) }.flatMap { brands[$0]?.id },
            before: request.query("before").flatMap { Place($0) })
    }
}

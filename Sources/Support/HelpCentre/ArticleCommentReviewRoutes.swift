import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Where agents read comments before everybody does: `/desk/comments`.
struct ArticleCommentReviewRoutes: Sendable {
    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        router.get("/desk/comments", use: list)
        router.post("/desk/comments/:id/showings", use: show)
        router.post("/desk/comments/:id/refusals", use: refuse)
        router.post("/desk/comments/:id/answers", use: answer)
        router.post("/desk/comments/:id/conversations", use: turn)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        try await page(request, context, draft: nil)
    }

    private func page(
        _ request: Request, _ context: WebContext, draft: ArticleCommentReviewPages.Draft?
    ) async throws -> Response {
        guard let token = Guard(request: request).agentToken else { return ConsoleRoutes.toSignIn(request) }
        let found = try await desk.storage.read { transaction -> (Agent, Queue, ArticleComment.Review)? in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (
                agent, try Queue.read(QueueChoice(), for: agent, in: transaction),
                try ArticleComment.review(in: transaction)
            )
        }
        guard let (agent, queue, review) = found else { return ConsoleRoutes.toSignIn(request) }
        let pages = console.console(agent, token, request, context)
        let main = ArticleCommentReviewPages(console: pages, review: review, draft: draft).main
        return .html(
            pages.document(queue, title: pages(ArticleCommentTexts.desk), at: "/desk/comments", main: main),
            status: draft?.refusal.pageStatus ?? .ok)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { id, _, agent, transaction in
            try ArticleComment.show(id, by: agent, in: transaction)
            return nil
        }
    }

    @Sendable private func refuse(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { id, form, agent, transaction in
            guard let reason = ArticleComment.Reason(rawValue: form["reason"]) else {
                throw Refusal.invalid("reason", "reason_missing", ArticleCommentTexts.chooseReason)
            }
            try ArticleComment.refuse(id, reason, by: agent, in: transaction)
            return nil
        }
    }

    @Sendable private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { id, form, agent, transaction in
            try ArticleComment.answer(id, form["text"], by: agent, in: transaction)
            return nil
        }
    }

    @Sendable private func turn(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context) { id, _, agent, transaction in
            try ArticleComment.turn(id, by: agent, in: transaction)
        }
    }

    /// Carries out a form, and goes to the conversation where it opened one. What is refused comes back beside its
    /// comment, with what was typed.
    private func act(
        _ request: Request, _ context: WebContext,
        _ work: @escaping @Sendable (ArticleCommentID, Form, Agent, Transaction) throws -> ConversationID?
    ) async throws -> Response {
        let guardian = Guard(request: request)
        let id: ArticleCommentID = try context.id("id")
        let form = try await request.form()
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        do {
            let conversation = try await desk.storage.write { try work(id, form, $0.agent(token).agent, $0) }
            return .see(conversation.map { "/desk/conversations/\($0)" } ?? "/desk/comments")
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await page(request, context, draft: .init(comment: id, text: form["text"], refusal: refusal))
        }
    }
}

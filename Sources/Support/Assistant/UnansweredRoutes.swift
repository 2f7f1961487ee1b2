import Hummingbird
import Storage
import Terms
import Web

/// The gap report: `/desk/questions`.
struct UnansweredRoutes: Sendable {
    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        router.get("/desk/questions", use: list)
        router.post("/desk/questions/:id/lessons", use: teach)
        router.post("/desk/questions/:id/dismissals", use: putAside)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let token = Guard(request: request).agentToken else { return ConsoleRoutes.toSignIn(request) }
        let found = try await desk.storage.read { transaction -> (Agent, Queue, [Unanswered])? in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (
                agent, try Queue.read(QueueChoice(), for: agent, in: transaction), try Unanswered.open(in: transaction)
            )
        }
        guard let (agent, queue, questions) = found else { return ConsoleRoutes.toSignIn(request) }
        let pages = console.console(agent, token, request, context)
        let main = UnansweredPages(console: pages, questions: questions, subjects: await subjects(context.language))
            .main
        return .html(pages.document(queue, title: pages(UnansweredTexts.title), at: "/desk/questions", main: main))
    }

    /// Everything that the assistant can recognise and has an article behind, by its article's title.
    private func subjects(_ language: Language) async -> [(label: String, name: String)] {
        guard let brand = desk.brands.all.first, let centre = desk.helpCentres[brand.id] else { return [] }
        return await desk.understanding.labels().compactMap { label in
            let article =
                Advice.isDiagnosis(label)
                ? centre.article(backing: label, language) : centre.article(label, language)
            return article.map { (label: label, name: $0.title) }
        }.sorted { $0.name < $1.name }
    }

    @Sendable private func teach(_ request: Request, _ context: WebContext) async throws -> Response {
        let known = Set(await desk.understanding.labels())
        return try await settle(request, context) { id, form, agent, transaction in
            guard known.contains(form["label"]) else {
                throw Refusal.invalid("label", "label_unknown", UnansweredTexts.chooseOne)
            }
            try Unanswered.teach(id, label: form["label"], by: agent, in: transaction)
        }
    }

    @Sendable private func putAside(_ request: Request, _ context: WebContext) async throws -> Response {
        try await settle(request, context) { id, _, agent, transaction in
            try Unanswered.putAside(id, by: agent, in: transaction)
        }
    }

    private func settle(
        _ request: Request, _ context: WebContext,
        _ work: @escaping @Sendable (UnansweredID, Form, Agent, Transaction) throws -> Void
    ) async throws -> Response {
        let guardian = Guard(request: request)
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        let form = try await request.form()
        try guardian.checkCSRF(Session(token: token), form: form)
        let id: UnansweredID = try context.id("id")
        let also = ArticleQuestions.ids(form["also"]).filter { $0 != id }
        try await desk.storage.write { transaction in
            let agent = try transaction.agent(token).agent
            try work(id, form, agent, transaction)
            // Those that ask the same; one with the same words was settled with the first.
            for question in try ArticleQuestions.read(also, in: transaction) {
                guard try Unanswered.isOpen(question.id, in: transaction) else { continue }
                try work(question.id, form, agent, transaction)
            }
        }
        return .see("/desk/questions")
    }
}

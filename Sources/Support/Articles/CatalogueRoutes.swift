import Hummingbird
import Storage
import Terms
import Web

/// The list of articles at the desk.
struct CatalogueRoutes: Sendable {
    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        router.get("/desk/articles", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let choice = try choice(request, context)
        let centre = try desk.helpCentre(choice.brand)
        return try await console.deskPage(request, context, EditorTexts.title) { transaction, _ in
            try ArticleCatalogue.read(choice, centre, in: transaction)
        } main: { pages, catalogue in
            CataloguePages(console: pages, catalogue: catalogue).main
        }
    }

    private func choice(_ request: Request, _ context: WebContext) throws -> ArticleCatalogue.Choice {
        let asked = request.query("brand").flatMap { BrandID(outside: $0) }
        guard let brand = asked.flatMap({ desk.brands[$0] }) ?? desk.brands.all.first else { throw Refusal.notFound }
        let search = (request.query("q") ?? "").replacing("+", with: " ")
            .prefix(ArticleCatalogue.Choice.searchLengthMax).trimmingSpaces()
        return ArticleCatalogue.Choice(
            brand: brand.id,
            language: request.query("language_of").flatMap { Language(rawValue: $0) } ?? context.language,
            search: search, isDraftsOnly: request.query("show") == "drafts")
    }
}

extension ConsoleRoutes {
    /// A page about articles around `main`; to the door for whoever is nobody.
    func deskPage<T: Sendable>(
        _ request: Request, _ context: WebContext, _ title: Text, status: HTTPResponse.Status = .ok,
        scripts: [String] = [], _ read: @escaping @Sendable (Transaction, Agent) throws -> T,
        main: (ConsolePages, T) throws -> HTML
    ) async throws -> Response {
        guard let token = Guard(request: request).agentToken else { return Self.toSignIn(request) }
        let found = try await desk.storage.read { transaction -> (Agent, Queue, T)? in
            guard let agent = try Session.agent(token, in: transaction) else { return nil }
            return (
                agent, try Queue.read(QueueChoice(), for: agent, in: transaction), try read(transaction, agent)
            )
        }
        guard let (agent, queue, facts) = found else { return Self.toSignIn(request) }
        let pages = console(agent, token, request, context)
        return .html(
            pages.document(
                queue, title: pages(title), at: "/desk/articles", main: try main(pages, facts), scripts: scripts),
            status: status)
    }
}

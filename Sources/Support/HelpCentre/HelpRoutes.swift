import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The help centre: pages under the brand, and the search for programs.
struct HelpRoutes: Sendable {
    static let questionLengthMax = 200

    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/help", use: home)
        router.get("/:brand/help/search", use: search)
        router.get("/:brand/help/articles/:slug", use: article)
        router.get("/:brand/contact", use: contact)
        router.get("/api/v1/help/search", use: searchJSON)
    }

    @Sendable private func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let articles = try desk.helpCentre(page.brand.id).all(context.language)
        let (conversations, board) = try await desk.storage.read { transaction in
            (
                try party.map { try Conversation.recent(of: $0, in: transaction) } ?? [],
                try AnnouncementBoard.read(page.brand.id, for: party, in: transaction)
            )
        }
        return .html(
            HelpPages(page: page)
                .home(articles, trouble: await trouble(party), conversations: conversations, board: board))
    }

    /// The latest thing that went wrong, so that the answer comes before the question.
    private func trouble(_ party: Party?) async -> (WalletTransaction, Diagnosis)? {
        guard let customer = party?.customer?.id,
            let recent = try? await desk.asked({ try await desk.wallet.transactions(customer, before: nil, limit: 5) })
        else { return nil }
        let oldest = desk.storage.moment.adding(seconds: -Assistant.recentSeconds)
        return recent.lazy.filter { $0.updatedAt >= oldest }.compactMap { transaction in
            Diagnosis(transaction, balance: nil).map { (transaction, $0) }
        }.first
    }

    @Sendable private func search(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let question = Self.question(request)
        let results = try desk.helpCentre(page.brand.id).search(question, context.language)
        return .html(HelpPages(page: page).results(question, results))
    }

    private static func question(_ request: Request) -> String {
        String((request.query("q") ?? "").replacing("+", with: " ").prefix(questionLengthMax)).trimmingSpaces()
    }

    @Sendable private func article(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let centre = try desk.helpCentre(page.brand.id)
        guard let article = centre.article(try context.parameter("slug"), context.language) else {
            throw Refusal.notFound
        }
        let related = centre.all(context.language).filter { $0.slug != article.slug }.prefix(4)
        return .html(HelpPages(page: page).article(article, related: Array(related)))
    }

    @Sendable private func contact(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(HelpPages(page: try await desk.page(request, context).0).contact())
    }

    @Sendable private func searchJSON(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(request.query("brand") ?? "")
        let results = try desk.helpCentre(brand.id).search(Self.question(request), context.language)
        return .json(
            .object {
                $0.put(
                    "results",
                    .array(
                        results.map { result in
                            .object { fields in
                                fields.put("slug", result.article.slug)
                                fields.put("title", result.article.title)
                                fields.put("snippet", result.article.summary)
                                fields.put("score", result.score)
                            }
                        }))
            })
    }
}

extension Desk {
    /// The page frame for a brand's path, with whoever is signed in.
    func page(_ request: Request, _ context: WebContext) async throws -> (Page, Party?) {
        let brand = try brands.find(context.parameter("brand"))
        let token = Guard(request: request).customerToken(brand.id)
        let known = token == nil ? nil : try await storage.read { try Session.party(token ?? "", in: $0) }
        let party = known?.brand == brand.id ? known : nil
        if let session = party?.session, session.isSeenLong(before: storage.moment) {
            try await storage.write { try session.see(in: $0) }
        }
        return (Page(self, brand, request, context, party: party), party)
    }
}

import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Comments under articles, as readers write them.
struct ArticleCommentRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.post("/:brand/help/articles/:slug/comments", use: post)
        router.post("/:brand/help/comments/:id/removals", use: remove)
        router.post("/:brand/help/comments/:id/conversations", use: turn)
    }

    /// A stranger becomes a visitor on the way, so that they find their comment again.
    @Sendable private func post(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, known) = try await desk.page(request, context)
        let slug = try context.parameter("slug")
        guard try desk.helpCentre(page.brand.id).article(slug, context.language) != nil else { throw Refusal.notFound }
        let (form, guardian) = (try await request.form(), Guard(request: request))
        if let known { try guardian.checkCSRF(known.session, form: form) } else { try guardian.checkOrigin() }
        let (brand, language) = (page.brand.id, context.language)
        // A page that is older than the key has none: its comment is taken once all the same.
        let key = try form.idempotencyKey() ?? UUIDv7.text(at: desk.storage.moment)
        do {
            let text = try ArticleCommentText(form["text"])
            try await spend(key, brand, request, context, isStranger: known == nil)
            let party = try await desk.storage.write { transaction -> Party? in
                if try ArticleComment.isRepeat(of: text, key, in: brand, transaction) { return nil }
                let party = try known ?? Session.open(visitorOf: brand, in: transaction)
                try ArticleComment.post(text, on: slug, language, by: party, key: key, in: transaction)
                return party
            }
            var response = Response.see("\(page.base)/help/articles/\(slug)#comments")
            if known == nil, let party { response.setCookie(guardian.keepVisitor(party)) }
            return response
        } catch let refusal as Refusal {
            guard refusal.isForWriter else { throw refusal }
            let draft = ArticleCommentPages.Draft(text: form["text"], refusal: refusal)
            return try await HelpRoutes(desk: desk).article(request, context, draft)
        }
    }

    /// Sending the same again costs nothing.
    private func spend(
        _ key: String, _ brand: BrandID, _ request: Request, _ context: WebContext, isStranger: Bool
    ) async throws {
        if try await desk.storage.read({ try ArticleComment.exists(key, in: brand, $0) }) { return }
        try desk.commentsByAddress.spend(context.address(request), at: desk.storage.moment)
        if isStranger { try desk.visitorOpenings.spend(context.address(request), at: desk.storage.moment) }
    }

    @Sendable private func remove(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try await act(request, context) { id, party, transaction in
            try ArticleComment.remove(id, by: party, in: transaction)
            return try ArticleComment.find(id, in: transaction).slug
        }
        return .see(
            "\(Page.base(try desk.brands.find(context.parameter("brand")), request))/help/articles/\(slug)#comments")
    }

    @Sendable private func turn(_ request: Request, _ context: WebContext) async throws -> Response {
        let conversation = try await act(request, context) { try ArticleComment.turn($0, by: $1, in: $2) }
        return .see("\(Page.base(try desk.brands.find(context.parameter("brand")), request))/chat/\(conversation)")
    }

    private func act<T: Sendable>(
        _ request: Request, _ context: WebContext,
        _ work: @escaping @Sendable (ArticleCommentID, Party, Transaction) throws -> T
    ) async throws -> T {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (id, form, guardian): (ArticleCommentID, Form, Guard) = (
            try context.id("id"), try await request.form(), Guard(request: request)
        )
        let token = guardian.customerToken(brand.id)
        return try await desk.storage.write { transaction in
            let party = try transaction.party(token, of: brand.id)
            try guardian.checkCSRF(party.session, form: form)
            return try work(id, party, transaction)
        }
    }
}

extension Refusal {
    /// Shown beside what was typed, which stays.
    fileprivate var isForWriter: Bool {
        switch kind {
        case .invalid, .limited, .conflict: true
        default: false
        }
    }
}

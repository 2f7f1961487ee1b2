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
        router.get("/:brand/help/topics", use: topics)
        router.get("/:brand/help/topics/:category", use: topic)
        router.get("/:brand/help/articles/:slug", use: article)
        router.post("/:brand/help/articles/:slug/votes", use: vote)
        router.get("/:brand/help/suggestions", use: suggestions)
        router.get("/:brand/contact", use: contact)
        router.get("/api/v1/help/search", use: searchJSON)
    }

    @Sendable private func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let centre = try desk.helpCentre(page.brand.id)
        let (conversations, slugs, board) = try await desk.storage.read { transaction in
            (
                try party.map { try Conversation.recent(of: $0, in: transaction) } ?? [],
                try ArticleViews.most(of: page.brand.id, limit: Self.popularMax, in: transaction),
                try AnnouncementBoard.read(page.brand.id, for: party, in: transaction)
            )
        }
        let most = slugs.compactMap { centre.article($0, context.language) }
        let others = Self.popular.filter { !slugs.contains($0) }.compactMap { centre.article($0, context.language) }
        return .html(
            HelpPages(page: page).home(
                popular: Array((most + others).prefix(Self.popularMax)), trouble: await trouble(party),
                conversations: conversations, board: board))
    }

    private static let popularMax = 6
    /// Before anybody has read anything.
    private static let popular = [
        "transfer-processing", "payment-failed", "code-not-received", "account-locked", "card-phone-mismatch",
        "old-phone-lost",
    ]

    @Sendable private func topics(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        return .html(HelpPages(page: page).topics(try desk.helpCentre(page.brand.id).all(context.language)))
    }

    @Sendable private func topic(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        guard let category = HelpCategory(rawValue: try context.parameter("category")) else { throw Refusal.notFound }
        let articles = try desk.helpCentre(page.brand.id).all(context.language)
            .filter { $0.category == category.rawValue }
        return .html(HelpPages(page: page).topic(category, articles))
    }

    /// The latest thing that went wrong, so that the answer comes before the question.
    private func trouble(_ party: Party?) async -> (WalletTransaction, Diagnosis)? {
        guard let latest = await desk.trouble(of: party, nil) else { return nil }
        return Diagnosis(latest).map { (latest, $0) }
    }

    @Sendable private func search(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let question = Self.question(request)
        let results = try desk.helpCentre(page.brand.id).search(question, context.language)
        let centre = try desk.helpCentre(page.brand.id)
        return .html(
            HelpPages(page: page).results(question, results) { centre.marked(question, in: $0, context.language) })
    }

    /// For the search box while somebody types; the page works without it.
    @Sendable private func suggestions(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let offered = try desk.helpCentre(brand.id).suggestions(Self.question(request), context.language)
        return .json(
            .object {
                $0.put(
                    "suggestions",
                    .array(
                        offered.map { one in
                            .object { fields in
                                fields.put("slug", one.id)
                                fields.put(
                                    "parts",
                                    .array(
                                        one.parts.map { part in
                                            .object {
                                                $0.put("text", part.text)
                                                $0.put("match", part.isMatch)
                                            }
                                        }))
                            }
                        }))
            })
    }

    private static func question(_ request: Request) -> String {
        String((request.query("q") ?? "").replacing("+", with: " ").prefix(questionLengthMax)).trimmingSpaces()
    }

    @Sendable private func article(_ request: Request, _ context: WebContext) async throws -> Response {
        try await article(request, context, nil)
    }

    /// With a draft it is what comes back after a refused comment.
    func article(
        _ request: Request, _ context: WebContext, _ draft: ArticleCommentPages.Draft?
    ) async throws -> Response {
        let (page, article, related) = try await find(request, context)
        let (slug, before) = (article.slug, request.query("before").flatMap { ArticleCommentID(outside: $0) })
        let question = Self.question(request)
        let click = try click(on: slug, after: question, page, request, context)
        // Robots have no session, and who asks for the head alone reads nothing.
        if request.method == .get, page.party != nil || click != nil {
            let chat = request.query("chat").flatMap { ConversationID(outside: $0) }
            try await desk.storage.write { transaction in
                try click?.keep(in: transaction)
                guard let reader = page.party else { return }
                try ArticleViews.count(slug, brand: page.brand.id, in: transaction)
                if let chat { try Tried.read(slug, from: chat, by: reader, in: transaction) }
            }
        }
        let (count, shelf) = try await desk.storage.read { transaction in
            (
                try ArticleVote.count(of: slug, brand: page.brand.id, in: transaction),
                try ArticleComment.shelf(of: slug, page.brand.id, for: page.party, before: before, in: transaction)
            )
        }
        let comments = ArticleCommentPages(
            page: page, slug: slug, shelf: shelf, isOlder: before != nil, draft: draft)
        let view = ArticlePages.View(
            article: article, related: related, count: count, asks: request.query("helpful") == "no",
            hasVoted: request.query("voted") != nil, comments: comments.section,
            question: click == nil ? "" : question)
        return .html(ArticlePages(page: page).article(view), status: draft?.refusal.pageStatus ?? .ok)
    }

    /// What opening this article says of the question in its address; nil where it says nothing, because nobody could
    /// have come from that question's results to it.
    private func click(
        on slug: String, after question: String, _ page: Page, _ request: Request, _ context: WebContext
    ) throws -> SearchClick? {
        guard let asked = SearchClick.question(question) else { return nil }
        let results = try desk.helpCentre(page.brand.id).search(question, context.language)
        guard results.contains(where: { $0.article.slug == slug }) else { return nil }
        return SearchClick(
            brand: page.brand.id, language: context.language, question: asked, slug: slug,
            person: SearchClick.person(page.party, address: context.address(request), desk.vault))
    }

    private func find(_ request: Request, _ context: WebContext) async throws -> (Page, Article, related: [Article]) {
        let (page, _) = try await desk.page(request, context)
        let centre = try desk.helpCentre(page.brand.id)
        guard let article = centre.article(try context.parameter("slug"), context.language) else {
            throw Refusal.notFound
        }
        return (page, article, centre.related(to: article, context.language))
    }

    /// “Did this help?” Yes counts at once; no counts at once too, and asks why.
    @Sendable private func vote(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, article, related) = try await find(request, context)
        let form = try await request.form()
        let path = "\(page.base)/help/articles/\(article.slug)"
        var vote = ArticleVote(isHelpful: form["helpful"] == "yes")
        if !vote.isHelpful { vote.reason = ArticleVote.Reason(rawValue: form["reason"]) }
        let note = form["note"].trimmingSpaces()
        do {
            guard note.unicodeScalars.count <= ArticleVote.noteLengthMax else {
                throw Refusal.invalid("note", "note_too_long", ArticleTexts.noteTooLong)
            }
            if !note.isEmpty { vote.note = try MessageText(note).text }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let view = ArticlePages.View(
                article: article, related: related, count: .init(), asks: true, hasVoted: false, note: note,
                refusal: refusal)
            return .html(ArticlePages(page: page).article(view), status: .unprocessableContent)
        }
        let question = String(form["q"].prefix(Self.questionLengthMax))
        let click = vote.isHelpful ? try click(on: article.slug, after: question, page, request, context) : nil
        let visitor = try await cast(vote, on: article, page, request, context, form, after: click)
        let isDone = vote.isHelpful || vote.reason != nil || !note.isEmpty
        var response = Response.see(path + (isDone ? "?voted=1#vote" : "?helpful=no#vote"))
        if let visitor { response.setCookie(visitor) }
        return response
    }

    /// A stranger becomes a visitor on the way, so that they have one vote; returns their cookie.
    private func cast(
        _ vote: ArticleVote, on article: Article, _ page: Page, _ request: Request, _ context: WebContext,
        _ form: Form, after click: SearchClick?
    ) async throws -> WebCookie? {
        let guardian = Guard(request: request)
        let known = try await desk.page(request, context).1
        if let known {
            try guardian.checkCSRF(known.session, form: form)
        } else {
            try guardian.checkOrigin()
            try desk.visitorOpenings.spend(context.address(request), at: desk.storage.moment)
        }
        let (slug, language, brand) = (article.slug, context.language, page.brand.id)
        let party = try await desk.storage.write { transaction in
            let party = try known ?? Session.open(visitorOf: brand, in: transaction)
            try vote.cast(on: slug, language, by: party, in: transaction)
            try click?.praise(in: transaction)
            return party
        }
        return known == nil ? guardian.keepVisitor(party) : nil
    }

    @Sendable private func contact(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let queue = try await desk.storage.read { try ChannelAdvice.Queue.read(page.brand.id, in: $0) }
        return .html(HelpPages(page: page).contact(queue, outages: try await desk.outages(of: page.brand.id)))
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

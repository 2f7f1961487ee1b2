import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Writing articles: `/desk/articles/{brand}/{language}/{slug}`, and a new one at `/desk/articles/new`.
struct EditorRoutes: Sendable {
    private static let scripts = ["article-preview.js"]

    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        router.get("/desk/articles/new", use: newArticle)
        router.post("/desk/articles", use: begin)
        router.post("/desk/articles/previews", use: previewNew)
        let article = "/desk/articles/:brand/:language/:slug"
        router.get("\(article)", use: edit)
        router.post("\(article)", use: save)
        router.post("\(article)/previews", use: preview)
        router.post("\(article)/publications", use: publish)
        router.post("\(article)/schedules", use: schedule)
        router.post("\(article)/restorations", use: restore)
        router.post("\(article)/withdrawals", use: withdraw)
        router.post("\(article)/dismissals", use: discard)
    }

    private func place(_ context: WebContext) throws -> (ArticlePlace, HelpCentre) {
        let brand = try desk.brands.find(context.parameter("brand"))
        guard let language = Language(rawValue: try context.parameter("language")),
            let slug = ArticleSlug(try context.parameter("slug"))
        else { throw Refusal.notFound }
        return (ArticlePlace(brand: brand.id, language: language, slug: slug), try desk.helpCentre(brand.id))
    }

    // MARK: - Pages

    @Sendable private func edit(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        return try await console.deskPage(request, context, EditorTexts.editTitle, scripts: Self.scripts) {
            transaction, _ in
            try Manuscript.read(place, centre, in: transaction)
        } main: { pages, manuscript in
            let source = try ArticleSource(parsing: manuscript.source ?? "")
            var editor = EditorPages(
                console: pages, brand: centre.brand, manuscript: manuscript, language: place.language,
                typed: Form(EditorForm.typed(source)))
            editor.preview = Self.drawn(source, place.slug, place.language, centre.brand)
            editor.shown = request.query("version").flatMap { Int64($0) }
            editor.done = request.query("done").flatMap { EditorPages.Done(rawValue: $0) }
            return editor.main
        }
    }

    /// The same page with what was typed, and what is wrong with it.
    private func again(
        _ form: Form, _ refusal: Refusal?, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        let (place, centre) = try place(context)
        let status = refusal?.pageStatus ?? .ok
        return try await console.deskPage(
            request, context, EditorTexts.editTitle, status: status, scripts: Self.scripts
        ) { transaction, _ in
            try Manuscript.read(place, centre, in: transaction)
        } main: { pages, manuscript in
            var editor = EditorPages(
                console: pages, brand: centre.brand, manuscript: manuscript, language: place.language, typed: form,
                refusal: refusal)
            editor.preview = Self.drawn(EditorForm.source(form), place.slug, place.language, centre.brand)
            return editor.main
        }
    }

    /// With `?part=1` only the article, for the script that shows it while somebody types.
    @Sendable private func preview(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        let form = try await checked(request)
        guard request.query("part") != nil else { return try await again(form, nil, request, context) }
        let article = Self.drawn(EditorForm.source(form), place.slug, place.language, centre.brand)
        return .html(EditorPages.drawn(article))
    }

    /// What is typed, as readers would see it; a place that nothing fills stays as it is.
    private static func drawn(
        _ source: ArticleSource, _ slug: ArticleSlug?, _ language: Language, _ brand: Brand
    ) -> Article {
        let places = brand.articlePlaces(language)
        var filled = source
        filled.title = Article.fill(source.title, places)
        filled.summary = Article.fill(source.summary, places)
        // A text too long to be kept need not be drawn in full.
        filled.body = Article.fill(String(source.body.prefix(ArticleRules.bodyLengthMax)), places)
        return Article(slug: slug?.text ?? "", language: language, filled)
    }

    // MARK: - Forms

    /// The form, when a page of ours sent it for somebody at the desk.
    private func checked(_ request: Request) async throws -> Form {
        let guardian = Guard(request: request)
        guard let token = guardian.agentToken else { throw Refusal.unauthenticated }
        let form = try await request.form(max: EditorForm.bytesMax)
        try guardian.checkCSRF(Session(token: token), form: form)
        _ = try await desk.storage.read { try $0.agent(token) }
        return form
    }

    /// Carries out a form. What is refused comes back as the same page, with nothing lost.
    private func act(
        _ request: Request, _ context: WebContext, _ done: EditorPages.Done,
        _ work: @escaping @Sendable (Form, Agent, Transaction) throws -> Void
    ) async throws -> Response {
        let (place, centre) = try place(context)
        let form = try await checked(request)
        let token = Guard(request: request).agentToken
        let isLeft: Bool
        do {
            isLeft = try await desk.storage.write { transaction in
                try work(form, transaction.agent(token).agent, transaction)
                return try Manuscript.exists(place, centre, in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            // A button without a text has nothing to give back.
            guard !form["body"].isEmpty || !form["title"].isEmpty else { throw refusal }
            return try await again(form, refusal, request, context)
        }
        await desk.readPublished()
        return .see(isLeft ? "\(place.path)?done=\(done.rawValue)" : "/desk/articles?brand=\(place.brand)")
    }

    /// What was typed, kept as the draft.
    private static func kept(
        _ form: Form, _ place: ArticlePlace, _ centre: HelpCentre, _ agent: Agent, _ transaction: Transaction
    ) throws -> ArticleVersion {
        let source = EditorForm.source(form)
        try centre.rules(place).check(source)
        return try ArticleVersion.save(source.text, at: place, seen: form["seen"], by: agent, in: transaction)
    }

    @Sendable private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        return try await act(request, context, .saved) { form, agent, transaction in
            _ = try Self.kept(form, place, centre, agent, transaction)
        }
    }

    @Sendable private func publish(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        return try await act(request, context, .published) { form, agent, transaction in
            try Self.kept(form, place, centre, agent, transaction).publish(by: agent, in: transaction)
        }
    }

    @Sendable private func schedule(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        return try await act(request, context, .scheduled) { form, agent, transaction in
            let moment = try EditorForm.moment(form, of: centre.brand)
            try Self.kept(form, place, centre, agent, transaction).schedule(at: moment, by: agent, in: transaction)
        }
    }

    /// `version` is a number, or `file`.
    @Sendable private func restore(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, centre) = try place(context)
        return try await act(request, context, .restored) { form, agent, transaction in
            let source =
                form["version"] == "file"
                ? centre.files.source(place.slug, centre.brand, place.language)
                : try Int64(form["version"]).flatMap {
                    try ArticleVersion.numbered($0, place, in: transaction)?.source
                }
            guard let source else { throw Refusal.notFound }
            _ = try ArticleVersion.save(source, at: place, seen: form["seen"], by: agent, in: transaction)
        }
    }

    @Sendable private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, _) = try place(context)
        return try await act(request, context, .withdrawn) { _, agent, transaction in
            try ArticleVersion.withdraw(place, by: agent, in: transaction)
        }
    }

    @Sendable private func discard(_ request: Request, _ context: WebContext) async throws -> Response {
        let (place, _) = try place(context)
        return try await act(request, context, .discarded) { _, agent, transaction in
            try ArticleVersion.discard(place, by: agent, in: transaction)
        }
    }
}

// MARK: - A new article

extension EditorRoutes {
    /// With `?asked=` and questions' ids, filled in for them.
    @Sendable private func newArticle(_ request: Request, _ context: WebContext) async throws -> Response {
        let (brand, language) = try home(
            request.query("brand") ?? "", request.query("language_of") ?? context.language.tag)
        let asked = ArticleQuestions.ids(request.query("asked") ?? "")
        return try await console.deskPage(request, context, EditorTexts.newTitle, scripts: Self.scripts) {
            transaction, _ in
            try ArticleQuestions.read(asked, in: transaction)
        } main: { pages, questions in
            var typed = questions.isEmpty ? [:] : EditorForm.typed(ArticleOutline.source(questions, language))
            typed["asked"] = questions.map(\.id.text).joined(separator: ",")
            return Self.editor(Form(typed), brand, language, pages).main
        }
    }

    private func home(_ brand: String, _ language: String) throws -> (Brand, Language) {
        let found = try brand.isEmpty ? desk.brands.all.first : desk.brands.find(brand)
        guard let found, let language = Language(rawValue: language) else { throw Refusal.notFound }
        return (found, language)
    }

    private static func editor(
        _ form: Form, _ brand: Brand, _ language: Language, _ pages: ConsolePages, _ refusal: Refusal? = nil
    ) -> EditorPages {
        var editor = EditorPages(
            console: pages, brand: brand, manuscript: nil, language: language, typed: form, refusal: refusal)
        let source = EditorForm.source(form)
        if source != ArticleSource() { editor.preview = drawn(source, nil, language, brand) }
        return editor
    }

    @Sendable private func previewNew(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await checked(request)
        let (brand, language) = try home(form["brand"], form["language_of"])
        if request.query("part") != nil {
            return .html(EditorPages.drawn(Self.drawn(EditorForm.source(form), nil, language, brand)))
        }
        return try await newAgain(form, nil, brand, language, request, context)
    }

    private func newAgain(
        _ form: Form, _ refusal: Refusal?, _ brand: Brand, _ language: Language, _ request: Request,
        _ context: WebContext
    ) async throws -> Response {
        try await console.deskPage(
            request, context, EditorTexts.newTitle, status: refusal?.pageStatus ?? .ok, scripts: Self.scripts
        ) { _, _ in
        } main: { pages, _ in
            Self.editor(form, brand, language, pages, refusal).main
        }
    }

    /// The first draft of an article that is not there yet.
    @Sendable private func begin(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await checked(request)
        let (brand, language) = try home(form["brand"], form["language_of"])
        let (centre, token) = (try desk.helpCentre(brand.id), Guard(request: request).agentToken)
        do {
            let place = try await desk.storage.write { transaction in
                let agent = try transaction.agent(token).agent
                guard let slug = ArticleSlug(form["slug"].trimmingSpaces()) else {
                    throw Refusal.invalid("slug", "slug_wrong", EditorTexts.slugWrong)
                }
                let place = ArticlePlace(brand: brand.id, language: language, slug: slug)
                let source = EditorForm.source(form)
                try centre.rules(place).check(source)
                // Sent twice it is the same draft.
                let newest = try ArticleVersion.newest(place, in: transaction)
                let isAgain = newest?.isOpen == true && newest?.source == source.text
                let isTaken = try Manuscript.exists(place, centre, in: transaction)
                guard isAgain || !isTaken else {
                    throw Refusal.invalid("slug", "slug_taken", EditorTexts.slugTaken)
                }
                _ = try ArticleVersion.save(
                    source.text, at: place, seen: newest?.stamp ?? ArticleVersion.noStamp, by: agent,
                    in: transaction)
                try ArticleQuestions.keep(ArticleQuestions.ids(form["asked"]), for: place, in: transaction)
                return place
            }
            return .see("\(place.path)?done=saved")
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await newAgain(form, refusal, brand, language, request, context)
        }
    }
}

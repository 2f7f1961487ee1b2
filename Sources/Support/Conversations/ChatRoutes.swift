import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The chat's pages: `/upay/chat`. Every act works as a plain form; the script on the page sends the same in the
/// background.
struct ChatRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/chat", use: start)
        router.post("/:brand/chat", use: open)
        router.get("/:brand/chat/:id", use: show)
        router.get("/:brand/chat/:id/messages", use: fragment)
        router.get("/:brand/chat/:id/live", use: live)
        router.post("/:brand/chat/:id/messages", use: post)
        router.post("/:brand/chat/:id/handovers", use: handOver)
        router.post("/:brand/chat/:id/closures", use: close)
        router.post("/:brand/chat/:id/feedback", use: rate)
    }

    /// What a chat page shows, read in one transaction.
    struct View: Sendable {
        let party: Party
        let conversation: Conversation
        let messages: [Message]
        let ahead: Int
        let feedback: Feedback?
        /// nil where only what is new is asked for.
        let board: AnnouncementBoard?
        /// Once a person is asked for.
        var intake: Intake?
        /// Whose words the customer is asked about.
        var question: Screenshot?
        /// While nobody has asked for a person yet.
        var queue: ChannelAdvice.Queue?
    }

    /// The chat that is going on, or an empty one; nothing is stored before the first word.
    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let token = Guard(request: request).customerToken(brand.id)
        let (party, current, board) = try await desk.storage.read { transaction in
            let party = try token.flatMap { try Session.party($0, in: transaction) }
            return (
                party, try party.flatMap { try Conversation.current(of: $0, in: transaction) },
                try AnnouncementBoard.read(brand.id, for: party, in: transaction)
            )
        }
        let page = Page(desk, brand, request, context, party: party)
        let about = request.query("transaction").flatMap { TransactionID(outside: $0) }
        if let current, about == nil || current.transaction == about, request.query("new") == nil {
            return .see("\(page.base)/chat/\(current.id)\(page.isFramed ? "?frame=1" : "")")
        }
        return .html(
            ChatPages(page: page, board: board)
                .start(about: await desk.trouble(of: party, about), text: "", refusal: nil))
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (form, uploads) = try await pictures(request, context)
        let token = Guard(request: request).customerToken(brand.id)
        let party = try await desk.storage.read {
            try token.flatMap { [transaction = $0] in try Session.party($0, in: transaction) }
        }
        let page = Page(desk, brand, request, context, party: party)
        do {
            var opening = Conversation.Opening(language: context.language)
            opening.uploads = try uploads.get()
            opening.text = try MessageText.beside(opening.uploads, form["text"], context.language)
            opening.asksAssistant = !form["text"].trimmingSpaces().isEmpty
            if !form["transaction"].isEmpty {
                opening.transaction = try ConversationRoutes.transactionID(form["transaction"])
            }
            let opened = try await ConversationOpening(desk: desk, brand: brand, request: request, context: context)
                .open(opening, key: form.idempotencyKey(), csrf: form)
            var response = Response.see("\(page.base)/chat/\(opened.conversation.id)\(page.isFramed ? "?frame=1" : "")")
            if opened.isNewVisitor { response.setCookie(opened.cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return .html(
                ChatPages(page: page).start(about: nil, text: form["text"], refusal: refusal),
                status: .unprocessableContent)
        }
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, view) = try await view(request, context)
        return .html(ChatPages(page: page, board: view.board).chat(view, text: "", refusal: nil))
    }

    /// The messages after `?after=`, and the state around them: what the page's script fetches when the live stream
    /// says so.
    @Sendable private func fragment(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, view) = try await view(request, context, after: ConversationRoutes.position(request.query("after")))
        return .html(ChatPages(page: page).fragment(view))
    }

    @Sendable private func live(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        return try await ConversationRoutes.stream(desk, request, context, brand: brand.id)
    }

    private func view(_ request: Request, _ context: WebContext, after: Int64? = nil) async throws -> (Page, View) {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (id, token): (ConversationID, String?) = (
            try context.id("id"), Guard(request: request).customerToken(brand.id)
        )
        let view = try await desk.storage.read { transaction in
            let party = try transaction.party(token, of: brand.id)
            let conversation = try Conversation.find(id, of: party, in: transaction)
            return View(
                party: party, conversation: conversation,
                messages: try after.map { try Message.after($0, in: id, transaction) }
                    ?? Message.latest(of: conversation, in: transaction),
                ahead: try conversation.ahead(in: transaction), feedback: try Feedback.find(id, in: transaction),
                board: after == nil ? try AnnouncementBoard.read(brand.id, for: party, in: transaction) : nil,
                question: conversation.isOpen ? try Screenshot.inQuestion(of: id, in: transaction) : nil,
                queue: conversation.state == .assisted ? try .read(brand.id, in: transaction) : nil)
        }
        var whole = view
        if [.waiting, .assigned].contains(view.conversation.state) {
            whole.intake = try await Intake.read(view.conversation, desk: desk)
        }
        return (Page(desk, brand, request, context, party: view.party), whole)
    }

    /// What was typed, and the pictures; what is wrong with these is said beside the words, which stay.
    private func pictures(_ request: Request, _ context: WebContext) async throws -> (
        Form, Result<[Screenshot.Upload], any Error>
    ) {
        let (form, files) = try await request.formWithFiles(desk, context)
        return (form, Result { try Screenshot.Upload.all(files, field: "text") })
    }

    /// The chat with an intake card that was refused.
    func page(_ request: Request, _ context: WebContext, wrong: ChatPages.Wrong) async throws -> HTML {
        let (page, view) = try await view(request, context)
        return ChatPages(page: page, board: view.board, wrong: wrong).chat(view, text: "", refusal: nil)
    }

    @Sendable private func post(_ request: Request, _ context: WebContext) async throws -> Response {
        let (form, sent) = try await pictures(request, context)
        do {
            let uploads = try sent.get()
            let text = try MessageText.beside(uploads, form["text"], context.language)
            let hasWords = !form["text"].trimmingSpaces().isEmpty
            return try await act(request, context, form) { id, party, transaction in
                _ = try Message.post(
                    text, with: uploads, asksAssistant: hasWords, to: id, by: party, key: form.idempotencyKey(),
                    in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let (page, view) = try await view(request, context)
            return .html(
                ChatPages(page: page, board: view.board).chat(view, text: form["text"], refusal: refusal),
                status: .unprocessableContent)
        }
    }

    @Sendable private func handOver(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, request.form()) {
            _ = try Conversation.handOver($0, by: $1, in: $2)
            try desk.planSummary(of: $0, in: $2)
        }
    }

    @Sendable private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        try await act(request, context, request.form()) { _ = try Conversation.close($0, by: $1, in: $2) }
    }

    @Sendable private func rate(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        do {
            let feedback = try Feedback.parse(
                experience: Int(form["experience"]), attitude: Int(form["attitude"]),
                efficiency: Int(form["efficiency"]),
                comment: form["comment"])
            return try await act(request, context, form) { try feedback.give(for: $0, by: $1, in: $2) }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let (page, view) = try await view(request, context)
            return .html(
                ChatPages(page: page, board: view.board).chat(view, text: "", refusal: refusal, given: form),
                status: .unprocessableContent)
        }
    }

    private func act(
        _ request: Request, _ context: WebContext, _ form: Form,
        _ work: @escaping @Sendable (ConversationID, Party, Transaction) throws -> Void
    ) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (id, guardian): (ConversationID, Guard) = (try context.id("id"), Guard(request: request))
        let token = guardian.customerToken(brand.id)
        try await desk.storage.write { transaction in
            let party = try transaction.party(token, of: brand.id)
            try guardian.checkCSRF(party.session, form: form)
            try work(id, party, transaction)
        }
        let framed = request.query("frame") == "1" ? "?frame=1" : ""
        return .see("\(Page.base(brand, request))/chat/\(id)\(framed)#reply")
    }
}

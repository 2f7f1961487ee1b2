import HTTPTypes
import Hummingbird
import Terms
import Wallet
import Web

/// The contact form (C4, C5): for what is not urgent. It opens a conversation that waits for a person, with its number
/// to quote.
struct TicketRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/tickets/new", use: show)
        router.post("/:brand/tickets", use: open)
    }

    /// `?transaction=` says which; without it the latest trouble is offered, and `?transaction=none` is without one.
    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let wish = request.query("about").flatMap(TicketAbout.init(rawValue:))
        let named = request.query("transaction")
        let about = named.flatMap { TransactionID(outside: $0) }
        let found = named == "none" ? nil : await desk.trouble(of: party, about)
        var draft = TicketPages.Draft(about: wish, isGuess: about == nil)
        draft.intake = try await Intake.read(for: party, about: found?.id, desk: desk)
        if let wish {
            draft.text = wish.words.map { page($0) } ?? ""
        } else if let found {
            draft.text = page(ChatTexts.whatHappened(found.kind))
        }
        return .html(TicketPages(page: page).form(draft))
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let (form, files) = try await request.formWithFiles(desk, context)
        let about = form["not-this"].isEmpty ? TransactionID(outside: form["transaction"]) : nil
        let first = form["topic"].trimmingSpaces().isEmpty ? form["text"] : form["topic"]
        let wish = TicketAbout(rawValue: form["about"])
        let words = (try? MessageText(first))?.subject ?? ""
        let intake = try await Intake.read(for: party, about: about, words: words, desk: desk)
        do {
            var opening = Conversation.Opening(channel: .ticket, language: context.language)
            opening.uploads = try Screenshot.Upload.all(files, field: "pictures")
            opening.text = try MessageText(form["text"])
            opening.complaintZone = wish == .complaint ? page.brand.timeZone : nil
            if !form["topic"].trimmingSpaces().isEmpty { opening.topic = try MessageText(form["topic"]).subject }
            if opening.topic == nil, let wish, wish != .complaint { opening.topic = page(wish.title) }
            // A wallet that is silent keeps nobody from writing.
            opening.transaction = intake.facts.transaction?.id
            opening.intake = (intake, try Intake.Given(form, to: intake, clock: page.clock))
            let opened = try await ConversationOpening(
                desk: desk, brand: page.brand, request: request, context: context
            )
            .open(opening, key: form.idempotencyKey(), csrf: form)
            var response = Response.see("\(page.base)/chat/\(opened.conversation.id)")
            if opened.isNewVisitor { response.setCookie(opened.cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            var draft = TicketPages.Draft(about: wish, topic: form["topic"])
            (draft.text, draft.intake, draft.given, draft.refusal) = (form["text"], intake, form, refusal)
            return .html(TicketPages(page: page).form(draft), status: .unprocessableContent)
        }
    }
}

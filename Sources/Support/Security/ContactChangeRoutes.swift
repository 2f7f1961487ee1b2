import Hummingbird
import Storage
import Terms
import Web

/// Another phone or e-mail: `/{brand}/account/phone`, `/{brand}/account/email`, and the link that stops a change.
struct ContactChangeRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        for kind in ContactChange.Kind.allCases {
            router.get("/:brand\(kind.path)", use: desk.owned { try await show(kind, $0, $1) })
            router.post("/:brand\(kind.path)", use: desk.submitted { try await begin(kind, $0, $1, $2) })
            router.post(
                "/:brand\(kind.path)/confirmations", use: desk.submitted { try await confirm(kind, $0, $1, $2) })
            router.post(
                "/:brand\(kind.path)/stops", use: desk.submitted { owner, _, _ in try await stop(kind, owner) })
        }
        router.post("/:brand/account/help", use: askPerson)
        router.get("/:brand/account/changes/:link/stop", use: showStop)
        router.post("/:brand/account/changes/:link/stop", use: stopByLink)
    }

    // MARK: - One's own page

    /// Without a check: what is there and how to change it. With the first: the field for the new contact. With the
    /// second: both side by side, to be confirmed.
    private func show(_ kind: ContactChange.Kind, _ owner: AccountOwner, _ request: WebRequest) async throws
        -> Response
    {
        let (typedFirst, typedSecond) = (request.query("change") ?? request.query("check"), request.query("check"))
        let (first, second, waiting) = try await desk.storage.read { transaction in
            (
                try owner.passed(typedFirst, for: kind.purposes, in: transaction),
                try owner.passed(typedSecond, for: [.newContact], in: transaction),
                try ContactChange.waiting(kind, of: owner.customer.id, in: transaction)
            )
        }
        let pages = ContactChangePages(page: owner.page, kind: kind)
        if let first, let second { return .html(pages.review(owner.customer, first, second)) }
        if let first { return .html(pages.new(first, typed: "", refusal: nil)) }
        return .html(pages.overview(owner.customer, waiting, isDone: request.query("done") != nil))
    }

    private func begin(
        _ kind: ContactChange.Kind, _ owner: AccountOwner, _ form: Form, _ request: WebRequest
    ) async throws -> Response {
        let first = try await desk.storage.read { try owner.passed(form["check"], for: kind.purposes, in: $0) }
        guard let first else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        do {
            let contact = try kind.contact(form["contact"], of: owner.customer)
            return try await owner.prove(
                .newContact, way: "\(kind.path)?change=\(first.id)", contact: contact.text, request)
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = ContactChangePages(page: owner.page, kind: kind)
                .new(first, typed: form["contact"], refusal: refusal)
            return .html(again, status: .unprocessableContent)
        }
    }

    private func confirm(
        _ kind: ContactChange.Kind, _ owner: AccountOwner, _ form: Form, _ request: WebRequest
    ) async throws -> Response {
        let clock = Clock(
            zone: owner.page.brand.timeZone, now: desk.storage.moment, language: owner.customer.language)
        let address = owner.page.noticeAddress(request)
        try await desk.storage.write { transaction in
            let second = try owner.use(form["check"], for: .newContact, in: transaction)
            let value = try kind.contact(second.contact, of: owner.customer).text
            let first = try owner.passed(form["change"], for: kind.purposes, in: transaction)
            try owner.use(form["change"], for: first?.purpose ?? kind.purpose, in: transaction)
            guard first?.purpose == .phoneLost else {
                return try ContactChange.make(kind, value, of: owner.customer, in: transaction)
            }
            let (change, word) = try ContactChange.ask(kind, value, of: owner.customer, in: transaction)
            let link = address.map { "\($0)/account/changes/\(word)/stop" }
            try change.announce(to: owner.customer, link: link, clock, in: transaction)
        }
        return .see("\(owner.page.base)\(kind.path)?done=1")
    }

    private func stop(_ kind: ContactChange.Kind, _ owner: AccountOwner) async throws -> Response {
        let stopped = try await desk.storage.write { transaction in
            try ContactChange.stop(kind, of: owner.customer, in: transaction)
        }
        guard let stopped else { return .see("\(owner.page.base)\(kind.path)") }
        return .html(ContactChangePages(page: owner.page, kind: kind).settled(stopped))
    }

    /// For who cannot prove it here: a conversation that waits for a person, with what it is about.
    @Sendable private func askPerson(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let form = try await request.form()
        let opening = Conversation.Opening(
            text: try MessageText(page(ContactChangeTexts.stuckWords)), topic: page(ContactChangeTexts.stuckTopic),
            channel: .ticket, language: context.language)
        let opened = try await ConversationOpening(desk: desk, brand: page.brand, request: request, context: context)
            .open(opening, key: form.idempotencyKey(), csrf: form)
        var response = Response.see("\(page.base)/chat/\(opened.conversation.id)")
        if opened.isNewVisitor { response.setCookie(opened.cookie) }
        return response
    }

    // MARK: - The link that stops it

    @Sendable private func showStop(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let word = try context.parameter("link")
        let change = try await desk.storage.read { try ContactChange.find(link: word, in: $0) }
        guard let change, change.brand == page.brand.id else { throw Refusal.notFound }
        let pages = ContactChangePages(page: page, kind: change.kind)
        return .html(change.state == .cooling ? pages.askStop(change, word) : pages.settled(change))
    }

    @Sendable private func stopByLink(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let word = try context.parameter("link")
        try Guard(request: request).checkOrigin()
        let change = try await desk.storage.write { transaction in
            guard try ContactChange.find(link: word, in: transaction)?.brand == page.brand.id else {
                throw Refusal.notFound
            }
            return try ContactChange.stop(link: word, in: transaction)
        }
        return .html(ContactChangePages(page: page, kind: change.kind).settled(change))
    }
}

extension Page {
    /// Where a link in a notice leads: the brand's own host. What a request says of itself counts only in the sandbox,
    /// lest somebody has the owner's link sent to a host of theirs. Nil: the notice carries no link.
    func noticeAddress(_ request: WebRequest) -> String? {
        if desk.isSandbox, let authority = request.head.authority {
            return "\(request.isSecure ? "https" : "http")://\(authority)\(base)"
        }
        return brand.hosts.first.map { "https://\($0)" }
    }
}

import Terms
import Web

/// Pages that belong to no feature: what is shown when something is refused.
struct Pages: Sendable {
    let desk: Desk

    /// Whoever has a customer's cookie is offered to sign out, and not to sign in again; nothing is looked up for it.
    private func session(_ refusal: Refusal, _ brand: Brand, _ request: WebRequest) -> Session? {
        guard refusal.kind != .unauthenticated, let token = Guard(request: request).customerToken(brand.id) else {
            return nil
        }
        let session = Session(token: token)
        return session.isCustomers ? session : nil
    }

    /// nil where the path is for programs: those get JSON.
    func error(_ refusal: Refusal, _ request: WebRequest, _ context: WebContext) -> HTML? {
        let path = request.uri.path
        guard !path.hasPrefix("/api/"), !path.hasPrefix("/wallet/v1/"),
            request.header("Accept")?.contains("application/json") != true,
            !path.hasPrefix("/health"), path != "/metrics",
            request.header("Content-Type")?.hasPrefix("application/json") != true
        else { return nil }
        let root = path.split(separator: "/").first.map(String.init) ?? ""
        guard let brand = (try? desk.brands.find(root)) ?? desk.brands.all.first else { return nil }
        let page = Page(desk, brand, request, context, party: nil, session: session(refusal, brand, request))
        if root == "desk" {
            return Page.shell(
                desk: desk, language: context.language, brand: "wallet", theme: page.theme, isLargeText: false,
                title: page(PageTexts.errorTitle), scripts: [],
                body: """
                    <body class="desk"><main class="empty" id="main">\(page.icon("alert"))<h1>\
                    \(page(PageTexts.errorTitle))</h1>
                    <p role="alert">\(page(refusal.text))</p><p><a class="btn" href="/desk">\(page(PageTexts.back))</a>\
                    </p></main></body>
                    """)
        }
        let first: HTML =
            refusal.kind == .unauthenticated
            ? "<a class=\"btn primary\" href=\"\(page.base)/signin\">\(page(PageTexts.signIn))</a>"
            : "<a class=\"btn primary\" href=\"\(page.base)/help\">\(page(PageTexts.toHelp))</a>"
        return page.document(
            title: page(PageTexts.errorTitle), tab: .none,
            main: """
                <main id="main" class="wrap"><div class="card stack">
                <h1>\(page(PageTexts.errorTitle))</h1><p role="alert">\(page(refusal.text))</p>
                <div class="btns">\(first)\
                <a class="btn" href="\(page.base)/chat">\(page(PageTexts.toChat))</a></div>
                </div></main>
                """)
    }
}

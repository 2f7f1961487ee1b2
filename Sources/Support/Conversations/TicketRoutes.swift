import HTTPTypes
import Hummingbird
import Terms
import Web

/// The contact form (C4, C5): for what is not urgent. It opens a conversation that waits for a person, with its number
/// to quote.
struct TicketRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/tickets/new", use: show)
        router.post("/:brand/tickets", use: open)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        .html(TicketPages(page: try await desk.page(request, context).0).form(topic: "", text: "", refusal: nil))
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let form = try await request.form()
        do {
            var opening = Conversation.Opening(channel: .ticket, language: context.language)
            opening.text = try MessageText(form["text"])
            if !form["topic"].trimmingSpaces().isEmpty { opening.topic = try MessageText(form["topic"]).subject }
            let opened = try await ConversationOpening(
                desk: desk, brand: page.brand, request: request, context: context
            )
            .open(opening, key: form.key, csrf: form)
            var response = Response.see("\(page.base)/chat/\(opened.conversation.id)")
            if opened.isNewVisitor { response.setCookie(opened.cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = TicketPages(page: page).form(topic: form["topic"], text: form["text"], refusal: refusal)
            return .html(again, status: .unprocessableContent)
        }
    }
}

struct TicketPages {
    let page: Page

    func form(topic: String, text: String, refusal: Refusal?) -> HTML {
        let error: HTML =
            refusal.map {
                "<p class=\"error\" id=\"text-error\" "
                    + "role=\"alert\">\(page.icon("alert"))<span>\(page($0.text))</span></p>"
            }
            ?? .empty
        let invalid: HTML = refusal == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"text-error\""
        return page.document(
            title: page(HelpTexts.channel(.form)), tab: .contact, back: "/contact",
            heading: page(HelpTexts.channel(.form)),
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide">
                <form class="card stack" method="post" action="\(page.base)/tickets" aria-labelledby="ticket">\
                \(page.csrf)
                <input type="hidden" name="key" value="\(UUIDv7.text(at: page.now))">
                <h1 id="ticket">\(page(HelpTexts.channel(.form)))</h1><p class="small soft">\
                \(page(TicketTexts.hint))</p>
                <div class="field"><label for="topic">\(page(TicketTexts.topic))</label>\
                <input class="input" id="topic" name="topic" maxlength="60" value="\(topic)"></div>
                <div class="field"><label for="text">\(page(TicketTexts.text))</label>\
                <textarea class="input" id="text" name="text" rows="6" required \
                maxlength="\(MessageText.lengthMax)"\(invalid)>\(text)</textarea>\
                \(error)<p class="hint">\(page(TicketTexts.wording))</p></div>
                <button class="btn primary wide" type="submit">\(page(TicketTexts.send))</button></form></div></main>
                """)
    }
}

enum TicketTexts {
    static let hint = Text(
        "适合不急的事。提交后有编号，客服会在这里回复您。急事请用在线客服或电话。", "適合不急的事。提交後有編號，客服會在這裡回覆您。急事請用線上客服或電話。",
        "For what is not urgent. You get a number, and our answer appears here. If it is urgent, use the chat or call.")
    static let topic = Text("一句话说明（可不填）", "一句話說明（可不填）", "In one line (optional)")
    static let text = Text("发生了什么", "發生了什麼", "What happened")
    static let wording = Text(
        "写得具体，解决得快：不写“我的账户有问题”，写“我无法登录，提示密码错误”，加上时间和金额。",
        "寫得具體，解決得快：不寫「我的帳戶有問題」，寫「我無法登入，提示密碼錯誤」，加上時間和金額。",
        "The more exact, the faster: not “my account has a problem” but “I cannot sign in, it says wrong "
            + "password”, with time and amount."
    )
    static let send = Text("提交", "提交", "Send")
}

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
        let isComplaint = request.query("about") == "complaint"
        return .html(
            TicketPages(page: try await desk.page(request, context).0)
                .form(topic: "", text: "", refusal: nil, isComplaint: isComplaint))
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let form = try await request.form()
        let isComplaint = form["about"] == "complaint"
        do {
            var opening = Conversation.Opening(channel: .ticket, language: context.language)
            opening.text = try MessageText(form["text"])
            opening.complaintZone = isComplaint ? page.brand.timeZone : nil
            if !form["topic"].trimmingSpaces().isEmpty { opening.topic = try MessageText(form["topic"]).subject }
            let opened = try await ConversationOpening(
                desk: desk, brand: page.brand, request: request, context: context
            )
            .open(opening, key: form.idempotencyKey(), csrf: form)
            var response = Response.see("\(page.base)/chat/\(opened.conversation.id)")
            if opened.isNewVisitor { response.setCookie(opened.cookie) }
            return response
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = TicketPages(page: page).form(
                topic: form["topic"], text: form["text"], refusal: refusal, isComplaint: isComplaint)
            return .html(again, status: .unprocessableContent)
        }
    }
}

struct TicketPages {
    let page: Page

    func form(topic: String, text: String, refusal: Refusal?, isComplaint: Bool = false) -> HTML {
        let about: HTML = isComplaint ? "<input type=\"hidden\" name=\"about\" value=\"complaint\">" : .empty
        let title = isComplaint ? TicketTexts.complaint : HelpTexts.channel(.form)
        let error: HTML =
            refusal.map {
                "<p class=\"error\" id=\"text-error\" "
                    + "role=\"alert\">\(page.icon("alert"))<span>\(page($0.text))</span></p>"
            }
            ?? .empty
        let invalid: HTML = refusal == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"text-error\""
        return page.document(
            title: page(title), tab: .contact, back: "/contact",
            heading: page(title),
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide">
                <form class="card stack" method="post" action="\(page.base)/tickets" aria-labelledby="ticket">\
                \(page.csrf)
                <input type="hidden" name="key" value="\(UUIDv7.text(at: page.now))">
                \(about)<h1 id="ticket">\(page(title))</h1><p class="small soft">\
                \(page(isComplaint ? TicketTexts.complaintHint : TicketTexts.hint))</p>
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
    static let complaint = Text("写投诉", "寫投訴", "Write a complaint")
    static let complaintHint = Text(
        "写清时间、经过、对方和希望的结果。提交后有编号，15 天内答复，优先处理。",
        "寫清時間、經過、對方和希望的結果。提交後有編號，15 天內答覆，優先處理。",
        "Say when it happened, what, with whom, and what you ask for. You get a number and an answer within 15 days; "
            + "complaints come first.")
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

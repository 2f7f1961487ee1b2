import Terms
import Web

struct TicketPages {
    let page: Page

    /// The form as it stands before it is sent.
    struct Draft {
        var about: TicketAbout?
        /// The transaction was not named by the customer.
        var isGuess = false
        var topic = ""
        var text = ""
        var intake: Intake?
        var given: Form?
        var refusal: Refusal?
    }

    func form(_ draft: Draft) -> HTML {
        let about: HTML =
            draft.about.map { "<input type=\"hidden\" name=\"about\" value=\"\($0.rawValue)\">" } ?? .empty
        let title = draft.about?.title ?? HelpTexts.channel(.form)
        let isComplaint = draft.about == .complaint
        let wrong = draft.refusal.flatMap { $0.fields["text"] }
        let error: HTML =
            wrong.map {
                "<p class=\"error\" id=\"text-error\" "
                    + "role=\"alert\">\(page.icon("alert"))<span>\(page($0))</span></p>"
            }
            ?? .empty
        let invalid: HTML = wrong == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"text-error\""
        let intake = draft.intake.map {
            IntakePages(page: page, intake: $0, form: draft.given, refusal: draft.refusal).part(isGuess: draft.isGuess)
        }
        return page.document(
            title: page(title), tab: .contact, back: "/contact",
            heading: page(title),
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide">
                <form class="card stack" method="post" action="\(page.base)/tickets" \
                enctype="multipart/form-data" aria-labelledby="ticket">\
                \(page.csrf)
                <input type="hidden" name="key" value="\(UUIDv7.text(at: page.now))">
                \(about)<h1 id="ticket">\(page(title))</h1><p class="small soft">\
                \(page(isComplaint ? TicketTexts.complaintHint : TicketTexts.hint))</p>
                \(isComplaint ? nil : intake)
                <div class="field"><label for="topic">\(page(TicketTexts.topic))</label>\
                <input class="input" id="topic" name="topic" maxlength="60" value="\(draft.topic)"></div>
                <div class="field"><label for="text">\(page(TicketTexts.text))</label>\
                <textarea class="input" id="text" name="text" rows="6" required \
                maxlength="\(MessageText.lengthMax)"\(invalid)>\(draft.text)</textarea>\
                \(error)<p class="hint">\(page(TicketTexts.wording))</p></div>
                \(ScreenshotPages(page: page).field(draft.refusal))
                \(isComplaint ? intake : nil)
                <button class="btn primary wide" type="submit">\(page(TicketTexts.send))</button></form></div></main>
                """)
    }
}

/// What the form is opened for, from an answer or a transaction.
enum TicketAbout: String, Sendable {
    case complaint, trace, refund, dispute

    var title: Text {
        switch self {
        case .complaint: Text("写投诉", "寫投訴", "Write a complaint")
        case .trace: Text("请专人追这笔钱", "請專人追這筆錢", "Have this traced")
        case .refund: Text("申请退款", "申請退款", "Ask for a refund")
        case .dispute: Text("提出争议", "提出爭議", "Dispute this")
        }
    }

    /// Something to begin with; nil where only the customer knows.
    var words: Text? {
        switch self {
        case .complaint: nil
        case .trace: Text("这笔钱到现在还没有到，请帮我追查。", "這筆錢到現在還沒有到，請幫我追查。", "This has not arrived yet. Please trace it.")
        case .refund: Text("请把这笔款退给我。原因：", "請把這筆款退給我。原因：", "Please give this back to me. The reason: ")
        case .dispute:
            Text("这笔交易我有异议。经过和希望的结果：", "這筆交易我有異議。經過和希望的結果：", "I dispute this. What happened, and what I ask for: ")
        }
    }
}

enum TicketTexts {
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

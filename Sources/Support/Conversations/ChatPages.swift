import Terms
import Wallet
import Web

/// The chat as the customer sees it: the talk, what is happening around it, and the box to write in.
struct ChatPages {
    let page: Page
    /// What is out of order, over the talk.
    var board: AnnouncementBoard?
    var wrong: Wrong?

    /// An intake card as it was sent, and why it was refused.
    struct Wrong {
        let form: Form, refusal: Refusal
    }

    private var frame: String { page.isFramed ? "?frame=1" : "" }

    /// Before the first word: what we guess they are here for, and the box.
    func start(about: WalletTransaction?, text: String, refusal: Refusal?) -> HTML {
        let ready: HTML =
            about.map { transaction in
                """
                <section class="card stack close" aria-labelledby="guess"><p class="tiny muted">\
                \(page(ChatTexts.perhaps))</p>
                <h2 id="guess">\(page(ChatTexts.isItThis))</h2>
                <p class="row start"><span class="grow"><b class="strong">\(transaction.counterparty.name)</b><br>\
                <span class="small muted">\
                \(page.clock.day(transaction.createdAt))　\(page(MoneyTexts.kind(transaction.kind)))</span></span>\
                <data class="money" value="\(transaction.amount.decimal)">\(transaction.amount.display)</data></p>
                <form method="post" action="\(page.base)/chat\(frame)">\(page.csrf)\(key)
                <input type="hidden" name="transaction" value="\(transaction.id)">
                <input type="hidden" name="text" value="\(page(ChatTexts.whatHappened(transaction.kind)))">
                <button class="btn primary" type="submit">\(page(ChatTexts.yesThis))</button></form></section>
                """
            } ?? .empty
        let chips = [ChatTexts.chipPayment, ChatTexts.chipTransfer, ChatTexts.chipTopUp, ChatTexts.chipRefund].html {
            chip -> HTML in
            """
            <form method="post" action="\(page.base)/chat\(frame)">\
            \(page.csrf)\(key)<input type="hidden" name="text" value="\(page(chip))">\
            <button class="chip" type="submit">\(page(chip))</button></form>
            """
        }
        let talk: HTML = """
            <section class="thread" role="log" aria-label="\(page(ChatTexts.talk))">
            <p class="said">\(page.icon("shield-check", inline: true)) \(page(PageTexts.neverAsked))</p>
            <div class="msg" data-from="assistant"><span class="glyph" aria-hidden="true">\(page.icon("bot"))</span>
            <p class="who"><b>\(page(ConversationTexts.assistantName))</b></p>
            <div class="body"><p class="bubble">\
            \(AssistantTexts.greeting(page.language, ["brand": page(page.brand.name)]))</p>\
            <div class="chips">\(chips)</div></div></div>
            \(ready)
            </section>
            """
        return document(
            title: page(ChatTexts.title), name: page(page.brand.name), isAgent: false, talk: talk, side: contactHint,
            action: "\(page.base)/chat\(frame)", text: text, refusal: refusal, live: .empty)
    }

    func chat(_ view: ChatRoutes.View, text: String, refusal: Refusal?, given: Form? = nil) -> HTML {
        let conversation = view.conversation
        let path = "\(page.base)/chat/\(conversation.id)"
        let talk: HTML = """
            <section class="thread" role="log" aria-live="polite" aria-label="\(page(ChatTexts.talk))">
            \(messages(view))
            </section>
            <div class="thread" data-part="intake">\(intake(view))</div>
            <div class="thread" data-part="status">\(status(view, refusal: refusal, given: given))</div>
            """
        let live: HTML = """
             data-src="\(path)/messages" data-live="\(path)/live" data-post="\(path)/messages\(frame)" \
             data-position="\(view.messages.last?.position ?? 0)" \
            data-draft="\(conversation.id)" data-offline="\(page(ChatTexts.offline))" \
            data-sending="\(page(ChatTexts.sending))" \
            data-failed="\(page(ChatTexts.notSent))" data-you="\(page(ConversationTexts.you))"
            """
        return document(
            title: page(ChatTexts.title), name: conversation.agentName ?? page(page.brand.name),
            isAgent: conversation.state == .assigned, talk: talk, side: record(view),
            action: "\(path)/messages\(frame)", text: text,
            refusal: refusal.flatMap { $0.fields["text"] ?? $0.fields["pictures"] } == nil ? nil : refusal, live: live)
    }

    /// What the script puts in place: the state first, then the new messages.
    func fragment(_ view: ChatRoutes.View) -> HTML {
        """
        <div class="thread" data-part="intake">\(intake(view))</div>
        <div class="thread" data-part="status">\(status(view, refusal: nil, given: nil))</div>
        <div data-part="name">\(view.conversation.agentName ?? page(page.brand.name))</div>
        <div data-part="messages">\(messages(view, showsDays: false))</div>
        """
    }

    private func messages(_ view: ChatRoutes.View, showsDays: Bool = true) -> HTML {
        MessagePages(
            side: .customer, language: page.language, clock: page.clock, sprite: page.asset("icons.svg"),
            base: page.base, csrf: page.csrf
        ).list(view.messages, customerName: view.party.customer?.name ?? "", showsDays: showsDays)
    }

    /// One thing at a time: first what a picture says, then the card.
    private func intake(_ view: ChatRoutes.View) -> HTML {
        if let question = view.question { return ScreenshotPages(page: page).question(question, frame: frame) }
        // Nobody in need is asked to look through a form first.
        let last = view.messages.last { $0.authorKind == .assistant }.flatMap { Answer(stored: $0.answer) }
        if last?.kind == .handover { return .empty }
        return view.intake.map {
            IntakePages(page: page, intake: $0, form: wrong?.form, refusal: wrong?.refusal)
                .card(view.conversation.id, frame: frame)
        } ?? .empty
    }

    private func status(_ view: ChatRoutes.View, refusal: Refusal?, given: Form?) -> HTML {
        switch view.conversation.state {
        case .assisted: toPerson(view)
        case .waiting: waiting(view)
        case .assigned: end(view)
        case .closed: view.feedback == nil ? rating(view, refusal, given) : thanks
        }
    }

    private func toPerson(_ view: ChatRoutes.View) -> HTML {
        """
        <form class="said to-person" method="post" \
        action="\(page.base)/chat/\(view.conversation.id)/handovers\(frame)">\(page.csrf)\
        <button class="btn small" type="submit">\(page.icon("headset"))\(page(AssistantTexts.person))</button>\
        \(view.queue.map { ChannelAdvicePages(page: page, queue: $0).beforePerson })</form>
        """
    }

    private func end(_ view: ChatRoutes.View) -> HTML {
        """
        <form class="said" method="post" action="\(page.base)/chat/\(view.conversation.id)/closures\(frame)">\
        \(page.csrf)\
        <button class="btn quiet small" type="submit">\(page.icon("check-circle"))\(page(ChatTexts.solved))</button>\
        </form>
        """
    }

    /// A range, never a single minute; and the truth outside working hours.
    private func waiting(_ view: ChatRoutes.View) -> HTML {
        let chat = page.brand.channels.first { $0.kind == .chat }
        let isOpen = chat?.isOpen(at: page.now, in: page.brand.timeZone) ?? true
        guard isOpen, case .minutes(let least, let most)? = chat?.reply else {
            let hint =
                page.brand.emergencyLine.map { ChatTexts.closedNowHint(page.language, ["emergency": $0]) }
                ?? page(ChatTexts.closedNowStop)
            return """
                <section class="card stack close" aria-label="\(page(ChatTexts.queue))"><h2>\
                \(page(ChatTexts.closedNow))</h2>
                <p class="small soft">\(hint)</p></section>
                """
        }
        let rounds = view.ahead / 4
        return """
            <section class="card stack close" aria-label="\(page(ChatTexts.queue))"><div class="wait">
            <p class="small soft full">\(page(ChatTexts.aboutToWait))</p>
            <p class="range">\(least + rounds * least)–\(most + rounds * most) <small>\
            \(page(ChatTexts.minutes))</small></p>
            <p class="small soft">\(ChatTexts.ahead(page.language, ["count": String(view.ahead)]))</p></div>
            <p class="small soft">\(page(ChatTexts.mayLeave))</p></section>
            """
    }

    private var thanks: HTML { "<p class=\"said\" role=\"status\">\(page(FeedbackTexts.thanks))</p>" }

    private func rating(_ view: ChatRoutes.View, _ refusal: Refusal?, _ given: Form?) -> HTML {
        func scale(_ name: String, _ label: Text) -> HTML {
            let wrong: HTML =
                refusal?.fields[name].map {
                    "<p class=\"error\" id=\"\(name)-error\">\(page.icon("alert"))<span>\(page($0))</span></p>"
                } ?? .empty
            return """
                <fieldset class="scale"><legend>\(page(label))</legend><div class="picks">\((1...5).html { mark in
                    let chosen: HTML = given?[name] == String(mark) ? " checked" : ""
                    return """
                        <label><input type="radio" name="\(name)" value="\(mark)" aria-label="\(page(label)) \
                        \(mark)"\(chosen) required>\
                        <span aria-hidden="true">\(mark)</span></label>
                        """
                })</div></fieldset>\(wrong)
                """
        }
        return """
            <form class="card stack" method="post" action="\(page.base)/chat/\(view.conversation.id)/feedback\(frame)" \
            aria-labelledby="rate">\(page.csrf)
            <h2 id="rate">\(page(FeedbackTexts.title))</h2>
            \(scale("experience", FeedbackTexts.experience))\(scale("attitude", FeedbackTexts.attitude))\
            \(scale("efficiency", FeedbackTexts.efficiency))
            <p class="hint">\(page(FeedbackTexts.scale))</p>
            <div class="field"><label for="comment">\(page(FeedbackTexts.comment))</label>\
            <textarea class="input" id="comment" name="comment" rows="2" maxlength="\(Feedback.commentLengthMax)">\
            \(given?["comment"] ?? "")</textarea></div>
            <button class="btn wide" type="submit">\(page(FeedbackTexts.send))</button></form>
            """
    }

    /// What can be kept of the conversation, beside it on a wide screen.
    private func record(_ view: ChatRoutes.View) -> HTML {
        let conversation = view.conversation
        let agent: HTML =
            conversation.agentName.map { "<dt>\(page(ConversationTexts.agent))</dt><dd>\($0)</dd>" } ?? .empty
        let about: HTML =
            conversation.transaction.map {
                """
                <dt>\(page(ChatTexts.transaction))</dt><dd><a target="_top" href="\(page.base)/transactions/\($0)">\
                \(page(ChatTexts.show))</a></dd>
                """
            } ?? .empty
        return """
            <section class="card"><div class="card-head"><h2>\(page(ChatTexts.record))</h2></div>
            <dl class="facts"><dt>\(page(ChatTexts.subject))</dt><dd>\(conversation.subject)</dd>\(about)\(agent)\
            <dt>\(page(ChatTexts.number))</dt><dd><span class="nb">\(conversation.shownNumber)</span></dd></dl>
            <p class="small"><a href="\(page.base)/chat?new=1">\(page(ChatTexts.another))</a></p></section>
            """
    }

    private var banner: HTML { board.map { AnnouncementPages(page: page, board: $0).banner } ?? .empty }

    private var contactHint: HTML {
        """
        <section class="card"><div class="card-head"><h2>\(page(HelpTexts.contact))</h2></div>
        <p class="small soft">\(page(ChatTexts.otherWays))</p><p><a class="more" href="\(page.base)/contact">\
        \(page(HelpTexts.allWays))\(page.icon("right"))</a></p></section>
        """
    }

    /// Made with the page: a second click on the same button sends the same key.
    private var key: HTML { "<input type=\"hidden\" name=\"key\" value=\"\(UUIDv7.text(at: page.now))\">" }

    private func document(
        title: String, name: String, isAgent: Bool, talk: HTML, side: HTML, action: String, text: String,
        refusal: Refusal?, live: HTML
    ) -> HTML {
        let error: HTML =
            refusal.map {
                "<p class=\"error\" id=\"text-error\" "
                    + "role=\"alert\">\(page.icon("alert"))<span>\(page($0.text))</span></p>"
            }
            ?? .empty
        let invalid: HTML = refusal == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"text-error\""
        let head: HTML =
            page.isFramed
            ? "<h1 class=\"sr\" data-part=\"agent\">\(name)</h1>"
            : """
            <div class="row chat-head"><span class="avatar" aria-hidden="true">\
            \(isAgent ? HTML(String(name.prefix(1))) : page.icon("headset"))\
            <span class="seal">\(page.icon("check"))</span></span>
            <div class="grow"><h1 class="name cut" data-part="agent">\(name)</h1><p class="tiny muted">\
            \(page.named(ChatTexts.official))</p></div></div>
            """
        let beside: HTML =
            page.isFramed
            ? .empty : "<aside class=\"stack wide-only\"><div class=\"stack sticky\">\(side)</div></aside>"
        return page.document(
            title: title, tab: .chat, back: "/help", heading: title,
            main: """
                <chat-thread\(live)>
                <main id="main" class="wrap grow">\(head)\(banner)<div class="split"><div class="stack">\(talk)</div>\
                \(beside)</div></main>
                <form class="composer stick" id="reply" method="post" action="\(action)" \
                enctype="multipart/form-data" \
                aria-label="\(page(ChatTexts.write))">\(page.csrf)\(key)
                <div class="wrap stack close">\(error)<p class="error" data-part="trouble" role="status" hidden></p>\
                <div class="row">\(ScreenshotPages(page: page).button)
                <label class="sr" for="text">\(page(ChatTexts.message))</label>
                <textarea class="input" id="text" name="text" rows="1" placeholder="\(page(ChatTexts.placeholder))" \
                required maxlength="\(MessageText.lengthMax)"\(invalid)>\(text)</textarea>
                <button class="btn primary icon-only" type="submit" aria-label="\(page(ChatTexts.send))">\
                \(page.icon("send"))</button></div></div></form>
                </chat-thread>
                """, scripts: ["chat.js", "picture-picker.js"])
    }
}

extension Conversation {
    /// `CS 2611 2000 7310`: the same for the customer who reads it out and the agent who looks for it.
    var shownNumber: String { "\(number.prefix(2)) \(String(number.dropFirst(2)).grouped)" }
}

import Terms
import Web

/// A conversation's entries as markup, for the customer's page and for the desk.
struct MessagePages {
    enum Side { case customer, desk }

    let side: Side
    let language: Language
    let clock: Clock
    let sprite: String
    /// In front of the brand's links; on the desk, of the conversation's brand.
    let base: String
    /// For the buttons of answers; nil on the desk.
    var csrf: HTML?
    /// Why the assistant's answers were given, by position: for agents.
    var receipts: [Int64: Receipt] = [:]
    /// What stands below a message's words; on the desk an aid to read them.
    var beside: (Message) -> HTML = { _ in .empty }

    /// `newest` tells which answer may still show its buttons: older cards lose theirs.
    func list(_ messages: [Message], customerName: String, showsDays: Bool = true) -> HTML {
        var day = ""
        let lastAnswer = messages.last { $0.answer != nil && $0.authorKind == .assistant }?.position
        return messages.html { message in
            let date = clock.date(message.sentAt)
            let separator: HTML =
                showsDays && date != day
                ? "<p class=\"said day\"><time "
                    + "datetime=\"\(message.sentAt.rfc3339)\">\(clock.day(message.sentAt))</time></p>"
                : ""
            day = date
            return separator + one(message, customerName: customerName, isNewest: message.position == lastAnswer)
        }
    }

    func one(_ message: Message, customerName: String, isNewest: Bool) -> HTML {
        switch message.authorKind {
        case .system: system(message)
        case .customer: customer(message, name: customerName)
        case .assistant: assistant(message, isNewest: isNewest)
        case .agent: agent(message)
        }
    }

    /// A line of the system; with a form to fill in, what opens it is under the customer's.
    private func system(_ message: Message) -> HTML {
        let line: HTML = "<p class=\"said\" data-position=\"\(message.position)\">\(lines(message.text))</p>"
        guard side == .customer, let answer = Answer(stored: message.answer), answer.kind == .form,
            let action = answer.actions.first
        else { return line }
        return """
            <div class="said" data-position="\(message.position)"><p>\(Page.icon("shield-check", sprite))\
            \(lines(message.text))</p><p class="form-way"><a class="btn small" href="\(base)\(action.href)" data-sheet \
            data-title="\(SafetyTexts.formTitle(language))" data-close="\(SafetyTexts.close(language))">\
            \(Page.icon("lock", sprite))\(action.label)</a></p></div>
            """
    }

    private func customer(_ message: Message, name: String) -> HTML {
        let mine = side == .customer
        let shown = name.isEmpty ? ConsoleTexts.visitor(language) : Mask.name(name)
        let who: HTML =
            mine
            ? "<p class=\"who sr\">\(ConversationTexts.you(language))</p>"
            : "<p class=\"who\"><b>\(shown)</b>\(clock.time(message.sentAt))</p>"
        let avatar: HTML = mine ? "" : "<span class=\"avatar\" aria-hidden=\"true\">\(String(shown.prefix(1)))</span>"
        return """
            <div class="msg" data-from="customer"\(mine ? " data-mine" : "") data-position="\(message.position)">\
            \(avatar)\(who)\
            <div class="body"><p class="bubble">\(lines(message.text))</p>\(beside(message))\
            \(ScreenshotPages.shown(message, path: pictures(of: message), language))</div></div>
            """
    }

    private func pictures(of message: Message) -> String {
        (side == .customer ? "\(base)/chat/" : "/desk/conversations/") + "\(message.conversation)/pictures"
    }

    private func assistant(_ message: Message, isNewest: Bool) -> HTML {
        let answer = Answer(stored: message.answer)
        let card = AnswerCard(
            sprite: sprite, language: language, base: base, csrf: csrf,
            conversation: side == .customer ? message.conversation : nil)
        // The card says what the text says; the text stays for screen readers of programs, not twice on the page.
        let words: HTML = answer?.card == nil ? "<p class=\"bubble\">\(lines(message.text))</p>" : ""
        let sure: HTML =
            side == .desk && answer != nil
            ? HTML("　" + ConsoleTexts.confidence(language, ["percent": String(Int((answer?.confidence ?? 0) * 100))]))
            : ""
        // What a model made is marked as such, for the customer too.
        let model: HTML =
            if let name = answer?.wordedBy {
                side == .desk
                    ? HTML("　" + WordsmithTexts.wordedBy(language, ["model": name]))
                    : "<span class=\"nb\">\(WordsmithTexts.worded(language))</span>"
            } else if side == .desk, let name = answer?.foundBy {
                HTML("　" + WordsmithTexts.foundBy(language, ["model": name]))
            } else {
                ""
            }
        return """
            <div class="msg" data-from="assistant"\(side == .desk ? " data-mine" : "") \
            data-position="\(message.position)">\
            <span class="glyph" aria-hidden="true">\(Page.icon("bot", sprite))</span>\
            <p class="who"><b>\(ConversationTexts.assistantName(language))</b>\
            \(clock.time(message.sentAt))\(sure)\(model)</p>\
            <div class="body">\(words)\
            \(answer.map { card.draw($0, showsActions: side == .customer && isNewest, isPrimary: isNewest) })\
            \(receipts[message.position].map { ReceiptPages(language: language, clock: clock).why($0) })\
            </div></div>
            """
    }

    private func agent(_ message: Message) -> HTML {
        """
        <div class="msg" data-from="agent"\(side == .desk ? " data-mine" : "") data-position="\(message.position)">\
        <span class="avatar" aria-hidden="true">\(String(message.authorName.prefix(1)))<span class="seal">\
        \(Page.icon("check", sprite))</span></span>\
        <p class="who"><b>\(message.authorName)</b>\
        \(ConversationTexts.agent(language))　\(clock.time(message.sentAt))</p>\
        <div class="body"><p class="bubble">\(lines(message.text))</p></div></div>
        """
    }

    /// Line breaks as the person set them.
    private func lines(_ text: String) -> HTML {
        guard text.utf8.contains(10) else { return HTML(text) }
        var first = true
        return text.split(separator: "\n", omittingEmptySubsequences: false).html { line in
            defer { first = false }
            return first ? HTML(String(line)) : "<br>\(String(line))"
        }
    }
}

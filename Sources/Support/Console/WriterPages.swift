import Terms
import Web

/// What an agent tried to do on a conversation's page, why it was refused, and what had been typed.
struct Draft: Sendable {
    enum Mode: String, Sendable {
        case reply, note
        /// Giving money back.
        case refund
        /// Taking or closing.
        case state
    }

    let mode: Mode
    /// What was typed: the message, the note or the amount.
    let text: String
    let refusal: Refusal
}

/// Where an agent writes: to the customer, or a note for colleagues. Two forms, so that a note can never go out as a
/// reply.
struct WriterPages {
    let talk: TalkPages

    private var console: ConsolePages { talk.console }
    private var mode: Draft.Mode { talk.mode == .note ? .note : .reply }

    var pane: HTML {
        """
        <desk-writer class="writer" id="writer" data-region data-mode="\(mode.rawValue)" data-holds="\(state)" \
        data-conversation="\(talk.conversation.id)" data-csrf="\(console.csrf)" \
        data-not-sent="\(console(ConsoleTexts.notSent))" data-session-ended="\(console(ConsoleTexts.sessionEnded))">
        <nav class="tabs" aria-label="\(console(ConsoleTexts.write))">\(tab(.reply, ConsoleTexts.reply))\
        \(tab(.note, ConsoleTexts.note))<span class="tiny muted keys narrow-off">\(console(ConsoleTexts.keys))</span>\
        </nav>
        \(reply)
        \(note)
        </desk-writer>
        """
    }

    /// Changes when the agent may do something else than before; only then is the writer drawn anew under their hands.
    private var state: String {
        talk.isMine ? "mine" : "\(talk.conversation.state.rawValue)-\(talk.conversation.agent?.text ?? "")"
    }

    private func tab(_ its: Draft.Mode, _ text: Text) -> HTML {
        """
        <a href="?\(talk.choice.query)&amp;mode=\(its.rawValue)#writer" data-mode="\(its.rawValue)"\
        \(its == mode ? " aria-current=\"true\"" : "")>\(console(text))</a>
        """
    }

    private var reply: HTML {
        let isRefused = talk.draft?.mode == .reply
        guard talk.isMine || isRefused else {
            return "<div class=\"stack close\" data-form=\"reply\"\(hidden(.reply))>\(why)</div>"
        }
        return form(
            .reply, noun: "messages", label: ConsoleTexts.replyTo.filling(["name": talk.customerName]),
            button: ConsoleTexts.send, isPrimary: true, before: talk.isMine ? .empty : why)
    }

    private var note: HTML {
        form(
            .note, noun: "notes", label: ConsoleTexts.noteForColleagues, button: ConsoleTexts.addNote, isPrimary: false,
            before: """
                <p class="tiny row">\(console.icon("eye-off"))\(console(ConsoleTexts.hiddenFromCustomer))</p>
                """)
    }

    private func form(_ its: Draft.Mode, noun: String, label: Text, button: Text, isPrimary: Bool, before: HTML) -> HTML
    {
        let id = its.rawValue
        let draft = talk.draft?.mode == its ? talk.draft : nil
        let translated = its == .reply ? talk.translation.flatMap { $0.position == nil ? $0 : nil } : nil
        let wrong = draft.map { $0.refusal.fields["text"] ?? $0.refusal.text }
        let invalid: HTML = wrong == nil ? "" : " aria-invalid=\"true\""
        let error: HTML = wrong.map { "\(console.icon("alert"))<span>\(console($0))</span>" } ?? ""
        return """
            <form class="stack close" method="post" action="\(talk.action(noun))" data-form="\(id)" \
            data-noun="\(noun)"\(hidden(its))>\
            \(console.csrfField)\(console.keyField)\(before)\
            <label class="sr" for="\(id)-text">\(console(label))</label>
            <textarea class="input" id="\(id)-text" name="text" rows="2" required placeholder="\(console(label))" \
            aria-describedby="\(id)-error"\(invalid)>\(draft?.text ?? translated?.original ?? "")</textarea>\
            \(translated.map { TranslationPages(talk: talk).shown($0) })
            <div class="row"><p class="error grow" id="\(id)-error" role="alert">\(error)</p>\
            \(its == .reply ? TranslationPages(talk: talk).draftButton : .empty)\
            <button class="btn small\(isPrimary ? " primary" : "")" type="submit">\(console(button))</button></div>\
            </form>
            """
    }

    private func hidden(_ its: Draft.Mode) -> HTML { its == mode ? "" : " hidden" }

    private var why: HTML {
        let name = talk.conversation.agentName ?? ""
        let (text, canTake): (String, Bool) =
            switch talk.conversation.state {
            case .waiting: (console(ConsoleTexts.takeToReplyWaiting), true)
            case .assisted: (console(ConsoleTexts.takeToReplyAssisted), true)
            case .assigned: (ConsoleTexts.otherHasIt(console.language, ["name": name]), false)
            case .closed: (console(ConsoleTexts.isClosed), false)
            }
        // A form inside the form of a refused reply is not allowed; there the button in the heading is the way.
        let button: HTML =
            canTake && talk.draft?.mode != .reply
            ? """
            <form method="post" action="\(talk.action("assignments"))">\(console.csrfField)\
            <button class="btn small" type="submit">\(console(ConsoleTexts.take))</button></form>
            """ : ""
        return "<div class=\"row flow\"><p class=\"grow soft\">\(text)</p>\(button)</div>"
    }
}

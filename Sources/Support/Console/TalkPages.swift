import Foundation
import Terms
import Web

/// The middle of the desk: one conversation, its heading and the thread.
struct TalkPages {
    let console: ConsolePages
    let talk: Talk
    let choice: QueueChoice
    let clock: Clock
    /// What was refused the last time, if anything.
    let draft: Draft?
    let mode: Draft.Mode
    /// What the language model made of a message or of what the agent wrote, beside it.
    var translation: Translation?

    var conversation: Conversation { talk.conversation }
    var language: Language { console.language }
    var isMine: Bool { talk.isHeld(by: console.agent) }

    var customerName: String {
        conversation.customerName.isEmpty ? console(ConsoleTexts.visitor) : Mask.name(conversation.customerName)
    }

    /// Where a form of this page is posted to.
    func action(_ noun: String) -> String { "/desk/conversations/\(conversation.id)/\(noun)?\(choice.query)" }

    var pane: HTML {
        """
        <main class="pane talk" id="talk" tabindex="-1" \
        aria-label="\(ConsoleTexts.talkWith(language, ["name": customerName]))">
        <header class="heading" id="heading" data-region>\(heading)</header>
        <div class="scroll thread" id="thread" role="log" tabindex="0" aria-label="\(console(ConsoleTexts.messages))" \
        data-src="/desk/conversations/\(conversation.id)/messages" data-position="\(conversation.lastPosition)">\
        \(thread(showsDays: true))</div>
        \(WriterPages(talk: self).pane)
        \(isMine ? endDialog : .empty)
        </main>
        """
    }

    /// Messages and notes in the order they were written.
    func thread(showsDays: Bool) -> HTML {
        let pages = MessagePages(
            side: .desk, language: language, clock: clock, sprite: console.sprite, base: "/\(conversation.brand)",
            receipts: talk.receipts, beside: TranslationPages(talk: self).beside)
        let lastAnswer = talk.messages.last { $0.answer != nil && $0.authorKind == .assistant }?.position
        var day = -1
        return talk.entries.html { entry in
            let at = entry.at
            let local = at.local(in: clock.zone)
            let its = (local.year * 12 + local.month) * 31 + local.day
            let separator: HTML =
                showsDays && its != day
                ? "<p class=\"said day\"><time datetime=\"\(at.rfc3339)\">\(clock.day(at))</time></p>" : ""
            day = its
            switch entry {
            case .note(let note): return separator + self.note(note)
            case .message(let message):
                let isNewest = message.position == lastAnswer
                return separator + pages.one(message, customerName: conversation.customerName, isNewest: isNewest)
            }
        }
    }

    private func note(_ note: Note) -> HTML {
        let kind =
            note.model.map { WordsmithTexts.summary(language, ["model": $0]) } ?? console(ConsoleTexts.note)
        return """
            <div class="note" role="note" data-note="\(note.id)"><header>\
            \(console.icon(note.model == nil ? "note" : "bot"))\(kind)　\
            \(console(ConsoleTexts.hiddenFromCustomer))　\(note.agentName) \(clock.time(note.writtenAt))</header>\
            <p class="lines">\(note.text)</p></div>
            """
    }

    private var heading: HTML {
        let subject = conversation.subject.isEmpty ? customerName : conversation.subject
        let code: HTML =
            conversation.code.flatMap(ConsoleTexts.code).map {
                "<span class=\"badge\" data-tone=\"info\">\(console($0))</span>"
            } ?? ""
        let refused: HTML =
            draft.flatMap { draft in
                guard draft.mode == .state else { return nil }
                return """
                    <p class="banner" data-tone="warn" role="alert">\(console.icon("alert"))\
                    <span>\(console(draft.refusal.text))</span></p>
                    """
            } ?? .empty
        return """
            <div class="row"><a class="btn quiet small icon-only solo" href="/desk?\(choice.query)" \
            aria-label="\(console(ConsoleTexts.backToList))">\(console.icon("back"))</a>\
            <h1 class="cut">\(subject)</h1>\(code)<span class="tiny muted narrow-off nb">\
            \(conversation.shownNumber)</span>\
            <span class="grow"></span><a class="btn small solo" href="#side">\(console(ConsoleTexts.customer))</a>\
            \(buttons)</div>
            <div class="row flow">\(facts)</div>\(refused)
            """
    }

    private var buttons: HTML {
        switch conversation.state {
        case .waiting, .assisted: takeButton
        case .assigned where isMine:
            "<a class=\"btn small\" href=\"#end\" data-dialog>\(console(ConsoleTexts.end))</a>"
        case .assigned, .closed: .empty
        }
    }

    private var takeButton: HTML {
        """
        <form method="post" action="\(action("assignments"))">\(console.csrfField)\
        <button class="btn small primary" type="submit">\(console(ConsoleTexts.take))</button></form>
        """
    }

    private var facts: HTML {
        func fact(_ icon: String, _ text: String, tone: HTML = "") -> HTML {
            "<span class=\"sla\"\(tone)>\(console.icon(icon))\(text)</span>"
        }
        let opened = fact("chat", ConsoleTexts.openedAt(language, ["time": clock.day(conversation.openedAt)]))
        let replied: HTML =
            conversation.firstReplyAt.map {
                fact("check-circle", ConsoleTexts.repliedAt(language, ["time": clock.day($0)]))
            } ?? .empty
        switch conversation.state {
        case .assisted: return fact("bot", console(ConsoleTexts.state(.assisted))) + opened
        case .waiting:
            let seconds = conversation.waitingSince.map { console.now.seconds(since: $0) } ?? 0
            let tone: HTML =
                seconds >= QueuePages.lateSeconds
                ? " data-tone=\"danger\"" : seconds >= QueuePages.warnSeconds ? " data-tone=\"warn\"" : ""
            let waited =
                seconds < 60
                ? console(ConsoleTexts.waitsSinceNow)
                : ConsoleTexts.waited(language, ["age": Age.text(seconds, language)])
            return fact("clock", waited, tone: tone) + opened
        case .assigned:
            let name = conversation.agentName ?? ""
            let who = isMine ? console(ConsoleTexts.youHaveIt) : ConsoleTexts.hasIt(language, ["name": name])
            return fact("headset", who, tone: isMine ? " data-tone=\"ok\"" : "") + opened + replied
        case .closed:
            let at = conversation.closedAt ?? conversation.updatedAt
            return fact("check", ConsoleTexts.closedAt(language, ["time": clock.day(at)])) + opened + replied
        }
    }

    private var endDialog: HTML {
        """
        <dialog class="dialog" id="end" aria-labelledby="end-title">\
        <form class="stack" method="post" action="\(action("closures"))">\(console.csrfField)
        <h2 id="end-title">\(console(ConsoleTexts.endTitle))</h2>
        <p>\(ConsoleTexts.endBody(language, ["name": customerName]))</p>
        <div class="btns"><button class="btn primary grow" type="submit">\(console(ConsoleTexts.endYes))</button>\
        <a class="btn grow" href="#talk" data-close>\(console(ConsoleTexts.endNo))</a></div>
        </form></dialog>
        """
    }
}

extension Talk.Entry {
    var at: Moment {
        switch self {
        case .message(let message): message.sentAt
        case .note(let note): note.writtenAt
        }
    }
}

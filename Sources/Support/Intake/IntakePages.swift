import Terms
import Web

/// The intake card as the customer sees it: what is known, at most three questions, one button.
struct IntakePages {
    let page: Page
    let intake: Intake
    /// What was typed, and why it was refused.
    var form: Form?
    var refusal: Refusal?

    private static let shown: [Intake.Field] = [
        .function, .transaction, .order, .amount, .happened, .error, .tried, .pictures, .device,
    ]

    /// Beside a conversation that waits for a person or has one.
    func card(_ conversation: ConversationID, frame: String) -> HTML {
        let action = "\(page.base)/chat/\(conversation)/intake\(frame)"
        if intake.isConfirmed, refusal == nil {
            return """
                <section class="card intake" aria-label="\(page(IntakeTexts.confirmedTitle))">\
                <details class="fold"><summary>\(page.icon("check-circle"))\(page(IntakeTexts.confirmedTitle))\
                <span class="sr"> \(page(IntakeTexts.seeIt))</span>\(page.icon("down"))</summary>\
                <form class="stack close" method="post" action="\(action)">\(page.csrf)\(facts)\(corrections)\
                <button class="btn small" type="submit">\(page(IntakeTexts.yes))</button></form></details></section>
                """
        }
        return """
            <form class="card stack close intake" method="post" action="\(action)" \
            aria-labelledby="intake">\(page.csrf)
            <h2 id="intake">\(page(IntakeTexts.title))</h2><p class="small soft">\(page(IntakeTexts.hint))</p>
            \(facts)\(questions)\(change)
            <button class="btn primary wide" type="submit">\(page(IntakeTexts.yes))</button></form>
            """
    }

    /// Within the contact form, which is sent as a whole.
    func part(isGuess: Bool) -> HTML {
        guard intake.facts.customer != nil else { return questions }
        let guess: HTML =
            isGuess && intake[.transaction] != nil ? "<p class=\"small soft\">\(page(IntakeTexts.guessed))</p>" : .empty
        let hidden: HTML =
            intake[.transaction].map { "<input type=\"hidden\" name=\"transaction\" value=\"\($0.value)\">" } ?? .empty
        return """
            <section class="intake stack close" aria-labelledby="intake"><h2 id="intake">\
            \(page(IntakeTexts.title))</h2>\(hidden)\(guess)\(facts)\(questions)\(change)</section>
            """
    }

    /// A list of what is known, with its origin where that is not the customer's own records.
    private var facts: HTML {
        let centre = try? page.desk.helpCentre(page.brand.id)
        let rows = Self.shown.html { field -> HTML in
            let words = intake.shown(field, page.clock) { centre?.article($0, page.language)?.title ?? $0 }
            guard let words, let entry = intake[field] else { return .empty }
            let source: HTML =
                IntakeTexts.own(entry.source).map { " <span class=\"tiny muted nb\">\(page($0))</span>" } ?? .empty
            return "<dt>\(page(IntakeTexts.field(field)))</dt><dd>\(words)\(source)</dd>"
        }
        return "<dl class=\"facts known\">\(rows)</dl>"
    }

    private var questions: HTML { intake.missing.html(question) }

    private func question(_ field: Intake.Field) -> HTML {
        switch field {
        case .function: functions(chosen: form?["function"] ?? "", legend: IntakeTexts.askFunction)
        case .happened: time(IntakeTexts.askHappened)
        case .error: words(IntakeTexts.askError)
        default: .empty
        }
    }

    /// Everything that can be put right, folded away: an unopened fold sends what stands in it, and changes nothing.
    private var change: HTML {
        let known = Intake.Field.asked.filter { intake[$0] != nil }
        guard !known.isEmpty || intake[.transaction] != nil else { return .empty }
        let isOpen: HTML = refusal.map { $0.fields.keys.contains { !isAsked($0) } } ?? false ? " open" : ""
        return """
            <details class="fold"\(isOpen)><summary>\(page(IntakeTexts.change))\(page.icon("down"))</summary>\
            <div class="stack close">\(corrections)</div></details>
            """
    }

    private func isAsked(_ name: String) -> Bool { intake.missing.contains { $0.rawValue == name } }

    private var corrections: HTML {
        let function =
            intake[.function].map { functions(chosen: form?["function"] ?? $0.value, legend: IntakeTexts.askFunction) }
        let notThis: HTML =
            intake[.transaction] == nil
            ? .empty
            : """
            <label class="row small"><input type="checkbox" name="not-this" value="1">\
            <span>\(page(IntakeTexts.notThis))</span></label>
            """
        return """
            \(notThis)\(function)\(intake[.happened] == nil ? .empty : time(IntakeTexts.askHappened))\
            \(intake[.error] == nil ? .empty : words(IntakeTexts.askError))
            """
    }

    private func functions(chosen: String, legend: Text) -> HTML {
        let picks = Intake.Function.allCases.html { function -> HTML in
            let isChosen: HTML = function.rawValue == chosen ? " checked" : ""
            return """
                <label><input type="radio" name="function" value="\(function.rawValue)"\(isChosen)>\
                <span class="chip">\(page(IntakeTexts.function(function)))</span></label>
                """
        }
        return """
            <fieldset class="field"><legend>\(page(legend)) <span class="muted">\(page(IntakeTexts.optional))</span>\
            </legend><div class="chips choose">\(picks)</div></fieldset>
            """
    }

    private func time(_ label: Text) -> HTML {
        let zone = page.brand.timeZone
        let value = form?["happened"] ?? intake.shownTime(page.clock)
        return """
            <div class="field"><label for="happened">\(page(label)) <span class="muted">\
            \(page(IntakeTexts.optional))</span></label><input class="input" id="happened" name="happened" \
            type="datetime-local" max="\(LocalTime.text(page.now, in: zone))" value="\(value)"\(invalid("happened"))>\
            \(error("happened"))</div>
            """
    }

    private func words(_ label: Text) -> HTML {
        let value = form?["error"] ?? intake.shown(.error, page.clock) ?? ""
        return """
            <div class="field"><label for="error">\(page(label)) <span class="muted">\
            \(page(IntakeTexts.optional))</span></label><input class="input" id="error" name="error" \
            maxlength="\(Intake.valueLengthMax)" placeholder="\(page(IntakeTexts.errorExample))" value="\(value)"\
            \(invalid("error"))>\(error("error"))</div>
            """
    }

    private func invalid(_ field: String) -> HTML {
        refusal?.fields[field] == nil ? .empty : " aria-invalid=\"true\" aria-describedby=\"\(field)-wrong\""
    }

    private func error(_ field: String) -> HTML {
        refusal?.fields[field].map {
            "<p class=\"error\" id=\"\(field)-wrong\" role=\"alert\">\(page.icon("alert"))<span>\(page($0))</span></p>"
        } ?? .empty
    }
}

/// The same card at the top of an agent's side pane, with where each field comes from and whether it was confirmed.
struct IntakeSheet {
    let console: ConsolePages
    let intake: Intake
    let clock: Clock
    let brand: BrandID

    var section: HTML {
        let isConfirmed = intake.isConfirmed
        let centre = try? console.desk.helpCentre(brand)
        let rows = Intake.Field.allCases.html { field -> HTML in
            guard let words = intake.shown(field, clock, title: { centre?.article($0, clock.language)?.title ?? $0 })
            else { return .empty }
            return """
                <dt>\(console(IntakeTexts.field(field)))</dt><dd>\(words) <span class="tiny muted nb">\
                \(origin(intake[field]))</span></dd>
                """
        }
        let missing = intake.missing.map { console(IntakeTexts.field($0)) }
        let unknown: HTML =
            missing.isEmpty
            ? .empty
            : """
            <p class="tiny muted">\(IntakeTexts.unknown(
                clock.language, ["fields": missing.joined(separator: console(IntakeTexts.fieldsSeparator))]))</p>
            """
        return """
            <section aria-labelledby="intake"><div class="row head"><h2 class="flush grow" id="intake">\
            \(console(IntakeTexts.sheet))</h2><span class="badge" data-tone="\(isConfirmed ? "ok" : "warn")">\
            \(console.icon(isConfirmed ? "check" : "clock"))\
            \(console(isConfirmed ? IntakeTexts.isConfirmed : IntakeTexts.isAssumed))</span></div>\
            <dl class="facts known">\(rows)</dl>\(unknown)</section>
            """
    }

    private func origin(_ entry: Intake.Entry?) -> String {
        guard let entry else { return console(IntakeTexts.source(.system)) }
        let mark = entry.isConfirmed ? IntakeTexts.one : entry.source == .customer ? nil : IntakeTexts.assumed
        return [console(IntakeTexts.source(entry.source)), mark.map { console($0) }].compactMap { $0 }
            .joined(separator: " · ")
    }
}

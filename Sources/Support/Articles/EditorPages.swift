import Terms
import Web

/// The editor of one article: its fields, how it will look, and how it came to be what it is.
struct EditorPages {
    let console: ConsolePages
    let brand: Brand
    /// nil for a new article.
    let manuscript: Manuscript?
    let language: Language
    let typed: Form
    var refusal: Refusal?
    /// Of the text as typed.
    var preview: Article?
    /// The version whose changes are shown; the newest where none is named.
    var shown: Int64?
    var done: Done?

    /// What was just done.
    enum Done: String { case saved, published, scheduled, restored, withdrawn, discarded }

    private var fields: EditorFields { EditorFields(console: console, typed: typed, refusal: refusal) }
    var clock: Clock { Clock(zone: brand.timeZone, now: console.now, language: console.language) }
    private var path: String { manuscript?.place.path ?? "/desk/articles" }

    var main: HTML {
        """
        <main class="pane board" id="talk" tabindex="-1"><div class="stack wide broad">
        <div class="row flow apart"><h1>\
        \(console(manuscript == nil ? EditorTexts.newTitle : EditorTexts.editTitle))</h1>\
        <a class="btn quiet" href="/desk/articles?brand=\(brand.id)&amp;language_of=\(language.tag)">\
        \(console.icon("back"))\(console(EditorTexts.title))</a></div>
        \(standing)\(doneBanner)\(theirs)
        <div class="desk-split"><div class="stack">\(form)\(otherActs)</div>\(previewPane)</div>
        \(history)</div></main>
        """
    }

    // MARK: - Where it stands

    private var standing: HTML {
        let name: HTML = """
            <i class="dot" data-brand="\(brand.id)"></i>\(console(brand.name))　\(language.ownName)\
            \(manuscript.map { "　\($0.place.slug.text)" } ?? "")
            """
        guard let manuscript else { return "<p class=\"row small muted\">\(name)</p>" }
        let open: HTML = manuscript.open.map { "<p>\(Self.badge($0, console)) \(said($0))</p>" } ?? .empty
        let questions: HTML =
            manuscript.questions == 0
            ? .empty
            : """
            <p class="small soft">\
            \(EditorTexts.settles(console.language, ["count": String(manuscript.questions)]))</p>
            """
        let isRead = manuscript.live != nil || manuscript.file != nil || manuscript.borrowed != nil
        let look: HTML =
            isRead
            ? """
            　<a href="/\(brand.id)/help/articles/\(manuscript.place.slug.text)?language=\(language.tag)">\
            \(console(EditorTexts.look))</a>
            """ : .empty
        return """
            <div class="stack close"><p class="row small muted">\(name)</p>\(open)\
            <p class="small soft">\(readersFind(manuscript))\(look)</p>\(questions)</div>
            """
    }

    private func readersFind(_ manuscript: Manuscript) -> String {
        if let live = manuscript.live {
            return EditorTexts.liveNow(console.language, ["number": String(live.number)])
        }
        if manuscript.file != nil { return console(EditorTexts.fileNow) }
        return console(manuscript.borrowed != nil ? EditorTexts.borrowedNow : EditorTexts.nothingNow)
    }

    private func said(_ open: ArticleVersion) -> String {
        if let at = open.publishAt { return EditorTexts.goesOut(console.language, ["time": clock.day(at)]) }
        let time = clock.day(open.writtenAt)
        return open.writer.map { EditorTexts.draftOf(console.language, ["name": $0, "time": time]) }
            ?? EditorTexts.draftFromFolder(console.language, ["time": time])
    }

    static func badge(_ version: ArticleVersion, _ console: ConsolePages) -> HTML {
        let isDiscarded = version.state == .withdrawn && version.publishedAt == nil
        let tone =
            switch version.state {
            case .draft: "warn"
            case .scheduled: "info"
            case .published: "ok"
            case .replaced, .withdrawn: ""
            }
        let text = isDiscarded ? EditorTexts.discarded : EditorTexts.state(version.state)
        let attribute: HTML = tone.isEmpty ? "" : " data-tone=\"\(tone)\""
        return "<span class=\"badge\"\(attribute)>\(console(text))</span>"
    }

    private var doneBanner: HTML {
        guard refusal == nil, let done else { return .empty }
        return """
            <p class="banner" data-tone="ok" role="status">\(console.icon("check-circle"))\
            <span>\(console(EditorTexts.done(done)))</span></p>
            """
    }

    /// After a conflict: what is kept now against what was typed.
    private var theirs: HTML {
        guard refusal?.kind == .conflict, let newest = manuscript?.history.first else { return .empty }
        let diff = LineDiff(from: newest.source, to: EditorForm.source(typed).text)
        return """
            <section class="card stack" aria-labelledby="theirs"><h2 id="theirs">\(console(EditorTexts.theirs))</h2>\
            \(HistoryPages(console: console, clock: clock).diff(diff))</section>
            """
    }

    // MARK: - Form

    private var form: HTML {
        let slug: HTML =
            manuscript == nil
            ? fields.line("slug", EditorTexts.slug, ArticleSlug.lengthMax, hint: EditorTexts.slugHint, isMono: true)
            : .empty
        let seen: HTML =
            manuscript.map { "<input type=\"hidden\" name=\"seen\" value=\"\($0.stamp)\">" }
                ?? """
                <input type="hidden" name="brand" value="\(brand.id)">\
                <input type="hidden" name="language_of" value="\(language.tag)">\
                <input type="hidden" name="asked" value="\(typed["asked"])">
                """
        let categories = HelpCategory.allCases.map { ($0.rawValue, console($0.name)) }
        return """
            <form class="card stack" id="editor" method="post" action="\(path)" \
            data-preview="\(path)/previews?part=1">\(console.csrfField)\(seen)\(fields.general)
            \(fields.line("title", EditorTexts.headline, ArticleRules.titleLengthMax, of: language))\(slug)
            \(fields.line("summary", EditorTexts.summary, ArticleRules.summaryLengthMax, of: language))
            \(fields.select("category", EditorTexts.category, categories))
            \(fields.area("body", EditorTexts.body, rows: 22, of: language, hint: bodyHint, isMono: true))
            \(fields.area("questions", EditorTexts.questions, rows: 6, of: language, hint: EditorTexts.questionsHint))
            \(fields.area("keywords", EditorTexts.keywords, rows: 2, of: language, hint: EditorTexts.commaHint))
            \(fields.area("related", EditorTexts.related, rows: 1, hint: EditorTexts.relatedHint, isMono: true))
            \(fields.area("codes", EditorTexts.codes, rows: 1, hint: EditorTexts.codesHint, isMono: true))
            \(fields.number("order", EditorTexts.order, max: ArticleRules.orderMax, hint: EditorTexts.orderHint))
            \(acts)</form>
            """
    }

    private var bodyHint: Text {
        let names = brand.articlePlaces(language).keys.sorted().map { "{\($0)}" }.joined(separator: " ")
        return EditorTexts.bodyHint.filling(["names": names])
    }

    private var acts: HTML {
        let save: HTML = """
            <button class="btn\(console.agent.mayPublish ? "" : " primary")" type="submit">\
            \(console(EditorTexts.save))</button>
            """
        let show: HTML = """
            <button class="btn quiet" type="submit" formaction="\(path)/previews#preview" data-show>\
            \(console.icon("eye"))\(console(EditorTexts.showPreview))</button>
            """
        // A new article has no address to publish at until it is saved.
        guard console.agent.mayPublish, manuscript != nil else {
            let hint: HTML =
                console.agent.mayPublish
                ? .empty : "<p class=\"tiny muted\">\(console(EditorTexts.supervisorPublishes))</p>"
            return "<div class=\"btns\">\(save)\(show)</div>\(hint)"
        }
        let at = EditorTexts.at.filling(["brand": console(brand.name)])
        return """
            <div class="btns"><button class="btn primary" type="submit" formaction="\(path)/publications">\
            \(console(EditorTexts.publish))</button>\(save)\(show)</div>
            <div class="row flow end-aligned">\(fields.time("at", at))\
            <button class="btn" type="submit" formaction="\(path)/schedules">\(console.icon("clock"))\
            \(console(EditorTexts.schedule))</button></div>
            """
    }

    /// What asks for no text: each a form of its own.
    private var otherActs: HTML {
        guard let manuscript else { return .empty }
        func act(_ noun: String, _ label: Text, _ hint: Text?) -> HTML {
            let words: HTML = hint.map { "<span class=\"tiny muted grow\">\(console($0))</span>" } ?? .empty
            return """
                <form class="row flow" method="post" action="\(path)/\(noun)">\(console.csrfField)\
                <button class="btn quiet small" type="submit">\(console(label))</button>\(words)</form>
                """
        }
        let isBehind = manuscript.file != nil
        let discard = manuscript.open == nil ? .empty : act("dismissals", EditorTexts.discard, nil)
        let withdraw =
            manuscript.live == nil || !console.agent.mayPublish
            ? .empty
            : act(
                "withdrawals", EditorTexts.withdraw,
                isBehind ? EditorTexts.withdrawToFile : EditorTexts.withdrawToNothing)
        return discard + withdraw
    }

    // MARK: - Beside it

    private var previewPane: HTML {
        """
        <section class="stack" aria-labelledby="preview"><div class="row flow apart">\
        <h2 id="preview">\(console(EditorTexts.preview))</h2>\
        <span class="tiny muted">\(console(EditorTexts.previewHint))</span></div>\
        <div data-brand="\(brand.id)" id="drawn" aria-live="off">\(preview.map(Self.drawn) ?? .empty)</div></section>
        """
    }

    /// The very lines that draw the public page.
    static func drawn(_ article: Article) -> HTML { ArticlePages.card(article, isPreview: true) }

    private var history: HTML {
        guard let manuscript else { return .empty }
        return HistoryPages(console: console, clock: clock).history(manuscript, shown: shown)
    }
}

extension EditorTexts {
    static func done(_ done: EditorPages.Done) -> Text {
        switch done {
        case .saved: Text("草稿存好了，读者还看不到。", "草稿存好了，讀者還看不到。", "Draft saved. Readers do not see it yet.")
        case .published: Text("发布了，读者马上看到。", "發佈了，讀者馬上看到。", "Published. Readers see it at once.")
        case .scheduled: Text("定好了，到时自动发布。", "定好了，到時自動發佈。", "Scheduled. It goes out by itself.")
        case .restored: Text("恢复成草稿了，看过再发布。", "恢復成草稿了，看過再發佈。", "Restored as a draft. Look it over, then publish.")
        case .withdrawn: Text("撤回了。", "撤回了。", "Withdrawn.")
        case .discarded: Text("草稿丢弃了。", "草稿丟棄了。", "Draft discarded.")
        }
    }
}

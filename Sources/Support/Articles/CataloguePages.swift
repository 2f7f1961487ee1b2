import Storage
import Terms
import Web

/// `/desk/articles`: every article of a brand in one language, shelf by shelf, with how it does.
struct CataloguePages {
    let console: ConsolePages
    let catalogue: ArticleCatalogue

    private var language: Language { console.language }
    private var choice: ArticleCatalogue.Choice { catalogue.choice }

    var main: HTML {
        """
        <main class="pane board" id="talk" tabindex="-1"><div class="stack wide">
        <div class="row flow apart"><h1>\(console(EditorTexts.title))</h1>\
        <a class="btn primary" href="/desk/articles/new?\(choice.address)">\(console.icon("plus"))\
        \(console(EditorTexts.new))</a></div>
        <p class="soft">\(console(EditorTexts.hint))</p>
        <div class="stack close">\(chips(ConsoleTexts.brands, brands))\(chips(EditorTexts.language, languages))\
        \(chips(EditorTexts.drafts, drafts))</div>\(search)\(shelves)</div></main>
        """
    }

    // MARK: - What is listed

    private func chips(_ label: Text, _ links: HTML) -> HTML {
        "<nav class=\"chips\" aria-label=\"\(console(label))\">\(links)</nav>"
    }

    private func chip(_ change: (inout ArticleCatalogue.Choice) -> Void, _ name: HTML, isChosen: Bool) -> HTML {
        var other = choice
        change(&other)
        let current: HTML = isChosen ? " aria-current=\"true\"" : ""
        return "<a class=\"chip\" href=\"/desk/articles?\(other.address)\"\(current)>\(name)</a>"
    }

    private var brands: HTML {
        console.desk.brands.all.html { brand in
            chip(
                { $0.brand = brand.id },
                "<i class=\"dot\" data-brand=\"\(brand.id)\"></i>\(console(brand.name))",
                isChosen: brand.id == choice.brand)
        }
    }

    private var languages: HTML {
        Language.allCases.html { other in
            chip({ $0.language = other }, HTML(other.ownName), isChosen: other == choice.language)
        }
    }

    private var drafts: HTML {
        [(false, EditorTexts.all), (true, EditorTexts.drafts)].html { isDraftsOnly, name in
            chip(
                { $0.isDraftsOnly = isDraftsOnly }, HTML(console(name)), isChosen: choice.isDraftsOnly == isDraftsOnly)
        }
    }

    private var search: HTML {
        let drafts: HTML =
            choice.isDraftsOnly ? "<input type=\"hidden\" name=\"show\" value=\"drafts\">" : .empty
        return """
            <form class="row" role="search" action="/desk/articles">\
            <input type="hidden" name="brand" value="\(choice.brand)">\
            <input type="hidden" name="language_of" value="\(choice.language.tag)">\(drafts)\
            <label class="sr" for="q">\(console(EditorTexts.find))</label>\
            <input class="input grow" id="q" name="q" type="search" value="\(choice.search)" \
            maxlength="\(ArticleCatalogue.Choice.searchLengthMax)" placeholder="\(console(EditorTexts.find))">\
            <button class="btn" type="submit">\(console.icon("search"))\(console(EditorTexts.search))</button></form>
            """
    }

    // MARK: - Shelves

    private var shelves: HTML {
        guard !catalogue.entries.isEmpty else { return empty }
        let shelves = HelpCategory.allCases.html { category in
            shelf(
                category.rawValue, console(category.name),
                catalogue.entries.filter { $0.category == category.rawValue })
        }
        let others = catalogue.entries.filter { HelpCategory(rawValue: $0.category) == nil }
        return shelves + shelf("other", console(EditorTexts.otherCategory), others)
    }

    private var empty: HTML {
        let isQuiet = choice.isDraftsOnly && choice.search.isEmpty
        let (icon, title, hint) =
            isQuiet
            ? ("check-circle", EditorTexts.noDrafts, EditorTexts.noDraftsHint)
            : ("search", EditorTexts.none, EditorTexts.noneHint)
        return """
            <div class="card empty">\(console.icon(icon))<b>\(console(title))</b><span>\(console(hint))</span></div>
            """
    }

    private func shelf(_ id: String, _ name: String, _ entries: [ArticleCatalogue.Entry]) -> HTML {
        guard !entries.isEmpty else { return .empty }
        return """
            <section class="card flush" aria-labelledby="shelf-\(id)"><div class="card-head"><h2 id="shelf-\(id)">\
            \(name)</h2><span class="tiny muted">\(entries.count)</span></div>\
            <ul class="rows">\(entries.html(row))</ul></section>
            """
    }

    private func row(_ entry: ArticleCatalogue.Entry) -> HTML {
        """
        <li><a class="item" href="/desk/articles/\(choice.brand)/\(choice.language.tag)/\(entry.slug)">\
        <span class="grow"><span lang="\(choice.language.tag)">\(entry.title)</span>\
        <span class="sub tiny figures">\(figures(entry))</span></span>\
        <span class="row flow end">\(badges(entry))</span>\(console.icon("right"))</a></li>
        """
    }

    /// Each figure stays on one line.
    private func figures(_ entry: ArticleCatalogue.Entry) -> HTML {
        var figures = [EditorTexts.views(language, ["count": String(entry.views)])]
        let votes = entry.votes
        if votes == ArticleCatalogue.Votes() {
            figures.append(console(EditorTexts.noVotes))
        } else {
            figures.append(EditorTexts.helpful(language, ["count": String(votes.helpful)]))
            if votes.not > 0 { figures.append(EditorTexts.notHelpful(language, ["count": String(votes.not)])) }
        }
        figures += ArticleVote.Reason.allCases.compactMap { reason in
            votes.reasons[reason].map { "\(console(reason.text)) \($0)" }
        }
        return ([entry.slug] + figures).html { "<span class=\"nb\">\($0)</span> " }
    }

    private func badges(_ entry: ArticleCatalogue.Entry) -> HTML {
        var badges = HTML.empty
        if let open = entry.open { badges += EditorPages.badge(open, console) }
        if let live = entry.live {
            badges += """
                <span class="badge" data-tone="ok">\
                \(EditorTexts.versionLive(language, ["number": String(live.number)]))</span>
                """
        } else if !entry.isOwn {
            badges += "<span class=\"badge\">\(console(EditorTexts.untranslated))</span>"
        }
        return badges
    }
}

extension ArticleCatalogue.Choice {
    /// After `?`. The page's own language has the name `language`.
    var address: String {
        "brand=\(brand)&language_of=\(language.tag)" + (isDraftsOnly ? "&show=drafts" : "")
    }
}

import Answers
import Foundation
import Terms
import Wallet
import Web

/// The help centre as the customer sees it.
struct HelpPages {
    let page: Page

    func home(
        popular: [Article], trouble: (WalletTransaction, Diagnosis)?, conversations: [Conversation],
        board: AnnouncementBoard
    ) -> HTML {
        let announcements = AnnouncementPages(page: page, board: board)
        return page.document(
            title: page(HelpTexts.title), tab: .help,
            main: """
                <main id="main" class="wrap"><div class="split"><div class="stack wide">
                \(announcements.banner)\(search(""))
                \(troubleCard(trouble))
                \(tiles)
                <section class="card flush" aria-labelledby="hot"><div class="card-head"><h2 id="hot">\
                \(page(HelpTexts.popular))</h2><a class="more" href="\(page.base)/help/topics">\
                \(page(HelpTexts.everything))\(page.icon("right"))</a></div>
                <ul class="rows">\(popular.html(row))</ul></section>
                </div><div class="stack wide">\(mine(conversations))\(announcements.aside)\
                \(ContactCard(page: page).card)</div></div></main>
                """, scripts: ["suggest.js"])
    }

    func results(
        _ question: String, _ results: [HelpCentre.Result], marked: (String) -> [Snippet.Part]
    ) -> HTML {
        let list: HTML =
            results.isEmpty
            ? """
            <div class="empty">\(page.icon("search"))<b>\
            \(page(question.isEmpty ? HelpTexts.emptyQuestion : HelpTexts.nothing))</b>
            <span>\(page(HelpTexts.nothingHint))</span><a class="btn primary" href="\(page.base)/chat">\
            \(page(PageTexts.toChat))</a></div>
            """
            : """
            <section class="card flush" aria-labelledby="found"><div class="card-head"><h2 id="found">\
            \(HelpTexts.results(page.language, ["question": question]))</h2></div><ul class="rows">\
            \(results.html { found($0.article, question, marked) })</ul></section>
            \(stillStuck)
            """
        return page.document(
            title: page(HelpTexts.search), tab: .help, back: "/help",
            main:
                "<main id=\"main\" class=\"wrap\"><div class=\"stack wide "
                + "narrow\">\(search(question))\(list)</div></main>",
            scripts: ["suggest.js"]
        )
    }

    /// Every article, shelf by shelf.
    func topics(_ articles: [Article]) -> HTML {
        let shelves = HelpCategory.allCases.html { category in
            let own = articles.filter { $0.category == category.rawValue }
            return own.isEmpty
                ? .empty
                : """
                <section class="card flush" aria-labelledby="\(category.rawValue)"><div class="card-head">\
                <h2 id="\(category.rawValue)">\(page(category.name))</h2></div>\
                <ul class="rows">\(own.html(row))</ul></section>
                """
        }
        return page.document(
            title: page(HelpTexts.everything), tab: .help, back: "/help",
            main: """
                <main id="main" class="wrap"><div class="stack wide narrow"><h1>\(page(HelpTexts.everything))</h1>\
                \(shelves)\(stillStuck)</div></main>
                """)
    }

    func topic(_ category: HelpCategory, _ articles: [Article]) -> HTML {
        page.document(
            title: page(category.name), tab: .help, back: "/help", heading: page(HelpTexts.title),
            main: """
                <main id="main" class="wrap"><div class="stack wide narrow">\
                <section class="card flush" aria-labelledby="topic"><div class="card-head"><h1 id="topic">\
                \(page(category.name))</h1></div><ul class="rows">\(articles.html(row))</ul></section>\
                \(stillStuck)</div></main>
                """)
    }

    func contact(_ queue: ChannelAdvice.Queue, outages: [Incident]) -> HTML {
        page.document(
            title: page(HelpTexts.contact), tab: .contact, back: "/help",
            main: """
                <main id="main" class="wrap"><div class="stack wide narrow"><h1>\(page(HelpTexts.contact))</h1>\
                \(page.outageLine(outages))
                \(ChannelAdvicePages(page: page, queue: queue).card)
                \(ContactCard(page: page, title: HelpTexts.allWays, isBelowAdvice: true).card)</div></main>
                """)
    }

    private func search(_ question: String) -> HTML {
        """
        <section class="stack" aria-labelledby="ask"><h1 id="ask">\(page(HelpTexts.ask))</h1>
        <form class="search" role="search" action="\(page.base)/help/search" data-suggest="\(page.base)/help">\
        \(page.icon("search"))
        <label class="sr" for="q">\(page(HelpTexts.searchHelp))</label>
        <input class="input" id="q" name="q" type="search" value="\(question)" maxlength="200" \
        placeholder="\(page(HelpTexts.oneSentence))" autocomplete="off" enterkeyhint="search">
        <button class="btn primary" type="submit">\(page(HelpTexts.search))</button></form>
        <div class="chips" role="group" aria-label="\(page(HelpTexts.common))">\(HelpTexts.commonSearches.html {
            "<a class=\"chip\" href=\"\(page.base)/help/search?q=\(page($0))\">\(page($0))</a>"
        })</div></section>
        """
    }

    private func troubleCard(_ trouble: (WalletTransaction, Diagnosis)?) -> HTML {
        guard let (transaction, diagnosis) = trouble else { return .empty }
        let card = diagnosis.card(transaction, balance: nil, clock: page.clock)
        return """
            <section class="card" aria-labelledby="guess"><div class="stack close">
            <div class="row"><p class="tiny muted grow">\(page(ChatTexts.perhaps))</p>\
            <span class="badge" data-tone="\(card.tone)">\
            \(page.icon(card.tone == "ok" ? "check" : "clock"))\(card.badge)</span></div>
            <h2 id="guess">\(page(HelpTexts.recentTrouble))</h2></div>
            <div class="row start slip"><span class="glyph" data-tone="\(MoneyTexts.look(transaction.state).tone)">\
            \(page.icon(transaction.kind == .payment ? "store" : "transfer"))</span>
            <div class="grow"><b class="strong">\(transaction.counterparty.name)</b><br><span class="small muted">\
            \(page.clock.day(transaction.createdAt))</span></div>
            <data class="money" value="\(transaction.amount.decimal)">\(transaction.amount.display)</data></div>
            <div class="btns"><a class="btn primary" href="\(page.base)/transactions/\(transaction.id)">\
            \(page(HelpTexts.seeWhy))</a>\
            <a class="btn quiet" href="\(page.base)/chat?transaction=\(transaction.id)">\
            \(page(MoneyTexts.askAboutThis))</a></div></section>
            """
    }

    private var tiles: HTML {
        """
        <section class="card" aria-labelledby="topics"><div class="card-head"><h2 id="topics">\
        \(page(HelpTexts.byTopic))</h2></div>
        <nav class="tiles" aria-labelledby="topics">\(HelpCategory.allCases.html { category in
            """
            <a href="\(page.base)/help/topics/\(category.rawValue)"><span class="glyph">\
            \(page.icon(category.icon))</span>\(page(category.name))</a>
            """
        })</nav></section>
        """
    }

    /// The question goes along: where readers go teaches search.
    private func found(
        _ article: Article, _ question: String, _ marked: (String) -> [Snippet.Part]
    ) -> HTML {
        let asked = question.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        func text(_ text: String) -> HTML {
            marked(text).html { $0.isMatch ? "<mark>\($0.text)</mark>" : HTML($0.text) }
        }
        return """
            <li><a class="item" href="\(page.base)/help/articles/\(article.slug)?q=\(asked)"><span class="grow">\
            \(text(article.title))<span class="sub">\(text(article.summary))</span></span>\(page.icon("right"))</a></li>
            """
    }

    func row(_ article: Article) -> HTML {
        """
        <li><a class="item" href="\(page.base)/help/articles/\(article.slug)"><span class="grow">\(article.title)\
        <span class="sub">\(article.summary)</span></span>\(page.icon("right"))</a></li>
        """
    }

    private func mine(_ conversations: [Conversation]) -> HTML {
        guard !conversations.isEmpty else { return .empty }
        return """
            <section class="card flush" aria-labelledby="mine"><div class="card-head"><h2 id="mine">\
            \(page(HelpTexts.mine))</h2></div>
            <ul class="rows">\(conversations.prefix(3).html { conversation in
                """
                <li><a class="item" href="\(page.base)/chat/\(conversation.id)"><span class="glyph">\
                \(page.icon("chat"))</span>\
                <span class="grow"><span class="cut block">\(conversation.subject)</span><span class="sub">\
                \(page.clock.day(conversation.updatedAt))</span></span>\(page.icon("right"))</a></li>
                """
            })</ul></section>
            """
    }

    var stillStuck: HTML {
        """
        <section class="card stack close"><h2>\(page(HelpTexts.stillStuck))</h2><p class="small soft">\
        \(page(HelpTexts.articleHelpful))</p>
        <p><a class="btn" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a></p></section>
        """
    }
}

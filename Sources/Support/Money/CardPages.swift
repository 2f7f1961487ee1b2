import Terms
import Wallet
import Web

/// The customer's cards, a new one, and the question before one goes.
struct CardPages {
    let page: Page

    func list(_ cards: [Card], news: Text?) -> HTML {
        let title = page(CardTexts.title)
        let said: HTML =
            news.map {
                """
                <div class="banner" data-tone="ok" role="status">\(page.icon("check-circle"))<div>\(page($0))</div>\
                </div>
                """
            } ?? .empty
        let body: HTML =
            cards.isEmpty
            ? """
            <section class="card empty">\(page.icon("card"))<b>\(page(CardTexts.none))</b>\
            <span>\(page(CardTexts.noneHint))</span></section>
            """
            : "<ul class=\"bank-cards\">\(cards.html(row))</ul>"
        return document(
            title, back: "/",
            """
            \(said)\(body)
            <a class="btn primary wide" href="\(page.base)/cards/new">\(page.icon("plus"))\(page(CardTexts.add))</a>
            """)
    }

    private func document(_ title: String, back: String, _ body: HTML) -> HTML {
        page.document(
            title: title, tab: .wallet, back: back, heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide"><h1 class="wide-only">\(title)</h1>
                \(body)</div></main>
                """)
    }

    private func row(_ card: Card) -> HTML {
        let isExpired = card.isExpired(at: page.now, in: page.brand)
        let mark: HTML =
            isExpired
            ? "<span class=\"badge\" data-tone=\"warn\">\(page.icon("clock"))\(page(CardTexts.expired))</span>" : ""
        return """
            <li class="card bank-card"><div class="row"><span class="glyph">\(page.icon("bank"))</span>\
            <span class="grow"><b class="strong block">\(card.bank)</b>\
            <span class="small muted">\(page(CardTexts.kind(card.kind)))</span></span>\(mark)</div>
            <p class="num pan"><span aria-hidden="true">•••• •••• ••••</span> \
            <span class="sr">\(CardTexts.ending(page.language, ["four": ""]))</span>\(card.lastFour)</p>
            <div class="row"><span class="small muted grow">\(until(card))</span>\
            <a class="btn small quiet" href="\(page.base)/cards/\(card.id)/removal">\(page(CardTexts.remove))\
            <span class="sr"> \(OrderTexts.card(card, page.language))</span></a></div></li>
            """
    }

    private func until(_ card: Card) -> String {
        let month = card.expiryMonth < 10 ? "0\(card.expiryMonth)" : "\(card.expiryMonth)"
        return CardTexts.until(page.language, ["month": month, "year": String(card.expiryYear)])
    }

    func form(_ typed: Form, key: String, ending: String?, _ refusal: Refusal?) -> HTML {
        let forms = CheckPages(page: page)
        // What names no field is about the card as a whole: it stands at the top, by its number.
        let general: HTML =
            refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map { forms.error("form", $0) } ?? .empty
        let again: HTML =
            ending.map {
                "<p class=\"hint\">\(CardTexts.numberAgain(page.language, ["four": $0]))</p>"
            } ?? "<p class=\"hint\">\(page(CardTexts.numberHint))</p>"
        return document(
            page(CardTexts.add), back: "/cards",
            """
            <form class="card stack" method="post" action="\(page.base)/cards">\(page.csrf)\
            <input type="hidden" name="key" value="\(key)"><input type="hidden" name="for" value="\(typed["for"])">
            \(general)
            <div class="stack close">\(forms.field(
                "number", CardTexts.number, refusal,
                "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"30\""))\(again)</div>
            \(forms.field("name", CardTexts.name, refusal, """
                value="\(typed["name"])" autocomplete="cc-name" maxlength="\(CardForm.nameMax)"
                """))
            \(forms.field("expiry", CardTexts.expiry, refusal, """
                value="\(typed["expiry"])" inputmode="numeric" autocomplete="cc-exp" placeholder="08/29" maxlength="9"
                """))
            <div class="stack close">\(forms.field("phone", CardTexts.phone, refusal, """
                value="\(typed["phone"])" type="tel" autocomplete="tel" maxlength="20"
                """))<p class="hint">\(page(CardTexts.phoneHint))</p></div>
            <button class="btn primary wide" type="submit">\(page(CardTexts.submit))</button></form>
            """)
    }

    func removal(_ card: Card, _ refusal: Refusal?) -> HTML {
        let name = OrderTexts.card(card, page.language)
        let question = CardTexts.removeSure(page.language, ["card": name])
        let wrong: HTML = refusal.map { CheckPages(page: page).error("form", $0.text) } ?? .empty
        return document(
            page(CardTexts.remove), back: "/cards",
            """
            <form class="card stack" method="post" action="\(page.base)/cards/\(card.id)/removal">\(page.csrf)
            <h2>\(question)</h2><p class="small soft">\(page(CardTexts.removeWhat))</p>\(wrong)
            <div class="stack close"><button class="btn danger wide" type="submit">\(page(CardTexts.remove))</button>\
            <a class="btn quiet wide" href="\(page.base)/cards">\(page(CardTexts.keep))</a></div></form>
            """)
    }
}

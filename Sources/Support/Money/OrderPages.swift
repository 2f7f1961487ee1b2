import Foundation
import Terms
import Wallet
import Web

/// The forms that begin an order: how much, and from or to where.
struct OrderPages {
    let page: Page

    struct View {
        let kind: Order.Kind
        let facts: MoneyFacts
        let typed: Form
        let recent: [Order]
        let refusal: Refusal?
        /// The payee is taken over from this earlier order.
        var again: Order?
        /// Why nothing can be ordered now.
        var closed: Text?
        /// What is out of order for everybody.
        var incident: Incident?

        var limit: Limit { facts.limits[kind.limited] }
        var needsCard: Bool { kind == .topUp || kind == .withdrawal }
    }

    func form(_ view: View) -> HTML {
        let title = page(OrderTexts.title(view.kind))
        return page.document(
            title: title, tab: .wallet, back: "/", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <h1 class="wide-only">\(title)</h1>
                \(body(view))
                </div></main>
                """)
    }

    private func body(_ view: View) -> HTML {
        if let closed = view.closed { return closedCard(closed) }
        if view.needsCard, view.facts.cards.isEmpty { return noCards(view.kind) }
        return incident(view) + fields(view) + recents(view)
    }

    private func closedCard(_ text: Text) -> HTML {
        """
        <section class="card stack"><div class="banner" data-tone="warn" role="status">\(page.icon("lock"))\
        <div>\(page(text))</div></div>
        <div class="btns"><a class="btn primary grow" href="\(page.base)/locked">\(page(OrderTexts.ways))</a>\
        <a class="btn grow" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a></div></section>
        """
    }

    private func incident(_ view: View) -> HTML {
        guard let incident = view.incident else { return .empty }
        let words = incident.words(page.brand, now: page.now)
        return """
            <div class="banner" data-tone="warn" role="status">\(page.icon("alert"))<div>\(page(words.what)) \
            \(page(words.advice)) \(page(words.until))</div></div>
            """
    }

    private func noCards(_ kind: Order.Kind) -> HTML {
        """
        <section class="card empty">\(page.icon("card"))<b>\(page(OrderTexts.noCards))</b>\
        <span>\(page(OrderTexts.noCardsHint))</span>\
        <a class="btn primary" href="\(page.base)/cards/new?for=\(kind.rawValue)">\(page.icon("plus"))\
        \(page(OrderTexts.addCard))</a></section>
        """
    }

    private func fields(_ view: View) -> HTML {
        let general: HTML =
            view.refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map { forms.error("form", $0) } ?? .empty
        return """
            <form class="card stack wide" method="post" action="\(page.base)\(view.kind.path)">\(page.csrf)\(general)
            \(payee(view))
            \(amount(view))
            \(view.needsCard || view.kind == .payment ? cards(view) : .empty)
            <div class="stack close"><button class="btn primary wide" type="submit">\(page(OrderTexts.next))</button>
            <p class="tiny muted">\(page(OrderTexts.feeNext))</p></div></form>
            """
    }

    private var forms: CheckPages { CheckPages(page: page) }

    // MARK: - To whom

    private func payee(_ view: View) -> HTML {
        switch view.kind {
        case .topUp, .withdrawal: .empty
        case .payment: merchant(view)
        case .transfer: recipient(view)
        }
    }

    private func merchant(_ view: View) -> HTML {
        let value = view.typed["merchant"]
        let examples: HTML =
            page.desk.isSandbox
            ? """
            <div class="chips" role="group" aria-label="\(page(OrderTexts.examples))">\
            \(Merchant.examples.prefix(4).html { merchant in
                """
                <a class="chip" href="\(page.base)/pay?merchant=\(Self.encoded(merchant.name))">\(merchant.name)</a>
                """
            })</div>
            """ : .empty
        return """
            <div class="stack close">\(forms.field(
                "merchant", OrderTexts.merchant, view.refusal,
                "value=\"\(value)\" autocomplete=\"off\" maxlength=\"\(Merchant.nameLengthMax)\""))\(examples)</div>
            """
    }

    private func recipient(_ view: View) -> HTML {
        if let again = view.again {
            return """
                <div class="row slip-top"><span class="glyph">\
                \(page.icon(again.payee.bank == nil ? "user" : "bank"))</span>\
                <span class="grow"><b class="strong block">\(again.payee.name)</b>\
                <span class="small muted">\(ReviewPages(page: page).account(again.payee))</span></span>\
                <a class="more" href="\(page.base)/transfer">\(page(OrderTexts.another))</a>\
                <input type="hidden" name="again" value="\(again.id)"></div>
                """
        }
        let isBank = view.typed["to"] == "bank"
        func tab(_ path: String, _ text: Text, _ isHere: Bool) -> HTML {
            "<a href=\"\(page.base)/transfer\(path)\"\(isHere ? " aria-current=\"page\"" : "")>\(page(text))</a>"
        }
        let fields: HTML =
            isBank
            ? "<input type=\"hidden\" name=\"to\" value=\"bank\">"
                + input("name", OrderTexts.payeeName, view, "autocomplete=\"off\" maxlength=\"60\"")
                + input("bank", OrderTexts.payeeBank, view, "autocomplete=\"off\" maxlength=\"60\"")
                + input(
                    "number", OrderTexts.payeeNumber, view,
                    "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"50\"")
            : """
            <div class="stack close">\(input("recipient", OrderTexts.recipient, view, """
                autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="254"
                """))<p class="hint">\(page(OrderTexts.recipientHint))</p></div>
            """
        return """
            <nav class="tabs" aria-label="\(page(OrderTexts.payee))">\(tab("", OrderTexts.toCustomer, !isBank))\
            \(tab("?to=bank", OrderTexts.toBank, isBank))</nav>
            <div class="stack">\(fields)</div>
            """
    }

    private func input(_ name: String, _ label: Text, _ view: View, _ attributes: HTML) -> HTML {
        forms.field(name, label, view.refusal, "value=\"\(view.typed[name])\" \(attributes)")
    }

    private func recents(_ view: View) -> HTML {
        if view.kind != .transfer || view.again != nil || view.recent.isEmpty { return .empty }
        return """
            <section class="card flush" aria-labelledby="recent"><div class="card-head"><h2 id="recent">\
            \(page(OrderTexts.recent))</h2></div><ul class="rows">\(view.recent.html { order in
                """
                <li><a class="item" href="\(page.base)/transfer?again=\(order.id)"><span class="glyph">\
                \(page.icon(order.payee.bank == nil ? "user" : "bank"))</span><span class="grow">\(order.payee.name)\
                <span class="sub">\(ReviewPages(page: page).account(order.payee))</span></span>\
                \(page.icon("right"))</a></li>
                """
            })</ul></section>
            """
    }

    // MARK: - How much

    private func amount(_ view: View) -> HTML {
        let error = view.refusal?.fields["amount"]
        let invalid: HTML = error == nil ? "" : " aria-invalid=\"true\""
        let limit = view.limit
        let balance = view.facts.account.balance
        let available: HTML =
            view.kind == .topUp
            ? .empty
            : "<span class=\"nb\">\(OrderTexts.available(page.language, ["balance": balance.display]))</span>　"
        let left = OrderTexts.leftToday(
            page.language, ["left": limit.leftToday.display, "once": limit.perTransaction.display])
        let raise: HTML =
            view.refusal?.code == "limit_reached"
            ? "<p class=\"tiny\"><a href=\"\(page.base)/security/limits\">\(page(OrderTexts.raise))</a></p>" : .empty
        let topUp: HTML =
            view.refusal?.code == "insufficient_balance"
            ? "<p class=\"tiny\"><a href=\"\(page.base)/topup\">\(page(OrderTexts.title(.topUp)))</a></p>" : .empty
        return """
            <div class="field"><label for="amount">\(page(OrderTexts.amount))</label>\
            <div class="amount-field"><span aria-hidden="true">\(balance.currency.symbol)</span>\
            <input class="input" id="amount" name="amount" inputmode="decimal" autocomplete="off" required \
            maxlength="\(TypedAmount.lengthMax)" placeholder="0.00" value="\(view.typed["amount"])" \
            aria-describedby="amount-hint\(error == nil ? "" : " amount-error")"\(invalid)></div>\
            \(forms.error("amount", error))\(raise)\(topUp)\
            <p class="hint" id="amount-hint">\(available)<span>\(left)</span></p></div>
            """
    }

    // MARK: - Which card

    private func cards(_ view: View) -> HTML {
        let label: Text =
            view.kind == .topUp
            ? OrderTexts.fromCard : view.kind == .withdrawal ? OrderTexts.toCard : OrderTexts.payWith
        let usable = view.facts.cards.first { !isExpired($0) || view.kind == .withdrawal }
        let chosen = view.typed["card"].isEmpty ? nil : view.typed["card"]
        let fallback = view.kind == .payment ? "balance" : usable?.id.text
        let picked = chosen ?? fallback
        let balance: HTML =
            view.kind == .payment
            ? option("balance", "wallet", page(MoneyTexts.balance), view.facts.account.balance.display, picked, true)
            : .empty
        let options = view.facts.cards.html { card in
            let isOff = isExpired(card) && view.kind != .withdrawal
            let note = isOff ? page(OrderTexts.expired) : page(CardTexts.kind(card.kind))
            return option(card.id.text, "card", OrderTexts.card(card, page.language), note, picked, !isOff)
        }
        return """
            <fieldset class="field"><legend>\(page(label))</legend><div class="picks">\(balance)\(options)</div>\
            \(forms.error("card", view.refusal?.fields["card"]))\
            <p><a class="more" href="\(page.base)/cards/new?for=\(view.kind.rawValue)">\(page.icon("plus"))\
            \(page(OrderTexts.addCard))</a></p></fieldset>
            """
    }

    private func isExpired(_ card: Card) -> Bool { card.isExpired(at: page.now, in: page.brand) }

    private func option(
        _ value: String, _ icon: String, _ name: String, _ note: String, _ picked: String?, _ isOn: Bool
    ) -> HTML {
        """
        <label class="pick"><input type="radio" name="card" value="\(value)" required\
        \(picked == value && isOn ? " checked" : "")\(isOn ? "" : " disabled")><span class="row">\
        \(page.icon(icon))<span class="grow">\(name)</span><span class="small muted nb">\(note)</span></span></label>
        """
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

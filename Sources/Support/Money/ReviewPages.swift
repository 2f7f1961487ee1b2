import Terms
import Wallet
import Web

/// An order looked at once more, before it is confirmed: who gets what, when, and what it costs.
struct ReviewPages {
    let page: Page

    struct View {
        let order: Order
        let refusal: Refusal?
        var standing = Order.Standing(isNewPayee: false, twin: nil)
        var hasPassword = false
        var hasPasskey = false
        /// nil where the wallet does not say.
        var quote: Quote?
        var card: Card?
    }

    func review(_ view: View) -> HTML {
        let title = page(OrderTexts.title(view.order.kind))
        return page.document(
            title: title, tab: .wallet, back: view.order.kind.path, heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <article class="diag" aria-labelledby="order">
                <header class="verdict review"><p class="small muted">\(title)　\(to(view.order))</p>
                <h1 id="order"><data class="money" value="\(view.order.amount.decimal)">\
                \(view.order.amount.display)</data></h1><p class="small">\
                \(view.order.amount.inWords(page.language))</p>\
                </header>
                <div>\(facts(view))</div>
                \(body(view))</article>
                </div></main>
                """, scripts: view.hasPasskey && view.order.isOpen(at: page.now) ? ["passkey.js"] : [])
    }

    private func to(_ order: Order) -> String { order.kind == .topUp ? page(MoneyTexts.balance) : order.payee.name }

    /// What tells a payee from another of the same name.
    func account(_ payee: Payee) -> String {
        switch payee {
        case .customer: page(OrderTexts.toCustomer)
        case .merchant: ""
        case .bankAccount(_, let bank, _), .ownCard(let bank, _):
            MoneyTexts.means(.card(bank: bank, lastFour: payee.lastFour ?? ""), page.language)
        }
    }

    // MARK: - The facts

    private func facts(_ view: View) -> HTML {
        let order = view.order
        func row(_ name: Text, _ value: String) -> HTML {
            value.isEmpty ? .empty : "<dt>\(page(name))</dt><dd>\(value)</dd>"
        }
        func money(_ name: Text, _ value: Money) -> HTML {
            "<dt>\(page(name))</dt><dd class=\"money\">\(value.display)</dd>"
        }
        var rows: HTML = .empty
        if order.kind == .topUp {
            rows += row(OrderTexts.from, account(order.payee))
        } else {
            let name = order.kind == .withdrawal ? "" : order.payee.name
            rows += row(OrderTexts.payee, [name, account(order.payee)].filter { !$0.isEmpty }.joined(separator: "　"))
            let source = view.card.map { OrderTexts.card($0, page.language) } ?? page(MoneyTexts.balance)
            rows += row(OrderTexts.from, order.kind == .payment ? source : page(MoneyTexts.balance))
        }
        if let quote = view.quote {
            rows +=
                quote.fee.minor > 0
                ? money(OrderTexts.fee, quote.fee) : row(OrderTexts.fee, page(OrderTexts.free))
            rows += money(OrderTexts.arrives, quote.arrives) + row(OrderTexts.when, when(order, quote))
            rows += money(OrderTexts.left, quote.limit.left)
        }
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    private func when(_ order: Order, _ quote: Quote) -> String {
        if let at = quote.expectedAt { return OrderTexts.about(page.language, ["when": page.clock.day(at)]) }
        if case .bankAccount = order.payee { return page(OrderTexts.byBank) }
        return page(OrderTexts.atOnce)
    }

    // MARK: - What is to do

    private func body(_ view: View) -> HTML {
        let order = view.order
        switch order.state {
        case .prepared where order.isOpen(at: page.now): return warnings(view) + confirmation(view)
        case .prepared: return ended(OrderTexts.over, order)
        case .refused: return ended(view.refusal?.text ?? OrderTexts.refused, order)
        case .confirmed, .placed:
            return """
                <div class="stack"><div class="banner" data-tone="info" role="status">\(page.icon("clock"))\
                <div>\(page(view.refusal?.text ?? OrderTexts.waiting))</div></div>
                <form method="post" action="\(page.base)/orders/\(order.id)/confirmations">\(page.csrf)\
                <button class="btn primary wide" type="submit">\(page(OrderTexts.look))</button></form></div>
                """
        }
    }

    private func ended(_ text: Text, _ order: Order) -> HTML {
        """
        <div class="stack"><div class="banner" data-tone="warn" role="alert">\(page.icon("alert"))\
        <div>\(page(text))</div></div>
        <div class="btns"><a class="btn primary grow" href="\(page.base)\(order.kind.path)">\
        \(page(OrderTexts.again))</a>\
        <a class="btn grow" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a></div></div>
        """
    }

    private func warnings(_ view: View) -> HTML {
        var all: HTML = .empty
        if let twin = view.standing.twin {
            let text = OrderTexts.twin(
                page.language,
                [
                    "when": page.clock.time(twin), "amount": view.order.amount.display, "who": view.order.payee.name,
                ])
            all += """
                <div class="banner" data-tone="warn" role="alert">\(page.icon("alert"))<div><strong>\(text)</strong>\
                </div></div>
                """
        }
        if view.order.kind == .transfer, view.standing.isNewPayee {
            all += """
                <div class="banner" data-tone="info">\(page.icon("shield"))<div><strong>\
                \(page(OrderTexts.newPayee))</strong>\
                <ul class="checks">\(OrderTexts.fraud.html {
                    "<li>\(page.icon("check"))<span>\(page($0))</span></li>"
                })</ul>\
                </div></div>
                """
        }
        return all.markup.isEmpty ? .empty : "<div class=\"stack\">\(all)</div>"
    }

    private func confirmation(_ view: View) -> HTML {
        let path = "\(page.base)/orders/\(view.order.id)"
        let general: HTML =
            view.refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map {
                CheckPages(page: page).error("form", $0)
            } ?? .empty
        let cancel: HTML = """
            <a class="btn quiet wide" href="\(page.base)\(view.order.kind.path)">\(page(OrderTexts.cancel))</a>
            """
        let passkey: HTML =
            view.hasPasskey
            ? """
            <passkey-button data-mode="get" data-options-url="\(path)/passkeys" \
            data-answer-url="\(path)/passkeys/answers" data-csrf="\(page.party?.session.csrf ?? "")" \
            data-cancelled="\(page(OrderTexts.passkeyStopped))" data-failed="\(page(OrderTexts.wrongPasskey))">\
            <p class="small soft" data-part="missing">\(page(OrderTexts.noPasskeyHere))</p>\
            <button class="btn \(view.hasPassword ? "" : "primary ")wide" type="button" hidden>\(page.icon("finger"))\
            \(page(OrderTexts.usePasskey))</button><p class="error" role="alert" hidden></p></passkey-button>
            """ : .empty
        if !view.hasPassword {
            return """
                <div class="stack">\(general)\(passkey)\(view.hasPasskey ? .empty : missing)\(cancel)</div>
                """
        }
        return "<div class=\"stack\">\(general)\(password(view, path))\(passkey)\(cancel)</div>"
    }

    private func password(_ view: View, _ path: String) -> HTML {
        let error = view.refusal?.fields[PaymentPassword.field]
        let invalid: HTML =
            error == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"payment_password-error\""
        let label = OrderTexts.confirm(view.order.kind)(page.language, ["amount": view.order.amount.display])
        return """
            <form class="stack" method="post" action="\(path)/confirmations">\(page.csrf)
            <div class="field"><div class="row"><label class="grow" for="payment_password">\
            \(page(PaymentPasswordTexts.label))</label>\
            <a class="tiny" href="\(page.base)/account/payment-password">\(page(OrderTexts.forgotten))</a></div>\
            <input class="input code-input" id="payment_password" name="payment_password" type="password" \
            inputmode="numeric" autocomplete="off" maxlength="6" required\(invalid)>\
            \(CheckPages(page: page).error("payment_password", error))</div>
            <button class="btn primary wide" type="submit">\(label)</button></form>
            """
    }

    private var missing: HTML {
        """
        <p class="small soft">\(page(OrderTexts.noPassword))</p>
        <form method="post" action="\(page.base)/checks">\(page.csrf)\
        <input type="hidden" name="purpose" value="\(Purpose.changePaymentPassword.rawValue)">\
        <button class="btn primary wide" type="submit">\(page(OrderTexts.setPassword))</button></form>
        """
    }
}

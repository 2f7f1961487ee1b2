import Terms
import Wallet
import Web

/// The customer's money: balance, transactions, and one transaction with what is the matter.
struct MoneyPages {
    let page: Page

    func home(_ customer: Customer, _ account: Account?, _ transactions: [WalletTransaction]) -> HTML {
        let money: HTML =
            account.map { account in
                let held: HTML =
                    account.held.minor > 0
                    ? "<p class=\"small soft\">\(page(MoneyTexts.held)) <span "
                        + "class=\"money\">\(account.held.display)</span></p>"
                    : ""
                return """
                    <p class="small muted">\(page(MoneyTexts.balance))</p>
                    <h1><data class="money" value="\(account.balance.decimal)">\(account.balance.display)</data></h1>\
                    \(held)
                    """
            } ?? "<p role=\"status\">\(page(MoneyTexts.walletSilent))</p>"
        return page.document(
            title: page(PageTexts.wallet), tab: .wallet,
            main: """
                <main id="main" class="wrap"><div class="split"><div class="stack wide">
                <section class="card sum" aria-label="\(page(MoneyTexts.balance))"><p class="tiny muted">\
                \(customer.name)</p>\(money)</section>
                \(list(transactions, hasAccount: account != nil))
                </div><div class="stack wide">
                <section class="card stack close"><h2>\(page(HelpTexts.ask))</h2>
                <p class="btns"><a class="btn grow" href="\(page.base)/help">\
                \(page.icon("search"))\(page(HelpTexts.title))</a>\
                <a class="btn grow" href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a></p>\
                </section>
                \(ContactCard(page: page).card)</div></div></main>
                """)
    }

    private func list(_ transactions: [WalletTransaction], hasAccount: Bool) -> HTML {
        if transactions.isEmpty {
            return !hasAccount
                ? .empty
                : """
                <section class="card empty">\(page.icon("receipt"))<b>\(page(MoneyTexts.noTransactions))</b>\
                <span>\(page(MoneyTexts.noTransactionsHint))</span></section>
                """
        }
        let more: HTML =
            transactions.count >= MoneyRoutes.pageSize
            ? """
            <p class="center"><a class="more" href="\(page.base)/?before=\(transactions.last?.id.text ?? "")">\
            \(page(MoneyTexts.earlier))\(page.icon("right"))</a></p>
            """
            : ""
        return """
            <section class="card flush" aria-labelledby="recent"><div class="card-head"><h2 id="recent">\
            \(page(MoneyTexts.recent))</h2></div>
            <ul class="rows">\(transactions.html(row))</ul>\(more)</section>
            """
    }

    private func row(_ transaction: WalletTransaction) -> HTML {
        let look = MoneyTexts.look(transaction.state)
        let incoming = transaction.kind.isIncoming
        let state: HTML =
            transaction.state == .succeeded
            ? ""
            : """
            <span class="badge" data-tone="\(look.tone)">\(page.icon(look.icon))\
            \(page(MoneyTexts.state(transaction.state)))</span>
            """
        return """
            <li><a class="item" href="\(page.base)/transactions/\(transaction.id)">\
            <span class="glyph"\(transaction.state == .failed ? " data-tone=\"danger\"" : "")>\
            \(page.icon(glyph(transaction.kind)))</span>\
            <span class="grow"><span class="cut block">\(name(transaction))</span>\
            <span class="sub">\(page(MoneyTexts.kind(transaction.kind)))　\
            \(page.clock.day(transaction.createdAt))</span>\(state)</span>\
            <data class="money\(transaction.state == .failed ? " muted" : "")" value="\(transaction.amount.decimal)">\
            \(incoming ? "+" : "\u{2212}")\(transaction.amount.display)</data></a></li>
            """
    }

    private func name(_ transaction: WalletTransaction) -> String {
        transaction.counterparty.name.isEmpty ? page(MoneyTexts.kind(transaction.kind)) : transaction.counterparty.name
    }

    private func glyph(_ kind: WalletTransaction.Kind) -> String {
        switch kind {
        case .topUp: "topup"
        case .payment: "store"
        case .transfer, .received, .withdrawal: "transfer"
        case .refund: "refund"
        }
    }

    func transaction(_ transaction: WalletTransaction, balance: Money?, article: Article?) -> HTML {
        let look = MoneyTexts.look(transaction.state)
        return page.document(
            title: page(MoneyTexts.kind(transaction.kind)), tab: .wallet, back: "/", heading: page(MoneyTexts.details),
            main: """
                <main id="main" class="wrap"><div class="split"><div class="stack">
                <header class="sum"><p class="small muted">\
                \(page(MoneyTexts.kind(transaction.kind)))　\(name(transaction))</p>
                <h1><data class="money" value="\(transaction.amount.decimal)">\(transaction.amount.display)</data></h1>
                <span class="badge" data-tone="\(look.tone)">\
                \(page.icon(look.icon))\(page(MoneyTexts.state(transaction.state)))</span></header>
                \(diagnosis(transaction, balance: balance, article: article))
                </div><div class="stack">\(facts(transaction))</div></div></main>
                """)
    }

    private func diagnosis(_ transaction: WalletTransaction, balance: Money?, article: Article?) -> HTML {
        let actions: HTML = """
            <div class="btns"><a class="btn primary grow" href="\(page.base)/chat?transaction=\(transaction.id)">\
            \(page.icon("chat"))\(page(MoneyTexts.askAboutThis))</a></div>
            """
        guard let diagnosis = Diagnosis(transaction, balance: balance) else {
            return """
                <article class="diag" aria-labelledby="verdict"><div class="verdict"><h2 id="verdict">\
                \(page(MoneyTexts.allWell))</h2></div>
                \(steps(transaction))\(actions)</article>
                """
        }
        let card = diagnosis.card(transaction, balance: balance, clock: page.clock)
        let drawing = AnswerCard(sprite: page.asset("icons.svg"), language: page.language, base: page.base)
        let source: HTML =
            article.map {
                "<p class=\"tiny muted sources\">\(page(MoneyTexts.basis))<span>\(page(MoneyTexts.record))</span> "
                    + "<a href=\"\(page.base)/help/articles/\($0.slug)\">\($0.title)</a></p>"
            } ?? .empty
        return """
            <article class="diag" aria-labelledby="verdict">
            <div class="verdict">\(drawing.badge(card))<h2 id="verdict">\(card.verdict)</h2><p>\(card.explanation)</p>\
            </div>
            <div>\(drawing.rail(card.rail))</div>\(steps(transaction))<div>\(actions)\(source)</div></article>
            """
    }

    private func steps(_ transaction: WalletTransaction) -> HTML {
        let last = transaction.steps.count - 1
        return """
            <ol class="steps" aria-label="\(page(MoneyTexts.steps))">\
            \(transaction.steps.enumerated().html { index, step in
                let isWaiting = index == last && !step.state.isFinal
                return """
                    <li data-state="\(isWaiting ? "here" : step.state == .failed ? "stop" : "done")"><span class="pin">\
                    \(page.icon(isWaiting ? "clock" : step.state == .failed ? "x" : "check"))</span>\
                    <b>\(page(MoneyTexts.state(step.state)))</b><time datetime="\(step.at.rfc3339)">\
                    \(page.clock.exact(step.at))</time></li>
                    """
            })</ol>
            """
    }

    private func facts(_ transaction: WalletTransaction) -> HTML {
        let refunded: HTML =
            transaction.refunded.minor > 0
            ? "<dt>\(page(MoneyTexts.refundedSoFar))</dt><dd class=\"money\">\(transaction.refunded.display)</dd>" : ""
        let held: HTML =
            transaction.held.minor > 0
            ? "<dt>\(page(MoneyTexts.held))</dt><dd class=\"money\">\(transaction.held.display)</dd>" : ""
        return """
            <section class="card"><div class="card-head"><h2>\(page(MoneyTexts.details))</h2></div><dl class="facts">
            <dt>\(page(MoneyTexts.amount))</dt><dd class="money">\(transaction.amount.display)</dd>\(held)\(refunded)
            <dt>\(page(MoneyTexts.means))</dt><dd>\(MoneyTexts.means(transaction.means, page.language))</dd>
            <dt>\(page(MoneyTexts.submitted))</dt><dd>\(page.clock.full(transaction.createdAt))</dd>
            <dt>\(page(MoneyTexts.number))</dt><dd><span class="nb">\(transaction.number.grouped)</span></dd></dl>\
            </section>
            """
    }
}

import Terms
import Wallet
import Web

/// One transaction: what is the matter with it, what happened, and what can be done.
struct TransactionPages {
    let page: Page

    struct View {
        let transaction: WalletTransaction
        let balance: Money?
        let diagnosis: Diagnosis?
        /// What the help centre says about it.
        var article: Article?
        /// Its owner has just asked to be told.
        var isWatched = false
    }

    func transaction(_ view: View) -> HTML {
        let transaction = view.transaction
        let look = MoneyTexts.look(transaction.state)
        return page.document(
            title: page(MoneyTexts.kind(transaction.kind)), tab: .wallet, back: "/", heading: page(MoneyTexts.details),
            main: """
                <main id="main" class="wrap"><div class="split"><div class="stack">
                <header class="sum"><p class="small muted">\
                \(page(MoneyTexts.kind(transaction.kind)))　\(MoneyPages(page: page).name(transaction))</p>
                <h1><data class="money" value="\(transaction.amount.decimal)">\(transaction.amount.display)</data></h1>
                <span class="badge" data-tone="\(look.tone)">\
                \(page.icon(look.icon))\(page(MoneyTexts.state(transaction.state)))</span></header>
                \(watched(view))\(diagnosis(view))\(questions(view))
                </div><div class="stack">\(facts(transaction))</div></div></main>
                """)
    }

    private func diagnosis(_ view: View) -> HTML {
        let transaction = view.transaction
        let actions = actions(view)
        guard let diagnosis = view.diagnosis else {
            return """
                <article class="diag" aria-labelledby="verdict"><div class="verdict"><h2 id="verdict">\
                \(page(MoneyTexts.allWell))</h2></div>
                \(steps(transaction))\(actions)</article>
                """
        }
        let card = diagnosis.card(transaction, balance: view.balance, clock: page.clock)
        let drawing = AnswerCard(sprite: page.asset("icons.svg"), language: page.language, base: page.base)
        let source: HTML =
            view.article.map {
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

    private func watched(_ view: View) -> HTML {
        guard view.isWatched else { return .empty }
        return """
            <p class="banner" data-tone="ok" role="status">\(page.icon("bell"))\
            <span>\(page(ReminderTexts.asked))</span></p>
            """
    }

    /// What makes sense about it, the best first, and somebody to ask.
    private func actions(_ view: View) -> HTML {
        let actions =
            view.diagnosis.map {
                Advice.actions(for: $0.code.rawValue, view.transaction, facts: $0.facts, page.language)
            } ?? []
        let own = actions.filter { !(view.isWatched && $0.id == "remind") }.prefix(Self.waysMax)
        let danger = view.diagnosis?.code == .unauthorised
        return """
            <div class="btns">\(own.enumerated().html { place, action in
                way(action, tone: place > 0 ? "" : danger ? " danger" : " primary")
            })<a class="btn\(own.isEmpty ? " primary" : "") grow" \
            href="\(page.base)/chat?transaction=\(view.transaction.id)">\
            \(page.icon("chat"))\(page(MoneyTexts.askAboutThis))</a></div>
            """
    }

    private static let waysMax = 3

    private func way(_ action: Answer.Action, tone: HTML) -> HTML {
        if action.method == "post" {
            return """
                <form class="grow" method="post" action="\(page.base)\(action.href)">\(page.csrf)\
                <button class="btn wide\(tone)" type="submit">\(page.icon("bell"))\(action.label)</button></form>
                """
        }
        return "<a class=\"btn grow\(tone)\" href=\"\(page.base)\(action.href)\">\(action.label)</a>"
    }

    private func questions(_ view: View) -> HTML {
        let codes = Diagnosis.mayBeSaid(of: view.transaction).filter { $0 != view.diagnosis?.code }
        if codes.isEmpty || view.diagnosis?.code == .unauthorised { return .empty }
        return """
            <section class="stack close" aria-labelledby="problem"><h2 class="small" id="problem">\
            \(page(MoneyTexts.hasProblem))</h2><div class="questions">\(codes.html { code in
                """
                <a class="chip" href="\(page.base)/transactions/\(view.transaction.id)?said=\(code.rawValue)">\
                \(page(MoneyTexts.say(code)))</a>
                """
            })</div></section>
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
        func row(_ name: Text, _ value: String, money: Bool = false) -> HTML {
            value.isEmpty ? .empty : "<dt>\(page(name))</dt><dd\(money ? " class=\"money\"" : "")>\(value)</dd>"
        }
        func sum(_ name: Text, _ value: Money) -> HTML {
            value.minor > 0 ? row(name, value.display, money: true) : .empty
        }
        let party = transaction.counterparty
        let account = party.bank.map {
            MoneyTexts.means(.card(bank: $0, lastFour: party.lastFour ?? ""), page.language)
        }
        let isOwnCard = transaction.kind == .topUp || transaction.kind == .withdrawal
        var rows = row(MoneyTexts.amount, transaction.amount.display, money: true)
        if transaction.fee.minor > 0 {
            rows += sum(MoneyTexts.fee, transaction.fee) + sum(MoneyTexts.arrives, transaction.arrives)
        }
        rows += sum(MoneyTexts.held, transaction.held) + sum(MoneyTexts.refundedSoFar, transaction.refunded)
        rows += row(MoneyTexts.party, isOwnCard ? account ?? party.name : party.name)
        if !isOwnCard { rows += row(OrderTexts.payeeBank, account ?? "") }
        if transaction.kind == .payment || transaction.kind == .refund {
            rows += row(MoneyTexts.means, MoneyTexts.means(transaction.means, page.language))
        }
        rows += row(MoneyTexts.submitted, page.clock.full(transaction.createdAt))
        if let expected = transaction.expectedAt, !transaction.state.isFinal || transaction.held.minor > 0 {
            rows += row(
                transaction.held.minor > 0 && transaction.state == .failed ? MoneyTexts.holdUntil : MoneyTexts.expected,
                page.clock.day(expected))
        }
        let original: HTML =
            transaction.refundOf.map {
                "<dt>\(page(MoneyTexts.refundOf))</dt><dd><a href=\"\(page.base)/transactions/\($0)\">"
                    + "\(page(MoneyTexts.original))</a></dd>"
            } ?? .empty
        return """
            <section class="card"><div class="card-head"><h2>\(page(MoneyTexts.details))</h2></div><dl class="facts">
            \(rows)\(original)
            <dt>\(page(MoneyTexts.number))</dt><dd><span class="nb">\(transaction.number.grouped)</span></dd></dl>\
            </section>
            """
    }
}

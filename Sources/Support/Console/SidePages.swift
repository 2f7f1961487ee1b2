import Terms
import Wallet
import Web

/// The right of the desk: who the customer is, where their money is, and giving it back.
struct SidePages {
    let talk: TalkPages
    /// nil for a visitor: nobody knows whose wallet to look at.
    let facts: WalletFacts?
    let intake: Intake

    private var console: ConsolePages { talk.console }
    private var language: Language { console.language }
    private var conversation: Conversation { talk.conversation }
    private var clock: Clock { talk.clock }

    private var safety: SafetyPages { SafetyPages(talk: talk) }

    var pane: HTML {
        """
        <aside class="pane side" id="side" aria-label="\(console(ConsoleTexts.customerAndWallet))">
        <div id="side-facts" data-region>
        <a class="btn quiet small solo" href="#talk">\(console.icon("back"))\(console(ConsoleTexts.messages))</a>
        \(sheet)\(customer)\(safety.sections)\(facts.map { findings($0) + wallet($0) })\(refunds)\(feedback)
        </div>
        \(RefundPages(talk: talk, facts: facts).dialog)\(safety.dialogs)
        </aside>
        """
    }

    private var sheet: HTML {
        IntakeSheet(console: console, intake: intake, clock: clock, brand: conversation.brand).section
    }

    private var customer: HTML {
        let brand = console.desk.brands[conversation.brand].map { console($0.name) } ?? conversation.brand.text
        let head: HTML = """
            <div class="row"><span class="avatar" data-brand="\(conversation.brand)" aria-hidden="true">\
            \(String(talk.customerName.prefix(1)))</span><div class="grow"><h2 class="flush">\(talk.customerName)</h2>\
            <p class="tiny muted"><i class="dot" data-brand="\(conversation.brand)"></i> \(brand)\(joined)</p></div>\
            </div>
            """
        guard let customer = talk.talk.customer else {
            return "<section>\(head)<p class=\"tiny muted\">\(console(ConsoleTexts.visitorHint))</p></section>"
        }
        return """
            <section>\(head)<dl class="facts"><dt>\(console(ConsoleTexts.phone))</dt><dd>\
            \(Mask.phone(customer.phone))</dd>\
            <dt>\(console(ConsoleTexts.email))</dt><dd>\(Mask.email(customer.email))</dd>\
            <dt>\(console(ConsoleTexts.language))</dt><dd>\(customer.language.ownName)</dd></dl>\
            <p class="tiny muted">\(console(ConsoleTexts.masked))</p></section>
            """
    }

    private var joined: String {
        guard let customer = talk.talk.customer else { return "" }
        return "　" + ConsoleTexts.joined(language, ["year": String(customer.joinedAt.local(in: clock.zone).year)])
    }

    private func findings(_ facts: WalletFacts) -> HTML {
        guard let transaction = facts.transaction else { return .empty }
        let cards = AnswerCard(sprite: console.sprite, language: language, base: "/\(conversation.brand)")
        let body: HTML =
            facts.diagnosis.map { diagnosis in
                let card = diagnosis.card(transaction, balance: facts.account?.balance, clock: clock)
                return """
                    <article class="diag compact" aria-label="\(card.verdict)"><div class="stack close"><p>\
                    \(cards.badge(card))　\
                    <code class="mono tiny muted">\(diagnosis.code.rawValue)</code></p>\
                    <p class="strong">\(card.verdict)</p><p class="tiny soft">\(card.explanation)</p></div>\
                    \(cards.rail(card.rail))</article>
                    """
            } ?? "<p class=\"soft\">\(console(MoneyTexts.allWell))</p>"
        return """
            <section><div class="row head"><h2 class="flush grow">\(console(ConsoleTexts.findings))</h2>\
            <span class="tiny muted num">\(clock.exact(console.now))</span></div>\(body)\
            <dl class="facts"><dt>\(console(MoneyTexts.number))</dt><dd>\(transaction.number.grouped)</dd>\
            <dt>\(transaction.counterparty.name)</dt><dd class="money">\(transaction.amount.display)</dd>\
            <dt>\(console(MoneyTexts.means))</dt><dd>\(MoneyTexts.means(transaction.means, language))</dd>\
            <dt>\(console(MoneyTexts.submitted))</dt><dd>\(clock.full(transaction.createdAt))</dd></dl>\
            \(RefundPages(talk: talk, facts: facts).button)</section>
            """
    }

    private func wallet(_ facts: WalletFacts) -> HTML {
        let silent: HTML =
            facts.isSilent ? "<p class=\"tiny soft\" role=\"status\">\(console(ConsoleTexts.walletSilent))</p>" : ""
        let balance: HTML =
            facts.account.map { account in
                """
                <dl class="facts"><dt>\(console(MoneyTexts.balance))</dt><dd class="money">\
                \(account.balance.display)</dd>\
                <dt>\(console(MoneyTexts.held))</dt><dd class="money">\(account.held.display)</dd></dl>
                """
            } ?? (facts.isSilent ? "" : "<p class=\"tiny muted\">\(console(ConsoleTexts.noAccount))</p>")
        return "<section><h2>\(console(ConsoleTexts.wallet))</h2>\(silent)\(balance)\(recent(facts))</section>"
    }

    private func recent(_ facts: WalletFacts) -> HTML {
        guard !facts.recent.isEmpty else { return .empty }
        let rows = facts.recent.html { transaction -> HTML in
            let look = MoneyTexts.look(transaction.state)
            let name =
                transaction.counterparty.name.isEmpty
                ? console(MoneyTexts.kind(transaction.kind)) : transaction.counterparty.name
            return """
                <tr\(transaction.id == facts.transaction?.id ? " data-hit" : "")><td>\
                <a href="?\(talk.choice.query)&amp;transaction=\(transaction.id)">\(name)</a> \
                <span class="badge" data-tone="\(look.tone)">\
                \(console.icon(look.icon))\(console(MoneyTexts.state(transaction.state)))</span>\
                <br><span class="muted">\(clock.day(transaction.createdAt))</span></td><td class="n">\
                \(sign(transaction))\(transaction.amount.display)</td></tr>
                """
        }
        return """
            <table class="table tight"><caption class="sr">\(console(MoneyTexts.recent))</caption><thead class="sr">\
            <tr>\
            <th scope="col">\(console(ConsoleTexts.transactionColumn))</th>\
            <th scope="col" class="n">\(console(MoneyTexts.amount))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func sign(_ transaction: WalletTransaction) -> String {
        transaction.kind.isIncoming ? "+" : "\u{2212}"
    }

    private var refunds: HTML {
        guard !talk.talk.refunds.isEmpty else { return .empty }
        let rows = talk.talk.refunds.html { request -> HTML in
            let look = ConsoleTexts.refund(request.state)
            return """
                <li class="row"><span class="money">\(request.amount.display)</span>\
                <span class="badge" data-tone="\(look.tone)">\(console.icon(look.icon))\(console(look.text))</span>\
                <span class="muted grow">\(clock.day(request.requestedAt))</span></li>
                """
        }
        return """
            <section><h2>\(console(ConsoleTexts.refunds))</h2><ul class="stack close tiny">\(rows)</ul></section>
            """
    }

    private var feedback: HTML {
        guard let feedback = talk.talk.feedback else { return .empty }
        let marks = [
            (FeedbackTexts.experience, feedback.experience), (FeedbackTexts.attitude, feedback.attitude),
            (FeedbackTexts.efficiency, feedback.efficiency),
        ]
        let rows = marks.html { text, mark in
            "<dt>\(console(text))</dt><dd>\(ConsoleTexts.ofFive(language, ["mark": String(mark)]))</dd>"
        }
        let words: HTML = feedback.comment.isEmpty ? "" : "<p class=\"tiny soft lines\">\(feedback.comment)</p>"
        return "<section><h2>\(console(ConsoleTexts.feedback))</h2><dl class=\"facts\">\(rows)</dl>\(words)</section>"
    }
}

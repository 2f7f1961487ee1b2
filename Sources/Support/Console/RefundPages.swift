import Terms
import Wallet
import Web

/// Giving money back: the button beside the transaction, and the dialog that says how much goes where before it does.
struct RefundPages {
    let talk: TalkPages
    let facts: WalletFacts?

    private var console: ConsolePages { talk.console }
    private var language: Language { console.language }

    /// What can be given back, if anything.
    private var transaction: WalletTransaction? {
        guard let transaction = facts?.transaction, transaction.refundable.minor > 0 else { return nil }
        return transaction
    }

    var button: HTML {
        guard let transaction else { return .empty }
        guard talk.isMine else { return "<p class=\"tiny muted\">\(console(ConsoleTexts.refundNeedsHold))</p>" }
        return """
            <a class="btn small wide" href="#refund" data-dialog>\(console.icon("refund"))\
            \(ConsoleTexts.refundButton(language, ["amount": transaction.refundable.display]))</a>
            """
    }

    /// Drawn outside the parts that are refreshed: what is being typed stays.
    var dialog: HTML {
        let draft = talk.draft?.mode == .refund ? talk.draft : nil
        guard let transaction, talk.isMine || draft != nil else {
            return draft.map { "<p class=\"banner\" data-tone=\"warn\" role=\"alert\">\(console($0.refusal.text))</p>" }
                ?? .empty
        }
        let most = transaction.refundable
        let about = ConsoleTexts.refundAbout(
            language,
            [
                "who": transaction.counterparty.name, "amount": transaction.amount.display,
                "number": transaction.number.grouped, "most": most.display,
            ])
        let wrong = draft.map { $0.refusal.fields["amount"] ?? $0.refusal.text }
        let error: HTML = wrong.map { "\(console.icon("alert"))<span>\(console($0))</span>" } ?? ""
        let button = ConsoleTexts.refundYesAmount(language, ["symbol": most.currency.symbol])
        let invalid: HTML = wrong == nil ? .empty : " aria-invalid=\"true\""
        return """
            <dialog class="dialog" id="refund" aria-labelledby="refund-title"\(draft == nil ? "" : " open")>\
            <form class="stack" method="post" action="\(talk.action("refunds"))">\
            \(console.csrfField)\(console.keyField)\
            <input type="hidden" name="transaction" value="\(transaction.id)">
            <h2 id="refund-title">\(ConsoleTexts.refundTitle(language, ["name": talk.customerName]))</h2>
            <p>\(about)</p><p class="strong">\(destination(transaction))</p>
            <div class="field"><label for="refund-amount">\
            \(ConsoleTexts.refundAmount(language, ["currency": most.currency.code]))</label>\
            <input class="input num" id="refund-amount" name="amount" inputmode="decimal" autocomplete="off" required \
            value="\(draft?.text ?? most.decimal)" aria-describedby="refund-error \
            refund-hint"\(invalid)>\
            <p class="error" id="refund-error" role="alert">\(error)</p></div>
            <p class="hint" id="refund-hint">\(console(ConsoleTexts.refundHint))</p>
            <div class="btns"><button class="btn primary grow" type="submit" data-amount="\(button)">\
            \(console(ConsoleTexts.refundYes))</button>\
            <a class="btn grow" href="#side" data-close>\(console(ConsoleTexts.refundNo))</a></div>
            </form></dialog>
            """
    }

    private func destination(_ transaction: WalletTransaction) -> String {
        if transaction.state == .failed { return console(ConsoleTexts.refundFromHold) }
        switch transaction.means {
        case .balance: return console(ConsoleTexts.refundToBalance)
        case .card: return ConsoleTexts.refundToCard(language, ["means": MoneyTexts.means(transaction.means, language)])
        }
    }
}

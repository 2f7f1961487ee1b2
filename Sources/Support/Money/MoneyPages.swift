import Terms
import Wallet
import Web

/// The customer's money: what is there, what can be done with it, and what was done lately.
struct MoneyPages {
    let page: Page
    var outages: [Incident] = []

    func home(_ customer: Customer, _ account: Account?, _ limits: Limits?, _ transactions: [WalletTransaction]) -> HTML
    {
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
                \(page.outageLine(outages))
                <section class="card sum" aria-label="\(page(MoneyTexts.balance))"><p class="tiny muted">\
                \(customer.name)</p>\(money)\(today(limits))</section>
                \(actions(account))
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

    private func today(_ limits: Limits?) -> HTML {
        guard let limits else { return .empty }
        let text = MoneyTexts.limitsToday(
            page.language,
            ["payment": limits.payment.leftToday.display, "transfer": limits.transfer.leftToday.display])
        return """
            <p class="tiny muted">\(text)　<a class="nb" href="\(page.base)/security/limits">\
            \(page(MoneyTexts.limits))</a></p>
            """
    }

    private func actions(_ account: Account?) -> HTML {
        guard let account else { return .empty }
        let tiles: [(path: String, icon: String, text: Text)] = [
            ("/topup", "topup", OrderTexts.title(.topUp)), ("/withdraw", "withdraw", OrderTexts.title(.withdrawal)),
            ("/transfer", "transfer", OrderTexts.title(.transfer)), ("/pay", "pay", OrderTexts.title(.payment)),
            ("/cards", "card", MoneyTexts.cards), ("/statement", "chart", StatementTexts.title),
        ]
        let why = account.frozenBecause == AccountLock.Kind.owner.rawValue ? MoneyTexts.frozen : MoneyTexts.shut
        let frozen: HTML =
            account.isFrozen
            ? """
            <div class="banner" data-tone="warn" role="status">\(page.icon("lock"))<div>\(page(why)) \
            <a href="\(page.base)/locked">\(page(OrderTexts.ways))</a></div></div>
            """ : .empty
        return """
            \(frozen)<nav class="card tiles quick" aria-label="\(page(MoneyTexts.actions))">\(tiles.html { tile in
                """
                <a href="\(page.base)\(tile.path)"><span class="glyph">\(page.icon(tile.icon))</span>\
                \(page(tile.text))</a>
                """
            })</nav>
            """
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

    func name(_ transaction: WalletTransaction) -> String {
        transaction.counterparty.name.isEmpty ? page(MoneyTexts.kind(transaction.kind)) : transaction.counterparty.name
    }

    private func glyph(_ kind: WalletTransaction.Kind) -> String {
        switch kind {
        case .topUp: "topup"
        case .payment: "store"
        case .transfer, .received: "transfer"
        case .withdrawal: "withdraw"
        case .refund: "refund"
        }
    }
}

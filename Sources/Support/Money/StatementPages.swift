import Foundation
import Terms
import Wallet
import Web

/// The month at a glance, and the statement that is kept on paper.
struct StatementPages {
    let page: Page
    let statement: Statement

    private var zone: TimeZone { page.brand.timeZone }
    private var thisMonth: Statement.Month { Statement.Month(page.now, in: zone) }

    func statement(_ customer: Customer) -> HTML {
        page.document(
            title: page(StatementTexts.title), tab: .wallet, back: "/", heading: page(StatementTexts.title),
            main: """
                <main id="main" class="wrap statement">\(head(customer))
                <div class="split"><div class="stack wide">\(sums)\(curve)\(entries)</div>
                <div class="stack wide">\(kinds(spent: true))\(parties)\(kinds(spent: false))\(keep)</div></div>
                <p class="tiny muted paper-only">\(page(StatementTexts.proof)) \(issued)</p>
                </main>
                """, scripts: ["print.js"])
    }

    private var issued: String { StatementTexts.issued(page.language, ["when": page.clock.full(page.now)]) }

    // MARK: - Which month

    private func head(_ customer: Customer) -> HTML {
        let name = StatementTexts.name(statement.month, page.language)
        let holder = StatementTexts.holder(
            page.language, ["name": customer.name, "phone": Mask.phone(customer.phone)])
        return """
            <header class="month-head"><div class="grow"><h1><span class="paper-only">\(page(page.brand.name))</span>\
            <span class="nb">\(name)</span>\(page.language == .en ? " " : "")\(page(StatementTexts.title))</h1>\
            <p class="small muted paper-only">\(holder)</p></div>\(choice)</header>
            """
    }

    private var choice: HTML {
        let months = (0..<max(Statement.monthsMin, monthsSince)).map { thisMonth.adding(-$0) }
        func arrow(_ month: Statement.Month, _ text: Text, _ icon: String) -> HTML {
            month > thisMonth
                ? "<span class=\"btn icon-only\" aria-disabled=\"true\">\(page.icon(icon))</span>"
                : """
                <a class="btn icon-only" href="\(page.base)/statement?month=\(month.description)" \
                aria-label="\(page(text))">\(page.icon(icon))</a>
                """
        }
        return """
            <form class="row month-choice" method="get" action="\(page.base)/statement">\
            \(arrow(statement.month.previous, StatementTexts.previous, "back"))\
            <label class="sr" for="month">\(page(StatementTexts.month))</label>\
            <select class="input" id="month" name="month">\(months.html { month in
                """
                <option value="\(month.description)"\(month == statement.month ? " selected" : "")>\
                \(StatementTexts.name(month, page.language))</option>
                """
            })</select><button class="btn" type="submit">\(page(StatementTexts.show))</button>\
            \(arrow(statement.month.next, StatementTexts.next, "right"))</form>
            """
    }

    private var monthsSince: Int {
        guard let joined = page.party?.customer?.joinedAt else { return 0 }
        let first = Statement.Month(joined, in: zone)
        return (thisMonth.year - first.year) * 12 + thisMonth.month - first.month + 1
    }

    // MARK: - Sums

    private var sums: HTML {
        func one(_ text: Text, _ now: Money, _ before: Money) -> HTML {
            """
            <div class="stack close"><h2 class="small muted">\(page(text))</h2>\
            <p class="kpi-sum"><data class="money" value="\(now.decimal)">\(now.display)</data></p>\
            <p class="tiny muted">\(compared(now, before))</p></div>
            """
        }
        let closing = statement.month == thisMonth ? StatementTexts.current : StatementTexts.closing
        return """
            <section class="card stack"><div class="sums">\
            \(one(StatementTexts.spent, statement.total(spent: true), statement.totalBefore(spent: true)))\
            \(one(StatementTexts.came, statement.total(spent: false), statement.totalBefore(spent: false)))</div>
            <dl class="facts"><dt>\(page(StatementTexts.opening))</dt><dd class="money">\
            \(statement.opening.display)</dd>
            <dt>\(page(closing))</dt><dd class="money">\(statement.closing.display)</dd></dl>
            <p class="tiny muted">\(page(StatementTexts.cardNote))</p></section>
            """
    }

    private func compared(_ now: Money, _ before: Money) -> String {
        let difference = now.minor - before.minor
        if difference == 0 { return page(StatementTexts.same) }
        let text = difference > 0 ? StatementTexts.more : StatementTexts.less
        return text(page.language, ["amount": statement.money(abs(difference)).display])
    }

    private var curve: HTML {
        let isNow = statement.month == thisMonth
        let today = isNow ? page.now.local(in: zone).day : statement.month.days
        let chart = StatementChart(
            now: statement.spentByDay(zone), before: statement.spentByDay(zone, last: true), today: today,
            money: statement.money, page: page)
        return """
            <section class="card stack screen-only" aria-labelledby="curve"><div class="card-head"><h2 id="curve">\
            \(page(StatementTexts.curve))</h2></div>\(chart.legend)<figure>\(chart.drawing)</figure>
            <p class="small soft">\(chart.says)</p>
            <details class="fold"><summary>\(page(StatementTexts.asTable))\(page.icon("down"))</summary>\
            <div class="scroll-x">\(chart.table)</div></details></section>
            """
    }

    private func kinds(spent: Bool) -> HTML {
        let lines = statement.kinds(spent: spent)
        if lines.isEmpty { return .empty }
        let id = spent ? "spent" : "came"
        return """
            <section class="card" aria-labelledby="\(id)"><div class="card-head"><h2 id="\(id)">\
            \(page(spent ? StatementTexts.byKind : StatementTexts.income))</h2></div>
            <table class="table"><thead><tr><th scope="col">\(page(StatementTexts.kind))</th>\
            <th scope="col" class="n">\(page(StatementTexts.thisMonth))</th>\
            <th scope="col" class="n">\(page(StatementTexts.lastMonth))</th></tr></thead><tbody>\(lines.html { line in
                """
                <tr><th scope="row">\(page(line.name))　<span class="nb">\(times(line.count))</span></th>\
                <td class="n money">\(statement.money(line.now).display)</td>\
                <td class="n muted">\(statement.money(line.before).display)</td></tr>
                """
            })</tbody></table></section>
            """
    }

    private func times(_ count: Int) -> String { StatementTexts.times(page.language, ["count": String(count)]) }

    private var parties: HTML {
        let parties = statement.parties
        guard let most = parties.first?.spent else { return .empty }
        return """
            <section class="card screen-only" aria-labelledby="top"><div class="card-head"><h2 id="top">\
            \(page(StatementTexts.top))</h2>\
            </div><ol class="bars">\(parties.html { party in
                """
                <li><span class="row"><span class="grow cut">\(party.name)</span><span class="tiny muted nb">\
                \(times(party.count))</span><span class="money">\(statement.money(party.spent).display)</span></span>\
                <svg class="chart bar-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="b1" width="\(max(1, party.spent * 100 / most))" height="4"/></svg></li>
                """
            })</ol></section>
            """
    }

    // MARK: - Entries

    private var entries: HTML {
        if statement.entries.isEmpty {
            return """
                <section class="card empty">\(page.icon("receipt"))<b>\(page(StatementTexts.empty))</b>\
                <span>\(page(StatementTexts.emptyHint))</span></section>
                """
        }
        var balance = statement.opening.minor
        let rows = statement.entries.html { entry -> HTML in
            balance += entry.change
            return row(entry, balance)
        }
        let others: HTML =
            statement.unexplained == 0
            ? .empty
            : """
            <tr><td></td><td>\(page(StatementTexts.others))</td><td class="n money">\
            \(signed(statement.unexplained))</td><td class="n">\(statement.closing.display)</td></tr>
            """
        let cut: HTML = statement.isCut ? "<p class=\"small soft\">\(page(StatementTexts.cut))</p>" : .empty
        return """
            <section class="card stack ledger" aria-labelledby="entries"><div class="card-head"><h2 id="entries">\
            \(page(StatementTexts.entries))</h2></div>\(cut)
            <div class="entries" role="region" aria-labelledby="entries" tabindex="0"><table class="table"><thead><tr>\
            <th scope="col">\(page(StatementTexts.day))</th><th scope="col">\(page(StatementTexts.what))</th>\
            <th scope="col" class="n">\(page(StatementTexts.change))</th>\
            <th scope="col" class="n">\(page(StatementTexts.balance))</th></tr></thead><tbody>\
            <tr><td></td><td>\(page(StatementTexts.opening))</td><td></td><td class="n">\
            \(statement.opening.display)</td>\
            </tr>\(rows)\(others)<tr><td></td><td><b>\(page(StatementTexts.closing))</b></td><td></td>\
            <td class="n money">\(statement.closing.display)</td></tr></tbody></table></div></section>
            """
    }

    private func row(_ entry: Statement.Entry, _ balance: Int64) -> HTML {
        let transaction = entry.transaction
        let local = entry.at.local(in: zone)
        let kind = page(MoneyTexts.kind(transaction.kind))
        var words = [entry.isReturn ? StatementTexts.cameBack(page.language, ["kind": kind]) : kind]
        if entry.flow == 0 { words.append(page(MoneyTexts.state(transaction.state))) }
        if case .card = transaction.means, transaction.kind == .payment || transaction.kind == .refund {
            words.append(MoneyTexts.means(transaction.means, page.language))
        }
        return """
            <tr\(entry.flow == 0 ? " class=\"muted\"" : "")><td class="nb"><time datetime="\(entry.at.rfc3339)">\
            \(local.month)-\(local.day < 10 ? "0" : "")\(local.day)</time></td>\
            <td><a href="\(page.base)/transactions/\(transaction.id)">\(transaction.counterparty.name.isEmpty
                ? kind : transaction.counterparty.name)</a><span class="tiny muted block">\
            \(words.joined(separator: "　"))</span></td>\
            <td class="n money">\(entry.flow == 0 ? "—" : signed(entry.flow))</td>\
            <td class="n">\(statement.money(balance).display)</td></tr>
            """
    }

    private func signed(_ minor: Int64) -> String { (minor > 0 ? "+" : "") + statement.money(minor).display }

    private var keep: HTML {
        """
        <section class="card stack close"><a class="btn wide" download \
        href="\(page.base)/statement.csv?month=\(statement.month.description)">\(page.icon("doc"))\
        \(page(StatementTexts.csv))</a>\
        <print-button><button class="btn wide" type="button" hidden>\(page.icon("receipt"))\
        \(page(StatementTexts.print))</button></print-button></section>
        """
    }
}

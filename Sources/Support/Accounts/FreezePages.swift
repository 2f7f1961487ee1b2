import Terms
import Wallet
import Web

/// One thumb, at night, frightened: what to press comes first, what it does is one glance away.
struct FreezePages {
    let page: Page

    /// What the receipt shows.
    struct Receipt {
        let check: IdentityCheck
        let lock: AccountLock
        let customer: Customer
        let conversation: Conversation?
        /// nil while the wallet is silent.
        let recent: [WalletTransaction]?
        let disowned: Set<TransactionID>
        let hasMarked: Bool
    }

    private func document(_ title: Text, _ main: HTML, scripts: [String] = []) -> HTML {
        page.document(
            title: page(title), tab: .wallet, back: "/", heading: page(title),
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(main)
                </div></main>
                """, scripts: scripts)
    }

    // MARK: - Stopping

    /// For somebody who is not signed in.
    func start() -> HTML {
        let field = CheckPages(page: page).field(
            "contact", CheckTexts.contact, nil,
            "autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" autofocus")
        return document(
            FreezeTexts.title,
            """
            <section class="card panic stack" aria-labelledby="panic">
            <div class="row"><span class="glyph" data-tone="danger">\(page.icon("stop"))</span>\
            <h1 id="panic">\(page(FreezeTexts.lead))</h1></div>
            <p class="small soft">\(page(FreezeTexts.how))</p>
            <form class="stack" method="post" action="\(page.base)/checks">
            <input type="hidden" name="purpose" value="\(Purpose.freeze.rawValue)">\(page.csrf)
            \(field)
            <button class="btn danger wide" type="submit">\(page.icon("lock"))\(page(FreezeTexts.sendCode))</button>
            </form>\(emergency)</section>
            <section class="card">\(effects)</section>
            """)
    }

    /// For somebody who is signed in: one button, after one look.
    func confirm(_ account: Account?) -> HTML {
        let balance: HTML =
            account.map {
                """
                <dl class="facts"><dt>\(page(FreezeTexts.balance))</dt><dd class="money">\($0.balance.display)</dd></dl>
                """
            } ?? .empty
        return document(
            FreezeTexts.title,
            """
            <form class="card panic stack" method="post" action="\(page.base)/freeze" aria-labelledby="panic">\
            \(page.csrf)
            <div class="row"><span class="glyph" data-tone="danger">\(page.icon("stop"))</span>\
            <h1 id="panic">\(page.named(FreezeTexts.question))</h1></div>
            \(effects)\(balance)
            <div class="field"><label for="reason">\(page(FreezeTexts.why))</label>\
            <select class="input" id="reason" name="reason"><option value="">\(page(FreezeTexts.noReason))</option>\
            \(LockTexts.ownersReasons.dropLast().html { word in
                "<option value=\"\(word)\">\(page(LockTexts.reason(word)))</option>"
            })</select></div>
            <div class="stack close"><button class="btn danger wide" type="submit">\(page.icon("lock"))\
            \(page(FreezeTexts.now))</button>\
            <a class="btn quiet wide" href="\(page.base)/">\(page(FreezeTexts.notNow))</a></div>\(emergency)
            </form>
            """)
    }

    private var effects: HTML {
        func line(_ tone: HTML, _ icon: String, _ label: Text, _ text: Text) -> HTML {
            """
            <li\(tone)>\(page.icon(icon))<span><b class="strong">\(page(label))</b>\(page(text))</span></li>
            """
        }
        return """
            <ul class="checks">\
            \(line(" data-tone=\"danger\"", "stop", FreezeTexts.stopsLabel, FreezeTexts.stops))\
            \(line("", "check-circle", FreezeTexts.staysLabel, FreezeTexts.stays))\
            \(line(" data-tone=\"info\"", "clock", FreezeTexts.backLabel, FreezeTexts.back))</ul>
            """
    }

    var emergency: HTML {
        guard let line = page.brand.emergencyLine else { return .empty }
        return """
            <p class="small muted">\(page(LockTexts.emergency))<a class="num nb" href="tel:\(line)">\(line)</a></p>
            """
    }

    // MARK: - The receipt

    func receipt(_ view: Receipt) -> HTML {
        let isOn = view.lock.liftedAt == nil
        let clock = page.clock
        return document(
            FreezeTexts.receipt,
            """
            <section class="card stack receipt" aria-labelledby="done">
            <div class="row" role="status"><span class="glyph" data-tone="\(isOn ? "ok" : "info")">\
            \(page.icon(isOn ? "lock" : "check"))</span>\
            <div class="grow"><h1 id="done">\(page(isOn ? FreezeTexts.stopped : FreezeTexts.liftedNow))\
            </h1>\
            <p class="small soft">\(FreezeTexts.from(page.language, ["time": clock.day(view.lock.placedAt)]))</p>\
            </div></div>
            \(effects)
            <div class="slip"><dl class="facts"><dt>\(page(FreezeTexts.number))</dt>\
            <dd class="strong nb">\(view.lock.shownNumber)</dd>\
            <dt>\(page(FreezeTexts.at))</dt><dd class="nb">\(clock.full(view.lock.placedAt))</dd>\
            <dt>\(page(FreezeTexts.account))</dt><dd>\(page.brand.name(page.language))　\(view.customer.maskedName)</dd>\
            <dt>\(page(FreezeTexts.wallet))</dt><dd>\(told(view.lock))</dd>\
            <dt>\(page(FreezeTexts.reason))</dt><dd>\(page(LockTexts.reason(view.lock.reason)))</dd>\
            \(view.conversation.map {
                "<dt>\(page(FreezeTexts.talk))</dt><dd class=\"nb\">\($0.shownNumber)</dd>" as HTML
            })\
            \(view.lock.liftedAt.map {
                "<dt>\(page(FreezeTexts.lifted))</dt><dd class=\"nb\">\(clock.full($0))</dd>" as HTML
            })</dl></div>
            <div class="stack close"><a class="btn primary wide" href="\(page.base)/chat">\(page.icon("chat"))\
            \(page(FreezeTexts.toChat))</a>\
            <print-button><button class="btn quiet wide" type="button" hidden>\(page.icon("doc"))\
            \(page(FreezeTexts.print))</button></print-button></div>
            <p class="small muted">\(page(FreezeTexts.keep))</p></section>
            \(transactions(view))
            <section class="card stack" aria-labelledby="next"><h2 id="next">\(page(FreezeTexts.next))</h2>
            <ol class="plain small soft"><li>\(page(FreezeTexts.nextPerson))</li><li>\(page(FreezeTexts.nextPolice))\
            </li>\
            <li>\(page(FreezeTexts.nextPhone))</li></ol>\(emergency)
            <p class="small"><a href="\(page.base)/unfreeze">\(page(FreezeTexts.unfreezeTitle))</a></p></section>
            """, scripts: ["print.js"])
    }

    private func told(_ lock: AccountLock) -> HTML {
        lock.toldAt.map { HTML(FreezeTexts.walletTold(page.language, ["time": page.clock.exact($0)])) }
            ?? HTML(page(FreezeTexts.walletSoon))
    }

    private func transactions(_ view: Receipt) -> HTML {
        guard let recent = view.recent else {
            return "<section class=\"card\"><p class=\"small soft\">\(page(FreezeTexts.walletSilent))</p></section>"
        }
        if recent.isEmpty {
            return "<section class=\"card\"><p class=\"small soft\">\(page(FreezeTexts.nothingRecent))</p></section>"
        }
        let marked: HTML =
            view.hasMarked
            ? """
            <p class="banner" data-tone="ok" role="status">\(page.icon("check-circle"))\
            <span>\(page(FreezeTexts.marked))</span></p>
            """ : .empty
        return """
            <form class="card flush" method="post" action="\(page.base)/freeze/disowned" aria-labelledby="which">
            <input type="hidden" name="check" value="\(view.check.id)">
            <div class="card-head"><div class="stack close"><h2 id="which">\(page(FreezeTexts.whichNotMine))</h2>\
            <p class="small soft">\(page(FreezeTexts.whichHint))</p>\(marked)</div></div>
            <ul class="rows">\(recent.html { row($0, isMarked: view.disowned.contains($0.id)) })</ul>
            <div class="foot-of-card"><button class="btn wide" type="submit">\(page(FreezeTexts.submit))</button>\
            </div></form>
            """
    }

    private func row(_ transaction: WalletTransaction, isMarked: Bool) -> HTML {
        let name =
            transaction.counterparty.name.isEmpty
            ? page(MoneyTexts.kind(transaction.kind)) : transaction.counterparty.name
        let box: HTML =
            isMarked
            ? "<span class=\"badge\" data-tone=\"warn\">\(page.icon("flag"))\(page(FreezeTexts.alreadyMarked))</span>"
            : """
            <input type="checkbox" name="t_\(transaction.id)" value="1" \
            aria-label="\(name)　\(page(FreezeTexts.notMine))">
            """
        return """
            <li><label class="item tick">\(box)<span class="grow">\(name)<span class="sub">\
            \(page.clock.day(transaction.createdAt))　\(page(MoneyTexts.kind(transaction.kind)))</span></span>\
            <data class="money" value="\(transaction.amount.decimal)">\
            \(transaction.kind.isIncoming ? "+" : "\u{2212}")\(transaction.amount.display)</data></label></li>
            """
    }

    // MARK: - Lifting it

    func startLifting() -> HTML {
        document(
            FreezeTexts.unfreezeTitle,
            """
            \(CheckPages(page: page).startForm(.unfreeze))
            <section class="card stack"><p class="small soft">\(page(FreezeTexts.unfreezeLead))</p>
            <p class="small soft">\(page(FreezeTexts.unfreezeWay)) <a href="\(page.base)/chat">\
            \(page(PageTexts.toChat))</a></p>\(emergency)</section>
            """)
    }

    func lifted() -> HTML {
        document(
            FreezeTexts.unfreezeTitle,
            """
            <section class="card stack" aria-labelledby="done"><div class="row" role="status">\
            <span class="glyph" data-tone="ok">\
            \(page.icon("check"))</span><h1 id="done">\(page(FreezeTexts.unfrozen))</h1></div>
            <p class="small soft">\(page(FreezeTexts.unfrozenLead))</p>
            <div class="btns"><a class="btn primary grow" href="\(page.base)/signin">\(page(LockTexts.signIn))</a>\
            <a class="btn grow" href="\(page.base)/password/forgotten">\(page(LockTexts.changePassword))</a></div>\
            </section>
            """)
    }
}

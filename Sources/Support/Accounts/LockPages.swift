import Terms
import Web

/// What shuts an account, why, and every way out of it.
struct LockPages {
    let page: Page

    private func document(_ title: Text, _ main: HTML) -> HTML {
        page.document(
            title: page(title), tab: .wallet, back: "/signin", heading: page(title),
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(main)
                </div></main>
                """)
    }

    // MARK: - Unlocking

    func startUnlocking() -> HTML {
        document(
            LockTexts.unlockTitle,
            """
            \(CheckPages(page: page).startForm(.unlock))
            <section class="card stack"><p class="small soft">\(page(LockTexts.unlockLead))</p>
            <p class="small"><a href="\(page.base)/freeze">\(page(LockTexts.stopNow))</a></p>\(emergency)</section>
            """)
    }

    func unlocked(_ standing: AccountStanding) -> HTML {
        guard standing.isOpen else {
            return document(
                LockTexts.unlockTitle,
                """
                <h1>\(page(LockTexts.stillShutTitle))</h1>
                \(standing.locks.html(card))\(emergency)
                """)
        }
        return document(
            LockTexts.unlockTitle,
            """
            <section class="card stack" aria-labelledby="done"><div class="row" role="status">\
            <span class="glyph" data-tone="ok">\
            \(page.icon("check"))</span><h1 id="done">\(page(LockTexts.unlockedTitle))</h1></div>
            <p class="small soft">\(page(LockTexts.unlockedLead))</p>
            <div class="btns"><a class="btn primary grow" href="\(page.base)/signin">\(page(LockTexts.signIn))</a>\
            <a class="btn grow" href="\(page.base)/password/forgotten">\(page(LockTexts.changePassword))</a></div>\
            </section>
            """)
    }

    // MARK: - What shuts it

    func locked(_ standing: AccountStanding?) -> HTML {
        guard let standing else { return general }
        if standing.isOpen {
            return document(
                LockTexts.openTitle,
                """
                <section class="card stack"><h1>\(page(LockTexts.openTitle))</h1>\
                <p class="small soft">\(page(LockTexts.openLead))</p>\
                <a class="btn primary wide" href="\(page.base)/signin">\(page(LockTexts.signIn))</a></section>
                """)
        }
        let attempts: HTML =
            standing.attemptsUntil.map { until in
                slip(
                    "clock", "warn", LockTexts.attemptsTitle,
                    [LockTexts.attemptsLead(page.language, ["time": page.clock.day(until)])],
                    [(LockTexts.unlockNow, "/unlock"), (LockTexts.resetPassword, "/password/forgotten")], isOnly: true)
            } ?? .empty
        return document(
            LockTexts.lockedTitle,
            """
            <h1 class="sr">\(page(LockTexts.lockedTitle))</h1>\(standing.locks.html(card))\(attempts)
            <section class="card">\(talk)\(emergency)</section>
            """)
    }

    private func card(_ lock: AccountLock) -> HTML {
        let (time, reason) = (page.clock.day(lock.placedAt), page(LockTexts.reason(lock.reason)))
        switch lock.kind {
        case .risk:
            return slip(
                "shield", "warn", LockTexts.riskTitle, [LockTexts.riskLead(page.language, ["reason": reason])],
                [(LockTexts.unlockNow, "/unlock"), (LockTexts.stopNow, "/freeze")], isOnly: true)
        case .owner:
            return slip(
                "stop", "info", LockTexts.ownerTitle,
                [LockTexts.ownerLead(page.language, ["time": time, "number": lock.shownNumber])],
                [(LockTexts.unfreeze, "/unfreeze")], isOnly: true)
        case .ban:
            return slip(
                "lock", "danger", LockTexts.banTitle,
                [
                    LockTexts.banLead(page.language, ["time": time, "reason": reason]), page(LockTexts.banRemedy),
                    page(LockTexts.banMoney),
                ], [(LockTexts.appeal, "/appeal")], isOnly: true)
        }
    }

    /// For everybody: nothing about anybody.
    private var general: HTML {
        document(
            LockTexts.lockedTitle,
            """
            <div class="stack close"><h1>\(page(LockTexts.lockedTitle))</h1>\
            <p class="small soft">\(page(LockTexts.lockedGenerally))</p></div>
            \(slip("clock", "warn", LockTexts.attemptsTitle, [page(LockTexts.attemptsGenerally)],
                    [(LockTexts.unlockNow, "/unlock"), (LockTexts.resetPassword, "/password/forgotten")]))
            \(slip("shield", "warn", LockTexts.riskTitle, [page(LockTexts.riskGenerally)],
                    [(LockTexts.unlockNow, "/unlock"), (LockTexts.stopNow, "/freeze")]))
            \(slip("stop", "info", LockTexts.ownerTitle, [page(LockTexts.ownerGenerally)],
                    [(LockTexts.unfreeze, "/unfreeze")]))
            \(slip("lock", "danger", LockTexts.banTitle, [page(LockTexts.banGenerally), page(LockTexts.banMoney)],
                    [(LockTexts.appeal, "/appeal")]))
            <section class="card">\(talk)\(emergency)</section>
            """)
    }

    /// `isOnly`: its first way out is the page's one primary button.
    private func slip(
        _ icon: String, _ tone: String, _ title: Text, _ lines: [String], _ ways: [(Text, String)], isOnly: Bool = false
    ) -> HTML {
        var first = isOnly
        return """
            <section class="card stack"><div class="row"><span class="glyph" data-tone="\(tone)">\(page.icon(icon))\
            </span>\
            <h2>\(page(title))</h2></div>
            \(lines.html { "<p class=\"small soft\">\($0)</p>" })
            <div class="btns">\(ways.html { text, path in
                let kind: HTML = first ? " primary" : ""
                first = false
                return "<a class=\"btn grow\(kind)\" href=\"\(page.base)\(path)\">\(page(text))</a>"
            })</div></section>
            """
    }

    private var talk: HTML {
        """
        <p class="small">\(page.icon("chat", inline: true)) <a href="\(page.base)/chat">\(page(PageTexts.toChat))</a>\
        </p>
        """
    }

    private var emergency: HTML { FreezePages(page: page).emergency }
}

import Terms
import Web

/// The side pane's part about who somebody is and what shuts their account. Nothing that was typed is here: only which
/// proof was right.
struct SafetyPages {
    let talk: TalkPages

    private var console: ConsolePages { talk.console }
    private var language: Language { console.language }
    private var safety: Safety { talk.talk.safety }
    private var isSupervisor: Bool { console.agent.role != .agent }

    var sections: HTML { identity + account + appeal }

    // MARK: - Identity

    private var identity: HTML {
        let newest = safety.checks.first
        let canAct = safety.checks.contains { $0.actsUntil(console.now) != nil }
        return """
            <section id="identity"><h2>\(console(SafetyTexts.title))</h2>\
            \(newest.map(check) ?? "<p class=\"tiny muted\">\(console(SafetyTexts.hint))</p>")\
            \(talk.isMine ? (canAct ? act : asking(newest)) : needsHold)</section>
            """
    }

    private var needsHold: HTML { "<p class=\"tiny muted\">\(console(SafetyTexts.needsHold))</p>" }

    private func asking(_ newest: IdentityCheck?) -> HTML {
        let isRunning = newest.map { $0.state == .open && $0.expiresAt > console.now } ?? false
        if isRunning { return .empty }
        let strict: HTML =
            safety.lock(.owner) == nil && safety.customer != nil
            ? .empty : form("identity-checks", SafetyTexts.askStrictly, "", ["strength": "strict"])
        return """
            <div class="acts">\(form("identity-checks", SafetyTexts.ask, " primary", ["strength": "usual"]))\(strict)\
            </div>
            """
    }

    /// What the newest passed check is good for.
    private var act: HTML {
        let isStrict = safety.checks.first { $0.actsUntil(console.now) != nil }?.isStrict ?? false
        let opens = safety.attemptsUntil != nil || safety.lock(.risk) != nil || isStrict && safety.lock(.owner) != nil
        if opens {
            return """
                <div class="acts">\
                \(form("unlocks", isStrict ? SafetyTexts.unlockAll : SafetyTexts.unlock, " primary"))</div>
                """
        }
        guard safety.lock(.owner) != nil else { return .empty }
        return """
            <div class="acts">\(form("identity-checks", SafetyTexts.askStrictly, " primary", ["strength": "strict"]))\
            </div>
            """
    }

    private func check(_ check: IdentityCheck) -> HTML {
        let needed = check.policy([]).points
        let look = look(check)
        let who: HTML =
            check.contact.isEmpty
            ? (check.isNameless ? "<p class=\"tiny muted\">\(console(SafetyTexts.notYet))</p>" : .empty)
            : """
            <dl class="facts"><dt>\(console(SafetyTexts.account))</dt><dd>\(Contact(check.contact)?.masked ?? "")\
            </dd></dl>
            """
        let until: HTML =
            check.actsUntil(console.now).map {
                """
                <p class="tiny soft">\(SafetyTexts.validUntil(language, ["time": talk.clock.time($0)]))</p>
                """
            } ?? .empty
        let points = min(check.points, 150)
        return """
            <div class="row"><span class="badge" data-tone="\(look.tone)">\
            \(console.icon(look.icon))\(console(look.text))</span>\
            <span class="grow"></span><b class="num tiny" aria-label="\(console(SafetyTexts.scoreLabel))">\
            \(SafetyTexts.score(language, ["points": String(points), "needed": String(needed)]))</b></div>\(who)\
            <ul class="checks">\(check.steps.html(step))</ul>\(until)
            """
    }

    private func look(_ check: IdentityCheck) -> (text: Text, tone: String, icon: String) {
        switch check.state {
        case .open:
            check.expiresAt > console.now
                ? (SafetyTexts.running, "info", "clock") : (SafetyTexts.expired, "warn", "clock")
        case .passed:
            check.actsUntil(console.now) == nil
                ? (SafetyTexts.expired, "warn", "clock") : (SafetyTexts.passed, "ok", "shield-check")
        case .used: (SafetyTexts.spent, "ok", "check")
        case .failed: (SafetyTexts.failed, "danger", "x-circle")
        }
    }

    /// ✓ or ✗, never what was typed.
    private func step(_ step: IdentityCheck.Step) -> HTML {
        let (tone, icon, word): (String, String, String) =
            switch step.state {
            case .given: ("ok", "check-circle", console(SafetyTexts.given))
            case .refused: ("danger", "x-circle", console(SafetyTexts.refused))
            case .asked where step.failures > 0:
                ("warn", "x-circle", SafetyTexts.missed(language, ["count": String(step.failures)]))
            case .asked: ("muted", "clock", console(SafetyTexts.asking))
            }
        return """
            <li data-tone="\(tone)">\(console.icon(icon))<span>\(console(CheckTexts.name(step.proof)))　\
            <b class="strong">\(word)</b></span></li>
            """
    }

    // MARK: - What shuts it

    private var account: HTML {
        guard safety.customer != nil else { return .empty }
        let attempts: HTML =
            safety.attemptsUntil.map { until in
                """
                <li data-tone="warn">\(console.icon("lock"))<span>\
                \(SafetyTexts.attempts(language, ["time": talk.clock.time(until)]))</span></li>
                """
            } ?? .empty
        let disowned: HTML =
            safety.disowned.isEmpty
            ? .empty
            : """
            <li data-tone="danger">\(console.icon("flag"))<span>\
            \(SafetyTexts.disowned(language, ["count": String(safety.disowned.count)]))</span></li>
            """
        let state: HTML =
            safety.isShut || !safety.disowned.isEmpty
            ? "<ul class=\"checks\">\(safety.locks.html(lock))\(attempts)\(disowned)</ul>"
            : "<p class=\"tiny muted\">\(console(SafetyTexts.notShut))</p>"
        return """
            <section><h2>\(console(SafetyTexts.shut))</h2>\(state)<div class="acts">\(stopButton)\(banButton)</div>\
            </section>
            """
    }

    private func lock(_ lock: AccountLock) -> HTML {
        let (text, tone, icon): (Text, String, String) =
            switch lock.kind {
            case .ban: (SafetyTexts.ban, "danger", "lock")
            case .risk: (SafetyTexts.risk, "warn", "shield")
            case .owner: (SafetyTexts.owner, "danger", "stop")
            }
        let waits: HTML = lock.toldAt == nil ? "<br>\(console(SafetyTexts.walletWaits))" : .empty
        return """
            <li data-tone="\(tone)">\(console.icon(icon))<span><b class="strong">\(console(text))</b>　\
            \(talk.clock.day(lock.placedAt))<br>\(lock.shownNumber)<br>\
            \(console(LockTexts.reason(lock.reason)))\(waits)\
            </span></li>
            """
    }

    private var stopButton: HTML {
        guard talk.isMine, safety.lock(.owner) == nil else { return .empty }
        return """
            <a class="btn small wide" href="#stop" data-dialog>\(console.icon("stop"))\(console(SafetyTexts.stop))</a>
            """
    }

    private var banButton: HTML {
        guard isSupervisor else { return .empty }
        if safety.lock(.ban) != nil { return form("ban-lifts", SafetyTexts.liftBan, "") }
        return """
            <a class="btn small wide" href="#ban" data-dialog>\
            \(console.icon("lock"))\(console(SafetyTexts.banButton))</a>
            """
    }

    /// Drawn outside the parts that are refreshed.
    var dialogs: HTML {
        guard safety.customer != nil else { return .empty }
        let name = talk.customerName
        let stop: HTML =
            talk.isMine && safety.lock(.owner) == nil
            ? dialog(
                "stop", "freezes", SafetyTexts.stopTitle.filling(["name": name]), SafetyTexts.stopBody,
                LockTexts.ownersReasons, FreezeTexts.now) : .empty
        let ban: HTML =
            isSupervisor && safety.lock(.ban) == nil
            ? dialog(
                "ban", "bans", SafetyTexts.banTitle.filling(["name": name]), SafetyTexts.banBody,
                LockTexts.banReasons, SafetyTexts.banYes) : .empty
        return stop + ban
    }

    private func dialog(_ id: String, _ noun: String, _ title: Text, _ body: Text, _ reasons: [String], _ yes: Text)
        -> HTML
    {
        """
        <dialog class="dialog" id="\(id)" aria-labelledby="\(id)-title">\
        <form class="stack" method="post" action="\(talk.action(noun))">\(console.csrfField)\(console.keyField)
        <h2 id="\(id)-title">\(console(title))</h2><p>\(console(body))</p>
        <div class="field"><label for="\(id)-reason">\(console(SafetyTexts.reason))</label>\
        <select class="input" id="\(id)-reason" name="reason">\(reasons.html { word in
            "<option value=\"\(word)\">\(console(LockTexts.reason(word)))</option>"
        })</select></div>
        <div class="btns"><button class="btn danger grow" type="submit">\(console(yes))</button>\
        <a class="btn grow" href="#side" data-close>\(console(SafetyTexts.no))</a></div></form></dialog>
        """
    }

    // MARK: - Appeal

    private var appeal: HTML {
        guard let appeal = safety.appeal else { return .empty }
        let left = (appeal.dueAt.milliseconds - console.now.milliseconds) / 86_400_000
        let (badge, tone): (String, String) =
            switch appeal.state {
            case .granted: (console(SafetyTexts.granted), "ok")
            case .upheld: (console(SafetyTexts.upheld), "info")
            case .open where appeal.dueAt < console.now: (console(SafetyTexts.overdue), "danger")
            case .open: (SafetyTexts.daysLeft(language, ["days": String(left)]), left < 3 ? "warn" : "info")
            }
        return """
            <section><div class="row head"><h2 class="flush grow">\(console(SafetyTexts.appeal))</h2>\
            <span class="badge" data-tone="\(tone)">\(console.icon("clock"))\(badge)</span></div>\
            <dl class="facts"><dt>\(console(AppealTexts.number))</dt><dd>\(appeal.shownNumber)</dd>\
            <dt>\(console(SafetyTexts.due))</dt><dd>\(talk.clock.day(appeal.dueAt))</dd></dl>\
            <p class="tiny soft lines">\(Message.firstLine(appeal.text, lengthMax: 200))</p>\(decision(appeal))\
            </section>
            """
    }

    private func decision(_ appeal: Appeal) -> HTML {
        if let answer = appeal.answer { return "<p class=\"tiny lines\">\(answer)</p>" }
        guard isSupervisor else { return "<p class=\"tiny muted\">\(console(SafetyTexts.supervisorAnswers))</p>" }
        return """
            <form class="stack close" method="post" action="\(talk.action("appeals/\(appeal.id)/answers"))">\
            \(console.csrfField)<div class="field"><label for="appeal-answer">\(console(SafetyTexts.answer))</label>\
            <textarea class="input" id="appeal-answer" name="text" rows="3" required \
            maxlength="\(Appeal.answerLengthMax)">\(talk.draft?.mode == .state ? talk.draft?.text ?? "" : "")\
            </textarea></div>\
            <div class="btns"><button class="btn small grow" type="submit" name="state" value="granted">\
            \(console(SafetyTexts.grant))</button>\
            <button class="btn small grow" type="submit" name="state" value="upheld">\(console(SafetyTexts.uphold))\
            </button>\
            </div></form>
            """
    }

    private func form(_ noun: String, _ text: Text, _ kind: HTML, _ fields: KeyValuePairs<String, String> = [:]) -> HTML
    {
        """
        <form method="post" action="\(talk.action(noun))">\(console.csrfField)\(console.keyField)\
        \(fields.html { "<input type=\"hidden\" name=\"\($0.key)\" value=\"\($0.value)\">" })\
        <button class="btn small wide\(kind)" type="submit">\(console(text))</button></form>
        """
    }
}

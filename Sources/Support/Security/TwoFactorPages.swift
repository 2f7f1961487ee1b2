import Foundation
import Terms
import Web

/// On, off, the code to scan, and the recovery codes, which are shown once.
struct TwoFactorPages {
    let page: Page

    private var sheet: AccountSheet { AccountSheet(page: page) }
    private var action: String { page.base + TwoFactorRoutes.path }

    func overview(_ state: TwoFactor?, _ lost: LostFactor?, isDone: Bool) -> HTML {
        let done: HTML =
            isDone && state == nil ? sheet.banner("info", "info", page(TwoFactorTexts.isOff)) : .empty
        return sheet.document(
            TwoFactorTexts.title,
            """
            \(done)\(LostFactorPages(page: page).cooling(lost))\
            <section class="card stack" aria-labelledby="two-factor"><div class="row"><h1 class="grow" \
            id="two-factor">\(page(TwoFactorTexts.title))</h1>\(badge(state != nil))</div>
            <p class="small soft">\(page(TwoFactorTexts.what))</p>
            \(state.map(on) ?? sheet.begin(
                "\(TwoFactorRoutes.path)/on", page(TwoFactorTexts.turnOn), "primary wide"))</section>
            """)
    }

    private func badge(_ isOn: Bool) -> HTML {
        isOn
            ? "<span class=\"badge\" data-tone=\"ok\">\(page.icon("check"))\(page(SecurityTexts.on))</span>"
            : "<span class=\"badge\">\(page(SecurityTexts.off))</span>"
    }

    private func on(_ state: TwoFactor) -> HTML {
        let left = state.recoveryCodesLeft
        let since = state.confirmedAt.map { page.clock.date($0) } ?? ""
        return """
            <dl class="facts"><dt>\(page(TwoFactorTexts.since))</dt><dd>\(since)</dd>
            <dt>\(page(TwoFactorTexts.codesLeft))</dt><dd>\(left)</dd></dl>
            <div class="stack close">\(sheet.begin(
                "\(TwoFactorRoutes.path)/new-codes", page(TwoFactorTexts.renew), left < 3 ? "primary wide" : "wide"))
            \(sheet.begin("\(TwoFactorRoutes.path)/off", page(TwoFactorTexts.turnOff), "quiet wide"))</div>
            """
    }

    func setup(_ check: String, drawing: (path: String, size: Int), secret: String, refusal: Refusal?) -> HTML {
        sheet.document(
            TwoFactorTexts.title, back: TwoFactorRoutes.path,
            """
            <form class="card stack" method="post" action="\(action)" aria-labelledby="setup" novalidate>
            <h1 id="setup">\(page(TwoFactorTexts.turnOn))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)">
            <ol class="plain small"><li>\(page(TwoFactorTexts.step1))</li><li>\(page(TwoFactorTexts.step2))</li>\
            <li>\(page(TwoFactorTexts.step3))</li></ol>
            <svg class="scan" viewBox="0 0 \(drawing.size) \(drawing.size)" role="img" \
            aria-label="\(page(TwoFactorTexts.scan))" shape-rendering="crispEdges"><path d="\(drawing.path)"/></svg>
            <details class="fold"><summary>\(page(TwoFactorTexts.byHand))\(page.icon("down"))</summary>
            <p class="mono secret">\(secret)</p><p class="hint">\(page(TwoFactorTexts.byHandHint))</p></details>
            \(sheet.field("code", TwoFactorTexts.code, refusal, hint: TwoFactorTexts.codeHint,
                "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\" required"))
            <button class="btn primary wide" type="submit">\(page(TwoFactorTexts.confirm))</button></form>
            """)
    }

    /// Before it is turned off, or new codes make the old ones worth nothing.
    func sure(_ check: String, isOff: Bool) -> HTML {
        let (title, text) =
            isOff
            ? (TwoFactorTexts.turnOff, TwoFactorTexts.offMeans) : (TwoFactorTexts.renew, TwoFactorTexts.renewMeans)
        return sheet.document(
            title, back: TwoFactorRoutes.path,
            """
            <form class="card stack" method="post" action="\(action)/\(isOff ? "ends" : "codes")" \
            aria-labelledby="sure"><h1 id="sure">\(page(title))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)"><p class="small soft">\(page(text))</p>
            <button class="btn \(isOff ? "danger" : "primary") wide" type="submit">\(page(title))</button>
            <a class="btn quiet wide" href="\(action)">\(page(TwoFactorTexts.leave))</a></form>
            """)
    }

    func codes(_ codes: [String], isNew: Bool) -> HTML {
        let name = page(page.brand.name)
        let text = TwoFactorTexts.file(page.language, ["brand": name]) + "\n\n" + codes.joined(separator: "\n") + "\n"
        let file = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let lines = codes.html { "<li class=\"mono\">\($0)</li>" }
        return sheet.document(
            TwoFactorTexts.codesTitle,
            """
            \(isNew ? sheet.banner("ok", "check-circle", page(TwoFactorTexts.isOn)) : .empty)
            <section class="card stack" aria-labelledby="codes"><h1 id="codes">\(page(TwoFactorTexts.codesTitle))</h1>
            <p class="small soft">\(page(TwoFactorTexts.codesWhat))</p>
            <ul class="codes slip">\(lines)</ul>
            <code-sheet class="btns" data-copied="\(page(TwoFactorTexts.copied))" data-text="\(text)">\
            <a class="btn grow" download="recovery-codes.txt" href="data:text/plain;charset=utf-8,\(file)">\
            \(page.icon("doc"))\(page(TwoFactorTexts.download))</a>\
            <button class="btn grow" type="button" data-act="copy" hidden>\(page.icon("copy"))\
            <span>\(page(TwoFactorTexts.copy))</span></button>\
            <button class="btn grow" type="button" data-act="print" hidden>\(page.icon("receipt"))\
            \(page(TwoFactorTexts.print))</button><span class="sr" role="status"></span></code-sheet>
            <a class="btn primary wide" href="\(page.base)/security">\(page(TwoFactorTexts.kept))</a></section>
            """, scripts: ["code-sheet.js"])
    }
}

import Terms
import Web

/// The list, adding one, and being sure before one is removed.
struct PasskeyPages {
    let page: Page

    private var sheet: AccountSheet { AccountSheet(page: page) }
    private var base: String { page.base + PasskeyRoutes.path }

    /// `at` names the passkey that the refusal is about.
    func list(
        _ all: [OwnPasskey], done: String, refusal: Refusal?, at: ID<OwnPasskeyNoun>? = nil
    ) -> HTML {
        let words = ["added": OwnPasskeyTexts.added, "named": SecurityTexts.saved, "removed": OwnPasskeyTexts.removed]
        let banner: HTML = words[done].map { sheet.banner("ok", "check-circle", page($0)) } ?? .empty
        let add: HTML =
            all.count >= OwnPasskey.perCustomerMax
            ? "<p class=\"small soft\">\(page(CheckTexts.tooManyPasskeys))</p>"
            : sheet.begin(
                "\(PasskeyRoutes.path)/new", page(OwnPasskeyTexts.add), "primary wide", icon: "plus")
        let rows: HTML =
            all.isEmpty
            ? .empty
            : """
            <section class="card flush" aria-labelledby="mine"><div class="card-head"><h2 id="mine">\
            \(page(OwnPasskeyTexts.mine))</h2></div><ul class="rows">\
            \(all.html { row($0, $0.id == at ? refusal : nil) })</ul></section>
            """
        return sheet.document(
            OwnPasskeyTexts.title,
            """
            \(banner)<section class="card stack" aria-labelledby="passkeys"><h1 id="passkeys">\
            \(page(OwnPasskeyTexts.title))</h1><p class="small \
            soft">\(page(OwnPasskeyTexts.what))</p>\(add)</section>\(rows)
            """)
    }

    private func row(_ one: OwnPasskey, _ refusal: Refusal?) -> HTML {
        let used =
            one.usedAt.map { OwnPasskeyTexts.usedAt(page.language, ["time": page.clock.day($0)]) }
            ?? page(OwnPasskeyTexts.neverUsed)
        let field = "name-\(one.id)"
        let error = refusal?.fields["name"]
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(field)-error\""
        return """
            <li class="item passkey"><span class="glyph">\(page.icon("finger"))</span><div class="grow">\
            <b class="strong">\(one.name)</b><span class="sub">\
            \(OwnPasskeyTexts.addedAt(page.language, ["time": page.clock.date(one.addedAt)]))　\(used)</span>
            <details class="fold"\(error == nil ? "" : " open")><summary>\(page(OwnPasskeyTexts.manage))\
            \(page.icon("down"))</summary>
            <div class="stack close"><form class="stack close" method="post" action="\(base)/\(one.id)/names" \
            novalidate>\(page.csrf)
            <div class="field"><label for="\(field)">\(page(OwnPasskeyTexts.name))</label><div class="row">\
            <input class="input" id="\(field)" name="name" value="\(one.name)" \
            maxlength="\(OwnPasskey.nameLengthMax)" required\(wrong)>\
            <button class="btn small" type="submit">\(page(OwnPasskeyTexts.rename))</button></div>\
            \(sheet.error(field, error))</div></form>
            \(sheet.begin("\(PasskeyRoutes.path)/\(one.id)/removals", page(OwnPasskeyTexts.remove), "quiet small"))\
            </div></details></div></li>
            """
    }

    func add(_ check: String, csrf: String) -> HTML {
        sheet.document(
            OwnPasskeyTexts.title, back: PasskeyRoutes.path,
            """
            <section class="card stack" aria-labelledby="add"><h1 id="add">\(page(OwnPasskeyTexts.add))</h1>
            <p class="small soft">\(page(OwnPasskeyTexts.how))</p>
            <passkey-button data-mode="create" data-options-url="\(base)/options?check=\(check)" \
            data-answer-url="\(base)/answers?check=\(check)" data-csrf="\(csrf)" \
            data-cancelled="\(page(OwnPasskeyTexts.cancelled))" data-known="\(page(OwnPasskeyTexts.known))" \
            data-failed="\(page(OwnPasskeyTexts.refused))">
            <p class="small soft" data-part="missing">\(page(OwnPasskeyTexts.unknown))</p>
            <button class="btn primary wide" type="button" \
            hidden>\(page.icon("finger"))\(page(OwnPasskeyTexts.go))</button>
            <p class="error" role="alert" hidden></p></passkey-button></section>
            """, scripts: ["passkey.js"])
    }

    func sure(_ one: OwnPasskey, _ check: String) -> HTML {
        sheet.document(
            OwnPasskeyTexts.remove, back: PasskeyRoutes.path,
            """
            <form class="card stack" method="post" action="\(base)/\(one.id)/removals" aria-labelledby="sure">
            <h1 id="sure">\(OwnPasskeyTexts.sure(page.language, ["name": one.name]))</h1>\(page.csrf)
            <input type="hidden" name="check" value="\(check)">
            <p class="small soft">\(page(OwnPasskeyTexts.removeMeans))</p>
            <button class="btn danger wide" type="submit">\(page(OwnPasskeyTexts.remove))</button>
            <a class="btn quiet wide" href="\(base)">\(page(TwoFactorTexts.leave))</a></form>
            """)
    }
}

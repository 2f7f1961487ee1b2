import Terms
import Web

/// Ways in and out: where strangers begin, and where who has no second factor any more goes on.
extension CheckPages {
    func start(_ purpose: Purpose, contact: String, refusal: Refusal?) -> HTML {
        let title = page(CheckTexts.title(purpose))
        return page.document(
            title: title, tab: .wallet, back: "/signin", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                \(startForm(purpose, contact: contact, refusal: refusal))
                </div></main>
                """)
    }

    /// The form alone, for pages that say more around it.
    func startForm(_ purpose: Purpose, contact: String = "", refusal: Refusal? = nil, button: Text = CheckTexts.start)
        -> HTML
    {
        let attributes: HTML = """
            autocomplete="username" autocapitalize="none" spellcheck="false" value="\(contact)"
            """
        return """
            <form class="card stack" method="post" action="\(page.base)/checks" aria-labelledby="start">
            <h1 id="start">\(page(CheckTexts.title(purpose)))</h1>
            <input type="hidden" name="purpose" value="\(purpose.rawValue)">\(page.csrf)
            \(field("contact", CheckTexts.contact, refusal, attributes))
            <button class="btn primary wide" type="submit">\(page(button))</button></form>
            """
    }

    /// Below a check that only a second factor passes.
    func lost(_ view: View) -> HTML {
        guard view.takesFactor, view.check.expiresAt > page.now else { return .empty }
        return """
            <a class="btn quiet wide" target="_top" href="\(page.base)\(LostFactorRoutes.path)">\
            \(page(LostFactorTexts.question))</a>
            """
    }
}

extension CheckPages.View {
    /// Whether a second factor is asked for that nothing replaces, and none was given.
    var takesFactor: Bool {
        let asks: (Set<Proof>) -> Bool = {
            $0.isSubset(of: Proof.secondFactors) && !$0.isDisjoint(with: means) && $0.isDisjoint(with: check.given)
        }
        guard check.state == .open, !check.isStranger else { return false }
        return check.purpose == .signIn || check.policy(means).musts.contains(where: asks)
    }
}

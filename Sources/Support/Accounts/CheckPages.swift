import Terms
import Web

/// One proof at a time: what is asked for, what is done, and another way.
struct CheckPages {
    let page: Page

    struct View {
        let check: IdentityCheck
        let means: Set<Proof>
        let customer: Customer?
        let by: Proof?
        let refusal: Refusal?
        var questions: RecentTransactions?
        /// What was typed as the account, when it has to be typed again.
        var typed = ""

        var open: [Proof] { check.state == .open ? check.open(means) : [] }
        /// What was chosen, else what nothing replaces, else the first that is offered.
        var current: Proof? {
            let musts = check.policy(means).musts.filter {
                !$0.isDisjoint(with: means) && $0.isDisjoint(with: check.given)
            }
            return by.flatMap { open.contains($0) ? $0 : nil }
                ?? open.first { proof in musts.contains { $0.contains(proof) } } ?? open.first
        }
    }

    // MARK: - Fields

    /// A label, an input and what is wrong with it.
    func field(_ name: String, _ label: Text, _ refusal: Refusal?, _ attributes: HTML) -> HTML {
        let error = refusal?.fields[name]
        let wrong: HTML = error == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
        return """
            <div class="field"><label for="\(name)">\(page(label))</label>\
            <input class="input" id="\(name)" name="\(name)" required \(attributes)\(wrong)>\
            \(self.error(name, error))</div>
            """
    }

    func error(_ name: String, _ text: Text?) -> HTML {
        text.map {
            "<p class=\"error\" id=\"\(name)-error\" role=\"alert\">\(page.icon("alert"))<span>\(page($0))</span></p>"
        } ?? .empty
    }

    // MARK: - The check

    func check(_ view: View) -> HTML {
        let title = page(CheckTexts.title(view.check.purpose))
        return page.document(
            title: title, tab: view.check.purpose == .agent ? .chat : .wallet, back: back(view.check), heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow slim stack wide">
                <section class="card stack" aria-labelledby="check"\(view.check.isOver ? " data-check-over" : "")>\
                <div class="stack close">\
                <h1 id="check">\(title)</h1>\
                \(done(view))</div>
                \(body(view))</section>
                \(others(view))\(lost(view))
                <p class="small soft">\(page.icon("shield-check", inline: true)) \(page(CheckTexts.why))</p>
                </div></main>
                """, scripts: view.open.contains(.passkey) ? ["passkey.js"] : [])
    }

    private func back(_ check: IdentityCheck) -> String {
        guard check.purpose == .agent, let conversation = check.conversation else { return "/signin" }
        return "/chat/\(conversation)"
    }

    private func done(_ view: View) -> HTML {
        let given = view.check.steps.filter { $0.state == .given }
        if given.isEmpty { return .empty }
        let more: HTML =
            view.check.state == .open ? "<p class=\"small soft\">\(page(CheckTexts.more))</p>" : .empty
        return """
            <ul class="checks">\(given.html { step in
                """
                <li>\(page.icon("check-circle"))<span>\(page(CheckTexts.name(step.proof)))　\
                \(page(CheckTexts.done))</span></li>
                """
            })</ul>\(more)
            """
    }

    private func body(_ view: View) -> HTML {
        if view.check.state == .passed || view.check.state == .used {
            let text = view.check.purpose == .agent ? CheckTexts.passedInChat : CheckTexts.passed
            return "<p role=\"status\">\(page(text))</p>" + toChat(view.check) + goOn(view)
        }
        guard view.check.state == .open, view.check.expiresAt > page.now else { return over(CheckTexts.over) }
        if view.check.isNameless { return whichAccount(view) }
        guard view.check.canPass(view.means) else { return over(CheckTexts.nothingLeft) }
        guard let proof = view.current else { return over(CheckTexts.nothingLeft) }
        let general: HTML =
            view.refusal.flatMap { $0.fields.isEmpty ? $0.text : nil }.map { error("answer", $0) } ?? .empty
        if proof.isCode { return code(proof, view) + general }
        if proof == .passkey { return passkey(view) + general }
        if proof == .transactions { return transactions(view) + general }
        return form(proof, view, typed(proof, view)) + general
    }

    /// Without the script the form is a page of its own, and leads back.
    private func toChat(_ check: IdentityCheck) -> HTML {
        guard check.purpose == .agent, !page.isFramed else { return .empty }
        return "<a class=\"btn primary wide\" href=\"\(page.base)\(back(check))\">\(page(CheckTexts.backToChat))</a>"
    }

    /// A server that stopped between the proof and the act leaves the act to be done by hand.
    private func goOn(_ view: View) -> HTML {
        if view.check.purpose == .agent { return .empty }
        guard view.check.state == .passed else {
            return "<a class=\"btn wide\" target=\"_top\" href=\"\(page.base)/signin\">\(page(PageTexts.signIn))</a>"
        }
        return """
            <form method="post" action="\(action(view, "outcomes"))">\
            <button class="btn primary wide" type="submit">\(page(CheckTexts.go))</button></form>
            """
    }

    private func whichAccount(_ view: View) -> HTML {
        let attributes: HTML = """
            autocomplete="username" autocapitalize="none" spellcheck="false" autofocus value="\(view.typed)"
            """
        return """
            <form class="stack" method="post" action="\(action(view, "contacts"))">
            <p class="small soft">\(page(CheckTexts.whichAccount))\(page(CheckTexts.whichAccountHint))</p>
            \(field("contact", CheckTexts.contact, view.refusal, attributes))
            <button class="btn primary wide" type="submit">\(page(CheckTexts.start))</button></form>
            """
    }

    private func over(_ text: Text) -> HTML {
        """
        <p role="alert">\(page(text))</p><div class="btns"><a class="btn primary grow" target="_top" \
        href="\(page.base)/chat">\(page.icon("chat"))\(page(PageTexts.toChat))</a>\
        <a class="btn grow" target="_top" href="\(page.base)/contact">\(page.icon("phone"))\
        \(page(PageTexts.contact))</a></div>
        """
    }

    private var frame: HTML { page.isFramed ? "?frame=1" : "" }
    private func action(_ view: View, _ path: String) -> HTML {
        "\(page.base)/checks/\(view.check.id)/\(path)\(frame)"
    }

    private func code(_ proof: Proof, _ view: View) -> HTML {
        let own = proof == .phoneCode ? view.customer?.phone : view.customer?.email
        let isTyped = view.check.isStranger || view.check.customer == nil || view.check.purpose == .newContact
        let address =
            isTyped
            ? Contact(view.check.contact)?.masked ?? ""
            : proof == .phoneCode ? Mask.phone(own) : Mask.email(own)
        let isSent = view.check.step(proof)?.sent ?? 0 > 0
        let send: HTML = """
            <form method="post" action="\(action(view, "codes"))">\
            <input type="hidden" name="by" value="\(proof.rawValue)">\
            <button class="btn \(isSent ? "quiet small" : "primary wide")" type="submit">\(isSent
                ? page(CheckTexts.sendAgain) : CheckTexts.sendTo(page.language, ["address": address]))</button></form>
            """
        if !isSent { return send }
        let sent = view.check.isStranger ? CheckTexts.sentTo : CheckTexts.sentSurely
        let input: HTML = """
            <input class="input code-input" id="answer" name="answer" inputmode="numeric" \
            autocomplete="one-time-code" maxlength="12" required autofocus\(invalid(view))>
            """
        return """
            <p class="small soft" role="status">\(sent(page.language, ["address": address]))</p>
            \(form(proof, view, input))
            \(send)<p class="tiny muted">\(page(CheckTexts.notReceived))</p>
            """
    }

    private func typed(_ proof: Proof, _ view: View) -> HTML {
        let kind: HTML =
            switch proof {
            case .password: "type=\"password\" autocomplete=\"current-password\""
            case .paymentPassword: "type=\"password\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"6\""
            case .oneTimePassword: "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\""
            case .recoveryCode:
                "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"20\""
            default: "inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"12\""
            }
        return "<input class=\"input\" id=\"answer\" name=\"answer\" \(kind) required autofocus\(invalid(view))>"
    }

    private func invalid(_ view: View) -> HTML {
        view.refusal?.fields["answer"] == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"answer-error\""
    }

    private func form(_ proof: Proof, _ view: View, _ input: HTML) -> HTML {
        """
        <form class="stack" method="post" action="\(action(view, "proofs"))">
        <input type="hidden" name="by" value="\(proof.rawValue)">
        <div class="field"><label for="answer">\(page(CheckTexts.name(proof)))</label>\(input)\
        \(error("answer", view.refusal?.fields["answer"]))</div>
        \(go(view))</form>
        """
    }

    /// What pressing it does; stopping everything is said and coloured so.
    private func go(_ view: View) -> HTML {
        guard view.check.purpose == .freeze else {
            return "<button class=\"btn primary wide\" type=\"submit\">\(page(CheckTexts.go))</button>"
        }
        return """
            <button class="btn danger wide" type="submit">\(page.icon("lock"))\(page(FreezeTexts.now))</button>
            """
    }

    private func passkey(_ view: View) -> HTML {
        """
        <passkey-button data-mode="get" data-options-url="\(action(view, "passkeys"))" \
        data-answer-url="\(action(view, "passkeys/answers"))" data-cancelled="\(page(CheckTexts.passkeyCancelled))" \
        data-failed="\(page(CheckTexts.passkeyFailed))">\
        <p class="small soft" data-part="missing">\(page(CheckTexts.noPasskey))</p>\
        <button class="btn primary wide" type="button" hidden>\(page.icon("finger"))\
        \(page(CheckTexts.usePasskey))</button><p class="error" role="alert" hidden></p>\
        </passkey-button>
        """
    }

    private func transactions(_ view: View) -> HTML {
        guard let questions = view.questions else {
            return """
                <form method="post" action="\(action(view, "codes"))">\
                <input type="hidden" name="by" value="transactions">\
                <button class="btn primary wide" type="submit">\(page(CheckTexts.name(.transactions)))</button></form>
                """
        }
        let asked = questions.questions.enumerated().html { index, question -> HTML in
            let text =
                question.about == .party
                ? page(CheckTexts.whichParty) : CheckTexts.whichAmount(page.language, ["place": question.place])
            return """
                <fieldset class="field"><legend>\(text)</legend><div class="choices">\
                \(question.options.enumerated().html { number, option in
                    """
                    <label class="choice"><input type="radio" name="q\(index)" value="\(number)" required>\
                    <span>\(option)</span></label>
                    """
                })</div></fieldset>
                """
        }
        return """
            <form class="stack" method="post" action="\(action(view, "proofs"))">
            <input type="hidden" name="by" value="transactions">\(asked)\
            \(error("answer", view.refusal?.fields["answer"]))
            <button class="btn primary wide" type="submit">\(page(CheckTexts.go))</button></form>
            """
    }

    private func others(_ view: View) -> HTML {
        let rest = view.open.filter { $0 != view.current }
        if rest.isEmpty || view.check.expiresAt <= page.now || !view.check.canPass(view.means) { return .empty }
        return """
            <section class="card flush" aria-labelledby="others"><div class="card-head"><h2 id="others">\
            \(page(CheckTexts.otherWays))</h2></div><ul class="rows">\(rest.html { proof in
                """
                <li><a class="item" href="\(page.base)/checks/\(view.check.id)?by=\(proof.rawValue)\
                \(page.isFramed ? "&amp;frame=1" : "")"><span class="grow">\(page(CheckTexts.name(proof)))</span>\
                \(page.icon("right"))</a></li>
                """
            })</ul></section>
            """
    }
}

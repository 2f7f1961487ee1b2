import Terms
import Web

extension SecurityPages {
    private struct Entry {
        let icon: String
        let title: Text
        let path: String
        let sub: String
        var badge: (tone: String, icon: String, text: Text)?
    }

    /// Everything that can be set, each with its state.
    func entries(_ view: View) -> HTML {
        """
        <section class="card flush" aria-labelledby="all"><div class="card-head"><h2 id="all">\
        \(page(SecurityTexts.all))</h2></div><ul class="rows">\(list(view).html { entry in
            let badge = entry.badge.map(drawn) ?? .empty
            return """
                <li><a class="item" href="\(page.base)\(entry.path)"><span class="glyph">\
                \(page.icon(entry.icon))</span>\
                <span class="grow">\(page(entry.title))<span class="sub">\(entry.sub)</span></span>\(badge)\
                \(page.icon("right"))</a></li>
                """
        })</ul></section>
        """
    }

    private func drawn(_ badge: (tone: String, icon: String, text: Text)) -> HTML {
        if badge.tone.isEmpty { return "<span class=\"badge\">\(page(badge.text))</span>" }
        return "<span class=\"badge\" data-tone=\"\(badge.tone)\">\(page.icon(badge.icon))\(page(badge.text))</span>"
    }

    private static let on = (tone: "ok", icon: "check", text: SecurityTexts.on)
    private static let inUse = (tone: "ok", icon: "check", text: SecurityTexts.inUse)
    private static let missing = (tone: "warn", icon: "alert", text: SecurityTexts.missing)
    private static let off = (tone: "", icon: "", text: SecurityTexts.off)

    private func list(_ view: View) -> [Entry] {
        let (customer, facts) = (view.customer, view.checkUp.facts)
        return [
            Entry(
                icon: "finger", title: OwnPasskeyTexts.title, path: PasskeyRoutes.path,
                sub: facts.passkeys > 0
                    ? SecurityTexts.passkeys(page.language, ["count": String(facts.passkeys)])
                    : page(SecurityTexts.passkeySub),
                badge: facts.passkeys > 0 ? Self.on : Self.off),
            Entry(
                icon: "key", title: TwoFactorTexts.title, path: TwoFactorRoutes.path,
                sub: facts.hasTwoFactor
                    ? SecurityTexts.codesLeft(page.language, ["count": String(facts.recoveryCodesLeft)])
                    : page(SecurityTexts.twoFactorSub),
                badge: facts.hasTwoFactor ? Self.on : Self.off),
            Entry(
                icon: "lock", title: PaymentPasswordTexts.label, path: "/account/payment-password",
                sub: facts.paymentPasswordChangedAt.map { since($0) } ?? page(SecurityTexts.digitsSub),
                badge: facts.paymentPasswordChangedAt == nil ? Self.missing : Self.on),
            Entry(
                icon: "shield", title: PasswordChangeTexts.title, path: "/account/password",
                sub: since(facts.passwordChangedAt)),
            Entry(
                icon: "phone", title: ContactChangeTexts.title(.phone), path: "/account/phone",
                sub: customer.phone.map { Mask.phone($0) } ?? page(ContactChangeTexts.none),
                badge: customer.phone == nil ? Self.missing : Self.inUse),
            Entry(
                icon: "mail", title: ContactChangeTexts.title(.email), path: "/account/email",
                sub: customer.email.map { Mask.email($0) } ?? page(ContactChangeTexts.none),
                badge: customer.email == nil ? Self.missing : Self.inUse),
            Entry(
                icon: "device", title: SecurityTexts.devices, path: "/security/devices",
                sub: facts.devices > 0
                    ? SecurityTexts.deviceCount(page.language, ["count": String(facts.devices)])
                    : page(SecurityTexts.devicesSub)),
            Entry(icon: "coin", title: LimitTexts.title, path: LimitRoutes.path, sub: page(SecurityTexts.limitsSub)),
            Entry(
                icon: "user", title: OwnDetailTexts.title, path: "/account/details",
                sub: page(SecurityTexts.detailsSub)),
        ]
    }

    private func since(_ moment: Moment) -> String {
        SecurityTexts.setAt(page.language, ["time": page.clock.date(moment)])
    }
}

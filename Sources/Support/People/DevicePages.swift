import Terms
import Web

struct DevicePages {
    let page: Page

    /// The own one first, whenever it was used last.
    func list(_ sessions: [OwnSession], this: SessionID?, done said: Text?) -> HTML {
        let title = page(DeviceTexts.title)
        let sorted = sessions.filter { $0.id == this } + sessions.filter { $0.id != this }
        let done: HTML =
            said.map { text in
                """
                <div class="banner" data-tone="ok" role="status">\(page.icon("check-circle"))<div>\
                \(page(text))</div></div>
                """
            } ?? .empty
        return page.document(
            title: title, tab: .wallet, back: "/security", heading: title,
            main: """
                <main id="main" class="wrap"><div class="narrow stack wide">
                <div class="stack close"><h1>\(title)</h1><p class="small soft">\(page(DeviceTexts.lead))</p></div>
                \(done)
                <section class="card flush" aria-label="\(title)"><ul class="rows">\
                \(sorted.html { row($0, isThis: $0.id == this) })</ul></section>
                \(others(count: sessions.count { $0.id != this }))
                </div></main>
                """)
    }

    private func row(_ session: OwnSession, isThis: Bool) -> HTML {
        let name = session.agentText.isEmpty ? page(DeviceTexts.unknown) : session.agentText
        let clock = page.clock
        let end: HTML =
            isThis
            ? "<span class=\"badge\" data-tone=\"ok\">\(page.icon("check"))\(page(DeviceTexts.this))</span>"
            : """
            <form method="post" action="\(page.base)/security/devices/\(session.id)/endings">\(page.csrf)\
            <button class="btn small" type="submit" \
            aria-label="\(DeviceTexts.endNamed(page.language, ["device": name]))">\(page(DeviceTexts.end))\
            </button></form>
            """
        return """
            <li class="item"><span class="glyph">\(page.icon("device"))</span>\
            <span class="grow"><b class="strong">\(name)</b>\
            <span class="sub">\(DeviceTexts.seen(page.language, ["time": clock.day(session.seenAt)]))</span>\
            <span class="sub num">\(DeviceTexts.signedIn(page.language, ["time": clock.day(session.createdAt)]))　\
            \(session.address)</span></span>\(end)</li>
            """
    }

    private func others(count: Int) -> HTML {
        if count == 0 { return "<p class=\"small soft\">\(page(DeviceTexts.onlyThis))</p>" }
        return """
            <form method="post" action="\(page.base)/security/devices/endings">\(page.csrf)\
            <button class="btn wide" type="submit">\(page(DeviceTexts.endOthers))</button></form>
            """
    }
}

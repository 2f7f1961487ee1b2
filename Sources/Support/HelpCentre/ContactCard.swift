import Terms
import Web

/// Every way to reach the brand, with its hours, expected answer and charges, as it stands right now.
struct ContactCard {
    let page: Page
    var title = HelpTexts.contact
    /// Above it stands how long the chat takes right now: then what was promised for it in general is left out.
    var isBelowAdvice = false

    var card: HTML {
        let ways = page.brand.channels.filter { $0.kind != .emergency }
        return """
            <section class="card" aria-labelledby="contact"><div class="card-head"><h2 id="contact">\
            \(page(title))</h2>\
            <span class="tiny muted">\(page.clock.time(page.now))</span></div>
            <ul class="rows ways">\(ways.html(way))</ul>
            \(busyHint)\(emergency)</section>
            """
    }

    private func way(_ channel: ContactChannel) -> HTML {
        let isOpen = channel.isOpen(at: page.now, in: page.brand.timeZone)
        return """
            <li class="row start"><span class="glyph">\(page.icon(HelpTexts.channelIcon(channel.kind)))</span>
            <div class="grow"><b class="strong">\
            \(page(HelpTexts.channel(channel.kind)))</b> \(badge(channel, isOpen))<br>
            \(address(channel))\(reply(channel))<span class="tiny muted">\(hours(channel))\(extra(channel))</span>\
            </div>\(button(channel))</li>
            """
    }

    private func badge(_ channel: ContactChannel, _ isOpen: Bool) -> HTML {
        if !isOpen { return "<span class=\"badge\">\(page(HelpTexts.closedNow))</span>" }
        if channel.isBusy(at: page.now, in: page.brand.timeZone) {
            return "<span class=\"badge\" data-tone=\"warn\">\(page.icon("clock"))\(page(HelpTexts.busyNow))</span>"
        }
        if channel.kind == .chat, !isBelowAdvice {
            return "<span class=\"badge\" data-tone=\"ok\">\(page.icon("bolt"))\(page(HelpTexts.fastest))</span>"
        }
        return channel.kind == .phone || channel.kind == .chat
            ? "<span class=\"badge\" data-tone=\"ok\">\(page.icon("check"))\(page(HelpTexts.openNow))</span>" : .empty
    }

    private func address(_ channel: ContactChannel) -> HTML {
        channel.address.isEmpty ? .empty : "<span class=\"small num\">\(channel.address)</span><br>"
    }

    private func reply(_ channel: ContactChannel) -> HTML {
        if isBelowAdvice, channel.kind == .chat { return .empty }
        return switch channel.reply {
        case .minutes(let least, let most):
            "<span class=\"small soft\">\(HelpTexts.inMinutes(page.language, ["range": "\(least)–\(most)"]))</span><br>"
        case .workingDays(let least, let most):
            "<span class=\"small soft\">"
                + "\(HelpTexts.inWorkingDays(page.language, ["range": "\(least)–\(most)"]))</span><br>"
        case .unstated: .empty
        }
    }

    private func hours(_ channel: ContactChannel) -> HTML {
        if channel.hours.isEmpty { return HTML(page(HelpTexts.roundTheClock)) }
        return channel.hours.html { "<span class=\"nb\">\(page(HelpTexts.days($0.daysName))) \($0.timesText)</span> " }
    }

    private func extra(_ channel: ContactChannel) -> HTML {
        let parts = [channel.charge, channel.note].compactMap { $0 }
        return parts.html { "<br>\(page($0))" }
    }

    private func button(_ channel: ContactChannel) -> HTML {
        switch channel.kind {
        case .chat: "<a class=\"btn small\" href=\"\(page.base)/chat\">\(page(HelpTexts.goChat))</a>"
        case .phone:
            "<a class=\"btn small\" "
                + "href=\"tel:\(channel.address.filter { $0.isNumber || $0 == "+" })\">\(page(HelpTexts.call))</a>"
        case .form: "<a class=\"btn small\" href=\"\(page.base)/tickets/new\">\(page(HelpTexts.fillIn))</a>"
        case .email: "<a class=\"btn small\" href=\"mailto:\(channel.address)\">\(page(HelpTexts.write))</a>"
        default: .empty
        }
    }

    private var busyHint: HTML {
        guard let phone = page.brand.channels.first(where: { $0.kind == .phone }), !phone.busy.isEmpty else {
            return .empty
        }
        let times = phone.busy.map { "\($0.lowerBound / 60):00–\($0.upperBound / 60):00" }.joined(
            separator: page.language == .en ? " and " : "、")
        return "<p class=\"tiny muted calm\">\(HelpTexts.busyHours(page.language, ["times": times]))</p>"
    }

    private var emergency: HTML {
        guard let line = page.brand.channels.first(where: { $0.kind == .emergency }) else { return .empty }
        return """
            <div class="banner" data-tone="danger">\(page.icon("lock"))<div><strong>\(page(HelpTexts.stolen))</strong>\
            <br>\
            \(page(HelpTexts.stolenCall)) <a class="nb num" \
            href="tel:\(line.address.filter { $0.isNumber || $0 == "+" })">\(line.address)</a><br>\
            <a href="\(page.base)/freeze">\(page(FreezeTexts.title))</a></div></div>
            """
    }
}

import Terms
import Web

/// The advice on the contact page, and the line under “talk to a person”.
struct ChannelAdvicePages {
    let page: Page
    let queue: ChannelAdvice.Queue

    private func advice(_ urgency: ChannelAdvice.Urgency) -> ChannelAdvice {
        ChannelAdvice(urgency, brand: page.brand, queue: queue, now: page.now)
    }

    /// Four kinds of matters, each with what fits it best at this moment.
    var card: HTML {
        """
        <section class="card" aria-labelledby="advice"><div class="card-head"><h2 id="advice">\
        \(page(ChannelAdviceTexts.title))</h2><span class="tiny muted">\(page.clock.time(page.now))</span></div>
        <ul class="rows ways">\(ChannelAdvice.Urgency.allCases.html { row(advice($0)) })</ul></section>
        """
    }

    private func row(_ advice: ChannelAdvice) -> HTML {
        // Of what is closed the best is named, with when it opens.
        let named = advice.others.filter(\.isOpen).prefix(2) + advice.others.filter { !$0.isOpen }.prefix(1)
        let others = named.map {
            "\(page(ChannelAdviceTexts.name($0)))（\(ChannelAdviceTexts.wait($0, page.clock))）"
        }.joined(separator: page(ChannelAdviceTexts.between))
        let or: HTML =
            others.isEmpty
            ? .empty
            : """
            <span class="tiny muted block">\
            \(ChannelAdviceTexts.or(page.language, ["ways": bracketed(others)]))</span>
            """
        let tone: HTML = advice.urgency == .stolen ? " data-tone=\"danger\"" : ""
        return """
            <li class="row start"\(tone)><span class="glyph">\
            \(page.icon(ChannelAdviceTexts.icon(advice.urgency)))</span>
            <div class="grow"><span class="small soft block">\(page(ChannelAdviceTexts.urgency(advice.urgency)))</span>\
            <b class="strong">\(page(ChannelAdviceTexts.name(advice.best)))</b> <span class="small soft">\
            \(ChannelAdviceTexts.wait(advice.best, page.clock))</span>\(or)</div>\(button(advice.best))</li>
            """
    }

    /// Brackets as the language has them.
    private func bracketed(_ text: String) -> String {
        page.language == .en ? text.replacing("（", with: " (").replacing("）", with: ")") : text
    }

    private func button(_ way: ChannelAdvice.Way) -> HTML {
        func call(_ kind: ContactChannel.Kind) -> HTML {
            let number = page.brand.channels.first { $0.kind == kind }?.address.filter { $0.isNumber || $0 == "+" }
            return "<a class=\"btn small\" href=\"tel:\(number ?? "")\">\(page(HelpTexts.call))</a>"
        }
        return switch way.kind {
        case nil, .chat: "<a class=\"btn small\" href=\"\(page.base)/chat\">\(page(HelpTexts.goChat))</a>"
        case .phone: call(.phone)
        case .emergency: call(.emergency)
        case .form: "<a class=\"btn small\" href=\"\(page.base)/tickets/new\">\(page(HelpTexts.fillIn))</a>"
        default: .empty
        }
    }

    /// What asking for a person means right now, before it is asked.
    var beforePerson: HTML {
        guard let channel = advice(.blocked).chat else { return .empty }
        let words =
            if case .closed(let at?) = channel.wait {
                ChannelAdviceTexts.assistantNow(page.language, ["time": ChannelAdviceTexts.coming(at, page.clock)])
            } else {
                ChannelAdviceTexts.toPerson(
                    page.language, ["wait": ChannelAdviceTexts.wait(channel, page.clock)])
            }
        return "<span class=\"tiny muted\">\(words)</span>"
    }
}

extension ChannelAdvice {
    fileprivate var chat: Way? { ([best] + others).first { $0.kind == .chat } }
}

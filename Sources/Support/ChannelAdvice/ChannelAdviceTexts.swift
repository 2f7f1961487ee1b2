import Terms

enum ChannelAdviceTexts {
    static let title = Text("现在怎么找我们最合适", "現在怎麼找我們最合適", "The best way to reach us now")
    static let assistant = Text("AI 助手", "AI 助理", "AI assistant")
    static let now = Text("马上", "馬上", "at once")
    static let busy = Text("正值高峰", "正值高峰", "busy now")
    static let waiting = Text("{count} 人在排队", "{count} 人在排隊", "{count} waiting")
    static let measured = Text(
        "约 {minutes} 分钟，按最近几小时的实际等候", "約 {minutes} 分鐘，按最近幾小時的實際等候",
        "about {minutes} min, as measured in the last hours")
    static let promised = Text("约 {range} 分钟", "約 {range} 分鐘", "about {range} min")
    static let workingDays = Text("{range} 个工作日内回复", "{range} 個工作日內回覆", "answer within {range} working days")
    static let opens = Text("{time} 上班", "{time} 上班", "opens {time}")
    static let closed = Text("现在休息", "現在休息", "closed now")
    static let or = Text("也可以：{ways}", "也可以：{ways}", "Or: {ways}")
    static let toPerson = Text("转人工：{wait}", "轉人工：{wait}", "A person: {wait}")
    static let assistantNow = Text(
        "客服现在休息，{time} 上班；AI 助手随时都在。", "客服現在休息，{time} 上班；AI 助理隨時都在。",
        "Our people are off duty and back {time}; the assistant is here at any time.")
    static let between = Text("；", "；", "; ")

    static func urgency(_ urgency: ChannelAdvice.Urgency) -> Text {
        switch urgency {
        case .stolen: Text("账户被盗、钱不是我转的", "帳戶被盜、錢不是我轉的", "Stolen account, money I did not send")
        case .blocked: Text("急着用，现在用不了", "急著用，現在用不了", "I need it now and it does not work")
        case .question: Text("想问一件事", "想問一件事", "I have a question")
        case .papers: Text("事情长、材料多", "事情長、資料多", "A long story, or documents")
        }
    }

    static func icon(_ urgency: ChannelAdvice.Urgency) -> String {
        switch urgency {
        case .stolen: "lock"
        case .blocked: "bolt"
        case .question: "chat"
        case .papers: "doc"
        }
    }

    static func name(_ way: ChannelAdvice.Way) -> Text { way.kind.map(HelpTexts.channel) ?? assistant }

    /// `约 4–8 分钟，3 人在排队`.
    static func wait(_ way: ChannelAdvice.Way, _ clock: Clock) -> String {
        let language = clock.language
        var parts: [String] = []
        switch way.wait {
        case .now: parts.append(now(language))
        case .measured(let minutes): parts.append(measured(language, ["minutes": String(minutes)]))
        case .promised(let least, let most): parts.append(promised(language, ["range": "\(least)–\(most)"]))
        case .workingDays(let least, let most): parts.append(workingDays(language, ["range": "\(least)–\(most)"]))
        case .closed(let at): parts.append(at.map { opens(language, ["time": coming($0, clock)]) } ?? closed(language))
        }
        if way.isOpen, way.isBusy { parts.append(busy(language)) }
        if way.isOpen, way.waiting > 0 { parts.append(waiting(language, ["count": String(way.waiting)])) }
        return parts.joined(separator: language == .en ? ", " : "，")
    }

    /// `明天 7:00`, for what is to come.
    static func coming(_ moment: Moment, _ clock: Clock) -> String {
        let isTomorrow = clock.date(moment) == clock.date(clock.now.adding(seconds: 86_400))
        return isTomorrow ? "\(tomorrow(clock.language)) \(clock.time(moment))" : clock.day(moment)
    }

    private static let tomorrow = Text("明天", "明天", "tomorrow")
}

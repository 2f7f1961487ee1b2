import Terms
import Web

/// `/desk/questions`: what the assistant could not place, each with what it may have meant, to be taught or put aside.
struct UnansweredPages {
    let console: ConsolePages
    let questions: [Unanswered]
    /// What a question can be about: label and name, by name.
    let subjects: [(label: String, name: String)]

    private var language: Language { console.language }

    var main: HTML {
        let list: HTML =
            questions.isEmpty
            ? """
            <div class="card empty">\(console.icon("check-circle"))<b>\(console(UnansweredTexts.none))</b></div>
            """ : UnansweredGroup.groups(of: questions).html(card)
        return """
            <main class="pane board" id="talk" tabindex="-1"><div class="stack wide" id="board" data-region>
            <h1>\(console(UnansweredTexts.title))</h1><p class="soft">\(console(UnansweredTexts.hint))</p>\(list)
            </div></main>
            """
    }

    private func card(_ group: UnansweredGroup) -> HTML {
        let question = group.lead
        let brand = console.desk.brands[question.brand]
        let zone = brand?.timeZone ?? .gmt
        let clock = Clock(zone: zone, now: console.now, language: language)
        let field = "label-\(question.id)"
        let also = group.questions.prefix(ArticleQuestions.questionsMax).map(\.id.text).joined(separator: ",")
        let asked =
            group.people > 1 ? UnansweredTexts.askedBy(language, ["count": String(group.people)]) + "　" : ""
        return """
            <article class="card stack close">\
            <p class="strong lines" lang="\(question.language.tag)">\(question.text)</p>\
            <p class="tiny muted"><i class="dot" data-brand="\(question.brand)"></i>\
            \(brand.map { console($0.name) } ?? question.brand.text)　\(asked)\
            \(clock.day(group.questions[0].askedAt))</p>
            \(others(group))
            <form class="row flow" method="post" action="/desk/questions/\(question.id)/lessons">\
            \(console.csrfField)\(hidden(also))\
            <label class="sr" for="\(field)">\(console(UnansweredTexts.means))</label>\
            <select class="input grow" id="\(field)" name="label" required>\
            <option value="">\(console(UnansweredTexts.means))</option>\(options(question.guess))</select>\
            <button class="btn primary" type="submit">\(console(UnansweredTexts.teach))</button></form>
            <div class="row flow"><a class="btn small" href="/desk/articles/new?brand=\(question.brand)\
            &amp;language_of=\(question.language.tag)&amp;asked=\(also)">\(console.icon("doc"))\
            \(console(UnansweredTexts.write))</a>\
            <form method="post" action="/desk/questions/\(question.id)/dismissals">\(console.csrfField)\(hidden(also))\
            <button class="btn quiet small" type="submit">\(console(UnansweredTexts.putAside))</button></form></div>\
            </article>
            """
    }

    /// What is decided for one is decided for all that ask the same.
    private func hidden(_ also: String) -> HTML { "<input type=\"hidden\" name=\"also\" value=\"\(also)\">" }

    private func others(_ group: UnansweredGroup) -> HTML {
        let others = group.wordings.dropFirst()
        guard !others.isEmpty else { return .empty }
        return """
            <details class="fold"><summary>\
            \(UnansweredTexts.otherWordings(language, ["count": String(others.count)]))\
            \(console.icon("down"))</summary>\
            <ul class="stack close small soft" lang="\(group.lead.language.tag)">\(others.html { "<li>\($0)</li>" })\
            </ul></details>
            """
    }

    private func options(_ guess: String?) -> HTML {
        subjects.html { subject in
            let chosen: HTML = subject.label == guess ? " selected" : .empty
            return "<option value=\"\(subject.label)\"\(chosen)>\(subject.name)</option>"
        }
    }
}

enum UnansweredTexts {
    static let title = Text("没答上的问题", "沒答上的問題", "Unanswered questions")
    static let hint = Text(
        "助手没听懂的话。选出客户的意思，助手马上学会，下次同样的说法就能答；需要新文章的，从这里看得出来。",
        "助理沒聽懂的話。選出客戶的意思，助理馬上學會，下次同樣的說法就能答；需要新文章的，從這裡看得出來。",
        "What the assistant did not understand. Choose what it meant and the assistant knows it at once; where an "
            + "article is missing, it shows here.")
    static let none = Text("都答上了", "都答上了", "Everything was answered")
    static let means = Text("客户的意思是……", "客戶的意思是……", "The customer meant …")
    static let teach = Text("教给助手", "教給助理", "Teach it")
    static let write = Text("写成文章", "寫成文章", "Draft an article")
    static let askedBy = Text("{count} 个人问过", "{count} 個人問過", "{count} people asked this")
    static let otherWordings = Text("另外 {count} 种问法", "另外 {count} 種問法", "{count} other wordings")
    static let putAside = Text("不用学", "不用學", "Put aside")
    static let chooseOne = Text("请选一个意思。", "請選一個意思。", "Please choose what it meant.")
}

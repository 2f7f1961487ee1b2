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
            """ : questions.html(card)
        return """
            <main class="pane board" id="talk" tabindex="-1"><div class="stack wide" id="board" data-region>
            <h1>\(console(UnansweredTexts.title))</h1><p class="soft">\(console(UnansweredTexts.hint))</p>\(list)
            </div></main>
            """
    }

    private func card(_ question: Unanswered) -> HTML {
        let brand = console.desk.brands[question.brand]
        let zone = brand?.timeZone ?? .gmt
        let clock = Clock(zone: zone, now: console.now, language: language)
        let field = "label-\(question.id)"
        return """
            <article class="card stack close">\
            <p class="strong lines" lang="\(question.language.tag)">\(question.text)</p>\
            <p class="tiny muted"><i class="dot" data-brand="\(question.brand)"></i>\
            \(brand.map { console($0.name) } ?? question.brand.text)　\(clock.day(question.askedAt))</p>
            <form class="row flow" method="post" action="/desk/questions/\(question.id)/lessons">\(console.csrfField)\
            <label class="sr" for="\(field)">\(console(UnansweredTexts.means))</label>\
            <select class="input grow" id="\(field)" name="label" required>\
            <option value="">\(console(UnansweredTexts.means))</option>\(options(question.guess))</select>\
            <button class="btn" type="submit">\(console(UnansweredTexts.teach))</button></form>
            <form method="post" action="/desk/questions/\(question.id)/dismissals">\(console.csrfField)\
            <button class="btn quiet small" type="submit">\(console(UnansweredTexts.putAside))</button></form></article>
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
    static let putAside = Text("不用学", "不用學", "Put aside")
    static let chooseOne = Text("请选一个意思。", "請選一個意思。", "Please choose what it meant.")
}

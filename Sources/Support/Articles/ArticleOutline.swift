import Terms

/// The beginning of an article for questions that nobody has answered: what people asked, and the parts that our
/// articles have. Nothing else: what happened and what to do is for the writer to know.
enum ArticleOutline {
    private static let questionsMax = 12

    static func source(_ questions: [Unanswered], _ language: Language) -> ArticleSource {
        let wordings = UnansweredGroup(questions: questions).wordings
        let title = wordings.first ?? ""
        return ArticleSource(
            title: String(title.split(separator: "\n").joined(separator: " ").prefix(ArticleRules.titleLengthMax)),
            questions: wordings.filter { !$0.contains("\n") && $0.count <= ArticleRules.questionLengthMax }
                .prefix(questionsMax).map { $0 },
            body: body(language))
    }

    private static func body(_ language: Language) -> String {
        let heads = [happened, toDo, howLong, whenToAsk].map { "## \($0(language))" }
        return heads.joined(separator: "\n\n\n") + "\n\n" + ask(language)
    }

    private static let happened = Text("这是怎么回事", "這是怎麼回事", "What happened")
    private static let toDo = Text("现在怎么做", "現在怎麼做", "What to do now")
    private static let howLong = Text("要等多久", "要等多久", "How long it takes")
    private static let whenToAsk = Text("什么时候找我们", "什麼時候找我們", "When to ask us")
    private static let ask = Text(
        "照着做了还不行，在聊天里点“转人工”。人工在线时间：{chat_hours}。",
        "照著做了還不行，在聊天裡點「轉人工」。人工線上時間：{chat_hours}。",
        "If that does not help, choose “Talk to a person” in the chat. People are there: {chat_hours}.")
}

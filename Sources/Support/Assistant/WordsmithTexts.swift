import Terms

/// What is said of the language model's part. Text that a model made is marked as such (China's labelling rules for
/// generated content; EU AI Act, Article 50).
enum WordsmithTexts {
    static let worded = Text("由 AI 润色", "由 AI 潤飾", "Worded by AI")
    static let wordedBy = Text("由 AI 润色（{model}）", "由 AI 潤飾（{model}）", "Worded by AI ({model})")
    static let foundBy = Text("文章由 AI 选出（{model}）", "文章由 AI 選出（{model}）", "Article chosen by AI ({model})")
    static let summary = Text("AI 摘要（{model}），请核对", "AI 摘要（{model}），請核對", "Summary by AI ({model}); please check")

    static let translate = Text("翻译", "翻譯", "Translate")
    static let translateDraft = Text("译成{language}看看", "譯成{language}看看", "See it in {language}")
    static let translation = Text("AI 翻译，仅供参考", "AI 翻譯，僅供參考", "Translated by AI, as an aid")
    static let translationUnavailable = Text(
        "暂时翻译不了，原文还在。请过一会儿再试，或者直接看原文。", "暫時無法翻譯，原文還在。請過一會兒再試，或者直接看原文。",
        "It cannot be translated right now; the text is still there. Try again in a while, or read it as it is.")
    static let nothingToTranslate = Text("请先写下要翻译的话。", "請先寫下要翻譯的話。", "Write what is to be translated first.")
    static let chinese = Text("中文", "中文", "Chinese")
    static let english = Text("英语", "英文", "English")
}

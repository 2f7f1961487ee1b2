/// Money that somebody else moves goes before everything else: these words are enough, whatever a model thinks.
enum Theft {
    static func isSaid(in text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }

    private static let words = [
        "不是我付", "不是我本人", "不是我操作", "不是我转", "不是我轉", "我没付过", "我沒付過", "没有付过这笔", "盗刷", "盜刷", "被盗", "被盜",
        "not me", "wasn't me", "wasn’t me", "never made this", "didn't make this", "did not make this", "unauthorised",
        "unauthorized", "stolen",
    ]
}

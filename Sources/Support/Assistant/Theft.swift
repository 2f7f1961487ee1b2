/// Money that somebody else moves goes before everything else: these words are enough, whatever a model thinks.
enum Theft {
    static func isSaid(in text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { word in text.ranges(of: word).contains { isWhole($0, in: text) } }
    }

    /// “not me” is not in “cannot message”. Chinese has no such ends.
    private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        func isLetter(_ character: Character?) -> Bool { character.map { $0.isASCII && $0.isLetter } ?? false }
        guard isLetter(text[range].first) else { return true }
        let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : nil
        let after = range.upperBound < text.endIndex ? text[range.upperBound] : nil
        return !isLetter(before) && !isLetter(after)
    }

    private static let words = [
        "不是我付", "不是我本人", "不是我操作", "不是我转", "不是我轉", "我没付过", "我沒付過", "没有付过这笔", "盗刷", "盜刷", "被盗", "被盜",
        "not me", "wasn't me", "wasn’t me", "never made this", "didn't make this", "did not make this", "unauthorised",
        "unauthorized", "stolen",
    ]
}

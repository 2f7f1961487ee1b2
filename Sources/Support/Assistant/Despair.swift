/// Somebody who speaks of ending their life is not asked about payments: calm words, where help is, and a person at
/// once.
enum Despair {
    static func isSaid(in text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }

    private static let words = [
        "不想活", "想自杀", "想自殺", "要自杀", "要自殺", "自杀算了", "自殺算了", "活不下去", "想死", "去死算了", "不如死了", "结束生命", "結束生命",
        "轻生", "輕生", "活着没意思", "活著沒意思", "不想活着", "不想活著", "活够了", "活夠了", "想跳楼", "要跳楼", "去跳楼", "想跳樓", "要跳樓", "了结自己", "了結自己",
        "kill myself", "suicide", "suicidal", "end my life", "want to die", "don't want to live",
        "don’t want to live", "take my own life",
    ]
}

/// The numbers that a text says in words, in Chinese or English: 三天 and “three days” are both 3.
enum NumberWords {
    static func values(in text: String) -> Set<Int> {
        chinese(Array(text)).union(english(text.lowercased()))
    }

    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1,
        "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    private static let units: [Character: Int] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000,
        "億": 100_000_000,
    ]
    /// What a single numeral counts; without it 一 is in 一般, 三 in 再三.
    private static let counted = "天日号號月年周週小时時分钟鐘秒个個笔筆次元块塊圆圓毛角点點倍折成张張条條位人岁歲"
    /// 一个, 一次 are articles rather than numbers.
    private static let countedOnce = "天日月年周週小时時分秒元块塊圆圓"

    private static func chinese(_ signs: [Character]) -> Set<Int> {
        var (values, at) = (Set<Int>(), 0)
        while at < signs.count {
            let start = at
            while at < signs.count, digits[signs[at]] != nil || units[signs[at]] != nil { at += 1 }
            guard at > start else {
                at += 1
                continue
            }
            let run = signs[start..<at]
            let next: Character = at < signs.count ? signs[at] : " "
            let isOrdinal = start > 0 && signs[start - 1] == "第"
            if run.count == 1, isOrdinal || !(run.first == "一" ? countedOnce : counted).contains(next) { continue }
            if run == ["万", "一"] || run == ["萬", "一"] || run == ["一", "一"] { continue }
            values.insert(value(run))
        }
        return values
    }

    private static func value(_ run: ArraySlice<Character>) -> Int {
        guard run.contains(where: { units[$0] != nil }) else {
            return run.reduce(0) { ($0 &* 10) &+ (digits[$1] ?? 0) }
        }
        var (total, part, digit) = (0, 0, 0)
        for sign in run {
            if let unit = units[sign] {
                if unit >= 10_000 {
                    total = (total &+ part &+ digit) &* unit
                    (part, digit) = (0, 0)
                } else {
                    part = part &+ max(1, digit) &* unit
                    digit = 0
                }
            } else {
                digit = digits[sign] ?? 0
            }
        }
        return total &+ part &+ digit
    }

    private static let words: [Substring: Int] = [
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11,
        "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    private static let scales: [Substring: Int] = ["hundred": 100, "thousand": 1_000, "million": 1_000_000]
    private static let oneOf: Set<Substring> = ["day", "hour", "minute", "week", "month", "year", "yuan", "dollar"]

    private static func english(_ text: String) -> Set<Int> {
        var (values, current) = (Set<Int>(), Int?.none)
        let parts = text.split { !$0.isLetter }
        for (index, word) in parts.enumerated() {
            let next = index + 1 < parts.count ? parts[index + 1] : ""
            if let value = words[word] {
                current = (current ?? 0) &+ value
            } else if let scale = scales[word] {
                current = max(1, current ?? 1) &* scale
            } else if word == "one", oneOf.contains(next) || scales[next] != nil {
                current = (current ?? 0) &+ 1
            } else if word == "and", current != nil, words[next] != nil {
                continue
            } else if let value = current {
                values.insert(value)
                current = nil
            }
        }
        if let current { values.insert(current) }
        return values
    }
}

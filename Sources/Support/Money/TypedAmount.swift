import Foundation
import Terms

/// An amount of money as somebody typed it: half or full width, with or without the currency's sign and separators.
struct TypedAmount: Sendable, Equatable {
    static let lengthMax = 24

    let money: Money

    /// Throws a refusal at the field `amount` for what is no amount, for nothing, and for more than any wallet holds.
    init(_ typed: String, _ currency: Currency) throws {
        guard let money = Self.read(typed, currency) else {
            throw Refusal.invalid("amount", "amount_invalid", OrderTexts.amountInvalid)
        }
        guard money.minor > 0 else { throw Refusal.invalid("amount", "amount_invalid", OrderTexts.amountZero) }
        self.money = money
    }

    private static func read(_ typed: String, _ currency: Currency) -> Money? {
        guard typed.utf8.count <= 4 * lengthMax else { return nil }
        var text = typed.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
        for sign in [currency.symbol, "¥", "￥", "RMB", currency.code] where text.hasPrefix(sign) {
            text.removeFirst(sign.count)
        }
        for unit in ["元", "块", "塊"] where text.hasSuffix(unit) { text.removeLast() }
        guard text.count <= lengthMax else { return nil }
        let parts = text.replacing("。", with: ".").split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, let digits = plain(whole) else { return nil }
        return Money(([digits] + parts.dropFirst().map(String.init)).joined(separator: "."), currency: currency)
    }

    /// Without separators; nil where they do not part thousands, such as `1,50`.
    private static func plain(_ whole: Substring) -> String? {
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return String(whole) }
        guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.joined()
    }
}

extension Money {
    /// The amount read out, so that a zero too many is seen: `一万二千三百元`, `twelve thousand three hundred yuan`.
    func inWords(_ language: Language) -> String {
        let unit = currency.unit(language)
        let scale: Int64 = currency.decimals == 0 ? 1 : 100
        let (whole, rest) = (minor / scale, minor % scale)
        if language == .en {
            let cents = rest == 0 ? "" : " and \(rest)/100"
            return ReadOut.english(whole) + " " + unit + cents
        }
        let words = ReadOut.chinese(whole, isTraditional: language == .zhHant) + unit
        if rest == 0 { return words }
        let (tens, ones) = (Int(rest / 10), Int(rest % 10))
        let digits = ReadOut.digits
        return words + (tens == 0 ? "零" : digits[tens] + "角") + (ones == 0 ? "" : digits[ones] + "分")
    }
}

extension Currency {
    fileprivate func unit(_ language: Language) -> String {
        switch self {
        case .cny: Text("元", "元", "yuan")(language)
        case .hkd: Text("港元", "港元", "Hong Kong dollars")(language)
        case .usd: Text("美元", "美元", "US dollars")(language)
        case .eur: Text("欧元", "歐元", "euros")(language)
        case .jpy: Text("日元", "日圓", "yen")(language)
        }
    }
}

private enum ReadOut {
    static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    static func chinese(_ number: Int64, isTraditional: Bool) -> String {
        guard number > 0 else { return "零" }
        let units = ["", isTraditional ? "萬" : "万", isTraditional ? "億" : "亿", isTraditional ? "萬億" : "万亿"]
        var (rest, groups) = (number, [Int]())
        while rest > 0 {
            groups.append(Int(rest % 10_000))
            rest /= 10_000
        }
        var words = ""
        var isGap = false
        for (index, group) in groups.enumerated().reversed() {
            guard group > 0 else {
                isGap = !words.isEmpty
                continue
            }
            if isGap || !words.isEmpty && group < 1_000 { words += digits[0] }
            words += fourDigits(group) + (index < units.count ? units[index] : "")
            isGap = false
        }
        return words.hasPrefix("一十") ? String(words.dropFirst()) : words
    }

    private static func fourDigits(_ number: Int) -> String {
        var words = ""
        var isGap = false
        for (size, unit) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / size % 10
            guard digit > 0 else {
                isGap = !words.isEmpty
                continue
            }
            words += (isGap ? digits[0] : "") + digits[digit] + unit
            isGap = false
        }
        return words
    }

    static func english(_ number: Int64) -> String {
        guard number > 0 else { return "zero" }
        var (rest, groups) = (number, [String]())
        for unit in ["", " thousand", " million", " billion", " trillion"] where rest > 0 {
            let group = Int(rest % 1_000)
            if group > 0 { groups.insert(hundreds(group) + unit, at: 0) }
            rest /= 1_000
        }
        return groups.joined(separator: " ")
    }

    private static func hundreds(_ number: Int) -> String {
        let (hundred, rest) = (number / 100, number % 100)
        let parts = [hundred > 0 ? small[hundred] + " hundred" : "", tens(rest)]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func tens(_ number: Int) -> String {
        guard number >= 20 else { return number == 0 ? "" : small[number] }
        let names = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
        return names[number / 10 - 2] + (number % 10 == 0 ? "" : "-" + small[number % 10])
    }

    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
}

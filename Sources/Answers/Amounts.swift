/// The CNY amounts that a message mentions, to find the transaction it means.
public enum Amounts {
    public static let amountsMax = 20
    private static let yuanMax: Int64 = 1_000_000_000

    /// Minor units (fen), in the order mentioned, each once. `88`, `88元`, `¥88.00`, `5,000`, `1.2万` count; dates,
    /// times, phone and order numbers, and other currencies do not.
    public static func read(_ text: String) -> [Int64] {
        let scalars = Array(text.unicodeScalars.prefix(Wish.scalarsMax))
        let folded = scalars.map { Fold.scalar($0.value) }
        var amounts: [Int64] = []
        var at = 0
        while at < folded.count, amounts.count < amountsMax {
            guard Fold.isDigit(folded[at]) else {
                at += 1
                continue
            }
            let number = Number(scalars, folded, at)
            if let fen = number.fen, isAmount(number, folded), !amounts.contains(fen) { amounts.append(fen) }
            at = number.end
        }
        return amounts
    }

    /// Digits with thousands and decimals, as written from `start`.
    private struct Number {
        let start: Int
        private(set) var end: Int
        /// nil if it is too large, or has decimals that no amount has.
        private(set) var fen: Int64?

        init(_ scalars: [Unicode.Scalar], _ folded: [UInt32], _ start: Int) {
            self.start = start
            end = start
            var (whole, digits) = (Int64(0), 0)
            func isDigit(_ index: Int) -> Bool { index < folded.count && Fold.isDigit(folded[index]) }
            func take() {
                if digits < 12 { whole = whole * 10 + Int64(folded[end] - 48) }
                digits += 1
                end += 1
            }
            while isDigit(end) { take() }
            // A Chinese comma ends a clause: only the ASCII one parts thousands.
            while digits < 12, end < folded.count, scalars[end] == ",", isDigit(end + 1), isDigit(end + 2),
                isDigit(end + 3), !isDigit(end + 4)
            {
                end += 1
                for _ in 0..<3 { take() }
            }
            var (fraction, unit) = (Int64(0), Int64(1))
            if end < folded.count, folded[end] == 46, isDigit(end + 1) {
                end += 1
                while isDigit(end) {
                    if unit < 10_000 {
                        (fraction, unit) = (fraction * 10 + Int64(folded[end] - 48), unit * 10)
                    } else {
                        digits = 99
                    }
                    end += 1
                }
            }
            let isCode = digits > 1 && folded[start] == 48 && unit == 1
            let scale = Self.scale(folded, end)
            guard digits < 10, !isCode, scale > 1 || unit <= 100 else { return }
            let value = whole * 100 * scale + fraction * 100 * scale / unit
            fen = value > 0 && value / 100 <= yuanMax ? value : nil
        }

        private static func scale(_ folded: [UInt32], _ end: Int) -> Int64 {
            guard end < folded.count else { return 1 }
            switch folded[end] {
            case 0x4E07: return 10_000
            case 0x5343: return 1_000
            case 0x767E: return 100
            case 107: return end + 1 < folded.count && Fold.isLatinLetter(folded[end + 1]) ? 1 : 1_000
            default: return 1
            }
        }
    }

    private static func isAmount(_ number: Number, _ folded: [UInt32]) -> Bool {
        if number.start > 0 {
            let before = folded[number.start - 1]
            // Part of a word, a date, a time, a masked number.
            if Fold.isLatinLetter(before), !isCurrency(folded, number.start) { return false }
            if [45, 46, 47, 58, 35, 95, 0x2022, 42].contains(before) { return false }
        }
        var from = number.start
        while from > 0, number.start - from < 3, Fold.isSpace(folded[from - 1]) { from -= 1 }
        if from > 0, [36, 0x20AC, 0xA3, 0x2022].contains(folded[from - 1]) { return false }
        if before.hits(in: Array(folded[max(0, from - 8)..<from])).last.map({ $0.end == min(8, from) }) == true {
            return false
        }
        var to = number.end
        if to < folded.count, [45, 47, 58].contains(folded[to]), to + 1 < folded.count, Fold.isDigit(folded[to + 1]) {
            return false
        }
        while to < folded.count, to - number.end < 3, Fold.isSpace(folded[to]) { to += 1 }
        let rest = Array(folded[to..<min(to + 10, folded.count)])
        return after.hits(in: rest).first?.start != 0
    }

    private static func isCurrency(_ folded: [UInt32], _ start: Int) -> Bool {
        let before = folded[max(0, start - 3)..<start]
        return before.elementsEqual(cny) || before.elementsEqual(rmb)
    }

    private static let cny = Fold.scalars("cny")
    private static let rmb = Fold.scalars("rmb")

    private static let before = Lexicon<Void>([
        ((), "订单|订单号|单号|流水号|编号|尾号|卡号|验证码|邮编|电话|手机|手机号|第|order|no|no.|usd|hkd|eur|gbp|twd|code|ending in|ending|last")
    ])

    private static let after = Lexicon<Void>([
        (
            (),
            """
            年|月|日|号|点|时|小时|分钟|秒|天|次|笔|个|位|折|%|周|岁|版|美元|港币|港元|欧元|台币|新台币|英镑|日元|usd|hkd|eur|gbp|twd|dollars|dollar|\
            days|day|\
            hours|hour|minutes|minute|mins|min|seconds|times|time|am|pm|weeks|week|months|years|st|nd|rd|th
            """
        )
    ])
}

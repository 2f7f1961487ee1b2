/// What a word says about the number beside it.
enum SecretWord: Sendable {
    case code, password, cardCode
    case card, identity
    /// An order, a phone, an error code, the last four digits: the number that follows directly is no secret.
    case order, open
    /// Money was moved: the number that follows is an amount, unless it has the six digits of a code.
    case spent

    static let lexicon = Lexicon<SecretWord>([
        (
            .code,
            """
            验证码|校验码|动态码|动态密码|动态口令|一次性密码|短信密码|短信码|简讯码|认证码|确认码|激活码|验证|otp|otps|pin|pins|pin码|code|codes|\
            passcode|passcodes|one-time password|one time password|verification|2fa
            """
        ),
        (.password, "密码|口令|password|passwords|passwd|passphrase|pwd|pass word|pass:|pass=|pass :"),
        (.cardCode, "cvv|cvv2|cvc|cvc2|cvn|cvn2|安全码|后三码|背面三码|背面三位|卡背三位|后三位|末三码|security code|card code"),
        (.card, "卡号|银行卡|储蓄卡|信用卡|借记卡|card number|card no|card"),
        (.identity, "身份证|证件号|证件号码|id card|identity card|id number"),
        (
            .spent,
            "转了|付了|充了|提了|扣了|转账|付款|金额|余额|充值|提现|退款|消费|sent|paid|transferred|amount|withdrew"
        ),
        (.order, "订单|单号|流水|工单|编号|交易号|order|order code|ticket|case|reference|ref|transaction|transaction id"),
        (
            .open,
            """
            错误码|错误代码|代码|邮编|邮政编码|尾号|末四位|后四位|尾数|电话|手机|手机号|热线|区号|error code|status code|zip code|zip|postal code|\
            postcode|area code|country code|promo code|swift code|bank code|sort code|branch code|tracking code|\
            ending in|ending|\
            last four|last 4|phone|telephone|tel|mobile|call|hotline|http|https|error
            """
        ),
    ])

    /// Signs and words that may stand between such a word and its number: 订单号是：1234, order no. 1234.
    static let links = Lexicon<Void>([
        ((), "号码|号|码|编号|是|为|的|id|no|nr|number|numbers|is|was|with|digits")
    ])

    /// Units of amounts, dates and durations.
    static let units = Lexicon<Bool>([
        // `true`: money, which even six digits can be.
        (true, "元|块|圆|万|亿|人民币|港币|美元|rmb|cny|usd|hkd|twd|yuan|dollars|dollar|kuai|¥|￥"),
        (
            false,
            "百|千|年|月|日|点|时|小时|分钟|秒|天|次|笔|个|位|折|%|"
                + "days|day|hours|hour|minutes|minute|mins|min|times|am|pm|characters|digits"
        ),
    ])
}

extension SecretScan {
    /// How far, in characters, a word reaches.
    static let reach = 12

    /// The nearest word before `start` whose number this can be: only links, spaces and signs lie between.
    func label(before start: Int) -> SecretWord? {
        guard let hit = hit(endingBefore: start), start - hit.end <= Self.reach, isLink(hit.end, start) else {
            return nil
        }
        return hit.tag
    }

    /// True if a word of one of `kinds` stands within reach before or after.
    func isNear(_ kinds: Set<SecretWord>, _ start: Int, _ end: Int, reach: Int = reach) -> Bool {
        var index = firstHit { $0.end + reach >= start }
        while index < hits.count, hits[index].start <= end + reach {
            if kinds.contains(hits[index].tag) { return true }
            index += 1
        }
        return false
    }

    /// True for an amount, a date, a time, an order, phone or error number, or what is masked already.
    func isOpen(_ start: Int, _ end: Int) -> Bool {
        let label = label(before: start)
        return label == .order || label == .open || (label == .spent && end - start != 6) || isAmount(start, end)
            || isDate(start, end)
            || isOfService(start, end)
    }

    private func isAmount(_ start: Int, _ end: Int) -> Bool {
        if let before = skipSpaces(back: start) {
            if [36, 0xA5, 0xFFE5, 0x20AC, 0xA3, 0x2022].contains(folded[before]) { return true }
            if let hit = SecretWord.units.hits(in: Array(folded[max(0, before - 2)...before])).last, hit.tag,
                Fold.isLatinLetter(folded[before])
            {
                return true
            }
        }
        // 1234.56 and 1,234: the mark sits directly between digits.
        if start > 1, [44, 46].contains(folded[start - 1]), Fold.isDigit(folded[start - 2]) { return true }
        if end + 1 < folded.count, folded[end] == 46, Fold.isDigit(folded[end + 1]) { return true }
        return hasUnit(start, end)
    }

    /// True if a unit follows. Six digits are an amount only before a unit of money: a code may stand before 分, 次 or 点.
    func hasUnit(_ start: Int, _ end: Int) -> Bool {
        var after = end
        while after < folded.count, after < end + 3, Fold.isSpace(folded[after]) { after += 1 }
        let rest = Array(folded[after..<min(after + 10, folded.count)])
        guard let unit = SecretWord.units.hits(in: rest).first, unit.start == 0 else { return false }
        return unit.tag || end - start != 6
    }

    private func isDate(_ start: Int, _ end: Int) -> Bool {
        let digits = digits(start, end)
        if [8, 12, 14].contains(digits.count), Self.isDate(digits.prefix(8)) { return true }
        func isJoint(_ index: Int, _ beyond: Int) -> Bool {
            folded.indices.contains(beyond) && [47, 58].contains(folded[index]) && Fold.isDigit(folded[beyond])
        }
        return (start > 1 && isJoint(start - 1, start - 2)) || (end < folded.count && isJoint(end, end + 1))
    }

    /// 95588, 10086, 12315: the numbers that banks, carriers and authorities send messages from.
    private func isOfService(_ start: Int, _ end: Int) -> Bool {
        let digits = digits(start, end)
        guard digits.count == 5 else { return digits.starts(with: [1, 0, 6, 9]) && digits.count == 8 }
        return [[9, 5], [1, 0], [1, 2]].contains { digits.starts(with: $0) }
    }

    static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 8 else { return false }
        let number = digits.reduce(0) { $0 * 10 + Int($1) }
        return (1900...2099).contains(number / 10_000) && (1...12).contains(number / 100 % 100)
            && (1...31).contains(number % 100)
    }

    private func skipSpaces(back start: Int) -> Int? {
        var at = start - 1
        while at >= 0, at > start - 4, Fold.isSpace(folded[at]) { at -= 1 }
        return at >= 0 ? at : nil
    }

    private func isLink(_ start: Int, _ end: Int) -> Bool {
        let gap = Array(folded[start..<end])
        var isLinked = gap.map { Fold.isSpace($0) || Self.signs.contains($0) }
        for hit in SecretWord.links.hits(in: gap) { for index in hit.start..<hit.end { isLinked[index] = true } }
        return !isLinked.contains(false)
    }

    func hit(endingBefore start: Int) -> Lexicon<SecretWord>.Hit? {
        let index = firstHit { $0.end > start }
        return index > 0 ? hits[index - 1] : nil
    }

    private func firstHit(where isPast: (Lexicon<SecretWord>.Hit) -> Bool) -> Int {
        var (low, high) = (0, hits.count)
        while low < high {
            let middle = (low + high) / 2
            if isPast(hits[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static let signs = Set("#:=.()[]\"'“”‘’「」『』【】〔〕-_*/".unicodeScalars.map(\.value))
}

/// Passwords, which can be any word: told by 密码, password and the like beside them.
extension SecretScan {
    private static let tokenMin = 4
    private static let tokenMax = 128

    /// What may stand between the word and the password. A tag of `true` says that the password follows.
    private static let bridges = Lexicon<Bool>([
        (true, "是|就是|为|:|=|→|is|was|设成|设为|改成|改为|设置为|设置成|to|我设的是|用的是|改成了|设成了|设为了|设的是|设的|变成|变成了|还是|应该是|'s|’s|=>|->"),
        (false, "我的|\"|“|”|‘|’|'|「|『|【|(|[|`|*|<"),
    ])

    /// What people say of a password instead of saying it.
    private static let remarks = Set(
        """
        accepted again already also always and been being blank broken but changed changing compromised correct \
        does down empty error \
        expired fail failed failing failure fine forgotten for from gone good hacked hidden however incorrect \
        invalid just known leaked \
        locked lost missing mine must need needed needs never none nothing okay only please really refused \
        rejected required reset \
        right safe same secure shown still stolen strong that the then this through too unknown very weak what \
        when where which with \
        working would wrong your https http
        """.split(separator: " ").map { Fold.scalars(String($0)) })

    mutating func markPasswords() {
        for hit in hits where hit.tag == .password {
            // `pass:` is a password word only with its colon, which also says that the password follows.
            let isWithSign = [58, 61].contains(folded[hit.end - 1])
            markToken(behind: isWithSign ? hit.end - 1 : hit.end, isAsked: isAsked(before: hit.start))
            markToken(before: hit.start)
        }
    }

    /// 忘记密码, wrong password, 修改密码: a problem is named, so what follows without “is” is seldom the password.
    private func isAsked(before start: Int) -> Bool {
        let before = Array(folded[max(0, start - 12)..<start])
        return !Self.problems.hits(in: before).isEmpty
    }

    private static let problems = Lexicon<Void>([
        ((), "忘|重置|重设|修改|更改|找回|错|不对|forgot|forget|forgotten|reset|change|wrong|incorrect|invalid|lost")
    ])

    private mutating func markToken(behind end: Int, isAsked: Bool) {
        guard end < folded.count, !claimed[end] else { return }
        var (at, isSaid) = (end, false)
        let bridge = Array(folded[end..<min(end + 24, folded.count)])
        var hits = Self.bridges.hits(in: bridge)[...]
        while at < folded.count, at < end + 20 {
            if let hit = hits.first, end + hit.start == at {
                isSaid = isSaid || hit.tag
                at = end + hit.end
                hits.removeFirst()
            } else if Fold.isSpace(folded[at]) {
                at += 1
            } else {
                break
            }
        }
        if let close = quoteEnd(from: at), isSaid {
            mark(at, close, .password)
            return
        }
        let stop = tokenEnd(from: at)
        guard at < stop, !claimed[at], isSecret(at, stop, isSaid: isSaid, isAsked: isAsked) else { return }
        mark(at, stop, .password)
    }

    /// Where the quotation that begins directly before `start` ends: a quoted password may have spaces.
    private func quoteEnd(from start: Int) -> Int? {
        let pairs: [UInt32: UInt32] = [
            34: 34, 39: 39, 96: 96, 0x201C: 0x201D, 0x2018: 0x2019, 0x300C: 0x300D, 0x300E: 0x300F,
        ]
        guard start > 0, start < folded.count, let close = pairs[folded[start - 1]] else { return nil }
        let range = folded[start..<min(start + 64, folded.count)]
        guard let end = range.firstIndex(of: close), end - start >= Self.tokenMin else { return nil }
        return folded[start..<end].contains(where: Fold.isHan) ? nil : end
    }

    private func isSecret(_ start: Int, _ end: Int, isSaid: Bool, isAsked: Bool) -> Bool {
        let token = folded[start..<end]
        let digits = token.count(where: Fold.isDigit)
        let letters = token.count(where: { Fold.isLatinLetter($0) || $0 > 0x7F })
        guard end - start >= Self.tokenMin, digits + letters > 2, !isUnit(end), !isAddress(token) else { return false }
        if isSaid { return !Self.remarks.contains(Array(token)) && !isAmountOrDate(start, end) }
        guard digits > 0, !isOpen(start, end) else { return false }
        if digits == 11, letters == 0, token.first == 49 { return false }
        return !isAsked || (letters == 0 && digits <= 8)
    }

    private func isUnit(_ end: Int) -> Bool {
        let rest = Array(folded[end..<min(end + 10, folded.count)])
        return rest.first.map { Fold.isHan($0) } == true && SecretWord.units.hits(in: rest).first?.start == 0
    }

    private func isAmountOrDate(_ start: Int, _ end: Int) -> Bool {
        folded[start..<end].allSatisfy(Fold.isDigit) && end - start != 6 && end - start != 8 && isOpen(start, end)
    }

    private func isAddress(_ token: ArraySlice<UInt32>) -> Bool {
        token.starts(with: Self.http) || token.starts(with: Self.www)
    }

    private static let http = Fold.scalars("http")
    private static let www = Fold.scalars("www.")

    /// 123456 是我的支付密码, hunter2 is my password.
    private mutating func markToken(before start: Int) {
        let from = max(0, start - 18)
        let said = Self.said.hits(in: Array(folded[from..<start]))
        guard let verb = said.last(where: { $0.tag }) else { return }
        let isOnlyOwner = said.filter { !$0.tag && $0.start >= verb.end }.reduce(0) { $0 + $1.end - $1.start }
        let between = folded[(from + verb.end)..<start].count { !Fold.isSpace($0) }
        guard between == isOnlyOwner else { return }
        var end = from + verb.start
        while end > 0, Fold.isSpace(folded[end - 1]) { end -= 1 }
        var begin = end
        while begin > 0, end - begin < Self.tokenMax, isTokenPart(begin - 1) { begin -= 1 }
        guard begin < end, !isClaimed(begin, end), folded[begin..<end].contains(where: Fold.isDigit),
            isSecret(begin, end, isSaid: false, isAsked: false)
        else { return }
        mark(begin, end, .password)
    }

    private static let said = Lexicon<Bool>([
        (true, "是|就是|为|is|was"),
        (false, "我|我的|的|支付|登录|登入|交易|钱包|账户|账号|银行卡|my|the|our|login|payment|wallet|account|old|new"),
    ])

    private func tokenEnd(from start: Int) -> Int {
        var end = start
        while end < folded.count, end - start < Self.tokenMax, isTokenPart(end) { end += 1 }
        while end > start, Self.closing.contains(folded[end - 1]) { end -= 1 }
        // 123 456: one number in two groups.
        guard folded[start..<end].allSatisfy(Fold.isDigit), end > start,
            let index = group(at: start), end - start < 6
        else { return end }
        return max(end, groups[codeEnd(at: index)].end)
    }

    private func group(at start: Int) -> Int? {
        var (low, high) = (0, groups.count)
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low < groups.count && groups[low].start == start ? low : nil
    }

    private func isTokenPart(_ index: Int) -> Bool {
        let (scalar, folded) = (scalars[index].value, folded[index])
        if Fold.isSpace(folded) || Fold.isUnspaced(folded) || (0x3000...0x303F).contains(scalar) { return false }
        // Full-width punctuation ends a Chinese clause; full-width letters and digits are part of a password.
        return !(0xFF01...0xFF65).contains(scalar) || Fold.isDigit(folded) || Fold.isLatinLetter(folded)
    }

    private static let closing = Set(",.;)]\"'”’…".unicodeScalars.map(\.value))

    // MARK: - Repeats

    /// What was found secret once is masked wherever else in the message it stands.
    mutating func markRepeats() {
        var secrets: [[UInt32]: Secrets.Kind] = [:]
        for mark in marks where mark.kind == .code || mark.kind == .password {
            let isNumber =
                folded[mark.start..<mark.end].contains(where: Fold.isDigit)
                && !folded[mark.start..<mark.end].contains(where: Fold.isLatinLetter)
            let secret = folded[mark.start..<mark.end].filter { !isNumber || Fold.isDigit($0) }
            secrets[secret] = mark.kind
        }
        guard !secrets.isEmpty else { return }
        for group in groups {
            guard let kind = secrets[Array(folded[group.start..<group.end])], !isAmountOrDate(group.start, group.end)
            else { continue }
            mark(group.start, group.end, kind)
        }
        var at = 0
        while at < folded.count {
            let end = tokenRunEnd(at)
            if end > at, end - at <= Self.tokenMax, let kind = secrets[Array(folded[at..<end])] { mark(at, end, kind) }
            at = max(end, at + 1)
        }
    }

    private func tokenRunEnd(_ start: Int) -> Int {
        var end = start
        while end < folded.count, isTokenPart(end) { end += 1 }
        let run = end
        while end > start, Self.closing.contains(folded[end - 1]) { end -= 1 }
        return end > start ? end : run
    }
}

/// Card, identity and one-time numbers: digits, possibly in groups.
extension SecretScan {
    private static let cardDigits = 13...19
    private static let gapMax = 3

    // MARK: - Cards and identity numbers

    mutating func markLongNumbers() {
        var index = 0
        while index < groups.count {
            if let last = openNumber(at: index), label(before: groups[index].start) != .card {
                index = last + 1
            } else if let (last, end) = identityNumber(at: index) {
                mark(groups[index].start, end, .identityNumber)
                index = last + 1
            } else if let last = cardNumber(at: index) {
                let (start, end) = (groups[index].start, groups[last].end)
                let tail = digits(start, end).suffix(4).map(String.init).joined()
                mark(start, end, .cardNumber, tail: tail)
                index = markBehindCard(last + 1)
            } else {
                index += 1
            }
        }
    }

    /// Three or four digits right behind a card number are its code or its expiry date.
    private mutating func markBehindCard(_ index: Int) -> Int {
        guard index < groups.count, joined(index - 1), (3...4).contains(groups[index].count),
            !isOpen(groups[index].start, groups[index].end)
        else { return index }
        mark(groups[index].start, groups[index].end, .cardCode)
        return index + 1
    }

    /// The last group of a phone number or a date that begins at `index`, so that it is not read as part of a card.
    private func openNumber(at index: Int) -> Int? {
        let start = groups[index].start
        let only = digits(start, min(groups[index].end, start + 20))
        if only.count == 13 && only[0] == 1 || only.count == 14 && Self.isDate(only.prefix(8)) { return index }
        let isForeign = start > 0 && folded[start - 1] == 43
        var (all, last) = ([UInt8](), index)
        while last < groups.count, all.count < 15 {
            all += digits(groups[last].start, min(groups[last].end, groups[last].start + 20))
            let phone = all.starts(with: [8, 6]) ? Array(all.dropFirst(2)) : all
            if phone.count == 11, phone[0] == 1, phone[1] > 2 { return last }
            if last == index + 2, all.count == 8, groups[index].count == 4, Self.isDate(all[...]) { return last }
            if !joined(last) { return isForeign && all.count <= 15 ? last : nil }
            last += 1
        }
        return nil
    }

    private func cardNumber(at index: Int) -> Int? {
        let start = groups[index].start
        // “12:30 4111 …”: one or two digits before a whole card number are not part of it.
        if groups[index].count < 3, joined(index), groups[index + 1].count > 2, let last = cardNumber(at: index + 1),
            Self.isLuhn(digits(groups[index + 1].start, groups[last].end))
        {
            return nil
        }
        var (all, last, found) = ([UInt8](), index, Int?.none)
        while last < groups.count, all.count + groups[last].count <= Self.cardDigits.upperBound {
            all += digits(groups[last].start, groups[last].end)
            if Self.cardDigits.contains(all.count),
                groups[last].count > 12 || !hasUnit(groups[last].start, groups[last].end)
            {
                let (isLuhn, label) = (Self.isLuhn(all), label(before: start))
                let isUnionPay = all.count >= 16 && all.starts(with: [6, 2])
                // An order number may look like a card; only a valid UnionPay number is masked there too.
                let isCard = label == .order ? isLuhn && isUnionPay : isLuhn || isUnionPay || label == .card
                // The valid length wins; among lengths that are not, the longest.
                if isCard, isLuhn { return last }
                if isCard { found = last }
            }
            guard joined(last) else { break }
            last += 1
        }
        return found
    }

    /// Eighteen digits, the last perhaps X, with a right check digit and a possible birthday (GB 11643).
    private func identityNumber(at index: Int) -> (last: Int, end: Int)? {
        var (all, last) = ([UInt8](), index)
        while last < groups.count, all.count + groups[last].count <= 18 {
            all += digits(groups[last].start, groups[last].end)
            var end = groups[last].end
            var check = all.count == 18 ? all[17] : nil
            if all.count == 17 {
                var letter = end
                while letter < folded.count, letter <= end + Self.gapMax, Self.separators.contains(folded[letter]) {
                    letter += 1
                }
                let isX = letter < folded.count && folded[letter] == 120
                if isX, letter + 1 == folded.count || !Fold.isLatinLetter(folded[letter + 1]) {
                    (check, end) = (10, letter + 1)
                }
            }
            if let check, Self.isDate(all[6..<14]),
                check == Self.checkDigit(all) || label(before: groups[index].start) == .identity
            {
                return (last, end)
            }
            guard joined(last) else { break }
            last += 1
        }
        return nil
    }

    private static func checkDigit(_ digits: [UInt8]) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
        return UInt8((12 - sum % 11) % 11)
    }

    static func isLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = index % 2 == 1 ? Int(digit) * 2 : Int(digit)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0 && digits.contains { $0 != 0 }
    }

    /// True if only spaces, dashes, line breaks or invisible characters part this group from the next.
    func joined(_ index: Int) -> Bool {
        guard index >= 0, index + 1 < groups.count else { return false }
        let gap = folded[groups[index].end..<groups[index + 1].start]
        guard gap.count <= Self.gapMax else { return false }
        // Commas, slashes and brackets only between groups of four, as cards have them: lists and dates have them too.
        let isOfFour = groups[index].count == 4 && groups[index + 1].count == 4
        return gap.allSatisfy { Self.separators.contains($0) || (isOfFour && [40, 41, 44, 47, 0x3001].contains($0)) }
    }

    // Spaces, dashes, dots; invisible characters and what makes a digit a keycap emoji.
    private static let separators: Set<UInt32> = [
        9, 10, 13, 32, 45, 46, 95, 0xAD, 0xB7, 0x2002, 0x2003, 0x2009, 0x200A, 0x200B, 0x200C, 0x200D, 0x2010, 0x2011,
        0x2012, 0x2013,
        0x2014, 0x202F, 0x2060, 0x2212, 0x20E3, 0xFE0F, 0xFEFF,
    ]

    // MARK: - Codes

    mutating func markCardCodes() {
        for group in groups where (3...4).contains(group.count) && !isClaimed(group.start, group.end) {
            if isNear([.cardCode], group.start, group.end), !isOpen(group.start, group.end) {
                mark(group.start, group.end, .cardCode)
            }
        }
    }

    mutating func markCodes() {
        var index = 0
        while index < groups.count {
            let last = codeEnd(at: index)
            let (start, end) = (groups[index].start, groups[last].end)
            let count = digits(start, end).count
            if (4...8).contains(count), !isClaimed(start, end) {
                let isCode =
                    isNear([.code, .cardCode], start, end) || (count == 6 && index == 0 && isWhole(start, end))
                // A payment password has six digits.
                let isPassword = !isCode && count == 6 && isNear([.password], start, end)
                if isCode || isPassword, !isOpen(start, end) { mark(start, end, isCode ? .code : .password) }
            }
            index = last + 1
        }
    }

    /// The last group of one code: 123456 alone, or 123 456, 1 2 3 4 5 6, 12-34-56.
    func codeEnd(at index: Int) -> Int {
        guard groups[index].count < 4 || isDashed(index) else { return index }
        var (last, count) = (index, groups[index].count)
        while count <= 8, joined(last), isDashed(last) || groups[last + 1].count < 5, groups[last + 1].count <= 20 {
            last += 1
            count += groups[last].count
        }
        if isDateParts(index, last) || count > 8 { return isDashed(index) ? lastDashed(index) : index }
        return last
    }

    private func isDashed(_ index: Int) -> Bool { joined(index) && folded[groups[index].end] == 45 }

    private func lastDashed(_ index: Int) -> Int {
        var last = index
        while isDashed(last) { last += 1 }
        return last
    }

    private func isDateParts(_ first: Int, _ last: Int) -> Bool {
        last == first + 2 && groups[first].count == 4 && Self.isDate(digits(groups[first].start, groups[last].end)[...])
    }

    private func isWhole(_ start: Int, _ end: Int) -> Bool {
        guard groups.last?.end == end else { return false }
        func isEmpty(_ scalars: ArraySlice<UInt32>) -> Bool {
            scalars.allSatisfy { Fold.isSpace($0) || $0 < 48 || Self.separators.contains($0) || $0 == 0x3002 }
        }
        return isEmpty(folded[..<start]) && isEmpty(folded[end...])
    }
}

import Terms

/// The version of a brand's own app, as it names itself to the server: `uPay/4.2.1 (Android 15)`.
struct AppVersion: Sendable, Comparable, CustomStringConvertible {
    let numbers: [Int]

    /// `4.2.1`; nil for anything else. At most four numbers below a million.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard (1...4).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy({ (0..<1_000_000).contains($0) })
        else { return nil }
        self.numbers = numbers
    }

    /// From a `User-Agent`; nil where it is no app of ours, such as a browser.
    init?(userAgent: String?, brand: BrandID) {
        let mark = "\(brand)/"
        guard let word = userAgent?.lowercased().split(separator: " ").first(where: { $0.hasPrefix(mark) }) else {
            return nil
        }
        self.init(word.dropFirst(mark.count))
    }

    var description: String { numbers.map(String.init).joined(separator: ".") }

    static func < (left: AppVersion, right: AppVersion) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) {
            let (one, other) = (
                left.numbers.indices.contains(index) ? left.numbers[index] : 0,
                right.numbers.indices.contains(index) ? right.numbers[index] : 0
            )
            if one != other { return one < other }
        }
        return false
    }

    static func == (left: AppVersion, right: AppVersion) -> Bool { !(left < right) && !(right < left) }
}

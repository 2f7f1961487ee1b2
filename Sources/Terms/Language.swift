/// A language that every text of the product exists in.
public enum Language: String, Sendable, CaseIterable {
    case zhHans = "zh-Hans"
    case zhHant = "zh-Hant"
    case en

    /// BCP 47, as in `<html lang>`.
    public var tag: String { rawValue }

    /// The name of the language in itself.
    public var ownName: String {
        switch self {
        case .zhHans: "简体中文"
        case .zhHant: "繁體中文"
        case .en: "English"
        }
    }

    /// The best language for an `Accept-Language` header; simplified Chinese where nothing fits.
    public init(accepting header: String?) {
        var best: (language: Language, quality: Double)?
        for part in (header ?? "").prefix(200).split(separator: ",") {
            let pieces = part.split(separator: ";")
            guard let tag = pieces.first?.trimmingSpaces().lowercased(), let language = Language(tag: tag) else {
                continue
            }
            let quality =
                pieces.dropFirst().compactMap { piece -> Double? in
                    let text = piece.trimmingSpaces()
                    return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
                }.first ?? 1
            if quality > 0, quality > (best?.quality ?? 0) { best = (language, quality) }
        }
        self = best?.language ?? .zhHans
    }

    /// `zh-TW`, `zh-HK` and `zh-Hant` are traditional; every other `zh` is simplified.
    public init?(tag: String) {
        let tag = tag.lowercased()
        if tag.hasPrefix("zh") {
            self =
                tag.contains("hant") || tag.contains("tw") || tag.contains("hk") || tag.contains("mo")
                ? .zhHant : .zhHans
        } else if tag.hasPrefix("en") {
            self = .en
        } else {
            return nil
        }
    }
}

extension StringProtocol {
    public func trimmingSpaces() -> String {
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}

/// One text of the product in all its languages: a missing translation does not compile.
/// `{name}` marks a place that is filled when the text is shown.
public struct Text: Sendable, Equatable {
    public let zhHans: String
    public let zhHant: String
    public let en: String

    public init(_ zhHans: String, _ zhHant: String, _ en: String) {
        self.zhHans = zhHans
        self.zhHant = zhHant
        self.en = en
    }

    public func callAsFunction(_ language: Language) -> String {
        switch language {
        case .zhHans: zhHans
        case .zhHant: zhHant
        case .en: en
        }
    }

    /// The text with its `{name}` places filled.
    public func callAsFunction(_ language: Language, _ places: KeyValuePairs<String, String>) -> String {
        var (filled, rest) = ("", self(language)[...])
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            let (name, end) = (rest[rest.utf8.index(after: open)..<close], rest.utf8.index(after: close))
            filled += rest[..<open]
            // A place that nobody fills stays as it is.
            if let place = places.first(where: { $0.key == name }) {
                filled += place.value
            } else {
                filled += rest[open..<end]
            }
            rest = rest[end...]
        }
        return filled + rest
    }

    /// The same text with its places filled in every language.
    public func filling(_ places: KeyValuePairs<String, String>) -> Text {
        Text(self(.zhHans, places), self(.zhHant, places), self(.en, places))
    }
}

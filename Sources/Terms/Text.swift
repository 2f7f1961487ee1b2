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
        var text = self(language)
        for (name, value) in places { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// The same text with its places filled in every language.
    public func filling(_ places: KeyValuePairs<String, String>) -> Text {
        Text(self(.zhHans, places), self(.zhHant, places), self(.en, places))
    }
}

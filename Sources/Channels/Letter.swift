/// One text to one person.
public struct Letter: Sendable {
    public enum Medium: String, Sendable, CaseIterable { case sms, email }

    /// Ours; stays the same when the letter is sent again.
    public let id: String
    public let medium: Medium
    /// A phone number in E.164 or in national digits, or an e-mail address.
    public let to: String
    /// Empty for SMS.
    public let subject: String
    /// The whole text, rendered.
    public let text: String
    /// The kind of notice, such as `code`; gateways with approved templates map it to theirs.
    public let template: String
    /// What the template's gaps are filled with, by our names for them.
    public let values: [String: String]
    /// The brand as people know it.
    public let senderName: String
    /// BCP 47.
    public let language: String

    public init(
        id: String, medium: Medium, to: String, subject: String = "", text: String, template: String,
        values: [String: String] = [:], senderName: String, language: String
    ) {
        self.id = id
        self.medium = medium
        self.to = to
        self.subject = subject
        self.text = text
        self.template = template
        self.values = values
        self.senderName = senderName
        self.language = language
    }
}

extension Letter: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Its id alone, so that a log cannot tell who was written to, and what.
    public var description: String { "\(medium.rawValue) \(id)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id, "medium": medium]) }
}

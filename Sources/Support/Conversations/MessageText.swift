import Answers
import Terms

/// What somebody typed, checked and made safe to keep: secrets are masked before anything is stored.
struct MessageText: Sendable, Equatable {
    static let lengthMax = 4_000

    let text: String
    /// Whether a code, a password or a card number was masked.
    let hidSecret: Bool

    /// Throws `message_empty` or `message_too_long`. Line breaks stay; other control characters go.
    init(_ typed: String) throws {
        // A cheap bound first: the exact count walks the whole text.
        guard typed.utf8.count <= Self.lengthMax * 32 else { throw Self.tooLong }
        let clean = String(String.UnicodeScalarView(typed.unicodeScalars.filter(Self.isKept))).trimmingSpaces()
        // Signs without a shape, such as zero-width spaces, say nothing.
        guard
            clean.unicodeScalars.contains(where: {
                $0.properties.generalCategory != .format && !$0.properties.isWhitespace
            })
        else {
            throw Refusal.invalid("text", "message_empty", ConversationTexts.messageEmpty)
        }
        guard clean.unicodeScalars.count <= Self.lengthMax else { throw Self.tooLong }
        let masked = Secrets.mask(clean)
        text = masked.text
        hidSecret = !masked.kinds.isEmpty
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n" || scalar == "\t"
        // Direction overrides can make a text look like another.
        case .format: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        case .unassigned, .privateUse, .surrogate: false
        default: true
        }
    }

    /// The first line, for lists.
    var subject: String {
        Message.firstLine(text, lengthMax: Conversation.subjectLengthMax)
    }

    private static var tooLong: Refusal {
        .invalid("text", "message_too_long", ConversationTexts.messageTooLong.filling(["max": String(lengthMax)]))
    }
}

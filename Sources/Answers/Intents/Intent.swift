/// What a text means, as far as the model can tell.
public struct Intent: Sendable, Equatable {
    public struct Guess: Sendable, Equatable {
        public let label: String
        /// 0…1; of all labels together 1.
        public let probability: Double
    }

    /// The likeliest; nil for a text without words, or where the model knows no label.
    public let label: String?
    /// 0…1: how often `label` is right when this number comes up. It supposes that the text is in scope.
    public let confidence: Double
    /// The likeliest first, `label` among them; at most `guessesMax`.
    public let guesses: [Guess]
    /// 0…1: the cosine of the words to those of the nearest example of one of the guesses. 1 is the same words.
    public let similarity: Double
    /// 0…1: how sure it is that the text is about one of the labels at all.
    public let familiarity: Double
    /// The text is about something that the examples are about. What is not known should go to a person, or to search.
    public let isKnown: Bool

    public static let guessesMax = 5

    /// The likeliest labels after `label`.
    public var runnersUp: ArraySlice<Guess> { guesses.dropFirst() }

    public static let nothing = Intent(
        label: nil, confidence: 0, guesses: [], similarity: 0, familiarity: 0, isKnown: false)
}

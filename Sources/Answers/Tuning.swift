/// The numbers of ranking. They were set on questions written for the purpose; see the tests for what each guard does.
struct Tuning: Sendable {
    var fields: [Float] = [3, 2.5, 1]
    var lengthShare: Float = 0.9
    /// The weight of a question that led to the entry, beside those of the fields.
    var asked: Float = 0.3
    /// How much better than a title that question is, when it is asked again and is well trusted.
    var askedAgain: Float = 1.2
    var saturation: Float = 0.4

    /// First look, over all entries: how much each sort of term weighs.
    var character: Float = 1.2
    var pair: Float = 0.3
    var nameSense: Float = 0.7
    var questionSense: Float = 0
    var matterSense: Float = 1.1
    var association: Float = 0.5

    /// Second look, at the best of the first: shares of the score.
    var first: Float = 0.4
    var questionCovered: Float = 2.4
    var entryCovered: Float = 1
    /// What a place counts when only its character, or only its meaning, is on the other side too.
    var characterCredit: Float = 0.9
    var senseCredit: Float = 0.95
    /// A place's mass: how much of it comes from its sense rather than its character.
    var senseMass: Float = 0.35
    var questionMass: Float = 0.5

    /// Guards: what remains of the score.
    var otherName: Float = 0.6
    var missingName: Float = 0.65
    var extraName: Float = 0.75
    /// For names that are not a product of their own (手机号, 红包).
    var missingThing: Float = 0.9
    var extraThing: Float = 0.92
    /// One side speaks of something that does not work, the other does not.
    var trouble: Float = 0.9
    var opposite: Float = 0.65
    var otherQuestion: Float = 0.85
    var otherEntity: Float = 0.3

    var likenessMax: Float { questionCovered + entryCovered }

    static let standard = Tuning()
    static let candidates = 64
}

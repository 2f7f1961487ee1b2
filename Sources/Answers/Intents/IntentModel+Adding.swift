extension IntentModel {
    /// The model with one example more: from now on that wording, and what is like it, means `label`. Takes
    /// milliseconds. It is a patch: when many have been added, train again from all examples.
    ///
    /// Text without a word in it changes nothing, nor does a new label beyond `labelsMax`.
    public func adding(_ text: String, label: String) -> IntentModel {
        var model = self
        model.add(text, label: label)
        return model
    }

    private mutating func add(_ text: String, label: String) {
        let read = IntentText(text)
        guard !read.words.isEmpty, let label = number(of: label) else { return }
        let keys = read.keys()
        if examples.isEmpty { examples.otherRarity = IntentTerms.rarity(texts: 1, with: 0) }
        let known = terms.count
        for key in keys where terms.term(key) == nil {
            terms.add(key, rarity: examples.otherRarity)
            weights.addTerm()
        }
        examples.add(read.words, label: label, terms, isLate: true)
        let values = terms.values(keys)
        for attempt in 1...Self.attemptsMax {
            var error = weights.scores(values)
            IntentWeights.softmax(&error, labels: labels.count, sharpness: calibration.sharpness)
            if error[label / 16][label % 16] >= Self.sure { return }
            error[label / 16][label % 16] -= 1
            pull(values, error, known: known, rate: Self.rate * Float(attempt))
        }
    }

    /// One step against the error. What was not known before learns faster, so that what others share stays theirs. The
    /// rate grows from attempt to attempt, so that rounding cannot swallow it.
    private mutating func pull(
        _ values: [IntentTerms.Value], _ error: [IntentWeights.Lane], known: Int, rate: Float
    ) {
        for value in values {
            let row = Int(value.term) * weights.lanes
            let pull = rate * value.value * (value.term < known ? Self.knownShare : 1)
            for lane in 0..<weights.lanes { weights.rows[row + lane] -= error[lane] * pull }
        }
        weights.round(values.lazy.map { Int($0.term) })
    }

    private static let attemptsMax = 30
    /// How likely the label has to become for its own wording.
    private static let sure: Float = 0.7
    private static let rate: Float = 2
    private static let knownShare: Float = 0.25
}

/// Whether what was found is an answer at all.
struct Doubt {
    private struct Place {
        let term: Int32
        let pair: Int32
        let isWhole: Bool
        let mass: Float
    }

    private var places: [Place] = []
    private var mass: Float = 0
    private let isOnlyGrammar: Bool

    init(_ tokens: [Token], _ question: Reading, _ postings: Postings) {
        // 怎么办 and “what is it” are found in many titles and ask for nothing.
        isOnlyGrammar = question.units.allSatisfy { $0.weight <= Float(Tokens.quietWeight) }
        for (unit, token) in zip(question.units, tokens.lazy.filter { $0.kind != .pair }) {
            // An amount or a time that no article knows is no reason for doubt.
            let isNews = token.kind == .digits && postings.range(unit.term).isEmpty
            let mass = postings.idf(unit.term) * (isNews ? 0.1 : unit.weight)
            places.append(Place(term: unit.term, pair: unit.pair, isWhole: unit.isWhole, mass: mass))
            self.mass += mass
        }
    }

    /// The share of the query's weight that the entry covers, place by place: a character counts fully only
    /// together with its neighbour, because single characters meet by chance.
    func confidence(in entry: Int, _ postings: Postings) -> Double {
        var (covered, pair): (Float, Float) = (0, 0)
        for place in places {
            let posting = postings.find(place.term, entry)
            var share: Float = posting == nil ? 0 : posting?.isInHead == true ? 1 : 0.6
            if !place.isWhole {
                share = posting == nil ? 0 : posting?.isInHead == true ? 0.6 : 0.1
                let next: Float =
                    share == 0 || place.pair < 0
                    ? 0 : postings.find(place.pair, entry).map { $0.isInHead ? 1 : 0.6 } ?? 0
                share = max(share, pair, next)
                pair = next
            }
            covered += place.mass * share
        }
        return mass > 0 ? Double(min(1, covered / mass) * (isOnlyGrammar ? 0.25 : 1)) : 0
    }
}

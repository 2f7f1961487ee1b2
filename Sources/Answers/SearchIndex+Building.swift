import Foundation

/// What is kept of an entry: enough to rebuild the postings without reading its text again.
struct Analysis: Sendable {
    /// How often a term stands in the title, the keywords and the body.
    struct Count: Sendable {
        let term: Int32
        var title: UInt8 = 0
        var keywords: UInt8 = 0
        /// Beyond 255 more says nothing.
        var body: UInt8 = 0
        /// From the questions that led here: their trust in percent.
        var asked: UInt8 = 0
    }

    let id: String
    var counts: [Count] = []
    /// In tokens, by field.
    var lengths = SIMD3<Int32>()
    /// The title and each keyword: what a question is held against.
    var phrases: [Reading] = []
    /// The same as written.
    let texts: [String]
    var marks = Marks()
    /// Questions that led here.
    private(set) var asked: [Asked] = []

    var askedWeight: Float { asked.reduce(0) { $0 + $1.weight } }
}

extension Analysis {
    /// In place of what was asked before.
    mutating func take(_ asked: [Asked]) {
        guard !asked.isEmpty || !self.asked.isEmpty else { return }
        self.asked = asked
        counts.removeAll { $0.title == 0 && $0.keywords == 0 && $0.body == 0 }
        var places: [Int32: Int] = [:]
        for place in counts.indices {
            counts[place].asked = 0
            places[counts[place].term] = place
        }
        for question in asked {
            for term in question.reading.terms {
                let place = places[term] ?? counts.count
                if place == counts.count {
                    counts.append(Count(term: term))
                    places[term] = place
                }
                counts[place].asked = max(counts[place].asked, UInt8(question.trust * 100))
            }
        }
    }

    init(_ entry: SearchIndex.Entry, _ entities: [UInt64: Int], _ vocabulary: inout Vocabulary) {
        id = entry.id
        texts = [entry.title] + entry.keywords
        var counts: [Count] = []
        var places: [Int32: Int] = [:]
        func count(_ term: Int32, _ field: WritableKeyPath<Count, UInt8>) {
            let place = places[term] ?? counts.count
            if place == counts.count {
                counts.append(Count(term: term))
                places[term] = place
            }
            if counts[place][keyPath: field] < .max { counts[place][keyPath: field] += 1 }
        }
        phrases.reserveCapacity(texts.count)
        for (number, text) in texts.enumerated() {
            let field = number == 0 ? \Count.title : \Count.keywords
            let scalars = Fold.text(text, scalarsMax: SearchIndex.bodyScalarsMax).scalars
            let tokens = Tokens.read(scalars)
            var reading = Reading(scalars, tokens, entities) { vocabulary.number($0) }
            if let title = phrases.first { reading.marks.fill(from: title.marks) }
            for token in tokens { count(vocabulary.number(token.key), field) }
            for sense in reading.senses { count(sense, field) }
            lengths[number == 0 ? 0 : 1] += Int32(tokens.count)
            marks = marks | reading.marks
            (reading.senses, reading.senseKinds) = ([], [])
            phrases.append(reading)
        }
        if !entry.body.isEmpty {
            let tokens = SearchIndex.tokens(entry.body)
            for token in tokens { count(vocabulary.number(token.key), \.body) }
            lengths[2] = Int32(tokens.count)
        }
        // Not a longer array than needed: there is one for each entry.
        self.counts.reserveCapacity(counts.count)
        self.counts += counts
    }
}

/// Which entries have a term and how much it weighs there, all in three arrays.
struct Postings: Sendable {
    private var starts: [Int32] = [0]
    private(set) var entries: [UInt32] = []
    private var weights: [Float] = []
    private var idfs: [Float] = []
    private let unknownIDF: Float

    /// How rare a term is; that of -1 is that of a term no entry has.
    func idf(_ term: Int32) -> Float { term >= 0 ? idfs[Int(term)] : unknownIDF }

    /// Question words, which say less than their rarity.
    mutating func quieten(_ term: Int32, by factor: Float) { idfs[Int(term)] *= factor }

    private static func idf(_ count: Int32, of all: Int) -> Float {
        Float(log(1 + (Double(all) - Double(count) + 0.5) / (Double(count) + 0.5)))
    }

    /// Adds a term's weight to every entry that has it.
    func add(_ term: Int32, _ mass: Float, to scores: inout [Float]) {
        let range = range(term)
        entries.withUnsafeBufferPointer { entries in
            weights.withUnsafeBufferPointer { weights in
                scores.withUnsafeMutableBufferPointer { scores in
                    for place in range { scores[Int(entries[place])] += mass * weights[place] }
                }
            }
        }
    }

    func range(_ term: Int32) -> Range<Int> {
        guard term >= 0, Int(term) + 1 < starts.count else { return 0..<0 }
        return Int(starts[Int(term)])..<Int(starts[Int(term) + 1])
    }

    /// BM25F: a term's count in a field is divided by how long the field is, then weighted by the field.
    init(_ analyses: [Analysis], terms: Int, _ tuning: Tuning) {
        let means = (0..<3).map { field in
            max(1, Float(analyses.reduce(0) { $0 + Int($1.lengths[field]) }) / Float(max(1, analyses.count)))
        }
        starts = [Int32](repeating: 0, count: terms + 1)
        for analysis in analyses { for count in analysis.counts { starts[Int(count.term) + 1] += 1 } }
        unknownIDF = Self.idf(0, of: analyses.count)
        idfs = starts.dropFirst().map { Self.idf($0, of: analyses.count) }
        for term in 0..<terms { starts[term + 1] += starts[term] }
        var next = starts
        entries = [UInt32](repeating: 0, count: Int(starts[terms]))
        weights = [Float](repeating: 0, count: Int(starts[terms]))
        for (number, analysis) in analyses.enumerated() {
            let each = (0..<3).map { field in
                let relative = Float(analysis.lengths[field]) / means[field]
                return tuning.fields[field] / (1 - tuning.lengthShare + tuning.lengthShare * relative)
            }
            for count in analysis.counts {
                let sum =
                    Float(count.title) * each[0] + Float(count.keywords) * each[1] + Float(count.body) * each[2]
                    + Float(count.asked) / 100 * tuning.asked
                let place = Int(next[Int(count.term)])
                next[Int(count.term)] += 1
                entries[place] = UInt32(number)
                weights[place] = sum * (tuning.saturation + 1) / (sum + tuning.saturation)
            }
        }
    }
}

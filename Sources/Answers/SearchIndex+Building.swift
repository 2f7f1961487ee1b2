import Foundation

/// BM25F: a term's count in a field is divided by how long the field is, then weighted by the field.
extension SearchIndex {
    private static let fieldWeights: [Float] = [3, 2.5, 1]
    private static let lengthShare: Float = 0.6
    private static let saturation: Float = 1.2

    static func tokens(_ text: String, scalarsMax: Int = bodyScalarsMax) -> [Token] {
        Tokens.read(Fold.text(text, scalarsMax: scalarsMax).scalars)
    }

    static func bits(_ tokens: [Token], _ entities: [UInt64: Int]) -> UInt64 {
        guard !entities.isEmpty else { return 0 }
        return tokens.reduce(0) { bits, token in entities[token.key].map { bits | 1 << UInt64($0) } ?? bits }
    }

    static func logarithm(_ value: Double) -> Double { Foundation.log(value) }

    static func postings(_ entries: [Entry]) -> [UInt64: [Posting]] {
        let fields = entries.map { entry in
            [entry.title, entry.keywords.joined(separator: "\n"), entry.body].map { tokens($0).map(\.key) }
        }
        let means = fieldWeights.indices.map { field in
            max(1, Float(fields.reduce(0) { $0 + $1[field].count }) / Float(max(1, entries.count)))
        }
        var postings: [UInt64: [Posting]] = [:]
        for (entry, keys) in fields.enumerated() {
            var counts: [UInt64: (weight: Float, isInHead: Bool)] = [:]
            for field in keys.indices {
                let relative = Float(keys[field].count) / means[field]
                let each = fieldWeights[field] / (1 - lengthShare + lengthShare * relative)
                for key in keys[field] {
                    counts[key, default: (0, false)].weight += each
                    if field < 2 { counts[key]?.isInHead = true }
                }
            }
            for (key, count) in counts {
                let weight = count.weight * (saturation + 1) / (count.weight + saturation)
                postings[key, default: []].append(
                    Posting(entry: Int32(entry), weight: weight, isInHead: count.isInHead))
            }
        }
        return postings
    }
}

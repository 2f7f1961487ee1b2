import Foundation

/// The features that a model knows, found by key.
struct IntentTerms: Sendable {
    /// Where a known feature stands, and how much it says: the rarer, the more.
    struct Value {
        let term: Int32
        let value: Float
    }

    private(set) var keys: [UInt32] = []
    /// Inverse document frequency, in `raritySteps`-ths so that it takes a byte on disk.
    private(set) var rarities: [UInt8] = []
    /// Open addressing over a power of two; -1 is free.
    private var slots: [Int32] = [Int32](repeating: -1, count: 16)

    static let raritySteps: Float = 16
    /// Words count together, spellings a little less, because there are so many of them.
    private static let blockWeights: [Float] = [1, 0.7, 1, 1.2]
    private static func block(_ key: UInt32) -> Int { max(0, Int(key >> 29) - 1) & 7 }

    var count: Int { keys.count }

    init() {}

    init?(keys: [UInt32], rarities: [UInt8]) {
        guard keys.count == rarities.count else { return nil }
        for (key, rarity) in zip(keys, rarities) {
            guard term(key) == nil else { return nil }
            add(key, rarity: rarity)
        }
    }

    /// - Parameter textsMin: in how many texts a feature has to occur at least.
    init(_ texts: [[UInt32]], textsMin: Int) {
        var all = IntentTerms()
        var (counts, lastSeen): ([Int32], [Int]) = ([], [])
        for (index, keys) in texts.enumerated() {
            for key in keys {
                let term = all.term(key) ?? all.add(key, rarity: 0)
                if term == counts.count {
                    counts.append(0)
                    lastSeen.append(-1)
                }
                if lastSeen[term] != index {
                    counts[term] += 1
                    lastSeen[term] = index
                }
            }
        }
        for (key, count) in zip(all.keys, counts).sorted(by: { $0.0 < $1.0 }) where count >= textsMin {
            add(key, rarity: Self.rarity(texts: texts.count, with: Int(count)))
        }
    }

    static func rarity(texts: Int, with count: Int) -> UInt8 {
        let value = log(Double(1 + texts) / Double(1 + count)) + 1
        return UInt8(max(1, min(255, (Float(value) * raritySteps).rounded())))
    }

    func term(_ key: UInt32) -> Int? {
        let mask = slots.count - 1
        var slot = Int(key &* 0x9E37_79B1) & mask
        while slots[slot] >= 0 {
            let term = Int(slots[slot])
            if keys[term] == key { return term }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @discardableResult
    mutating func add(_ key: UInt32, rarity: UInt8) -> Int {
        keys.append(key)
        rarities.append(rarity)
        if keys.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            for term in keys.indices { place(term) }
        } else {
            place(keys.count - 1)
        }
        return keys.count - 1
    }

    private mutating func place(_ term: Int) {
        let mask = slots.count - 1
        var slot = Int(keys[term] &* 0x9E37_79B1) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(term)
    }

    /// The known features among `keys`, each once, of length 1 all together; empty where nothing is known.
    func values(_ keys: [UInt32]) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(keys.count)
        var seen = [UInt64](repeating: 0, count: count / 64 + 1)
        var squares: SIMD8<Float> = .zero
        for key in keys {
            guard let term = term(key) else { continue }
            let bit: UInt64 = 1 << UInt64(term & 63)
            guard seen[term >> 6] & bit == 0 else { continue }
            seen[term >> 6] |= bit
            let rarity = Float(rarities[term])
            squares[Self.block(key)] += rarity * rarity
            values.append(Value(term: Int32(term), value: rarity))
        }
        var (scales, length): (SIMD8<Float>, Float) = (.zero, 0)
        for (block, weight) in Self.blockWeights.enumerated() where squares[block] > 0 {
            scales[block] = weight / squares[block].squareRoot()
            length += weight * weight
        }
        guard length > 0 else { return [] }
        scales /= length.squareRoot()
        for index in values.indices {
            let value = values[index]
            let block = Self.block(self.keys[Int(value.term)])
            values[index] = Value(term: value.term, value: value.value * scales[block])
        }
        return values
    }
}

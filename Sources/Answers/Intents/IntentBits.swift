/// Bits in less than a bit each, where they can be foreseen: an adaptive binary range coder. Either side keeps the same
/// `Odds` and so foresees the same.
enum IntentBits {
    /// How likely the next bit is 0, in 2048ths; it learns from every bit.
    typealias Odds = UInt16

    static let even: Odds = 1 << (oddsBits - 1)
    fileprivate static let oddsBits = 11
    /// The larger, the slower the odds follow.
    fileprivate static let slowness = 5
    fileprivate static let least: UInt32 = 1 << 24

    fileprivate static func learn(_ odds: inout Odds, _ bit: Bool) {
        if bit { odds -= odds >> slowness } else { odds += ((1 << oddsBits) - odds) >> slowness }
    }

    struct Encoder {
        private(set) var bytes: [UInt8] = []
        private var low: UInt64 = 0
        private var range = UInt32.max
        /// The byte that a carry may still change, and how many 255s stand behind it.
        private var held: UInt8 = 0
        private var waiting = 1

        mutating func write(_ bit: Bool, _ odds: inout Odds) {
            let bound = (range >> UInt32(oddsBits)) * UInt32(odds)
            if bit {
                low += UInt64(bound)
                range -= bound
            } else {
                range = bound
            }
            learn(&odds, bit)
            while range < least {
                range <<= 8
                shift()
            }
        }

        mutating func finish() { for _ in 0..<5 { shift() } }

        private mutating func shift() {
            if low < 0xFF00_0000 || low > 0xFFFF_FFFF {
                let carry = UInt8(low >> 32)
                bytes.append(held &+ carry)
                while waiting > 1 {
                    bytes.append(0xFF &+ carry)
                    waiting -= 1
                }
                held = UInt8(truncatingIfNeeded: low >> 24)
            } else {
                waiting += 1
            }
            low = (low & 0x00FF_FFFF) << 8
        }
    }

    /// Reads zeros behind the end: what the bits mean has to be checked by who reads them.
    struct Decoder {
        private let bytes: ArraySlice<UInt8>
        private var at: Int
        private var range = UInt32.max
        private var code: UInt32 = 0

        init(_ bytes: ArraySlice<UInt8>) {
            (self.bytes, at) = (bytes, bytes.startIndex)
            for _ in 0..<5 { code = code << 8 | UInt32(next()) }
        }

        mutating func read(_ odds: inout Odds) -> Bool {
            let bound = (range >> UInt32(oddsBits)) * UInt32(odds)
            let bit = code >= bound
            if bit {
                code -= bound
                range -= bound
            } else {
                range = bound
            }
            learn(&odds, bit)
            while range < least {
                range <<= 8
                code = code << 8 | UInt32(next())
            }
            return bit
        }

        private mutating func next() -> UInt8 {
            guard at < bytes.endIndex else { return 0 }
            defer { at += 1 }
            return bytes[at]
        }
    }
}

/// The odds of a row of weights in steps: most are 0, and what a row has been like so far tells how it goes on.
struct IntentStepOdds {
    private static let levels = 16
    private var isSome = [IntentBits.Odds](repeating: IntentBits.even, count: levels)
    private var isNegative = [IntentBits.Odds](repeating: IntentBits.even, count: levels)
    private var isLarger = [IntentBits.Odds](repeating: IntentBits.even, count: levels * 8)

    mutating func write(_ steps: [Int8], _ bits: inout IntentBits.Encoder) {
        var sum = 0
        for (index, step) in steps.enumerated() {
            let level = Self.level(sum, index)
            bits.write(step != 0, &isSome[level])
            guard step != 0 else { continue }
            bits.write(step < 0, &isNegative[level])
            let size = Int(step.magnitude)
            for larger in 1...size where larger < Int(IntentWeights.steps) {
                bits.write(larger < size, &isLarger[level * 8 + larger])
            }
            sum += size
        }
    }

    mutating func read(_ count: Int, _ bits: inout IntentBits.Decoder) -> [Int8] {
        var (sum, steps) = (0, [Int8](repeating: 0, count: count))
        for index in 0..<count {
            let level = Self.level(sum, index)
            guard bits.read(&isSome[level]) else { continue }
            let negative = bits.read(&isNegative[level])
            var size = 1
            while size < Int(IntentWeights.steps), bits.read(&isLarger[level * 8 + size]) { size += 1 }
            steps[index] = Int8(negative ? -size : size)
            sum += size
        }
        return steps
    }

    private static func level(_ sum: Int, _ index: Int) -> Int {
        index == 0 ? levels - 1 : min(levels - 2, sum * 5 / index)
    }
}

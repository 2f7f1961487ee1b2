/// The model as bytes: weights in steps and packed, everything else as it is, a checksum behind. A model that was
/// written and read answers exactly as before.
extension IntentModel {
    /// What comes first in every model's bytes.
    private static let mark = Array("WDIM".utf8)
    private static let format: UInt8 = 1
    private static let termsMax = 16 << 20
    private static let labelBytesMax = 1_024
    private static let checksumBytes = 8
    private static let weightBytesMax = 1 << 30
    private static let weightMax: Float = 1e6

    public var data: [UInt8] {
        var bytes = IntentBytesWriter()
        bytes.write(raw: Self.mark)
        bytes.write(Self.format)
        bytes.write(count: labels.count)
        for label in labels { bytes.write(label) }
        bytes.write(calibration.sharpness)
        bytes.write(Float(calibration.familiarityMin))
        for label in labels.indices { bytes.write(weights.bias[label / 16][label % 16]) }
        bytes.write(count: terms.count)
        for key in terms.keys { bytes.write(key) }
        bytes.write(raw: terms.rarities)
        var (odds, bits) = (IntentStepOdds(), IntentBits.Encoder())
        for term in 0..<terms.count {
            let (largest, steps) = weights.rounded(term)
            bytes.write(UInt16(largest.bitPattern >> 16))
            odds.write(steps, &bits)
        }
        bits.finish()
        bytes.write(count: bits.bytes.count)
        bytes.write(raw: bits.bytes)
        bytes.write(examples.otherRarity)
        for shelf in examples.byLabel {
            bytes.write(count: shelf.count)
            for place in 0..<shelf.count {
                bytes.write(shelf.others[place])
                bytes.write(count: shelf.terms(place).count)
                var last: Int32 = 0
                for term in shelf.terms(place) {
                    bytes.write(count: Int(term - last))
                    last = term
                }
            }
        }
        bytes.write(count: examples.late.count)
        for (label, place) in examples.late {
            bytes.write(count: label)
            bytes.write(count: place)
        }
        bytes.write(IntentBytesWriter.checksum(bytes.bytes))
        return bytes.bytes
    }

    /// - Throws: `IntentDataError` for bytes that are no model, were cut off or changed, or have another format.
    public init(data: [UInt8]) throws {
        self.init()
        guard data.count > Self.mark.count + Self.checksumBytes, data.starts(with: Self.mark) else {
            throw IntentDataError.damaged
        }
        let format = data[Self.mark.count]
        guard format == Self.format else { throw IntentDataError.version(Int(format)) }
        let body = data.dropLast(Self.checksumBytes)
        var end = IntentBytesReader(data.suffix(Self.checksumBytes))
        guard try end.number64() == IntentBytesWriter.checksum(body) else { throw IntentDataError.damaged }

        var bytes = IntentBytesReader(body.dropFirst(Self.mark.count + 1))
        for _ in 0..<(try bytes.count(max: Self.labelsMax)) {
            let label = try bytes.text(bytesMax: Self.labelBytesMax)
            guard number(of: label) == labels.count - 1 else { throw IntentDataError.damaged }
        }
        calibration.sharpness = try bytes.float()
        calibration.familiarityMin = Double(try bytes.float())
        for label in labels.indices { weights.bias[label / 16][label % 16] = try bytes.float() }
        try readTerms(&bytes)
        try readExamples(&bytes)
        guard bytes.isAtEnd else { throw IntentDataError.damaged }
    }

    private mutating func readTerms(_ bytes: inout IntentBytesReader) throws {
        let count = try bytes.count(max: Self.termsMax)
        var keys = IntentBytesReader(try bytes.raw(count * 4))
        let rarities = Array(try bytes.raw(count))
        guard let terms = IntentTerms(keys: try (0..<count).map { _ in try keys.number32() }, rarities: rarities) else {
            throw IntentDataError.damaged
        }
        self.terms = terms
        var scales = IntentBytesReader(try bytes.raw(count * 2))
        var (odds, bits) = (
            IntentStepOdds(), IntentBits.Decoder(try bytes.raw(try bytes.count(max: Self.weightBytesMax)))
        )
        weights.rows.reserveCapacity(count * weights.lanes)
        for term in 0..<count {
            let largest = Float(bitPattern: UInt32(try scales.number16()) << 16)
            guard largest >= 0, largest < Self.weightMax else { throw IntentDataError.damaged }
            weights.addTerm()
            weights.set(term, largest: largest, steps: odds.read(labels.count, &bits))
        }
    }

    private mutating func readExamples(_ bytes: inout IntentBytesReader) throws {
        examples.otherRarity = try bytes.byte()
        for label in labels.indices {
            for _ in 0..<(try bytes.count(max: Self.examplesMax)) {
                let others = try bytes.byte()
                var (known, last): ([Int32], Int) = ([], 0)
                for _ in 0..<(try bytes.count(max: Self.textScalarsMax)) {
                    last += try bytes.count(max: terms.count)
                    guard last < terms.count else { throw IntentDataError.damaged }
                    known.append(Int32(last))
                }
                examples.add(terms: known, others: others, label: label, terms)
            }
        }
        for _ in 0..<(try bytes.count(max: Self.examplesMax)) {
            let (label, place) = (try bytes.count(max: Self.labelsMax), try bytes.count(max: Self.examplesMax))
            guard examples.markLate(label: label, place: place) else { throw IntentDataError.damaged }
        }
    }
}

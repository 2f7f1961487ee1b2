import Testing

@testable import Answers

@Suite struct IntentDataTests {
    let model = IntentModelTests.model

    @Test func answersTheSameAfterWritingAndReading() throws {
        let read = try IntentModel(data: model.data)
        #expect(read.labels == model.labels)
        #expect(read.data == model.data)
        for text in IntentExamples.all.map(\.text) + ["今天天气怎么样", "refund not received", "", "充值"] {
            #expect(read.classify(text) == model.classify(text))
        }
    }

    @Test func writesAndReadsAModelThatKnowsNothing() throws {
        let read = try IntentModel(data: IntentModel.train([]).data)
        #expect(read.labels.isEmpty && read.classify("充值") == .nothing)
    }

    @Test func refusesWhatIsNoModel() {
        for bytes in [[], [1, 2, 3], Array("WDIM".utf8), [UInt8](repeating: 0, count: 100), Array("{\"a\":1}".utf8)] {
            #expect(throws: IntentDataError.damaged) { try IntentModel(data: bytes) }
        }
    }

    @Test func refusesWhatWasCutOffOrChanged() {
        let data = model.data
        for count in stride(from: 0, to: data.count, by: max(1, data.count / 97)) {
            #expect(throws: IntentDataError.damaged) { try IntentModel(data: Array(data.prefix(count))) }
        }
        for at in stride(from: 5, to: data.count, by: max(1, data.count / 97)) {
            var changed = data
            changed[at] ^= 0x10
            #expect(throws: IntentDataError.damaged) { try IntentModel(data: changed) }
        }
        #expect(throws: IntentDataError.damaged) { try IntentModel(data: data + [0]) }
    }

    @Test func believesNothingEvenWhereTheChecksumIsRight() {
        let data = Array(model.data.dropLast(8))
        var random = IntentRandom(seed: 1)
        for _ in 0..<400 {
            var changed = data
            for _ in 0..<3 { changed[5 + Int(random.next() >> 33) % 600] = UInt8(random.next() >> 56) }
            var bytes = IntentBytesWriter()
            bytes.write(raw: changed)
            bytes.write(IntentBytesWriter.checksum(changed))
            // Whether it is refused or read, it must not crash, nor give numbers that are none.
            guard let read = try? IntentModel(data: bytes.bytes) else { continue }
            #expect(read.classify("我要退款 refund").confidence >= 0)
        }
    }

    @Test func namesTheFormatThatItCannotRead() {
        var data = model.data
        data[4] = 9
        #expect(throws: IntentDataError.version(9)) { try IntentModel(data: data) }
        #expect("\(IntentDataError.version(9))".contains("9"))
    }
}

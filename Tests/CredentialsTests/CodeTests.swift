import Testing

@testable import Credentials

@Suite struct SixDigitsTests {
    @Test(
        "six digits are read however people type them",
        arguments: ["123456", "123 456", " 123-456 ", "１２３４５６", "１２３　４５６", "123–456", "1 2 3 4 5 6\n", "123\u{A0}456"])
    func read(_ typed: String) { #expect(SixDigits.normalised(typed) == "123456") }

    @Test(
        "nothing else is a code",
        arguments: [
            "", "12345", "1234567", "12345a", "١٢٣٤٥٦", "一二三四五六", "12.456", "+12345", "12345６７",
            "123456" + String(repeating: " ", count: 64),
        ])
    func refused(_ typed: String) { #expect(SixDigits.normalised(typed) == nil) }

    @Test("fresh codes are six digits, each digit at each place")
    func random() {
        let codes = (0..<400).map { _ in SixDigits.random() }
        #expect(codes.allSatisfy { SixDigits.normalised($0) == $0 })
        #expect(Set(codes).count > 390)
        for place in 0..<6 { #expect(Set(codes.map { Array($0)[place] }).count == 10) }
    }
}

@Suite struct RecoveryCodeTests {
    @Test("ten different codes that can be read back and that nobody misreads")
    func fresh() {
        let codes = RecoveryCode.fresh()
        #expect(codes.count == RecoveryCode.count)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes).isDisjoint(with: RecoveryCode.fresh()))
        for code in codes {
            #expect(RecoveryCode.normalised(code) == code)
            #expect(Array(code.utf8).count == 9)
            #expect(!code.contains { "01ILOU".contains($0) })
        }
    }

    @Test(
        "case, width, spaces and dashes do not matter",
        arguments: ["ABCD-EFGH", "abcdefgh", "ａｂｃｄ－ｅｆｇｈ", " abcd efgh "])
    func read(_ typed: String) { #expect(RecoveryCode.normalised(typed) == "ABCD-EFGH") }

    @Test(
        "nothing else is a code",
        arguments: ["", "ABCD-EFG", "ABCD-EFGHJ", "ABCD-EFG0", "ABCD-EFGI", "ABCD-EFGß", "甲乙丙丁子丑寅卯"])
    func refused(_ typed: String) { #expect(RecoveryCode.normalised(typed) == nil) }
}

import Credentials
import Testing

@Suite struct Codes {
    @Test("six digits are read however they are typed")
    func sixDigits() { #expect(SixDigits.normalised("１２３ 456") == "123456") }
}

import Terms
import Testing

@testable import Support

@Suite struct TypedAmounts {
    @Test(
        "an amount is read as people write it",
        arguments: [
            ("88", 8_800), ("88.5", 8_850), (" 88.00 ", 8_800), ("¥1,234.56", 123_456), ("８８．８８", 8_888),
            ("￥１２", 1_200), ("1,234,567", 123_456_700), ("12元", 1_200), ("0.01", 1), ("CNY 5", 500),
            ("50 000", 5_000_000),
        ] as [(String, Int64)])
    func read(_ typed: String, _ minor: Int64) throws {
        #expect(try TypedAmount(typed, .cny).money == Money(minor: minor, currency: .cny))
    }

    @Test(
        "what is no amount is refused at its field",
        arguments: [
            "", "0", "0.00", "-5", "+5", "1e9", "一百", "1,50", "1,2345", ",5", "1.234", "1..2", ".5", "5.", "NaN",
            "0x10",
            "99999999999999999999", "88 USD", "¥", "1'000", "１２a", String(repeating: "9", count: 400),
        ])
    func refused(_ typed: String) {
        #expect {
            try TypedAmount(typed, .cny)
        } throws: { error in
            (error as? Refusal)?.fields.keys.sorted() == ["amount"] && (error as? Refusal)?.code == "amount_invalid"
        }
    }

    @Test("yen have no decimals")
    func yen() throws {
        #expect(try TypedAmount("1,200", .jpy).money.minor == 1_200)
        #expect(throws: Refusal.self) { try TypedAmount("12.5", .jpy) }
    }

    @Test(
        "an amount is read out, so that a zero too many is heard",
        arguments: [
            (100, "一元", "one yuan"), (1_000, "十元", "ten yuan"), (1_100, "十一元", "eleven yuan"),
            (12_300_00, "一万二千三百元", "twelve thousand three hundred yuan"),
            (10_005_00, "一万零五元", "ten thousand five yuan"), (20_10, "二十元一角", "twenty yuan and 10/100"),
            (20_05, "二十元零五分", "twenty yuan and 5/100"), (88_88, "八十八元八角八分", "eighty-eight yuan and 88/100"),
            (100_000_000_00, "一亿元", "one hundred million yuan"), (1_010_00, "一千零一十元", "one thousand ten yuan"),
            (100_500_00, "十万零五百元", "one hundred thousand five hundred yuan"), (5, "零元零五分", "zero yuan and 5/100"),
            (20_000_300_00, "二千万零三百元", "twenty million three hundred yuan"),
        ] as [(Int64, String, String)])
    func words(_ minor: Int64, _ chinese: String, _ english: String) {
        let money = Money(minor: minor, currency: .cny)
        #expect(money.inWords(.zhHans) == chinese)
        #expect(money.inWords(.en) == english)
    }

    @Test("a payee's name shows enough to notice the wrong person, and no more")
    func masks() {
        let names = ["林晓": "*晓", "欧阳小明": "*明", "Nora Torres": "N*** T***", "Mo": "M***", "王": "*", "": "*"]
        for (name, shown) in names { #expect(Mask.payee(name) == shown) }
    }

    @Test("a merchant is found by code or taken by name; a code that nobody has is said to be wrong")
    func merchants() throws {
        #expect(try Merchant.name("880104", isSandbox: true) == "拾光咖啡")
        #expect(try Merchant.name(" ８８０１０４ ", isSandbox: true) == "拾光咖啡")
        #expect(try Merchant.name("城市水务", isSandbox: false) == "城市水务")
        for typed in ["880104", "", "a", "1", String(repeating: "长", count: 61), "水\u{0}务"] {
            #expect(throws: Refusal.self, "\(typed)") { try Merchant.name(typed, isSandbox: false) }
        }
    }
}

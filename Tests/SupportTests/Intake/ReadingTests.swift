import Pictures
import Terms
import Testing

@testable import Support

@Suite struct Readings {
    private static let clock = Clock(
        zone: .gmt, now: Moment(rfc3339: "2026-11-20T15:00:00Z") ?? Moment(milliseconds: 0), language: .zhHans)

    private static func read(_ lines: String..., sureness: Double = 90) -> Reading? {
        Reading(lines.map { .init($0, sureness: sureness) }, clock: clock, transactions: [])
    }

    @Test("the sentence that went wrong is found among the others, with its second half")
    func sentence() {
        let reading = Self.read("14:05 5G 78%", "付款结果", "交易失败，发卡行拒绝了这笔付款", "错误码 E5105，请联系发卡银行", "¥1,280.50")
        #expect(reading?.error == "交易失败，发卡行拒绝了这笔付款，错误码 E5105，请联系发卡银行")
        #expect(reading?.amount == 128_050)
        let english = Self.read("Payment failed", "The bank did not answer in time. Please try", "again later.")
        #expect(english?.error == "Payment failed. The bank did not answer in time.")
    }

    @Test(
        "times are read as screens write them",
        arguments: [
            ("时间 2026-11-20 14:03:22", "2026-11-20T14:03:00.000Z"), ("2026/11/19 9:05", "2026-11-19T09:05:00.000Z"),
            ("2026年11月18日 08:44", "2026-11-18T08:44:00.000Z"), ("11月20日 14:03", "2026-11-20T14:03:00.000Z"),
            ("今天 14:03", "2026-11-20T14:03:00.000Z"), ("昨天 23:59", "2026-11-19T23:59:00.000Z"),
            ("12-30 10:00", "2025-12-30T10:00:00.000Z"),
        ])
    func times(line: String, expected: String) {
        let reading = Self.read("支付失败", line)
        #expect(reading?.happenedAt.map { Moment(milliseconds: $0).rfc3339 } == expected)
    }

    @Test("clocks, versions, dates and order numbers are no amounts; thousands and a misread sign do no harm")
    func amounts() {
        #expect(Self.read("支付失败", "14:05 版本 4.2.1 2026.11.20 100.5%")?.amount == nil)
        #expect(Self.read("支付失败", "Y1,280.50")?.amount == 128_050)
        #expect(Self.read("支付失败", "金额 88.00 元")?.amount == 8_800)
        #expect(Self.read("支付失败", "¥0.00")?.amount == nil)
    }

    @Test("of an order number only the end is kept")
    func orders() {
        let reading = Self.read("支付失败", "订单号 2611 2010 2106 2086")
        #expect(reading?.ending == "2086")
        #expect(reading?.stored.contains("26112010") == false)
        #expect(Self.read("支付失败", "卡号 2611 2010 2106 2086")?.ending == nil)
    }

    @Test("what nobody can read, and what says nothing of a failure, is no reading")
    func nothing() {
        #expect(Self.read("支付失败", sureness: 20) == nil)
        #expect(Self.read("今天天气很好") == nil)
        #expect(Self.read() == nil)
    }

    @Test("a reading is kept and read back the same")
    func kept() {
        let reading = Self.read("支付失败", "订单号 2611201021062086", "¥88.00", "今天 14:03")
        #expect(reading != nil && Reading(stored: reading?.stored) == reading)
        #expect(reading?.words(Self.clock) == "“支付失败”，订单号 …2086，今天 14:03，¥88.00")
    }
}

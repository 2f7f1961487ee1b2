import Testing

@testable import Answers

@Suite struct WishTests {
    @Test(
        arguments: [
            ("转人工", [.person]), ("轉人工客服", [.person]), ("我要找真人", [.person]), ("有人吗", [.person]),
            ("Can I talk to a person?", [.person]), ("AGENT please", [.person]), ("人工费多少", []), ("你是人工智能吗", []),
            ("支付失败", [.payment, .trouble]), ("付不了款", [.payment, .trouble]), ("轉帳沒到", [.transfer, .trouble]),
            ("转账处理中", [.transfer, .trouble]), ("怎样充值", [.topUp]), ("怎樣儲值", [.topUp]), ("提现到银行卡", [.withdrawal]),
            ("我要退款", [.refund]),
            ("怎么退钱", [.refund]), ("My top-up is stuck", [.topUp, .trouble]), ("where is my money", [.trouble]),
            ("I haven’t received my refund", [.refund, .trouble]), ("谢谢", [.thanks]), ("Thx!", [.thanks]),
            ("您好", [.greeting]), ("Hi", [.greeting]), ("this", []), ("骗子，我要投诉", [.anger]), ("This is a SCAM", [.anger]),
            ("ｒｅｆｕｎｄ", [.refund]), ("支付宝", []), ("忘记支付密码", []), ("", []), ("🙂", []),
        ] as [(String, Set<Wish>)])
    func reads(_ text: String, _ wishes: Set<Wish>) {
        #expect(Wish.read(text) == wishes)
    }
}

@Suite struct AmountsTests {
    @Test(
        arguments: [
            ("88", [8_800]), ("付了88元", [8_800]), ("¥88.00", [8_800]), ("￥５０００．５", [500_050]), ("5,000", [500_000]),
            ("1.2万", [1_200_000]), ("1.25万元", [1_250_000]), ("3千块", [300_000]), ("CNY 12.5", [1_250]),
            ("RMB100", [10_000]), ("5k", [500_000]),
            ("转了100，200也转了", [10_000, 20_000]), ("88元还是88.00", [8_800]), ("1,234,567.89", [123_456_789]), ("0.01", [1]),
            ("2024-01-05 12:30 付了 66", [6_600]), ("2024年1月5日", []), ("13812345678", []), ("订单号 12345678", []),
            ("尾号1234", []), ("$88", []), ("88 USD", []), ("等了3天", []), ("5 minutes ago", []), ("•••• 1234", []),
            ("007", []), ("v2", []),
            ("1.2345", []), ("0", []), ("", []), ("99999999999999999999999", []),
        ] as [(String, [Int64])])
    func reads(_ text: String, _ amounts: [Int64]) {
        #expect(Amounts.read(text) == amounts)
    }

    @Test func readsNoMoreThanTheMost() {
        let text = (1...500).map { "\($0)元" }.joined(separator: " ")
        #expect(Amounts.read(text).count == Amounts.amountsMax)
    }
}

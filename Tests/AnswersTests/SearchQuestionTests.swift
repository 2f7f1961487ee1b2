import Testing

@testable import Answers

@Suite struct SearchQuestionTests {
    static let titles = [
        "close": "不想用花呗了怎么注销", "overdue": "花呗晚还几天会怎么样", "limit": "花呗额度太少了想提升", "fail": "借呗评估没通过怎么回事",
        "arrive": "钱转过去了对方没收到", "card": "银行卡绑不上", "masked": "转给***的***块钱退回来了吗", "amount": "一次最多转50000吗",
        "unlock": "账号冻住了如何解", "repay": "从哪里还借呗", "fee": "取钱到卡里收不收费", "cash": "花呗能不能取现",
    ]
    let index = SearchIndex(titles.sorted { $0.key < $1.key }.map { SearchIndex.Entry(id: $0.key, title: $0.value) })

    @Test(arguments: [
        ("关闭花呗", "close"), ("花呗逾期的后果", "overdue"), ("怎样提高花呗额度", "limit"), ("为什么借呗审核不通过", "fail"),
        ("转账没到账", "arrive"), ("添加银行卡失败", "card"), ("账户被冻结怎么解冻", "unlock"), ("借呗在哪还款", "repay"),
        ("提现手续费", "fee"), ("花呗可以提现吗", "cash"),
    ])
    func isFoundInOtherWords(_ query: String, _ id: String) {
        let hits = index.search(query, limit: 3)
        #expect(hits.first?.id == id, "\(hits)")
    }

    @Test(arguments: [("关闭花呗", "close"), ("账户被冻结怎么解冻", "unlock"), ("提现手续费", "fee")])
    func otherWordsAreNoReasonForDoubt(_ query: String, _ id: String) {
        let hit = index.search(query, limit: 1).first
        #expect(hit?.id == id && hit?.confidence ?? 0 >= 0.45, "\(String(describing: hit))")
    }

    @Test(arguments: ["今天几号", "现在几点", "下个月什么时候放假"])
    func timeAndQuestionWordsAloneAreNoAnswer(_ query: String) {
        let index = SearchIndex([
            SearchIndex.Entry(id: "refund", title: "退款马上能到吗", keywords: ["何日退回", "啥时候到账", "下期退款"])
        ])
        #expect((index.search(query, limit: 1).first?.confidence ?? 0) < 0.45)
    }

    @Test func theSameWordIsBetterThanAnotherForIt() {
        let index = SearchIndex([
            SearchIndex.Entry(id: "a", title: "存钱"), SearchIndex.Entry(id: "b", title: "充值"),
        ])
        #expect(index.search("充值", limit: 2).map(\.id) == ["b", "a"])
        #expect(index.search("存钱", limit: 2).map(\.id) == ["a", "b"])
    }

    @Test func anotherProductOrTheOppositeIsAReasonForDoubt() {
        let index = SearchIndex([
            SearchIndex.Entry(id: "a", title: "借呗怎么提前还款"), SearchIndex.Entry(id: "b", title: "借呗怎么关闭"),
        ])
        #expect((index.search("借呗怎么提前还款", limit: 1).first?.confidence ?? 0) == 1)
        #expect((index.search("花呗怎么提前还款", limit: 1).first?.confidence ?? 1) < 0.5)
        #expect((index.search("借呗怎么开通", limit: 1).first?.confidence ?? 1) < 0.5)
    }

    @Test(arguments: [("關閉花唄", "close"), ("花唄逾期會怎樣", "overdue"), ("銀行卡綁不上", "card"), ("賬號凍住了", "unlock")])
    func traditionalCharactersAskTheSame(_ query: String, _ id: String) {
        #expect(index.search(query, limit: 1).first?.id == id)
    }

    @Test(arguments: [("花被怎么注销", "close"), ("花贝逾期", "overdue"), ("借贝评估没通过", "fail")])
    func misspeltNamesAreTheNames(_ query: String, _ id: String) {
        #expect(index.search(query, limit: 1).first?.id == id)
    }

    @Test(arguments: [
        ("借呗", ["fail", "repay"]), ("花呗", ["cash", "close", "limit", "overdue"]), ("提现", ["cash", "fee"]),
    ])
    func twoCharactersAreAQuery(_ query: String, _ ids: [String]) {
        #expect(index.search(query, limit: ids.count).map(\.id).sorted() == ids)
    }

    @Test func aMaskIsOneTokenHoweverLong() {
        let keys = ["**", "***", "******"].map { Tokens.read(Fold.scalars("转给\($0)钱")).map(\.key) }
        #expect(keys[0] == keys[1] && keys[1] == keys[2])
        #expect(index.search("转给*****的******块", limit: 1).first?.id == "masked")
        #expect(Tokens.read(Fold.scalars("50000元")).count == 2)
        #expect(index.search("50000", limit: 1).first?.id == "amount")
    }

    @Test func aKeywordIsHeldAgainstTheQuestionLikeATitle() {
        let entries = [
            SearchIndex.Entry(id: "long", title: "关于花呗额度、账单、分期、提额和还款的全部说明"),
            SearchIndex.Entry(id: "many", title: "帮助", keywords: ["账单分期", "花呗提额", "自动还款"]),
        ]
        #expect(SearchIndex(entries).search("花呗提额", limit: 1).first?.id == "many")
    }

    @Test func anAbsurdlyLongQuestionIsAnswered() {
        let query = String(repeating: "花呗怎么还款不能用***12借呗 refund ", count: 500)
        #expect(!index.search(query, limit: 100).isEmpty)
        let noise = String(String.UnicodeScalarView((0x4E00..<0x4F00).compactMap(Unicode.Scalar.init)))
        #expect(index.search(noise, limit: 100).count <= Self.titles.count)
    }
}

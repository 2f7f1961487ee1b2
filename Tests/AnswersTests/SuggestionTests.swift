import Testing

@testable import Answers

@Suite struct SuggestionTests {
    static let entries = [
        SearchIndex.Entry(id: "repay", title: "花呗怎么还款", keywords: ["还花呗"]),
        SearchIndex.Entry(id: "close", title: "如何关闭花呗"),
        SearchIndex.Entry(id: "refund", title: "Refund not received", keywords: ["money back"]),
        SearchIndex.Entry(id: "withdraw", title: "提现多久到账", keywords: ["取钱"]),
    ]
    let index = SearchIndex(entries)

    private func ids(_ typed: String) -> [String] { index.suggestions(for: typed, limit: 9).map(\.id) }

    @Test func whatBeginsSoComesFirstThenWhatHoldsIt() {
        #expect(ids("花呗") == ["repay", "close"])
        #expect(ids("关闭") == ["close"])
        #expect(ids("花") == ["repay", "close"])
    }

    @Test func aKeywordIsOfferedAsItself() {
        let found = index.suggestions(for: "取", limit: 3)
        #expect(found.map(\.text) == ["取钱"] && found.map(\.id) == ["withdraw"])
    }

    @Test func latinWordsAreCompletedFromTheirBeginning() {
        #expect(ids("ref") == ["refund"])
        #expect(ids("REC") == ["refund"])
        #expect(ids("und").isEmpty)
    }

    @Test func lettersAreTheBeginningsOfSyllables() {
        #expect(ids("hbzm") == ["repay"])
        #expect(ids("gbhb") == ["close"])
        #expect(ids("txdj") == ["withdraw"])
        #expect(ids("qqqq").isEmpty)
    }

    @Test func traditionalAndFullWidthAreTypedToo() {
        #expect(ids("花唄") == ["repay", "close"])
        #expect(ids("ｒｅｆ") == ["refund"])
    }

    @Test func otherWordsForTheSameFollow() { #expect(ids("花呗还钱").first == "repay") }

    @Test func whatWasTypedIsMarked() {
        let parts = index.suggestions(for: "花呗", limit: 1).first?.parts
        #expect(parts?.first == Snippet.Part(text: "花呗", isMatch: true))
        #expect(parts?.map(\.text).joined() == "花呗怎么还款")
    }

    @Test func theBoundsHold() {
        #expect(ids("").isEmpty && ids("  ").isEmpty)
        #expect(index.suggestions(for: "花", limit: 0).isEmpty)
        #expect(index.suggestions(for: "花", limit: 1).count == 1)
        let many = SearchIndex((0..<50).map { SearchIndex.Entry(id: "e\($0)", title: "退款\($0)") })
        #expect(many.suggestions(for: "退款", limit: 100).count == SearchIndex.suggestionsMax)
        #expect(ids(String(repeating: "花", count: 10_000)).count <= Self.entries.count)
    }

    @Test func theMostAskedComesFirstAmongEquals() {
        let index = SearchIndex([
            SearchIndex.Entry(id: "a", title: "退款甲"), SearchIndex.Entry(id: "b", title: "退款乙"),
        ])
        #expect(index.suggestions(for: "退款", limit: 2).map(\.id) == ["a", "b"])
        let learnt = index.learning([SearchIndex.Learnt(query: "我的退款呢", entry: "b", weight: 3)])
        #expect(learnt.suggestions(for: "退款", limit: 2).map(\.id) == ["b", "a"])
    }
}

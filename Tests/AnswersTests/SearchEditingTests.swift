import Testing

@testable import Answers

@Suite struct SearchEditingTests {
    static let entries = (0..<30).map { SearchIndex.Entry(id: "e\($0)", title: "第\($0)条 退款说明", body: "原路退回") }
    let index = SearchIndex(entries, entities: ["充值", "提现"])

    @Test func aNewEntryIsFound() {
        let edited = index.replacing([SearchIndex.Entry(id: "new", title: "海外刷卡汇率")])
        #expect(edited.search("汇率", limit: 1).first?.id == "new")
        #expect(index.search("汇率", limit: 1).isEmpty)
    }

    @Test func aReplacedEntryIsFoundByItsNewWordsOnly() {
        let edited = index.replacing([SearchIndex.Entry(id: "e7", title: "海外刷卡汇率")])
        #expect(edited.search("汇率", limit: 1).first?.id == "e7")
        #expect(!edited.search("退款说明", limit: 100).contains { $0.id == "e7" })
        #expect(edited.search("退款说明", limit: 100).count == 29)
    }

    @Test func aRemovedEntryIsGone() {
        let edited = index.removing(["e0", "e29", "nobody"])
        #expect(edited.search("退款", limit: 100).count == 28)
        #expect(edited.removing(Set(Self.entries.map(\.id))).search("退款", limit: 100).isEmpty)
    }

    /// However it came about, an index answers as one built from the same entries.
    @Test func anEditedIndexIsTheSameAsANewOne() {
        let later = [
            SearchIndex.Entry(id: "e3", title: "花呗怎么还款", keywords: ["还花呗"]),
            SearchIndex.Entry(id: "x", title: "提现没到账", body: "等两个小时"),
        ]
        let edited = index.replacing(later, removing: ["e9"])
        var entries = Self.entries
        entries[3] = later[0]
        entries.append(later[1])
        entries.removeAll { $0.id == "e9" }
        let new = SearchIndex(entries, entities: ["充值", "提现"])
        for query in ["花呗还款", "退款", "提现没到", "充值没到账", "第12条"] {
            #expect(edited.search(query, limit: 100) == new.search(query, limit: 100))
        }
    }

    @Test func whatWasLearntStaysWithTheEntry() {
        let learnt = index.learning([SearchIndex.Learnt(query: "薅羊毛", entry: "e5")])
        let edited = learnt.replacing([SearchIndex.Entry(id: "e5", title: "新的说明")])
        #expect(edited.search("薅羊毛", limit: 1).first?.id == "e5")
        #expect(edited.removing(["e5"]).search("薅羊毛", limit: 1).isEmpty)
    }
}

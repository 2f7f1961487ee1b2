import Testing

@testable import Answers

@Suite struct SearchLearningTests {
    static let entries = [
        SearchIndex.Entry(id: "a", title: "花呗账单明细"), SearchIndex.Entry(id: "b", title: "花呗消费从哪里看"),
        SearchIndex.Entry(id: "loan", title: "借呗借款步骤"), SearchIndex.Entry(id: "other", title: "红包规则"),
    ]
    let index = SearchIndex(entries)

    @Test func aLearntPairChangesTheOrder() {
        let query = "花呗账单里的明细"
        #expect(index.search(query, limit: 1).first?.id == "a")
        let learnt = index.learning([SearchIndex.Learnt(query: query, entry: "b", weight: 20)])
        #expect(learnt.search(query, limit: 1).first?.id == "b")
        #expect(index.search(query, limit: 1).first?.id == "a", "the old index is as it was")
    }

    @Test func aLearntPairBringsAnEntryThatSharesNoCharacter() {
        #expect(index.search("薅羊毛", limit: 5).isEmpty)
        let learnt = index.learning([SearchIndex.Learnt(query: "薅羊毛", entry: "other")])
        #expect(learnt.search("薅羊毛", limit: 5).map(\.id) == ["other"])
    }

    @Test func theGuardStandsAboveWhatWasLearnt() {
        let query = "花呗怎么看"
        let learnt = index.learning([SearchIndex.Learnt(query: query, entry: "loan", weight: 1_000)])
        let hits = learnt.search(query, limit: 5).map(\.id)
        #expect(hits.first == "b" && hits.contains("loan"), "\(hits)")
        var tuning = Tuning.standard
        (tuning.otherName, tuning.missingName, tuning.extraName) = (1, 1, 1)
        let bare = SearchIndex(Self.entries, tuning: tuning)
            .learning([SearchIndex.Learnt(query: query, entry: "loan", weight: 1_000)])
        #expect(bare.search(query, limit: 1).first?.id == "loan")
    }

    @Test func learningAgainReplaces() {
        let once = index.learning([SearchIndex.Learnt(query: "薅羊毛", entry: "other")])
        #expect(once.learning([]).search("薅羊毛", limit: 5).isEmpty)
        #expect(once.learning([]).search("花呗账单", limit: 5) == index.search("花呗账单", limit: 5))
    }

    @Test func unknownEntriesAndEmptyQuestionsTeachNothing() {
        let learnt = index.learning([
            SearchIndex.Learnt(query: "花呗", entry: "nobody"), SearchIndex.Learnt(query: " ？", entry: "a"),
            SearchIndex.Learnt(query: "花呗", entry: "other", weight: 0),
        ])
        #expect(learnt.search("花呗账单", limit: 5) == index.search("花呗账单", limit: 5))
    }

    @Test func anEntryKeepsOnlyItsSurestQuestions() {
        let pairs = (0..<100).map { SearchIndex.Learnt(query: "测\($0)", entry: "other", weight: Double($0 + 1)) }
        let asked = index.learning(pairs).analyses[3].asked
        #expect(asked.count == SearchIndex.learntPerEntryMax)
        #expect(asked.allSatisfy { $0.weight > 80 })
    }

    // MARK: - Words for words

    static let spoken = [
        ("锁柜坏了打不过去", "箱门坏了打不过去"), ("锁柜太小", "箱门太小"), ("锁柜颜色", "箱门颜色"), ("蓝色锁柜", "蓝色箱门"), ("锁柜钥匙", "箱门钥匙"),
    ]

    @Test func aWordLearntInSeveralEntriesIsUsedInOthers() {
        var entries = Self.spoken.enumerated().map { SearchIndex.Entry(id: "s\($0)", title: $1.1) }
        entries.append(SearchIndex.Entry(id: "new", title: "清洁箱门"))
        let index = SearchIndex(entries)
        #expect(index.search("锁柜", limit: 9).isEmpty)
        let learnt = index.learning(
            Self.spoken.enumerated().map { SearchIndex.Learnt(query: $1.0, entry: "s\($0)", weight: 2) })
        #expect(learnt.search("清洁锁柜", limit: 1).first?.id == "new")
        #expect(learnt.search("锁柜", limit: 9).map(\.id).contains("new"))
    }

    @Test func aWordMetOnceTeachesNothingForOthers() {
        var entries = Self.spoken.enumerated().map { SearchIndex.Entry(id: "s\($0)", title: $1.1) }
        entries.append(SearchIndex.Entry(id: "new", title: "清洁箱门"))
        let learnt = SearchIndex(entries)
            .learning([SearchIndex.Learnt(query: "锁柜太小", entry: "s1", weight: 1_000)])
        #expect(!learnt.search("锁柜", limit: 9).map(\.id).contains("new"))
    }

    @Test func aNameIsNeverLearntAsAWordForAnother() {
        let titles = ["借呗颜色", "借呗太小", "借呗钥匙", "蓝色借呗"]
        let learnt = SearchIndex(titles.enumerated().map { SearchIndex.Entry(id: "s\($0)", title: $1) })
            .learning(
                titles.enumerated().map {
                    SearchIndex.Learnt(
                        query: $1.replacing("借呗", with: "花呗"), entry: "s\($0)", weight: 5)
                })
        #expect(learnt.associations.targets.isEmpty)
    }
}

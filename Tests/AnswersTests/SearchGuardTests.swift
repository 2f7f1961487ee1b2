import Testing

@testable import Answers

@Suite struct SearchGuardTests {
    /// Each guard brings the right entry to the top, and without the guard the wrong one is there.
    @Test(arguments: Self.cases)
    func theGuardDecides(_ trial: Trial) {
        let entries = trial.entries.enumerated().map { SearchIndex.Entry(id: String($0), title: $1) }
        let guarded = SearchIndex(entries).search(trial.query, limit: 5)
        #expect(guarded.first?.id == "1", "\(guarded)")
        var tuning = Tuning.standard
        trial.off(&tuning)
        let bare = SearchIndex(entries, tuning: tuning).search(trial.query, limit: 5)
        #expect(bare.first?.id == "0", "\(bare)")
    }

    struct Trial: Sendable {
        let query: String
        /// The wrong one first.
        let entries: [String]
        let off: @Sendable (inout Tuning) -> Void
    }

    static let cases = [
        Trial(query: "花呗逾期了会不会影响征信", entries: ["借呗逾期了会不会影响征信", "花呗晚还影响征信吗"]) {
            ($0.otherName, $0.missingName, $0.extraName) = (1, 1, 1)
        },
        Trial(query: "余额宝怎么提现到银行卡", entries: ["零钱通怎么提现到银行卡", "余额宝的钱取到卡里"]) {
            ($0.otherName, $0.missingName, $0.extraName) = (1, 1, 1)
        },
        Trial(query: "花呗服务怎么开通一下", entries: ["花呗服务怎么关闭一下", "要开通花呗"]) { $0.opposite = 1 },
        Trial(query: "我这张银行卡在哪里解绑呢", entries: ["我这张银行卡在哪里绑定呢", "不用的银行卡怎样移除"]) { $0.opposite = 1 },
        Trial(query: "请问这个月提前还款利息怎么算呢", entries: ["请问这个月逾期还款利息怎么算呢", "早点还清的利息怎样收"]) { $0.opposite = 1 },
        Trial(query: "连续按时缴费花呗多久提额", entries: ["连续按时缴费花呗怎么提额", "按时缴费之后大概要几天花呗会提额"]) {
            $0.otherQuestion = 1
        },
        Trial(query: "花呗付款流程", entries: ["花呗付款流程失败", "花呗付款的大致流程"]) { $0.trouble = 1 },
    ]

    @Test func aQuestionWordDecidesBetweenEquals() {
        let entries = ["花呗多久提额", "花呗如何提额"].enumerated().map {
            SearchIndex.Entry(id: String($0), title: $1)
        }
        #expect(SearchIndex(entries).search("花呗怎样提额", limit: 1).first?.id == "1")
        #expect(SearchIndex(entries).search("花呗几天提额", limit: 1).first?.id == "0")
    }

    @Test(arguments: [
        ("花呗怎么还款", "花呗能不能还款", false), ("花呗在哪还款", "花呗怎么还款", false), ("花呗多久还款", "花呗怎么还款", true),
        ("为什么花呗付款失败", "花呗付款失败怎么办", false), ("为什么用花呗付款", "怎么用花呗付款", true), ("花呗还款", "花呗怎么还款", false),
    ])
    func onlyOtherQuestionsAreKeptApart(_ left: String, _ right: String, _ areApart: Bool) {
        func marks(_ text: String) -> Marks {
            let scalars = Fold.scalars(text)
            return Reading(scalars, Tokens.read(scalars), [:]) { _ in -1 }.marks
        }
        #expect(marks(left).asksOtherwise(marks(right)) == areApart)
        #expect(marks(right).asksOtherwise(marks(left)) == areApart)
    }

    @Test func everyQuestionHasAGroup() { #expect(Senses.questionGroups.count == Senses.questions.count) }

    @Test func everyOppositeAndNameHasItsBit() {
        #expect(Senses.names.count <= 64 && Senses.questions.count <= 64)
        #expect(Senses.opposites.count == Senses.oppositeWords.count && Senses.opposites.count <= 32)
        for index in Senses.opposites.indices {
            for (number, other) in [Senses.opposites[index], (Senses.opposites[index].1, Senses.opposites[index].0)] {
                var (mine, theirs) = (Marks(), Marks())
                _ = mine.add(Senses.all[number])
                _ = theirs.add(Senses.all[other])
                #expect(mine.onlyFirst & theirs.onlySecond | mine.onlySecond & theirs.onlyFirst != 0)
                #expect(mine.onlyFirst & mine.onlySecond == 0)
            }
        }
    }

    @Test(arguments: [
        ("花呗怎么不能用", "为什么"), ("花呗怎么没有了", "为什么"), ("额度怎么降低了", "为什么"), ("花呗怎么用", "怎么"), ("怎么提高额度", "怎么"),
        ("花呗咋还", "怎么"),
    ])
    func howThatMeansWhyIsReadAsWhy(_ text: String, _ word: String) {
        let numbers = Senses.hits(in: Fold.scalars(text)).map(\.tag.number)
        #expect(numbers.contains { $0 == Senses.number(word) }, "\(numbers)")
        #expect(!numbers.contains { $0 == Senses.number(word == "怎么" ? "为什么" : "怎么") })
    }

    @Test(arguments: ["余额宝", "智能客服", "关于我们"])
    func aShorterWordIsNotSeenInALongerOne(_ text: String) {
        let numbers = Senses.hits(in: Fold.scalars(text)).map(\.tag.number)
        for word in ["余额", "能", "关闭"] { #expect(!numbers.contains { $0 == Senses.number(word) }) }
    }
}

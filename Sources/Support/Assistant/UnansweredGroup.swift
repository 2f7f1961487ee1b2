import Answers
import Terms

/// Questions that the assistant could not place and that ask the same, so that agents see what many miss.
struct UnansweredGroup: Sendable, Equatable {
    /// From here on two wordings ask the same: each covers so much of the other.
    private static let likenessMin = 0.6
    private static let likeMax = 10

    /// Newest first; never empty.
    private(set) var questions: [Unanswered]

    /// How many different people asked.
    var people: Int { Set(questions.map(\.asker)).count }

    /// Each wording once, the one asked most often first, then the shorter.
    var wordings: [String] {
        let counts = Dictionary(questions.map { ($0.text, 1) }, uniquingKeysWith: +)
        return counts.sorted {
            ($1.value, $0.key.count, $0.key) < ($0.value, $1.key.count, $1.key)
        }.map(\.key)
    }

    /// The one that stands for all.
    var lead: Unanswered { questions.first { $0.text == wordings.first } ?? questions[0] }

    /// What most people asked first, then the newest. Search itself says what is alike, within one brand and language.
    static func groups(of questions: [Unanswered]) -> [UnansweredGroup] {
        let index = SearchIndex(
            questions.enumerated().map { SearchIndex.Entry(id: String($0.offset), title: $0.element.text) })
        let likes = questions.map { question in
            Set(
                index.search(question.text, limit: likeMax).filter { $0.confidence >= likenessMin }
                    .compactMap { Int($0.id) })
        }
        var groups: [UnansweredGroup] = []
        var leads: [Int] = []
        for (number, question) in questions.enumerated() {
            let place = leads.indices.first { place in
                let lead = questions[leads[place]]
                let isAlike =
                    lead.text == question.text
                    || likes[number].contains(leads[place]) && likes[leads[place]].contains(number)
                return isAlike && lead.brand == question.brand && lead.language == question.language
            }
            if let place {
                groups[place].questions.append(question)
            } else {
                groups.append(UnansweredGroup(questions: [question]))
                leads.append(number)
            }
        }
        return groups.enumerated().sorted {
            ($1.element.people, $0.offset) < ($0.element.people, $1.offset)
        }.map(\.element)
    }
}

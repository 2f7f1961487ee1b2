import Answers
import Storage
import Terms

/// A question that leads to an article because several people went that way.
struct SearchLesson: Sendable, Hashable {
    /// Different people, however often each of them searched: one alone, or a few of them, move nothing.
    static let peopleMin = 5
    static let weightMax: Int64 = 20
    static let lessonsMax = 5_000

    let brand: BrandID
    let language: Language
    let question: String
    let slug: String
    /// People, and those once more whom it helped.
    let weight: Int64

    var learnt: SearchIndex.Learnt { SearchIndex.Learnt(query: question, entry: slug, weight: Double(weight)) }

    /// In the order in which they are read back.
    static func all(in transaction: Transaction) throws -> [SearchLesson] {
        try transaction.rows(
            """
            SELECT brand_id, language, question, slug, weight FROM search_lesson
            ORDER BY brand_id, language, question, slug LIMIT \(lessonsMax)
            """
        ).map {
            SearchLesson(
                brand: try $0.get(0), language: try $0.get(1), question: try $0.get(2), slug: try $0.get(3),
                weight: try $0.get(4))
        }
    }

    /// What the clicks teach: an article has to have at least half of those who asked, so that nobody pulls a
    /// question away from where most people go.
    static func learn(in transaction: Transaction) throws -> [SearchLesson] {
        try transaction.rows(
            """
            SELECT c.brand_id, c.language, c.question, c.slug,
                   COUNT(*) + SUM(CASE WHEN c.is_helpful THEN 1 ELSE 0 END)
            FROM search_click c
            JOIN (SELECT brand_id, language, question, COUNT(DISTINCT person) AS people
                  FROM search_click GROUP BY brand_id, language, question
                  HAVING COUNT(DISTINCT person) >= \(peopleMin)) a
              ON a.brand_id = c.brand_id AND a.language = c.language AND a.question = c.question
            GROUP BY c.brand_id, c.language, c.question, c.slug, a.people
            HAVING COUNT(*) >= \(peopleMin) AND 2 * COUNT(*) >= a.people
            ORDER BY COUNT(*) DESC, c.brand_id, c.language, c.question, c.slug LIMIT \(lessonsMax)
            """
        ).map {
            SearchLesson(
                brand: try $0.get(0), language: try $0.get(1), question: try $0.get(2), slug: try $0.get(3),
                weight: min(weightMax, try $0.get(4)))
        }
    }
}

// MARK: - Once a day

extension SearchLesson {
    private static let daily = "search.learn"
    /// When it is night in China.
    private static let hourOfDay: Int64 = 19

    /// The key is the day, so that many nodes plan it once.
    static func planDay(in transaction: Transaction) throws {
        let day = transaction.now.milliseconds / SearchClick.dayMilliseconds + 1
        let at = Moment(milliseconds: day * SearchClick.dayMilliseconds).adding(seconds: hourOfDay * 3_600)
        try transaction.enqueue(daily, key: String(day), at: at)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(daily) { _ in
                // Should one day fail, the next is planned all the same.
                try await desk.storage.write { try planDay(in: $0) }
                try await desk.storage.write { try renew(in: $0) }
                await desk.readPublished()
            }
        ]
    }

    /// In place of what was learnt before, where it is something else. Nodes see it by the articles' stamp.
    static func renew(in transaction: Transaction) throws {
        let oldest = transaction.now.milliseconds / SearchClick.dayMilliseconds - SearchClick.keepDays
        try transaction.execute("DELETE FROM search_click WHERE day < \(oldest)")
        let (known, new) = (try all(in: transaction), try learn(in: transaction))
        guard Set(known) != Set(new) else { return }
        try transaction.execute("DELETE FROM search_lesson")
        for lesson in new {
            try transaction.put(
                """
                INSERT INTO search_lesson (brand_id, language, question, slug, weight)
                VALUES (\(lesson.brand), \(lesson.language), \(lesson.question), \(lesson.slug), \(lesson.weight))
                """)
        }
        try ArticleVersion.grow(in: transaction)
    }
}

import Answers
import Foundation
import Storage
import Terms
import Testing

@testable import Support

@Suite struct SearchLessons {
    /// No article has the first word of it.
    private static let odd = "qxzvjkqp"
    private static let question = "qxzvjkqp 提现没到账"

    /// So many customers of uPay.
    private static func customers(_ count: Int, _ cast: Cast) async throws -> [String] {
        var tokens: [String] = []
        for number in 0..<count {
            let customer = try await cast.storage.write { transaction in
                try Customer.add(
                    transaction.newID(), brand: BrandID("upay"), name: "客\(number)", phone: "1370000000\(number)",
                    email: nil, passwordHash: "x", language: .zhHans, in: transaction)
            }
            tokens.append(try await cast.token(customer))
        }
        return tokens
    }

    private static func open(_ slug: String, after question: String, as token: String?, _ cast: Cast) async throws {
        let path = "/upay/help/articles/\(slug)?q=\(Cast.encoded(question))"
        let reply = try await cast.page(path, cookies: token.map { ["customer_upay": $0] } ?? [:])
        #expect(reply.status == 200)
    }

    private static func learn(_ cast: Cast) async throws {
        try await cast.storage.write { try SearchLesson.renew(in: $0) }
        await cast.desk.readPublished()
    }

    private static func found(_ question: String, _ cast: Cast) async throws -> [String] {
        try await cast.get("/api/v1/help/search?brand=upay&q=\(Cast.encoded(question))").json["results"].list
            .compactMap { $0["slug"].string }
    }

    /// The article that a reader of the results would open.
    private static func first(_ cast: Cast) async throws -> String {
        try #require(try await found(question, cast).first)
    }

    @Test("a word that no article has finds one after several people went there by it", arguments: TestEngine.available)
    func learnt(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let slug = try await Self.first(cast)
            let people = try await Self.customers(SearchLesson.peopleMin, cast)
            #expect(try await Self.found(Self.odd, cast) == [])
            for token in people.dropLast() { try await Self.open(slug, after: Self.question, as: token, cast) }
            try await Self.learn(cast)
            #expect(try await Self.found(Self.odd, cast) == [], "one too few")
            try await Self.open(slug, after: Self.question, as: people.last, cast)
            try await Self.learn(cast)
            #expect(try await Self.found(Self.odd, cast) == [slug])
            #expect(try await Self.found(Self.odd, cast).contains("refund") == false)
        }
    }

    @Test("one person, or one network of strangers, moves nothing however often", arguments: TestEngine.available)
    func one(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let slug = try await Self.first(cast)
            let token = try await cast.token(cast.mira)
            for _ in 0..<(SearchLesson.peopleMin * 2) {
                try await Self.open(slug, after: Self.question, as: token, cast)
                try await Self.open(slug, after: Self.question, as: nil, cast)
            }
            #expect(try await cast.count("SELECT COUNT(*) FROM search_click") == 2)
            try await Self.learn(cast)
            #expect(try await Self.found(Self.odd, cast) == [])
        }
    }

    @Test(
        "an article that is not among the results, or a question that may be about somebody, is not kept",
        arguments: TestEngine.available)
    func notKept(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let slug = try await Self.first(cast)
            try await Self.open("rate-us", after: Self.odd, as: token, cast)
            for question in [
                "提现没到账 13800000101", "提现没到账 mira@example.com", "提现没到账 我的密码是 Hunter2xyz",
                "提现没到账" + String(repeating: "啊", count: 60),
            ] { try await Self.open(slug, after: question, as: token, cast) }
            #expect(try await cast.count("SELECT COUNT(*) FROM search_click") == 0)
            try await Self.open(slug, after: "提现  没到账", as: token, cast)
            let kept = try await cast.storage.read {
                try $0.rows("SELECT question, person FROM search_click").map {
                    [try $0.get(0, as: String.self), try $0.get(1, as: String.self)]
                }
            }
            #expect(kept.first?.first == "提现 没到账" && kept.count == 1)
            #expect(kept.first?.last?.contains(cast.mira.id.text) == false, "nobody's name")
        }
    }

    @Test(
        "the result's link carries the question, and “helpful” after it counts once more",
        arguments: TestEngine.available)
    func helpful(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let slug = try await Self.first(cast)
            let link = "/upay/help/articles/\(slug)?q=\(Cast.encoded(Self.question))"
            let results = try await cast.page("/upay/help/search?q=\(Cast.encoded(Self.question))").text
            #expect(results.contains("href=\"\(link)\""))
            for token in try await Self.customers(SearchLesson.peopleMin, cast) {
                let reader = CheckBrowser(cast, cookies: ["customer_upay": token])
                var browser = reader
                let page = try await browser.get(link)
                #expect(page.text.contains("name=\"q\" value=\"\(Self.question)\""))
                let vote = ["helpful": "yes", "q": Self.question, "csrf": browser.csrf()]
                _ = try await browser.submit("/upay/help/articles/\(slug)/votes", vote)
            }
            try await Self.learn(cast)
            let lessons = try await cast.storage.read { try SearchLesson.all(in: $0) }
            #expect(lessons.map(\.weight) == [Int64(2 * SearchLesson.peopleMin)])
        }
    }

    @Test("many who search for one product and open another do not swap the two", arguments: TestEngine.available)
    func guarded(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (question, right) = ("充值没到账", try await Self.found("充值没到账", cast))
            let wrong = try #require(right.first { $0.hasPrefix("withdraw") } ?? right.last)
            #expect(right.first != wrong)
            let count = SearchLesson.peopleMin + 3
            for token in try await Self.customers(count, cast) {
                try await Self.open(wrong, after: question, as: token, cast)
            }
            try await Self.learn(cast)
            #expect(try await cast.storage.read { try SearchLesson.all(in: $0) }.count == 1, "it was learnt")
            #expect(try await Self.found(question, cast).first == right.first)
            #expect(try await Self.found("充值", cast).first == "top-up")
        }
    }

    @Test("余额 and 零钱 stay what they are, whatever is clicked")
    func entities() {
        let index = SearchIndex(
            [
                .init(id: "balance", title: "余额怎么查", body: "余额在首页。"),
                .init(id: "change", title: "零钱怎么查", body: "零钱在第二页。"),
            ], entities: ["余额", "零钱"]
        ).learning((0..<20).map { _ in .init(query: "余额怎么查", entry: "change", weight: 20) })
        #expect(index.search("余额怎么查", limit: 2).first?.id == "balance")
        #expect(index.search("零钱怎么查", limit: 2).first?.id == "change")
    }

    @Test("once a day it is learnt by itself, and old clicks are forgotten", arguments: TestEngine.available)
    func daily(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let slug = try await Self.first(cast)
            for token in try await Self.customers(SearchLesson.peopleMin, cast) {
                try await Self.open(slug, after: Self.question, as: token, cast)
            }
            try await cast.storage.write { try SearchLesson.planDay(in: $0) }
            cast.clock.advance(seconds: 2 * 86_400)
            await cast.settle()
            #expect(try await Self.found(Self.odd, cast) == [slug])
            cast.clock.advance(seconds: (SearchClick.keepDays + 1) * 86_400)
            await cast.settle()
            #expect(try await cast.count("SELECT COUNT(*) FROM search_click") == 0)
            #expect(try await Self.found(Self.odd, cast) == [])
        }
    }
}

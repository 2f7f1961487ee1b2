import Foundation
import HTTPTypes
import Logging
import Storage
import Terms
import Testing

@testable import Support

/// Agents who write for uPay's readers.
struct Newsroom: Sendable {
    static let refund = "/desk/articles/upay/zh-Hans/refund"
    /// With what it takes to be published.
    static let fields = [
        "title": "退款要等多久", "summary": "一到三天。", "category": "refund", "questions": "钱几时退\n退款几天到",
        "keywords": "退款，多久", "related": "refund-pending", "body": "等 **三天**，打 {phone}。",
    ]

    let cast: Cast
    /// Cookies.
    let chen: String
    let zhao: String
    let zhou: String

    static func open(on engine: TestEngine, _ body: @Sendable (Newsroom) async throws -> Void) async throws {
        try await Cast.play(on: engine) { cast in
            try await body(
                Newsroom(
                    cast: cast, chen: cast.token(cast.chen), zhao: cast.token(cast.zhao), zhou: cast.token(cast.zhou)))
        }
    }

    func get(_ path: String, as cookie: String) async throws -> Reply {
        try await cast.page(path, cookies: ["agent": cookie])
    }

    func post(_ path: String, _ fields: [String: String] = [:], as cookie: String) async throws -> Reply {
        try await cast.submit(
            path, fields.merging(["csrf": Session(token: cookie).csrf]) { $1 }, cookies: ["agent": cookie])
    }

    /// What an editor's page carries of the newest version.
    func seen(_ path: String) async throws -> String {
        let text = try await get(path, as: chen).text
        return text.firstMatch(of: /name="seen" value="([0-9.]+)"/).map { String($0.1) } ?? "none"
    }

    /// The fields with some changed, and with the stamp of now.
    func typed(_ changes: [String: String] = [:], at path: String = Newsroom.refund) async throws -> [String: String] {
        Self.fields.merging(changes) { $1 }.merging(["seen": try await seen(path)]) { $1 }
    }

    func publish(_ changes: [String: String] = [:], at path: String = Newsroom.refund) async throws {
        let reply = try await post("\(path)/publications", try await typed(changes, at: path), as: zhou)
        #expect(reply.location == "\(path)?done=published", "\(reply.status)")
    }

    /// What a reader finds.
    func read(_ slug: String = "refund", language: String = "zh-Hans") async throws -> Reply {
        try await cast.page("/upay/help/articles/\(slug)?language=\(language)")
    }

    func found(_ question: String, brand: String = "upay") async throws -> [String] {
        try await cast.get("/api/v1/help/search?brand=\(brand)&q=\(Cast.encoded(question))").json["results"].list
            .compactMap { $0["slug"].string }
    }

    func versions() async throws -> [String] {
        try await cast.storage.read {
            try $0.rows("SELECT slug, number, state FROM article_version ORDER BY slug, number").map {
                "\(try $0.get(0, as: String.self)) \(try $0.get(1, as: Int.self)) \(try $0.get(2, as: String.self))"
            }
        }
    }
}

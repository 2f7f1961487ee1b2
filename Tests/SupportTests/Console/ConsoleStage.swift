import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Terms
import Testing
import Wallet

@testable import Support

/// The cast at the desk: sessions of two agents and of a customer who paid ¥88.00 for something.
struct ConsoleStage: Sendable {
    let cast: Cast
    /// Cookies and tokens at once.
    let chen: String
    let zhao: String
    let mira: String
    let payment: WalletTransaction

    private var desk: Desk { cast.desk }
    var clock: TestClock { cast.clock }

    /// `isWalletDown` puts a wallet that nobody answers for in the place of the embedded one.
    static func run(
        on engine: TestEngine, isWalletDown: Bool = false, _ body: @Sendable (ConsoleStage) async throws -> Void
    ) async throws {
        let silent: any Wallet = WalletConnector(url: "http://127.0.0.1:1", token: "wallet-token-for-tests")
        let wallet: @Sendable (Ledger) -> any Wallet = { isWalletDown ? silent : $0 }
        try await Cast.play(on: engine, wallet: wallet) { cast in
            try await cast.fund(cast.mira, 10_000)
            let payment = try await cast.pay(cast.mira, 8_800, to: "星光书店")
            try await body(
                ConsoleStage(
                    cast: cast, chen: cast.token(cast.chen), zhao: cast.token(cast.zhao), mira: cast.token(cast.mira),
                    payment: payment))
        }
    }
}

// MARK: - What they do

extension ConsoleStage {
    struct Answer: Sendable {
        let status: Int
        let text: String
        let headers: HTTPFields

        /// The value of a field of the JSON, as text.
        func field(_ name: String) -> String? {
            let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]
            return object?[name].map { "\($0)" } ?? (object?["error"] as? [String: Any])?[name].map { "\($0)" }
        }
    }

    /// The customer opens a conversation and, unless told otherwise, asks for a person.
    func conversation(_ text: String = "付了 88，页面卡住了", isWaiting: Bool = true) async throws -> ConversationID {
        try await desk.storage.write { [mira, payment] transaction in
            let party = try transaction.party(mira)
            let opening = Conversation.Opening(text: try MessageText(text), transaction: payment.id)
            let opened = try Conversation.open(opening, by: party, key: nil, in: transaction)
            return isWaiting ? try Conversation.handOver(opened.id, by: party, in: transaction).id : opened.id
        }
    }

    func get(_ path: String, as cookie: String?) async throws -> Answer {
        try await send(path, .get, cookie.map { ["Cookie": "agent=\($0)"] } ?? [:], "")
    }

    /// Posts a form as a browser does. `csrf` nil leaves the field out, as another site would have to.
    func post(_ path: String, _ fields: [String: String] = [:], as cookie: String, csrf: Bool = true) async throws
        -> Answer
    {
        var fields = fields
        if csrf { fields["csrf"] = Session(token: cookie).csrf }
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        let headers = ["Cookie": "agent=\(cookie)", "Content-Type": "application/x-www-form-urlencoded"]
        return try await send(path, .post, headers, body.joined(separator: "&"))
    }

    /// Calls as a program does.
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ json: String = "{}", as token: String?, key: String? = nil
    ) async throws -> Answer {
        var headers = ["Content-Type": "application/json"]
        if let token { headers["Authorization"] = "Bearer \(token)" }
        if let key { headers["Idempotency-Key"] = key }
        return try await send("/api/v1" + path, method, headers, method == .get ? "" : json)
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: [String: String], _ body: String
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        let response = try await cast.client.execute(
            uri: path, method: method, headers: fields, body: body.isEmpty ? nil : ByteBuffer(string: body))
        return Answer(
            status: response.status.code, text: String(buffer: response.body), headers: response.headers)
    }
}

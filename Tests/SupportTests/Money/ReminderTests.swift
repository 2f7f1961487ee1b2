import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Reminders {
    private static func play(on engine: TestEngine, _ body: @escaping @Sendable (Cast) async throws -> Void)
        async throws
    {
        try await Cast.play(on: engine, clockRuns: true) { cast in try await cast.working { try await body(cast) } }
    }

    /// A customer whose transfer is at the bank, with a conversation about it.
    private static func begin(_ cast: Cast) async throws -> (token: String, id: TransactionID, conversation: String) {
        let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"transfer.processing_at_bank\"}")
        let token = try #require(made.json["token"].string)
        let id = try #require(made.json["facts"]["transaction"].string)
        let conversation = try await cast.open("转账还没到账", as: token)
        try await cast.until("the assistant has answered") {
            try await cast.storage.read {
                try $0.first("SELECT 1 FROM conversation WHERE transaction_id = \(id)") != nil
            }
        }
        return (token, TransactionID(id), conversation)
    }

    private static func ask(_ cast: Cast, _ token: String, _ id: TransactionID) async throws -> Reply {
        let cookies = ["customer_upay": token]
        return try await cast.submit(
            "/upay/transactions/\(id)/reminders", ["csrf": Session(token: token).csrf], cookies: cookies)
    }

    @Test("asked twice it is noted once; late, a person is called once", arguments: TestEngine.available)
    func late(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let (token, id, conversation) = try await Self.begin(cast)
            let page = try await cast.page("/upay/transactions/\(id)", cookies: ["customer_upay": token]).text
            #expect(page.contains("/transactions/\(id)/reminders") && !page.contains("about=trace"))
            for _ in 0..<2 { #expect(try await Self.ask(cast, token, id).status == 303) }
            let noted = try await cast.messages(conversation, as: token)
            #expect(noted.count { $0["text"].string == ReminderTexts.noted(.zhHans) } == 1)
            let due: Moment = try await cast.storage.read {
                try #require(try $0.first("SELECT due_at FROM reminder")).get(0)
            }
            cast.clock.advance(seconds: due.seconds(since: cast.clock.now) + 5)
            try await cast.until("it is said") {
                try await cast.messages(conversation, as: token).contains {
                    $0["text"].string == ReminderTexts.late(.zhHans)
                }
            }
            let said = try await cast.messages(conversation, as: token)
            #expect(said.count { $0["text"].string == ReminderTexts.late(.zhHans) } == 1)
            let now = try await cast.get("/api/v1/conversations/\(conversation)", as: token)
            #expect(now.json["state"].string == "waiting")
            let notices = try await cast.storage.read {
                try $0.rows("SELECT medium FROM notice WHERE template = 'reminder_late'").count
            }
            #expect(notices == 2, "by SMS and by e-mail")
        }
    }

    @Test("when the wallet has settled it, whoever asked is told, once", arguments: TestEngine.available)
    func settled(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let (token, id, conversation) = try await Self.begin(cast)
            _ = try await Self.ask(cast, token, id)
            let owner: String = try await cast.storage.read {
                try #require(try $0.first("SELECT customer_id FROM reminder")).get(0)
            }
            let change = WalletChanges.Change(transaction: id, customer: CustomerID(owner), state: .succeeded)
            for _ in 0..<2 { try await cast.storage.write { try Reminder.settle(change, in: $0) } }
            let notices = try await cast.storage.read {
                try $0.rows("SELECT medium FROM notice WHERE template = 'reminder_settled'").count
            }
            #expect(notices == 2)
            let told = try await cast.messages(conversation, as: token)
            #expect(told.count { $0["text"].string == ReminderTexts.done(.zhHans) } == 1, "and in the talk")
        }
    }

    @Test("others cannot ask about it, and nothing is asked about what is settled", arguments: TestEngine.available)
    func refused(on engine: TestEngine) async throws {
        try await Self.play(on: engine) { cast in
            let (_, id, _) = try await Self.begin(cast)
            let theo = try await cast.token(cast.theo)
            #expect(try await Self.ask(cast, theo, id).status == 404)
            #expect(
                try await cast.page("/upay/transactions/\(id)/proof", cookies: ["customer_upay": theo]).status == 404)
            try await cast.fund(cast.mira)
            let paid = try await cast.pay(cast.mira, 3_200)
            let mira = try await cast.token(cast.mira)
            try await cast.until("it is paid") {
                try await cast.ledger.transaction(paid.id, of: cast.mira.id).state == .succeeded
            }
            #expect(try await Self.ask(cast, mira, paid.id).status == 409)
            let proof = try await cast.page("/upay/transactions/\(paid.id)/proof", cookies: ["customer_upay": mira])
            #expect(proof.status == 200 && proof.text.contains(paid.number.grouped))
            #expect(!proof.text.contains(cast.mira.name), "the payer's name is masked")
        }
    }
}

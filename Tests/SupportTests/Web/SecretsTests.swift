import Terms
import Testing

@testable import Storage
@testable import Support

@Suite struct TypedSecrets {
    private static let secrets = ["482913", "Abc12345xyz", "4111111111111111", "4111 1111 1111 1111"]
    private static let words = ["验证码 482913", "我的密码是 Abc12345xyz", "卡号 4111111111111111", "卡 4111 1111 1111 1111"]

    @Test(
        "a code, a password or a card number is never stored, whichever way it is typed",
        arguments: TestEngine.available)
    func neverStored(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let (token, csrf) = (party.session.token, party.session.csrf)
            let cookies = ["customer_upay": token]
            for text in Self.words {
                let id = try await cast.open(text, as: token)
                #expect(try await cast.say(text, in: id, as: token).status == 201)
                let said = try await cast.messages(id, as: token)
                let warnings = said.filter { $0["text"].string == ConversationTexts.secretMasked(.zhHans) }
                #expect(warnings.count == 2, "once a message: \(text)")
                #expect(warnings.allSatisfy { $0["author"]["kind"].string == "system" })
                let body = "{\"brand\":\"upay\",\"topic\":\(Cast.quoted(text)),\"text\":\(Cast.quoted(text))}"
                #expect(try await cast.post("/api/v1/conversations", body, as: token).status == 201)
                let form = ["topic": text, "text": text, "csrf": csrf]
                for path in ["/upay/tickets", "/upay/chat", "/upay/chat/\(id)/messages"] {
                    #expect(try await cast.submit(path, form, cookies: cookies).status == 303)
                }
                try await Self.byAgents(cast, id, text)
                #expect(try await cast.post("/api/v1/conversations/\(id)/closures", as: token).status == 201)
                let marks = "{\"experience\":5,\"attitude\":5,\"efficiency\":5,\"comment\":\(Cast.quoted(text))}"
                #expect(try await cast.post("/api/v1/conversations/\(id)/feedback", marks, as: token).status == 201)
            }
            await cast.settle()
            let stored = try await Self.everything(cast)
            for secret in Self.secrets {
                for text in stored where text.contains(secret) { Issue.record("\(secret) is stored: \(text)") }
            }
            #expect(
                stored.contains { $0.contains("••••") }, "the masked words are there, so this looked at the right place"
            )
        }
    }

    private static func byAgents(_ cast: Cast, _ id: String, _ text: String) async throws {
        let conversation = ConversationID(id)
        let words = try MessageText(text)
        try await cast.storage.write { transaction in
            _ = try Conversation.assign(conversation, to: cast.chen, in: transaction)
            _ = try Message.reply(words, in: conversation, by: cast.chen, key: nil, in: transaction)
            _ = try Note.add(words, to: conversation, by: cast.chen, key: nil, in: transaction)
        }
    }

    private static let tables: [String: SQL] = [
        "account_change": "SELECT * FROM account_change",
        "account_lock": "SELECT * FROM account_lock",
        "announcement": "SELECT * FROM announcement",
        "appeal": "SELECT * FROM appeal",
        "article_view": "SELECT * FROM article_view", "article_vote": "SELECT * FROM article_vote",
        "article_question": "SELECT * FROM article_question", "article_stamp": "SELECT * FROM article_stamp",
        "article_version": "SELECT * FROM article_version", "search_click": "SELECT * FROM search_click",
        "search_lesson": "SELECT * FROM search_lesson",
        "code_sent": "SELECT * FROM code_sent",
        "device": "SELECT * FROM device",
        "disowned_transaction": "SELECT * FROM disowned_transaction",
        "failed_transaction": "SELECT * FROM failed_transaction",
        "failure_count": "SELECT * FROM failure_count",
        "former_contact": "SELECT * FROM former_contact",
        "identity_check": "SELECT * FROM identity_check",
        "identity_proof": "SELECT * FROM identity_proof",
        "incident": "SELECT * FROM incident",
        "incident_affected": "SELECT * FROM incident_affected",
        "lost_factor": "SELECT * FROM lost_factor",
        "money_order": "SELECT * FROM money_order",
        "notice": "SELECT * FROM notice",
        "passkey": "SELECT * FROM passkey",
        "passkey_challenge": "SELECT * FROM passkey_challenge",
        "recovery_code": "SELECT * FROM recovery_code",
        "two_factor": "SELECT * FROM two_factor",
        "agent": "SELECT * FROM agent", "conversation": "SELECT * FROM conversation",
        "customer": "SELECT * FROM customer",
        "unanswered": "SELECT * FROM unanswered", "wording": "SELECT * FROM wording",
        "event": "SELECT * FROM event", "feed_position": "SELECT * FROM feed_position",
        "feedback": "SELECT * FROM feedback", "job": "SELECT * FROM job", "message": "SELECT * FROM message",
        "migration": "SELECT * FROM migration", "note": "SELECT * FROM note",
        "refund_request": "SELECT * FROM refund_request", "session": "SELECT * FROM session",
        "wallet_account": "SELECT * FROM wallet_account", "wallet_card": "SELECT * FROM wallet_card",
        "wallet_card_attempt": "SELECT * FROM wallet_card_attempt", "wallet_limit": "SELECT * FROM wallet_limit",
        "wallet_order": "SELECT * FROM wallet_order", "wallet_posting": "SELECT * FROM wallet_posting",
        "wallet_step": "SELECT * FROM wallet_step", "wallet_transaction": "SELECT * FROM wallet_transaction",
        "wallet_usage": "SELECT * FROM wallet_usage",
    ]

    /// Every text in every table.
    private static func everything(_ cast: Cast) async throws -> [String] {
        try await cast.storage.read { transaction in
            let known: SQL =
                transaction.dialect == .sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
            let names = try transaction.rows(known).map { try $0.get(0, as: String.self) }
            #expect(names.sorted() == tables.keys.sorted(), "a table that this test does not look into")
            return try tables.values.flatMap { sql in
                try transaction.rows(sql).flatMap { row in
                    row.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
                }
            }
        }
    }
}

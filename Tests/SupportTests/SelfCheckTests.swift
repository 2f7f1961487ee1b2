import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct SelfChecks {
    @Test("after a storm of customers, agents and refunds everything adds up", arguments: TestEngine.available)
    func storm(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let token = try await cast.token(cast.mira)
            let id = try await cast.open("88 块钱没了", as: token)
            let conversation = ConversationID(id)
            _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
            let agents = [cast.chen, cast.zhao, cast.zhou]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<30 {
                    let agent = agents[index % 3]
                    group.addTask {
                        _ = try await cast.say("第 \(index) 句", in: id, as: token, key: "k\(index / 2)")
                        // Two of the three are refused each time: that is the point.
                        _ = try? await cast.storage.write { try Conversation.assign(conversation, to: agent, in: $0) }
                        _ = try? await cast.storage.write { transaction in
                            _ = try Message.reply(
                                MessageText("回 \(index)"), in: conversation, by: agent, key: nil, in: transaction)
                            _ = try RefundRequest.open(
                                payment, amount: Money(minor: 100, currency: .cny), in: conversation, by: agent,
                                key: "r\(index)", transaction)
                        }
                        await cast.runner.runDue()
                    }
                }
                try await group.waitForAll()
            }
            await cast.settle()
            let (holders, refunds) = try await cast.storage.read { transaction in
                (
                    try transaction.rows("SELECT id FROM event WHERE kind = 'conversation.assigned'").count,
                    try RefundRequest.all(of: conversation, in: transaction)
                )
            }
            #expect(holders == 1, "one of them got it")
            #expect(!refunds.isEmpty && refunds.allSatisfy { $0.state == .succeeded })
            let account = try await cast.ledger.account(cast.mira.id)
            #expect(account.balance.minor == 41_200 + 100 * Int64(refunds.count))
            #expect(try await cast.problems() == [])
        }
    }

    @Test("damage is found, each kind of it", arguments: TestEngine.available)
    func damage(on engine: TestEngine) async throws {
        for (what, harm) in Self.harms {
            try await Cast.play(on: engine, checks: false) { cast in
                try await cast.fund(cast.mira)
                _ = try await cast.pay(cast.mira, 1_250)
                let id = try await cast.open(as: cast.token(cast.mira))
                _ = try await cast.say("第二句", in: id, as: cast.token(cast.mira))
                #expect(try await cast.problems() == [], "\(what): nothing is wrong before")
                try await cast.storage.write { try $0.execute(harm) }
                let problems = try await cast.problems()
                #expect(!problems.isEmpty, "\(what) is not noticed")
            }
        }
    }

    private static let harms: [(String, SQL)] = [
        ("a lost message", "DELETE FROM message WHERE position = 1"),
        ("a lost last message", "UPDATE conversation SET last_position = last_position + 1"),
        ("a message without its event", "DELETE FROM event WHERE kind = 'message.posted'"),
        (
            "money from nowhere",
            "UPDATE wallet_account SET balance = balance + 1 WHERE kind = 'balance' AND balance > 0"
        ),
        ("a lost posting", "DELETE FROM wallet_posting WHERE amount = 1250"),
        ("a hold without money", "UPDATE wallet_transaction SET held = 1 WHERE amount = 1250"),
        ("a refund that never was", "UPDATE wallet_transaction SET refunded = 1 WHERE amount = 1250"),
        ("a lost step", "DELETE FROM wallet_step WHERE position = 1"),
    ]
}

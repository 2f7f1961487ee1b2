import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct IncidentTellings {
    private static let over = IncidentTexts.over.filling(IncidentTexts.name(.payment))

    @Test(
        "whoever was hit, has a conversation about it or asked, is told once when it is over, and nobody else",
        arguments: TestEngine.available)
    func everyone(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 1_000)
            try await cast.fund(cast.theo, 1_000)
            try await cast.follow()
            let incident = try await cast.begin()
            let other = try await cast.begin(cast.outage(.cards))
            // Mira's payment fails in it; Theo asks to be told, twice; Nora is another brand's.
            #expect(try await cast.pay(cast.mira, 90_000).state == .failed)
            try await cast.follow()
            for _ in 0..<2 {
                try await cast.storage.write { try Incident.follow(incident.id, by: cast.theo, in: $0) }
            }
            await #expect(throws: Refusal.self) {
                try await cast.storage.write { try Incident.follow(incident.id, by: cast.nora, in: $0) }
            }
            // A visitor asks about it, another about something else.
            let asking = try await Self.visitor(cast, "payment.network_timeout")
            let elsewhere = try await Self.visitor(cast, "refund.pending")
            cast.clock.advance(seconds: 60)
            try await cast.end(incident)
            let notices = try await cast.notices("incident_over")
            #expect(Set(notices.map(\.address)) == Set([cast.mira.phone, cast.theo.phone].compactMap { $0 }))
            #expect(notices.count == 2, "once each, on one contact")
            #expect(notices.allSatisfy { $0.text.hasPrefix(Self.over(.zhHans)) })
            #expect(try await Self.said(cast, asking) == 1)
            #expect(try await Self.said(cast, elsewhere) == 0)
            // The job again, and the end again: nothing more.
            try await cast.storage.write { try $0.enqueue(Incident.telling, key: incident.id.text) }
            try await cast.end(incident)
            #expect(try await cast.notices("incident_over").count == 2)
            #expect(try await Self.said(cast, asking) == 1)
            try await cast.end(other)
            #expect(try await cast.notices("incident_over").count == 2, "nobody was hit by the other")
        }
    }

    @Test("where there is a conversation about it, it is said there and not by SMS", arguments: TestEngine.available)
    func inConversation(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 1_000)
            let incident = try await cast.begin()
            #expect(try await cast.pay(cast.mira, 90_000).state == .failed)
            try await cast.follow()
            let id = ConversationID(try await cast.open("付款失败", as: cast.token(cast.mira)))
            await cast.settle()
            let code = try await cast.storage.read { try Conversation.find(id, in: $0).code }
            #expect(code == "payment.incident")
            try await cast.end(incident)
            #expect(try await Self.said(cast, id) == 1)
            #expect(try await cast.notices("incident_over") == [])
        }
    }

    @Test(
        "what failed before the proposal was published is told, too: it began when the failures did",
        arguments: TestEngine.available)
    func before(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 1_000)
            for index in 0..<8 { _ = try await cast.pay(cast.mira, 90_000, key: "pay-\(index)") }
            try await cast.follow()
            try await cast.look()
            let found = try #require(try await cast.incidents(.proposed).first)
            cast.clock.advance(seconds: 120)
            try await cast.storage.write {
                try Incident.publish(found.id, by: cast.zhou, cast.desk.brands, in: $0)
            }
            try await cast.end(found)
            #expect(try await cast.notices("incident_over").map(\.address) == [cast.mira.phone])
        }
    }

    @Test(
        "what was still under way after a minute was hit, what had succeeded was not", arguments: TestEngine.available)
    func underWay(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 100_000)
            try await cast.fund(cast.theo, 100_000)
            try await cast.follow()
            try await cast.begin(cast.outage(.transfer))
            func transfer(_ customer: Customer, to name: String) async throws {
                let account = Transfer.Recipient.bankAccount(
                    name: name, bank: "工商银行", number: Sandbox.cardNumber(bin: "622202", endingIn: "6217"))
                let order = Transfer(
                    customer: customer.id, amount: Money(minor: 5_000, currency: .cny), recipient: account)
                _ = try await cast.ledger.transfer(order, key: "transfer")
            }
            try await transfer(cast.mira, to: Sandbox.slowRecipient)
            try await transfer(cast.theo, to: "沈言")
            try await cast.follow()
            cast.clock.advance(seconds: 61)
            await cast.settle()
            let hit = try await cast.storage.read {
                try $0.rows("SELECT customer_id FROM incident_affected").map { try $0.get(0, as: CustomerID.self) }
            }
            #expect(hit == [cast.mira.id])
        }
    }

    @Test("a job that was cut off goes on where it stopped", arguments: TestEngine.available)
    func resumes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let incident = try await cast.begin()
            for customer in [cast.mira, cast.theo] {
                try await cast.storage.write { try Incident.follow(incident.id, by: customer, in: $0) }
            }
            // Mira was told by the run before; Theo was not.
            try await cast.storage.write { transaction in
                try transaction.execute(
                    """
                    UPDATE incident_affected SET told_at = \(transaction.now) WHERE customer_id = \(cast.mira.id)
                    """)
            }
            try await cast.end(incident)
            #expect(try await cast.notices("incident_over").map(\.address) == [cast.theo.phone])
        }
    }

    private static func visitor(_ cast: Cast, _ code: String) async throws -> ConversationID {
        try await cast.storage.write { transaction in
            let party = try Session.open(visitorOf: Cast.upay, in: transaction)
            let made = try Conversation.open(.init(), by: party, key: nil, in: transaction)
            try made.found(code: code, transaction: nil, in: transaction)
            return made.id
        }
    }

    /// How often it was said there that it is over.
    private static func said(_ cast: Cast, _ id: ConversationID) async throws -> Int {
        try await cast.storage.read { try Message.after(0, in: id, $0) }.filter { $0.text == over(.zhHans) }.count
    }
}

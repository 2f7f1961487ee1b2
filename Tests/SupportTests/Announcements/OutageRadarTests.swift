import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct OutageRadars {
    @Test(
        "far above the usual is a burst, and noise is none",
        arguments: [
            (8, [0, 0, 0, 0, 0, 0, 0], true), (7, [0, 0, 0, 0, 0, 0, 0], false), (23, [2, 2, 2, 2, 2, 2, 2], true),
            (12, [2, 2, 2, 2, 2, 2, 2], false), (40, [10, 12, 9, 11, 10, 8, 12], false),
            (60, [10, 12, 9, 11, 10, 8, 12], true), (60, [0, 0, 0, 70, 0, 0, 0], false),
        ])
    func burst(count: Int, days: [Int], isBurst: Bool) {
        #expect(OutageRadar.isBurst(count, usual: days) == isBurst)
    }

    /// So many failures in the five minutes of this moment.
    private static func fail(
        _ cast: Cast, _ count: Int, bank: String = "", reason: String = "network_timeout", daysAgo: Int64 = 0,
        secondsAgo: Int64 = 0
    ) async throws {
        let moment = cast.clock.now.adding(seconds: -daysAgo * 86_400 - secondsAgo)
        let slot = moment.milliseconds / OutageRadar.slotMilliseconds
        try await cast.storage.write { transaction in
            try transaction.execute(
                """
                INSERT INTO failure_count (brand_id, slot, function, bank, reason, failures)
                VALUES ('upay', \(slot), 'payment', \(bank), \(reason), \(count))
                ON CONFLICT (brand_id, slot, function, bank, reason)
                DO UPDATE SET failures = failure_count.failures + \(count)
                """)
        }
    }

    @Test("a burst of failures is proposed once, with the numbers that made it", arguments: TestEngine.available)
    func failures(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for day in 1...7 { try await Self.fail(cast, 2, daysAgo: Int64(day)) }
            try await Self.fail(cast, 9)
            try await Self.fail(cast, 14, secondsAgo: 300)
            for _ in 0..<3 { try await cast.look() }
            let found = try await cast.incidents(.proposed, .begun)
            #expect(found.count == 1)
            let signs = Incident.Signs(kind: .failures, count: 23, usual: 2, cause: "network_timeout")
            #expect(found.first?.signs == signs)
            #expect(found.first?.scope == .init(function: .payment))
            #expect(try await cast.announced() == ["incident.proposed"])
            try await cast.look(brand: BrandID("topay"))
            #expect(try await cast.incidents(.proposed).count == 1, "another brand has no part in it")
        }
    }

    @Test("the usual noise is not proposed, nor what was more than ten minutes ago", arguments: TestEngine.available)
    func noise(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for day in 1...7 { try await Self.fail(cast, 8 + day % 3, daysAgo: Int64(day)) }
            try await Self.fail(cast, 30)
            try await Self.fail(cast, 500, secondsAgo: 1_200)
            try await cast.look()
            #expect(try await cast.incidents(.proposed) == [])
            // The same number where it is unusual.
            try await Self.fail(cast, 38, reason: "declined_by_bank")
            try await cast.look()
            #expect(try await cast.incidents(.proposed).map(\.signs?.cause) == ["declined_by_bank"])
        }
    }

    @Test("the trouble of one bank is proposed for that bank, that of many for all", arguments: TestEngine.available)
    func banks(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.fail(cast, 18, bank: "平安银行")
            try await Self.fail(cast, 2, bank: "招商银行")
            try await cast.look()
            #expect(try await cast.incidents(.proposed).map(\.scope.bank) == ["平安银行"])
            try await Self.fail(cast, 20, bank: "招商银行")
            try await Self.fail(cast, 9, bank: "工商银行")
            try await cast.look()
            #expect(try await Set(cast.incidents(.proposed).map(\.scope.bank)) == ["平安银行", nil])
            // Among much of the usual, one bank still stands out.
            for day in 1...7 {
                try await Self.fail(cast, 60, bank: "建设银行", reason: "declined_by_bank", daysAgo: Int64(day))
            }
            try await Self.fail(cast, 60, bank: "建设银行", reason: "declined_by_bank")
            try await Self.fail(cast, 12, bank: "交通银行", reason: "declined_by_bank")
            let all = try await cast.incidents(.proposed).first { $0.scope.bank == nil }
            try await cast.storage.write {
                try $0.execute("UPDATE incident SET state = 'ended', settled_at = 0 WHERE id = \(all?.id)")
            }
            try await cast.look()
            #expect(try await cast.incidents(.proposed).contains { $0.scope.bank == "交通银行" })
            #expect(try await !cast.incidents(.proposed).contains { $0.scope.bank == "建设银行" })
        }
    }

    @Test(
        "what was dismissed stays away for two hours, what is over for a quarter of an hour",
        arguments: TestEngine.available)
    func quiet(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func burst() async throws -> [Incident] {
                try await Self.fail(cast, 20)
                try await cast.look()
                return try await cast.incidents(.proposed)
            }
            let first = try #require(try await burst().first)
            try await cast.storage.write { try Incident.dismiss(first.id, by: cast.zhou, in: $0) }
            cast.clock.advance(seconds: 2 * 3_600 - 60)
            #expect(try await burst() == [])
            cast.clock.advance(seconds: 120)
            let second = try #require(try await burst().first)
            try await cast.storage.write {
                try Incident.publish(second.id, by: cast.zhou, cast.desk.brands, in: $0)
            }
            #expect(try await burst() == [], "it is under way")
            try await cast.end(second)
            cast.clock.advance(seconds: 600)
            #expect(try await burst() == [])
            cast.clock.advance(seconds: 600)
            #expect(try await burst().count == 1)
        }
    }

    @Test("failures reach the radar through the wallet's feed, each once", arguments: TestEngine.available)
    func feed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 1_000)
            for index in 0..<8 {
                #expect(try await cast.pay(cast.mira, 90_000, key: "pay-\(index)").state == .failed)
            }
            _ = try await cast.pay(cast.mira, 100, key: "good")
            try await cast.follow()
            // A second reader sees everything again.
            try await cast.storage.write { try $0.execute("DELETE FROM feed_position WHERE name = 'wallet'") }
            try await cast.follow()
            let (count, rows): (Int, Int) = try await cast.storage.read { transaction in
                (
                    try transaction.first("SELECT SUM(failures) FROM failure_count")?.get(0) ?? 0,
                    try transaction.first("SELECT COUNT(*) FROM failed_transaction")?.get(0) ?? 0
                )
            }
            #expect((count, rows) == (8, 8))
            try await cast.look()
            let found = try await cast.incidents(.proposed)
            #expect(found.map(\.signs?.cause) == ["insufficient_balance"])
            #expect(found.map(\.signs?.count) == [8])
            cast.clock.advance(seconds: 10 * 86_400)
            try await Incident.keepTime(cast.desk)
            let left = try await cast.storage.read {
                try $0.first("SELECT COUNT(*) FROM failure_count, failed_transaction")?.get(0, as: Int.self)
            }
            #expect(left == 0, "forgotten after nine days")
        }
    }

    @Test("a burst of like questions is proposed once; different questions are not", arguments: TestEngine.available)
    func questions(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func ask(_ code: String, _ count: Int) async throws {
                for _ in 0..<count {
                    let party = try await cast.storage.write { try Session.open(visitorOf: Cast.upay, in: $0) }
                    try await cast.storage.write { transaction in
                        let made = try Conversation.open(.init(), by: party, key: nil, in: transaction)
                        try made.found(code: code, transaction: nil, in: transaction)
                    }
                }
            }
            for code in ["login.code_not_received", "refund.pending", "transfer.not_received"] {
                try await ask(code, 5)
            }
            try await ask("fees", 12)
            try await cast.look()
            #expect(try await cast.incidents(.proposed) == [])
            try await ask("login.code_not_received", 4)
            for _ in 0..<2 { try await cast.look() }
            let found = try await cast.incidents(.proposed)
            #expect(found.map(\.scope) == [.init(function: .signIn)])
            #expect(found.first?.signs == .init(kind: .questions, count: 9, usual: 0, cause: "login.code_not_received"))
            // On the days after, as many at the same hour are usual.
            for _ in 0..<7 {
                cast.clock.advance(seconds: 86_400)
                try await ask("transfer.not_received", 9)
            }
            try await cast.storage.write {
                try $0.execute("UPDATE incident SET state = 'ended', settled_at = 0 WHERE state = 'proposed'")
            }
            try await cast.look()
            #expect(try await cast.incidents(.proposed) == [])
        }
    }
}

import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Incidents {
    @Test(
        "an agent proposes, a supervisor publishes and ends, and each change is one event",
        arguments: TestEngine.available)
    func states(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let draft = cast.outage()
            let proposed = try await cast.storage.write {
                try Incident.open(draft, brand: Cast.upay, by: cast.chen, in: $0)
            }
            #expect(proposed.state == .proposed)
            #expect(try await cast.storage.read { try Incident.open(in: Cast.upay, $0) } == [])
            for work: @Sendable (Transaction) throws -> Void in [
                { try Incident.publish(proposed.id, by: cast.chen, cast.desk.brands, in: $0) },
                { try Incident.dismiss(proposed.id, by: cast.chen, in: $0) },
            ] {
                await #expect(throws: Refusal.self) { try await cast.storage.write(work) }
            }
            for _ in 0..<2 {
                try await cast.storage.write {
                    try Incident.publish(proposed.id, by: cast.zhou, cast.desk.brands, in: $0)
                }
            }
            #expect(try await cast.storage.read { try Incident.open(in: Cast.upay, $0) }.map(\.id) == [proposed.id])
            #expect(try await cast.storage.read { try Incident.open(in: BrandID("topay"), $0) } == [])
            for _ in 0..<2 {
                try await cast.storage.write { try Incident.end(proposed.id, by: cast.zhou.actor, in: $0) }
            }
            #expect(try await cast.incident(proposed.id).state == .ended)
            #expect(try await cast.announced() == ["incident.proposed", "incident.begun", "incident.ended"])
            await #expect(throws: Refusal.self) {
                try await cast.storage.write { try Incident.dismiss(proposed.id, by: cast.zhou, in: $0) }
            }
        }
    }

    @Test(
        "the same outage reported by many at once is one, and one of another bank another",
        arguments: TestEngine.available)
    func twins(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let draft = cast.outage(bank: "平安银行")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for agent in [cast.chen, cast.zhao, cast.zhou, cast.zhou, cast.chen] {
                    group.addTask {
                        _ = try await cast.storage.write {
                            try Incident.open(draft, brand: Cast.upay, by: agent, in: $0)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await cast.incidents(.begun, .proposed).count == 1)
            #expect(try await cast.incidents(.begun).count == 1, "the supervisor was among them")
            try await cast.begin(cast.outage(bank: "招商银行"))
            #expect(try await cast.incidents(.begun).count == 2)
        }
    }

    @Test("it covers what was ordered while it lasted, by function and bank", arguments: TestEngine.available)
    func covering(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let before = try await cast.pay(cast.mira, 100, key: "before")
            cast.clock.advance(seconds: 60)
            let all = try await cast.begin(cast.outage(.everything))
            let payments = try await cast.begin()
            let transfers = try await cast.begin(cast.outage(.transfer))
            let bank = try await cast.begin(cast.outage(bank: "平安银行"))
            cast.clock.advance(seconds: 60)
            let during = try await cast.pay(cast.mira, 100, key: "during")
            let cards = try await cast.ledger.transactions(cast.mira.id, before: nil, limit: 10)
            let topUp = try #require(cards.first { $0.kind == .topUp })
            #expect(topUp.banks == ["招商银行"])
            #expect([all, payments, transfers, bank].map { $0.covers(during) } == [true, true, false, false])
            #expect([all, payments].map { $0.covers(before) } == [false, false])
            func explained(_ made: WalletTransaction) async throws -> Set<IncidentID> {
                let around = try await cast.storage.read { try Incident.around(made.createdAt, in: Cast.upay, $0) }
                return Set(around.filter { $0.covers(made) }.map(\.id))
            }
            #expect(try await explained(during) == [all.id, payments.id])
            #expect(try await explained(before) == [])
            // Longer than was said: still under way, and what is ordered still falls into it.
            cast.clock.advance(seconds: 2 * 3_600)
            let late = try await cast.pay(cast.mira, 100, key: "late")
            #expect(try await explained(late) == [all.id, payments.id])
            try await cast.end(payments)
            cast.clock.advance(seconds: 60)
            let after = try await cast.pay(cast.mira, 100, key: "after")
            #expect(try await explained(after) == [all.id])
            #expect(try await explained(during) == [all.id, payments.id], "also when it is over")
        }
    }

    @Test(
        "maintenance begins and ends by itself; an outage only when somebody says so", arguments: TestEngine.available)
    func time(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let begins = WorkingDays.after(cast.clock.now, 5, in: .gmt)
            let plan = Incident.Draft(
                kind: .maintenance, scope: .init(function: .withdrawal), begins: begins,
                until: begins.adding(seconds: 3_600))
            let planned = try await cast.begin(plan)
            #expect(try await cast.begin(plan).id == planned.id, "planned twice is planned once")
            #expect(planned.state == .planned)
            let outage = try await cast.begin()
            try await Incident.keepTime(cast.desk)
            #expect(try await cast.incident(planned.id).state == .planned)
            cast.clock.set(begins.adding(seconds: 20))
            for _ in 0..<2 { try await Incident.keepTime(cast.desk) }
            let begun = try await cast.incident(planned.id)
            #expect(begun.state == .begun)
            #expect(begun.beganAt == begins)
            cast.clock.set(begins.adding(seconds: 3_610))
            for _ in 0..<2 { try await Incident.keepTime(cast.desk) }
            #expect(try await cast.incident(planned.id).state == .ended)
            #expect(try await cast.incident(outage.id).isOverdue(cast.clock.now))
            #expect(try await cast.storage.read { try Incident.open(in: Cast.upay, $0) }.map(\.id) == [outage.id])
            #expect(
                try await cast.announced() == [
                    "incident.planned", "incident.begun", "incident.begun", "incident.ended",
                ])
        }
    }

    @Test("the minute plans the next one, once", arguments: TestEngine.available)
    func minute(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func waiting() async throws -> Int {
                try await cast.storage.read {
                    try $0.first("SELECT COUNT(*) FROM job WHERE kind = 'incident.minute'")?.get(0) ?? 0
                }
            }
            for _ in 0..<3 { try await Desk.afterRestore(cast.storage) }
            #expect(try await waiting() == 1)
            for _ in 0..<3 {
                cast.clock.advance(seconds: 61)
                await cast.runner.runDue()
                #expect(try await waiting() == 1)
            }
        }
    }

    @Test(
        "five working days are counted without weekends",
        arguments: [
            ("2026-11-20T02:30:00Z", "2026-11-27T02:30:00Z"), ("2026-11-21T02:30:00Z", "2026-11-27T02:30:00Z"),
            ("2026-11-22T02:30:00Z", "2026-11-27T02:30:00Z"), ("2026-11-23T02:30:00Z", "2026-11-30T02:30:00Z"),
            // Late on a Thursday in London it is Friday in Shanghai.
            ("2026-11-19T18:00:00Z", "2026-11-26T18:00:00Z"),
        ])
    func workingDays(from: String, to: String) throws {
        let zone = try #require(Cast.zone)
        let start = try #require(Moment(rfc3339: from))
        #expect(WorkingDays.after(start, 5, in: zone) == Moment(rfc3339: to))
    }

    @Test("a local time comes back as it was typed, and nonsense is none")
    func localTime() throws {
        let zone = try #require(Cast.zone)
        let moment = try #require(LocalTime.moment("2026-11-27T02:30", in: zone))
        #expect(moment == Moment(rfc3339: "2026-11-26T18:30:00Z"))
        #expect(LocalTime.text(moment, in: zone) == "2026-11-27T02:30")
        #expect(LocalTime.moment("2026-11-27T02:30:00", in: zone) == moment)
        for typed in ["", "2026-11-27", "2026-13-27T02:30", "2026-11-27T25:30", "tomorrow", "2026-11-27T02:30Z"] {
            #expect(LocalTime.moment(typed, in: zone) == nil, "\(typed)")
        }
    }
}

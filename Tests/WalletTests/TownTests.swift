import Foundation
import Storage
import Terms
import Testing

@testable import Wallet

@Suite(.serialized) struct Towns {
    /// `SIMULATION_ORDERS` for more.
    static let orders = ProcessInfo.processInfo.environment["SIMULATION_ORDERS"].flatMap { Int($0) } ?? 3_000
    static let together = 12

    @Test(
        "whatever customers, agents, the bank, its line and dying processes do, the books add up and everything ends",
        arguments: Place.ledgers)
    func life(at place: Place) async throws {
        let given = ProcessInfo.processInfo.environment["SIMULATION_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("town seed: \(seed) (\(place.testDescription)); repeat with SIMULATION_SEED=\(seed)")
        try await World.run(at: place) { world in
            var dice = Dice(state: seed)
            var town = Town(world: world, line: BadLine(seed: dice.next(), now: { world.clock.now }))
            try await town.settle(max(6, Self.orders / 3), &dice)
            try await Self.live(&town, &dice)
            try await Self.comeToRest(town)
            try await Self.expectNothingIsLost(town)
            try await Self.expectAgreement(town)
            try await Self.expectEveryMoneyToBeSomewhere(town)
        }
    }

    private static func live(_ town: inout Town, _ dice: inout Dice) async throws {
        for start in stride(from: 0, to: orders, by: together) {
            for _ in 0..<2 {
                let index = Int.random(in: 0..<town.people.count, using: &dice)
                let person = town.people[index]
                if person.isFrozen {
                    try await town.ledger.unfreeze(person.id, by: Town.actor)
                } else if Int.random(in: 0..<4, using: &dice) == 0 {
                    try await town.ledger.freeze(person.id, because: "risk", by: Town.actor)
                } else {
                    continue
                }
                town.people[index].isFrozen.toggle()
            }
            let acts = (0..<together).map { index -> (Town.Act, String, Bool) in
                // Some orders are given once more much later.
                let key = Int.random(in: 0..<20, using: &dice) == 0 ? max(0, start - 50) + index : start + index
                var own = Dice(state: UInt64(key) &* 0x9E37_79B9)
                return (Town.act(&own, people: town.people.count), "k\(key)", Int.random(in: 0..<4, using: &dice) == 0)
            }
            let (now, isRunning, isBusy) = (town, start % 36 == 0, start % 72 == 0)
            await withTaskGroup(of: Void.self) { group in
                for (act, key, again) in acts { group.addTask { await now.perform(act, key: key, again: again) } }
                // Two nodes.
                if isRunning { group.addTask { await now.runner().runDue() } }
                if isBusy { group.addTask { await now.runner().runDue() } }
            }
            if Int.random(in: 0..<4, using: &dice) == 0 { try await town.crash(&dice) }
            try await town.deliverReports()
            let isNight = Int.random(in: 0..<40, using: &dice) == 0
            town.world.clock.advance(seconds: Int64.random(in: isNight ? 3_600...40_000 : 1...90, using: &dice))
        }
    }

    /// Days pass: everything that is under way ends, and every hold is let go.
    private static func comeToRest(_ town: Town) async throws {
        try await town.world.until("nothing is under way") {
            await town.runner().runDue()
            try await town.deliverReports()
            town.world.clock.advance(seconds: 1_800)
            return try await town.world.storage.read {
                try $0.first(
                    "SELECT 1 FROM wallet_transaction WHERE held > 0 OR state IN ('created', 'authorised', "
                        + "'processing')"
                ) == nil && $0.first("SELECT 1 FROM job WHERE state = 'waiting'") == nil
            }
        }
        #expect(try await town.world.storage.read { try DeadJob.all(in: $0) }.map(\.lastError) == [])
    }

    private static func expectNothingIsLost(_ town: Town) async throws {
        let notes = town.notes.now
        #expect(notes.faults == [])
        let entries = try await town.world.storage.read { try LedgerEntry.rows("", in: $0) }
        #expect(Set(notes.made.values).isSubset(of: Set(entries.map(\.id))))
        #expect(Set(entries.map(\.number)).count == entries.count)
        // That it was worth it.
        let reasons = Set(entries.compactMap(\.reason))
        #expect(Set(entries.map(\.kind)) == Set(WalletTransaction.Kind.allCases))
        #expect(reasons.isSuperset(of: [.insufficientBalance, .limitReached, .declinedByBank, .rejectedByBank]))
        #expect(reasons.isSuperset(of: [.networkTimeout, .cardExpired, .returnedByBank]))
        #expect(notes.refused["account_frozen"] ?? 0 > 0 && notes.crashes > 0 && notes.contradicted.count > 0)
        for what in ["order", "inquiry"] {
            for trouble in ["questionLost", "answerLost", "doubled"] {
                #expect(town.line.troubles["\(what) \(trouble)"] ?? 0 > 0, "\(what) \(trouble)")
            }
        }
    }

    /// What the bank took, paid and gave back is what the ledger says, but for what it contradicted itself about.
    private static func expectAgreement(_ town: Town) async throws {
        let books = await town.line.books.entries
        let contradicted = town.notes.now.contradicted
        var compared = 0
        for entry in try await town.world.storage.read({ try LedgerEntry.rows("", in: $0) }) {
            let isBanks =
                switch entry.kind {
                case .topUp, .payment, .withdrawal: true
                case .transfer: entry.counterparty.bank != nil
                case .refund: entry.card != nil
                case .received: false
                }
            guard isBanks, !contradicted.contains(entry.id), !contradicted.contains(entry.refundOf ?? entry.id) else {
                continue
            }
            let approved = books[BankOrder(entry).key]?.state == .approved
            compared += 1
            #expect(
                approved == (entry.state == .succeeded),
                "\(entry.kind) \(entry.id) \(entry.state) \(String(describing: entry.reason))")
        }
        #expect(compared > orders / 4)
    }

    /// Counted anew from what the customers see, without the postings and the kept balances.
    private static func expectEveryMoneyToBeSomewhere(_ town: Town) async throws {
        var balances: [CustomerID: Int64] = [:]
        var used: [String: Int64] = [:]
        for entry in try await town.world.storage.read({ try LedgerEntry.rows("", in: $0) }) {
            let (amount, done) = (entry.amount.minor, entry.state == .succeeded)
            switch entry.kind {
            case .topUp, .received: balances[entry.customer, default: 0] += done ? amount : 0
            case .refund: balances[entry.customer, default: 0] += done && entry.card == nil ? amount : 0
            case .transfer, .withdrawal: balances[entry.customer, default: 0] -= done ? amount : 0
            // What a payment that timed out had held came back as refunds.
            case .payment:
                if entry.card == nil { balances[entry.customer, default: 0] -= done ? amount : entry.refunded.minor }
            }
            guard done, entry.kind != .refund, entry.kind != .received else { continue }
            used["\(entry.customer) \(entry.kind) \(Tariff.standard.day(entry.createdAt))", default: 0] += amount
        }
        for person in town.people {
            let account = try await town.ledger.account(person.id)
            #expect(account.balance.minor == balances[person.id] ?? 0, "\(person.id)")
            #expect(account.held.minor == 0)
        }
        #expect(balances.values.contains { $0 > 0 })
        #expect(used.values.allSatisfy { $0 <= Tariff.standard.cap(level: 3).perDay })
    }
}

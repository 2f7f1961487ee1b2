import Foundation
import Storage
import Terms
import Testing

@testable import Wallet

/// The same numbers for the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite(.serialized) struct Simulation {
    static let orders = 120
    static let people = (0..<6).map { CustomerID("person-\($0)") }
    static let places = ["甲店", "乙店", "丙店", "丁店", "戊店"]
    static let faults: [(String, SandboxBank.Script.Outcome)] = [
        ("乙店", .decline(reason: "no")), ("丙店", .timeOut), ("丁店", .twice), ("戊店", .late(milliseconds: 200)),
    ]

    enum Act: Sendable {
        case topUp(Int, Int64, Int)
        case pay(Int, Int64, String, card: Int?)
        case give(Int, Int64, to: Int)
        case send(Int, Int64, String)
        case refund(Int, Int64?)
        case report(Int, Bool)
        case wait(Int64)
    }

    @Test(
        "whatever people, agents and the bank do, no money appears or vanishes, and the bank agrees",
        arguments: Place.ledgers)
    func random(at place: Place) async throws {
        let given = ProcessInfo.processInfo.environment["SIMULATION_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("simulation seed: \(seed) (\(place.testDescription)); repeat with SIMULATION_SEED=\(seed)")
        var dice = Dice(state: seed)
        let acts = (0..<Self.orders).map { _ in Self.act(&dice) }
        try await World.run(at: place, silence: World.briefly) { world in
            for (merchant, outcome) in Self.faults { await world.bank.follow(.init(outcome, merchant: merchant)) }
            await world.bank.follow(.init(.pending(seconds: 900, thenDecline: nil), recipient: "慢"))
            await world.bank.follow(.init(.pending(seconds: 0.1, thenDecline: "closed"), recipient: "退"))
            await world.bank.follow(.init(.timeOut, recipient: "断", times: 5))
            await world.bank.follow(.init(.timeOut, act: .refund, times: 2))
            var cards: [[CardID]] = []
            for person in Self.people {
                let (id, card) = try await world.customer(person.text, with: "50.00")
                let old = try await world.card(of: id, number: "6225881000054444", year: 2024)
                cards.append([card.id, card.id, card.id, old.id])
            }
            let known = cards
            // Three at a time, so that orders meet each other, and the jobs meet them.
            for start in stride(from: 0, to: acts.count, by: 3) {
                await withTaskGroup(of: Void.self) { group in
                    for (offset, act) in acts[start..<min(start + 3, acts.count)].enumerated() {
                        group.addTask {
                            try? await Self.perform(act, key: "order-\(start + offset)", cards: known, in: world)
                        }
                    }
                    if start % 15 == 0 { group.addTask { await world.runner.runDue() } }
                }
            }
            try await Self.comeToRest(world)
            try await Self.expectAgreement(world)
        }
    }

    /// Two days pass: everything that is under way ends, and every hold is let go.
    private static func comeToRest(_ world: World) async throws {
        try await world.until("nothing is under way") {
            await world.runner.runDue()
            world.clock.advance(seconds: 1_800)
            return try await world.storage.read {
                try $0.first(
                    "SELECT 1 FROM wallet_transaction WHERE held > 0 OR state IN ('created', 'authorised', "
                        + "'processing')"
                ) == nil
                    && $0.first("SELECT 1 FROM job WHERE state = 'waiting'") == nil
            }
        }
    }

    /// What the bank believes it took, paid and gave back is what the ledger says.
    private static func expectAgreement(_ world: World) async throws {
        let outcomes = try await world.storage.read { tx in try LedgerEntry.rows("", in: tx) }
        #expect(
            Set(outcomes.map(\.kind)).count >= 4 && Set(outcomes.map(\.state)).count >= 2,
            "something must have happened")
        #expect(outcomes.contains { $0.reason == .networkTimeout })
        let books = await world.bank.books.entries
        for entry in outcomes where entry.state == .succeeded || books[BankOrder(entry).key] != nil {
            let isBanks =
                entry.kind != .refund && entry.counterparty.bank != nil || entry.kind == .payment
                || (entry.kind == .refund && entry.card != nil)
            guard isBanks else { continue }
            let approved = books[BankOrder(entry).key]?.state == .approved
            #expect(
                approved == (entry.state == .succeeded),
                "\(entry.kind) \(entry.id) \(entry.state) \(String(describing: entry.reason))")
        }
        let held = try await world.storage.read {
            try $0.first("SELECT SUM(balance) FROM wallet_account WHERE kind = 'held'")?.get(0, as: Int64.self)
        }
        #expect(held == 0)
        #expect(try await world.storage.read { try DeadJob.all(in: $0) }.map(\.lastError) == [])
    }

    private static func act(_ dice: inout Dice) -> Act {
        let person = Int.random(in: 0..<people.count, using: &dice)
        let amount = Int64.random(in: 1...3_000, using: &dice)
        let merchant = places[[0, 0, 0, 1, 2, 3, 4][Int.random(in: 0..<7, using: &dice)]]
        switch Int.random(in: 0..<20, using: &dice) {
        case 0..<3: return .topUp(person, amount, Int.random(in: 0..<4, using: &dice))
        case 3..<8: return .pay(person, amount, merchant, card: nil)
        case 8..<11: return .pay(person, amount, merchant, card: Int.random(in: 0..<4, using: &dice))
        case 11..<13: return .give(person, amount, to: Int.random(in: 0..<people.count, using: &dice))
        case 13..<15: return .send(person, amount, ["快", "慢", "退", "断"][Int.random(in: 0..<4, using: &dice)])
        case 15..<18: return .refund(person, Bool.random(using: &dice) ? nil : amount / 3 + 1)
        case 18: return .report(person, Bool.random(using: &dice))
        default: return .wait(Int64.random(in: 1...600, using: &dice))
        }
    }

    private static func perform(_ act: Act, key: String, cards: [[CardID]], in world: World) async throws {
        func cny(_ minor: Int64) -> Money { Money(minor: minor, currency: .cny) }
        switch act {
        case .topUp(let who, let amount, let card):
            let order = TopUp(customer: people[who], amount: cny(amount), card: cards[who][card])
            async let again = world.wallet.topUp(order, key: key)
            _ = try await world.wallet.topUp(order, key: key)
            _ = try await again
        case .pay(let who, let amount, let merchant, let card):
            let source = card.map { Source.card(cards[who][$0]) } ?? .balance
            let order = Payment(customer: people[who], amount: cny(amount), source: source, merchant: merchant)
            async let again = world.wallet.pay(order, key: key)
            _ = try await world.wallet.pay(order, key: key)
            _ = try await again
        case .give(let who, let amount, let other):
            let order = Transfer(
                customer: people[who], amount: cny(amount), recipient: .customer(people[other], name: "友"))
            _ = try await world.wallet.transfer(order, key: key)
        case .send(let who, let amount, let name):
            let order = Transfer(
                customer: people[who], amount: cny(amount),
                recipient: .bankAccount(name: name, bank: "行", number: "123456789"))
            _ = try await world.wallet.transfer(order, key: key)
        case .refund(let who, let amount):
            let found = try await world.wallet.transactions(people[who], before: nil, limit: 20).first {
                $0.refundable.minor > 0
            }
            guard let found else { return }
            let order = Refund(customer: people[who], transaction: found.id, amount: amount.map(cny))
            async let other = world.wallet.refund(order, key: key + "-two", by: "agent:theo")
            _ = try? await world.wallet.refund(order, key: key, by: "agent:theo")
            _ = try? await other
        case .report(let who, let approved):
            // A report for what the bank itself already said, once more.
            guard let newest = try await world.wallet.transactions(people[who], before: nil, limit: 1).first else {
                return
            }
            guard await world.atBank(newest, "settle") == .approved, approved else { return }
            try await world.ledger.bankAnswered(.approved, to: "\(newest.id).settle")
        case .wait(let seconds):
            world.clock.advance(seconds: seconds)
        }
    }
}

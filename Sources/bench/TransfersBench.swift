import Foundation
import Storage
import Synchronization
import Terms
import Wallet

/// Money from one customer to another through `Ledger.transfer`: key, limit, both balances, both sides' transactions,
/// steps and events, on the disk before the answer. No HTTP.
///
/// On PostgreSQL beside what `pgbench` does with its TPC-B on the same server, with as many connections, before and
/// after.
struct TransfersBench {
    static let writers = 64
    static let customers = 1_000
    static let scale = 10

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        let storage = Storage(try folder.openEngine(connections: PostgresEngine.connectionsDefault))
        try await storage.migrate(Migration.storage + Ledger.migrations)
        // Nobody may run into a limit.
        var tariff = Tariff.standard
        tariff.caps = tariff.caps.map { _ in .init(perTransaction: Money.minorMax, perDay: Money.minorMax) }
        let ledger = Ledger(
            storage: storage, bank: OpenHandedBank(), tariff: tariff,
            cardKey: .init(data: Data(repeating: 7, count: 32)))
        try await fund(ledger)
        let bench = try folder.database.map { try PGBench(url: $0, scale: Self.scale) }
        let before = try bench?.transactionsPerSecond(seconds: options.seconds)
        let outcome = try await load(ledger)
        let after = try bench?.transactionsPerSecond(seconds: options.seconds)

        let perSecond = Double(outcome.count) / outcome.seconds
        report.figure("transfers a second, \(Self.writers) writers", perSecond, "/s")
        report.figure("a transfer, p50", outcome.samples.at(0.5), "ms")
        report.figure("a transfer, p99", outcome.samples.at(0.99), "ms")
        report.figure("CPU a transfer, ours", outcome.cpu.server / Double(outcome.count), "ms")
        if bench != nil {
            report.figure("CPU a transfer, the database's", outcome.cpu.database / Double(outcome.count), "ms")
        }
        if let before, let after {
            report.figure("pgbench TPC-B, before and after", (before + after) / 2, "/s")
            report.figure("transfers to TPC-B", perSecond / ((before + after) / 2), "×", goal: .atLeast(0.5))
        }
        let problems = try await ledger.check()
        await storage.close()
        guard problems.isEmpty else { throw BenchError("The books do not add up: \(problems[0]).") }
    }

    private static func customer(_ index: Int) -> CustomerID { CustomerID("customer-\(index)") }

    /// Everybody gets ¥10,000.00 from the first, who has it from a bank.
    private func fund(_ ledger: Ledger) async throws {
        let share: Int64 = 1_000_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<Self.customers {
                group.addTask { _ = try await ledger.open(Self.customer(index), currency: .cny) }
            }
            try await group.waitForAll()
        }
        let card = try await ledger.bind(
            CardDetails(number: "6225881000031111", expiryYear: 2035, expiryMonth: 1), to: Self.customer(0), key: "card"
        )
        let total = Money(minor: share * Int64(Self.customers), currency: .cny)
        let topUp = try await ledger.topUp(
            TopUp(customer: Self.customer(0), amount: total, card: card.id), key: "top-up")
        try await ledger.bankAnswered(.approved, to: "\(topUp.id).charge")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 1..<Self.customers {
                let transfer = Transfer(
                    customer: Self.customer(0), amount: Money(minor: share, currency: .cny),
                    recipient: .customer(Self.customer(index), name: "友"))
                group.addTask { _ = try await ledger.transfer(transfer, key: "share-\(index)") }
            }
            try await group.waitForAll()
        }
    }

    private struct Outcome {
        let count: Int
        let seconds: Double
        let cpu: CPUMeter.Reading
        let samples: Samples
    }

    private func load(_ ledger: Ledger) async throws -> Outcome {
        let meter = CPUMeter(server: ProcessFigures(pid: getpid()), database: try await folder.databaseProcess())
        let before = meter.read()
        let begin = nanosecondsNow()
        let end = begin + UInt64(options.seconds) * 1_000_000_000
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for writer in 0..<Self.writers { group.addTask { try await Self.write(ledger, writer, until: end) } }
            return try await group.reduce(into: [Double]()) { $0 += $1 }
        }
        let seconds = milliseconds(since: begin) / 1_000
        return Outcome(
            count: times.count, seconds: seconds, cpu: meter.read() - before, samples: Samples(times))
    }

    /// Random pairs, small amounts, one after the other.
    private static func write(_ ledger: Ledger, _ writer: Int, until end: UInt64) async throws -> [Double] {
        var times: [Double] = []
        while nanosecondsNow() < end {
            let sender = Int.random(in: 0..<customers)
            let recipient = (sender + Int.random(in: 1..<customers)) % customers
            let transfer = Transfer(
                customer: customer(sender), amount: Money(minor: Int64.random(in: 1...100), currency: .cny),
                recipient: .customer(customer(recipient), name: "友"), sender: "我")
            let begin = nanosecondsNow()
            let made = try await ledger.transfer(transfer, key: "writer-\(writer)-\(times.count)")
            guard made.state == .succeeded else { throw BenchError("A transfer did not succeed.") }
            times.append(milliseconds(since: begin))
        }
        return times
    }
}

/// Takes every card, and is never asked for anything else: transfers between customers need no bank.
private struct OpenHandedBank: Bank {
    func tokenise(_ card: CardDetails, key: String) async throws -> CardAnswer {
        .accepted(token: "bench", isHolder: true, kind: .debit)
    }
    func send(_ order: BankOrder) async throws -> BankAnswer { .approved }
    func inquire(_ key: String) async throws -> BankAnswer { .unknown }
    func void(_ key: String) async throws {}
}

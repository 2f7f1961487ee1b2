import Storage
import Terms

extension Ledger {
    /// Asks a bank for money: a customer waits, so it gives up soon.
    static let collecting = "wallet.collect"
    /// Hands money to a bank: it must arrive, so it is tried for long, and agents see it when nothing helps.
    static let remitting = "wallet.remit"
    static let inquiring = "wallet.inquire"
    static let voiding = "wallet.void"
    static let releasing = "wallet.release"

    /// With a pause that grows from one second to 17 minutes: about nine hours.
    static let patienceMax = 40
    static let patientPauseMilliseconds: Int64 = 1_000
    /// About two weeks of asking, at most every two hours.
    static let inquiriesMax = 180
    static let inquirySecondsMax: Int64 = 7_200

    /// For the `JobRunner`. Each is harmless to run twice: the bank knows orders by their key, and states change once.
    public var jobs: [JobHandler] {
        [
            JobHandler(
                Self.collecting, attemptsMax: Self.triesMax, run: { try await collect($0) },
                gaveUp: { job, _ in try await timeOut(TransactionID(job.key)) }),
            patient(Self.remitting) { try await remit($0) },
            patient(Self.inquiring) { try await inquire($0) },
            patient(Self.voiding) { job in
                guard let entry = try await entry(job) else { return }
                try await bank.void(BankOrder(entry).key)
            },
            patient(Self.releasing) { job in
                try await storage.write { try Self.release(TransactionID(job.key), in: $0) }
            },
        ]
    }

    private func patient(_ kind: String, run: @escaping @Sendable (Job) async throws -> Void) -> JobHandler {
        JobHandler(kind, attemptsMax: Self.patienceMax, pauseMilliseconds: Self.patientPauseMilliseconds, run: run)
    }

    private func collect(_ job: Job) async throws {
        guard let entry = try await entry(job), entry.state == .processing else { return }
        do {
            try await ask(entry)
        } catch is BankUnreachable where job.attempt >= Self.triesMax {
            // An outcome that the customer is told, and no fault that agents must look into: the job ends well.
            try await timeOut(entry.id)
        }
    }

    private func remit(_ job: Job) async throws {
        guard let entry = try await entry(job), entry.state == .processing else { return }
        do {
            try await ask(entry)
        } catch let error as BankUnreachable {
            // Nobody knows whether the bank has it, so it cannot be called failed; the customer is told what it waits
            // for.
            if job.attempt == Self.triesMax {
                try await storage.write { tx in
                    _ = try LedgerEntry.advance(
                        entry.id, from: [.processing], to: .processing, because: .networkTimeout, by: "system", in: tx)
                }
            }
            throw error
        }
    }

    private func ask(_ entry: LedgerEntry) async throws {
        let answer = try await bank.send(BankOrder(entry))
        try await storage.write { try Self.apply(answer, to: entry.id, in: $0) }
    }

    /// The fallback for answers that the bank promised for later and that never came.
    private func inquire(_ job: Job) async throws {
        guard let entry = try await entry(job), entry.state == .processing else { return }
        let answer = try await bank.inquire(BankOrder(entry).key)
        let round = (job.key.split(separator: "/").last.flatMap { Int($0) } ?? 0) + 1
        guard round < Self.inquiriesMax || answer.isFinal else { throw LedgerFault.unanswered(entry.id) }
        try await storage.write { try Self.apply(answer, to: entry.id, round: round, in: $0) }
    }

    /// The bank did not answer in time and may still carry the order out: it is told not to, and what is held stays
    /// held until then.
    private func timeOut(_ id: TransactionID) async throws {
        try await storage.write { tx in
            guard let entry = try LedgerEntry.find(id, in: tx) else { return }
            let until = entry.held.minor > 0 ? tx.now.adding(seconds: Self.holdSeconds) : nil
            let failed = try LedgerEntry.advance(
                id, from: [.processing], to: .failed, because: .networkTimeout, expectedAt: until, by: "system", in: tx)
            guard failed else { return }
            try tx.enqueue(Self.voiding, key: id.text)
            if let until { try tx.enqueue(Self.releasing, key: id.text, at: until) }
        }
    }

    /// A job's key is its transaction's id; `/` and what follows tells later jobs for the same one apart.
    private func entry(_ job: Job) async throws -> LedgerEntry? {
        let id = TransactionID(String(job.key.prefix { $0 != "/" }))
        return try await storage.read { try LedgerEntry.find(id, in: $0) }
    }
}

import Logging
import ServiceLifecycle
import Synchronization
import Terms

/// What is done for one kind of job.
public struct JobHandler: Sendable {
    public let kind: String
    public let attemptsMax: Int
    /// The pause before the second attempt; it doubles from there, with jitter.
    public let pauseMilliseconds: Int64
    let run: @Sendable (Job) async throws -> Void
    let gaveUp: @Sendable (Job, any Error) async throws -> Void

    public init(
        _ kind: String, attemptsMax: Int = 8, pauseMilliseconds: Int64 = 500,
        run: @escaping @Sendable (Job) async throws -> Void,
        gaveUp: @escaping @Sendable (Job, any Error) async throws -> Void = { _, _ in }
    ) {
        self.kind = kind
        self.attemptsMax = attemptsMax
        self.pauseMilliseconds = pauseMilliseconds
        self.run = run
        self.gaveUp = gaveUp
    }
}

/// Runs due jobs: leased, retried with jitter, buried when nothing helps.
public final class JobRunner: Service {
    public static let parallelMax = 8
    static let pollSeconds: Int64 = 1

    private let storage: Storage
    private let parallelMax: Int
    private let handlers: [String: JobHandler]
    private let logger: Logger
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    public init(
        _ storage: Storage, _ handlers: [JobHandler], parallelMax: Int = JobRunner.parallelMax, logger: Logger
    ) {
        self.storage = storage
        self.parallelMax = parallelMax
        self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
        self.logger = logger
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        storage.onCommit { [waker] commit in if commit.jobs { waker.yield() } }
    }

    /// Until graceful shutdown; jobs under way are finished, or given to somebody else when their lease runs out.
    public func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [waker] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(Self.pollSeconds))
                    waker.yield()
                }
            }
            for await _ in wake.cancelOnGracefulShutdown() { await runDue() }
            group.cancelAll()
        }
    }

    /// Everything that is due now, `parallelMax` at a time; returns how many ran. Tests call it in place of `run`.
    @discardableResult
    public func runDue() async -> Int {
        var ran = 0
        while true {
            let batch = await leaseBatch()
            if batch.isEmpty { return ran }
            ran += batch.count
            await withTaskGroup(of: Void.self) { group in
                for job in batch { group.addTask { await self.perform(job) } }
            }
        }
    }

    private func leaseBatch() async -> [Job] {
        do {
            let kinds = Array(handlers.keys).sorted()
            let due = try await storage.read { try Job.nextDue(kinds: kinds, in: $0) }
            guard let due, due <= storage.moment else { return [] }
            return try await storage.write { [parallelMax] transaction in
                var jobs: [Job] = []
                while jobs.count < parallelMax, let job = try Job.lease(kinds: kinds, in: transaction) {
                    jobs.append(job)
                }
                return jobs
            }
        } catch {
            logger.error("jobs cannot be leased", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func perform(_ job: Job) async {
        guard let handler = handlers[job.kind] else { return }
        do {
            do {
                try await handler.run(job)
                try await storage.write { try job.finish(in: $0) }
            } catch {
                try await failed(job, handler, error)
            }
        } catch {
            // The lease runs out and the job comes again.
            logger.error(
                "job's end not recorded", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "error": "\(error)"])
        }
    }

    private func failed(_ job: Job, _ handler: JobHandler, _ error: any Error) async throws {
        let text = "\(error)"
        if job.attempt >= handler.attemptsMax {
            logger.error("job given up", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "error": "\(text)"])
            try await handler.gaveUp(job, error)
            try await storage.write { try job.bury(error: text, in: $0) }
            return
        }
        logger.info(
            "job will be tried again",
            metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempt)"])
        let base = handler.pauseMilliseconds << Int64(min(job.attempt - 1, 10))
        let pause = base / 2 + Int64.random(in: 0...max(1, base / 2))
        try await storage.write { try job.retry(at: $0.now.adding(milliseconds: pause), error: text, in: $0) }
    }
}

import Foundation
import Logging
import Synchronization
import Terms
import Testing

@testable import Storage

/// Every suite that touches rows runs once per engine at hand.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres
    var testDescription: String { rawValue }

    static let postgresURL = ProcessInfo.processInfo.environment["TEST_POSTGRES_URL"]
    static var available: [TestEngine] { postgresURL == nil ? [.sqlite] : allCases }

    func engine() throws -> any Engine {
        switch self {
        case .sqlite:
            let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
            return try SQLiteEngine(path: "\(memory)/walletdesk-test-\(UUID().uuidString).sqlite")
        case .postgres:
            let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return try PostgresEngine(url: Self.postgresURL!, connections: 6, searchPath: schema)
        }
    }

    func storage(now: @escaping @Sendable () -> Moment = Moment.now) async throws -> Storage {
        let storage = Storage(try engine(), now: now)
        try await storage.migrate(Migration.storage)
        try await storage.write {
            try $0.script(
                "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT, size BIGINT CHECK (size >= 0), kept BOOLEAN)")
        }
        return storage
    }
}

@Suite struct Transactions {
    struct Broken: Error {}

    @Test("values come back as they went in", arguments: TestEngine.available)
    func roundTrip(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        let text = "余额 “¥88.00” 👩‍👩‍👧 \u{0301} '; DROP TABLE note; --"
        try await storage.write {
            try $0.execute("INSERT INTO note VALUES ('a', \(text), \(Int64.max), \(true))")
            try $0.execute("INSERT INTO note VALUES ('b', \("")  , \(Optional<Int64>.none), \(false))")
        }
        let rows = try await storage.read { try $0.rows("SELECT text, size, kept FROM note ORDER BY id") }
        #expect(try rows[0].get(0, as: String.self) == text)
        #expect(try rows[0].get(1, as: Int64.self) == Int64.max)
        #expect(try rows[0].get(2, as: Bool.self))
        #expect(try rows[1].get(0, as: String.self).isEmpty)
        #expect(try rows[1].optional(1, as: Int64.self) == nil)
        #expect(try !rows[1].get(2, as: Bool.self))
    }

    @Test(
        "nothing is kept or announced when the work throws, and the others of the batch are kept",
        arguments: TestEngine.available)
    func rollback(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        let announced = Mutex(0)
        storage.onCommit { if $0.events { announced.withLock { $0 += 1 } } }
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<40 {
                group.addTask {
                    try? await storage.write { transaction in
                        try transaction.execute("INSERT INTO note (id, size) VALUES (\("n\(index)"), \(index))")
                        try transaction.record("note.written", by: "system")
                        if index % 2 == 1 { throw Broken() }
                    }
                }
            }
        }
        let kept = try await storage.read { try $0.first("SELECT COUNT(*) FROM note")!.get(0, as: Int.self) }
        let events = try await storage.read { try $0.first("SELECT COUNT(*) FROM event")!.get(0, as: Int.self) }
        #expect(kept == 20)
        #expect(events == 20)
        #expect(announced.withLock { $0 } == 20)
    }

    @Test("a broken constraint is told apart from other faults", arguments: TestEngine.available)
    func constraint(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        await #expect {
            try await storage.write { try $0.execute("INSERT INTO note (id, size) VALUES ('x', -1)") }
        } throws: {
            ($0 as? StorageError)?.kind == .constraint
        }
        await #expect { try await storage.write { try $0.execute("INSERT INTO nowhere VALUES (1)") } } throws: {
            ($0 as? StorageError)?.kind == .other
        }
    }

    @Test(
        "a change that nobody waits for keeps its place, and its fault undoes the whole",
        arguments: TestEngine.available)
    func put(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        let seen = try await storage.write { tx in
            // More than are sent in one go, and one that changes what an earlier one wrote.
            for index in 0..<150 { try tx.put("INSERT INTO note (id, size) VALUES (\("n\(index)"), \(index))") }
            try tx.put("UPDATE note SET size = 1000 WHERE id = 'n7'")
            let seen = try tx.first("SELECT COUNT(*), MAX(size) FROM note")
            try tx.put("INSERT INTO note (id, size) VALUES ('last', 1)")
            return [try seen?.get(0) ?? 0, try seen?.get(1) ?? 0]
        }
        #expect(seen == [150, 1_000])
        func count() async throws -> Int {
            try await storage.read { try $0.first("SELECT COUNT(*) FROM note")?.get(0) ?? 0 }
        }
        #expect(try await count() == 151)
        for isRead in [false, true] {
            await #expect {
                try await storage.write { tx in
                    try tx.put("INSERT INTO note (id, size) VALUES ('good', 1)")
                    try tx.put("INSERT INTO note (id, size) VALUES ('n1', 1)")
                    try tx.put("INSERT INTO note (id, size) VALUES ('also good', 1)")
                    if isRead { _ = try tx.rows("SELECT 1") }
                }
            } throws: {
                ($0 as? StorageError)?.kind == .constraint
            }
        }
        #expect(try await count() == 151)
        try await storage.write { try $0.put("INSERT INTO note (id, size) VALUES ('after', 1)") }
        #expect(try await count() == 152, "the connection is as good as before")
    }

    @Test("counting up from many tasks at once loses nothing", arguments: TestEngine.available)
    func contention(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        try await storage.write { try $0.execute("INSERT INTO note (id, size) VALUES ('count', 0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    _ = try await storage.write { try $0.execute("UPDATE note SET size = size + 1 WHERE id = 'count'") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await storage.read { try $0.first("SELECT size FROM note")!.get(0, as: Int.self) } == 50)
    }

    @Test("SQLite's writer waits for the disk at every commit")
    func synchronous() async throws {
        let engine = try SQLiteEngine(path: NSTemporaryDirectory() + "walletdesk-\(UUID().uuidString).sqlite")
        #expect(try await engine.synchronous() == 2)
        let mode = try await engine.write { try String(stored: $0.rows("PRAGMA journal_mode")[0].values[0]) }
        #expect(mode == "wal")
        await engine.close()
        await #expect(throws: StorageError.self) { try await engine.write { try $0.execute("SELECT 1") } }
    }

    @Test("PostgreSQL runs a whole transaction again when it is told to", .enabled(if: TestEngine.postgresURL != nil))
    func retry() async throws {
        let storage = try await TestEngine.postgres.storage()
        let runs = Mutex(0)
        try await storage.write { transaction in
            try transaction.execute("INSERT INTO note (id, size) VALUES (\("run"), 1)")
            if runs.withLock({
                $0 += 1; return $0
            }) < 3 {
                throw StorageError(kind: .retryable, code: "40001", message: "as if")
            }
        }
        #expect(runs.withLock { $0 } == 3)
        #expect(try await storage.read { try $0.first("SELECT COUNT(*) FROM note")!.get(0, as: Int.self) } == 1)

        let deadlock = Mutex(0)
        await #expect(throws: StorageError.self) {
            try await storage.write { _ in
                deadlock.withLock { $0 += 1 }
                throw StorageError(kind: .retryable, code: "40P01", message: "always")
            }
        }
        #expect(deadlock.withLock { $0 } == PostgresEngine.attemptsMax)
    }

    @Test("a connection that the server ended is replaced", .enabled(if: TestEngine.postgresURL != nil))
    func lostConnection() async throws {
        let name = "lost-\(UUID().uuidString.prefix(8))"
        let address = TestEngine.postgresURL! + "?application_name=" + name
        let schema = "test_" + name.lowercased().replacing("-", with: "_")
        let storage = Storage(try PostgresEngine(url: address, connections: 3, searchPath: schema))
        try await storage.write { try $0.script("CREATE TABLE note (id TEXT PRIMARY KEY)") }
        try await storage.write { try $0.execute("INSERT INTO note (id) VALUES ('before')") }
        let other = try PostgresEngine(url: TestEngine.postgresURL!, connections: 1)
        let ended = try await other.write {
            try $0.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = \(name)").count
        }
        #expect(ended > 0)
        try await storage.write { try $0.execute("INSERT INTO note (id) VALUES ('after')") }
        #expect(try await storage.read { try $0.first("SELECT COUNT(*) FROM note")!.get(0, as: Int.self) } == 2)
        _ = try await other.write {
            try $0.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = \(name)").count
        }
        // Also where nothing is sent before the commit.
        try await storage.write { try $0.put("INSERT INTO note (id) VALUES ('put')") }
        #expect(try await storage.read { try $0.first("SELECT COUNT(*) FROM note")!.get(0, as: Int.self) } == 3)
    }
}

@Suite struct EventLog {
    @Test("readers get every event once, in order, page by page", arguments: TestEngine.available)
    func paging(on engine: TestEngine) async throws {
        let storage = try await engine.storage()
        for index in 0..<25 {
            try await storage.write { try $0.record("n.\(index)", by: "system", change: "{\"n\":\(index)}") }
        }
        var cursor = Event.Cursor.start
        var seen: [String] = []
        _ = try await events(10, of: storage)
        while seen.count < 25 {
            let from = cursor
            let page = try await storage.read { try $0.events(after: from, limit: 7) }
            if page.isEmpty {
                try await Task.sleep(for: .milliseconds(25))
                continue
            }
            seen += page.map(\.kind)
            cursor = page.last!.cursor
        }
        #expect(seen == (0..<25).map { "n.\($0)" })
        let (end, after) = try await storage.read { [cursor] in
            (try $0.eventsEnd(), try $0.events(after: cursor, limit: 7))
        }
        #expect(end == cursor)
        #expect(after.isEmpty)
    }

    @Test(
        "a transaction that is held open while another commits is not skipped",
        .enabled(if: TestEngine.postgresURL != nil))
    func heldOpen() async throws {
        let storage = try await TestEngine.postgres.storage()
        let (opened, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let slow = Task {
            try await storage.write { transaction in
                try transaction.record("slow", by: "system")
                // What was recorded goes out with the next statement.
                _ = try transaction.rows("SELECT 1")
                opened.signal()
                release.wait()
            }
        }
        await blocking { opened.wait() }
        try await storage.write { try $0.record("quick", by: "system") }

        // The quick one has committed with the higher id; a reader that went by id alone would take it and never see
        // the slow one.
        let ids = try await storage.read {
            try $0.rows("SELECT kind FROM event").map { try $0.get(0, as: String.self) }
        }
        #expect(ids == ["quick"])
        let early = try await storage.read { try $0.events(after: .start, limit: 10) }
        #expect(early.isEmpty)

        release.signal()
        try await slow.value
        let all = try await events(2, of: storage)
        try #require(all.map(\.kind) == ["slow", "quick"])
        #expect(all[0].cursor.id < all[1].cursor.id)
    }

    @Test(
        "a transaction that began first and recorded last is not skipped either",
        .enabled(if: TestEngine.postgresURL != nil))
    func lateRecord() async throws {
        let storage = try await TestEngine.postgres.storage()
        let (opened, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let slow = Task {
            try await storage.write { transaction in
                try transaction.execute("INSERT INTO note (id) VALUES ('takes a transaction id')")
                opened.signal()
                release.wait()
                try transaction.record("slow", by: "system")
            }
        }
        await blocking { opened.wait() }
        try await storage.write { try $0.record("quick", by: "system") }
        #expect(try await storage.read { try $0.events(after: .start, limit: 10) }.isEmpty)
        release.signal()
        try await slow.value
        let all = try await events(2, of: storage)
        try #require(all.map(\.kind) == ["slow", "quick"])
        #expect(all[0].cursor.id > all[1].cursor.id)
    }

    @Test(
        "events that came from another server by a dump are readable again, in their order",
        .enabled(if: TestEngine.postgresURL != nil))
    func restored() async throws {
        let storage = try await TestEngine.postgres.storage()
        for kind in ["first", "second"] { try await storage.write { try $0.record(kind, by: "system") } }
        // As a dump of a server that has counted much further leaves them.
        try await storage.write { try $0.execute("UPDATE event SET transaction_id = '99999999999'") }
        #expect(try await storage.read { try $0.events(after: .start, limit: 10) }.isEmpty)
        #expect(try await storage.write { try $0.adoptRestoredEvents() })
        try await storage.write { try $0.record("third", by: "system") }
        #expect(try await events(3, of: storage).map(\.kind) == ["first", "second", "third"])
        #expect(try await storage.write { try !$0.adoptRestoredEvents() })
    }

    /// Readers wait for every older transaction of the server, also those of other tests: this waits too, for a while.
    private func events(_ count: Int, of storage: Storage) async throws -> [Event] {
        var found: [Event] = []
        for _ in 0..<1_200 {
            found = try await storage.read { try $0.events(after: .start, limit: 10) }
            if found.count >= count { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        return found
    }

    private func blocking(_ wait: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                wait()
                continuation.resume()
            }
        }
    }
}

@Suite struct Jobs {
    private let logger = Logger(label: "test")

    @Test("run once, retried with a pause that grows, and are buried in the end", arguments: TestEngine.available)
    func life(on engine: TestEngine) async throws {
        let time = Mutex(Moment(milliseconds: 1_000_000))
        let storage = try await engine.storage(now: { time.withLock { $0 } })
        struct Down: Error {}
        let runs = Mutex<[String]>([])
        let gaveUp = Mutex(0)
        let runner = JobRunner(
            storage,
            [
                JobHandler("good") { job in runs.withLock { $0.append(job.key) } },
                JobHandler(
                    "bad", attemptsMax: 3,
                    run: { job in
                        runs.withLock { $0.append("bad\(job.attempt)") }
                        throw Down()
                    }, gaveUp: { _, _ in gaveUp.withLock { $0 += 1 } }),
            ], logger: logger)
        try await storage.write {
            try $0.enqueue("good", key: "one")
            try $0.enqueue("good", key: "one")
            try $0.enqueue("bad", key: "b")
            try $0.enqueue("good", key: "later", at: $0.now.adding(seconds: 60))
        }
        for _ in 0..<20 {
            await runner.runDue()
            time.withLock { $0 = $0.adding(seconds: 2) }
        }
        #expect(runs.withLock { $0.sorted() } == ["bad1", "bad2", "bad3", "one"])
        #expect(gaveUp.withLock { $0 } == 1)
        let dead = try await storage.read { try DeadJob.all(in: $0) }
        #expect(dead.map(\.kind) == ["bad"])
        time.withLock { $0 = $0.adding(seconds: 60) }
        await runner.runDue()
        #expect(runs.withLock { $0.last } == "later")

        try await storage.write { try DeadJob.revive(dead[0].id, in: $0) }
        await runner.runDue()
        #expect(runs.withLock { $0.last } == "bad1")
    }

    @Test(
        "of two runners, each job goes to one; a job whose runner died comes back when its lease ends",
        arguments: TestEngine.available)
    func lease(on engine: TestEngine) async throws {
        let time = Mutex(Moment(milliseconds: 1_000_000))
        let storage = try await engine.storage(now: { time.withLock { $0 } })
        let runs = Mutex<[String]>([])
        let handlers = [JobHandler("work") { job in runs.withLock { $0.append(job.key) } }]
        try await storage.write { transaction in
            for index in 0..<30 { try transaction.enqueue("work", key: "k\(index)") }
        }
        let abandoned = try await storage.write { try Job.lease(kinds: ["work"], in: $0) }
        let (one, two) = (JobRunner(storage, handlers, logger: logger), JobRunner(storage, handlers, logger: logger))
        async let first = one.runDue()
        async let second = two.runDue()
        let ran = await first + second
        #expect(ran == 29)
        #expect(Set(runs.withLock { $0 }).count == 29)
        #expect(!runs.withLock { $0 }.contains(abandoned!.key))
        time.withLock { $0 = $0.adding(seconds: Job.leaseSeconds + 1) }
        await one.runDue()
        #expect(runs.withLock { $0.last } == abandoned!.key)
    }
}

import Terms

/// Work to be done outside a transaction after its commit: at least once, so it must be harmless to do twice.
public struct Job: Sendable {
    public static let payloadBytesMax = 64 * 1_024

    public let id: String
    public let kind: String
    /// At most one job of a kind and key waits at a time.
    public let key: String
    /// JSON.
    public let payload: String
    /// 1 for the first run.
    public let attempt: Int
}

extension Transaction {
    /// Adds a job that becomes visible with the commit. One of the same kind and key that already waits is left as it
    /// is.
    public func enqueue(_ kind: String, key: String, payload: String = "{}", at due: Moment? = nil) throws {
        precondition(payload.utf8.count <= Job.payloadBytesMax, "a job's payload is ids, not documents")
        try put(
            """
            INSERT INTO job (id, kind, key, payload, state, run_at)
            VALUES (\(UUIDv7.text(at: now)), \(kind), \(key), \(payload), 'waiting', \(due ?? now))
            ON CONFLICT (kind, key) DO NOTHING
            """)
        commit.jobs = true
    }
}

extension Transaction {
    /// Whether a job of this kind and key is still to be done, under way or given up.
    public func isWaiting(_ kind: String, key: String) throws -> Bool {
        try first("SELECT 1 FROM job WHERE kind = \(kind) AND key = \(key)") != nil
    }

    /// Takes back those whose key begins so.
    public func withdraw(_ kind: String, keysBeginning prefix: String) throws {
        try execute("DELETE FROM job WHERE kind = \(kind) AND key >= \(prefix) AND key < \(prefix + "~")")
    }

    /// Takes back what has been done in another way. False where it was done or taken back before.
    public func withdraw(_ kind: String, key: String) throws -> Bool {
        try execute("DELETE FROM job WHERE kind = \(kind) AND key = \(key)") == 1
    }
}

// MARK: - Rows

extension Job {
    static let leaseSeconds: Int64 = 60

    /// Takes the job that is due longest, if any. Of two nodes that ask at once, one gets it.
    static func lease(kinds: [String], in transaction: Transaction) throws -> Job? {
        let taken = try transaction.rows(
            """
            UPDATE job SET leased_until = \(transaction.now.adding(seconds: leaseSeconds)), attempts = attempts + 1
            WHERE id = (
                SELECT id FROM job
                WHERE state = 'waiting' AND run_at <= \(transaction.now) AND leased_until < \(transaction.now)
                  AND kind IN \(SQL.list(kinds))
                ORDER BY run_at, id LIMIT 1)
              AND state = 'waiting' AND leased_until < \(transaction.now)
            RETURNING id, kind, key, payload, attempts
            """)
        return try taken.first.map {
            Job(
                id: try $0.get(0), kind: try $0.get(1), key: try $0.get(2), payload: try $0.get(3),
                attempt: try $0.get(4))
        }
    }

    /// When the next job becomes due.
    static func nextDue(kinds: [String], in transaction: Transaction) throws -> Moment? {
        try transaction.first(
            """
            SELECT MIN(run_at) FROM job
            WHERE state = 'waiting' AND leased_until < \(transaction.now) AND kind IN \(SQL.list(kinds))
            """)?.optional(0)
    }

    func finish(in transaction: Transaction) throws {
        // Only the holder of this lease may finish it: a run that outlived its lease has been given to someone else.
        try transaction.execute("DELETE FROM job WHERE id = \(id) AND attempts = \(attempt)")
    }

    func retry(at due: Moment, error: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE job SET run_at = \(due), leased_until = 0, last_error = \(String(error.prefix(500)))
            WHERE id = \(id) AND attempts = \(attempt)
            """)
    }

    func bury(error: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE job SET state = 'dead', leased_until = 0, last_error = \(String(error.prefix(500)))
            WHERE id = \(id) AND attempts = \(attempt)
            """)
        try transaction.record("job.died", by: "system", change: "{\"kind\":\"\(kind)\",\"id\":\"\(id)\"}")
    }
}

/// A job that was given up, as agents see it.
public struct DeadJob: Sendable {
    public static let listMax = 200
    public let id: String, kind: String, key: String, lastError: String, attempts: Int

    public static func all(in transaction: Transaction) throws -> [DeadJob] {
        try transaction.rows(
            "SELECT id, kind, key, COALESCE(last_error, ''), attempts FROM job WHERE state = 'dead' ORDER BY id "
                + "LIMIT \(listMax)"
        ).map {
            DeadJob(
                id: try $0.get(0), kind: try $0.get(1), key: try $0.get(2), lastError: try $0.get(3),
                attempts: try $0.get(4))
        }
    }

    /// Puts it back into the queue, as if new.
    public static func revive(_ id: String, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE job SET state = 'waiting', attempts = 0, run_at = \(transaction.now) WHERE id = \(id) AND "
                + "state = 'dead'"
        )
        transaction.commit.jobs = true
    }
}

import Storage
import Terms

/// What has served its time goes once a day: the events that were written meanwhile stay.
extension IdentityCheck {
    static let keptDays: Int64 = 30
    private static let expiring = "identity.expiry"

    /// The key is the day, so that many nodes plan it once.
    static func planExpiry(in transaction: Transaction) throws {
        let day = transaction.now.milliseconds / 86_400_000 + 1
        try transaction.enqueue(expiring, key: String(day), at: Moment(milliseconds: day * 86_400_000))
    }

    static func expiry(_ storage: Storage) -> JobHandler {
        JobHandler(expiring) { _ in
            try await storage.write { transaction in
                let old = transaction.now.adding(seconds: -keptDays * 86_400)
                let yesterday = transaction.now.adding(seconds: -86_400)
                try transaction.execute(
                    """
                    DELETE FROM identity_proof WHERE check_id IN (
                        SELECT id FROM identity_check WHERE expires_at < \(old))
                    """)
                try transaction.execute("DELETE FROM identity_check WHERE expires_at < \(old)")
                try transaction.execute("DELETE FROM code_sent WHERE sent_at < \(yesterday)")
                let long = transaction.now.adding(seconds: -3 * keptDays * 86_400)
                try transaction.execute("DELETE FROM notice WHERE settled_at < \(long)")
                try transaction.execute("DELETE FROM account_change WHERE settled_at < \(long)")
                try transaction.execute("DELETE FROM lost_factor WHERE settled_at < \(long)")
                try transaction.execute("DELETE FROM former_contact WHERE kept_until < \(transaction.now)")
                try transaction.execute("DELETE FROM passkey_challenge WHERE expires_at < \(yesterday)")
                try planExpiry(in: transaction)
            }
        }
    }
}

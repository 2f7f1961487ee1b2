import Storage
import Terms

extension Ledger {
    static let problemsMax = 100

    /// Everything in the books that does not add up, one sentence each with the ids to look at; empty when all is well.
    public func check() async throws -> [String] { try await storage.read { try Self.check(in: $0) } }

    public static func check(in tx: Transaction) throws -> [String] {
        var problems: [String] = []
        for (sentence, query) in proofs + accountProofs {
            for row in try tx.rows("\(query) LIMIT \(problemsMax)") {
                problems.append("\(sentence): \(try row.get(0, as: String.self))")
            }
        }
        return problems
    }

    /// Each query names what breaks the rule.
    private static let proofs: [(String, SQL)] = [
        (
            "the accounts of this currency do not add up to zero",
            "SELECT currency FROM wallet_account GROUP BY currency HAVING SUM(balance) <> 0"
        ),
        (
            "a kept balance is not the sum of its postings",
            """
            SELECT a.id FROM wallet_account a LEFT JOIN (
                SELECT id, SUM(change) AS total FROM (
                    SELECT to_id AS id, amount AS change FROM wallet_posting
                    UNION ALL SELECT from_id, -amount FROM wallet_posting) AS moved
                GROUP BY id) AS sums ON sums.id = a.id
            WHERE a.balance <> COALESCE(sums.total, 0)
            """
        ),
        (
            "a posting is between accounts of different currencies",
            """
            SELECT p.transaction_id FROM wallet_posting p
            JOIN wallet_account a ON a.id = p.from_id JOIN wallet_account b ON b.id = p.to_id
            WHERE a.currency <> b.currency
            """
        ),
        (
            "what is held is not the sum of the open holds",
            """
            SELECT a.id FROM wallet_account a LEFT JOIN (
                SELECT customer_id, SUM(held) AS total FROM wallet_transaction GROUP BY customer_id) AS holds
                ON holds.customer_id = a.customer_id
            WHERE a.kind = 'held' AND a.balance <> COALESCE(holds.total, 0)
            """
        ),
        (
            "what was given back is not the sum of the refunds",
            """
            SELECT t.id FROM wallet_transaction t LEFT JOIN (
                SELECT refund_of, SUM(amount) AS total FROM wallet_transaction
                WHERE refund_of IS NOT NULL AND state <> 'failed'
                GROUP BY refund_of) AS refunds ON refunds.refund_of = t.id
            WHERE t.refunded <> COALESCE(refunds.total, 0)
            """
        ),
        (
            "the last step is not the state",
            """
            SELECT t.id FROM wallet_transaction t
            LEFT JOIN wallet_step s ON s.transaction_id = t.id AND s.position = t.steps
            WHERE s.state IS NULL OR s.state <> t.state OR s.reason IS DISTINCT FROM t.reason
                OR t.steps <> (SELECT COUNT(*) FROM wallet_step WHERE transaction_id = t.id)
            """
        ),
        (
            "money did not move once for a success",
            """
            SELECT t.id FROM wallet_transaction t WHERE t.state = 'succeeded' AND t.kind <> 'received' AND t.amount <> (
                SELECT COALESCE(SUM(p.amount), 0) FROM wallet_posting p JOIN wallet_account a ON a.id = p.to_id
                WHERE p.transaction_id = t.id AND a.kind <> 'held')
            """
        ),
    ]
}

import Storage

extension Ledger {
    /// A clock is read when a transaction begins: an order may have been committed just before a freeze that began
    /// earlier.
    private static let freezeSlackMilliseconds: Int64 = 60_000

    /// Each query names what breaks the rule; those about limits, fees, freezing and the other side of transfers.
    static let accountProofs: [(String, SQL)] = [
        (
            "what was used of a day's limit is not the sum of its orders",
            """
            SELECT u.customer_id || ' ' || u.kind || ' ' || u.day FROM wallet_usage u LEFT JOIN (
                SELECT customer_id, kind, used_on, SUM(amount) AS total FROM wallet_transaction
                WHERE used_on IS NOT NULL AND state NOT IN ('failed', 'returned')
                GROUP BY customer_id, kind, used_on) AS orders
                ON orders.customer_id = u.customer_id AND orders.kind = u.kind AND orders.used_on = u.day
            WHERE u.used <> COALESCE(orders.total, 0)
            """
        ),
        (
            "an order used nothing of its day's limit",
            """
            SELECT t.id FROM wallet_transaction t
            LEFT JOIN wallet_usage u ON u.customer_id = t.customer_id AND u.kind = t.kind AND u.day = t.used_on
            WHERE t.used_on IS NOT NULL AND u.used IS NULL
            """
        ),
        (
            "a fee was not charged once for a success, or was charged for something else",
            """
            SELECT t.id FROM wallet_transaction t
            WHERE CASE WHEN t.state = 'succeeded' THEN t.fee ELSE 0 END <> (
                SELECT COALESCE(SUM(p.amount), 0) FROM wallet_posting p JOIN wallet_account a ON a.id = p.to_id
                WHERE p.transaction_id = t.id AND a.kind = 'fee')
                AND (t.fee > 0 OR t.kind = 'withdrawal')
            """
        ),
        (
            "charges were taken by something that is free",
            """
            SELECT p.transaction_id FROM wallet_posting p JOIN wallet_account a ON a.id = p.to_id OR a.id = p.from_id
            JOIN wallet_transaction t ON t.id = p.transaction_id WHERE a.kind = 'fee' AND t.fee = 0
            """
        ),
        (
            "money went out of a frozen wallet",
            """
            SELECT t.id FROM wallet_account a JOIN wallet_transaction t ON t.customer_id = a.customer_id
            WHERE a.kind = 'balance' AND t.created_at > a.frozen_at + \(freezeSlackMilliseconds)
                AND t.kind IN ('payment', 'transfer', 'withdrawal')
            """
        ),
        (
            "money received is not what was sent",
            """
            SELECT r.id FROM wallet_transaction r LEFT JOIN wallet_transaction t ON t.id = r.transfer_id
            LEFT JOIN wallet_posting p ON p.transaction_id = t.id AND p.to_id = r.customer_id || '.balance'
            WHERE r.kind = 'received' AND (r.state <> 'succeeded' OR t.state IS DISTINCT FROM 'succeeded'
                OR r.amount <> t.amount OR p.amount IS DISTINCT FROM r.amount)
            """
        ),
        (
            "a transfer was received by nobody",
            """
            SELECT t.id FROM wallet_transaction t JOIN wallet_posting p ON p.transaction_id = t.id
            JOIN wallet_account a ON a.id = p.to_id
            WHERE t.kind = 'transfer' AND t.state = 'succeeded' AND t.used_on IS NOT NULL AND a.kind = 'balance'
                AND NOT EXISTS (SELECT 1 FROM wallet_transaction r WHERE r.transfer_id = t.id)
            """
        ),
    ]
}

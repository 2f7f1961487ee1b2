import Crypto
import Foundation
import Storage
import Terms

/// What makes doing an order twice harmless: a customer's key stands for one order, for ever.
struct OrderKey: Sendable {
    /// Visible ASCII, so that it can be an HTTP header.
    static let lengthMax = 200

    let text: String
    /// A digest of what was ordered. Card numbers are never part of it: nobody may be able to try numbers against it.
    let contents: String

    init(_ text: String, for contents: [String]) throws {
        guard (1...Self.lengthMax).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Refusal.invalid(
                "key", "key_invalid",
                Text(
                    "订单标识无效，请刷新页面后重试。", "訂單識別碼無效，請重新整理頁面後再試。",
                    "This order's key is not valid. Please reload the page and try again."))
        }
        self.text = text
        // Each part with its length, so that no two different orders read the same.
        let joined = contents.map { "\($0.utf8.count):\($0)" }.joined(separator: "|")
        self.contents = SHA256.hash(data: Data(joined.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// Takes the key for `made`, or returns what an earlier order with this key and the same contents made.
    /// Of two at once, the unique index lets one through; the other waits for its commit and finds it.
    func claim<Noun>(for made: ID<Noun>, of customer: CustomerID, in tx: Transaction) throws -> ID<Noun>? {
        let inserted = try tx.execute(
            """
            INSERT INTO wallet_order (customer_id, key, contents, made, ordered_at)
            VALUES (\(customer), \(text), \(contents), \(made), \(tx.now))
            ON CONFLICT (customer_id, key) DO NOTHING
            """)
        return inserted == 1 ? nil : try earlier(of: customer, in: tx)
    }

    /// What an order with this key made before, if any.
    func earlier<Noun>(of customer: CustomerID, in tx: Transaction) throws -> ID<Noun>? {
        let row = try tx.first(
            "SELECT made, contents FROM wallet_order WHERE customer_id = \(customer) AND key = \(text)")
        guard let row else { return nil }
        guard try row.get(1) == contents else { throw Self.reused }
        return try row.get(0)
    }

    private static let reused = Refusal(
        .conflict, "key_reused",
        Text(
            "这个订单标识已用于另一笔订单，请刷新页面后重试。", "這個訂單識別碼已用於另一筆訂單，請重新整理頁面後再試。",
            "This key was already used for a different order. Please reload the page and try again."))
}

import Storage
import Terms

/// A phone or e-mail that was a customer's until lately. It stops everything (`/freeze`), is told when second factors
/// are said to be lost, and does nothing else: whoever lost it to a thief who changed it has no other contact to answer
/// from.
enum FormerContact {
    static let days: Int64 = 14

    /// Called before the contact is changed.
    static func keep(_ kind: ContactChange.Kind, of customer: CustomerID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO former_contact (brand_id, contact, customer_id, kept_until)
            SELECT brand_id, \(kind.column), id, CAST(\(transaction.now.adding(seconds: days * 86_400)) AS BIGINT)
            FROM customer WHERE id = \(customer) AND \(kind.column) IS NOT NULL
            ON CONFLICT (brand_id, contact) DO UPDATE SET customer_id = \(customer),
                kept_until = \(transaction.now.adding(seconds: days * 86_400))
            """)
    }

    static func owner(_ contact: String, of brand: BrandID, in transaction: Transaction) throws -> CustomerID? {
        try transaction.first(
            """
            SELECT customer_id FROM former_contact
            WHERE brand_id = \(brand) AND contact = \(contact) AND kept_until > \(transaction.now)
            """)?.get(0)
    }

    /// Those of one customer that are nobody's now, the latest first.
    static func all(of customer: CustomerID, max: Int, in transaction: Transaction) throws -> [Contact] {
        try transaction.rows(
            """
            SELECT contact FROM former_contact f WHERE customer_id = \(customer) AND kept_until > \(transaction.now)
              AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.brand_id = f.brand_id
                              AND (c.phone = f.contact OR c.email = f.contact))
            ORDER BY kept_until DESC, contact LIMIT \(max)
            """
        ).compactMap { Contact(try $0.get(0)) }
    }
}

import Storage
import Terms

/// Somebody who has a wallet of one brand.
public struct Customer: Sendable, Equatable {
    public let id: CustomerID
    public let brand: BrandID
    public let name: String
    /// National digits, or `+` and the country's; nil for who signed up by e-mail and added none.
    public let phone: String?
    public let email: String?
    public let language: Language
    public let joinedAt: Moment
    /// `1990-02-15`; nil while it is not known.
    public let birthday: String?
    /// Chosen by the customer and shown in every text that we send: who does not know it is not us. May be empty.
    public let safeWord: String

    /// As agents see it until they have a reason to see more: `林*`, `M***`.
    public var maskedName: String { Mask.name(name) }

    var actor: String { "customer:\(id)" }
}

/// How personal data is shown where the whole is not needed (JR/T 0171-2020's defaults).
public enum Mask {
    public static func name(_ name: String) -> String {
        guard let first = name.first else { return "*" }
        return String(first) + (first.isASCII ? "***" : "*")
    }

    /// `138****6620`; empty where there is none.
    public static func phone(_ phone: String?) -> String {
        guard let phone else { return "" }
        return phone.count >= 8 ? phone.prefix(3) + "****" + phone.suffix(4) : "****"
    }

    /// `z***@x.com`; empty where there is none.
    public static func email(_ email: String?) -> String {
        guard let email else { return "" }
        guard let at = email.firstIndex(of: "@"), let first = email.first else { return "***" }
        return "\(first)***\(email[at...])"
    }
}

// MARK: - Rows

extension Customer: FromRow {
    static let columns: SQL = "id, brand_id, name, phone, email, language, joined_at, birthday, safe_word"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), name: try row.get(2),
            phone: try row.optional(3), email: try row.optional(4), language: try row.get(5),
            joinedAt: try row.get(6), birthday: try row.optional(7), safeWord: try row.get(8))
    }

    public static func find(_ id: CustomerID, in transaction: Transaction) throws -> Customer {
        guard let row = try transaction.first("SELECT \(columns) FROM customer WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try Customer(row)
    }

    /// Keeps the row to this transaction: another that asks for it waits, and sees what this one did.
    func hold(in transaction: Transaction) throws {
        try transaction.execute("UPDATE customer SET locked_until = locked_until WHERE id = \(id)")
    }

    /// Throws a storage constraint error when the phone or e-mail is taken within the brand.
    static func add(
        _ id: CustomerID, brand: BrandID, name: String, phone: String?, email: String?, passwordHash: String,
        language: Language, birthday: String? = nil, safeWord: String = "", in transaction: Transaction
    ) throws -> Customer {
        try transaction.execute(
            """
            INSERT INTO customer (id, brand_id, name, phone, email, password_hash, language, birthday, safe_word,
                                  joined_at, password_changed_at)
            VALUES (\(id), \(brand), \(name), \(phone), \(email), \(passwordHash), \(language), \(birthday),
                    \(safeWord), \(transaction.now), \(transaction.now))
            """)
        try transaction.record("customer.joined", brand: brand, customer: id, by: "customer:\(id)")
        return try find(id, in: transaction)
    }
}

/// A noun that is read from the columns it names.
protocol FromRow {
    static var columns: SQL { get }
    init(_ row: Row) throws
}

import Storage
import Terms

/// Another phone or e-mail. With a code to the old one it is done at once; without the old one it cools off for a day,
/// and everybody concerned is told: cooling → done, or stopped by one tap on any of the contacts.
struct ContactChange: Sendable, Equatable {
    enum Kind: String, Storable, Sendable, CaseIterable { case phone, email }
    enum State: String, Storable, Sendable { case cooling, done, stopped }

    /// Long enough to be read the next morning.
    static let coolingSeconds: Int64 = 24 * 3_600
    static let finishing = "contact.change"

    let id: ID<ContactChangeNoun>
    let brand: BrandID
    let customer: CustomerID
    let kind: Kind
    let value: String
    let state: State
    let askedAt: Moment
    let effectiveAt: Moment
}

enum ContactChangeNoun {}

extension ContactChange.Kind {
    var medium: Notice.Medium { self == .phone ? .sms : .email }
    /// What is proved before it is changed at once.
    var purpose: Purpose { self == .phone ? .changePhone : .changeEmail }
    var purposes: Set<Purpose> { self == .phone ? [.changePhone, .phoneLost] : [.changeEmail] }
    /// Below the brand.
    var path: String { "/account/\(rawValue)" }

    func value(of customer: Customer) -> String? { self == .phone ? customer.phone : customer.email }
    func masked(_ value: String?) -> String { self == .phone ? Mask.phone(value) : Mask.email(value) }
    var column: SQL { self == .phone ? "phone" : "email" }

    /// A new contact of this kind, as typed. Throws at the field `contact`.
    func contact(_ typed: String, of customer: Customer) throws -> Contact {
        guard let contact = Contact(typed), contact.medium == medium else {
            throw Refusal.invalid(
                "contact", "contact_invalid",
                self == .phone ? ContactChangeTexts.phoneInvalid : ContactChangeTexts.emailInvalid)
        }
        guard contact.text != value(of: customer) else {
            throw Refusal.invalid("contact", "contact_unchanged", ContactChangeTexts.unchanged)
        }
        return contact
    }
}

extension ContactChange {
    static let taken = Refusal.invalid("contact", "contact_taken", ContactChangeTexts.taken)
    static let waiting = Refusal(.conflict, "change_waiting", ContactChangeTexts.waiting)

    /// Done at once: the old contact and the new one are both told. Throws `contact_taken`.
    static func make(_ kind: Kind, _ value: String, of customer: Customer, in transaction: Transaction) throws {
        try set(kind, value, of: customer.id, brand: customer.brand, in: transaction)
        // A change that still waits was asked for by somebody who could not use the old contact. Its owner can.
        try settle(kind, of: customer.id, as: .stopped, in: transaction)
        try transaction.record(
            "\(kind.rawValue).changed", brand: customer.brand, customer: customer.id, by: customer.actor)
        try tell(kind, of: customer, value, in: transaction)
    }

    /// Asked for without the old contact. Returns the word of the link that stops it, which is not kept. Throws
    /// where one waits already.
    static func ask(_ kind: Kind, _ value: String, of customer: Customer, in transaction: Transaction) throws -> (
        change: ContactChange, stop: String
    ) {
        guard try !isTaken(kind, value, by: customer.brand, in: transaction) else { throw taken }
        let id: ID<ContactChangeNoun> = transaction.newID()
        let (stop, until) = (Session.newToken(), transaction.now.adding(seconds: coolingSeconds))
        let added = try transaction.execute(
            """
            INSERT INTO account_change (id, brand_id, customer_id, kind, value, state, stop_hash, asked_at,
                                        effective_at)
            VALUES (\(id), \(customer.brand), \(customer.id), \(kind), \(value), 'cooling', \(Session.hash(stop)),
                    \(transaction.now), \(until))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw waiting }
        try transaction.enqueue(finishing, key: id.text, at: until)
        try transaction.record(
            "\(kind.rawValue).change_asked", brand: customer.brand, customer: customer.id, by: customer.actor,
            change: "{\"change\":\"\(id)\"}")
        return (try find(id, in: transaction), stop)
    }

    /// Told on every contact they have, the old one too; `link` stops it with one tap.
    func announce(to customer: Customer, link: String?, _ clock: Clock, in transaction: Transaction) throws {
        let value = kind.masked(value)
        if let link {
            try Notice.send(
                .contactChangeAsked, to: customer,
                ["contact": value, "time": clock.day(effectiveAt), "link": link], in: transaction)
        } else {
            try Notice.send(
                .contactChangeAskedPlainly, to: customer, ["contact": value, "time": clock.day(effectiveAt)],
                in: transaction)
        }
    }

    /// By the link in a notice, without signing in. A second tap finds what became of it.
    static func stop(link: String, in transaction: Transaction) throws -> ContactChange {
        guard let change = try find(link: link, in: transaction) else { throw Refusal.notFound }
        return try change.stop(by: "link", in: transaction)
    }

    /// By who is signed in.
    static func stop(_ kind: Kind, of customer: Customer, in transaction: Transaction) throws -> ContactChange? {
        try waiting(kind, of: customer.id, in: transaction)?.stop(by: customer.actor, in: transaction)
    }

    private func stop(by actor: String, in transaction: Transaction) throws -> ContactChange {
        let changed = try transaction.execute(
            """
            UPDATE account_change SET state = 'stopped', settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'cooling'
            """)
        guard changed == 1 else { return try Self.find(id, in: transaction) }
        try transaction.record(
            "\(kind.rawValue).change_stopped", brand: brand, customer: customer, by: actor,
            change: "{\"change\":\"\(id)\"}")
        try Notice.send(
            .contactChangeStopped, to: Customer.find(customer, in: transaction), ["contact": kind.masked(value)],
            in: transaction)
        return try Self.find(id, in: transaction)
    }

    /// The time has come. Harmless to run twice; one that was stopped stays so.
    static func finish(_ id: ID<ContactChangeNoun>, in transaction: Transaction) throws {
        let row = try transaction.first(
            """
            UPDATE account_change SET state = 'done', settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'cooling' AND effective_at <= \(transaction.now) RETURNING id
            """)
        guard row != nil else { return }
        let change = try find(id, in: transaction)
        let customer = try Customer.find(change.customer, in: transaction)
        // An account that was shut meanwhile keeps its contacts: somebody may have asked for another owner.
        let isShut = try !AccountLock.open(on: customer.id, in: transaction).isEmpty
        guard !isShut, try !isTaken(change.kind, change.value, by: change.brand, in: transaction) else {
            try transaction.execute("UPDATE account_change SET state = 'stopped' WHERE id = \(id)")
            try transaction.record(
                "\(change.kind.rawValue).change_stopped", brand: customer.brand, customer: customer.id, by: "system",
                change: "{\"change\":\"\(id)\"}")
            return try Notice.send(
                .contactChangeStopped, to: customer, ["contact": change.kind.masked(change.value)], in: transaction)
        }
        try set(change.kind, change.value, of: customer.id, brand: customer.brand, in: transaction)
        try transaction.record(
            "\(change.kind.rawValue).changed", brand: customer.brand, customer: customer.id, by: "system",
            change: "{\"change\":\"\(id)\"}")
        try tell(change.kind, of: customer, change.value, in: transaction)
    }

    /// The contacts as they were, and the new one.
    private static func tell(_ kind: Kind, of customer: Customer, _ value: String, in transaction: Transaction) throws {
        try Notice.send(.contactChanged, to: customer, ["contact": kind.masked(value)], in: transaction)
        try Notice.send(
            .contactAdded, to: value, by: kind.medium, of: customer.brand, in: customer.language, customer: customer,
            [:], transaction)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [JobHandler(finishing) { job in try await desk.storage.write { try finish(ID(job.key), in: $0) } }]
    }
}

// MARK: - Rows

extension ContactChange: FromRow {
    static let columns: SQL = "id, brand_id, customer_id, kind, value, state, asked_at, effective_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), customer: try row.get(2), kind: try row.get(3),
            value: try row.get(4), state: try row.get(5), askedAt: try row.get(6), effectiveAt: try row.get(7))
    }

    static func find(_ id: ID<ContactChangeNoun>, in transaction: Transaction) throws -> ContactChange {
        guard let row = try transaction.first("SELECT \(columns) FROM account_change WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try ContactChange(row)
    }

    static func find(link: String, in transaction: Transaction) throws -> ContactChange? {
        try transaction.first(
            "SELECT \(columns) FROM account_change WHERE stop_hash = \(Session.hash(link))"
        ).map(ContactChange.init)
    }

    /// The one that cools off at present.
    static func waiting(_ kind: Kind, of customer: CustomerID, in transaction: Transaction) throws -> ContactChange? {
        try transaction.first(
            """
            SELECT \(columns) FROM account_change
            WHERE customer_id = \(customer) AND kind = \(kind) AND state = 'cooling'
            """
        ).map(ContactChange.init)
    }

    @discardableResult
    private static func settle(_ kind: Kind, of customer: CustomerID, as state: State, in transaction: Transaction)
        throws -> Bool
    {
        try transaction.execute(
            """
            UPDATE account_change SET state = \(state), settled_at = \(transaction.now)
            WHERE customer_id = \(customer) AND kind = \(kind) AND state = 'cooling'
            """) == 1
    }

    private static func isTaken(_ kind: Kind, _ value: String, by brand: BrandID, in transaction: Transaction) throws
        -> Bool
    {
        try transaction.first("SELECT 1 FROM customer WHERE brand_id = \(brand) AND \(kind.column) = \(value)") != nil
    }

    private static func set(
        _ kind: Kind, _ value: String, of customer: CustomerID, brand: BrandID, in transaction: Transaction
    ) throws {
        guard try !isTaken(kind, value, by: brand, in: transaction) else { throw taken }
        do {
            try FormerContact.keep(kind, of: customer, in: transaction)
            try transaction.execute("UPDATE customer SET \(kind.column) = \(value) WHERE id = \(customer)")
            try Flow.ended(kind == .phone ? .phoneSet : .emailSet, customer, in: transaction)
        } catch let error as StorageError where error.kind == .constraint {
            // Somebody took it between the look and the update; run again, the look finds them.
            throw StorageError.twin
        }
    }
}

import Storage
import Terms

/// The authenticator, the recovery codes and the passkeys are gone, and the account takes one of them. Asked for with
/// every other proof, they come off the account after a day, and everybody concerned is told: cooling → done, or
/// stopped by one tap on any of the contacts, by whatever shuts the account, or by a factor that turns up again.
struct LostFactor: Sendable, Equatable {
    enum State: String, Storable, Sendable { case cooling, done, stopped }

    /// Long enough to be read the next morning.
    static let coolingSeconds: Int64 = 24 * 3_600
    /// How often it may be asked for in so many days: whoever asks again after each stop gets to a person.
    static let asksMax = 3
    static let asksDays: Int64 = 30
    private static let formerMax = 10
    private static let finishing = "lost_factor.removal"

    let id: ID<LostFactorNoun>
    let brand: BrandID
    let customer: CustomerID
    let state: State
    let askedAt: Moment
    let effectiveAt: Moment
}

enum LostFactorNoun {}

extension LostFactor {
    /// What came of asking.
    enum Asked: Sendable {
        /// Begun now, or waiting already.
        case cooling(LostFactor)
        case shut(AccountLock)
        /// There is no second factor to remove.
        case nothing
        case tooOften
    }

    /// By who has proved enough. Asked for again while one waits it is the same one, and nobody is told twice.
    /// `address`: what the link that stops it begins with; nil where a notice carries none.
    static func ask(by customer: Customer, address: String?, _ clock: Clock, in transaction: Transaction) throws
        -> Asked
    {
        // Whoever shuts the account or asks at this moment comes before this, and is seen, or after, and sees it.
        try customer.hold(in: transaction)
        if let lock = try AccountLock.open(on: customer.id, in: transaction).first { return .shut(lock) }
        if let one = try waiting(customer.id, in: transaction) { return .cooling(one) }
        let means = try IdentityCheck.means(of: customer.id, in: transaction)
        if means.isDisjoint(with: Proof.secondFactors) { return .nothing }
        guard try asks(of: customer.id, in: transaction) < asksMax else { return .tooOften }
        let id: ID<LostFactorNoun> = transaction.newID()
        let (word, until) = (Session.newToken(), transaction.now.adding(seconds: coolingSeconds))
        try transaction.execute(
            """
            INSERT INTO lost_factor (id, brand_id, customer_id, state, stop_hash, asked_at, effective_at)
            VALUES (\(id), \(customer.brand), \(customer.id), 'cooling', \(Session.hash(word)), \(transaction.now),
                    \(until))
            """)
        try transaction.enqueue(finishing, key: id.text, at: until)
        let lost = try find(id, in: transaction)
        try lost.record("second_factor.removal_asked", by: customer.actor, in: transaction)
        try lost.announce(to: customer, link: address.map { $0 + LostFactorRoutes.stopPath(word) }, clock, transaction)
        return .cooling(lost)
    }

    /// On every contact they have, and on those that were theirs until lately: a thief may have changed them first.
    private func announce(to customer: Customer, link: String?, _ clock: Clock, _ transaction: Transaction) throws {
        let template: Notice.Template = link == nil ? .factorLostPlainly : .factorLost
        let places: KeyValuePairs = ["time": clock.day(effectiveAt), "link": link ?? ""]
        try Notice.send(template, to: customer, places, in: transaction)
        for contact in try FormerContact.all(of: customer.id, max: Self.formerMax, in: transaction) {
            // Whoever reads it may be somebody else by now: no safe phrase.
            try Notice.send(
                template, to: contact.text, by: contact.medium, of: brand, in: customer.language, customer: nil, places,
                transaction)
        }
    }

    /// By the link in a notice, without signing in. A second tap finds what became of it.
    static func stop(link: String, in transaction: Transaction) throws -> LostFactor {
        guard let lost = try find(link: link, in: transaction) else { throw Refusal.notFound }
        return try lost.stop(by: "link", in: transaction)
    }

    /// Nil where none waits.
    @discardableResult
    static func stop(of customer: CustomerID, by actor: String, in transaction: Transaction) throws -> LostFactor? {
        try waiting(customer, in: transaction)?.stop(by: actor, in: transaction)
    }

    /// One of the factors was just used: it is not lost.
    static func found(by customer: CustomerID, in transaction: Transaction) throws {
        try stop(of: customer, by: "customer:\(customer)", in: transaction)
    }

    private func stop(by actor: String, in transaction: Transaction) throws -> LostFactor {
        let changed = try transaction.execute(
            """
            UPDATE lost_factor SET state = 'stopped', settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'cooling'
            """)
        if changed == 1 { try tellStopped(by: actor, in: transaction) }
        return try Self.find(id, in: transaction)
    }

    private func tellStopped(by actor: String, in transaction: Transaction) throws {
        try record("second_factor.removal_stopped", by: actor, in: transaction)
        try Notice.send(.factorKept, to: Customer.find(customer, in: transaction), in: transaction)
    }

    /// The time has come. Harmless to run twice; one that was stopped stays so.
    static func finish(_ id: ID<LostFactorNoun>, in transaction: Transaction) throws {
        let customer = try Customer.find(find(id, in: transaction).customer, in: transaction)
        try customer.hold(in: transaction)
        // An account that was shut meanwhile keeps its factors: somebody may have asked for another owner.
        let isShut = try !AccountLock.open(on: customer.id, in: transaction).isEmpty
        let state: State = isShut ? .stopped : .done
        let row = try transaction.first(
            """
            UPDATE lost_factor SET state = \(state), settled_at = \(transaction.now)
            WHERE id = \(id) AND state = 'cooling' AND effective_at <= \(transaction.now) RETURNING id
            """)
        guard row != nil else { return }
        let lost = try find(id, in: transaction)
        if isShut { return try lost.tellStopped(by: "system", in: transaction) }
        try TwoFactor.end(customer, by: "system", in: transaction)
        try OwnPasskey.removeAll(of: customer, by: "system", in: transaction)
        try OwnSession.endAll(of: customer, but: nil, in: transaction)
        try lost.record("second_factor.removed", by: "system", in: transaction)
        try Notice.send(.factorRemoved, to: customer, in: transaction)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [JobHandler(finishing) { job in try await desk.storage.write { try finish(ID(job.key), in: $0) } }]
    }

    private func record(_ kind: String, by actor: String, in transaction: Transaction) throws {
        try transaction.record(
            kind, brand: brand, customer: customer, by: actor, change: "{\"lost_factor\":\"\(id)\"}")
    }
}

// MARK: - Rows

extension LostFactor: FromRow {
    static let columns: SQL = "id, brand_id, customer_id, state, asked_at, effective_at"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), brand: try row.get(1), customer: try row.get(2), state: try row.get(3),
            askedAt: try row.get(4), effectiveAt: try row.get(5))
    }

    static func find(_ id: ID<LostFactorNoun>, in transaction: Transaction) throws -> LostFactor {
        guard let row = try transaction.first("SELECT \(columns) FROM lost_factor WHERE id = \(id)") else {
            throw Refusal.notFound
        }
        return try LostFactor(row)
    }

    static func find(link: String, in transaction: Transaction) throws -> LostFactor? {
        try transaction.first(
            "SELECT \(columns) FROM lost_factor WHERE stop_hash = \(Session.hash(link))"
        ).map(LostFactor.init)
    }

    /// The one that cools off at present.
    static func waiting(_ customer: CustomerID, in transaction: Transaction) throws -> LostFactor? {
        try transaction.first(
            "SELECT \(columns) FROM lost_factor WHERE customer_id = \(customer) AND state = 'cooling'"
        ).map(LostFactor.init)
    }

    private static func asks(of customer: CustomerID, in transaction: Transaction) throws -> Int {
        let since = transaction.now.adding(seconds: -asksDays * 86_400)
        return try transaction.first(
            "SELECT COUNT(*) FROM lost_factor WHERE customer_id = \(customer) AND asked_at > \(since)")?.get(0) ?? 0
    }
}

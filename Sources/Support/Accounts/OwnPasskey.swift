import Credentials
import Storage
import Terms

/// A customer's passkey: face, fingerprint or the device's own lock. Only the public half is here.
struct OwnPasskey: Sendable, Equatable {
    static let perCustomerMax = 10
    static let nameLengthMax = 40

    let id: ID<OwnPasskeyNoun>
    let customer: CustomerID
    let passkey: Passkey
    let name: String
    let addedAt: Moment
    let usedAt: Moment?
}

enum OwnPasskeyNoun {}

/// A number that a passkey signs, once, within a few minutes, for the one browser or check that asked.
enum PasskeyChallenge {
    static let seconds: Int64 = 300

    /// `holder`: a check's id, or the hash of a browser's token. An older one of the same holder is worth nothing then.
    static func make(
        brand: BrandID, holder: String, customer: CustomerID?, in transaction: Transaction
    ) throws -> [UInt8] {
        let challenge = RelyingParty.challenge()
        try transaction.execute(
            """
            DELETE FROM passkey_challenge
            WHERE (holder = \(holder) AND brand_id = \(brand)) OR expires_at <= \(transaction.now)
            """)
        try transaction.execute(
            """
            INSERT INTO passkey_challenge (id, brand_id, holder, customer_id, challenge, expires_at)
            VALUES (\(UUIDv7.text(at: transaction.now)), \(brand), \(holder), \(customer), \(challenge.base64URL),
                    \(transaction.now.adding(seconds: seconds)))
            """)
        return challenge
    }

    /// The challenge that this holder has to sign; it is gone afterwards, whatever comes of it.
    static func take(brand: BrandID, holder: String, in transaction: Transaction) throws -> [UInt8]? {
        let row = try transaction.first(
            """
            DELETE FROM passkey_challenge
            WHERE holder = \(holder) AND brand_id = \(brand) AND expires_at > \(transaction.now) RETURNING challenge
            """)
        return try row.flatMap { [UInt8](base64URL: try $0.get(0, as: String.self)) }
    }

    /// True where one of this customer's passkeys signed the challenge that `holder` was given. Takes note of the use.
    static func spend(
        _ answer: PasskeyAnswer.Assertion, of customer: CustomerID, brand: BrandID, holder: String,
        _ party: RelyingParty, _ vault: Vault, in transaction: Transaction
    ) throws -> Bool {
        // Web Authentication §7.2 step 6: a user handle that comes along must be the owner's.
        let isOwners = answer.userHandle.map { $0 == OwnPasskey.userHandle(of: customer, vault) } ?? true
        guard let challenge = try take(brand: brand, holder: holder, in: transaction), isOwners,
            let known = try OwnPasskey.find(credential: answer.id, of: brand, in: transaction),
            known.customer == customer,
            let count = try? party.check(answer, challenge: challenge, passkey: known.passkey)
        else { return false }
        return try known.use(count: count, in: transaction)
    }
}

// MARK: - Rows

extension OwnPasskey: FromRow {
    static let columns: SQL = """
        id, customer_id, credential, public_key, algorithm, sign_count, transports, is_backed_up, name, added_at,
        used_at
        """

    init(_ row: Row) throws {
        let transports: String = try row.get(6)
        guard let credential = [UInt8](base64URL: try row.get(2, as: String.self)),
            let key = [UInt8](base64URL: try row.get(3, as: String.self)),
            let algorithm = Passkey.Algorithm(rawValue: try row.get(4))
        else { throw Refusal.notFound }
        self.init(
            id: try row.get(0), customer: try row.get(1),
            passkey: Passkey(
                credentialID: credential, publicKey: key, algorithm: algorithm,
                signCount: UInt32(clamping: try row.get(5, as: Int64.self)), isBackedUp: try row.get(7),
                transports: transports.split(separator: " ").map(String.init)),
            name: try row.get(8), addedAt: try row.get(9), usedAt: try row.optional(10))
    }

    static func all(of customer: CustomerID, in transaction: Transaction) throws -> [OwnPasskey] {
        try transaction.rows(
            """
            SELECT \(columns) FROM passkey WHERE customer_id = \(customer)
            ORDER BY added_at, id LIMIT \(perCustomerMax)
            """
        ).map(OwnPasskey.init)
    }

    static func find(credential: [UInt8], of brand: BrandID, in transaction: Transaction) throws -> OwnPasskey? {
        try transaction.first(
            "SELECT \(columns) FROM passkey WHERE brand_id = \(brand) AND credential = \(credential.base64URL)"
        ).map(OwnPasskey.init)
    }

    /// Throws `Refusal.conflict` for one that somebody has already, or one too many.
    static func add(_ passkey: Passkey, named name: String, to customer: Customer, in transaction: Transaction) throws {
        guard try all(of: customer.id, in: transaction).count < perCustomerMax else {
            throw Refusal(.conflict, "too_many_passkeys", CheckTexts.tooManyPasskeys)
        }
        let added = try transaction.execute(
            """
            INSERT INTO passkey (id, customer_id, brand_id, credential, public_key, algorithm, sign_count, transports,
                                 is_backed_up, name, added_at)
            VALUES (\(UUIDv7.text(at: transaction.now)), \(customer.id), \(customer.brand),
                    \(passkey.credentialID.base64URL), \(passkey.publicKey.base64URL), \(passkey.algorithm.rawValue),
                    \(Int64(passkey.signCount)), \(passkey.transports.joined(separator: " ")), \(passkey.isBackedUp),
                    \(String(name.prefix(nameLengthMax))), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw Refusal(.conflict, "passkey_known", CheckTexts.passkeyKnown) }
        try transaction.record("passkey.added", brand: customer.brand, customer: customer.id, by: customer.actor)
    }

    static func remove(_ id: ID<OwnPasskeyNoun>, of customer: Customer, in transaction: Transaction) throws {
        let removed = try transaction.execute(
            "DELETE FROM passkey WHERE id = \(id) AND customer_id = \(customer.id)")
        guard removed == 1 else { throw Refusal.notFound }
        try transaction.record("passkey.removed", brand: customer.brand, customer: customer.id, by: customer.actor)
    }

    /// All of them, where they are lost.
    static func removeAll(of customer: Customer, by actor: String, in transaction: Transaction) throws {
        let removed = try transaction.execute("DELETE FROM passkey WHERE customer_id = \(customer.id)")
        for _ in 0..<removed {
            try transaction.record("passkey.removed", brand: customer.brand, customer: customer.id, by: actor)
        }
    }

    /// False where another use of the same passkey came between.
    func use(count: UInt32, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE passkey SET sign_count = \(Int64(count)), used_at = \(transaction.now)
            WHERE id = \(id) AND sign_count = \(Int64(passkey.signCount))
            """) == 1
    }
}

import Storage
import Terms

extension Ledger {
    public static let cardsMax = 10

    public func cards(_ customer: CustomerID) async throws -> [Card] {
        try await storage.read { tx in
            _ = try Self.account(customer, in: tx)
            return try Self.cards(
                "WHERE customer_id = \(customer) AND unbound_at IS NULL ORDER BY bound_at, id LIMIT \(Self.listMax)",
                in: tx)
        }
    }

    /// The bank is asked here and not by a job: a job would have to write the number down, and it is written down
    /// nowhere. It is asked under the order's key, so a repeated order gets the same token.
    public func bind(_ details: CardDetails, to customer: CustomerID, key: String) async throws -> Card {
        _ = try await account(customer)
        guard let number = CardNumber(details.number) else { throw try await refuse(details, .numberInvalid, customer) }
        guard (1...12).contains(details.expiryMonth), (2000...2099).contains(details.expiryYear) else {
            throw CardNumber.expiryRefused
        }
        guard let bin = CardBin(number) else { throw try await refuse(details, .binUnknown, customer) }
        let key = try OrderKey(
            key, for: ["card", bin.bank, number.lastFour, "\(details.expiryYear)-\(details.expiryMonth)"])
        let earlier = try await storage.read { tx in
            try (key.earlier(of: customer, in: tx) as CardID?).map { try Self.card($0, of: customer, in: tx) }
        }
        if let earlier { return earlier }
        guard tariff.cardKinds.contains(bin.kind) else { throw try await refuse(details, .notEligible, customer) }

        let answer: CardAnswer
        do {
            answer = try await bank.tokenise(details.cleaned(number), key: "\(customer).\(key.text)")
        } catch is BankUnreachable { throw Self.bankSilent }
        switch answer {
        case .refused(let reason): throw try await refuse(details, reason, customer)
        case .accepted(let token, let isHolder, let kind):
            let found = FoundCard(
                bank: bin.bank, kind: kind ?? bin.kind, lastFour: number.lastFour, expiryYear: details.expiryYear,
                expiryMonth: details.expiryMonth, token: token, isHolder: isHolder, hash: number.hash(under: cardKey))
            guard tariff.cardKinds.contains(found.kind) else { throw try await refuse(details, .notEligible, customer) }
            let card = try await storage.write { try Self.keep(found, for: customer, key, in: $0) }
            guard let card else { throw try await refuse(details, .nameMismatch, customer) }
            return card
        }
    }

    public func unbind(_ id: CardID, of customer: CustomerID, by actor: String) async throws {
        try await storage.write { tx in
            // First the row, so that no order can take the card up meanwhile.
            let unbound = try tx.execute(
                """
                UPDATE wallet_card SET unbound_at = \(tx.now)
                WHERE id = \(id) AND customer_id = \(customer) AND unbound_at IS NULL
                """)
            guard unbound == 1 else {
                _ = try Self.card(id, of: customer, in: tx)
                return
            }
            let busy = try tx.first(
                """
                SELECT 1 FROM wallet_transaction WHERE customer_id = \(customer) AND card_id = \(id)
                    AND state IN ('created', 'authorised', 'processing') LIMIT 1
                """)
            guard busy == nil else { throw Self.cardInUse }
            try tx.record("card.unbound", customer: customer, by: actor, change: "{\"card\":\"\(id)\"}")
        }
    }

    /// What is kept of a card that the bank has taken.
    struct FoundCard: Sendable {
        let bank: String
        let kind: Card.Kind
        let lastFour: String
        let expiryYear: Int
        let expiryMonth: Int
        let token: String
        let isHolder: Bool
        let hash: String
    }

    /// nil where the number is in somebody else's wallet and the bank does not say that it is this person's too.
    private static func keep(_ found: FoundCard, for customer: CustomerID, _ key: OrderKey, in tx: Transaction) throws
        -> Card?
    {
        let others = try tx.first(
            """
            SELECT 1 FROM wallet_card
            WHERE number_hash = \(found.hash) AND customer_id <> \(customer) AND unbound_at IS NULL LIMIT 1
            """)
        guard others == nil || found.isHolder else { return nil }
        let fresh: CardID = tx.newID()
        if let earlier = try key.claim(for: fresh, of: customer, in: tx) {
            return try card(earlier, of: customer, in: tx)
        }
        // First the card and then the account, as orders do it; and one at a time for each customer: neither twice the
        // same card nor one too many.
        var known = try renew(found, of: customer, in: tx)
        _ = try LedgerAccount.balance(customer).change(
            by: 0, account(customer, in: tx).balance.currency, evenFrozen: true, in: tx)
        if known == nil { known = try renew(found, of: customer, in: tx) }
        if known == nil { try insert(found, as: fresh, for: customer, in: tx) }
        let id = known ?? fresh
        if id != fresh {
            try tx.execute("UPDATE wallet_order SET made = \(id) WHERE customer_id = \(customer) AND key = \(key.text)")
        }
        let bound = try tx.first(
            "SELECT COUNT(*) FROM wallet_card WHERE customer_id = \(customer) AND unbound_at IS NULL")
        guard try bound?.get(0) ?? 0 <= cardsMax else { throw tooManyCards }
        try tx.record("card.bound", customer: customer, by: "customer:\(customer)", change: "{\"card\":\"\(id)\"}")
        return try card(id, of: customer, in: tx)
    }
}

extension CardDetails {
    fileprivate func cleaned(_ number: CardNumber) -> CardDetails {
        CardDetails(
            number: number.digits, expiryYear: expiryYear, expiryMonth: expiryMonth,
            holderName: holderName.trimmingSpaces(), phone: phone.filter { $0 != " " && $0 != "-" })
    }
}

// MARK: - Rows

extension Ledger {
    /// The same card again, under another key or after it was unbound, is the same card: what may have changed is taken
    /// over. It is known by its number, and one from before numbers were compared by its token.
    private static func renew(_ found: FoundCard, of customer: CustomerID, in tx: Transaction) throws -> CardID? {
        try tx.first(
            """
            UPDATE wallet_card SET token = \(found.token), number_hash = \(found.hash), bank = \(found.bank),
                kind = \(found.kind), expiry_year = \(found.expiryYear), expiry_month = \(found.expiryMonth),
                unbound_at = NULL
            WHERE id = (
                SELECT id FROM wallet_card WHERE customer_id = \(customer)
                    AND (number_hash = \(found.hash) OR token = \(found.token))
                ORDER BY CASE WHEN token = \(found.token) THEN 0 ELSE 1 END LIMIT 1)
            RETURNING id
            """)?.get(0)
    }

    private static func insert(_ found: FoundCard, as fresh: CardID, for customer: CustomerID, in tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO wallet_card
                (id, customer_id, bank, kind, last_four, expiry_year, expiry_month, token, number_hash, bound_at)
            VALUES (\(fresh), \(customer), \(found.bank), \(found.kind), \(found.lastFour), \(found.expiryYear),
                \(found.expiryMonth), \(found.token), \(found.hash), \(tx.now))
            """)
    }

    /// Also one that is unbound by now.
    static func card(_ id: CardID, of customer: CustomerID, in tx: Transaction) throws -> Card {
        guard let card = try cards("WHERE id = \(id) AND customer_id = \(customer)", in: tx).first else {
            throw Refusal.notFound
        }
        return card
    }

    /// For an order: the card stays bound until its commit.
    static func use(_ id: CardID, of customer: CustomerID, in tx: Transaction) throws -> Card {
        let used = try tx.execute(
            """
            UPDATE wallet_card SET used_at = \(tx.now)
            WHERE id = \(id) AND customer_id = \(customer) AND unbound_at IS NULL
            """)
        guard used == 1 else { throw Refusal.notFound }
        return try card(id, of: customer, in: tx)
    }

    private static func cards(_ rest: SQL, in tx: Transaction) throws -> [Card] {
        try tx.rows("SELECT id, bank, kind, last_four, expiry_year, expiry_month FROM wallet_card \(rest)").map {
            Card(
                id: try $0.get(0), bank: try $0.get(1), kind: try $0.optional(2), lastFour: try $0.get(3),
                expiryYear: try $0.get(4), expiryMonth: try $0.get(5))
        }
    }
}

extension Card.Kind: Storable {}

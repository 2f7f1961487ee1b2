import Storage
import Terms

extension Ledger {
    public func cards(_ customer: CustomerID) async throws -> [Card] {
        try await storage.read { tx in
            _ = try Self.account(customer, in: tx)
            return try Self.cards("WHERE customer_id = \(customer) ORDER BY bound_at, id LIMIT \(Self.listMax)", in: tx)
        }
    }

    /// The bank is asked here and not by a job: a job would have to write the number down, and it is written down
    /// nowhere. It is asked under the order's key, so a repeated order gets the same token.
    public func bind(_ details: CardDetails, to customer: CustomerID, key: String) async throws -> Card {
        guard let number = CardNumber(details.number) else { throw CardNumber.refused }
        guard (1...12).contains(details.expiryMonth), (2000...2099).contains(details.expiryYear) else {
            throw CardNumber.expiryRefused
        }
        let name = try Self.name(details.bank, field: "bank")
        let lastFour = String(number.digits.suffix(4))
        let key = try OrderKey(key, for: ["card", name, lastFour, "\(details.expiryYear)-\(details.expiryMonth)"])
        _ = try await account(customer)

        let clean = CardDetails(
            number: number.digits, bank: name, expiryYear: details.expiryYear, expiryMonth: details.expiryMonth)
        let token: String
        do { token = try await bank.tokenise(clean, key: "\(customer).\(key.text)") } catch is BankUnreachable {
            throw Self.bankSilent
        }

        return try await storage.write { tx in
            var id: CardID = tx.newID()
            if let earlier = try key.claim(for: id, of: customer, in: tx) {
                return try Self.card(earlier, of: customer, in: tx)
            }
            // The same card bound again (under another key) is the same card; a new expiry date is taken over.
            let row = try tx.first(
                """
                INSERT INTO wallet_card (id, customer_id, bank, last_four, expiry_year, expiry_month, token, bound_at)
                VALUES (\(id), \(customer), \(name), \(lastFour), \(details.expiryYear), \(details.expiryMonth), \
                \(token),
                    \(tx.now))
                ON CONFLICT (customer_id, token) DO UPDATE
                SET expiry_year = excluded.expiry_year, expiry_month = excluded.expiry_month RETURNING id
                """)
            let kept: CardID = try row?.get(0) ?? id
            if kept != id {
                try tx.execute(
                    "UPDATE wallet_order SET made = \(kept) WHERE customer_id = \(customer) AND key = \(key.text)")
                id = kept
            }
            try tx.record("card.bound", customer: customer, by: "customer:\(customer)", change: "{\"card\":\"\(id)\"}")
            return try Self.card(id, of: customer, in: tx)
        }
    }

    static func card(_ id: CardID, of customer: CustomerID, in tx: Transaction) throws -> Card {
        guard let card = try cards("WHERE id = \(id) AND customer_id = \(customer)", in: tx).first else {
            throw Refusal.notFound
        }
        return card
    }

    private static func cards(_ rest: SQL, in tx: Transaction) throws -> [Card] {
        try tx.rows("SELECT id, bank, last_four, expiry_year, expiry_month FROM wallet_card \(rest)").map {
            Card(
                id: try $0.get(0), bank: try $0.get(1), lastFour: try $0.get(2), expiryYear: try $0.get(3),
                expiryMonth: try $0.get(4))
        }
    }

    private static let bankSilent = Refusal(
        .unavailable, "bank_unreachable",
        Text(
            "银行暂时没有回应，银行卡尚未添加。请几分钟后再试。", "銀行暫時沒有回應，銀行卡尚未新增。請幾分鐘後再試。",
            "The bank is not answering right now, so the card was not added. Please try again in a few minutes."))
}

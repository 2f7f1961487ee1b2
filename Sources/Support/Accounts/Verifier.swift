import Credentials
import Foundation
import Storage
import Terms
import Wallet

/// Asks for proofs and looks at the answers. What was typed goes no further than here.
struct Verifier: Sendable {
    let desk: Desk

    /// What somebody answers with.
    enum Reply: Sendable {
        case typed(String)
        case passkey(PasskeyAnswer.Assertion, RelyingParty)
    }

    /// Which proofs the customer of a check could give, the wallet's included. A silent wallet offers none of its own.
    func means(of check: IdentityCheck) async throws -> Set<Proof> {
        guard let customer = check.customer else { return check.contact.isEmpty ? [] : [check.contactProof] }
        var means = try await desk.storage.read { try IdentityCheck.means(of: customer, in: $0) }
        let offers = Set(check.policy(means).offers)
        if offers.contains(.cardEnding), let cards = try? await desk.asked({ try await desk.wallet.cards(customer) }),
            !cards.isEmpty
        {
            means.insert(.cardEnding)
        }
        if offers.contains(.transactions), try await RecentTransactions.areEnough(of: customer, desk) {
            means.insert(.transactions)
        }
        return means
    }

    // MARK: - Asking

    /// Sends a code, or prepares what is asked. The same answer, and the same limits, for a contact that nobody has.
    func ask(_ proof: Proof, of id: CheckID, holder: Holder) async throws -> IdentityCheck {
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        let means = try await means(of: check)
        guard check.state == .open, check.expiresAt > desk.storage.moment, check.open(means).contains(proof) else {
            throw Refusal(.conflict, "check_over", CheckTexts.over)
        }
        if proof.isCode { return try await sendCode(proof, check) }
        if proof == .transactions, let customer = check.customer {
            guard check.step(.transactions)?.secret == nil else { return check }
            let questions = try await RecentTransactions.draw(of: customer, desk)
            let sealed = try desk.vault.seal(Array(JSONEncoder().encode(questions)), for: "transactions:\(id)")
            return try await desk.storage.write { transaction in
                try IdentityCheck.ask(
                    proof, of: id, secret: sealed, until: check.expiresAt, sent: 1, in: transaction)
                return try IdentityCheck.find(id, in: transaction)
            }
        }
        return check
    }

    private func sendCode(_ proof: Proof, _ check: IdentityCheck) async throws -> IdentityCheck {
        let code = SixDigits.random()
        let mac = desk.vault.mac("\(check.id).\(proof.rawValue).\(code)", for: "code")
        return try await desk.storage.write { transaction in
            let customer = try check.customer.map { try Customer.find($0, in: transaction) }
            let toContact = check.purpose == .signUp || check.purpose == .newContact || customer == nil
            let own = proof == .phoneCode ? customer?.phone : customer?.email
            guard let address = toContact ? check.contact : own else { throw Refusal.notFound }
            let sent = (try IdentityCheck.find(check.id, in: transaction).step(proof)?.sent ?? 0) + 1
            guard sent <= IdentityCheck.codesMax else { throw Self.tooManyCodes }
            try Self.limit(address, check.purpose, of: check.brand, in: transaction)
            let until = transaction.now.adding(seconds: IdentityCheck.codeSeconds)
            try IdentityCheck.ask(proof, of: check.id, secret: mac, until: until, sent: sent, in: transaction)
            try Self.post(code, to: address, proof, for: check, customer, in: transaction)
            return try IdentityCheck.find(check.id, in: transaction)
        }
    }

    private static func post(
        _ code: String, to address: String, _ proof: Proof, for check: IdentityCheck, _ customer: Customer?,
        in transaction: Transaction
    ) throws {
        let medium: Notice.Medium = proof == .phoneCode ? .sms : .email
        let language = customer?.language ?? check.language
        if check.purpose == .signUp || check.purpose == .newContact {
            // A contact that somebody has already: its owner is told, and whoever typed it learns nothing.
            if let owner = try Customer.find(login: address, of: check.brand, in: transaction) {
                guard owner.id != customer?.id else { return }
                return try Notice.send(.alreadyJoined, to: owner, by: [medium], in: transaction)
            }
        } else if customer == nil {
            return
        }
        try Notice.send(
            .code, to: address, by: medium, of: check.brand, in: language, customer: customer,
            ["code": code, "minutes": String(IdentityCheck.codeSeconds / 60)], transaction)
    }

    /// One a minute, five an hour, ten a day, whatever the check: what carriers allow, and what a victim can bear.
    /// Stopping everything counts by itself.
    private static func limit(
        _ address: String, _ purpose: Purpose, of brand: BrandID, in transaction: Transaction
    ) throws {
        let isUrgent = purpose == .freeze
        let row = try transaction.first(
            """
            SELECT COUNT(*), COALESCE(MAX(sent_at), 0),
                   COALESCE(SUM(CASE WHEN sent_at > \(transaction.now.adding(seconds: -3_600)) THEN 1 ELSE 0 END), 0)
            FROM code_sent WHERE brand_id = \(brand) AND address = \(address) AND is_urgent = \(isUrgent)
                AND sent_at > \(transaction.now.adding(seconds: -86_400))
            """)
        if let row {
            let last: Moment = try row.get(1)
            let wait = 60 - transaction.now.seconds(since: last)
            if last.milliseconds > 0, wait > 0 { throw tooSoon(seconds: Int(wait)) }
            if try row.get(0, as: Int.self) >= 10 || row.get(2, as: Int.self) >= 5 { throw tooManyCodes }
        }
        try transaction.execute(
            """
            INSERT INTO code_sent (brand_id, address, is_urgent, sent_at)
            VALUES (\(brand), \(address), \(isUrgent), \(transaction.now))
            """)
    }

    static func tooSoon(seconds: Int) -> Refusal {
        Refusal(
            .limited(seconds: seconds), "code_too_soon", CheckTexts.codeTooSoon.filling(["seconds": String(seconds)]))
    }

    static let tooManyCodes = Refusal(.limited(seconds: 3_600), "too_many_codes", CheckTexts.tooManyCodes)
}

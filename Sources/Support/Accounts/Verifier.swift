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

    /// Which proofs the customer of a check could give, the wallet's included. For a stranger only the contact's own
    /// code: neither words nor time tell whether somebody has it. Throws where the wallet is silent and the purpose
    /// does not do without what it knows.
    func means(of check: IdentityCheck) async throws -> Set<Proof> {
        check.isStranger ? [check.contactProof] : try await allMeans(of: check)
    }

    func allMeans(of check: IdentityCheck) async throws -> Set<Proof> {
        guard let customer = check.customer else { return check.contact.isEmpty ? [] : [check.contactProof] }
        var (means, lately) = try await desk.storage.read { transaction in
            (
                try IdentityCheck.means(of: customer, in: transaction),
                try IdentityCheck.Lately(of: customer, in: transaction)
            )
        }
        let policy = check.policy(means)
        // A password that a code has just replaced says no more than that code.
        if policy.points >= Self.highPoints, lately.wasReset { means.remove(.password) }
        if policy.offers.contains(.cardEnding),
            let cards = try? await desk.asked({ try await desk.wallet.cards(customer) }), !cards.isEmpty
        {
            means.insert(.cardEnding)
        }
        // The receipt of a stop shows the last transactions to whoever had one code, and so does the wallet to whoever
        // signed in.
        if policy.offers.contains(.transactions), !lately.wasStopped, !lately.isOnNewDevice {
            let isMust = policy.musts.contains { $0.contains(.transactions) }
            if try await RecentTransactions.areEnough(of: customer, desk, isMust: isMust) {
                means.insert(.transactions)
            }
        }
        return means
    }

    /// From here on a purpose takes two proofs that do not follow from one another.
    private static let highPoints = 70

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
        let mac = mac(code, proof, check)
        return try await desk.storage.write { transaction in
            let customer = try check.customer.map { try Customer.find($0, in: transaction) }
            // The contact that stops everything may be a former one.
            let isFreeze = check.purpose == .freeze && proof == check.contactProof && !check.contact.isEmpty
            let toContact = check.purpose == .signUp || check.purpose == .newContact || customer == nil || isFreeze
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
            .code, to: address, by: medium, of: check.brand, in: language,
            // A contact that is not theirs yet may be anybody's: it gets no safe phrase.
            customer: check.purpose == .newContact ? nil : customer,
            ["code": code, "minutes": String(IdentityCheck.codeSeconds / 60)], transaction)
    }

    /// One a minute, five an hour, ten a day, whatever the check: what carriers allow, and what a victim can bear.
    /// Stopping everything counts by itself, and twice as much is let through.
    private static func limit(
        _ address: String, _ purpose: Purpose, of brand: BrandID, in transaction: Transaction
    ) throws {
        let isUrgent = purpose == .freeze
        // First of all, so that of many at once one gets through.
        let added = try transaction.execute(
            """
            INSERT INTO code_sent (brand_id, address, is_urgent, minute, sent_at)
            VALUES (\(brand), \(address), \(isUrgent), \(transaction.now.milliseconds / 60_000), \(transaction.now))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw tooSoon(seconds: 60 - Int(transaction.now.milliseconds / 1_000 % 60)) }
        let row = try transaction.first(
            """
            SELECT COUNT(*), COALESCE(MAX(CASE WHEN sent_at < \(transaction.now) THEN sent_at ELSE 0 END), 0),
                   COALESCE(SUM(CASE WHEN sent_at > \(transaction.now.adding(seconds: -3_600)) THEN 1 ELSE 0 END), 0)
            FROM code_sent WHERE brand_id = \(brand) AND address = \(address) AND is_urgent = \(isUrgent)
                AND sent_at > \(transaction.now.adding(seconds: -86_400))
            """)
        guard let row else { return }
        let last: Moment = try row.get(1)
        let wait = 60 - transaction.now.seconds(since: last)
        if last.milliseconds > 0, wait > 0 { throw tooSoon(seconds: Int(wait)) }
        let most = isUrgent ? (hour: 10, day: 20) : (hour: 5, day: 10)
        if try row.get(0, as: Int.self) > most.day || row.get(2, as: Int.self) > most.hour { throw tooManyCodes }
    }

    static func tooSoon(seconds: Int) -> Refusal {
        Refusal(
            .limited(seconds: seconds), "code_too_soon", CheckTexts.codeTooSoon.filling(["seconds": String(seconds)]))
    }

    static let tooManyCodes = Refusal(.limited(seconds: 3_600), "too_many_codes", CheckTexts.tooManyCodes)
}

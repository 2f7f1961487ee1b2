import Foundation
import Storage
import Terms
import Wallet

/// What the customer's own records show: read through their own rights, in one look at the desk's tables and one at
/// the wallet. A wallet that is silent leaves its part empty.
struct Records: Sendable {
    /// How far back "my payment" may lie when no transaction is named.
    static let recentSeconds: Int64 = 7 * 86_400
    private static let daySeconds: Int64 = 86_400

    let desk: Desk
    let customer: Customer
    let clock: Clock

    struct Read: Sendable {
        var findings: [Finding] = []
        var transactions: [WalletTransaction] = []
        var balance: Money?
        var named: WalletTransaction?
    }

    func read(about transaction: TransactionID?) async throws -> Read {
        var read = Read()
        let (wallet, id, vault) = (desk.wallet, customer.id, desk)
        do {
            read.transactions = try await vault.asked {
                try await wallet.transactions(id, before: nil, limit: Assistant.transactionsMax)
            }
            read.balance = try? await vault.asked { try await wallet.account(id).balance }
            if let transaction {
                read.named =
                    if let known = read.transactions.first(where: { $0.id == transaction }) { known } else {
                        try await vault.asked { try await wallet.transaction(transaction, of: id) }
                    }
            }
        } catch let refusal as Refusal where refusal.kind == .notFound {
            // Somebody who has joined and not opened a wallet yet.
        }
        let attempts = (try? await vault.asked { try await wallet.cardAttempts(id) }) ?? []
        let (transactions, named) = (read.transactions, read.named)
        read.findings = try await desk.storage.read { transaction in
            try account(transaction) + contacts(transaction) + complaints(transaction) + cards(attempts)
                + money(transactions, named, transaction)
                + Self.incidents(of: customer.brand, clock, in: transaction)
        }
        return read
    }

    private func finding(_ code: String, _ weight: Finding.Weight, _ at: Moment, _ text: Text? = nil) -> Finding {
        Finding(code: code, weight: weight, at: at, says: text.map { $0(clock.language) })
    }

    // MARK: - Money

    private func money(_ all: [WalletTransaction], _ named: WalletTransaction?, _ transaction: Transaction) throws
        -> [Finding]
    {
        let oldest = clock.now.adding(seconds: -Self.recentSeconds)
        let recent = all.filter { $0.updatedAt >= oldest || $0.id == named?.id }
        let disowned = try Freeze.disowned(by: customer.id, in: transaction)
        let list = named.map { named in recent.contains { $0.id == named.id } ? recent : [named] + recent } ?? recent
        return try list.flatMap { one -> [Finding] in
            let around = Diagnosis.Surroundings(others: all, isDisowned: disowned.contains(one.id))
            if let incident = try incident(of: one, transaction) { return [incident] }
            guard let diagnosis = Diagnosis(one, balance: nil, around) else { return possible(one) }
            let isDone = [.refundCompleted, .transferReturned].contains(diagnosis.code)
            // What went wrong before a like one went through is over.
            let isOver = all.contains { later in
                later.kind == one.kind && later.state == .succeeded && later.createdAt > one.createdAt
                    && later.counterparty.name == one.counterparty.name
            }
            return [
                Finding(
                    code: diagnosis.code.rawValue, weight: isDone || isOver ? .likely : .sure, at: one.updatedAt,
                    transaction: one)
            ] + possible(one).filter { $0.code != diagnosis.code.rawValue }
        }
    }

    /// What its owner may say of it, though its record shows nothing.
    private func possible(_ one: WalletTransaction) -> [Finding] {
        Diagnosis.mayBeSaid(of: one).map {
            Finding(code: $0.rawValue, weight: .possible, at: one.updatedAt, transaction: one)
        }
    }

    private func incident(of one: WalletTransaction, _ transaction: Transaction) throws -> Finding? {
        guard one.state == .failed || !one.state.isFinal,
            let incident = try Incident.around(one.createdAt, in: customer.brand, transaction)
                .first(where: { $0.covers(one) })
        else { return nil }
        let yours = one.state == .failed ? RecordTexts.incidentFailed : RecordTexts.incidentOpen
        let text = Self.words(incident, clock) + yours(clock.language, ["amount": one.amount.display])
        return Finding(code: "payment.incident", weight: .sure, at: one.updatedAt, transaction: one, says: text)
    }

    private static func words(_ incident: Incident, _ clock: Clock) -> String {
        let words = incident.words { Clock(zone: clock.zone, now: clock.now, language: $0) }
        let parts = [words.what, words.until].map { $0(clock.language) }
        return parts.joined(separator: clock.language == .en ? " " : "") + (clock.language == .en ? " " : "")
    }

    /// What is out of order for everybody, a visitor too.
    static func incidents(of brand: BrandID, _ clock: Clock, in transaction: Transaction) throws -> [Finding] {
        try Incident.open(in: brand, transaction).prefix(3).map {
            Finding(code: "payment.incident", weight: .possible, at: clock.now, says: words($0, clock))
        }
    }

    private func cards(_ attempts: [CardAttempt]) -> [Finding] {
        guard let last = attempts.first, clock.now.seconds(since: last.at) < 2 * Self.daySeconds else { return [] }
        let code = last.reason == .binUnknown ? "card.not_eligible" : "card.\(last.reason.rawValue)"
        return [
            finding(
                code, .sure, last.at,
                RecordTexts.card.filling(["time": clock.day(last.at), "bank": last.bank, "ending": last.lastFour]))
        ]
    }

    // MARK: - The account

    private func account(_ transaction: Transaction) throws -> [Finding] {
        var found = try AccountLock.open(on: customer.id, in: transaction).map { lock in
            let places: KeyValuePairs = [
                "time": clock.day(lock.placedAt), "number": lock.shownNumber,
                "reason": LockTexts.reason(lock.reason)(clock.language),
            ]
            return switch lock.kind {
            case .owner: finding("account.frozen_by_owner", .sure, lock.placedAt, RecordTexts.stopped.filling(places))
            case .risk: finding("account.locked_by_risk", .sure, lock.placedAt, RecordTexts.risk.filling(places))
            case .ban: finding("account.banned", .sure, lock.placedAt, RecordTexts.banned.filling(places))
            }
        }
        let row = try transaction.first(
            "SELECT locked_until, failed_sign_ins, failed_payments, payments_locked_until FROM customer "
                + "WHERE id = \(customer.id)")
        if let row {
            let (until, failures): (Moment, Int) = (try row.get(0), try row.get(1))
            if until > clock.now {
                found.append(
                    finding(
                        "account.locked_by_attempts", .sure, clock.now,
                        RecordTexts.attempts.filling(["until": clock.day(until)])))
            } else if failures > 0, let signIn = try wrongPassword(failures, transaction) {
                found.append(signIn)
            }
            let (wrong, paymentsUntil): (Int, Moment) = (try row.get(2), try row.get(3))
            if wrong > 0 || paymentsUntil > clock.now {
                let text =
                    paymentsUntil > clock.now
                    ? RecordTexts.paymentsLocked.filling(["until": clock.day(paymentsUntil)])
                    : RecordTexts.wrongDigits.filling([
                        "count": String(wrong), "left": String(max(0, PaymentPassword.failuresMax - wrong)),
                    ])
                found.append(finding("payment.wrong_payment_password", .sure, clock.now, text))
            }
        }
        return try found + events(transaction)
    }

    private func wrongPassword(_ failures: Int, _ transaction: Transaction) throws -> Finding? {
        let since = clock.now.adding(seconds: -Self.daySeconds)
        let row = try transaction.first(
            """
            SELECT occurred_at, change FROM event
            WHERE customer_id = \(customer.id) AND conversation_id IS NULL AND kind = 'sign_in.failed'
              AND occurred_at > \(since) ORDER BY id DESC LIMIT 1
            """)
        guard let row else { return nil }
        let (at, change): (Moment, String) = (try row.get(0), try row.get(1))
        if change.contains("\"slip\"") { return finding("login.case_or_spaces", .sure, at, RecordTexts.slip) }
        let left = max(0, desk.signInPolicy.failuresMax - failures)
        return finding(
            "login.wrong_password", .sure, at,
            RecordTexts.wrongPassword.filling(["count": String(failures), "left": String(left)]))
    }

    /// What happened beside: an app that is too old, a device that is new.
    private func events(_ transaction: Transaction) throws -> [Finding] {
        let since = clock.now.adding(seconds: -2 * Self.daySeconds)
        let rows = try transaction.rows(
            """
            SELECT kind, MAX(occurred_at) FROM event
            WHERE customer_id = \(customer.id) AND conversation_id IS NULL AND occurred_at > \(since)
              AND kind IN ('order.app_outdated', 'device.added')
            GROUP BY kind
            """)
        return try rows.flatMap { row -> [Finding] in
            let (kind, at): (String, Moment) = (try row.get(0), try row.get(1))
            if kind == "order.app_outdated" {
                let least = desk.brands[customer.brand]?.appVersionMin?.description ?? ""
                return [finding("payment.app_outdated", .sure, at, RecordTexts.outdated.filling(["new": least]))]
            }
            return [
                finding("account.stolen", .possible, at),
                finding(
                    "security.suspicious_message", .possible, at,
                    RecordTexts.newDevice.filling(["time": clock.day(at)])),
            ]
        }
    }

    /// What was begun and waits for a code.
    private func contacts(_ transaction: Transaction) throws -> [Finding] {
        let since = clock.now.adding(seconds: -Self.daySeconds)
        let rows = try transaction.rows(
            """
            SELECT purpose, MAX(opened_at) FROM identity_check
            WHERE customer_id = \(customer.id) AND opened_at > \(since) AND state IN ('open', 'failed')
            GROUP BY purpose
            """)
        let failed = try transaction.first(
            """
            SELECT MAX(queued_at) FROM notice
            WHERE customer_id = \(customer.id) AND template = 'code' AND state = 'failed' AND queued_at > \(since)
            """)
        let notSent: Moment? = try failed?.optional(0)
        return try rows.compactMap { row -> Finding? in
            let (purpose, at): (Purpose, Moment) = (try row.get(0), try row.get(1))
            let begun = RecordTexts.begun.filling(["time": clock.day(at)])
            switch purpose {
            case .resetPassword where notSent != nil, .signIn where notSent != nil, .signUp where notSent != nil:
                return finding(
                    "login.code_not_received", .sure, at, RecordTexts.notSent.filling(["time": clock.day(at)]))
            case .resetPassword: return finding("password.forgotten", .sure, at, begun)
            case .changePhone, .phoneLost:
                let isLost = purpose == .phoneLost || notSent != nil
                return finding(isLost ? "phone.old_lost" : "phone.change", .sure, at, begun)
            case .changeEmail: return finding("email.change", .sure, at, begun)
            case .changePaymentPassword: return finding("payment_password.change", .sure, at, begun)
            default: return nil
            }
        } + strength(transaction, since)
    }

    private func strength(_ transaction: Transaction, _ since: Moment) throws -> [Finding] {
        let passkey = try transaction.first(
            "SELECT MAX(expires_at) FROM passkey_challenge WHERE customer_id = \(customer.id)")
        var found: [Finding] = []
        if let at: Moment = try passkey?.optional(0), at > since {
            found.append(finding("security.passkey", .likely, at))
        }
        if try TwoFactor.find(customer.id, in: transaction) != nil {
            found.append(finding("security.two_factor", .possible, clock.now))
        }
        return found
    }

    // MARK: - Complaints

    private func complaints(_ transaction: Transaction) throws -> [Finding] {
        let row = try transaction.first(
            """
            SELECT number, opened_at, state FROM conversation
            WHERE customer_id = \(customer.id) AND complained_at IS NOT NULL
            ORDER BY opened_at DESC LIMIT 1
            """)
        guard let row else { return [] }
        let (number, at, state): (String, Moment, Conversation.State) = (
            try row.get(0), try row.get(1), try row.get(2)
        )
        let due = at.adding(seconds: Complaint.days * Self.daySeconds)
        let text = RecordTexts.complaint.filling([
            "number": number, "time": clock.day(at), "due": clock.date(due),
            "state": Complaint.state(state)(clock.language),
        ])
        return [finding("complaint.status", .possible, at, text)]
    }
}

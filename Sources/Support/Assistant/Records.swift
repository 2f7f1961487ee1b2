import Foundation
import Storage
import Terms
import Wallet

/// What the customer's own records show: read through their own rights, in one look at the desk's tables and one at
/// the wallet. A wallet that is silent leaves its part empty.
struct Records: Sendable {
    /// How far back "my payment" may lie when no transaction is named.
    static let recentSeconds: Int64 = 7 * 86_400
    static let daySeconds: Int64 = 86_400

    let desk: Desk
    let customer: Customer
    let clock: Clock

    struct Read: Sendable {
        var findings: [Finding] = []
        var transactions: [WalletTransaction] = []
        var balance: Money?
    }

    func read(about transaction: TransactionID?) async throws -> Read {
        var read = Read()
        var named: WalletTransaction?
        let (wallet, id) = (desk.wallet, customer.id)
        do {
            read.transactions = try await desk.asked {
                try await wallet.transactions(id, before: nil, limit: Assistant.transactionsMax)
            }
            read.balance = try? await desk.asked { try await wallet.account(id).balance }
            if let transaction {
                named =
                    if let known = read.transactions.first(where: { $0.id == transaction }) { known } else {
                        try await desk.asked { try await wallet.transaction(transaction, of: id) }
                    }
            }
        } catch let refusal as Refusal where refusal.kind == .notFound || refusal.kind == .unavailable {
            // Somebody who has not opened a wallet yet; or the wallet is silent, and the rest is all the more welcome.
        }
        let attempts = (try? await desk.asked { try await wallet.cardAttempts(id) }) ?? []
        read.findings = try await desk.storage.read { [transactions = read.transactions, named] transaction in
            try account(transaction) + contacts(transaction) + complaints(transaction) + cards(attempts)
                + money(transactions, named, transaction)
                + Self.incidents(of: customer.brand, clock, in: transaction)
        }
        return read
    }

    /// What the first rule of the account's makes of it; none fits what is nothing to speak of.
    func finding(_ facts: Facts, _ at: Moment, _ text: Text? = nil) -> [Finding] {
        guard let rule = Rule.account.first(where: { $0.fits(facts) }) else { return [] }
        return [
            Finding(
                code: rule.code, weight: rule.weight, at: at, rule: rule.name, facts: rule.used(of: facts),
                says: text.map { $0(clock.language) })
        ]
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
            let incident = try Incident.of(one, in: customer.brand, transaction)
            let around = Diagnosis.Surroundings(
                others: all, isDisowned: disowned.contains(one.id), isInOutage: incident != nil, now: clock.now)
            guard let diagnosis = Diagnosis(one, around), let rule = Rule.named(diagnosis.rule) else {
                return possible(one)
            }
            // What went wrong before a like one went through is over.
            let isOver = all.contains { later in
                later.kind == one.kind && later.state == .succeeded && later.createdAt > one.createdAt
                    && later.counterparty.name == one.counterparty.name
            }
            return [
                Finding(
                    code: rule.code, weight: isOver ? .likely : rule.weight, at: one.updatedAt, rule: rule.name,
                    facts: diagnosis.facts, transaction: one, says: incident.map { Self.words($0, clock) })
            ] + possible(one).filter { $0.code != rule.code }
        }
    }

    /// What its owner may say of it, though its record shows nothing.
    private func possible(_ one: WalletTransaction) -> [Finding] {
        Diagnosis.mayBeSaid(of: one).compactMap { code in
            Diagnosis(one, .init(said: code)).map {
                Finding(
                    code: code.rawValue, weight: .possible, at: one.updatedAt, rule: $0.rule, facts: $0.facts,
                    transaction: one)
            }
        }
    }

    private static func words(_ incident: Incident, _ clock: Clock) -> String {
        let words = incident.words { Clock(zone: clock.zone, now: clock.now, language: $0) }
        let parts = [words.what, words.until].map { $0(clock.language) }
        return parts.joined(separator: clock.language == .en ? " " : "") + (clock.language == .en ? " " : "")
    }

    /// What is out of order for everybody, a visitor too.
    static func incidents(of brand: BrandID, _ clock: Clock, in transaction: Transaction) throws -> [Finding] {
        // One bank's trouble is told to whom it hit.
        try Incident.open(in: brand, transaction).filter { $0.bank == nil }.prefix(3).compactMap { incident in
            let facts: Facts = [.outage: Facts.yes]
            return Rule.account.first { $0.fits(facts) }.map {
                Finding(
                    code: $0.code, weight: $0.weight, at: clock.now, rule: $0.name, facts: facts,
                    family: incident.scope.function.family, says: words(incident, clock))
            }
        }
    }

    private func cards(_ attempts: [CardAttempt]) -> [Finding] {
        guard let last = attempts.first, clock.now.seconds(since: last.at) < 2 * Self.daySeconds else { return [] }
        return finding(
            [.card: last.reason.rawValue], last.at,
            RecordTexts.card.filling(["time": clock.day(last.at), "bank": last.bank, "ending": last.lastFour]))
    }

    // MARK: - Complaints

    private func complaints(_ transaction: Transaction) throws -> [Finding] {
        let row = try transaction.first(
            """
            SELECT number, complained_at, state FROM conversation
            WHERE customer_id = \(customer.id) AND complained_at IS NOT NULL
            ORDER BY complained_at DESC, id DESC LIMIT 1
            """)
        guard let row else { return [] }
        let (number, at, state): (String, Moment, Conversation.State) = (
            try row.get(0), try row.get(1), try row.get(2)
        )
        let words = state == .closed ? RecordTexts.complaintAnswered : RecordTexts.complaint
        let text = words.filling([
            "number": number, "time": clock.day(at), "due": clock.date(Complaint.due(at)),
            "state": Complaint.state(state)(clock.language),
        ])
        return finding([.complaint: "noted"], at, text)
    }
}

extension Incident.Function {
    /// The family of what is said about it.
    fileprivate var family: String {
        switch self {
        case .payment, .everything: "payment"
        case .transfer: "transfer"
        case .topUp: "topup"
        case .withdrawal: "withdrawal"
        case .refund: "refund"
        case .signIn: "login"
        case .cards: "card"
        }
    }
}

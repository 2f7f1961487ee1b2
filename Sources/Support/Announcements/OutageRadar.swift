import Foundation
import Storage
import Terms

/// Notices when suddenly many payments fail, or many ask the same, and proposes the incident to the desk.
///
/// What happened in the last ten minutes is held against the same ten minutes of the days before: a lunch hour is
/// compared with lunch hours.
struct OutageRadar: Sendable {
    static let slotMilliseconds: Int64 = 300_000
    static let windowSeconds: Int64 = 600
    static let daysBack: Int64 = 7
    static let countMin = 8
    /// The share of one bank from which on the trouble is that bank's.
    static let bankShare = 0.8
    /// What was dismissed is not proposed again for so long.
    static let dismissedSeconds: Int64 = 2 * 3_600
    /// What follows an incident that is over still stands in the window.
    static let endedSeconds: Int64 = 15 * 60
    /// How long it is expected to take while nobody has said anything better.
    static let expectedSeconds: Int64 = 2 * 3_600
    static let rowsMax = 5_000

    let brand: BrandID

    /// Far above the usual: four times the mean and three standard deviations of a Poisson process, or of the days seen
    /// if they vary more.
    static func isBurst(_ count: Int, usual days: [Int]) -> Bool {
        guard count >= countMin else { return false }
        let number = Double(max(days.count, 1))
        let mean = Double(days.reduce(0, +)) / number
        let variance = days.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / number
        return Double(count) > 4 * mean + 3 * max(mean, variance).squareRoot()
    }

    /// Looks once, and proposes what is new.
    func look(in transaction: Transaction) throws {
        for found in try failures(in: transaction) + questions(in: transaction) {
            guard try !isKnown(found, in: transaction) else { continue }
            let draft = Incident.Draft(
                kind: .outage, scope: found.scope, begins: transaction.now.adding(seconds: -Self.windowSeconds),
                until: transaction.now.adding(seconds: Self.expectedSeconds), signs: found.signs)
            try Incident.propose(draft, brand: brand, by: "system", in: transaction)
        }
    }

    struct Found: Sendable {
        let scope: Incident.Scope
        let signs: Incident.Signs
    }

    /// The same is proposed or under way, was dismissed a short while ago, or has just ended.
    private func isKnown(_ found: Found, in transaction: Transaction) throws -> Bool {
        let dismissed = transaction.now.adding(seconds: -Self.dismissedSeconds)
        let ended = transaction.now.adding(seconds: -Self.endedSeconds)
        // Many questions may come from an outage of one bank; many failures at one bank are not another bank's.
        let bank: SQL =
            found.signs.kind == .questions ? "" : "AND (bank IS NULL OR bank = \(found.scope.bank ?? ""))"
        return try transaction.first(
            """
            SELECT 1 FROM incident
            WHERE brand_id = \(brand) AND function IN (\(found.scope.function), 'everything') \(bank)
              AND (state IN ('proposed', 'begun') OR state = 'dismissed' AND settled_at > \(dismissed)
                   OR state = 'ended' AND settled_at > \(ended))
            LIMIT 1
            """) != nil
    }

    // MARK: - Failures

    private struct Kind: Hashable { let function: Incident.Function, reason: String }

    private func failures(in transaction: Transaction) throws -> [Found] {
        let now = transaction.now.milliseconds / Self.slotMilliseconds
        let slotsADay = 86_400_000 / Self.slotMilliseconds
        let slots = (0...Self.daysBack).flatMap { [now - $0 * slotsADay, now - $0 * slotsADay - 1] }
        let rows = try transaction.rows(
            """
            SELECT function, bank, reason, slot, failures FROM failure_count
            WHERE brand_id = \(brand) AND slot IN \(SQL.list(slots)) LIMIT \(Self.rowsMax)
            """)
        var kinds: [Kind: [String: [Int]]] = [:]
        for row in rows {
            let kind = Kind(function: try row.get(0), reason: try row.get(2))
            let daysAgo = Int((now - (try row.get(3, as: Int64.self))) / slotsADay)
            var days = kinds[kind]?[try row.get(1)] ?? Array(repeating: 0, count: Int(Self.daysBack) + 1)
            if days.indices.contains(daysAgo) { days[daysAgo] += try row.get(4) }
            kinds[kind, default: [:]][try row.get(1)] = days
        }
        return kinds.sorted { ($0.key.function.rawValue, $0.key.reason) < ($1.key.function.rawValue, $1.key.reason) }
            .flatMap { found($0.key, $0.value) }
    }

    /// All banks together first; where they do not stand out, one of them still may.
    private func found(_ kind: Kind, _ banks: [String: [Int]]) -> [Found] {
        func found(_ bank: String, _ days: [Int]) -> Found {
            let usual = Double(days.dropFirst().reduce(0, +)) / Double(Self.daysBack)
            return Found(
                scope: .init(function: kind.function, bank: bank.isEmpty ? nil : bank),
                signs: .init(kind: .failures, count: days[0], usual: Int(usual.rounded()), cause: kind.reason))
        }
        func isBurst(_ days: [Int]) -> Bool { Self.isBurst(days[0], usual: Array(days.dropFirst())) }
        let total = (0...Int(Self.daysBack)).map { day in banks.values.reduce(0) { $0 + $1[day] } }
        let ordered = banks.sorted { ($0.value[0], $1.key) > ($1.value[0], $0.key) }
        guard isBurst(total), let worst = ordered.first else {
            return ordered.filter { !$0.key.isEmpty && isBurst($0.value) }.map { found($0.key, $0.value) }
        }
        let isOneBank = Double(worst.value[0]) >= Self.bankShare * Double(total[0])
        return [isOneBank ? found(worst.key, worst.value) : found("", total)]
    }

    // MARK: - Questions

    private func questions(in transaction: Transaction) throws -> [Found] {
        let now = transaction.now
        let counts = try opened(until: now, in: transaction).filter { $0.value >= Self.countMin }
        guard !counts.isEmpty else { return [] }
        let before = try (1...Self.daysBack).map {
            try opened(until: now.adding(seconds: -$0 * 86_400), in: transaction)
        }
        return counts.sorted { $0.key < $1.key }.compactMap { code, count in
            let days = before.map { $0[code] ?? 0 }
            guard let function = Incident.Function(code: code), Self.isBurst(count, usual: days) else { return nil }
            let usual = (Double(days.reduce(0, +)) / Double(Self.daysBack)).rounded()
            return Found(
                scope: .init(function: function),
                signs: .init(kind: .questions, count: count, usual: Int(usual), cause: code))
        }
    }

    /// Conversations opened in the ten minutes before, by what the assistant found them to be about.
    private func opened(until: Moment, in transaction: Transaction) throws -> [String: Int] {
        let rows = try transaction.rows(
            """
            SELECT code, COUNT(*) FROM conversation
            WHERE brand_id = \(brand) AND opened_at > \(until.adding(seconds: -Self.windowSeconds))
              AND opened_at <= \(until) AND code IS NOT NULL
            GROUP BY code LIMIT \(Self.rowsMax)
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get(0), try $0.get(1)) })
    }
}

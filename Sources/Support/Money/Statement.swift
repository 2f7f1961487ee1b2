import Foundation
import Terms
import Wallet

/// A month of somebody's wallet: what was there, what came and went, what is there now.
struct Statement: Sendable {
    /// 电子商务法 art 53: free records of the last three years.
    static let monthsMin = 36
    /// Of two months together; what is beyond is only in the balances.
    static let transactionsMax = 5_000
    /// A transaction that began before the months shown may still move money in them.
    static let lookBackSeconds: Int64 = 45 * 86_400
    static let partiesMax = 5

    let month: Month
    let currency: Currency
    let opening: Money
    let closing: Money
    /// Of the month, the oldest first.
    let entries: [Entry]
    /// Of the month before, to compare with.
    let before: [Entry]
    /// The list is not whole.
    let isCut: Bool

    /// One change, or a transaction that changed nothing.
    struct Entry: Sendable, Equatable {
        let at: Moment
        let transaction: WalletTransaction
        /// Minor units: what the balance grew by. Paying by card does not touch it.
        let change: Int64
        /// Minor units: what was spent (negative) or came in (positive), the cards' money included.
        let flow: Int64
        /// What had left before came back, as the transaction did not go through.
        let isReturn: Bool
    }

    /// What is in no entry: 0, unless the list is cut or something began very long ago.
    var unexplained: Int64 { closing.minor - opening.minor - entries.reduce(0) { $0 + $1.change } }
}

// MARK: - Months

extension Statement {
    /// A month on the brand's calendar.
    struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
        let year: Int
        let month: Int

        init(year: Int, month: Int) { (self.year, self.month) = (year, month) }

        init(_ moment: Moment, in zone: TimeZone) {
            let local = moment.local(in: zone)
            self.init(year: local.year, month: local.month)
        }

        /// `2026-11`.
        init?(_ text: String) {
            let parts = text.split(separator: "-")
            guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let year = Int(parts[0]),
                let month = Int(parts[1]), (2000...2999).contains(year), (1...12).contains(month)
            else { return nil }
            self.init(year: year, month: month)
        }

        var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
        var next: Month { adding(1) }
        var previous: Month { adding(-1) }

        func adding(_ months: Int) -> Month {
            let count = year * 12 + month - 1 + months
            return Month(year: count / 12, month: count % 12 + 1)
        }

        static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }

        /// Midnight of its first day on the wall clock of `zone`.
        func start(in zone: TimeZone) -> Moment {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            let date =
                calendar.date(from: DateComponents(year: year, month: month, day: 1)) ?? Date(timeIntervalSince1970: 0)
            return Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1_000))
        }

        var days: Int {
            [
                31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
                31,
            ][
                month - 1]
        }
    }
}

// MARK: - From the wallet

extension Statement {
    static func read(_ month: Month, of customer: CustomerID, in zone: TimeZone, _ desk: Desk) async throws -> Statement
    {
        let (from, until) = (month.start(in: zone), month.next.start(in: zone))
        let earlier = month.previous.start(in: zone)
        let wallet = desk.wallet
        async let opening = desk.asked { try await wallet.balance(customer, at: from) }
        async let closing = desk.asked { try await wallet.balance(customer, at: until) }
        var (found, after, isWhole) = ([WalletTransaction](), TransactionID?.none, false)
        while !isWhole, found.count < transactionsMax {
            let page = try await desk.asked { [after] in
                try await wallet.transactions(
                    customer, from: earlier.adding(seconds: -lookBackSeconds), until: until, after: after, limit: 100)
            }
            found += page
            after = page.last?.id
            isWhole = page.count < 100
        }
        let entries = found.flatMap(Self.entries).sorted {
            ($0.at, $0.transaction.createdAt, $0.transaction.id.text) < (
                $1.at, $1.transaction.createdAt, $1.transaction.id.text
            )
        }
        let start = try await opening
        return Statement(
            month: month, currency: start.currency, opening: start, closing: try await closing,
            entries: entries.filter { $0.at >= from && $0.at < until },
            before: entries.filter { $0.at >= earlier && $0.at < from }, isCut: !isWhole)
    }

    /// What a transaction did, and when, as its steps tell. Money is set aside when a payment or transfer through the
    /// bank is authorised, comes back when that fails or returns, and stays where the bank never answered: then the
    /// refund that lets it go is a transaction of its own.
    static func entries(of transaction: WalletTransaction) -> [Entry] {
        let minor = transaction.amount.minor
        let isCard = transaction.means != .balance
        func entry(_ at: Moment, _ sign: Int64, isReturn: Bool = false, touchesBalance: Bool = true) -> Entry {
            Entry(
                at: at, transaction: transaction, change: touchesBalance ? sign * minor : 0, flow: sign * minor,
                isReturn: isReturn)
        }
        let done = transaction.steps.first { $0.state == .succeeded }?.at
        switch transaction.kind {
        case .topUp, .received:
            return done.map { [entry($0, 1)] } ?? [nothing(transaction)]
        case .refund:
            return done.map { [entry($0, 1, touchesBalance: !isCard)] } ?? [nothing(transaction)]
        case .payment where isCard:
            return done.map { [entry($0, -1, touchesBalance: false)] } ?? [nothing(transaction)]
        case .payment, .transfer, .withdrawal:
            guard let left = transaction.steps.first(where: { $0.state == .authorised })?.at ?? done else {
                return [nothing(transaction)]
            }
            let back = transaction.steps.first {
                $0.state == .returned || $0.state == .failed && $0.reason != .networkTimeout
            }
            return [entry(left, -1)] + (back.map { [entry($0.at, 1, isReturn: true)] } ?? [])
        }
    }

    private static func nothing(_ transaction: WalletTransaction) -> Entry {
        Entry(at: transaction.createdAt, transaction: transaction, change: 0, flow: 0, isReturn: false)
    }
}

// MARK: - Sums

extension Statement {
    struct Line: Sendable, Equatable {
        let name: Text
        let count: Int
        /// Minor units.
        let now: Int64
        let before: Int64
    }

    /// Per kind, the largest first; money that came back is taken off what was spent on that kind, which may leave less
    /// than nothing where it left in the month before.
    func kinds(spent: Bool) -> [Line] {
        let kinds: [WalletTransaction.Kind] =
            spent ? [.payment, .transfer, .withdrawal] : [.topUp, .received, .refund]
        let sign: Int64 = spent ? -1 : 1
        return kinds.map { kind in
            let own = entries.filter { $0.transaction.kind == kind && $0.flow != 0 }
            let last = self.before.filter { $0.transaction.kind == kind }
            return Line(
                name: MoneyTexts.kind(kind), count: own.count { !$0.isReturn },
                now: own.reduce(0) { $0 + sign * $1.flow },
                before: last.reduce(0) { $0 + sign * $1.flow })
        }.filter { $0.now != 0 || $0.before != 0 || $0.count > 0 }.sorted { $0.now > $1.now }
    }

    func total(spent: Bool) -> Money { money(kinds(spent: spent).reduce(0) { $0 + $1.now }) }
    func totalBefore(spent: Bool) -> Money { money(kinds(spent: spent).reduce(0) { $0 + $1.before }) }
    func money(_ minor: Int64) -> Money { Money(minor: minor, currency: currency) }

    struct Party: Sendable, Equatable {
        let name: String
        let count: Int
        let spent: Int64
    }

    /// Where most of it went: merchants and people, not one's own cards.
    var parties: [Party] {
        var sums: [String: (count: Int, spent: Int64)] = [:]
        for entry in entries where [.payment, .transfer].contains(entry.transaction.kind) && entry.flow != 0 {
            sums[entry.transaction.counterparty.name, default: (0, 0)].spent -= entry.flow
            if !entry.isReturn { sums[entry.transaction.counterparty.name]?.count += 1 }
        }
        let all = sums.map { Party(name: $0.key, count: $0.value.count, spent: $0.value.spent) }.filter { $0.spent > 0 }
        return Array(all.sorted { ($1.spent, $0.name) < ($0.spent, $1.name) }.prefix(Self.partiesMax))
    }

    /// What was spent from the month's first day to each of its days; `last` for the month before.
    func spentByDay(_ zone: TimeZone, last: Bool = false) -> [Int64] {
        let days = last ? month.previous.days : month.days
        var sums = [Int64](repeating: 0, count: days)
        for entry in last ? before : entries where [.payment, .transfer, .withdrawal].contains(entry.transaction.kind) {
            sums[min(days, entry.at.local(in: zone).day) - 1] -= entry.flow
        }
        for day in sums.indices.dropFirst() { sums[day] += sums[day - 1] }
        return sums
    }
}

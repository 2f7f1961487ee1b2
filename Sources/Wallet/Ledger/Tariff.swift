import Foundation
import Terms

/// What the wallet charges and allows. Amounts are minor units of the customer's currency.
public struct Tariff: Sendable {
    public struct Cap: Sendable, Equatable {
        public var perTransaction: Int64
        public var perDay: Int64

        public init(perTransaction: Int64, perDay: Int64) {
            self.perTransaction = perTransaction
            self.perDay = perDay
        }
    }

    public static let standard = Tariff()

    /// Of a withdrawal, in hundredths of a per cent, rounded half up; everything else is free.
    public var withdrawalBasisPoints: Int64 = 10
    public var withdrawalFeeMin: Int64 = 10
    /// How long a bank usually takes to credit a withdrawal.
    public var withdrawalSeconds: Int64 = 2 * 3_600
    /// From level 1 on; the same for every kind of order.
    public var caps = [
        Cap(perTransaction: 100_000, perDay: 200_000), Cap(perTransaction: 1_000_000, perDay: 2_000_000),
        Cap(perTransaction: 5_000_000, perDay: 20_000_000),
    ]
    /// Of a new wallet.
    public var firstLevel = 2
    public var cardKinds: Set<Card.Kind> = [.debit, .credit]
    /// Where a day begins and ends.
    public var timeZone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    public init() {}

    public func fee(_ kind: Limits.Kind, _ amount: Money) -> Money {
        guard kind == .withdrawal else { return Money(minor: 0, currency: amount.currency) }
        let share = (amount.minor * withdrawalBasisPoints + 5_000) / 10_000
        return Money(minor: max(share, withdrawalFeeMin), currency: amount.currency)
    }

    /// A level that does not exist (any more) counts as the nearest one.
    func cap(level: Int) -> Cap { caps[min(max(level, 1), caps.count) - 1] }

    /// `2026-11-20`, in the tariff's time zone.
    func day(_ moment: Moment) -> String {
        let local = moment.local(in: timeZone)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(local.year)-\(two(local.month))-\(two(local.day))"
    }
}

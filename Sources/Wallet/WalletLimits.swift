import Terms

/// How much a customer may move, at once and in one day (the wallet's local day).
public struct Limits: Sendable, Equatable {
    /// What is limited. Refunds and what others send are not.
    public enum Kind: String, Sendable, CaseIterable { case payment, transfer, topUp = "top_up", withdrawal }

    /// 1…3; a higher one may move more.
    public let level: Int
    public let payment: Limit
    public let transfer: Limit
    public let topUp: Limit
    public let withdrawal: Limit

    public init(level: Int, payment: Limit, transfer: Limit, topUp: Limit, withdrawal: Limit) {
        self.level = level
        self.payment = payment
        self.transfer = transfer
        self.topUp = topUp
        self.withdrawal = withdrawal
    }

    public subscript(kind: Kind) -> Limit {
        switch kind {
        case .payment: payment
        case .transfer: transfer
        case .topUp: topUp
        case .withdrawal: withdrawal
        }
    }
}

public struct Limit: Sendable, Equatable {
    public let perTransaction: Money
    public let perDay: Money
    public let usedToday: Money
    /// What the level allows at most; the customer may set less.
    public let perTransactionMax: Money
    public let perDayMax: Money

    public init(
        perTransaction: Money, perDay: Money, usedToday: Money, perTransactionMax: Money, perDayMax: Money
    ) {
        self.perTransaction = perTransaction
        self.perDay = perDay
        self.usedToday = usedToday
        self.perTransactionMax = perTransactionMax
        self.perDayMax = perDayMax
    }

    /// What may still be moved today, in any number of orders.
    public var leftToday: Money {
        Money(minor: max(0, perDay.minor - usedToday.minor), currency: perDay.currency)
    }

    /// What may still be moved today, in one order.
    public var left: Money {
        let left = min(perTransaction.minor, perDay.minor - usedToday.minor)
        return Money(minor: max(0, left), currency: perDay.currency)
    }
}

/// What an order would come to.
public struct Quote: Sendable, Equatable {
    public let kind: Limits.Kind
    public let amount: Money
    /// Part of `amount`.
    public let fee: Money
    /// nil: at once.
    public let expectedAt: Moment?
    /// As it stands before the order.
    public let limit: Limit

    public init(kind: Limits.Kind, amount: Money, fee: Money, expectedAt: Moment?, limit: Limit) {
        self.kind = kind
        self.amount = amount
        self.fee = fee
        self.expectedAt = expectedAt
        self.limit = limit
    }

    public var arrives: Money { Money(minor: amount.minor - fee.minor, currency: amount.currency) }
    public var isWithinLimit: Bool { amount.minor <= limit.left.minor }
}

import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// How much may leave the wallet, set by its owner: `/{brand}/security/limits`. Less is set at once; more takes a
/// second factor, or the payment password where there is none.
struct LimitRoutes: Sendable {
    static let path = "/security/limits"

    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/security/limits", use: desk.owned(show))
        router.post("/:brand/security/limits", use: desk.submitted(set))
    }

    @Sendable private func show(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let check = try await desk.storage.read { try owner.passed(request.query("check"), for: [.weaken], in: $0) }
        if let check, let wish = LimitWish(check.subject ?? "", owner.page.brand.currency) {
            return .html(LimitPages(page: owner.page).sure(wish, check.id.text))
        }
        let done: LimitPages.Done? =
            switch request.query("done") {
            case nil: nil
            case "soon": .soon
            default: .now
            }
        return try await draw(owner, done: done)
    }

    private func draw(
        _ owner: AccountOwner, _ refusal: Refusal? = nil, _ form: Form? = nil, done: LimitPages.Done? = nil
    )
        async throws -> Response
    {
        let limits = try await desk.asked { try await desk.wallet.limits(owner.customer.id) }
        let hasSecond = try await desk.storage.read { try LimitWish.hasSecondFactor(owner.customer.id, in: $0) }
        let view = LimitPages.View(
            limits: limits, hasSecondFactor: hasSecond, form: form, refusal: refusal, done: done)
        return .html(
            LimitPages(page: owner.page).overview(view), status: refusal == nil ? .ok : .unprocessableContent)
    }

    @Sendable private func set(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        do {
            let wish = try LimitWish(form, owner.page.brand.currency)
            let limits = try await desk.asked { try await desk.wallet.limits(owner.customer.id) }
            try wish.checkCap(limits)
            if wish.isMore(than: limits) {
                let hasSecond = try await desk.storage.read {
                    try LimitWish.hasSecondFactor(owner.customer.id, in: $0)
                }
                if hasSecond, form["check"].isEmpty { return try await owner.prove(.weaken, way: wish.path, request) }
                if !hasSecond {
                    guard !form["payment_password"].isEmpty else { throw LimitWish.passwordWanted }
                    try await PaymentPassword.confirm(form["payment_password"], of: owner.customer.id, desk)
                }
                let raise = try await desk.storage.write {
                    try wish.permit(owner, hasSecond ? form["check"] : nil, in: $0)
                }
                // A silent wallet is left to the job.
                do { try await desk.asked { try await raise.run(desk) } } catch let refusal as Refusal
                    where refusal.kind == .unavailable
                {
                    return .see("\(owner.page.base)\(Self.path)?done=soon")
                }
            } else {
                try await desk.storage.write { try LimitRaise.withdraw(wish.kind, of: owner.customer.id, in: $0) }
                try await desk.asked {
                    _ = try await desk.wallet.setLimit(
                        wish.kind, perTransaction: wish.perTransaction, perDay: wish.perDay, of: owner.customer.id,
                        by: owner.customer.actor)
                }
            }
        } catch let refusal as Refusal where !refusal.fields.isEmpty || refusal.kind == .preconditionRequired {
            return try await draw(owner, refusal, form)
        }
        return .see("\(owner.page.base)\(Self.path)?done=1")
    }
}

/// What somebody wants a limit to be.
struct LimitWish: Sendable, Equatable {
    let kind: Limits.Kind
    let perTransaction: Money
    let perDay: Money

    static let passwordWanted = Refusal.invalid(
        PaymentPassword.field, "payment_password_wanted", LimitTexts.passwordWanted)

    init(_ form: Form, _ currency: Currency) throws {
        guard let kind = Limits.Kind(rawValue: form["kind"]) else { throw Refusal.notFound }
        self.kind = kind
        perTransaction = try Self.amount(form["per_transaction"], "per_transaction", currency)
        perDay = try Self.amount(form["per_day"], "per_day", currency)
        guard perTransaction.minor > 0, perDay.minor > 0 else {
            // Nothing at all is what “stop everything” is for, and a typing slip here.
            throw Refusal.invalid(
                perTransaction.minor > 0 ? "per_day" : "per_transaction", "limit_zero", LimitTexts.zero)
        }
        guard perTransaction.minor <= perDay.minor else {
            throw Refusal.invalid("per_transaction", "limit_above_day", LimitTexts.aboveDay)
        }
    }

    private static func amount(_ typed: String, _ field: String, _ currency: Currency) throws -> Money {
        let text = typed.precomposedStringWithCompatibilityMapping.filter { !",，¥$ ".contains($0) }
        guard let amount = Money(text, currency: currency) else {
            throw Refusal.invalid(field, "amount_invalid", LimitTexts.amountInvalid)
        }
        return amount
    }

    /// Throws at the field that is above what the customer's level allows.
    func checkCap(_ limits: Limits) throws {
        for (field, wanted, most) in [
            ("per_transaction", perTransaction, limits[kind].perTransactionMax),
            ("per_day", perDay, limits[kind].perDayMax),
        ] where wanted.minor > most.minor {
            throw Refusal.invalid(
                field, "limit_above_level", LimitTexts.aboveLevel.filling(["most": most.display]))
        }
    }

    func isMore(than limits: Limits) -> Bool {
        perTransaction.minor > limits[kind].perTransaction.minor || perDay.minor > limits[kind].perDay.minor
    }

    /// The way back from a check, which carries the wish.
    var path: String {
        "\(LimitRoutes.path)?kind=\(kind.rawValue)&per_transaction=\(perTransaction.decimal)&per_day=\(perDay.decimal)"
    }

    /// From `path`.
    init?(_ path: String, _ currency: Currency) {
        guard let query = path.split(separator: "?").dropFirst().first else { return nil }
        var fields: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        guard let wish = try? LimitWish(Form(fields), currency) else { return nil }
        self = wish
    }

    /// Allows more, by a check that ends with it where a second factor was asked for.
    func permit(_ owner: AccountOwner, _ check: String?, in transaction: Transaction) throws -> LimitRaise {
        if let check {
            let used = try owner.use(check, for: .weaken, in: transaction)
            guard used.subject == path else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        }
        let raise = LimitRaise(
            id: UUIDv7.text(at: transaction.now), customer: owner.customer.id, kind: kind,
            perTransaction: perTransaction, perDay: perDay)
        try raise.enqueue(in: transaction)
        try transaction.record(
            "limit.raise_allowed", brand: owner.customer.brand, customer: owner.customer.id,
            by: owner.customer.actor, change: raise.change)
        return raise
    }

    static func hasSecondFactor(_ customer: CustomerID, in transaction: Transaction) throws -> Bool {
        try !IdentityCheck.means(of: customer, in: transaction).isDisjoint(with: Proof.secondFactors)
    }
}

import Credentials
import Hummingbird
import Storage
import Terms
import Web

/// An authenticator app as the second step: `/{brand}/security/two-factor`.
struct TwoFactorRoutes: Sendable {
    static let path = "/security/two-factor"

    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/security/two-factor", use: desk.owned(show))
        router.post("/:brand/security/two-factor", use: desk.submitted(confirm))
        router.post("/:brand/security/two-factor/on", use: desk.submitted(beginOn))
        router.post("/:brand/security/two-factor/off", use: desk.submitted(beginOff))
        router.post("/:brand/security/two-factor/new-codes", use: desk.submitted(beginCodes))
        router.post("/:brand/security/two-factor/ends", use: desk.submitted(end))
        router.post("/:brand/security/two-factor/codes", use: desk.submitted(renew))
    }

    // MARK: - Where each begins

    @Sendable private func beginOn(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response
    { try await owner.prove(.strengthen, way: Self.path, request) }

    @Sendable private func beginOff(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response
    { try await owner.prove(.weaken, way: Self.path + "?then=off", request) }

    @Sendable private func beginCodes(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws
        -> Response
    { try await owner.prove(.weaken, way: Self.path + "?then=codes", request) }

    // MARK: - The page

    @Sendable private func show(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let pages = TwoFactorPages(page: owner.page)
        let (state, check, lost) = try await desk.storage.read { transaction in
            (
                try TwoFactor.find(owner.customer.id, in: transaction),
                try owner.passed(request.query("check"), for: [.strengthen, .weaken], in: transaction),
                try LostFactor.waiting(owner.customer.id, in: transaction)
            )
        }
        if let state {
            guard let check, check.purpose == .weaken else {
                return .html(pages.overview(state, lost, isDone: request.query("done") != nil))
            }
            return .html(pages.sure(check.id.text, isOff: request.query("then") == "off"))
        }
        guard let check, check.purpose == .strengthen else {
            return .html(pages.overview(nil, lost, isDone: request.query("done") != nil))
        }
        return try await setup(owner, check.id.text, refusal: nil)
    }

    /// The code to scan. Looked at again it is the same, but never one that was begun before this check: somebody else
    /// may have seen that.
    private func setup(_ owner: AccountOwner, _ check: String, refusal: Refusal?) async throws -> Response {
        let password = try await desk.storage.write { transaction in
            guard let passed = try owner.passed(check, for: [.strengthen], in: transaction) else {
                throw Refusal(.conflict, "check_over", CheckTexts.over)
            }
            return try TwoFactor.begun(owner.customer.id, since: passed.openedAt, desk.vault, in: transaction)
        }
        guard let password else { return .see(owner.page.base + Self.path) }
        let name = owner.page.brand.name(owner.page.language)
        let account = owner.customer.phone.map { Mask.phone($0) } ?? Mask.email(owner.customer.email)
        let drawing = try QRCode.svgPath(of: password.url(issuer: name, account: account))
        let page = TwoFactorPages(page: owner.page)
            .setup(check, drawing: drawing, secret: password.base32.grouped, refusal: refusal)
        return .html(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    // MARK: - The acts

    @Sendable private func confirm(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response
    {
        do {
            let codes = try await desk.storage.write { [vault = desk.vault] transaction in
                try owner.use(form["check"], for: .strengthen, in: transaction)
                let codes = try TwoFactor.confirm(form["code"], of: owner.customer, vault, in: transaction)
                guard let codes else { throw TwoFactor.wrongFirstCode }
                try Notice.send(.twoFactorOn, to: owner.customer, in: transaction)
                return codes
            }
            return .html(TwoFactorPages(page: owner.page).codes(codes, isNew: true))
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await setup(owner, form["check"], refusal: refusal)
        }
    }

    @Sendable private func end(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        try await desk.storage.write { transaction in
            try owner.use(form["check"], for: .weaken, in: transaction)
            try TwoFactor.end(owner.customer, in: transaction)
            try Notice.send(.twoFactorOff, to: owner.customer, in: transaction)
        }
        return .see("\(owner.page.base)\(Self.path)?done=1")
    }

    @Sendable private func renew(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        let codes = try await desk.storage.write { [vault = desk.vault] transaction in
            try owner.use(form["check"], for: .weaken, in: transaction)
            guard try TwoFactor.find(owner.customer.id, in: transaction) != nil else { throw Refusal.notFound }
            let codes = try TwoFactor.renewRecoveryCodes(of: owner.customer.id, vault, in: transaction)
            try transaction.record(
                "recovery_codes.renewed", brand: owner.customer.brand, customer: owner.customer.id,
                by: owner.customer.actor)
            try Notice.send(.recoveryCodesRenewed, to: owner.customer, in: transaction)
            return codes
        }
        return .html(TwoFactorPages(page: owner.page).codes(codes, isNew: false))
    }
}

extension TwoFactor {
    static let wrongFirstCode = Refusal.invalid("code", "wrong_one_time_password", TwoFactorTexts.wrong)

    /// The secret that waits for its first code, begun at `since` or later; else a new one. Nil where two-factor is on.
    static func begun(_ customer: CustomerID, since: Moment, _ vault: Vault, in transaction: Transaction) throws
        -> OneTimePassword?
    {
        let isBegun =
            try transaction.first(
                """
                SELECT 1 FROM two_factor
                WHERE customer_id = \(customer) AND confirmed_at IS NULL AND started_at >= \(since)
                """) != nil
        return isBegun
            ? try waiting(customer, vault, in: transaction) : try start(customer, vault, in: transaction)
    }
}

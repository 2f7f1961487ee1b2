import Hummingbird
import Storage
import Terms
import Web

/// Second factors that are gone: `/{brand}/second-factor/lost`, and the link that stops their removal. Works without
/// signing in, which is what nobody can do without them.
struct LostFactorRoutes: Sendable {
    static let path = "/second-factor/lost"

    let desk: Desk

    /// Below the brand.
    static func stopPath(_ word: String) -> String { "\(path)/\(word)/stop" }

    func add(to router: Routes) {
        router.get("/:brand/second-factor/lost", use: start)
        router.get("/:brand/second-factor/lost/asked", use: asked)
        router.post("/:brand/second-factor/lost/stops", use: desk.submitted { owner, _, _ in try await stop(owner) })
        router.get("/:brand/second-factor/lost/:link/stop", use: showStop)
        router.post("/:brand/second-factor/lost/:link/stop", use: stopByLink)
    }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, party) = try await desk.page(request, context)
        let pages = LostFactorPages(page: page)
        guard let customer = party?.customer else { return .html(pages.start()) }
        let (waiting, means) = try await desk.storage.read { transaction in
            (
                try LostFactor.waiting(customer.id, in: transaction),
                try IdentityCheck.means(of: customer.id, in: transaction)
            )
        }
        return .html(pages.own(waiting, hasFactors: !means.isDisjoint(with: Proof.secondFactors)))
    }

    /// What the check led to, in the browser that passed it.
    @Sendable private func asked(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let check = try await desk.ownCheck(request, page, .factorLost)
        guard let customer = check.customer, let subject = check.subject else { throw Refusal.notFound }
        let pages = LostFactorPages(page: page)
        if subject == LostFactor.none { return .html(pages.nothing()) }
        if subject == LostFactor.often { return .html(pages.tooOften()) }
        guard let id = ID<LostFactorNoun>(outside: subject) else { throw Refusal.notFound }
        let (lost, owner) = try await desk.storage.read { transaction in
            (try LostFactor.find(id, in: transaction), try Customer.find(customer, in: transaction))
        }
        return .html(lost.state == .cooling ? pages.asked(lost, owner) : pages.settled(lost))
    }

    private func stop(_ owner: AccountOwner) async throws -> Response {
        let stopped = try await desk.storage.write { transaction in
            try LostFactor.stop(of: owner.customer.id, by: owner.customer.actor, in: transaction)
        }
        guard let stopped else { return .see(owner.page.base + Self.path) }
        return .html(LostFactorPages(page: owner.page).settled(stopped))
    }

    // MARK: - The link that stops it

    @Sendable private func showStop(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let word = try context.parameter("link")
        let lost = try await desk.storage.read { try LostFactor.find(link: word, in: $0) }
        guard let lost, lost.brand == page.brand.id else { throw Refusal.notFound }
        let pages = LostFactorPages(page: page)
        return .html(lost.state == .cooling ? pages.askStop(lost, word) : pages.settled(lost))
    }

    @Sendable private func stopByLink(_ request: Request, _ context: WebContext) async throws -> Response {
        let (page, _) = try await desk.page(request, context)
        let word = try context.parameter("link")
        try Guard(request: request).checkOrigin()
        let lost = try await desk.storage.write { transaction in
            guard try LostFactor.find(link: word, in: transaction)?.brand == page.brand.id else {
                throw Refusal.notFound
            }
            return try LostFactor.stop(link: word, in: transaction)
        }
        return .html(LostFactorPages(page: page).settled(lost))
    }
}

extension LostFactor {
    /// What the check keeps where nothing was begun.
    static let none = "none"
    static let often = "often"
}

extension CheckOutcome {
    /// Enough was proved without a second factor: the day begins, and the next page tells.
    func askedWithoutFactor(_ check: IdentityCheck) async throws -> Reached {
        let (holder, address) = (holder, page.noticeAddress(request))
        let (zone, now) = (page.brand.timeZone, desk.storage.moment)
        let asked = try await desk.storage.write { transaction -> LostFactor.Asked in
            guard let id = try IdentityCheck.use(check.id, for: .factorLost, holder: holder, in: transaction).customer
            else { throw Refusal.notFound }
            let customer = try Customer.find(id, in: transaction)
            let clock = Clock(zone: zone, now: now, language: customer.language)
            let asked = try LostFactor.ask(by: customer, address: address, clock, in: transaction)
            let subject: String? =
                switch asked {
                case .cooling(let lost): lost.id.text
                case .nothing: LostFactor.none
                case .tooOften: LostFactor.often
                case .shut: nil
                }
            if let subject { try IdentityCheck.leave(subject, at: check.id, in: transaction) }
            return asked
        }
        if case .shut(let lock) = asked { return Reached(next: try LockHint.path(for: lock.customer, desk)) }
        return Reached(next: "\(LostFactorRoutes.path)/asked?check=\(check.id)")
    }
}

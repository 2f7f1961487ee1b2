import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The security centre: `/{brand}/security`.
struct SecurityRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/security", use: desk.owned(show))
        TwoFactorRoutes(desk: desk).add(to: router)
        PasskeyRoutes(desk: desk).add(to: router)
        LimitRoutes(desk: desk).add(to: router)
        ContactChangeRoutes(desk: desk).add(to: router)
        LostFactorRoutes(desk: desk).add(to: router)
        PasswordChangeRoutes(desk: desk).add(to: router)
        DetailRoutes(desk: desk).add(to: router)
    }

    @Sendable private func show(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        var (facts, records, waiting, lost) = try await desk.storage.read { transaction in
            (
                try CheckUp.Facts(of: owner.customer, in: transaction),
                try SecurityRecord.latest(of: owner.customer.id, in: transaction),
                try ContactChange.waiting(.phone, of: owner.customer.id, in: transaction),
                try LostFactor.waiting(owner.customer.id, in: transaction)
            )
        }
        // The page can do without the wallet.
        facts.hasOwnLimits = try? await desk.asked { try await desk.wallet.limits(owner.customer.id) }.areOwn
        let view = SecurityPages.View(
            customer: owner.customer, checkUp: CheckUp(facts), records: records, waiting: waiting, lost: lost)
        return .html(SecurityPages(page: owner.page).centre(view))
    }
}

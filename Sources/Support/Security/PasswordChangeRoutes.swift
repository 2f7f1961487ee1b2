import Credentials
import Hummingbird
import Storage
import Terms
import Web

/// Another password to sign in with, and the six digits that money goes by: `/{brand}/account/password`,
/// `/{brand}/account/payment-password`.
struct PasswordChangeRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/account/payment-password", use: desk.owned(showDigits))
        router.post("/:brand/account/payment-password", use: desk.submitted(setDigits))
        router.get("/:brand/account/password", use: desk.owned(showPassword))
        router.post("/:brand/account/password", use: desk.submitted(setPassword))
    }

    // MARK: - The payment password

    @Sendable private func showDigits(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let (check, isSet) = try await desk.storage.read { transaction in
            (
                try owner.passed(request.query("check"), for: [.changePaymentPassword], in: transaction),
                try PaymentPassword.hash(of: owner.customer.id, in: transaction) != nil
            )
        }
        let pages = PasswordChangePages(page: owner.page)
        guard let check else {
            return .html(pages.begin(.changePaymentPassword, isSet: isSet, isDone: request.query("done") != nil))
        }
        return .html(pages.digits(check.id.text, isSet: isSet, refusal: nil))
    }

    @Sendable private func setDigits(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws
        -> Response
    {
        let old = try await desk.storage.read { try PaymentPassword.hash(of: owner.customer.id, in: $0) }
        do {
            let digits = try PaymentPassword.fresh(
                form["payment_password"], again: form["payment_password_again"], of: owner.customer)
            if let old, try await desk.passwords.matches(digits, old) { throw PaymentPassword.unchanged }
            let hash = try await desk.passwords.hash(digits)
            try await desk.storage.write { transaction in
                try owner.use(form["check"], for: .changePaymentPassword, in: transaction)
                try PaymentPassword.set(hash, of: owner.customer, in: transaction)
                try Notice.send(.paymentPasswordChanged, to: owner.customer, in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = PasswordChangePages(page: owner.page)
                .digits(form["check"], isSet: old != nil, refusal: refusal)
            return .html(again, status: .unprocessableContent)
        }
        return .see("\(owner.page.base)/account/payment-password?done=1")
    }

    // MARK: - The password

    @Sendable private func showPassword(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let check = try await desk.storage.read {
            try owner.passed(request.query("check"), for: [.changePassword], in: $0)
        }
        let pages = PasswordChangePages(page: owner.page)
        guard let check else {
            return .html(pages.begin(.changePassword, isSet: true, isDone: request.query("done") != nil))
        }
        return .html(pages.password(check.id.text, refusal: nil))
    }

    /// Every other session ends with the old password.
    @Sendable private func setPassword(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws
        -> Response
    {
        let old = try await desk.storage.read { try Customer.passwordHash(of: owner.customer.id, in: $0) }
        do {
            let chosen = try NewPassword(form["password"], owner: owner.customer.passwordOwner)
            try await chosen.checkDiffers(from: old, desk.passwords)
            let hash = try await desk.passwords.hash(chosen)
            try await desk.storage.write { transaction in
                try owner.use(form["check"], for: .changePassword, in: transaction)
                try owner.customer.change(passwordHash: hash, in: transaction)
                try OwnSession.endAll(of: owner.customer, but: owner.session, in: transaction)
                try Notice.warn(.passwordChanged, owner.customer, of: owner.page.brand, in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = PasswordChangePages(page: owner.page).password(form["check"], refusal: refusal)
            return .html(again, status: .unprocessableContent)
        }
        return .see("\(owner.page.base)/account/password?done=1")
    }
}

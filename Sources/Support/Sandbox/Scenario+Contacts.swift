import Storage
import Terms
import Wallet

extension Scenario {
    // MARK: - card.*

    /// Really tried, and really refused: the bank has these cards on file.
    func card(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        let number: String =
            switch name {
            case .cardNumber: String(Sandbox.cardNumber(endingIn: "5521").dropLast()) + "9"
            case .cardNotActivated: Sandbox.cardNumber(endingIn: Sandbox.sleepingCardEnding)
            case .cardNotEligible: Sandbox.cardNumber(endingIn: Sandbox.prepaidCardEnding)
            case .cardName: Sandbox.cardNumber(endingIn: Sandbox.othersCardEnding)
            default: Sandbox.cardNumber(endingIn: Sandbox.otherPhoneCardEnding)
            }
        let year = desk.storage.moment.local(in: .gmt).year
        do {
            _ = try await stage.ledger.bind(
                CardDetails(
                    number: number, expiryYear: year + 2, expiryMonth: 5, holderName: stage.customer.name,
                    phone: stage.customer.phone ?? ""),
                to: stage.customer.id, key: "bind")
        } catch let refusal as Refusal {
            return ["card": String(number.suffix(4)), "reason": refusal.code]
        }
        return ["card": String(number.suffix(4))]
    }

    // MARK: - phone.*, email.*, payment_password.*, security.*

    func contact(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        await stage.signIn(Sandbox.password)
        switch name {
        case .phoneChange: return ["check": try await stage.ask(.changePhone, isSignedIn: true).id.text]
        case .phoneLost:
            // What recent-transaction questions need.
            try await stage.fund(50_000)
            for (index, merchant) in SeedPlan.merchants.prefix(4).enumerated() {
                _ = try await stage.pay(Int64(1_200 + index * 730), to: merchant, key: "life-\(index)")
            }
            return ["check": try await stage.ask(.changePhone, isSignedIn: true).id.text]
        case .emailChange: return ["check": try await stage.ask(.changeEmail, isSignedIn: true).id.text]
        case .paymentPasswordChange:
            return ["check": try await stage.ask(.changePaymentPassword, isSignedIn: true).id.text]
        case .twoFactor:
            let secret = try await desk.storage.write { [vault = desk.vault] transaction -> String? in
                guard let password = try TwoFactor.start(stage.customer.id, vault, in: transaction) else { return nil }
                let code = password.code(at: transaction.now)
                _ = try TwoFactor.confirm(code, of: stage.customer, vault, in: transaction)
                return password.base32
            }
            return ["authenticator": secret ?? ""]
        case .passkey:
            _ = try await desk.storage.write { transaction in
                try PasskeyChallenge.make(
                    brand: stage.brand.id, holder: Session.hash(stage.browser), customer: stage.customer.id,
                    in: transaction)
            }
            return [:]
        default:
            // The text that makes them wonder is a real one of ours, after a sign-in on a new device.
            await stage.signIn(Sandbox.password, on: "Firefox · Linux")
            return [:]
        }
    }
}

import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Scenarios {
    /// What the state is really: read from the tables and the wallet, not from what the scenario says of itself.
    private struct Found: Sendable {
        let signIn: Reply
        let locks: Set<AccountLock.Kind>
        let transaction: WalletTransaction?
        let attempts: [CardAttempt.Reason]
        let notices: Set<String>
    }

    private static func find(_ name: Scenario.Name, _ cast: Cast) async throws -> Found {
        let sandbox = Sandbox(bank: cast.bank, ledger: cast.ledger)
        let made = try await Scenario(desk: cast.desk, sandbox: sandbox)
            .make(name.rawValue, brand: BrandID("upay"), language: .zhHans)
        let customer = made.customer
        // The token is good for asking for help, whatever is locked.
        _ = try await cast.open(nil, as: made.token)
        let (locks, notices) = try await cast.storage.read { transaction in
            (
                try AccountLock.open(on: customer.id, in: transaction).map(\.kind),
                try Notice.latest(in: transaction).filter { $0.customer == customer.id }.map(\.template)
            )
        }
        var about: WalletTransaction?
        if let id = made.facts["transaction"] {
            about = try await cast.ledger.transaction(TransactionID(id), of: customer.id)
        }
        return Found(
            signIn: try await cast.signIn(customer, password: Sandbox.password), locks: Set(locks), transaction: about,
            attempts: try await cast.ledger.cardAttempts(customer.id).map(\.reason), notices: Set(notices))
    }

    @Test("put a fresh customer into the state that their name says", arguments: TestEngine.available)
    func states(on engine: TestEngine) async throws {
        try await Cast.play(on: engine, clockRuns: true) { cast in
            try await cast.working {
                for name in Scenario.Name.allCases { try Self.check(name, try await Self.find(name, cast)) }
            }
        }
    }

    private static func check(_ name: Scenario.Name, _ found: Found) throws {
        let shut: AccountLock.Kind? =
            switch name {
            case .lockedByRisk: .risk
            case .frozenByOwner: .owner
            case .banned: .ban
            default: nil
            }
        #expect(found.locks == Set([shut].compactMap { $0 }), "\(name)")
        let status = shut != nil || name == .lockedByAttempts ? 423 : name == .twoFactor ? 428 : 201
        #expect(found.signIn.status == status, "\(name): \(found.signIn.text)")
        if let wanted = outcomes[name] {
            let about = try #require(found.transaction, "\(name) has a transaction")
            #expect(
                about.state == wanted.0 && about.reason == wanted.1, "\(name): \(about.state) \(about.reason as Any)")
        }
        if let reason = refusals[name] { #expect(found.attempts == [reason], "\(name)") }
        if [.passwordForgotten, .codeNotReceived, .phoneChange, .emailChange, .paymentPasswordChange].contains(name) {
            #expect(found.notices.contains("code"), "\(name): \(found.notices)")
        }
        if [.stolen, .suspiciousMessage].contains(name) {
            #expect(found.notices.contains { $0.contains("device") }, "\(name): \(found.notices)")
        }
    }

    private static let refusals: [Scenario.Name: CardAttempt.Reason] = [
        .cardNumber: .numberInvalid, .cardNotActivated: .notActivated, .cardNotEligible: .notEligible,
        .cardName: .nameMismatch, .cardPhone: .phoneMismatch,
    ]

    private static let outcomes: [Scenario.Name: (WalletTransaction.State, WalletTransaction.Reason?)] = [
        .insufficientBalance: (.failed, .insufficientBalance), .cardExpired: (.failed, .cardExpired),
        .networkTimeout: (.failed, .networkTimeout), .paymentLimit: (.failed, .limitReached),
        .incident: (.failed, .networkTimeout), .paymentDeclined: (.failed, .declinedByBank),
        .noConfirmation: (.succeeded, nil), .unauthorised: (.succeeded, nil), .duplicate: (.succeeded, nil),
        .transferProcessing: (.processing, .processingAtBank), .transferNotReceived: (.succeeded, nil),
        .wrongRecipient: (.succeeded, nil), .transferReturned: (.returned, .returnedByBank),
        .topUpLimit: (.failed, .limitReached), .topUpDeclined: (.failed, .declinedByBank),
        .topUpProcessing: (.processing, .processingAtBank), .withdrawalLimit: (.failed, .limitReached),
        .withdrawalProcessing: (.processing, .processingAtBank), .withdrawalRejected: (.failed, .rejectedByBank),
        .stolen: (.succeeded, nil),
    ]
}

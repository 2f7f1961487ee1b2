import Credentials
import Foundation
import Storage
import Terms
import Wallet

extension Verifier {
    /// Looks at an answer. Right: the proof is given, and the check passes when that is enough. Wrong: a refusal that
    /// says how often one may try again. Counted before it is looked at.
    func give(_ proof: Proof, _ reply: Reply, of id: CheckID, holder: Holder) async throws -> IdentityCheck {
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        let offered = try await means(of: check)
        guard check.state == .open, check.expiresAt > desk.storage.moment, check.open(offered).contains(proof) else {
            throw Refusal(.conflict, "check_over", CheckTexts.over)
        }
        if case .typed(let text) = reply, text.trimmingSpaces().isEmpty {
            throw Refusal.invalid("answer", "answer_missing", CheckTexts.missing(proof))
        }
        try await desk.storage.write { transaction in
            try IdentityCheck.attempt(proof, of: id, in: transaction)
            try Self.countSignIn(check, desk.signInPolicy, in: transaction)
        }
        let (isRight, means): (Bool, Set<Proof>)
        do {
            isRight = try await examine(proof, reply, check)
            // A stranger with the right code is none any more, and only then the rest is looked up.
            means = isRight && check.isStranger && isSent(proof, reply, check) ? try await allMeans(of: check) : offered
        } catch {
            // Nobody looked at the answer: the attempt does not count.
            try await desk.storage.write { transaction in
                try IdentityCheck.pardon(proof, of: id, in: transaction)
                try Self.pardonSignIn(check, desk.signInPolicy, in: transaction)
            }
            throw error
        }
        let (after, left) = try await desk.storage.write { transaction -> (IdentityCheck?, Int) in
            // What can be used once is used here, so that of two at once one is right.
            guard isRight, try spend(proof, reply, check, in: transaction) else {
                return (nil, try IdentityCheck.miss(proof, of: id, in: transaction))
            }
            try IdentityCheck.pardon(proof, of: id, in: transaction)
            try Self.pardonSignIn(check, desk.signInPolicy, in: transaction)
            return (try IdentityCheck.give(proof, to: id, means: means, in: transaction), 0)
        }
        if let after { return after }
        throw Self.wrong(proof, left: left)
    }

    static func wrong(_ proof: Proof, left: Int) -> Refusal {
        let text =
            left > 0
            ? CheckTexts.wrong(proof).filling(["left": String(left)])
            : proof.isCode ? CheckTexts.codeUsedUp : CheckTexts.wrongForGood
        return Refusal(
            .invalid, "wrong_\(proof.rawValue)", text, fields: ["answer": text], facts: ["attempts_left": String(left)])
    }

    // MARK: - Looking

    /// What takes time or another party, before anything is written.
    private func examine(_ proof: Proof, _ reply: Reply, _ check: IdentityCheck) async throws -> Bool {
        switch (proof, reply) {
        case (.password, .typed(let text)): return try await matches(text, "password_hash", check)
        case (.paymentPassword, .typed(let text)):
            guard let customer = check.customer else { return false }
            return try await isPaymentPassword(text, of: customer)
        case (.cardEnding, .typed(let text)):
            guard let customer = check.customer else { return false }
            let ending = text.filter(\.isNumber)
            return try await desk.asked { try await desk.wallet.cards(customer) }.contains { $0.lastFour == ending }
        case (.transactions, .typed(let text)):
            guard let sealed = check.step(.transactions)?.secret else { return false }
            return try RecentTransactions(sealed: sealed, of: check.id, desk.vault).isRight(text)
        case (.passkey, .passkey), (_, .typed): return true
        default: return false
        }
    }

    /// Whether this is the code that was sent; whether it may still be used is seen in the transaction.
    private func isSent(_ proof: Proof, _ reply: Reply, _ check: IdentityCheck) -> Bool {
        guard proof.isCode, case .typed(let text) = reply, let code = SixDigits.normalised(text) else { return false }
        return check.step(proof)?.secret == mac(code, proof, check)
    }

    func mac(_ code: String, _ proof: Proof, _ check: IdentityCheck) -> String {
        desk.vault.mac("\(check.id).\(proof.rawValue).\(code)", for: "code")
    }

    /// Counted together with the tries at paying: no second place to guess at.
    private func isPaymentPassword(_ typed: String, of customer: CustomerID) async throws -> Bool {
        do {
            try await PaymentPassword.confirm(typed, of: customer, desk)
            return true
        } catch let refusal as Refusal {
            if refusal.code == "payment_password_locked" {
                throw Refusal(
                    refusal.kind, refusal.code, refusal.text, fields: ["answer": refusal.text], facts: refusal.facts)
            }
            return false
        }
    }

    private func matches(_ password: String, _ column: SQL, _ check: IdentityCheck) async throws -> Bool {
        let hash: String? = try await desk.storage.read { transaction in
            guard let customer = check.customer else { return nil }
            return try transaction.first("SELECT \(column) FROM customer WHERE id = \(customer)")?.optional(0)
        }
        return try await desk.passwords.matches(PasswordRules.normalised(password), hash)
    }

    /// What is quick and may be used once. True where the answer is right and nobody used it before.
    private func spend(_ proof: Proof, _ reply: Reply, _ check: IdentityCheck, in transaction: Transaction) throws
        -> Bool
    {
        switch (proof, reply) {
        case (.phoneCode, .typed(let text)), (.emailCode, .typed(let text)):
            guard let code = SixDigits.normalised(text) else { return false }
            let mac = mac(code, proof, check)
            return try transaction.execute(
                """
                UPDATE identity_proof SET secret = NULL
                WHERE check_id = \(check.id) AND kind = \(proof) AND state = 'asked' AND secret = \(mac)
                  AND secret_until > \(transaction.now)
                """) == 1
        case (.oneTimePassword, .typed(let text)):
            guard let customer = check.customer else { return false }
            return try TwoFactor.spend(text, of: customer, desk.vault, in: transaction)
        case (.recoveryCode, .typed(let text)):
            guard let customer = check.customer else { return false }
            return try TwoFactor.spend(recoveryCode: text, of: customer, desk.vault, in: transaction)
        case (.passkey, .passkey(let assertion, let party)):
            guard let customer = check.customer else { return false }
            return try PasskeyChallenge.spend(
                assertion, of: customer, brand: check.brand, holder: check.id.text, party, desk.vault,
                in: transaction)
        case (.birthday, .typed(let text)):
            guard let customer = check.customer else { return false }
            let birthday = try Customer.find(customer, in: transaction).birthday
            return birthday != nil && birthday?.filter(\.isNumber) == text.filter(\.isNumber)
        case (.transactions, _):
            // Once only: whoever guesses is not told which of the three was wrong, and gets no second look.
            return try transaction.execute(
                """
                UPDATE identity_proof SET secret = NULL
                WHERE check_id = \(check.id) AND kind = 'transactions' AND secret IS NOT NULL
                """) == 1
        default: return true
        }
    }
}

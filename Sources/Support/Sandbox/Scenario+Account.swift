import Storage
import Terms
import Wallet

extension Scenario {
    // MARK: - login.*, password.*

    func signingIn(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        await stage.signIn(Sandbox.password)
        switch name {
        case .wrongPassword:
            for _ in 0..<2 { await stage.signIn("wallet-demo-2025") }
        case .caseOrSpaces:
            await stage.signIn("WALLET-DEMO-2026")
            await stage.signIn(Sandbox.password + " ")
        case .codeNotReceived: return ["check": try await stage.ask(.resetPassword).id.text]
        default:
            await stage.signIn("wallet-demo-2024")
            return ["check": try await stage.ask(.resetPassword).id.text]
        }
        return [:]
    }

    // MARK: - account.*

    func account(_ name: Name, _ stage: ScenarioStage) async throws -> [String: String] {
        try await stage.fund(300_000)
        await stage.signIn(Sandbox.password)
        switch name {
        case .lockedByAttempts:
            for _ in 0..<desk.signInPolicy.failuresMax { await stage.signIn("wallet-demo-2025") }
            return [:]
        case .lockedByRisk: return try await risk(stage)
        case .frozenByOwner:
            let check = try await stage.answer(stage.ask(.freeze))
            let lock = try await stop(stage, check)
            return ["receipt": lock.number]
        case .banned:
            let lock = try await desk.storage.write { transaction in
                guard
                    let row = try transaction.first("SELECT \(Agent.columns) FROM agent WHERE role <> 'agent' LIMIT 1")
                else { throw Refusal.notFound }
                return try AccountLock.ban(
                    stage.customer, because: LockTexts.banReasons[0], at: stage.brand.written(transaction.now),
                    by: Agent(row), in: transaction)
            }
            return ["lock": lock.number]
        default:
            // Somebody else is in: a device nobody has seen, and money that goes.
            await stage.signIn(Sandbox.password, on: "Firefox · Linux")
            let payment = try await stage.pay(68_800, to: "闪电数码专营店")
            return stage.facts(payment)
        }
    }

    private func stop(_ stage: ScenarioStage, _ check: IdentityCheck) async throws -> AccountLock {
        let lock = try await desk.storage.write { transaction in
            try IdentityCheck.use(check.id, for: .freeze, holder: stage.holder, in: transaction)
            let freeze = Freeze(
                customer: stage.customer, reason: LockTexts.ownersReasons[0], actor: stage.customer.actor,
                time: stage.brand.written(transaction.now))
            return try freeze.place(talkingTo: nil, in: transaction).lock
        }
        await AccountLock.tellNow(stage.customer.id, desk)
        return lock
    }

    /// Money goes to strangers from a new device, until the rule sees it.
    private func risk(_ stage: ScenarioStage) async throws -> [String: String] {
        await stage.signIn(Sandbox.password, on: "Firefox · Linux")
        var last: WalletTransaction?
        for number in 0..<3 {
            let recipient = Transfer.Recipient.bankAccount(
                name: Seed.names[number], bank: "建设银行",
                number: Sandbox.cardNumber(bin: "621700", endingIn: "120\(number)"))
            let made = try await stage.transfer(60_000, to: recipient, key: "risk-\(number)")
            // The feed has it looked at, too; here it cannot be missed.
            try await desk.storage.write { try RiskRules.look(at: made.id, of: stage.customer.id, in: $0) }
            last = made
        }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(ScenarioStage.settleSecondsMax)
        while clock.now < end,
            try await desk.storage.read({ try AccountLock.open(.risk, on: stage.customer.id, in: $0) }) == nil
        {
            try await Task.sleep(for: .milliseconds(20))
        }
        return last.map(stage.facts) ?? [:]
    }
}

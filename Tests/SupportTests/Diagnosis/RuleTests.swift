import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Rules {
    @Test("names are unique, values are real ones, and no rule is hidden behind another")
    func table() {
        let all = Rule.transaction + Rule.account
        #expect(Set(all.map(\.name)).count == all.count)
        let values: [Fact: [String]] = [
            .kind: WalletTransaction.Kind.allCases.map(\.rawValue),
            .state: WalletTransaction.State.allCases.map(\.rawValue),
            .reason: WalletTransaction.Reason.allCases.map(\.rawValue),
            .said: Diagnosis.Code.allCases.map(\.rawValue), .check: Purpose.allCases.map(\.rawValue),
            .card: CardAttempt.Reason.allCases.map(\.rawValue),
        ]
        for rule in all {
            for (fact, wanted) in rule.when {
                let known =
                    values[fact] ?? [
                        "yes", "no", "owner", "contact", "risk", "ban", "locked", "wrong", "slip", "outdated", "new",
                        "sent",
                        "failed", "begun", "on", "noted",
                    ]
                #expect(wanted.allSatisfy(known.contains), "\(rule.name): \(fact) \(wanted)")
            }
            #expect(Scenario.Name(rawValue: rule.code) != nil, "\(rule.code) is no code of the contract")
        }
        for rules in [Rule.transaction, Rule.account] {
            for rule in rules {
                let facts = rule.when.compactMapValues { $0.first == Facts.no ? nil : $0.first }
                #expect(rules.first { $0.fits(facts) }?.name == rule.name, "\(rule.name) never comes first")
            }
        }
    }

    @Test("every way to go on leads somewhere, and only where it makes sense")
    func ways() {
        func ids(_ code: String, _ facts: Facts) -> [String] {
            Advice.ways(for: code, facts: facts).map(\.id)
        }
        let transfer: Facts = [.kind: "transfer", .state: "processing"]
        #expect(ids("transfer.processing_at_bank", transfer) == ["remind"])
        #expect(ids("transfer.processing_at_bank", transfer.merging([.late: "yes"]) { $1 }) == ["trace"])
        let payment: Facts = [.kind: "payment", .state: "failed", .reason: "network_timeout"]
        #expect(ids("payment.network_timeout", payment) == ["retry"])
        #expect(ids("payment.network_timeout", payment.merging([.held: "yes"]) { $1 }) == ["remind"], "never pay twice")
        #expect(ids("payment.unauthorised", payment) == ["freeze"])
        #expect(
            ids("merchant.not_received", [.kind: "payment", .state: "succeeded"]) == ["merchant", "refund", "dispute"])
    }

    @Test("an answer keeps why it was given, and comes out the same again", arguments: TestEngine.available)
    func receipts(on engine: TestEngine) async throws {
        try await Cast.play(on: engine, clockRuns: true) { cast in
            try await cast.working {
                for (name, words) in [
                    ("payment.network_timeout", "付款没成功，钱呢"), ("transfer.processing_at_bank", "转账还没到"),
                    ("account.locked_by_risk", "账户怎么锁了"), ("card.name_mismatch", "绑卡失败"),
                    ("payment.duplicate", "同一笔扣了两次"), ("login.wrong_password", "登录不了"),
                ] {
                    let made = try await cast.post("/sandbox/scenarios", "{\"name\":\"\(name)\"}")
                    let token = try #require(made.json["token"].string)
                    let id = try await cast.open(words, as: token)
                    let receipts = try await cast.storage.read {
                        try Receipt.all(of: ConversationID(id), in: $0)
                    }
                    let receipt = try #require(receipts.values.first, "\(name)")
                    #expect(receipt.code == name && receipt.basis == .record)
                    #expect(receipt.mark.flatMap { Rule.named($0.rule) }?.code == name)
                    #expect(receipt.isSameToday == true)
                }
                let id = try await cast.open("怎么充值", as: try await cast.token(cast.mira))
                let said = try await cast.storage.read { try Receipt.all(of: ConversationID(id), in: $0) }
                #expect(said.values.first?.basis == .words && said.values.first?.isSameToday == true)
            }
        }
    }
}

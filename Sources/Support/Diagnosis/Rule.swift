/// What follows from what is known: a name that receipts keep, the diagnosis code, and the facts that must be so.
/// The rules stand in `Rule.transaction` and `Rule.account`; nothing else decides on a code.
struct Rule: Sendable {
    let name: String
    /// A diagnosis code.
    let code: String
    var weight = Finding.Weight.sure
    /// Each fact with the values that will do.
    let when: [Fact: [String]]

    func fits(_ facts: Facts) -> Bool {
        when.allSatisfy { fact, values in values.contains(facts[fact] ?? Facts.no) }
    }

    /// Those of the facts that it looks at.
    func used(of facts: Facts) -> Facts {
        Dictionary(uniqueKeysWithValues: when.keys.map { ($0, facts[$0] ?? Facts.no) })
    }

    static func named(_ name: String) -> Rule? { (transaction + account).first { $0.name == name } }
}

extension Rule {
    /// Of one transaction the first that fits, from the gravest to the plainest.
    static let transaction: [Rule] =
        [
            Rule(name: "disowned", code: "payment.unauthorised", when: [.disowned: ["yes"]]),
            said("goods-missing", "merchant.not_received", ["payment"], ["succeeded"]),
            said("paid-unconfirmed", "payment.no_confirmation", ["payment"], ["succeeded"]),
            said("not-me-payment", "payment.unauthorised", ["payment"], ["succeeded"]),
            said("transfer-missing", "transfer.not_received", ["transfer"], ["succeeded"]),
            said("wrong-person", "transfer.wrong_recipient", ["transfer"], ["succeeded", "processing", "authorised"]),
            said("not-me-transfer", "payment.unauthorised", ["transfer"], ["succeeded", "processing", "authorised"]),
            said("not-me-withdrawal", "payment.unauthorised", ["withdrawal"], ["succeeded", "processing"]),
            // What an outage kept from going out is that; what it holds up is what its own record says.
            Rule(
                name: "outage", code: "payment.incident",
                when: [.outage: ["yes"], .kind: ["payment"], .state: ["failed"], .held: ["no"]]),
            failed("topup-limit", "topup.limit_reached", ["top_up"], "limit_reached"),
            failed("withdrawal-limit", "withdrawal.limit_reached", ["withdrawal"], "limit_reached"),
            failed("limit", "payment.limit_reached", ["payment", "transfer"], "limit_reached"),
            failed(
                "balance", "payment.insufficient_balance", ["payment", "transfer", "withdrawal"],
                "insufficient_balance"),
            failed("card-expired", "payment.card_expired", ["payment", "top_up"], "card_expired"),
            failed("payment-declined", "payment.declined_by_bank", ["payment"], "declined_by_bank"),
            failed("topup-declined", "topup.declined_by_bank", ["top_up"], "declined_by_bank"),
            failed("timeout", "payment.network_timeout", ["payment", "top_up"], "network_timeout"),
        ] + underWay + [
            Rule(
                name: "transfer-returned", code: "transfer.returned", weight: .likely,
                when: [.kind: ["transfer"], .state: ["returned", "failed"]]),
            Rule(
                name: "withdrawal-rejected", code: "withdrawal.rejected_by_bank",
                when: [.kind: ["withdrawal"], .state: ["returned", "failed"]]),
            Rule(name: "paid-twice", code: "payment.duplicate", when: [.twin: ["yes"]]),
            Rule(
                name: "refund-done", code: "refund.completed", weight: .likely,
                when: [.kind: ["refund"], .state: ["succeeded"]]),
        ]

    /// The same words twice would hide that one of them is overdue.
    private static let underWay: [Rule] = ["yes", "no"].flatMap { late -> [Rule] in
        [
            ("transfer", "transfer.processing_at_bank", "transfer", ["processing"]),
            ("withdrawal", "withdrawal.processing", "withdrawal", ["processing"]),
            ("topup", "topup.processing", "top_up", ["processing"]),
            ("refund", "refund.pending", "refund", ["processing"]),
            ("payment", "payment.no_confirmation", "payment", ["processing", "authorised", "created"]),
        ].map { name, code, kind, states in
            Rule(
                name: late == "yes" ? "\(name)-late" : "\(name)-under-way", code: code,
                when: [.late: [late], .kind: [kind], .state: states])
        }
    }

    private static func said(_ name: String, _ code: String, _ kinds: [String], _ states: [String]) -> Rule {
        Rule(name: name, code: code, weight: .possible, when: [.said: [code], .kind: kinds, .state: states])
    }

    private static func failed(_ name: String, _ code: String, _ kinds: [String], _ reason: String) -> Rule {
        Rule(name: name, code: code, when: [.kind: kinds, .state: ["failed"], .reason: [reason]])
    }
}

extension Rule {
    /// Of each thing that happened to an account, the first that fits.
    static let account: [Rule] =
        [
            Rule(name: "stopped", code: "account.frozen_by_owner", when: [.lock: ["owner"]]),
            Rule(name: "risk", code: "account.locked_by_risk", when: [.lock: ["risk"]]),
            Rule(name: "ban", code: "account.banned", when: [.lock: ["ban"]]),
            Rule(name: "sign-in-locked", code: "account.locked_by_attempts", when: [.signIn: ["locked"]]),
            Rule(name: "password-slip", code: "login.case_or_spaces", when: [.signIn: ["slip"]]),
            Rule(name: "password-wrong", code: "login.wrong_password", when: [.signIn: ["wrong"]]),
            Rule(
                name: "digits-wrong", code: "payment.wrong_payment_password",
                when: [.paymentPassword: ["wrong", "locked"]]),
            Rule(name: "app-old", code: "payment.app_outdated", when: [.app: ["outdated"]]),
            Rule(
                name: "device-warned", code: "security.suspicious_message", weight: .possible,
                when: [.device: ["new"], .warning: ["sent"]]),
            Rule(name: "device-new", code: "account.stolen", weight: .possible, when: [.device: ["new"]]),
            Rule(
                name: "code-lost", code: "login.code_not_received",
                when: [.code: ["failed"], .check: ["reset_password", "sign_in", "sign_up"]]),
            Rule(
                name: "reset-begun", code: "password.forgotten",
                when: [.check: ["reset_password"], .begunBy: ["owner"]]),
            Rule(
                name: "reset-begun-by-contact", code: "password.forgotten", weight: .likely,
                when: [.check: ["reset_password"]]),
            Rule(
                name: "phone-unreachable", code: "phone.old_lost", when: [.code: ["failed"], .check: ["change_phone"]]),
            Rule(name: "phone-lost", code: "phone.old_lost", when: [.check: ["phone_lost"]]),
            Rule(name: "phone-change", code: "phone.change", when: [.check: ["change_phone"]]),
            Rule(name: "email-change", code: "email.change", when: [.check: ["change_email"]]),
            Rule(name: "digits-change", code: "payment_password.change", when: [.check: ["change_payment_password"]]),
            Rule(name: "passkey-begun", code: "security.passkey", weight: .likely, when: [.passkey: ["begun"]]),
            Rule(name: "two-factor-on", code: "security.two_factor", weight: .possible, when: [.twoFactor: ["on"]]),
            Rule(name: "complained", code: "complaint.status", weight: .possible, when: [.complaint: ["noted"]]),
            Rule(name: "outage-announced", code: "payment.incident", weight: .likely, when: [.outage: ["yes"]]),
            Rule(name: "card-ineligible", code: "card.not_eligible", when: [.card: ["bin_unknown", "not_eligible"]]),
        ]
        + ["number_invalid", "not_activated", "name_mismatch", "phone_mismatch"].map {
            Rule(name: "card-\($0.replacing("_", with: "-"))", code: "card.\($0)", when: [.card: [$0]])
        }
}

import Foundation
import Storage
import Terms

/// Somebody proves who they are, for one purpose, in one browser: the only way to everything that an account's owner
/// alone may do. The system scores it.
///
/// open → passed (enough was proved) → used (the act it was for is done, once), or failed (too many wrong answers).
/// A check for a contact that nobody has looks and answers the same, and never passes.
struct IdentityCheck: Sendable, Equatable {
    enum State: String, Storable, Sendable { case open, passed, used, failed }

    static let failuresMax = 10
    static let codeSeconds: Int64 = 600
    static let codesMax = 4
    /// How long a passed check may wait for the act it was for.
    static let passedSeconds: Int64 = 900

    struct Step: Sendable, Equatable {
        enum State: String, Storable, Sendable { case asked, given, refused }
        let proof: Proof
        let state: State
        let secret: String?
        let secretUntil: Moment
        /// How many codes were sent.
        let sent: Int
        let failures: Int
        let changedAt: Moment
    }

    let id: CheckID
    let brand: BrandID
    /// nil for a contact that nobody has, and for one who is yet to join.
    let customer: CustomerID?
    let purpose: Purpose
    let state: State
    let holder: String
    /// The phone or e-mail that was typed; empty for somebody who is signed in.
    let contact: String
    let language: Language
    let conversation: ConversationID?
    let agent: AgentID?
    /// What the act is about, such as the new phone. Nothing secret.
    let subject: String?
    let failures: Int
    let openedAt: Moment
    let expiresAt: Moment
    /// When it passed or failed.
    let settledAt: Moment?
    let steps: [Step]

    var given: Set<Proof> { Set(steps.filter { $0.state == .given }.map(\.proof)) }
    var points: Int { given.reduce(0) { $0 + $1.points } }
    func step(_ proof: Proof) -> Step? { steps.first { $0.proof == proof } }

    /// Somebody who has shown nothing yet is told nothing about the account, not even which contacts it has.
    var isStranger: Bool { !contact.isEmpty && given.isEmpty && purpose != .signUp && purpose != .newContact }

    /// The proof that the typed contact itself can give.
    var contactProof: Proof { contact.contains("@") ? .emailCode : .phoneCode }

    /// An agent may ask for as much as lifting the owner's stop takes.
    var isStrict: Bool { purpose == .agent && subject == Self.strict }
    static let strict = "strict"

    func policy(_ means: Set<Proof>) -> Purpose.Policy { (isStrict ? Purpose.unfreeze : purpose).policy(means) }

    /// Whether what is left to give would still be enough; where not, only a person can help.
    func canPass(_ means: Set<Proof>) -> Bool {
        isStranger || purpose == .signUp || purpose == .newContact
            || policy(means).isMet(by: given.union(open(means)), means: means)
    }

    /// What may be given next, in the order in which it is offered.
    func open(_ means: Set<Proof>) -> [Proof] {
        if purpose == .signUp || purpose == .newContact || isStranger {
            return step(contactProof)?.state == .refused || given.contains(contactProof) ? [] : [contactProof]
        }
        return policy(means).offers.filter { proof in
            means.contains(proof) && step(proof)?.state != .given && step(proof)?.state != .refused
        }
    }
}

enum CheckNoun {}
typealias CheckID = ID<CheckNoun>

extension IdentityCheck {
    /// What one is opened with.
    struct Opening: Sendable {
        var purpose: Purpose
        var brand: BrandID
        /// Whoever has shown who they are as far as signing in goes; else nil, and `contact` is looked up.
        var customer: CustomerID?
        var contact = ""
        var holder: String
        var language: Language
        /// What was shown just before, such as the password at signing in.
        var given: [Proof] = []
        var subject: String?
        var conversation: ConversationID?
        var agent: AgentID?
    }

    /// Throws `Refusal.limited` for a contact that is tried too often, whether somebody has it or not.
    static func open(_ opening: Opening, in transaction: Transaction) throws -> IdentityCheck {
        var customer = opening.customer
        if customer == nil, !opening.contact.isEmpty {
            try limit(opening.contact, opening.purpose, of: opening.brand, in: transaction)
            if opening.purpose != .signUp {
                customer = try Customer.find(login: opening.contact, of: opening.brand, in: transaction)?.id
                // Whoever lost a contact to somebody else a few days ago can still stop everything with it.
                if customer == nil, opening.purpose == .freeze {
                    customer = try FormerContact.owner(opening.contact, of: opening.brand, in: transaction)
                }
            }
        } else if let customer {
            try limitGuesses(at: customer, max: guessesPerHourMax - 1, in: transaction)
        }
        let id: CheckID = transaction.newID()
        try transaction.execute(
            """
            INSERT INTO identity_check (id, brand_id, customer_id, purpose, state, holder, contact, language,
                                        conversation_id, agent_id, subject, opened_at, expires_at)
            VALUES (\(id), \(opening.brand), \(customer), \(opening.purpose), 'open', \(opening.holder),
                    \(opening.contact), \(opening.language), \(opening.conversation), \(opening.agent),
                    \(opening.subject), \(transaction.now),
                    \(transaction.now.adding(seconds: opening.purpose.policy([]).seconds)))
            """)
        for proof in opening.given { try set(proof, of: id, to: .given, in: transaction) }
        try transaction.record(
            "identity.asked", brand: opening.brand, customer: customer, conversation: opening.conversation,
            by: opening.agent.map { "agent:\($0)" } ?? customer.map { "customer:\($0)" } ?? "visitor",
            change: "{\"check\":\"\(id)\",\"purpose\":\"\(opening.purpose.rawValue)\"}")
        return try find(id, in: transaction)
    }

    /// Ends it for the act that it was for, once. Throws where it has not passed, is too old, was used, or was for
    /// something else or somebody else.
    @discardableResult
    static func use(_ id: CheckID, for purpose: Purpose, holder: Holder, in transaction: Transaction) throws
        -> IdentityCheck
    {
        let check = try find(id, holder: holder, in: transaction)
        let changed = try transaction.execute(
            """
            UPDATE identity_check SET state = 'used'
            WHERE id = \(id) AND state = 'passed' AND purpose = \(purpose) AND settled_at > \
            \(transaction.now.adding(seconds: -passedSeconds))
            """)
        guard changed == 1 else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        return check
    }

    /// Takes note that a proof was given, and passes the check when that is enough.
    static func give(_ proof: Proof, to id: CheckID, means: Set<Proof>, in transaction: Transaction) throws
        -> IdentityCheck
    {
        try set(proof, of: id, to: .given, in: transaction)
        let check = try find(id, in: transaction)
        guard check.state == .open else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        try check.record("identity.proved", proof, in: transaction)
        if Proof.secondFactors.contains(proof), let customer = check.customer {
            try LostFactor.found(by: customer, in: transaction)
        }
        let isSimple = check.purpose == .signUp || check.purpose == .newContact
        guard check.customer != nil || isSimple, check.policy(means).isMet(by: check.given, means: means) else {
            return check
        }
        try transaction.execute(
            "UPDATE identity_check SET state = 'passed', settled_at = \(transaction.now) WHERE id = \(id)")
        try check.record("identity.passed", nil, in: transaction)
        return try find(id, in: transaction)
    }

    /// Counts an attempt before anybody looks at the answer, so that many at once count like one after the other.
    static func attempt(_ proof: Proof, of id: CheckID, in transaction: Transaction) throws {
        let taken = try transaction.execute(
            """
            UPDATE identity_check SET failures = failures + 1
            WHERE id = \(id) AND state = 'open' AND failures < \(failuresMax) AND expires_at > \(transaction.now)
            """)
        guard taken == 1 else { throw Refusal(.conflict, "check_over", CheckTexts.over) }
        try transaction.execute(
            """
            INSERT INTO identity_proof (check_id, kind, state, failures, changed_at)
            VALUES (\(id), \(proof), 'asked', 1, \(transaction.now))
            ON CONFLICT (check_id, kind) DO UPDATE SET failures = identity_proof.failures + 1
            """)
        let check = try find(id, in: transaction)
        if let customer = check.customer, check.contact.isEmpty { try limitGuesses(at: customer, in: transaction) }
        guard let step = check.step(proof), step.state == .asked else {
            throw Refusal(.conflict, "check_over", CheckTexts.over)
        }
        guard step.failures <= proof.triesMax else { throw Verifier.wrong(proof, left: 0) }
    }

    /// The answer was right: the attempt does not count.
    static func pardon(_ proof: Proof, of id: CheckID, in transaction: Transaction) throws {
        try transaction.execute("UPDATE identity_check SET failures = failures - 1 WHERE id = \(id) AND failures > 0")
        try transaction.execute(
            """
            UPDATE identity_proof SET failures = failures - 1
            WHERE check_id = \(id) AND kind = \(proof) AND failures > 0
            """)
    }

    /// The answer was wrong. Returns how often this proof may be tried again; at none it is off the table, and with too
    /// many wrong answers in all the check is over.
    static func miss(_ proof: Proof, of id: CheckID, in transaction: Transaction) throws -> Int {
        let check = try find(id, in: transaction)
        let left = proof.triesMax - (check.step(proof)?.failures ?? 0)
        try check.record("identity.missed", proof, in: transaction)
        if left <= 0, !proof.isCode || (check.step(proof)?.sent ?? 0) >= codesMax {
            try set(proof, of: id, to: .refused, in: transaction)
        }
        if check.failures >= failuresMax {
            try transaction.execute(
                """
                UPDATE identity_check SET state = 'failed', settled_at = \(transaction.now)
                WHERE id = \(id) AND state = 'open'
                """)
            try check.record("identity.failed", nil, in: transaction)
        }
        return max(0, min(left, failuresMax - check.failures))
    }

    private func record(_ kind: String, _ proof: Proof?, in transaction: Transaction) throws {
        let named = proof.map { ",\"proof\":\"\($0.rawValue)\"" } ?? ""
        try transaction.record(
            kind, brand: brand, customer: customer, conversation: conversation,
            by: customer.map { "customer:\($0)" } ?? "visitor",
            change: "{\"check\":\"\(id)\",\"purpose\":\"\(purpose.rawValue)\"\(named)}")
    }
}

/// Whose browser it is: the cookie that the check was opened with, or the person's own side of the conversation.
struct Holder: Sendable {
    let hashes: Set<String>

    init(cookie: String?, party: Party?) {
        hashes = Set([cookie.map(Session.hash), party?.owner].compactMap { $0 })
    }
}

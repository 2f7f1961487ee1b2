import Storage
import Terms

/// One way to prove who one is. The system scores it; nobody who works at the desk ever sees an answer.
enum Proof: String, Storable, Sendable, CaseIterable {
    case password
    case paymentPassword = "payment_password"
    case phoneCode = "phone_code"
    case emailCode = "email_code"
    /// From an authenticator app (RFC 6238).
    case oneTimePassword = "one_time_password"
    case recoveryCode = "recovery_code"
    /// Face, fingerprint or the device's own lock (WebAuthn with user verification).
    case passkey
    /// Which of these were your last transactions?
    case transactions
    case cardEnding = "card_ending"
    case birthday

    /// What it counts. A purpose names how many it takes, and which proofs no number of others replaces.
    var points: Int {
        switch self {
        case .passkey: 70
        case .oneTimePassword, .recoveryCode: 50
        case .phoneCode, .emailCode, .paymentPassword: 40
        case .password, .transactions: 30
        case .cardEnding: 20
        case .birthday: 10
        }
    }

    /// How often an answer may be wrong. Of three questions with four options each there is one try: five would guess
    /// them once in thirteen times.
    var triesMax: Int {
        switch self {
        case .transactions: 1
        case .cardEnding, .birthday: 3
        default: 5
        }
    }

    var isCode: Bool { self == .phoneCode || self == .emailCode }

    static let codes: Set<Proof> = [.phoneCode, .emailCode]
    static let secondFactors: Set<Proof> = [.oneTimePassword, .recoveryCode, .passkey]
    /// What only the owner has in the head.
    static let known: Set<Proof> = [.paymentPassword, .password]
}

/// What somebody proves who they are for.
enum Purpose: String, Storable, Sendable, CaseIterable {
    /// The second step where two-factor sign-in is on.
    case signIn = "sign_in"
    case signUp = "sign_up"
    case resetPassword = "reset_password"
    case unlock
    case freeze
    case unfreeze
    case appeal
    /// With a code to the old phone.
    case changePhone = "change_phone"
    /// Without the old phone: the change cools off before it is done.
    case phoneLost = "phone_lost"
    case changeEmail = "change_email"
    case changePaymentPassword = "change_payment_password"
    case changePassword = "change_password"
    case changeDetails = "change_details"
    /// Turns a second factor on or changes one.
    case strengthen
    /// Turns a second factor off, or raises a limit.
    case weaken
    /// Without any second factor, though one is on: they cool off before they are removed.
    case factorLost = "factor_lost"
    /// A contact that is new: the code goes to it and not to the customer's old ones.
    case newContact = "new_contact"
    /// Asked for by an agent in a conversation.
    case agent

    struct Policy: Sendable, Equatable {
        var points: Int
        /// Of each group at least one, as far as the customer has any of it.
        var musts: [Set<Proof>] = []
        var offers: [Proof]
        var seconds: Int64 = 900
    }

    /// `means`: what the customer has. Whoever protects the account by a second factor is not helped past it by a code.
    func policy(_ means: Set<Proof>) -> Policy {
        let everything: [Proof] = [
            .phoneCode, .emailCode, .passkey, .oneTimePassword, .recoveryCode, .paymentPassword, .password,
            .transactions, .cardEnding, .birthday,
        ]
        switch self {
        case .signIn: return Policy(points: 80, offers: [.oneTimePassword, .passkey, .recoveryCode])
        case .signUp, .newContact: return Policy(points: 40, offers: [.phoneCode, .emailCode])
        case .freeze, .appeal: return Policy(points: 40, offers: [.phoneCode, .emailCode, .passkey])
        case .resetPassword:
            let isStrong = !means.isDisjoint(with: Proof.secondFactors)
            return Policy(
                points: isStrong ? 80 : 40, musts: isStrong ? [Proof.codes, Proof.secondFactors] : [Proof.codes],
                offers: [.phoneCode, .emailCode, .oneTimePassword, .passkey, .recoveryCode])
        case .unlock: return Policy(points: 70, musts: [Proof.codes.union([.passkey])], offers: everything)
        case .unfreeze:
            return Policy(
                points: 110, musts: [Proof.codes, [.passkey, .paymentPassword, .oneTimePassword]], offers: everything)
        case .changePhone:
            let old: Proof = means.contains(.phoneCode) ? .phoneCode : .emailCode
            return Policy(points: 70, musts: [[old]], offers: [old, .passkey, .paymentPassword, .password])
        case .phoneLost:
            return Policy(
                points: 110,
                musts: [[.emailCode, .passkey], [.paymentPassword, .passkey], [.transactions, .passkey]],
                offers: [.emailCode, .passkey, .paymentPassword, .transactions, .password, .oneTimePassword])
        case .changeEmail, .changePaymentPassword:
            return Policy(
                points: 70, musts: [means.contains(.phoneCode) ? [.phoneCode] : [.emailCode]],
                offers: [.phoneCode, .password, .emailCode, .passkey, .oneTimePassword])
        case .changePassword: return Policy(points: 30, offers: [.password, .passkey])
        case .changeDetails:
            return Policy(
                points: 70, musts: [Proof.codes.union([.passkey])],
                offers: [.phoneCode, .password, .emailCode, .passkey, .paymentPassword, .oneTimePassword])
        case .strengthen:
            // What is added here is worth more than a password: it takes more than a stolen one to add it.
            let isStrong = !means.isDisjoint(with: Proof.secondFactors)
            return Policy(
                points: 70, musts: [isStrong ? Proof.secondFactors : Proof.codes],
                offers: [
                    .phoneCode, .password, .emailCode, .oneTimePassword, .passkey, .recoveryCode, .paymentPassword,
                ])
        case .weaken:
            return Policy(
                points: 70, musts: [Proof.secondFactors],
                offers: [.oneTimePassword, .passkey, .recoveryCode, .password, .paymentPassword, .phoneCode])
        case .factorLost:
            // Two codes and what a purse shows are enough points, and still only what was taken from the owner.
            return Policy(
                points: 120, musts: [[.phoneCode], [.emailCode], Proof.known],
                offers: [.phoneCode, .emailCode, .paymentPassword, .password, .transactions, .cardEnding])
        case .agent:
            return Policy(
                points: 70, musts: [Proof.codes.union([.passkey, .oneTimePassword])], offers: everything,
                seconds: 1_800)
        }
    }
}

extension Purpose.Policy {
    /// Whether what was given is enough. `means`: what the customer could give at all.
    func isMet(by given: Set<Proof>, means: Set<Proof>) -> Bool {
        given.reduce(0) { $0 + $1.points } >= points
            && musts.allSatisfy { $0.isDisjoint(with: means) || !$0.isDisjoint(with: given) }
    }
}

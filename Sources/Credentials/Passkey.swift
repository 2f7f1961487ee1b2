/// What is kept of a passkey. None of it is secret.
public struct Passkey: Sendable, Equatable {
    public enum Algorithm: Int, Sendable, CaseIterable {
        case es256 = -7
        case edDSA = -8
        case rs256 = -257
    }

    /// 1 to 1,023 bytes; unique in the world.
    public let credentialID: [UInt8]
    /// A COSE_Key (RFC 9052), as the authenticator wrote it.
    public let publicKey: [UInt8]
    public let algorithm: Algorithm
    /// 0 for authenticators that do not count.
    public let signCount: UInt32
    /// Whether it is synchronised, so that the loss of one device does not lose it.
    public let isBackedUp: Bool
    /// `internal`, `hybrid`, `usb` and so on, as the browser named them; hints only.
    public let transports: [String]

    public init(
        credentialID: [UInt8], publicKey: [UInt8], algorithm: Algorithm, signCount: UInt32, isBackedUp: Bool,
        transports: [String]
    ) {
        self.credentialID = credentialID
        self.publicKey = publicKey
        self.algorithm = algorithm
        self.signCount = signCount
        self.isBackedUp = isBackedUp
        self.transports = transports
    }
}

/// Why a passkey's answer is not believed. For logs and tests: the person is only told to try again.
public enum PasskeyRefused: Error, Sendable, Equatable {
    /// Not what a browser and an authenticator write: wrong shape, too large, bytes left over.
    case malformed
    /// Made for another ceremony (create or get) than this one.
    case ceremony
    case challenge
    /// Another site's page asked, or ours within another site's.
    case origin
    case relyingParty
    /// The person was not there, or did not prove who they are to the authenticator.
    case notVerified
    /// Another passkey answered.
    case credential
    case attestation
    /// A kind of key that was not asked for, or no key at all.
    case algorithm
    case signature
    /// It did not go up: there may be a copy of the passkey.
    case counter
}

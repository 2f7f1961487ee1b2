import Crypto
import Foundation
import Testing

@testable import Credentials

@Suite struct PasskeyShapeTests {
    private let wallet = RelyingParty(id: "wallet.example", name: "钱包", origins: ["https://wallet.example"])
    private let challenge = RelyingParty.challenge()

    private func register(_ key: SoftKey, statement: [(String, Coded)]? = nil) throws -> Passkey {
        try wallet.register(
            PasskeyAnswer.Creation(json: key.creation(challenge, statement: statement)), challenge: challenge)
    }

    private func expect(_ refused: PasskeyRefused, _ bend: (inout SoftKey) -> Void) {
        var key = SoftKey()
        #expect(throws: Never.self) { try register(key) }
        bend(&key)
        #expect(throws: refused) { try register(key) }
    }

    @Test("an authenticator that does not count may be used again and again")
    func withoutCounter() throws {
        var key = SoftKey()
        let passkey = try register(key)
        key.flags = 0x05
        for _ in 0..<2 {
            let answer = try PasskeyAnswer.Assertion(json: key.assertion(challenge))
            #expect(try wallet.check(answer, challenge: challenge, passkey: passkey) == 0)
        }
        let answer = try PasskeyAnswer.Assertion(json: key.assertion(challenge))
        #expect(throws: PasskeyRefused.counter) {
            try wallet.check(answer, challenge: challenge, passkey: passkey.counted(1))
        }
    }

    @Test("each flag that must be set is asked for, although the signature is right")
    func flags() throws {
        for (flags, refused) in [(0x44, PasskeyRefused.notVerified), (0x41, .notVerified), (0x05, .malformed)] {
            expect(refused) { $0.flags = UInt8(flags) }
        }
        expect(.malformed) { $0.flags = 0x55 }
        var key = SoftKey()
        let passkey = try register(key)
        for flags in [0x04, 0x01, 0x00] as [UInt8] {
            key.flags = flags
            let answer = try PasskeyAnswer.Assertion(json: key.assertion(challenge))
            #expect(throws: PasskeyRefused.notVerified) {
                try wallet.check(answer, challenge: challenge, passkey: passkey)
            }
        }
    }

    @Test("extensions are passed over where they are whole")
    func extensions() throws {
        let output = Coded.map([(.text("credProtect"), .number(2))]).encoded
        var key = SoftKey()
        key.flags = 0xC5
        key.behindKey = output
        let passkey = try register(key)
        key.flags = 0x85
        let answer = try PasskeyAnswer.Assertion(json: key.assertion(challenge))
        #expect(try wallet.check(answer, challenge: challenge, passkey: passkey) == 0)
        expect(.malformed) { $0.behindKey = output }
        expect(.malformed) { $0.flags = 0xC5 }
        expect(.malformed) { key in
            key.flags = 0xC5
            key.behindKey = output + [0]
        }
        expect(.malformed) { key in
            key.flags = 0xC5
            key.behindKey = [0x01]
        }
    }

    @Test("bytes left over, deep nesting and long ids are refused")
    func sizes() throws {
        expect(.malformed) { $0.behindAttestation = [0] }
        expect(.malformed) { $0.behindKey = [0] }
        expect(.malformed) { $0.statement = [("x", (0..<5).reduce(Coded.number(0)) { inner, _ in .list([inner]) })] }
        expect(.malformed) { $0.id = Array(repeating: 1, count: 1_024) }
        expect(.malformed) { $0.statement = [("x", .bytes(Array(repeating: 0, count: 17_000)))] }
        expect(.malformed) { $0.behindAttestation = Array(repeating: 0, count: 60_000) }
        expect(.attestation) { $0.format = "fido-u2f" }
        expect(.attestation) { $0.statement = [("alg", .number(-7))] }
        var key = SoftKey()
        key.id = Array(repeating: 1, count: 1_023)
        #expect(try register(key).credentialID.count == 1_023)
    }

    @Test("only sound keys of the algorithms that we ask for are kept")
    func keys() throws {
        let zero = Coded.bytes(Array(repeating: 0, count: 32))
        let odd: [[(Int, Coded)]] = [
            [(1, .number(2)), (3, .number(-35)), (-1, .number(2)), (-2, zero), (-3, zero)],
            [
                (1, .number(2)), (3, .number(-7)), (-1, .number(1)), (-2, zero),
                (-3, .bytes(Array(repeating: 1, count: 32))),
            ],
            [(1, .number(2)), (3, .number(-7)), (-1, .number(1)), (-2, zero)],
            [(1, .number(2)), (3, .number(-7)), (-1, .number(2)), (-2, zero), (-3, zero)],
            [(1, .number(1)), (3, .number(-7)), (-1, .number(6)), (-2, zero)],
            [(1, .number(1)), (3, .number(-8)), (-1, .number(6)), (-2, .bytes([1, 2, 3]))],
            [
                (1, .number(3)), (3, .number(-257)), (-1, .bytes(Array(repeating: 255, count: 128))),
                (-2, .bytes([1, 0, 1])),
            ],
            [(1, .number(3)), (3, .number(-65_535)), (-1, zero), (-2, zero)],
            [(3, .number(-7))], [],
        ]
        for cose in odd { expect(.algorithm) { $0.cose = cose } }
    }

    @Test("a key may vouch for itself, if what it says is true")
    func selfAttestation() throws {
        var key = SoftKey()
        key.format = "packed"
        let signature = try key.signature(over: key.clientData("webauthn.create", challenge))
        let passkey = try register(key, statement: [("alg", .number(-7)), ("sig", .bytes(signature))])
        #expect(passkey.algorithm == .es256)
        let another = try SoftKey().signature(over: key.clientData("webauthn.create", challenge))
        #expect(throws: PasskeyRefused.signature) {
            try register(key, statement: [("alg", .number(-7)), ("sig", .bytes(another))])
        }
        #expect(throws: PasskeyRefused.attestation) {
            try register(key, statement: [("alg", .number(-8)), ("sig", .bytes(signature))])
        }
        let certificate = [("alg", .number(-7)), ("sig", .bytes(signature)), ("x5c", .list([]))] as [(String, Coded)]
        #expect(throws: PasskeyRefused.attestation) { try register(key, statement: certificate) }
    }

    @Test("bytes changed at random are refused or make the same passkey, and never more")
    func noise() throws {
        let recorded = try RecordedPasskeys()
        let passkey = try recorded.passkey()
        var (random, refusedCount) = (Dice(seed: 20_261_121), 0)
        for _ in 0..<1_500 {
            let json = try recorded.json("create", "attestationObject") { bytes in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...40, using: &random)) }
            }
            do {
                let answer = try PasskeyAnswer.Creation(json: json)
                let made = try recorded.wallet.register(answer, challenge: RecordedPasskeys.createChallenge)
                #expect(made.credentialID == passkey.credentialID)
            } catch {
                refusedCount += 1
                #expect(error is PasskeyRefused)
            }
        }
        #expect(refusedCount > 1_000)
    }
}

/// The same throws each time (SplitMix64).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

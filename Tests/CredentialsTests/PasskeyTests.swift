import Foundation
import Testing

@testable import Credentials

@Suite struct PasskeyTests {
    private let recorded: RecordedPasskeys
    private let createChallenge = RecordedPasskeys.createChallenge
    private let getChallenge = RecordedPasskeys.getChallenge

    init() throws { recorded = try RecordedPasskeys() }

    @Test("a new passkey of Chromium is kept as it is")
    func creation() throws {
        let answer = try recorded.creation("create")
        let passkey = try recorded.wallet.register(answer, challenge: createChallenge)
        #expect(passkey.credentialID == answer.id)
        #expect(passkey.credentialID.count == 32)
        #expect(passkey.algorithm == .es256)
        #expect(passkey.signCount == 1)
        #expect(!passkey.isBackedUp)
        #expect(passkey.transports == ["internal"])
        #expect(try recorded.passkey("createSynced").isBackedUp)
    }

    @Test("its owner signs in with it, time and again")
    func assertion() throws {
        let passkey = try recorded.passkey()
        let answer = try recorded.assertion("get")
        #expect(answer.userHandle == Array("mira".utf8))
        #expect(try recorded.wallet.check(answer, challenge: getChallenge, passkey: passkey) == 2)
        let next = passkey.counted(2)
        let again = try recorded.assertion("getAgain")
        #expect(
            try recorded.wallet.check(again, challenge: RecordedPasskeys.secondChallenge, passkey: next) == 3)
    }

    @Test(
        "RSA and Ed25519 keys work as well",
        arguments: [("RS256", .rs256), ("EdDSA", .edDSA)] as [(String, Passkey.Algorithm)])
    func algorithms(_ name: String, _ algorithm: Passkey.Algorithm) throws {
        let passkey = try recorded.passkey("create" + name)
        #expect(passkey.algorithm == algorithm)
        let answer = try recorded.assertion("get" + name)
        #expect(try recorded.wallet.check(answer, challenge: getChallenge, passkey: passkey) == 2)
        try expectEveryFlipRefused("get" + name, "signature", passkey, step: 97)
    }

    @Test("a flipped bit anywhere is refused", arguments: ["signature", "authenticatorData", "clientDataJSON"])
    func flippedBits(_ part: String) throws {
        try expectEveryFlipRefused("get", part, recorded.passkey(), step: part == "signature" ? 1 : 7)
    }

    private func expectEveryFlipRefused(_ name: String, _ part: String, _ passkey: Passkey, step: Int) throws {
        let whole = try recorded.assertion(name)
        let length =
            part == "signature" ? whole.signature.count : part == "clientDataJSON" ? whole.clientData.count : 37
        for bit in stride(from: 0, to: length * 8, by: step) {
            let json = try recorded.json(name, part) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
            let answer = try PasskeyAnswer.Assertion(json: json)
            let error = #expect(throws: PasskeyRefused.self, "bit \(bit)") {
                try recorded.wallet.check(answer, challenge: getChallenge, passkey: passkey)
            }
            if part == "signature" { #expect(error == .signature, "bit \(bit)") }
        }
    }

    @Test("the answer to another challenge is refused, also at the next sign-in")
    func challenge() throws {
        let (passkey, answer) = (try recorded.passkey(), try recorded.assertion("get"))
        for challenge in [
            RecordedPasskeys.secondChallenge, [], Array(getChallenge.dropLast()), RelyingParty.challenge(),
        ] {
            expect(.challenge) { try recorded.wallet.check(answer, challenge: challenge, passkey: passkey) }
        }
        let new = try recorded.creation("create")
        expect(.challenge) { try recorded.wallet.register(new, challenge: getChallenge) }
        #expect(RelyingParty.challenge().count == 32)
    }

    @Test("an answer to one ceremony does not do for the other")
    func ceremony() throws {
        let made = try #require(try recorded.responseText("create", "clientDataJSON"))
        let json = try recorded.json("get") { answer in
            var response = answer["response"] as? [String: Any]
            response?["clientDataJSON"] = made
            answer["response"] = response
        }
        expect(.ceremony) {
            try recorded.wallet.check(
                PasskeyAnswer.Assertion(json: json), challenge: createChallenge, passkey: recorded.passkey())
        }
    }

    @Test("another page of the same party is refused until it is listed, and a framed page always")
    func origin() throws {
        let passkey = try recorded.passkey()
        let (sister, framed) = (try recorded.assertion("getAtSister"), try recorded.assertion("getFramed"))
        let both = RelyingParty(
            id: "wallet.example", name: "钱包",
            origins: ["https://wallet.example", "https://pay.wallet.example", "https://other.example"])
        expect(.origin) { try recorded.wallet.check(sister, challenge: getChallenge, passkey: passkey) }
        #expect(try both.check(sister, challenge: getChallenge, passkey: passkey) > 1)
        expect(.origin) { try recorded.wallet.check(framed, challenge: getChallenge, passkey: passkey) }
        expect(.origin) { try both.check(framed, challenge: getChallenge, passkey: passkey) }
        for origin in [
            "http://wallet.example", "https://wallet.example/", "https://wallet.example:443", "wallet.example",
        ] {
            let party = RelyingParty(id: "wallet.example", name: "钱包", origins: [origin])
            expect(.origin) {
                try party.register(recorded.creation("create"), challenge: createChallenge)
            }
        }
    }

    @Test("a passkey of another party is refused")
    func relyingParty() throws {
        let theirs = try recorded.passkey("createStranger", at: recorded.other)
        let answer = try recorded.assertion("getStranger")
        #expect(try recorded.other.check(answer, challenge: getChallenge, passkey: theirs) == 2)
        let ours = RelyingParty(id: "wallet.example", name: "钱包", origins: ["https://other.example"])
        expect(.relyingParty) { try ours.check(answer, challenge: getChallenge, passkey: theirs) }
        expect(.relyingParty) {
            try ours.register(recorded.creation("createStranger"), challenge: createChallenge)
        }
    }

    @Test("who did not show the authenticator who they are is refused")
    func verification() throws {
        let passkey = try recorded.passkey()
        expect(.notVerified) {
            try recorded.wallet.check(recorded.assertion("getUnverified"), challenge: getChallenge, passkey: passkey)
        }
        expect(.notVerified) { try recorded.passkey("createUnverified") }
    }

    @Test("a counter that stays or goes back is refused; one that is not kept is not")
    func counter() throws {
        let (passkey, answer) = (try recorded.passkey(), try recorded.assertion("get"))
        for count in [2, 3, .max] as [UInt32] {
            expect(.counter) {
                try recorded.wallet.check(answer, challenge: getChallenge, passkey: passkey.counted(count))
            }
        }
        for count in [0, 1] as [UInt32] {
            #expect(try recorded.wallet.check(answer, challenge: getChallenge, passkey: passkey.counted(count)) == 2)
        }
    }

    @Test("the answer of one passkey is not taken for another's")
    func credential() throws {
        let answer = try recorded.assertion("get")
        let another = try recorded.passkey("createSynced")
        expect(.credential) { try recorded.wallet.check(answer, challenge: getChallenge, passkey: another) }
        let disguised = Passkey(
            credentialID: answer.id, publicKey: another.publicKey, algorithm: .es256, signCount: 1, isBackedUp: false,
            transports: [])
        expect(.signature) { try recorded.wallet.check(answer, challenge: getChallenge, passkey: disguised) }
    }

    @Test("an attestation that nobody asked for is refused")
    func attestation() throws { expect(.attestation) { try recorded.passkey("createAttested") } }

    private func expect<T>(_ refused: PasskeyRefused, _ work: () throws -> T) {
        #expect(throws: refused) { _ = try work() }
    }
}

extension Passkey {
    func counted(_ count: UInt32) -> Passkey {
        Passkey(
            credentialID: credentialID, publicKey: publicKey, algorithm: algorithm, signCount: count,
            isBackedUp: isBackedUp, transports: transports)
    }
}

extension RecordedPasskeys {
    func responseText(_ name: String, _ part: String) throws -> String? {
        var text: String?
        _ = try json(name) { text = ($0["response"] as? [String: Any])?[part] as? String }
        return text
    }
}

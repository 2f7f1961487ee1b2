import Foundation
import Testing

@testable import Credentials

@Suite struct PasskeyAnswerTests {
    private let recorded: RecordedPasskeys

    init() throws { recorded = try RecordedPasskeys() }

    @Test("an answer that is not just so is malformed")
    func strictness() throws {
        let changes: [(String, (inout [String: Any]) -> Void)] = [
            ("another rawId", { $0["rawId"] = "AAAA" }),
            ("no rawId", { $0["rawId"] = nil }),
            ("padding", { $0["id"] = ($0["id"] as? String ?? "") + "=" }),
            ("another type", { $0["type"] = "password" }),
            ("no response", { $0["response"] = nil }),
            ("an id without bytes", { ($0["id"], $0["rawId"]) = ("", "") }),
            (
                "a long id",
                { answer in
                    let id = [UInt8](repeating: 1, count: PasskeyAnswer.credentialBytesMax + 1).base64URL
                    (answer["id"], answer["rawId"]) = (id, id)
                }
            ),
        ]
        for (what, change) in changes {
            #expect(throws: PasskeyRefused.malformed, "\(what)") {
                try PasskeyAnswer.Assertion(json: recorded.json("get", change))
            }
            #expect(throws: PasskeyRefused.malformed, "\(what)") {
                try PasskeyAnswer.Creation(json: recorded.json("create", change))
            }
        }
        for text in ["", "{}", "[]", "null", "{\"id\":1}", "\u{1}"] {
            #expect(throws: PasskeyRefused.malformed) { try PasskeyAnswer.Assertion(json: Array(text.utf8)) }
        }
        #expect(throws: PasskeyRefused.malformed) { try PasskeyAnswer.Assertion(json: recorded.json("create")) }
        #expect(throws: PasskeyRefused.malformed) { try PasskeyAnswer.Creation(json: recorded.json("get")) }
    }

    @Test("no part is longer than it may be")
    func sizes() throws {
        for (name, part, max) in [
            ("get", "clientDataJSON", PasskeyAnswer.clientDataBytesMax),
            ("get", "signature", PasskeyAnswer.signatureBytesMax),
            ("get", "authenticatorData", PasskeyAnswer.authenticatorDataBytesMax),
            ("get", "userHandle", PasskeyAnswer.userHandleBytesMax),
            ("create", "clientDataJSON", PasskeyAnswer.clientDataBytesMax),
            ("create", "attestationObject", PasskeyAnswer.attestationBytesMax),
        ] {
            func read(_ count: Int) throws {
                let json = try recorded.json(name, part) { $0 = Array(repeating: 32, count: count) }
                if name == "get" {
                    _ = try PasskeyAnswer.Assertion(json: json)
                } else {
                    _ = try PasskeyAnswer.Creation(json: json)
                }
            }
            #expect(throws: Never.self, "\(part)") { try read(max) }
            #expect(throws: PasskeyRefused.malformed, "\(part)") { try read(max + 1) }
            #expect(throws: PasskeyRefused.malformed, "\(part)") { try read(0) }
        }
        let padded = try recorded.json("get") {
            $0["padding"] = String(repeating: "x", count: PasskeyAnswer.jsonBytesMax)
        }
        #expect(throws: PasskeyRefused.malformed) { try PasskeyAnswer.Assertion(json: padded) }
        #expect(throws: Never.self) { try PasskeyAnswer.Assertion(json: recorded.json("get") { $0["padding"] = "x" }) }
    }

    @Test("hints and handles may be missing, and odd hints are dropped")
    func optionalParts() throws {
        let nameless = try recorded.json("get") { answer in
            var response = answer["response"] as? [String: Any]
            response?["userHandle"] = NSNull()
            answer["response"] = response
        }
        #expect(try PasskeyAnswer.Assertion(json: nameless).userHandle == nil)
        for (sent, kept) in [
            (nil, []), (["usb", "<b>", "", "smart-card"], ["usb", "smart-card"]),
            (Array(repeating: "usb", count: 99), Array(repeating: "usb", count: 16)),
        ] as [([String]?, [String])] {
            let json = try recorded.json("create") { answer in
                var response = answer["response"] as? [String: Any]
                response?["transports"] = sent
                answer["response"] = response
            }
            #expect(try PasskeyAnswer.Creation(json: json).transports == kept)
        }
    }

    @Test("the options say what WebAuthn wants to hear")
    func options() {
        let party = RelyingParty(id: "wallet.example", name: "钱包", origins: ["https://wallet.example"])
        #expect(
            party.creationOptions(
                challenge: [1, 2, 3], user: (id: [4], name: "mira", displayName: "米拉 \"M\""), excluding: [[5, 6]])
                == #"{"attestation":"none","authenticatorSelection":{"requireResidentKey":true,"#
                + #""residentKey":"required","userVerification":"required"},"challenge":"AQID","#
                + #""excludeCredentials":[{"id":"BQY","type":"public-key"}],"pubKeyCredParams":["#
                + #"{"alg":-7,"type":"public-key"},{"alg":-8,"type":"public-key"},{"alg":-257,"type":"public-key"}],"#
                + #""rp":{"id":"wallet.example","name":"钱包"},"timeout":300000,"#
                + #""user":{"displayName":"米拉 \"M\"","id":"BA","name":"mira"}}"#)
        #expect(
            party.requestOptions(challenge: [1, 2, 3], allowing: [])
                == #"{"allowCredentials":[],"challenge":"AQID","rpId":"wallet.example","timeout":300000,"#
                + #""userVerification":"required"}"#)
        #expect(party.requestOptions(challenge: [1], allowing: [[255]]).contains(#"[{"id":"_w","type":"public-key"}]"#))
    }
}

import Foundation
import Testing

@testable import Credentials

/// What Chromium answered; `Passkeys/record.py` says how it came about.
struct RecordedPasskeys {
    static let createChallenge = Array("create-challenge-1".utf8)
    static let getChallenge = Array("get-challenge-1".utf8)
    static let secondChallenge = Array("get-challenge-2".utf8)

    let wallet = RelyingParty(id: "wallet.example", name: "钱包", origins: ["https://wallet.example"])
    let other = RelyingParty(id: "other.example", name: "别家", origins: ["https://other.example"])
    private let answers: [String: Any]

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Passkeys/chromium.json")
        answers = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    /// The recorded JSON, with a part of it changed.
    func json(_ name: String, _ change: (inout [String: Any]) -> Void = { _ in }) throws -> [UInt8] {
        var answer = try #require(answers[name] as? [String: Any])
        change(&answer)
        return Array(try JSONSerialization.data(withJSONObject: answer))
    }

    /// The recorded JSON with some bytes of its response changed.
    func json(_ name: String, _ part: String, _ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
        try json(name) { answer in
            guard var response = answer["response"] as? [String: Any], let text = response[part] as? String,
                var bytes = [UInt8](base64URL: text)
            else { return }
            change(&bytes)
            response[part] = bytes.base64URL
            answer["response"] = response
        }
    }

    func creation(_ name: String) throws -> PasskeyAnswer.Creation { try PasskeyAnswer.Creation(json: json(name)) }

    func assertion(_ name: String) throws -> PasskeyAnswer.Assertion { try PasskeyAnswer.Assertion(json: json(name)) }

    func passkey(_ name: String = "create", at party: RelyingParty? = nil) throws -> Passkey {
        try (party ?? wallet).register(creation(name), challenge: Self.createChallenge)
    }
}

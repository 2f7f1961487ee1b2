import Foundation
import Terms
import Testing
import Wallet
import Yams

@testable import Support

/// Wordings by somebody who has not seen what the assistant was trained on: each is sent by a customer who has really
/// lived through it, and the answer names it.
@Suite(.timeLimit(.minutes(15))) struct Wordings {
    private static let all: [String: [String: [String]]] = {
        let file = Cast.home.appending(path: "Tests/SupportTests/Answers/wordings.yaml")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return (try? YAMLDecoder().decode([String: [String: [String]]].self, from: text)) ?? [:]
    }()

    private static func ask(_ cast: Cast, _ words: String, _ token: String, _ language: Language) async throws -> (
        answer: Value, isWaiting: Bool
    ) {
        let body = try String(
            decoding: JSONEncoder().encode(["brand": "upay", "text": words]), as: UTF8.self)
        let reply = try await cast.post(
            "/api/v1/conversations", body, as: token, headers: ["Accept-Language": language.tag])
        #expect(reply.status == 201, "\(words)")
        let answer = reply.json["messages"].list.first { $0["answer"]["code"].string != nil }?["answer"] ?? .null
        return (answer, reply.json["state"].string == "waiting")
    }

    @Test(
        "reach the right answer in nineteen of twenty cases, and a person in one tap in all",
        arguments: [TestEngine.sqlite])
    func right(on engine: TestEngine) async throws {
        try await Cast.play(on: engine, clockRuns: true, checks: false) { cast in
            try await cast.working {
                var (right, asked, wrong, alone) = (0, 0, [String](), [String]())
                let scenario = Scenario(desk: cast.desk, sandbox: Sandbox(bank: cast.bank, ledger: cast.ledger))
                for name in Scenario.names {
                    let token = try await scenario.make(name, brand: BrandID("upay"), language: .zhHans).token
                    for (tag, byCode) in Self.all.sorted(by: { $0.key < $1.key }) {
                        for words in byCode[name] ?? [] {
                            let language: Language = tag == "en" ? .en : .zhHans
                            let (answer, isWaiting) = try await Self.ask(cast, words, token, language)
                            asked += 1
                            let code = answer["code"].string ?? "nothing"
                            if code == name || Self.backs(name, code, cast) {
                                right += 1
                            } else {
                                let read = await Cast.understanding.model().classify(words)
                                let guesses = read.guesses.prefix(2).map { "\($0.label) \(Int($0.probability * 100))" }
                                wrong.append(
                                    "\(name) ← \(words) → \(code) [\(read.isKnown) \(Int(read.confidence * 100)): "
                                        + "\(guesses.joined(separator: ", "))]")
                            }
                            let isReachable =
                                isWaiting
                                || answer["actions"].list.contains { $0["id"].string == "person" }
                            if !isReachable { alone.append(words) }
                        }
                    }
                }
                let rate = Double(right) / Double(max(1, asked))
                print("wordings: \(right) of \(asked) right (\(Int(rate * 1_000)) ‰)")
                if let path = ProcessInfo.processInfo.environment["WORDINGS_REPORT"] {
                    try wrong.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
                }
                #expect(asked >= 400)
                #expect(alone.isEmpty)
                #expect(rate >= 0.95, "\(wrong.joined(separator: "\n"))")
            }
        }
    }

    /// The article behind a code is as good as the code.
    private static func backs(_ name: String, _ slug: String, _ cast: Cast) -> Bool {
        (try? cast.desk.helpCentre(BrandID("upay")).article(slug, .zhHans)?.codes.contains(name)) == true
    }

    @Test("off the subject it says so, and never makes up an answer", arguments: [TestEngine.sqlite])
    func offTopic(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            var answered: [String] = []
            for (tag, byCode) in Self.all {
                for words in byCode["off_topic"] ?? [] {
                    let answer = try await Self.ask(cast, words, token, tag == "en" ? .en : .zhHans).answer
                    if !["question", "greeting"].contains(answer["kind"].string ?? "") {
                        answered.append("\(words) → \(answer["code"].string ?? "")")
                    }
                }
            }
            print("off topic answered: \(answered.count)")
            #expect(answered.count <= 10, "\(answered.joined(separator: "\n"))")
        }
    }
}

import AsyncHTTPClient
import Credentials
import Foundation
import NIOCore
import Storage
import Terms
import Testing

@testable import Support

/// With what Chromium answered for `https://wallet.example`, on a real socket.
@Suite struct PasskeyPage {
    private struct Wire: Sendable {
        let port: Int
        let browser: OwnBrowser

        func post(_ path: String, _ body: String = "{}", csrf: String? = nil) async throws -> (
            status: UInt, text: String
        ) {
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
            request.method = .POST
            for (name, value) in [
                ("Host", "wallet.example"), ("X-Forwarded-Proto", "https"), ("Content-Type", "application/json"),
                ("Accept", "application/json"), ("X-CSRF-Token", csrf ?? browser.session.csrf),
                ("Cookie", browser.cookies.map { "\($0)=\($1)" }.joined(separator: "; ")),
            ] { request.headers.add(name: name, value: value) }
            request.body = .bytes(ByteBuffer(string: body))
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            return (response.status.code, String(buffer: try await response.body.collect(upTo: 1 << 20)))
        }
    }

    private static func recorded(_ name: String) throws -> String {
        let file = Cast.home.appending(path: "Tests/CredentialsTests/Passkeys/chromium.json")
        let all = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        return String(decoding: try JSONSerialization.data(withJSONObject: all[name] ?? [:]), as: UTF8.self)
    }

    /// What Chromium signed, with the user handle that it would send along for this owner's passkey.
    private static func signed(by owner: Customer, _ cast: Cast) throws -> String {
        var answer = try #require(
            try JSONSerialization.jsonObject(with: Data(recorded("get").utf8)) as? [String: Any])
        var response = try #require(answer["response"] as? [String: Any])
        response["userHandle"] = OwnPasskey.userHandle(of: owner.id, cast.desk.vault).base64URL
        answer["response"] = response
        return String(decoding: try JSONSerialization.data(withJSONObject: answer), as: UTF8.self)
    }

    /// The challenge that Chromium signed takes the place of the one that was just made.
    private static func putBack(_ challenge: String, _ cast: Cast) async throws {
        let text = Array(challenge.utf8).base64URL
        let changed = try await cast.storage.write {
            try $0.execute("UPDATE passkey_challenge SET challenge = \(text)")
        }
        #expect(changed == 1)
    }

    @Test(
        "is added, named, used and removed; an answer that was used is worth nothing", arguments: TestEngine.available)
    func life(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let path = "/upay/security/passkeys"
            let way = try await mira.give(
                [(.phoneCode, ""), (.password, Cast.password)], to: try await mira.send("/security/passkeys/new"))
            let page = try await mira.open(way)
            #expect(page.text.contains("<passkey-button data-mode=\"create\""))
            let check = OwnBrowser.check(way)
            try await cast.serving { [mira] port in
                let wire = Wire(port: port, browser: mira)
                #expect(try await wire.post("\(path)/options?check=none").status == 409)
                #expect(try await wire.post("\(path)/options?check=\(check)", csrf: "x").status == 403)
                let early = try await wire.post("\(path)/answers?check=\(check)", try Self.recorded("create"))
                #expect(early.status == 422, "nobody asked yet")
                let options = Value(try await wire.post("\(path)/options?check=\(check)").text)
                #expect(options["rp"]["id"].string == "wallet.example")
                #expect(options["authenticatorSelection"]["userVerification"].string == "required")
                let other = try await wire.post("\(path)/answers?check=\(check)", try Self.recorded("create"))
                #expect(other.status == 422, "another challenge than ours")
                _ = try await wire.post("\(path)/options?check=\(check)")
                try await Self.putBack("create-challenge-1", cast)
                let added = try await wire.post("\(path)/answers?check=\(check)", try Self.recorded("create"))
                #expect(added.status == 200, "\(added.text)")
                #expect(Value(added.text)["next"].string == "\(path)?done=added")
                let replay = try await wire.post("\(path)/answers?check=\(check)", try Self.recorded("create"))
                #expect(replay.status == 422)
            }
            #expect(try await mira.told("passkey_added").count == 2)
            let all = try await cast.storage.read { try OwnPasskey.all(of: cast.mira.id, in: $0) }
            #expect(all.count == 1)
            let id = try #require(all.first?.id)
            #expect(try await mira.send("\(path)/\(id)/names", ["name": ""]).status == 422)
            #expect(try await mira.send("\(path)/\(id)/names", ["name": "我的手机"]).status == 303)
            #expect(try await mira.open(path).text.contains("我的手机"))
            try await Self.strangers(cast, id)
            try await Self.removal(cast, mira, id)
        }
    }

    private static func strangers(_ cast: Cast, _ id: ID<OwnPasskeyNoun>) async throws {
        var theo = try await OwnBrowser(cast, cast.theo)
        let path = "/security/passkeys/\(id)"
        #expect(try await theo.send("\(path)/names", ["name": "x"]).status == 404)
        #expect(try await theo.send("\(path)/removals").status == 404)
        #expect(try await !theo.open("/security/passkeys").text.contains("我的手机"))
    }

    private static func removal(_ cast: Cast, _ browser: OwnBrowser, _ id: ID<OwnPasskeyNoun>) async throws {
        var mira = browser
        let path = "/upay/security/passkeys"
        let begun = try await mira.send("\(path)/\(id)/removals")
        let check = try #require(begun.location)
        #expect(check.contains("/checks/"), "not before the second factor was shown")
        let way = try await cast.served { [mira] port -> String in
            let wire = Wire(port: port, browser: mira)
            _ = try await wire.post("\(check)/passkeys")
            try await putBack("get-challenge-1", cast)
            let foreign = try await wire.post("\(check)/passkeys/answers", try signed(by: cast.theo, cast))
            #expect(foreign.status == 422, "somebody else's user handle")
            _ = try await wire.post("\(check)/passkeys")
            try await putBack("get-challenge-1", cast)
            let given = try await wire.post("\(check)/passkeys/answers", try signed(by: cast.mira, cast))
            #expect(given.status == 200, "\(given.text)")
            return Value(given.text)["next"].string ?? ""
        }
        #expect(try await mira.open(way).text.contains("我的手机"))
        let second = try #require(try await mira.send("\(path)/\(id)/removals").location)
        try await cast.serving { [mira] port in
            let wire = Wire(port: port, browser: mira)
            _ = try await wire.post("\(second)/passkeys")
            #expect(
                try await wire.post("\(second)/passkeys/answers", try signed(by: cast.mira, cast)).status == 422,
                "a replay")
            _ = try await wire.post("\(second)/passkeys")
            try await putBack("get-challenge-1", cast)
            let again = try await wire.post("\(second)/passkeys/answers", try signed(by: cast.mira, cast))
            #expect(again.status == 422, "its counter has gone on, even were the challenge the same")
        }
        let gone = try await mira.send("\(path)/\(id)/removals", ["check": OwnBrowser.check(way)])
        #expect(gone.status == 303)
        let left = try await cast.storage.read { try OwnPasskey.all(of: cast.mira.id, in: $0) }
        #expect(left.isEmpty)
        #expect(try await mira.told("passkey_removed").count == 2)
    }
}

extension Cast {
    /// `serving`, with what came of it.
    fileprivate func served<T: Sendable>(_ body: @escaping @Sendable (Int) async throws -> T) async throws -> T {
        let (stream, continuation) = AsyncStream<T>.makeStream()
        try await serving { port in continuation.yield(try await body(port)) }
        continuation.finish()
        for await result in stream { return result }
        throw Refusal.notFound
    }
}

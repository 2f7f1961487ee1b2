import Credentials
import Storage
import Terms
import Testing

@testable import Support

@Suite struct TwoFactorPage {
    private static let path = "/security/two-factor"

    private static func secret(_ text: String) -> String? {
        text.firstMatch(of: /secret">([A-Z2-7 ]+)</).map { String($0.output.1) }
    }

    @Test(
        "shows a code to scan, is on after the first digits, and shows the recovery codes once",
        arguments: TestEngine.available)
    func turningOn(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            #expect(try await !mira.open(Self.path).text.contains("class=\"scan\""), "nothing to scan without a check")
            let begun = try await mira.send("\(Self.path)/on")
            let way = try await mira.give([(.phoneCode, ""), (.password, Cast.password)], to: begun)
            let shown = try await mira.open(way)
            #expect(shown.text.contains("<svg class=\"scan\""))
            let secret = try #require(Self.secret(shown.text))
            #expect(Self.secret(try await mira.open(way).text) == secret, "the same when it is looked at again")
            let vault = cast.desk.vault
            let app = try #require(
                try await cast.storage.read { try TwoFactor.waiting(cast.mira.id, vault, in: $0) })
            #expect(app.base32.grouped == secret)
            let check = OwnBrowser.check(way)
            let code = app.code(at: cast.clock.now)
            let wrong = code.first == "1" ? "2" + code.dropFirst() : "1" + code.dropFirst()
            let refused = try await mira.send(Self.path, ["check": check, "code": wrong])
            #expect(refused.status == 422 && refused.text.contains("id=\"code-error\""))
            #expect(Self.secret(refused.text) == secret, "nothing to be scanned again")
            let on = try await mira.send(Self.path, ["check": check, "code": code])
            #expect(on.status == 200)
            #expect(on.text.matches(of: /<li class="mono">[A-Z2-9]{4}-[A-Z2-9]{4}</).count == RecoveryCode.count)
            #expect(try await mira.told("two_factor_on").count == 2)
            #expect(try await mira.send(Self.path, ["check": check, "code": code]).status == 409, "a second click")
            let page = try await mira.open(Self.path).text
            #expect(!page.contains("class=\"scan\"") && !page.contains("class=\"mono\""))
            #expect(try await mira.events("two_factor.on") == 1)
        }
    }

    @Test("a secret that was begun before this check is not taken up", arguments: TestEngine.available)
    func older(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let first = try await mira.give(
                [(.phoneCode, ""), (.password, Cast.password)], to: try await mira.send("\(Self.path)/on"))
            let seen = Self.secret(try await mira.open(first).text)
            cast.clock.advance(seconds: 5)
            let second = try await mira.give(
                [(.phoneCode, ""), (.password, Cast.password)], to: try await mira.send("\(Self.path)/on"))
            let fresh = Self.secret(try await mira.open(second).text)
            #expect(seen != nil && fresh != nil && seen != fresh)
        }
    }

    @Test(
        "turning off and new recovery codes take the second factor, and digits that were used are not taken again",
        arguments: TestEngine.available)
    func turningOff(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let app = try await mira.turnOnTwoFactor()
            let old = try await Self.codes(cast)
            let digits = app.code(at: cast.clock.now)
            let way = try await mira.give(
                [(.oneTimePassword, digits), (.password, Cast.password)],
                to: try await mira.send("\(Self.path)/new-codes"))
            #expect(try await mira.open(way).text.contains("action=\"/upay\(Self.path)/codes\""))
            let renewed = try await mira.send("\(Self.path)/codes", ["check": OwnBrowser.check(way)])
            #expect(renewed.text.matches(of: /<li class="mono">/).count == RecoveryCode.count)
            #expect(Set(try await Self.codes(cast)).isDisjoint(with: old), "the old ones are gone")
            #expect(try await mira.told("recovery_codes_renewed").count == 2)

            let begun = try await mira.send("\(Self.path)/off")
            let check = try #require(begun.location)
            let replay = try await mira.send("\(check)/proofs", ["by": "one_time_password", "answer": digits])
            #expect(replay.status == 422, "the same thirty seconds")
            cast.clock.advance(seconds: 30)
            let end = try await mira.give(
                [(.oneTimePassword, app.code(at: cast.clock.now)), (.password, Cast.password)], to: begun)
            #expect(try await mira.open(end).text.contains("action=\"/upay\(Self.path)/ends\""))
            #expect(try await mira.send("\(Self.path)/ends", ["check": OwnBrowser.check(end)]).status == 303)
            #expect(try await mira.told("two_factor_off").count == 2)
            let left = try await cast.storage.read { try TwoFactor.find(cast.mira.id, in: $0) }
            #expect(left == nil)
            let isGone = try await Self.codes(cast).isEmpty
            #expect(isGone)
        }
    }

    private static func codes(_ cast: Cast) async throws -> [String] {
        try await cast.storage.read { transaction in
            try transaction.rows("SELECT mac FROM recovery_code WHERE customer_id = \(cast.mira.id)").map {
                try $0.get(0)
            }
        }
    }
}

import Terms
import Testing
import Wallet

@testable import Support

@Suite struct LimitPage {
    private static func limit(_ cast: Cast) async throws -> Limit {
        try await cast.ledger.limits(cast.mira.id).payment
    }

    private static func fields(_ once: String, _ day: String, _ more: [String: String] = [:]) -> [String: String] {
        ["kind": "payment", "per_transaction": once, "per_day": day].merging(more) { $1 }
    }

    @Test(
        "less is set at once; more takes the payment password where there is no second factor",
        arguments: TestEngine.available)
    func digits(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            #expect(try await mira.send("/security/limits", Self.fields("100", "２００.50")).status == 303)
            #expect(try await Self.limit(cast).perTransaction.minor == 10_000)
            #expect(try await Self.limit(cast).perDay.minor == 20_050)
            let asked = try await mira.send("/security/limits", Self.fields("150", "300"))
            #expect(asked.status == 422 && asked.text.contains("name=\"payment_password\""))
            let missing = try await mira.send(
                "/security/limits", Self.fields("150", "300", ["payment_password": "258036"]))
            #expect(missing.status == 422 && missing.text.contains("href=\"/upay/account/payment-password\""))
            try await mira.setDigits()
            let wrong = try await mira.send(
                "/security/limits", Self.fields("150", "300", ["payment_password": "739164"]))
            #expect(wrong.status == 422 && wrong.text.contains("还可以试 4 次"))
            #expect(!wrong.text.contains("739164"))
            #expect(try await Self.limit(cast).perTransaction.minor == 10_000)
            #expect(try await mira.told("limit_raised").isEmpty)
            let right = try await mira.send(
                "/security/limits", Self.fields("150", "300", ["payment_password": "258036"]))
            #expect(right.status == 303)
            #expect(try await Self.limit(cast).perDay.minor == 30_000)
            #expect(try await mira.told("limit_raised").count == 2)
        }
    }

    @Test(
        "more takes the second factor where there is one, for these amounts and no others",
        arguments: TestEngine.available)
    func secondFactor(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            #expect(try await mira.send("/security/limits", Self.fields("100", "200")).status == 303)
            let app = try await mira.turnOnTwoFactor()
            let begun = try await mira.send("/security/limits", Self.fields("150", "300"))
            let way = try await mira.give(
                [(.oneTimePassword, app.code(at: cast.clock.now)), (.password, Cast.password)], to: begun)
            #expect(try await mira.open(way).text.contains("¥150.00"))
            let check = ["check": OwnBrowser.check(way)]
            #expect(try await mira.send("/security/limits", Self.fields("9000", "9000", check)).status == 409)
            #expect(try await Self.limit(cast).perTransaction.minor == 10_000)
            #expect(try await mira.send("/security/limits", Self.fields("150", "300", check)).status == 303)
            #expect(try await Self.limit(cast).perTransaction.minor == 15_000)
            #expect(
                try await mira.send("/security/limits", Self.fields("150", "300", check)).status == 303,
                "a second click")
        }
    }

    @Test("a raise is told of when the wallet has it, once, and not before", arguments: TestEngine.available)
    func toldAfter(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await OwnBrowser(cast, cast.mira)
            let raise = try await cast.storage.write { transaction in
                let raise = LimitRaise(
                    id: "raise", customer: cast.mira.id, kind: .payment,
                    perTransaction: Money(minor: 15_000, currency: .cny),
                    perDay: Money(minor: 30_000, currency: .cny))
                try raise.enqueue(in: transaction)
                return raise
            }
            #expect(try await mira.told("limit_raised").isEmpty)
            cast.clock.advance(seconds: 60)
            await cast.settle()
            #expect(try await Self.limit(cast).perDay.minor == 30_000)
            #expect(try await mira.told("limit_raised").count == 2, "on both contacts")
            try await raise.run(cast.desk)
            #expect(try await mira.told("limit_raised").count == 2, "not again")
        }
    }

    @Test("a raise under way gives way to a lower choice, and to a stop", arguments: TestEngine.available)
    func withdrawn(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let before = try await Self.limit(cast).perDay.minor
            func ask() async throws {
                try await cast.storage.write { transaction in
                    try LimitRaise(
                        id: "raise", customer: cast.mira.id, kind: .payment,
                        perTransaction: Money(minor: before + 100, currency: .cny),
                        perDay: Money(minor: before + 100, currency: .cny)
                    ).enqueue(in: transaction)
                }
            }
            try await ask()
            #expect(try await mira.send("/security/limits", Self.fields("100", "200")).status == 303)
            cast.clock.advance(seconds: 60)
            await cast.settle()
            #expect(try await Self.limit(cast).perDay.minor == 20_000)
            #expect(try await mira.told("limit_raised").isEmpty)
            try await ask()
            let party = try await cast.party(cast.mira)
            try await cast.storage.write { transaction in
                let freeze = Freeze(
                    customer: cast.mira, reason: "unsure", actor: cast.mira.actor, time: "2026-11-20 10:30")
                _ = try freeze.place(talkingTo: party, in: transaction)
            }
            cast.clock.advance(seconds: 60)
            await cast.settle()
            #expect(try await Self.limit(cast).perDay.minor == 20_000)
            #expect(try await mira.told("limit_raised").isEmpty)
            #expect(try await mira.told("limit_not_raised").count == 2, "and that it came to nothing is said")
        }
    }

    @Test("what is no amount, or too much, is said beside its field and kept", arguments: TestEngine.available)
    func wrong(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            try await mira.setDigits()
            for (once, day, field) in [
                ("", "200", "payment-per_transaction"), ("一百", "200", "payment-per_transaction"),
                ("-5", "200", "payment-per_transaction"), ("100", "1e9", "payment-per_day"),
                ("300", "200", "payment-per_transaction"), ("100", "9999999", "payment-per_day"),
                ("0", "200", "payment-per_transaction"), ("0", "0", "payment-per_transaction"),
            ] {
                let refused = try await mira.send(
                    "/security/limits", Self.fields(once, day, ["payment_password": "258036"]))
                #expect(refused.status == 422, "\(once) \(day)")
                #expect(refused.text.contains("id=\"\(field)-error\""), "\(once) \(day)")
                #expect(refused.text.contains("aria-invalid=\"true\"") && !refused.text.contains("=&quot;"))
            }
            #expect(try await mira.send("/security/limits", ["kind": "everything"]).status == 404)
        }
    }
}

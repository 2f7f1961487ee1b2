import Terms
import Testing

@testable import Support

@Suite struct PaymentPasswords {
    @Test("are set after a check, once, and both contacts are told", arguments: TestEngine.available)
    func setting(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let page = "/account/payment-password"
            #expect(try await mira.open(page).text.contains("value=\"change_payment_password\""))
            let way = try await mira.prove(.changePaymentPassword, [(.phoneCode, ""), (.password, Cast.password)])
            #expect(way.hasPrefix("/upay\(page)?check="))
            #expect(try await mira.open(way).text.contains("name=\"payment_password_again\""))
            let check = OwnBrowser.check(way)
            func fields(_ digits: String, _ again: String? = nil) -> [String: String] {
                ["check": check, "payment_password": digits, "payment_password_again": again ?? digits]
            }
            for (digits, again, field) in [
                ("12345", nil, "payment_password"), ("123456", nil, "payment_password"),
                ("111111", nil, "payment_password"), ("000001", nil, "payment_password"),
                ("258036", "258037", "payment_password_again"), ("abcdef", nil, "payment_password"),
            ] as [(String, String?, String)] {
                let refused = try await mira.send(page, fields(digits, again))
                #expect(refused.status == 422, "\(digits)")
                #expect(refused.text.contains("id=\"\(field)-error\""), "\(digits)")
                #expect(!refused.text.contains("value=\"\(digits)\""), "a secret is not drawn again")
            }
            #expect(try await mira.send(page, fields("２５８ ０３６")).status == 303, "full-width digits are read")
            #expect(
                try await mira.told("payment_password_changed").map(\.address).sorted() == [
                    "13900000001", "mira@example.com",
                ])
            try await PaymentPassword.confirm("258036", of: cast.mira.id, cast.desk)
            #expect(try await mira.send(page, fields("739164")).status == 409, "a check is for one act")
            await #expect(throws: Refusal.self) {
                try await PaymentPassword.confirm("739164", of: cast.mira.id, cast.desk)
            }
            #expect(try await mira.events("payment_password.changed") == 1)
        }
    }

    @Test(
        "a check of another purpose, another browser or another customer sets nothing", arguments: TestEngine.available)
    func strangers(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            var mira = try await OwnBrowser(cast, cast.mira)
            let way = try await mira.prove(.changePassword, [(.password, Cast.password)])
            let page = "/account/payment-password"
            func fields(_ way: String) -> [String: String] {
                ["check": OwnBrowser.check(way), "payment_password": "258036", "payment_password_again": "258036"]
            }
            #expect(try await mira.send(page, fields(way)).status == 409)
            let right = try await mira.prove(.changePaymentPassword, [(.phoneCode, ""), (.password, Cast.password)])
            var theo = try await OwnBrowser(cast, cast.theo)
            #expect(try await theo.send(page, fields(right)).status == 404)
            var elsewhere = try await OwnBrowser(cast, cast.mira)
            #expect(try await elsewhere.send(page, fields(right)).status == 404)
            for one in [mira, theo] { #expect(try await one.events("payment_password.changed") == 0) }
            #expect(try await mira.send(page, fields(right)).status == 303, "the same form is taken from the right one")
        }
    }

    @Test(
        "each wrong one counts down, the fifth closes payments, and that ends by itself",
        arguments: TestEngine.available)
    func counting(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await OwnBrowser(cast, cast.mira)
            func refusal(_ digits: String) async throws -> Refusal? {
                do {
                    try await PaymentPassword.confirm(digits, of: cast.mira.id, cast.desk)
                    return nil
                } catch let refusal as Refusal { return refusal }
            }
            #expect(try await refusal("258036")?.code == "payment_password_missing")
            try await mira.setDigits()
            #expect(
                try await refusal("25803")
                    == .invalid(
                        "payment_password", "payment_password_invalid", PaymentPasswordTexts.sixDigits))
            for left in [4, 3, 2, 1] {
                let wrong = try #require(try await refusal("739164"))
                #expect(wrong.code == "wrong_payment_password")
                #expect(wrong.facts["attempts_left"] == String(left))
                #expect(wrong.fields.keys.contains("payment_password"))
            }
            for digits in ["739164", "258036"] {
                #expect(try await refusal(digits)?.code == "payment_password_locked", "also the right one")
            }
            #expect(try await mira.told("payments_locked").count == 2)
            #expect(try await mira.events("payment_password.locked") == 1)
            cast.clock.advance(seconds: PaymentPassword.lockSeconds - 1)
            #expect(try await refusal("258036")?.kind == .locked)
            cast.clock.advance(seconds: 2)
            #expect(try await refusal("739164")?.facts["attempts_left"] == "4", "the count begins anew")
            #expect(try await refusal("258036") == nil)
            #expect(try await refusal("739164")?.facts["attempts_left"] == "4", "a right one forgives the others")
        }
    }

    @Test("guesses sent side by side count like one after the other", arguments: TestEngine.available)
    func sideBySide(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await OwnBrowser(cast, cast.mira)
            try await mira.setDigits()
            let codes = await withTaskGroup(of: String.self) { group in
                for guess in 0..<12 {
                    group.addTask {
                        do {
                            try await PaymentPassword.confirm("73916\(guess % 10)", of: cast.mira.id, cast.desk)
                            return "right"
                        } catch { return (error as? Refusal)?.code ?? "\(error)" }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(codes.filter { $0 == "wrong_payment_password" }.count == 4)
            #expect(codes.filter { $0 == "payment_password_locked" }.count == 8)
            #expect(try await mira.events("payment_password.failed") == 4)
        }
    }
}

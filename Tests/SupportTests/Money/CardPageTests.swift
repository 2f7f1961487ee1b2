import Terms
import Testing
import Wallet

@testable import Support

@Suite struct CardPagesTests {
    private static let good = Sandbox.cardNumber(bin: "621700", endingIn: "6688")
    private static func fields(_ number: String = good, _ more: [String: String] = [:]) -> [String: String] {
        ["number": number, "name": "林晓", "expiry": "08/29", "phone": "139 0000 0001", "key": "k1"].merging(more) { $1 }
    }

    @Test(
        "a card is added as it is typed, shown by its last four, and leads back to what it was for",
        arguments: TestEngine.available)
    func add(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast, nil, 0)
            #expect(try await mira.page("/cards").text.contains(CardTexts.none(.zhHans)))
            let form = try await mira.page("/cards/new?for=top_up").text
            #expect(form.contains("value=\"林晓\"") && form.contains("13900000001"), "name and phone are filled in")
            #expect(!form.lowercased().contains("cvv\"") && !form.contains("cc-csc"))
            let spaced = Self.good.enumerated().map { $0.offset % 4 == 0 ? " \($0.element)" : "\($0.element)" }.joined()
            let added = try await mira.submit("/cards", Self.fields(spaced, ["for": "top_up"]))
            let card = try await mira.card()
            #expect(added.location == "/upay/topup?card=\(card.id)")
            #expect(card.bank == "建设银行" && card.lastFour == "6688" && card.expiryYear == 2029)
            let list = try await mira.page("/cards").text
            #expect(list.contains("建设银行") && list.contains("6688") && !list.contains(Self.good))
            #expect(try await mira.submit("/cards", Self.fields(Self.good)).location == "/upay/cards?done=added")
            #expect(try await cast.ledger.cards(cast.mira.id).count == 1, "the same card twice is one")
        }
    }

    @Test(
        "each reason stands beside its field with its way out, and the number is never shown again",
        arguments: TestEngine.available)
    func refused(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast, nil, 0)
            let numbers = ["6661", "6662", "6663", "6664"].map { Sandbox.cardNumber(bin: "621700", endingIn: $0) }
            let phone = "13900000001"
            await cast.bank.issue(.init(number: numbers[0], name: "林晓", phone: phone, isActivated: false, kind: .debit))
            await cast.bank.issue(.init(number: numbers[1], name: "王磊", phone: phone, isActivated: true, kind: .debit))
            await cast.bank.issue(
                .init(number: numbers[2], name: "林晓", phone: "13700000000", isActivated: true, kind: .debit))
            await cast.bank.issue(
                .init(number: numbers[3], name: "林晓", phone: phone, isActivated: true, kind: .prepaid))
            let wrongDigit = String(Self.good.dropLast()) + (Self.good.hasSuffix("8") ? "9" : "8")
            let unknown = Sandbox.cardNumber(bin: "699999", endingIn: "1234")
            let cases: [(number: String, word: String, field: String)] = [
                (wrongDigit, "卡号不正确", "number"), (unknown, "认不出", "number"), (numbers[0], "还没有激活", "form"),
                (numbers[1], "姓名与银行登记", "name"), (numbers[2], "手机号与银行预留", "phone"), (numbers[3], "不能绑定", "form"),
            ]
            for (number, word, field) in cases {
                let reply = try await mira.submit("/cards", Self.fields(number, ["key": "k\(number.suffix(4))"]))
                #expect(reply.status == 422 && reply.text.contains(word), "\(word): \(Purse.errors(reply))")
                #expect(reply.text.contains("id=\"\(field)-error\""), "\(word)")
                #expect(!reply.text.contains(number) && !reply.text.contains(number.dropLast(4)), "\(word)")
                #expect(reply.text.contains("尾号 \(number.suffix(4))"), "\(word)")
                #expect(reply.text.contains("value=\"08/29\"") && reply.text.contains("value=\"林晓\""), "\(word)")
            }
            #expect(try await cast.ledger.cards(cast.mira.id).isEmpty)
            #expect(try await cast.ledger.cardAttempts(cast.mira.id).count == cases.count)
        }
    }

    @Test("what the form itself can see is said without asking the bank", arguments: TestEngine.available)
    func typed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast, nil, 0)
            let cases: [([String: String], Text, String)] = [
                (["number": ""], CardTexts.numberEmpty, "number"), (["name": " "], CardTexts.nameEmpty, "name"),
                (["expiry": "13/29"], CardTexts.expiryInvalid, "expiry"),
                (["expiry": "8"], CardTexts.expiryInvalid, "expiry"),
                (["expiry": "10/26"], CardTexts.isExpired, "expiry"), (["phone": "x"], CardTexts.phoneInvalid, "phone"),
            ]
            for (fields, text, field) in cases {
                Purse.expect(try await mira.submit("/cards", Self.fields(Self.good, fields)), refuses: text, at: field)
            }
            #expect(try await cast.ledger.cardAttempts(cast.mira.id).isEmpty)
            for expiry in ["11/26", "０８／２９", "0829", "8/2029", "08 / 29"] {
                let reply = try await mira.submit(
                    "/cards", Self.fields(Self.good, ["expiry": expiry, "key": "\(expiry.hashValue)"]))
                #expect(reply.status == 303, "\(expiry): \(Purse.errors(reply))")
            }
        }
    }

    @Test(
        "a card is removed after a question, not while an order is on it, and only by its owner",
        arguments: TestEngine.available)
    func remove(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let theo = try await Purse.open(cast, cast.theo)
            let card = try await mira.card()
            let path = "/cards/\(card.id)/removal"
            #expect(try await theo.page(path).status == 404)
            #expect(try await theo.submit(path).status == 404)
            #expect(try await mira.page(path).text.contains("8842"))
            await cast.bank.follow(.init(.pending(seconds: 3_600, thenDecline: nil), lastFour: "8842", act: .withdraw))
            _ = try await mira.order("/withdraw", ["amount": "10", "card": card.id.text])
            let busy = try await mira.submit(path)
            #expect(busy.status == 409 && busy.text.contains("还有一笔交易在处理"))
            cast.clock.advance(seconds: 7_300)
            await cast.settle(tries: 12)
            #expect(try await mira.submit(path).location == "/upay/cards?done=removed")
            #expect(try await mira.submit(path).location == "/upay/cards?done=removed", "twice is no harm")
            #expect(try await cast.ledger.cards(cast.mira.id).isEmpty)
            #expect(try await cast.ledger.cards(cast.theo.id).count == 1)
        }
    }

    @Test("many numbers one after another are stopped", arguments: TestEngine.available)
    func manyNumbers(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast, nil, 0)
            var statuses: [Int] = []
            for number in 0..<12 {
                let typed = Self.fields("62170012345678\(10 + number)", ["key": "n\(number)"])
                statuses.append(try await mira.submit("/cards", typed).status)
            }
            #expect(statuses.suffix(2) == [429, 429] && !statuses.prefix(10).contains(429))
        }
    }
}

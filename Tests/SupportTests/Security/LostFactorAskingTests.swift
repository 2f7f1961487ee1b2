import Credentials
import Storage
import Terms
import Testing
import Wallet

@testable import Support

/// Who may ask for lost factors to be removed, and how often.
@Suite(.timeLimit(.minutes(15))) struct LostFactorAsking {
    private static let (phone, email, digits) = ("13900000001", "mira@example.com", "258036")

    private static func lose(_ cast: Cast) async throws {
        try await cast.setPaymentPassword(cast.mira, digits)
        try await cast.twoFactor(of: cast.mira)
    }

    /// Both codes are given.
    private static func codes(_ cast: Cast, _ browser: inout CheckBrowser) async throws -> String {
        let path = try await browser.check(.factorLost, phone)
        #expect(try await browser.answer(path, .phoneCode, cast.code(to: phone)).location == path)
        #expect(try await browser.submit("\(path)/codes", ["by": "email_code"]).status == 303)
        #expect(try await browser.answer(path, .emailCode, cast.code(to: email)).location == path)
        return path
    }

    private static func waiting(_ cast: Cast) async throws -> LostFactor? {
        try await cast.storage.read { try LostFactor.waiting(cast.mira.id, in: $0) }
    }

    private static func count(_ cast: Cast) async throws -> Int {
        try await cast.count("SELECT COUNT(*) FROM lost_factor")
    }

    @Test("takes every contact's code and something that only the owner knows, and never a second factor")
    func policy() {
        let all = Set(Proof.allCases)
        let policy = Purpose.factorLost.policy(all)
        #expect(Proof.secondFactors.isDisjoint(with: policy.offers))
        #expect(policy.isMet(by: [.phoneCode, .emailCode, .paymentPassword], means: all))
        #expect(policy.isMet(by: [.phoneCode, .emailCode, .password, .cardEnding], means: all))
        let rest: Set<Proof> = [.paymentPassword, .password, .transactions, .cardEnding]
        for code in Proof.codes {
            #expect(!policy.isMet(by: rest.union([code]), means: all), "\(code) alone")
            let other = Proof.codes.subtracting([code])
            #expect(policy.isMet(by: rest.union([code]), means: all.subtracting(other)), "who has only this one")
        }
        #expect(!policy.isMet(by: [.phoneCode, .emailCode, .transactions, .cardEnding], means: all))
        #expect(!policy.isMet(by: [.phoneCode, .emailCode, .password], means: all))
    }

    @Test(
        "a stranger with only the phone, whatever else they know, gets nowhere; the owner does",
        arguments: TestEngine.available)
    func onlyThePhone(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            try await cast.fund(cast.mira)
            var thief = CheckBrowser(cast)
            let path = try await thief.check(.factorLost, Self.phone)
            #expect(
                try await thief.answer(path, .paymentPassword, Self.digits).status == 409,
                "nothing else before the contact's own code")
            _ = try await thief.answer(path, .phoneCode, cast.code(to: Self.phone))
            #expect(try await thief.answer(path, .cardEnding, "8842").location == path)
            #expect(try await thief.answer(path, .paymentPassword, Self.digits).location == path)
            #expect(try await thief.answer(path, .password, Cast.password).location == path, "130 points")
            for proof in Proof.secondFactors {
                #expect(try await thief.answer(path, proof, "123456").status != 303, "\(proof)")
            }
            #expect(try await Self.waiting(cast) == nil)
            #expect(try await thief.submit("\(path)/outcomes", [:]).location == path, "it has not passed")
            let id = String(path.split(separator: "/").last ?? "")
            #expect(try await thief.get("/upay/second-factor/lost/asked?check=\(id)").status == 404)
            #expect(try await thief.submit("\(path)/codes", ["by": "email_code"]).status == 303)
            let owner = try await thief.answer(path, .emailCode, cast.code(to: Self.email))
            #expect(owner.location?.hasPrefix("/upay/second-factor/lost/asked") == true, "the mail was what lacked")
            #expect(try await Self.waiting(cast) != nil)
        }
    }

    @Test(
        "wrong codes are counted, and the check is over after too many wrong answers", arguments: TestEngine.available)
    func wrong(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            var browser = CheckBrowser(cast)
            let path = try await Self.codes(cast, &browser)
            for _ in 0..<4 { #expect(try await browser.answer(path, .paymentPassword, "000000").status != 303) }
            for left in [4, 3, 2, 1, 0] {
                let reply = try await browser.answer(path, .password, "wrong \(left)")
                #expect(reply.status == 422, "\(left)")
            }
            #expect(try await browser.answer(path, .password, Cast.password).status == 409, "off the table")
            #expect(try await browser.answer(path, .paymentPassword, "000001").status != 303)
            #expect(try await browser.answer(path, .paymentPassword, Self.digits).status != 303, "too late")
            #expect(try await Self.waiting(cast) == nil)
            cast.clock.advance(seconds: 3_700)
            let wrong = try await browser.check(.factorLost, Self.email)
            let refused = try await browser.answer(wrong, .emailCode, cast.notTheCode(to: Self.email))
            #expect(refused.status == 422 && refused.text.contains("还可以试 4 次"))
        }
    }

    @Test(
        "asked for again while it cools it is the same one, to the minute, and nobody is told twice",
        arguments: TestEngine.available)
    func again(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            var browser = CheckBrowser(cast)
            let path = try await Self.codes(cast, &browser)
            _ = try await browser.answer(path, .paymentPassword, Self.digits)
            let first = try #require(try await Self.waiting(cast))
            cast.clock.advance(seconds: 3_700)
            var other = CheckBrowser(cast)
            let second = try await Self.codes(cast, &other)
            let asked = try await other.answer(second, .paymentPassword, Self.digits)
            #expect(try await other.get(try #require(asked.location)).text.contains("22 小时 58 分钟"))
            #expect(try await Self.waiting(cast) == first)
            #expect(try await Self.count(cast) == 1)
            #expect(try await cast.notices("second_factor_removal_asked", to: cast.mira).count == 2)
            // The database says so too.
            await #expect(throws: StorageError.self) {
                try await cast.storage.write {
                    try $0.execute(
                        """
                        INSERT INTO lost_factor (id, brand_id, customer_id, state, stop_hash, asked_at, effective_at)
                        VALUES ('second', 'upay', \(cast.mira.id), 'cooling', 'other', 1, 2)
                        """)
                }
            }
        }
    }

    @Test("of many who ask at the same moment one begins it", arguments: TestEngine.available)
    func atOnce(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            let begun = try await withThrowingTaskGroup(of: LostFactor?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await cast.storage.write { transaction in
                            let clock = Clock(zone: .gmt, now: transaction.now, language: .zhHans)
                            let asked = try LostFactor.ask(by: cast.mira, address: nil, clock, in: transaction)
                            if case .cooling(let lost) = asked { return lost }
                            return nil
                        }
                    }
                }
                return try await group.reduce(into: [LostFactor?]()) { $0.append($1) }
            }
            let waiting = try await Self.waiting(cast)
            #expect(waiting != nil && begun == Array(repeating: waiting, count: 6))
            #expect(try await Self.count(cast) == 1)
            let told = try await cast.notices("second_factor_removal_asked", to: cast.mira)
            #expect(told.count == 2 && told.allSatisfy { !$0.text.contains("://") }, "no link where none can be made")
        }
    }

    @Test(
        "a check asks once: sent again, from another browser or many at a time", arguments: TestEngine.available)
    func replays(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            var browser = CheckBrowser(cast)
            let path = try await Self.codes(cast, &browser)
            let ready = browser
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        var one = ready
                        return try await one.answer(path, .paymentPassword, Self.digits).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 303 } == 1, "\(statuses)")
            #expect(try await Self.count(cast) == 1)
            #expect(try await browser.answer(path, .paymentPassword, Self.digits).status == 409)
            let id = String(path.split(separator: "/").last ?? "")
            let asked = "/upay/second-factor/lost/asked?check=\(id)"
            #expect(try await browser.get(asked).status == 200)
            var thief = CheckBrowser(cast)
            #expect(try await thief.get(asked).status == 404)
            #expect(try await thief.submit("\(path)/outcomes", [:]).status == 404)
            // Stopped, it does not begin anew by going back.
            try await cast.storage.write { _ = try LostFactor.stop(of: cast.mira.id, by: "link", in: $0) }
            #expect(try await browser.submit("\(path)/outcomes", [:]).location == path)
            let gone = try await browser.get(asked)
            #expect(gone.text.contains(LostFactorTexts.stopped(.zhHans)))
            #expect(try await Self.waiting(cast) == nil)
            #expect(try await Self.count(cast) == 1)
        }
    }

    @Test("after three in a month a person has to help", arguments: TestEngine.available)
    func often(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            for time in 1...LostFactor.asksMax + 1 {
                var browser = CheckBrowser(cast)
                let path = try await Self.codes(cast, &browser)
                let asked = try await browser.answer(path, .paymentPassword, Self.digits)
                let page = try await browser.get(try #require(asked.location))
                #expect(page.text.contains(LostFactorTexts.oftenTitle(.zhHans)) == (time > LostFactor.asksMax))
                try await cast.storage.write { _ = try LostFactor.stop(of: cast.mira.id, by: "link", in: $0) }
                cast.clock.advance(seconds: 90_000)
            }
            #expect(try await Self.count(cast) == LostFactor.asksMax)
            cast.clock.advance(seconds: LostFactor.asksDays * 86_400)
            var browser = CheckBrowser(cast)
            let path = try await Self.codes(cast, &browser)
            _ = try await browser.answer(path, .paymentPassword, Self.digits)
            #expect(try await Self.waiting(cast) != nil)
        }
    }

    @Test(
        "a contact is tried six times an hour at most, and one that nobody has likewise",
        arguments: TestEngine.available)
    func limits(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            for contact in [Self.phone, "13912340001"] {
                let fields = ["purpose": "factor_lost", "contact": contact]
                for time in 1...IdentityCheck.contactPerHourMax + 1 {
                    var browser = CheckBrowser(cast)
                    let status = try await browser.submit("/upay/checks", fields).status
                    #expect(status == (time > IdentityCheck.contactPerHourMax ? 429 : 303), "\(contact) \(time)")
                }
            }
        }
    }

    @Test("who has no second factor learns that there is nothing to remove", arguments: TestEngine.available)
    func nothing(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.setPaymentPassword(cast.mira, Self.digits)
            var browser = CheckBrowser(cast)
            let path = try await Self.codes(cast, &browser)
            let asked = try await browser.answer(path, .paymentPassword, Self.digits)
            let page = try await browser.get(try #require(asked.location))
            #expect(page.text.contains(LostFactorTexts.nothing(.zhHans)))
            #expect(try await Self.count(cast) == 0)
            var mira = try await OwnBrowser(cast, cast.mira)
            #expect(try await mira.open("/second-factor/lost").text.contains(LostFactorTexts.nothing(.zhHans)))
        }
    }

    @Test("contacts that were changed lately are told, without the safe phrase", arguments: TestEngine.available)
    func former(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.lose(cast)
            // A thief has put an address of theirs into the account; another old one is Theo's by now.
            try await cast.storage.write { transaction in
                try transaction.execute("UPDATE customer SET safe_word = '蓝色的伞' WHERE id = \(cast.mira.id)")
                try FormerContact.keep(.email, of: cast.mira.id, in: transaction)
                try transaction.execute(
                    "UPDATE customer SET email = 'thief@example.com' WHERE id = \(cast.mira.id)")
                try transaction.execute(
                    """
                    INSERT INTO former_contact (brand_id, contact, customer_id, kept_until)
                    VALUES ('upay', '13900000002', \(cast.mira.id), \(transaction.now.adding(seconds: 9)))
                    """)
                let mira = try Customer.find(cast.mira.id, in: transaction)
                let clock = Clock(zone: .gmt, now: transaction.now, language: .zhHans)
                _ = try LostFactor.ask(by: mira, address: "https://upay.example", clock, in: transaction)
            }
            let told = try await cast.storage.read { try Notice.latest(in: $0) }
                .filter { $0.template == "second_factor_removal_asked" }
            #expect(told.map(\.address).sorted() == [Self.phone, Self.email, "thief@example.com"])
            for one in told {
                #expect(one.text.contains("https://upay.example/second-factor/lost/"))
                #expect(one.text.contains("蓝色的伞") == (one.address != Self.email))
            }
        }
    }
}

import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct FormerContacts {
    @Test(
        "a phone that was changed away still stops everything, and does nothing else", arguments: TestEngine.available)
    func stops(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.storage.write {
                try ContactChange.make(.phone, "13900000088", of: cast.mira, in: $0)
            }
            var old = CheckBrowser(cast)
            for purpose in [Purpose.resetPassword, .unlock, .unfreeze] {
                let path = try await old.check(purpose, "13900000001")
                #expect(try await cast.code(to: "13900000001") == "none", "\(purpose): a stranger's")
                let refused = try await old.answer(path, .phoneCode, "123456")
                #expect(refused.status == 422)
                cast.clock.advance(seconds: 61)
            }
            let stopped = try await old.pass(.freeze, cast.mira)
            #expect(stopped.status == 303)
            #expect(try await cast.locks(cast.mira).map(\.kind) == [.owner])
        }
    }

    @Test("after two weeks it is anybody's", arguments: TestEngine.available)
    func ends(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.storage.write {
                try ContactChange.make(.phone, "13900000088", of: cast.mira, in: $0)
            }
            cast.clock.advance(seconds: FormerContact.days * 86_400 + 1)
            var old = CheckBrowser(cast)
            let path = try await old.check(.freeze, "13900000001")
            #expect(try await cast.code(to: "13900000001") == "none")
            #expect(try await old.answer(path, .phoneCode, "123456").status == 422)
            #expect(try await cast.locks(cast.mira).isEmpty)
        }
    }
}

@Suite struct RecentTransactionOptions {
    @Test("no wrong amount can be told by how round it is, nor the right one by its place")
    func amounts() {
        for minor in [Int64(8_800), 1_277, 50_000, 12_345, 100, 5] {
            let right = Money(minor: minor, currency: .cny)
            func zeros(_ text: String) -> Int {
                text.filter(\.isNumber).reversed().prefix { $0 == "0" }.count
            }
            var places: Set<Int> = []
            for _ in 0..<200 {
                let wrong = RecentTransactions.amounts(unlike: right)
                #expect(Set(wrong).count == 3 && !wrong.contains(right.display))
                #expect(wrong.allSatisfy { zeros($0) + 1 >= zeros(right.display) }, "\(right.display): \(wrong)")
                let values = wrong.compactMap { Double($0.filter { $0.isNumber || $0 == "." }) }
                places.insert(values.count { $0 < Double(minor) / 100 })
            }
            if minor >= 1_000 { #expect(places == [0, 1, 2, 3], "\(right.display): \(places)") }
        }
    }

    @Test("wrong shops are shops of the same town", arguments: TestEngine.available)
    func shops(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            try await cast.fund(cast.theo)
            for (index, shop) in ["拾光咖啡", "星光书店", "小满花房"].enumerated() {
                _ = try await cast.pay(cast.mira, 1_200 + Int64(index) * 77, to: shop, key: "p\(index)")
            }
            let first = try await RecentTransactions.draw(of: cast.mira.id, cast.desk)
            #expect(
                first.questions.count == 3 && first.questions.allSatisfy { $0.about == .amount }, "nobody else paid")
            for (index, shop) in ["老街面馆", "云岭茶馆", "青禾便利店", "星光书店"].enumerated() {
                _ = try await cast.pay(cast.theo, 900 + Int64(index), to: shop, key: "t\(index)")
            }
            let drawn = try await RecentTransactions.draw(of: cast.mira.id, cast.desk)
            let parties = drawn.questions.filter { $0.about == .party }
            // What one question asks for, another must not name.
            #expect(drawn.questions.count == 3 && parties.count == 2)
            let asked = Set(parties.map { $0.options[$0.right] })
            #expect(drawn.questions.allSatisfy { $0.about == .party || !asked.contains($0.place) })
            for question in parties {
                let own: Set = ["拾光咖啡", "星光书店", "小满花房"]
                #expect(Set(question.options).isSubset(of: own.union(["老街面馆", "云岭茶馆", "青禾便利店"])))
                #expect(question.options.count { own.contains($0) } == 1, "one is right")
            }
        }
    }

    @Test("whoever signed in from a new device could have read the answers", arguments: TestEngine.available)
    func newDevice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            cast.clock.advance(seconds: 3 * 86_400)
            for index in 0..<3 { _ = try await cast.pay(cast.mira, 1_200, to: "店\(index)", key: "p\(index)") }
            let phone = cast.mira.phone ?? ""
            func offersTransactions() async throws -> Bool {
                cast.clock.advance(seconds: 61)
                var browser = CheckBrowser(cast)
                let path = try await browser.check(.unlock, phone)
                _ = try await browser.answer(path, .phoneCode, cast.code(to: phone))
                let id = CheckID(String(path.split(separator: "/").last ?? ""))
                let check = try await cast.storage.read { try IdentityCheck.find(id, in: $0) }
                return try await Verifier(desk: cast.desk).means(of: check).contains(.transactions)
            }
            #expect(try await offersTransactions())
            let reply = try await cast.post(
                "/api/v1/sessions", #"{"brand":"upay","login":"\#(phone)","password":"\#(Cast.password)"}"#)
            #expect(reply.status == 201)
            #expect(try await !offersTransactions())
            cast.clock.advance(seconds: 86_400)
            #expect(try await offersTransactions())
        }
    }
}

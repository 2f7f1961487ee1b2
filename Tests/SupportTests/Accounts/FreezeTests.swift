import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct Freezing {
    @Test("a code stops everything without signing in, and leaves a receipt", arguments: TestEngine.available)
    func stranger(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let paid = try await cast.pay(cast.mira, 8_800, to: "星光书店")
            let session = try await cast.token(cast.mira)
            var mira = CheckBrowser(cast)
            let page = try await mira.get("/upay/freeze")
            #expect(page.status == 200 && page.text.contains("400-555-0160"), "the emergency line is at hand")
            let reply = try await mira.pass(.freeze, cast.mira)
            #expect(reply.status == 303)
            let lock = try #require(try await cast.locks(cast.mira).first)
            #expect(lock.kind == .owner && lock.toldAt != nil)
            #expect(try await cast.ledger.account(cast.mira.id).isFrozen)
            #expect(try await cast.get("/api/v1/me", as: session).status != 200, "every session has ended")
            #expect(try await cast.count("SELECT COUNT(*) FROM session WHERE kind = 'customer'") == 0)
            let receipt = try await mira.get(try #require(reply.location))
            #expect(receipt.status == 200)
            #expect(receipt.text.contains(lock.shownNumber))
            #expect(receipt.text.contains("2026-11-20 10:3"), "when, to the second: \(lock.placedAt)")
            #expect(receipt.text.contains("星光书店") && receipt.text.contains("t_\(paid.id)"))
            #expect(receipt.text.contains("林*") && !receipt.text.contains("林晓"))
            await cast.settle()
            #expect(try await cast.notices("account_stopped", to: cast.mira).count == 2, "on every contact")
            let other = try await cast.pay(cast.theo, 100, key: "theo")
            #expect(
                other.state == .failed && other.reason == .insufficientBalance, "somebody else's wallet is not frozen")
            await #expect(throws: Refusal.self) { try await cast.pay(cast.mira, 100, key: "after") }
        }
    }

    @Test("somebody who is signed in needs one click, and the form's token", arguments: TestEngine.available)
    func signedIn(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira, 12_345)
            var mira = try await CheckBrowser.of(cast.mira, cast)
            #expect(try await mira.get("/upay/freeze").text.contains("123.45"))
            #expect(try await mira.submit("/upay/freeze", ["csrf": "wrong"]).status == 403)
            #expect(try await cast.locks(cast.mira).isEmpty)
            let reply = try await mira.submit("/upay/freeze", ["csrf": mira.csrf(), "reason": "deceived"])
            #expect(reply.status == 303)
            let lock = try #require(try await cast.locks(cast.mira).first)
            #expect(lock.reason == "deceived")
            let receipt = try await mira.get(try #require(reply.location))
            #expect(receipt.text.contains("我可能被骗了"))
            #expect(try await CheckBrowser(cast).cast.submit("/upay/freeze", [:]).status == 401)
            // The conversation goes on in this browser, and the agents see it first.
            let chat = try await mira.get("/upay/chat")
            let talk = try await mira.get(try #require(chat.location))
            #expect(talk.text.contains(lock.shownNumber))
        }
    }

    @Test("the conversation comes before all others that wait", arguments: TestEngine.available)
    func urgent(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for index in 0..<3 {
                let token = try await cast.token(cast.theo)
                let id = try await cast.open("问题 \(index)", as: token)
                _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
                cast.clock.advance(seconds: 30)
            }
            var mira = CheckBrowser(cast)
            _ = try await mira.pass(.freeze, cast.mira)
            let chen = try await cast.token(cast.chen)
            let queue = try await cast.get("/api/v1/desk/conversations?view=waiting", as: chen).json["conversations"]
            #expect(queue.list.count == 4)
            #expect(queue[0]["priority"].int == Freeze.priority)
            #expect(queue[0]["customer"].string == "林*")
            let page = try await cast.page("/desk", cookies: ["agent": chen])
            #expect(page.text.contains(SafetyTexts.urgent(.zhHans)))
            let next = try await cast.submit(
                "/desk/assignments", ["csrf": Session(token: chen).csrf], cookies: ["agent": chen])
            #expect(next.location?.contains(queue[0]["id"].string ?? "-") == true)
        }
    }

    @Test("the queue turns its pages across urgent and ordinary alike", arguments: TestEngine.available)
    func paging(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.theo)
            for index in 0..<(Queue.rowsMax + 8) {
                let id = try await cast.open("第 \(index) 个", as: token, key: "k\(index)")
                _ = try await cast.post("/api/v1/conversations/\(id)/handovers", as: token)
                if index % 3 == 0 {
                    try await cast.storage.write {
                        try $0.execute("UPDATE conversation SET priority = 5 WHERE id = \(ConversationID(id))")
                    }
                }
                if index % 4 == 0 { cast.clock.advance(seconds: 1) }
            }
            var (seen, choice): ([ConversationID], QueueChoice) = ([], QueueChoice())
            repeat {
                let queue = try await cast.storage.read { [choice] in try Queue.read(choice, for: cast.chen, in: $0) }
                seen += queue.rows.map(\.id)
                choice.before = queue.next.flatMap { QueueChoice.Place($0.text) }
            } while choice.before != nil
            #expect(seen.count == Queue.rowsMax + 8 && Set(seen).count == seen.count)
        }
    }

    @Test("“not mine” reaches the agent, once however often it is sent", arguments: TestEngine.available)
    func disowning(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let (one, two) = (
                try await cast.pay(cast.mira, 1_000, key: "a"), try await cast.pay(cast.mira, 2_000, key: "b")
            )
            try await cast.fund(cast.theo, 20_000)
            let theirs = try await cast.pay(cast.theo, 3_000, key: "c")
            var mira = CheckBrowser(cast)
            let receipt = try #require(try await mira.pass(.freeze, cast.mira).location)
            let check = String(receipt.split(separator: "=").last ?? "")
            let ticks = ["check": check, "t_\(one.id)": "1", "t_\(theirs.id)": "1"]
            for _ in 0..<2 { #expect(try await mira.submit("/upay/freeze/disowned", ticks).status == 303) }
            #expect(try await cast.count("SELECT COUNT(*) FROM disowned_transaction") == 1, "only one's own")
            let later = try await mira.submit("/upay/freeze/disowned", ["check": check, "t_\(two.id)": "1"])
            #expect(later.location?.contains("marked=1") == true)
            #expect(try await cast.count("SELECT COUNT(*) FROM disowned_transaction") == 2)
            #expect(try await mira.get(receipt).text.contains(FreezeTexts.alreadyMarked(.zhHans)))
            let said = try await cast.count("SELECT COUNT(*) FROM message WHERE text LIKE '%不是我做的%'")
            #expect(said == 2)
            var thief = CheckBrowser(cast)
            #expect(try await thief.submit("/upay/freeze/disowned", ticks).status == 404)
            #expect(try await thief.get(receipt).status == 404)
            let evil = ["Sec-Fetch-Site": "cross-site"]
            #expect(try await mira.submit("/upay/freeze/disowned", ticks, headers: evil).status == 403)
        }
    }

    @Test("stopping twice is stopping once, also at the same moment", arguments: TestEngine.available)
    func twice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let freeze = Freeze(customer: cast.mira, reason: "unsure", actor: cast.mira.actor, time: "now")
            let numbers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await cast.storage.write { try freeze.place(talkingTo: party, in: $0).lock.number }
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1)
            #expect(try await cast.count("SELECT COUNT(*) FROM conversation") == 1)
            #expect(try await cast.count("SELECT COUNT(*) FROM event WHERE kind = 'account.locked'") == 1)
            #expect(try await cast.notices("account_stopped", to: cast.mira).count == 2)
        }
    }

    @Test(
        "a silent wallet stops nobody from stopping, and is told as soon as it answers", arguments: TestEngine.available
    )
    func silentWallet(on engine: TestEngine) async throws {
        let silent = WalletConnector(url: "http://127.0.0.1:1", token: "wallet-token-for-tests")
        let wallet: @Sendable (Ledger) -> any Wallet = { _ in silent }
        try await Cast.play(on: engine, wallet: wallet) { cast in
            var mira = CheckBrowser(cast)
            let reply = try await mira.pass(.freeze, cast.mira)
            #expect(reply.status == 303)
            let receipt = try await mira.get(try #require(reply.location))
            #expect(receipt.text.contains(FreezeTexts.walletSoon(.zhHans)))
            #expect(receipt.text.contains(FreezeTexts.walletSilent(.zhHans)))
            _ = await cast.runner.runDue()
            let waiting = try await cast.count("SELECT COUNT(*) FROM job WHERE kind = 'account.freeze'")
            #expect(waiting == 1, "the job goes on trying")
            #expect(try await cast.locks(cast.mira).first?.toldAt == nil)
        }
    }

    @Test("the wallet ends as the table says, in whichever order the jobs come", arguments: TestEngine.available)
    func lastWord(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let freeze = Freeze(customer: cast.mira, reason: "unsure", actor: cast.mira.actor, time: "now")
            try await cast.storage.write { transaction in
                let party = try Session.open(visitorOf: cast.mira.brand, in: transaction)
                _ = try freeze.place(talkingTo: party, in: transaction)
                try Freeze.lift(of: cast.mira, at: "now", by: "system", in: transaction)
            }
            await cast.settle()
            #expect(try await !cast.ledger.account(cast.mira.id).isFrozen)
            try await cast.storage.write { transaction in
                let party = try Session.open(visitorOf: cast.mira.brand, in: transaction)
                _ = try freeze.place(talkingTo: party, in: transaction)
                _ = try AccountLock.place(
                    .risk, on: cast.mira, because: "risk_drain", by: "system", in: transaction)
                try Freeze.lift(of: cast.mira, at: "now", by: "system", in: transaction)
            }
            await cast.settle()
            #expect(try await cast.ledger.account(cast.mira.id).isFrozen, "another lock is still on")
        }
    }

    @Test("lifting it takes a strict check; a code alone does not", arguments: TestEngine.available)
    func lifting(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.setPaymentPassword(cast.mira)
            var mira = CheckBrowser(cast)
            _ = try await mira.pass(.freeze, cast.mira)
            cast.clock.advance(seconds: 61)
            let path = try await mira.check(.unfreeze, "13900000001")
            let coded = try await mira.answer(path, .phoneCode, cast.code(to: "13900000001"))
            #expect(coded.location == path)
            #expect(try await cast.locks(cast.mira).count == 1)
            #expect(try await mira.answer(path, .password, Cast.password).location == path, "70 points of 110")
            #expect(
                try await mira.get("/upay/unfreeze/done?check=\(path.split(separator: "/").last ?? "")").status == 404)
            let last = try await mira.answer(path, .paymentPassword, "258036")
            #expect(try await mira.get(try #require(last.location)).status == 200)
            #expect(try await cast.locks(cast.mira).isEmpty)
            #expect(try await !cast.ledger.account(cast.mira.id).isFrozen)
            #expect(try await cast.notices("account_unstopped", to: cast.mira).count == 2)
            let said = try await cast.count("SELECT COUNT(*) FROM message WHERE text LIKE '止付在%'")
            #expect(said == 1)
        }
    }

    @Test("whoever has too little to prove is sent to a person at once", arguments: TestEngine.available)
    func tooLittle(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.storage.write {
                try $0.execute("UPDATE customer SET email = NULL WHERE id = \(cast.mira.id)")
            }
            var mira = CheckBrowser(cast)
            let path = try await mira.check(.unfreeze, "13900000001")
            #expect(
                try await !mira.get(path).text.contains(CheckTexts.nothingLeft(.zhHans)), "a stranger learns nothing")
            _ = try await mira.answer(path, .phoneCode, cast.code(to: "13900000001"))
            #expect(try await mira.get(path).text.contains(CheckTexts.nothingLeft(.zhHans)))
        }
    }
}

import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct Statements {
    /// A month and a half of a wallet: everything that can happen to money.
    private static func live(_ cast: Cast) async throws -> Purse {
        cast.clock.set(try #require(Moment(rfc3339: "2026-10-05T02:00:00Z")))
        let mira = try await Purse.open(cast, nil, 500_000)
        _ = try await mira.order("/pay", ["merchant": "云上书店", "amount": "100"])
        _ = try await mira.order("/transfer", ["recipient": "13900000002", "amount": "80"])
        // Held in October, returned in November.
        await cast.bank.follow(
            .init(.pending(seconds: 86_400, thenDecline: "closed"), recipient: "孙浩", act: .payout))
        cast.clock.set(try #require(Moment(rfc3339: "2026-10-31T14:00:00Z")))
        let bank = ["to": "bank", "name": "孙浩", "bank": "工商银行", "number": "6222020012346217", "amount": "300"]
        _ = try await mira.order("/transfer", bank)
        cast.clock.set(try #require(Moment(rfc3339: "2026-11-02T02:00:00Z")))
        await cast.settle(tries: 20)
        let card = try await mira.card()
        _ = try await mira.order("/withdraw", ["amount": "200", "card": card.id.text])
        _ = try await mira.order("/pay", ["merchant": "=HYPERLINK(\"x\")", "amount": "12.50"])
        _ = try await mira.order("/pay", ["merchant": "拾光咖啡", "amount": "45", "card": card.id.text])
        let payment = try await mira.order("/pay", ["merchant": "半亩生鲜（滨江店）", "amount": "60"])
        _ = try await cast.ledger.refund(
            Refund(customer: mira.customer.id, transaction: payment.id, amount: Money(minor: 2_000, currency: .cny)),
            key: "back", by: "agent:x")
        _ = try await cast.timedOut(mira.customer)
        cast.clock.set(try #require(Moment(rfc3339: "2026-11-20T02:30:00Z")))
        await cast.settle(tries: 12)
        // The session of October has run out.
        return Purse(cast: cast, customer: cast.mira, party: try await cast.party(cast.mira))
    }

    private static func read(_ cast: Cast, _ month: String) async throws -> Statement {
        let zone = try #require(cast.desk.brands[BrandID("upay")]).timeZone
        return try await Statement.read(try #require(Statement.Month(month)), of: cast.mira.id, in: zone, cast.desk)
    }

    @Test("what was there, and every entry, come to what is there now; months join", arguments: TestEngine.available)
    func addsUp(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Self.live(cast)
            let (october, november) = (try await Self.read(cast, "2026-10"), try await Self.read(cast, "2026-11"))
            for statement in [october, november] {
                #expect(statement.unexplained == 0, "\(statement.month)")
                #expect(!statement.entries.isEmpty && !statement.isCut)
            }
            #expect(october.opening.minor == 0)
            #expect(october.closing == november.opening)
            #expect(november.closing == (try await mira.account().balance))
            let back = november.entries.filter(\.isReturn)
            #expect(back.map(\.change) == [30_000], "what left in October came back in November")
            #expect(november.entries.contains { $0.flow == -4_500 && $0.change == 0 }, "paid by card")
            #expect(november.entries.contains { $0.transaction.fee.minor == 20 })
            let without = november.entries.dropFirst().reduce(0) { $0 + $1.change }
            #expect(november.opening.minor + without != november.closing.minor, "one entry less would be seen")
        }
    }

    @Test("the page shows sums, both lines and the table, and months without anything", arguments: TestEngine.available)
    func page(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Self.live(cast)
            let statement = try await Self.read(cast, "2026-11")
            let page = try await mira.page("/statement?month=2026-11").text
            #expect(page.contains(statement.total(spent: true).display))
            #expect(page.contains(statement.opening.display) && page.contains(statement.closing.display))
            #expect(page.contains("role=\"img\"") && page.contains("<desc") && page.contains("半亩生鲜"))
            #expect(page.contains("2026 年 11 月") && page.contains("value=\"2023-12\""), "36 months are there")
            #expect(page.contains("=HYPERLINK(&quot;x&quot;)"))
            let empty = try await mira.page("/statement?month=2024-02").text
            #expect(empty.contains(StatementTexts.empty(.zhHans)) && empty.contains("¥0.00"))
            for odd in ["2026-13", "x", "2099-01", "2026-11-01"] {
                #expect(try await mira.page("/statement?month=\(odd)").text.contains("2026 年 11 月"), "\(odd)")
            }
            #expect(try await cast.page("/upay/statement").location == "/upay/signin")
        }
    }

    @Test(
        "the file for a spreadsheet has every entry, adds up, and carries no formula", arguments: TestEngine.available)
    func csv(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Self.live(cast)
            let reply = try await mira.page("/statement.csv?month=2026-11")
            #expect(reply.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(reply.headers[.contentDisposition]?.contains("upay-2026-11.csv") == true)
            #expect(reply.text.unicodeScalars.first == "\u{FEFF}")
            let lines = reply.text.dropFirst().components(separatedBy: "\r\n").filter { !$0.isEmpty }
            let statement = try await Self.read(cast, "2026-11")
            #expect(lines.count == statement.entries.count + 3, "head, opening, entries, closing")
            #expect(lines.last?.hasSuffix(statement.closing.decimal) == true)
            #expect(
                lines.dropLast().last?.hasSuffix(statement.closing.decimal) == true, "the running balance gets there")
            #expect(reply.text.contains("\"'=HYPERLINK(\"\"x\"\")\""))
            #expect(lines.allSatisfy { !$0.hasPrefix("=") && !$0.contains(",=") })
            let times = lines.dropFirst(2).dropLast().map { String($0.prefix(19)) }
            #expect(times == times.sorted() && times.count > 5, "oldest first")
            let theo = try await Purse.open(cast, cast.theo, 0)
            let his = try await theo.page("/statement.csv?month=2026-11").text
            #expect(!his.contains("拾光咖啡"), "nobody else's")
            #expect(try await cast.page("/upay/statement.csv").status == 401)
        }
    }

    @Test("cells are quoted where they must be, and numbers stay whole")
    func cells() {
        let cells = [
            "a,b": "\"a,b\"", "a\"b": "\"a\"\"b\"", "=1+1": "'=1+1", "+86": "'+86", "-1": "-1", "-x": "'-x",
            "@x": "'@x",
            "＝1": "'＝1", "12.50": "12.50", "2611201021068842": "2611201021068842\t", "中文": "中文",
        ]
        for (text, cell) in cells { #expect(StatementCSV.cell(text) == cell) }
    }

    @Test("months begin at midnight on the brand's wall clock")
    func months() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let november = try #require(Statement.Month("2026-11"))
        #expect(november.start(in: zone).rfc3339 == "2026-10-31T16:00:00.000Z")
        #expect(november.previous.description == "2026-10" && november.adding(2).description == "2027-01")
        #expect(november.adding(-35).description == "2023-12")
        #expect(try #require(Statement.Month("2028-02")).days == 29 && november.days == 30)
        #expect(Statement.Month("2026-1") == nil && Statement.Month("2026-00") == nil)
    }
}

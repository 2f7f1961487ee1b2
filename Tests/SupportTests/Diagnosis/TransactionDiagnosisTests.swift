import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

@Suite struct TransactionDiagnoses {
    private static let at = Moment(milliseconds: 1_795_000_000_000)

    private static func made(
        _ kind: WalletTransaction.Kind, _ state: WalletTransaction.State, _ reason: WalletTransaction.Reason? = nil,
        id: String = "t1", secondsLater: Int64 = 0, name: String = "拾光咖啡", held: Int64 = 0, fee: Int64 = 0,
        expectedAt: Moment? = nil
    ) -> WalletTransaction {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: .cny) }
        return WalletTransaction(
            id: TransactionID(id), number: "2611201021068842", customer: CustomerID("c"), kind: kind, state: state,
            reason: reason, amount: money(3_200), fee: money(fee), means: .balance,
            counterparty: .init(name: name, bank: kind == .payment ? nil : "工商银行", lastFour: "6217"), held: money(held),
            refunded: money(0), refundOf: nil, expectedAt: expectedAt, createdAt: at.adding(seconds: secondsLater),
            updatedAt: at.adding(seconds: secondsLater), steps: [.init(state: .created, reason: nil, at: at)])
    }

    @Test("what a record shows has its name")
    func codes() {
        let all: [(WalletTransaction, Diagnosis.Code?)] = [
            (Self.made(.payment, .failed, .limitReached), .limitReached),
            (Self.made(.transfer, .failed, .limitReached), .limitReached),
            (Self.made(.transfer, .failed, .insufficientBalance), .insufficientBalance),
            (Self.made(.topUp, .failed, .limitReached), .topUpLimitReached),
            (Self.made(.topUp, .failed, .declinedByBank), .topUpDeclined),
            (Self.made(.topUp, .failed, .cardExpired), .cardExpired),
            (Self.made(.topUp, .processing), .topUpProcessing),
            (Self.made(.withdrawal, .failed, .limitReached), .withdrawalLimitReached),
            (Self.made(.withdrawal, .processing, .processingAtBank), .withdrawalProcessing),
            (Self.made(.withdrawal, .returned, .rejectedByBank), .withdrawalRejected),
            (Self.made(.transfer, .processing, .processingAtBank), .processingAtBank),
            (Self.made(.transfer, .returned, .returnedByBank), .transferReturned),
            (Self.made(.payment, .processing), .noConfirmation), (Self.made(.payment, .succeeded), nil),
            (Self.made(.refund, .processing), .refundPending), (Self.made(.refund, .succeeded), .refundCompleted),
            (Self.made(.received, .succeeded), nil),
        ]
        for (transaction, code) in all {
            let found = Diagnosis(transaction, .init())?.code
            #expect(found == code, "\(transaction.kind) \(transaction.state)")
        }
    }

    @Test("every code has words in every language with nothing left open, and a rail with one place where it stands")
    func cards() throws {
        let states: [(WalletTransaction.Kind, WalletTransaction.State)] = [
            (.payment, .failed), (.payment, .succeeded), (.payment, .processing), (.transfer, .succeeded),
            (.transfer, .processing), (.topUp, .failed), (.withdrawal, .processing), (.refund, .succeeded),
            (.refund, .processing),
        ]
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        for code in Diagnosis.Code.allCases {
            for language in Language.allCases {
                #expect(ConsoleTexts.code(code.rawValue) != nil)
                for (kind, state) in states {
                    let clock = Clock(zone: zone, now: Self.at, language: language)
                    let card = Diagnosis(code: code).card(Self.made(kind, state), balance: nil, clock: clock)
                    let text = card.verdict + card.explanation
                    #expect(!text.contains("{") && card.verdict.count > 6, "\(code) \(language): \(text)")
                    let now = card.rail.filter { $0.state == "here" || $0.state == "stop" }
                    #expect(now.count == 1 || code == .networkTimeout, "\(code) \(kind) \(state)")
                }
            }
        }
    }

    @Test("what should have been there by now is said to be late, and can be traced")
    func late() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let due = Self.at.adding(seconds: 7_200)
        let transfer = Self.made(.transfer, .processing, .processingAtBank, expectedAt: due)
        for (now, isLate) in [(due, false), (due.adding(seconds: 1), true)] {
            let found = try #require(Diagnosis(transfer, .init(now: now)))
            #expect(found.code == .processingAtBank)
            #expect(found.rule == (isLate ? "transfer-late" : "transfer-under-way"))
            let ways = Advice.actions(for: found.code.rawValue, transfer, facts: found.facts, .zhHans).map(\.id)
            #expect(ways == [isLate ? "trace" : "remind"])
            let card = found.card(transfer, balance: nil, clock: Clock(zone: zone, now: now, language: .zhHans))
            #expect(card.verdict.contains("比预计的晚") == isLate)
            #expect(card.rail.first?.time != nil && card.rail.last?.time?.hasPrefix("预计") == true)
        }
        let settled = Self.made(.transfer, .succeeded, expectedAt: due)
        #expect(Diagnosis(settled, .init(now: due.adding(seconds: 60))) == nil)
    }

    @Test("while money is on hold nobody is asked to pay again")
    func held() throws {
        for (minor, ways) in [(Int64(3_200), ["remind"]), (0, ["retry"])] {
            let payment = Self.made(.payment, .failed, .networkTimeout, held: minor)
            let found = try #require(Diagnosis(payment))
            let actions = Advice.actions(for: found.code.rawValue, payment, facts: found.facts, .zhHans)
            #expect(actions.map(\.id) == ways)
        }
    }

    @Test("two of the same within ten minutes are a slip; what was given back or came later is none")
    func duplicates() {
        let first = Self.made(.payment, .succeeded, id: "t0")
        let second = Self.made(.payment, .succeeded, secondsLater: 300)
        #expect(Diagnosis(second, .init(others: [first, second]))?.code == .duplicate)
        #expect(Diagnosis(first, .init(others: [first, second])) == nil, "the first was meant")
        let late = Self.made(.payment, .succeeded, secondsLater: 601)
        #expect(Diagnosis(late, .init(others: [first])) == nil)
        let elsewhere = Self.made(.payment, .succeeded, secondsLater: 5, name: "云上书店")
        #expect(Diagnosis(elsewhere, .init(others: [first])) == nil)
    }

    @Test("what the owner says counts where it can be so, and a disowned one comes before everything")
    func said() {
        let paid = Self.made(.payment, .succeeded)
        func code(_ transaction: WalletTransaction, _ said: Diagnosis.Code, disowned: Bool = false) -> Diagnosis.Code? {
            Diagnosis(transaction, .init(isDisowned: disowned, said: said))?.code
        }
        #expect(code(paid, .merchantNotReceived) == .merchantNotReceived)
        #expect(code(paid, .noConfirmation) == .noConfirmation)
        #expect(code(paid, .wrongRecipient) == nil, "a payment has no recipient to mix up")
        #expect(code(Self.made(.transfer, .succeeded), .wrongRecipient) == .wrongRecipient)
        #expect(code(Self.made(.payment, .failed, .cardExpired), .merchantNotReceived) == .cardExpired)
        #expect(code(paid, .merchantNotReceived, disowned: true) == .unauthorised)
    }

    @Test("the page offers what may be wrong, and answers it", arguments: TestEngine.available)
    func page(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let made = try await mira.order("/transfer", ["recipient": "13900000002", "amount": "80"])
            let page = try await mira.page("/transactions/\(made.id)").text
            #expect(page.contains(MoneyTexts.allWell(.zhHans)) && page.contains("said=transfer.wrong_recipient"))
            let wrong = try await mira.page("/transactions/\(made.id)?said=transfer.wrong_recipient").text
            #expect(wrong.contains("我们帮您请对方退回") && !wrong.contains(MoneyTexts.allWell(.zhHans)))
            let stolen = try await mira.page("/transactions/\(made.id)?said=payment.unauthorised").text
            #expect(stolen.contains("/upay/freeze") && stolen.contains("先止付"))
            for odd in ["payment.card_expired", "nonsense", "%00"] {
                #expect(
                    try await mira.page("/transactions/\(made.id)?said=\(odd)").text.contains(
                        MoneyTexts.allWell(.zhHans)))
            }
            try await cast.storage.write {
                _ = try $0.execute(
                    """
                    INSERT INTO disowned_transaction (transaction_id, customer_id, marked_at)
                    VALUES (\(made.id), \(cast.mira.id), \($0.now))
                    """)
            }
            #expect(try await mira.page("/transactions/\(made.id)").text.contains("/upay/freeze"))
        }
    }

    @Test("the wallet's home leads to everything in every language", arguments: TestEngine.available)
    func home(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let mira = try await Purse.open(cast)
            let card = try await mira.card()
            let paths = [
                "/topup", "/withdraw", "/transfer", "/transfer?to=bank", "/pay", "/cards", "/cards/new", "/statement",
                "/cards/\(card.id)/removal", "/",
            ]
            for language in Language.allCases {
                for path in paths {
                    let mark = path.contains("?") ? "&" : "?"
                    let reply = try await mira.page("\(path)\(mark)language=\(language.tag)")
                    #expect(reply.status == 200 && !reply.text.contains("{"), "\(path) \(language)")
                    #expect(reply.text.contains("<html lang=\"\(language.tag)\""))
                }
            }
            let home = try await mira.page("/").text
            for path in ["topup", "withdraw", "transfer", "pay", "cards", "statement"] {
                #expect(home.contains("href=\"/upay/\(path)\""), "\(path)")
            }
        }
    }
}

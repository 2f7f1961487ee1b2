import Foundation
import Synchronization
import Terms

@testable import Wallet

/// The sandbox bank's books at the end of a line that loses questions and answers, doubles them, and brings reports
/// late, twice and in any order. No sockets, so that thousands of orders fit into a test.
final class BadLine: Bank {
    enum Trouble { case none, questionLost, answerLost, doubled }

    let books: SandboxBooks
    private let now: @Sendable () -> Moment
    private let state: Mutex<State>

    private struct State {
        var dice: Dice
        var reports: [(key: String, due: Moment)] = []
        /// What came of it, to know that the test has tested something.
        var troubles: [String: Int] = [:]
    }

    init(seed: UInt64, now: @escaping @Sendable () -> Moment) {
        self.now = now
        books = SandboxBooks(callbackURL: nil, now: now)
        state = Mutex(State(dice: Dice(state: seed)))
    }

    var troubles: [String: Int] { state.withLock { $0.troubles } }

    func tokenise(_ card: CardDetails, key: String) async throws -> CardAnswer {
        try await ask("card") {
            await self.books.tokenise(
                .init(
                    key: key, number: card.number, expiryYear: card.expiryYear, expiryMonth: card.expiryMonth,
                    name: card.holderName, phone: card.phone))
        }
    }

    func send(_ order: BankOrder) async throws -> BankAnswer {
        try await ask("order") {
            let (reply, reports) = await self.books.receive(order)
            let now = self.now()
            self.state.withLock { state in
                state.reports += reports.map { ($0.key, now.adding(milliseconds: $0.afterMilliseconds)) }
            }
            guard case .answer(let answer, _) = reply else { throw BankUnreachable("silent") }
            return answer
        }
    }

    func inquire(_ key: String) async throws -> BankAnswer {
        try await ask("inquiry") { await self.books.answer(to: key) }
    }

    func void(_ key: String) async throws {
        _ = try await ask("void") { await self.books.void(key) }
    }

    /// The reports that are due, some of them twice, in any order.
    func dueReports() async -> [(key: String, answer: BankAnswer)] {
        let now = now()
        let due = state.withLock { state in
            let due = state.reports.filter { $0.due <= now }.map(\.key)
            state.reports.removeAll { $0.due <= now }
            let again = due.filter { _ in Int.random(in: 0..<3, using: &state.dice) == 0 }
            return (due + again).shuffled(using: &state.dice)
        }
        var reports: [(String, BankAnswer)] = []
        for key in due { reports.append((key, await books.finish(key, asReport: true))) }
        return reports.filter { $0.1.isFinal }
    }

    private func ask<Answer: Sendable>(_ what: String, _ deliver: () async throws -> Answer) async throws -> Answer {
        let trouble = state.withLock { state in
            let trouble: Trouble =
                switch Int.random(in: 0..<20, using: &state.dice) {
                case 0: .questionLost
                case 1: .answerLost
                case 2: .doubled
                default: .none
                }
            if trouble != .none { state.troubles["\(what) \(trouble)", default: 0] += 1 }
            return trouble
        }
        if trouble == .questionLost { throw BankUnreachable("lost") }
        let answer = try await deliver()
        if trouble == .doubled { _ = try await deliver() }
        if trouble == .answerLost { throw BankUnreachable("lost") }
        return answer
    }
}

import Credentials
import Foundation
import Storage
import Terms
import Wallet

/// Questions that only who uses the wallet can answer: whom they paid lately, and how much. One right answer in four
/// each; all of them must be right.
struct RecentTransactions: Codable, Sendable, Equatable {
    struct Question: Codable, Sendable, Equatable {
        enum About: String, Codable, Sendable { case party, amount }
        let about: About
        /// For an amount: whom it went to.
        let place: String
        let options: [String]
        let right: Int
    }

    static let days: Int64 = 90
    static let enough = 3
    private static let lookMax = 50
    private static let optionsMax = 4
    private static let othersMax = 6

    let questions: [Question]

    /// `0,2,1`: the number of the option chosen for each question, in order.
    func isRight(_ typed: String) -> Bool {
        typed.split(separator: ",").map { Int($0) ?? -1 } == questions.map(\.right)
    }

    /// Throws for a wallet that is silent where the purpose must have them; elsewhere they are not offered then.
    static func areEnough(of customer: CustomerID, _ desk: Desk, isMust: Bool) async throws -> Bool {
        let found: [WalletTransaction]
        do { found = try await eligible(customer, desk) } catch let refusal as Refusal {
            if isMust, refusal.kind == .unavailable { throw refusal }
            return false
        }
        return found.count >= enough
    }

    static func draw(of customer: CustomerID, _ desk: Desk) async throws -> RecentTransactions {
        let found = try await eligible(customer, desk)
        // A shop is remembered; a person's name among shops would tell itself.
        let shops = Set(found.filter { $0.kind == .payment }.map(\.counterparty.name))
        let others = try await shopsOfOthers(than: customer, desk).subtracting(shops)
        var questions: [Question] = []
        var rest = found
        if others.count >= optionsMax - 1 {
            questions = shops.sorted().shuffled().prefix(min(enough, shops.count) - 1).map { shop in
                question(
                    .party, place: "", right: shop, wrong: Array(others.sorted().shuffled().prefix(optionsMax - 1)))
            }
        }
        // What one question asks for, another must not name.
        let asked = Set(questions.map { $0.options[$0.right] })
        let unasked = found.filter { !asked.contains($0.counterparty.name) }
        if questions.count + unasked.count >= enough { rest = unasked } else { questions = [] }
        questions += rest.shuffled().prefix(enough - questions.count).map { one in
            question(
                .amount, place: one.counterparty.name, right: one.amount.display, wrong: amounts(unlike: one.amount))
        }
        return RecentTransactions(questions: questions)
    }

    /// Where other customers of the brand have paid lately: wrong options from the same town, so that no list of
    /// names tells them from the right ones.
    private static func shopsOfOthers(than customer: CustomerID, _ desk: Desk) async throws -> Set<String> {
        let others = try await desk.storage.read { transaction -> [CustomerID] in
            let brand = try Customer.find(customer, in: transaction).brand
            guard
                let first: Moment = try transaction.first(
                    "SELECT MIN(joined_at) FROM customer WHERE brand_id = \(brand)")?.optional(0)
            else { return [] }
            // Ids are in the order of time.
            let from = UUIDv7.text(
                at: Moment(
                    milliseconds: .random(
                        in: first.milliseconds...max(first.milliseconds, transaction.now.milliseconds))))
            let around: (SQL) throws -> [CustomerID] = { rule in
                try transaction.rows(
                    """
                    SELECT id FROM customer WHERE brand_id = \(brand) AND id <> \(customer) AND id \(rule)
                    LIMIT \(othersMax)
                    """
                ).map { try $0.get(0) }
            }
            return try around(">= \(from) ORDER BY id") + around("< \(from) ORDER BY id DESC")
        }
        var shops: Set<String> = []
        for other in others.prefix(othersMax) {
            let paid = try? await desk.asked { try await desk.wallet.transactions(other, before: nil, limit: 20) }
            shops.formUnion((paid ?? []).filter { $0.kind == .payment }.map(\.counterparty.name))
        }
        return shops
    }

    private static func eligible(_ customer: CustomerID, _ desk: Desk) async throws -> [WalletTransaction] {
        let since = desk.storage.moment.adding(seconds: -days * 86_400)
        return try await desk.asked {
            try await desk.wallet.transactions(customer, before: nil, limit: lookMax)
        }.filter {
            ($0.kind == .payment || $0.kind == .transfer) && $0.state == .succeeded && $0.createdAt > since
                && $0.amount.minor > 0
        }
    }

    private static func question(_ about: Question.About, place: String, right: String, wrong: [String]) -> Question {
        let options = ([right] + wrong).shuffled()
        return Question(about: about, place: place, options: options, right: options.firstIndex(of: right) ?? 0)
    }

    /// Three that look as likely: as round as the right one, and it is the smallest, the largest or in between with
    /// the same chance.
    static func amounts(unlike amount: Money) -> [String] {
        var step: Int64 = 1
        while amount.minor % (step * 10) == 0, step < amount.minor { step *= 10 }
        // Of a single digit (¥50.00) there are too few as round as it within reach.
        while amount.minor / step < 10, step > 1 { step /= 10 }
        let below = Int.random(in: 0..<optionsMax)
        var found: Set<Int64> = [amount.minor]
        var tries = 0
        while found.count < optionsMax {
            let isBelow = found.count { $0 < amount.minor } < below && amount.minor > step * Int64(optionsMax)
            let percent = isBelow ? Int64.random(in: 30...92) : Int64.random(in: 108...260 + Int64(tries))
            let other = amount.minor * percent / 100 / step * step
            // The right one's last digit is not the only one that is not nought.
            let isAsRound = step == 1 || other % (step * 10) != 0 || amount.minor % (step * 10) == 0
            tries += 1
            if other > 0, other != amount.minor, isAsRound || tries > 100 { found.insert(other) }
        }
        return found.subtracting([amount.minor]).map { Money(minor: $0, currency: amount.currency).display }
    }
}

extension RecentTransactions {
    /// As it was drawn for a check.
    init(sealed: String, of check: CheckID, _ vault: Vault) throws {
        let data = Data(try vault.open(sealed, for: "transactions:\(check)"))
        self = try JSONDecoder().decode(RecentTransactions.self, from: data)
    }
}

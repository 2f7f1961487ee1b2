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
        return found.count >= enough && Set(found.map(\.counterparty.name)).count >= 2
    }

    static func draw(of customer: CustomerID, _ desk: Desk) async throws -> RecentTransactions {
        let found = try await eligible(customer, desk)
        let known = Set(found.map(\.counterparty.name))
        let strangers = decoys.filter { !known.contains($0) }
        let parties = Array(known).sorted().shuffled().prefix(2)
        var questions = parties.map { party in
            question(.party, place: "", right: party, wrong: Array(strangers.shuffled().prefix(3)))
        }
        if let one = found.randomElement() {
            questions.append(
                question(
                    .amount, place: one.counterparty.name, right: one.amount.display,
                    wrong: amounts(unlike: one.amount)))
        }
        return RecentTransactions(questions: questions)
    }

    private static func eligible(_ customer: CustomerID, _ desk: Desk) async throws -> [WalletTransaction] {
        let since = desk.storage.moment.adding(seconds: -days * 86_400)
        return try await desk.asked {
            try await desk.wallet.transactions(customer, before: nil, limit: lookMax)
        }.filter {
            ($0.kind == .payment || $0.kind == .transfer) && $0.state == .succeeded && $0.createdAt > since
        }
    }

    private static func question(_ about: Question.About, place: String, right: String, wrong: [String]) -> Question {
        let options = ([right] + wrong).shuffled()
        return Question(about: about, place: place, options: options, right: options.firstIndex(of: right) ?? 0)
    }

    /// Three that look as likely: of the same size, and none twice.
    private static func amounts(unlike amount: Money) -> [String] {
        var found: Set<Int64> = [amount.minor]
        while found.count < 4 {
            let other = amount.minor * Int64.random(in: 35...260) / 100 / 10 * 10 + amount.minor % 10
            found.insert(max(100, other) + (found.contains(max(100, other)) ? Int64.random(in: 1...9) * 100 : 0))
        }
        return found.subtracting([amount.minor]).map { Money(minor: $0, currency: amount.currency).display }
    }

    /// Names of shops as they are found anywhere.
    private static let decoys = [
        "晨光早餐铺", "青禾便利店", "云岭茶馆", "小满花房", "橙子洗衣", "老街面馆", "安泰大药房", "星河影城", "一木书屋",
        "海岛水果", "南山健身", "乐童玩具", "丰巢生鲜", "禾田烘焙", "万象停车场", "和风理发", "白鹭渔港", "知行教育",
    ]
}

extension RecentTransactions {
    /// As it was drawn for a check.
    init(sealed: String, of check: CheckID, _ vault: Vault) throws {
        let data = Data(try vault.open(sealed, for: "transactions:\(check)"))
        self = try JSONDecoder().decode(RecentTransactions.self, from: data)
    }
}

import Storage
import Terms

@testable import Wallet

extension Town {
    enum Act: Sendable {
        case topUp(Int, Int64, card: Int)
        case pay(Int, Int64, String, card: Int?)
        case give(Int, Int64, to: Int)
        case send(Int, Int64, String)
        case withdraw(Int, Int64, card: Int)
        case refund(Int, Int64?)
        case limit(Int, Limits.Kind, Int64?)
        case level(Int, Int)
        case unbind(Int, Int)
        case bind(Int, String)
        case contradict(Int, Int)
    }

    /// Mostly small amounts, now and then one that meets a limit.
    static func act(_ dice: inout Dice, people: Int) -> Act {
        let person = Int.random(in: 0..<people, using: &dice)
        let isLarge = Int.random(in: 0..<12, using: &dice) == 0
        let amount = Int64.random(in: isLarge ? 50_000...1_200_000 : 1...9_000, using: &dice)
        let card = Int.random(in: 0..<4, using: &dice)
        let merchant = merchants[max(0, Int.random(in: -6..<merchants.count, using: &dice))]
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<22: return .topUp(person, amount, card: card)
        case 22..<42: return .pay(person, amount, merchant, card: nil)
        case 42..<50: return .pay(person, amount, merchant, card: card)
        case 50..<62: return .give(person, amount, to: Int.random(in: 0..<people, using: &dice))
        case 62..<70: return .send(person, amount, recipients[Int.random(in: 0..<4, using: &dice)])
        case 70..<80: return .withdraw(person, amount, card: card)
        case 80..<90: return .refund(person, Bool.random(using: &dice) ? nil : amount / 3 + 1)
        case 90..<92:
            let kind = Limits.Kind.allCases[Int.random(in: 0..<4, using: &dice)]
            return .limit(person, kind, Bool.random(using: &dice) ? amount * 2 : nil)
        case 92: return .level(person, Int.random(in: 1...3, using: &dice))
        case 93..<95: return .unbind(person, card)
        case 95..<97: return .bind(person, cards[card])
        default: return .contradict(person, Int.random(in: 0..<4, using: &dice))
        }
    }

    /// `again`: given twice at the same moment.
    func perform(_ act: Act, key: String, again: Bool) async {
        switch act {
        case .limit, .level, .unbind, .bind, .contradict:
            do { try await change(act, key: key) } catch let refusal as Refusal {
                notes.note { $0.refused[refusal.code, default: 0] += 1 }
            } catch { notes.note { $0.faults.append("\(key): \(error)") } }
        default:
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<(again ? 2 : 1) { group.addTask { await self.order(act, key) } }
            }
        }
    }

    private func order(_ act: Act, _ key: String) async {
        switch act {
        case .topUp(let who, let minor, let card):
            let (person, amount) = (people[who], money(who, minor))
            guard let card = self.card(who, card) else { return }
            await order(key, by: person) {
                try await $0.topUp(.init(customer: person.id, amount: amount, card: card), key: key)
            }
        case .pay(let who, let minor, let merchant, let card):
            let (person, amount) = (people[who], money(who, minor))
            let source = card.flatMap { self.card(who, $0) }.map { Source.card($0) } ?? .balance
            let payment = Payment(customer: person.id, amount: amount, source: source, merchant: merchant)
            await order(key, by: person) { try await $0.pay(payment, key: key) }
        case .give(let who, let minor, let other):
            let transfer = Transfer(
                customer: people[who].id, amount: money(who, minor),
                recipient: .customer(people[other].id, name: "友"), sender: "我")
            await order(key, by: people[who]) { try await $0.transfer(transfer, key: key) }
        case .send(let who, let minor, let name):
            let transfer = Transfer(
                customer: people[who].id, amount: money(who, minor),
                recipient: .bankAccount(name: name, bank: "行", number: "123456789"))
            await order(key, by: people[who]) { try await $0.transfer(transfer, key: key) }
        case .withdraw(let who, let minor, let card):
            guard let card = self.card(who, card) else { return }
            let withdrawal = Withdrawal(customer: people[who].id, amount: money(who, minor), card: card)
            await order(key, by: people[who]) { try await $0.withdraw(withdrawal, key: key) }
        case .refund(let who, let minor):
            await refund(who, minor.map { money(who, $0) }, key)
        default: break
        }
    }

    private func refund(_ who: Int, _ amount: Money?, _ key: String) async {
        let found = try? await ledger.transactions(people[who].id, before: nil, limit: 20).first {
            $0.refundable.minor > 0
        }
        guard let found else { return }
        let refund = Refund(customer: people[who].id, transaction: found.id, amount: amount)
        // The payment that is found may be another one the second time: another key.
        let key = "\(key)-\(found.id)"
        await order(key, by: people[who]) { try await $0.refund(refund, key: key, by: Self.actor) }
    }

    private func change(_ act: Act, key: String) async throws {
        switch act {
        case .limit(let who, let kind, let minor):
            try await ledger.setLimit(
                kind, perTransaction: nil, perDay: minor.map { money(who, $0) }, of: people[who].id, by: Self.actor)
        case .level(let who, let level): try await ledger.setLevel(level, of: people[who].id, by: Self.actor)
        case .unbind(let who, let card):
            guard let card = self.card(who, card) else { return }
            try await ledger.unbind(card, of: people[who].id, by: Self.actor)
        case .bind(let who, let ending):
            let details = CardDetails(
                number: CardRefusals.number("622588", ending), expiryYear: ending == "4444" ? 2024 : 2031,
                expiryMonth: 7)
            _ = try await ledger.bind(details, to: people[who].id, key: key)
        case .contradict(let who, let which):
            let answers: [BankAnswer] = [.approved, .declined(reason: "x"), .pending(until: nil), .unknown]
            guard let newest = try await ledger.transactions(people[who].id, before: nil, limit: 1).first,
                let entry = try await world.storage.read({ try LedgerEntry.find(newest.id, in: $0) })
            else { return }
            notes.note { _ = $0.contradicted.insert(newest.id) }
            try await ledger.bankAnswered(answers[which], to: BankOrder(entry).key)
        default: break
        }
    }

    private func money(_ who: Int, _ minor: Int64) -> Money { Money(minor: minor, currency: people[who].currency) }
    private func card(_ who: Int, _ index: Int) -> CardID? {
        people[who].cards.isEmpty ? nil : people[who].cards[index % people[who].cards.count]
    }
}

import Foundation
import Terms

/// What the sandbox bank remembers, for as long as it runs.
actor SandboxBooks {
    static let ordersMax = 50_000
    static let scriptsMax = 1_000

    enum State: Equatable {
        case approved
        case declined(String)
        /// `silent`: the one who sent it is not told that it is under way.
        case underWay(until: Moment, thenDecline: String?, silent: Bool)
        case voided
    }

    struct Entry {
        let order: BankOrder
        var state: State
    }

    enum Reply: Equatable {
        case answer(BankAnswer, afterMilliseconds: Int64)
        case silence
    }

    /// A report to be sent after a while.
    struct Report: Equatable {
        let key: String
        let afterMilliseconds: Int64
    }

    private struct KnownCard {
        let lastFour: String
        var expiryYear: Int
        var expiryMonth: Int
    }

    private let now: @Sendable () -> Moment
    private var cards: [String: KnownCard] = [:]
    private var issued: [String: SandboxBank.IssuedCard] = [:]
    private var tokens: [String: String] = [:]
    private(set) var entries: [String: Entry] = [:]
    private var arrivals: [String] = []
    private var scripts: [SandboxBank.Script] = []
    private(set) var callbackURL: String?

    init(callbackURL: String?, now: @escaping @Sendable () -> Moment) {
        self.callbackURL = callbackURL
        self.now = now
    }

    func callBack(to url: String) { callbackURL = url }

    /// The newest goes first, so that a scenario is not undone by an older one.
    func follow(_ script: SandboxBank.Script) { scripts = Array(([script] + scripts).prefix(Self.scriptsMax)) }
    func forgetScripts() { scripts = [] }

    func issue(_ card: SandboxBank.IssuedCard) { issued[card.number] = card }

    /// A card on file is compared for real; one that is not is taken on trust.
    func tokenise(_ card: BankWire.NewCard) -> CardAnswer {
        let file = issued[card.number]
        if let reason = file?.refusal(name: card.name ?? "", phone: card.phone ?? "") { return .refused(reason) }
        let token = tokens[card.number] ?? "card_" + UUID().uuidString.lowercased()
        tokens[card.number] = token
        cards[token] = KnownCard(
            lastFour: String(card.number.suffix(4)), expiryYear: card.expiryYear, expiryMonth: card.expiryMonth)
        return .accepted(token: token, isHolder: file.map { !$0.name.isEmpty } ?? true, kind: file?.kind)
    }

    func receive(_ order: BankOrder) -> (Reply, [Report]) {
        if let entry = entries[order.key] {
            if entry.state == .voided { return (.answer(answer(to: order.key), afterMilliseconds: 0), []) }
            guard entry.order == order else {
                return (.answer(.declined(reason: "key_reused"), afterMilliseconds: 0), [])
            }
            if case .underWay(_, _, silent: true) = entry.state { return (.silence, []) }
            return (.answer(answer(to: order.key), afterMilliseconds: 0), [])
        }
        if let reason = refused(order) { return (remember(order, .declined(reason)), []) }
        switch script(for: order) {
        case .approve: return (remember(order, .approved), [])
        case .decline(let reason): return (remember(order, .declined(reason)), [])
        case .delay(let milliseconds):
            _ = remember(order, .approved)
            return (.answer(.approved, afterMilliseconds: milliseconds), [])
        case .timeOut: return (.silence, [])
        case .pending(let seconds, let reason):
            let milliseconds = Int64(seconds * 1_000)
            let until = now().adding(milliseconds: milliseconds)
            return (
                remember(order, .underWay(until: until, thenDecline: reason, silent: false)),
                [Report(key: order.key, afterMilliseconds: milliseconds)]
            )
        case .twice:
            let report = Report(key: order.key, afterMilliseconds: 0)
            return (remember(order, .approved), [report, report])
        case .late(let milliseconds):
            let until = now().adding(milliseconds: milliseconds)
            _ = remember(order, .underWay(until: until, thenDecline: nil, silent: true))
            return (.silence, [Report(key: order.key, afterMilliseconds: milliseconds)])
        }
    }

    func answer(to key: String) -> BankAnswer {
        switch entries[key]?.state {
        case nil: return .unknown
        case .approved: return .approved
        case .declined(let reason): return .declined(reason: reason)
        case .voided: return .declined(reason: "voided")
        case .underWay(let until, _, _):
            guard until <= now() else { return .pending(until: until) }
            return finish(key)
        }
    }

    /// The end of what was under way. A void that came before it stands, but a report says "approved" all the same: it
    /// crossed the void on the way.
    func finish(_ key: String, asReport: Bool = false) -> BankAnswer {
        if case .underWay(_, let reason, _) = entries[key]?.state {
            entries[key]?.state = reason.map { .declined($0) } ?? .approved
        }
        if asReport, entries[key]?.state == .voided { return .approved }
        return answer(to: key)
    }

    /// Also for a key that has not arrived yet: it will be declined when it does.
    func void(_ key: String) -> BankAnswer {
        if case .declined = entries[key]?.state { return answer(to: key) }
        let placeholder = BankOrder(key: key, amount: Money(minor: 0, currency: .cny), act: .refund(of: ""))
        if entries[key] == nil { arrivals.append(key) }
        entries[key] = Entry(order: entries[key]?.order ?? placeholder, state: .voided)
        return answer(to: key)
    }

    private func remember(_ order: BankOrder, _ state: State) -> Reply {
        if arrivals.count >= Self.ordersMax {
            for key in arrivals.prefix(Self.ordersMax / 2) { entries[key] = nil }
            arrivals.removeFirst(Self.ordersMax / 2)
        }
        arrivals.append(order.key)
        entries[order.key] = Entry(order: order, state: state)
        return .answer(answer(to: order.key), afterMilliseconds: 0)
    }

    /// What any bank declines by itself: an unknown card, or to give back more than was taken.
    private func refused(_ order: BankOrder) -> String? {
        switch order.act {
        case .charge(let token, _), .withdraw(let token): return cards[token] == nil ? "unknown_card" : nil
        case .settle, .payOut: return nil
        case .refund(let charge):
            guard let taken = entries[charge], taken.state == .approved else { return "unknown_charge" }
            let given = entries.values.filter { $0.order.act == order.act && $0.state == .approved }
            return given.reduce(order.amount.minor) { $0 + $1.order.amount.minor } > taken.order.amount.minor
                ? "too_much" : nil
        }
    }
}

// MARK: - Scripts

extension SandboxBooks {
    private func script(for order: BankOrder) -> SandboxBank.Script.Outcome {
        guard let index = scripts.firstIndex(where: { matches($0, order) }) else {
            return isExpired(order) ? .decline(reason: BankAnswer.expiredCard) : .approve
        }
        let outcome = scripts[index].outcome
        if let times = scripts[index].times {
            scripts[index].times = times - 1
            if times <= 1 { scripts.remove(at: index) }
        }
        return outcome
    }

    private func matches(_ script: SandboxBank.Script, _ order: BankOrder) -> Bool {
        let traits = traits(of: order)
        return script.act.map { $0 == traits.act } ?? (traits.act != .refund)
            && script.lastFour.map { $0 == traits.lastFour } ?? true
            && script.merchant.map { $0 == traits.merchant } ?? true
            && script.recipient.map { $0 == traits.recipient } ?? true
    }

    private func traits(
        of order: BankOrder
    ) -> (act: SandboxBank.Script.Act, lastFour: String?, merchant: String?, recipient: String?) {
        switch order.act {
        case .charge(let token, let merchant): return (.charge, cards[token]?.lastFour, merchant, nil)
        case .settle(let merchant): return (.settle, nil, merchant, nil)
        case .payOut(let name, _, _): return (.payout, nil, nil, name)
        case .withdraw(let token): return (.withdraw, cards[token]?.lastFour, nil, nil)
        case .refund(let charge):
            guard case .charge(let token, let merchant) = entries[charge]?.order.act else {
                return (.refund, nil, nil, nil)
            }
            return (.refund, cards[token]?.lastFour, merchant, nil)
        }
    }

    private func isExpired(_ order: BankOrder) -> Bool {
        guard case .charge(let token, _) = order.act, let card = cards[token] else { return false }
        let today = now().local(in: .gmt)
        return (card.expiryYear, card.expiryMonth) < (today.year, today.month)
    }
}

import Foundation
import Logging
import Storage
import Terms
import Wallet

/// Fills an empty demo with four brands' people and a believable week, by the product's own verbs on a clock that runs
/// through it.
public struct Seed: Sendable {
    static let names = ["林晓", "王磊", "赵敏", "孙浩", "何静", "周宁", "吴桐", "郑爽", "冯雪", "蒋川", "沈言", "韩梅"]

    /// The desk and the ledger on a storage whose clock is `clock`.
    let desk: Desk
    let ledger: Ledger
    let runner: JobRunner
    let clock: SeedClock

    public init(desk: Desk, ledger: Ledger, clock: SeedClock, logger: Logger) {
        self.desk = desk
        self.ledger = ledger
        self.clock = clock
        runner = JobRunner(desk.storage, desk.jobs + ledger.jobs, logger: logger)
    }

    public enum Progress: Sendable { case empty, begun, filled }

    /// Whether somebody lives here already, and whether the filling came to its end.
    public static func progress(_ storage: Storage) async throws -> Progress {
        try await storage.read { transaction in
            if try transaction.first("SELECT cursor FROM feed_position WHERE name = 'seed'") != nil { return .filled }
            return try transaction.first("SELECT id FROM agent LIMIT 1") == nil ? .empty : .begun
        }
    }

    public func fill() async throws {
        let hash = try await desk.passwords.hash(Sandbox.password)
        let paymentHash = try await desk.passwords.hash(Sandbox.paymentPassword)
        let end = Moment.now()
        clock.set(end.adding(seconds: -8 * 86_400))
        for (index, agent) in SeedPlan.agents.enumerated() {
            _ = try await desk.storage.write { transaction in
                try Agent.add(
                    login: agent.login, name: agent.name, staffNumber: "T207\(index + 1)", role: agent.role,
                    passwordHash: hash,
                    in: transaction)
            }
        }
        var people: [Customer] = []
        for (index, person) in SeedPlan.customers.enumerated() {
            clock.set(end.adding(seconds: Int64(-(300 + index * 97) * 86_400)))
            let customer = try await join(person, hash)
            try await desk.storage.write { try PaymentPassword.set(paymentHash, of: customer, in: $0) }
            clock.set(Self.hour(of: end, daysAgo: 8, index))
            try await fund(customer)
            people.append(customer)
        }
        for day in stride(from: 7, through: 1, by: -1) {
            for (index, customer) in people.enumerated() {
                clock.set(Self.hour(of: end, daysAgo: day, index))
                try await live(customer, day: day, index: index)
            }
        }
        for (index, talk) in SeedPlan.talks.enumerated() {
            try await hold(talk, with: people, at: end.adding(seconds: -talk.secondsAgo), key: "seed-\(index)")
        }
        clock.set(end)
        await runner.runDue()
        try await announce()
        try await desk.storage.write {
            try $0.execute("INSERT INTO feed_position (name, cursor) VALUES ('seed', 'filled')")
        }
    }

    /// One announcement for everybody, and one maintenance of uPay's, on a night far enough away.
    private func announce() async throws {
        guard let brand = desk.brands[BrandID("upay")] else { return }
        try await desk.storage.write { transaction in
            let now = transaction.now
            let draft = Announcement.Draft(
                brand: nil, kind: .safety, title: SeedPlan.announcement.title, text: SeedPlan.announcement.text,
                from: now.adding(seconds: -86_400), until: now.adding(seconds: 30 * 86_400))
            let zhou = try transaction.first("SELECT \(Agent.columns) FROM agent WHERE login = 'zhou'")
            guard let zhou = try zhou.map(Agent.init) else { throw Refusal.notFound }
            _ = try Announcement.open(draft, by: zhou, key: "seed", in: transaction)
            let day = WorkingDays.after(
                now.adding(seconds: 86_400), IncidentForm.workingDaysAhead, in: brand.timeZone)
            let night = LocalTime.text(day, in: brand.timeZone).prefix(11)
            guard let begins = LocalTime.moment("\(night)02:00", in: brand.timeZone) else { return }
            _ = try Incident.open(
                .init(
                    kind: .maintenance, scope: .init(function: .withdrawal), begins: begins,
                    until: begins.adding(seconds: 2 * 3_600)), brand: brand.id, by: zhou, in: transaction)
        }
    }

    /// Lunch time, afternoon or evening of a past day in the brands' time zone, with odd minutes.
    private static func hour(of end: Moment, daysAgo: Int, _ index: Int) -> Moment {
        let local = end.local(in: TimeZone(identifier: "Asia/Shanghai") ?? .gmt)
        let midnight = end.adding(seconds: Int64(-(local.hour * 3_600 + local.minute * 60 + local.second)))
        let hours = [12, 18, 8, 20, 15, 13, 19, 9]
        let minutes = (daysAgo * 17 + index * 23) % 60
        let seconds = hours[(daysAgo * 3 + index) % hours.count] * 3_600 + minutes * 60 + (daysAgo * 7) % 60
        return midnight.adding(seconds: Int64(seconds - daysAgo * 86_400))
    }

    private func join(_ person: SeedPlan.Person, _ hash: String) async throws -> Customer {
        let customer = try await desk.storage.write { transaction in
            try Customer.add(
                transaction.newID(), brand: BrandID(person.brand), name: person.name, phone: person.phone,
                email: person.email,
                passwordHash: hash, language: .zhHans, in: transaction)
        }
        _ = try await ledger.open(customer.id, currency: .cny)
        return customer
    }

    private func fund(_ customer: Customer) async throws {
        let card = try await ledger.bind(
            CardDetails(number: Sandbox.cardNumber(endingIn: "8842"), bank: "招商银行", expiryYear: 2029, expiryMonth: 8),
            to: customer.id, key: "card-8842")
        _ = try await ledger.topUp(
            TopUp(customer: customer.id, amount: Money(minor: 320_000, currency: .cny), card: card.id),
            key: "seed-first")
        await runner.runDue()
    }

    /// One ordinary day: lunch, a shop, now and then a transfer or a top-up.
    private func live(_ customer: Customer, day: Int, index: Int) async throws {
        let merchants = SeedPlan.merchants
        let merchant = merchants[(day * 3 + index) % merchants.count]
        let minor = Int64(1_250 + (day * 977 + index * 1_313) % 9_000)
        let order = Payment(
            customer: customer.id, amount: Money(minor: minor, currency: .cny), source: .balance, merchant: merchant)
        _ = try await ledger.pay(order, key: "seed-pay-\(day)")
        if (day + index) % 3 == 0 {
            let recipient = Transfer.Recipient.bankAccount(
                name: Self.names[(day + index) % Self.names.count], bank: "建设银行",
                number: Sandbox.cardNumber(endingIn: "1207"))
            let transfer = Transfer(
                customer: customer.id, amount: Money(minor: 20_000, currency: .cny), recipient: recipient)
            _ = try await ledger.transfer(transfer, key: "seed-transfer-\(day)")
        }
        await runner.runDue()
    }

    /// One conversation of the past days, or one that waits right now.
    private func hold(_ talk: SeedPlan.Talk, with people: [Customer], at begin: Moment, key: String) async throws {
        guard let customer = people.first(where: { $0.phone == talk.phone }) else { return }
        clock.set(begin)
        if let trouble = talk.trouble { try await makeTrouble(trouble, customer, key) }
        let (session, party) = try await desk.storage.write { transaction in
            let session = try Session.open(customer: customer, in: transaction)
            return (session, Party(brand: customer.brand, customer: customer, visitor: nil, session: session))
        }
        let opening = Conversation.Opening(text: try MessageText(talk.lines[0]), language: .zhHans)
        let id = try await desk.storage.write { try Conversation.open(opening, by: party, key: key, in: $0).id }
        await runner.runDue()
        clock.advance(seconds: 35)
        if talk.end != .assisted {
            _ = try await desk.storage.write { try Conversation.handOver(id, by: party, in: $0) }
        }
        if let login = talk.agent {
            clock.advance(seconds: 95)
            try await answer(id, party, talk, login: login)
        }
        try await desk.storage.write { try Session.end(session.token, in: $0) }
    }

    private func answer(_ id: ConversationID, _ party: Party, _ talk: SeedPlan.Talk, login: String) async throws {
        let agent = try await desk.storage.write { transaction in
            guard let row = try transaction.first("SELECT \(Agent.columns) FROM agent WHERE login = \(login)") else {
                throw Refusal.notFound
            }
            let agent = try Agent(row)
            _ = try Conversation.assign(id, to: agent, in: transaction)
            return agent
        }
        for (index, line) in talk.lines.dropFirst().enumerated() {
            clock.advance(seconds: 70)
            let text = try MessageText(line)
            try await desk.storage.write { transaction in
                if index % 2 == 0 {
                    _ = try Message.reply(text, in: id, by: agent, key: nil, in: transaction)
                } else {
                    _ = try Message.post(text, to: id, by: party, key: nil, in: transaction)
                }
            }
        }
        guard talk.end == .closed else { return }
        clock.advance(seconds: 60)
        let marks = talk.marks
        try await desk.storage.write { transaction in
            _ = try Conversation.close(id, by: agent, in: transaction)
            if let marks {
                let feedback = try Feedback.parse(
                    experience: marks.0, attitude: marks.1, efficiency: marks.2, comment: talk.comment)
                try feedback.give(for: id, by: party, in: transaction)
            }
        }
    }

    private func makeTrouble(_ code: Diagnosis.Code, _ customer: Customer, _ key: String) async throws {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: .cny) }
        switch code {
        case .insufficientBalance:
            let order = Payment(customer: customer.id, amount: money(899_900), source: .balance, merchant: "数码广场")
            _ = try await ledger.pay(order, key: key)
        case .cardExpired, .declinedByBank:
            let isExpired = code == .cardExpired
            let card = try await ledger.bind(
                CardDetails(
                    number: Sandbox.cardNumber(
                        bin: "621700", endingIn: isExpired ? "3390" : Sandbox.refusedCardEnding), bank: "建设银行",
                    expiryYear: isExpired ? 2024 : 2030, expiryMonth: 10), to: customer.id, key: key + "-card")
            let order = Payment(customer: customer.id, amount: money(8_600), source: .card(card.id), merchant: "云上书店")
            _ = try await ledger.pay(order, key: key)
        case .networkTimeout:
            let order = Payment(
                customer: customer.id, amount: money(8_800), source: .balance, merchant: Sandbox.silentMerchant)
            _ = try await ledger.pay(order, key: key)
            // The retries come at their own times; the clock goes on with them.
            for _ in 0..<8 {
                await runner.runDue()
                clock.advance(seconds: 5)
            }
        case .processingAtBank:
            let recipient = Transfer.Recipient.bankAccount(
                name: Sandbox.slowRecipient, bank: "工商银行", number: Sandbox.cardNumber(bin: "622202", endingIn: "6217"))
            _ = try await ledger.transfer(
                Transfer(customer: customer.id, amount: money(50_000), recipient: recipient), key: key)
        default: break
        }
        await runner.runDue()
    }
}

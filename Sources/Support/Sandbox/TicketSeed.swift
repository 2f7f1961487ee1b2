import Storage
import Terms

/// Tickets in bulk, by the product's own verbs: what the benchmarks run on, and a way to see a full desk.
public struct TicketSeed: Sendable {
    /// Tickets of one transaction.
    private static let batchSize = 500

    /// What was made, and the tokens of the people in it.
    public struct Filled: Sendable {
        public var agentToken = ""
        public var customerTokens: [String] = []
        /// Ticket n belongs to customer n modulo their number. Every second one is assigned to the agent.
        public var tickets: [ConversationID] = []
    }

    let storage: Storage
    let clock: SeedClock

    /// `storage` tells the time by `clock`.
    public init(storage: Storage, clock: SeedClock) {
        self.storage = storage
        self.clock = clock
    }

    /// `count` tickets over the past 30 days. Nobody in it has a password that works: their tokens are returned.
    public func fill(tickets count: Int, customers: Int, brand: BrandID) async throws -> Filled {
        let end = Moment.now()
        clock.set(end)
        var filled = Filled()
        let (agent, agentToken) = try await storage.write { transaction in
            let agent = try Agent.add(
                login: "bench", name: "陈思远", staffNumber: "T9001", role: .agent, passwordHash: "none", in: transaction)
            return (agent, try Session.open(agent: agent, in: transaction).token)
        }
        filled.agentToken = agentToken
        var parties: [Party] = []
        while parties.count < customers {
            let range = parties.count..<min(parties.count + Self.batchSize, customers)
            parties += try await storage.write { transaction in
                try range.map { try Self.join($0, brand: brand, in: transaction) }
            }
        }
        filled.customerTokens = parties.map(\.session.token)
        while filled.tickets.count < count {
            let range = filled.tickets.count..<min(filled.tickets.count + Self.batchSize, count)
            clock.set(end.adding(seconds: -30 * 86_400 * Int64(count - range.lowerBound) / Int64(count)))
            filled.tickets += try await storage.write { [parties] transaction in
                try range.map { try Self.ticket($0, of: parties[$0 % parties.count], agent, in: transaction) }
            }
        }
        return filled
    }

    private static func join(_ index: Int, brand: BrandID, in transaction: Transaction) throws -> Party {
        let customer = try Customer.add(
            transaction.newID(), brand: brand, name: Seed.names[index % Seed.names.count],
            phone: String(13_700_000_000 + index), email: "bench\(index)@example.com", passwordHash: "none",
            language: .zhHans, in: transaction)
        let session = try Session.open(customer: customer, in: transaction)
        return Party(brand: brand, customer: customer, visitor: nil, session: session)
    }

    private static func ticket(
        _ index: Int, of party: Party, _ agent: Agent, in transaction: Transaction
    ) throws -> ConversationID {
        let talk = SeedPlan.talks[index % SeedPlan.talks.count]
        let opening = Conversation.Opening(text: try MessageText(talk.lines[0]), channel: .ticket)
        let id = try Conversation.open(opening, by: party, key: nil, in: transaction).id
        guard index % 2 == 0 else { return id }
        _ = try Conversation.assign(id, to: agent, in: transaction)
        let reply = try MessageText("您好，已经收到，正在为您核实这笔交易，请稍等一下。")
        _ = try Message.reply(reply, in: id, by: agent, key: nil, in: transaction)
        return id
    }
}

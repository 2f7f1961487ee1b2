import Logging
import Terms
import Wallet

/// What the wallet says about the customer of a conversation, as far as it can be asked right now.
struct WalletFacts: Sendable {
    static let recentMax = 5
    /// A page that an agent waits for does without the wallet after this time; an order takes longer before it is given
    /// up.
    static let pageTimeout = Duration.seconds(2)
    static let orderTimeout = Duration.seconds(5)

    var account: Account?
    /// Newest first.
    var recent: [WalletTransaction] = []
    /// The one that the conversation is about, or that the agent chose.
    var transaction: WalletTransaction?
    /// The wallet did not answer: what is missing above is unknown, not absent.
    var isSilent = false

    var diagnosis: Diagnosis? { transaction.flatMap { Diagnosis($0) } }
}

extension WalletFacts {
    /// A wallet that does not answer leaves gaps, never an error: the agent can still talk to the customer.
    static func read(
        of customer: CustomerID, transaction: TransactionID?, wallet: any Wallet, logger: Logger
    ) async -> WalletFacts {
        async let account = asked(logger) { try await wallet.account(customer) }
        async let recent = asked(logger) { try await wallet.transactions(customer, before: nil, limit: recentMax) }
        var facts = WalletFacts()
        take(await account, &facts) { $0.account = $1 }
        take(await recent, &facts) { $0.recent = $1 }
        guard let transaction, !facts.isSilent else { return facts }
        facts.transaction = facts.recent.first { $0.id == transaction }
        if facts.transaction == nil {
            let found = await asked(logger) { try await wallet.transaction(transaction, of: customer) }
            take(found, &facts) { $0.transaction = $1 }
        }
        return facts
    }

    private enum Reply<T: Sendable>: Sendable { case known(T), none, silent }

    private static func asked<T: Sendable>(
        _ logger: Logger, _ question: @escaping @Sendable () async throws -> T
    ) async -> Reply<T> {
        do {
            return .known(try await within(pageTimeout, question))
        } catch let refusal as Refusal where refusal.kind == .notFound {
            return .none
        } catch {
            logger.warning("the wallet cannot be asked", metadata: ["error": "\(error)"])
            return .silent
        }
    }

    private static func take<T>(_ reply: Reply<T>, _ facts: inout WalletFacts, _ put: (inout WalletFacts, T) -> Void) {
        switch reply {
        case .known(let value): put(&facts, value)
        case .none: break
        case .silent: facts.isSilent = true
        }
    }
}

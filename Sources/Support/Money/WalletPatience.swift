import Logging
import Terms
import Wallet

extension Desk {
    /// Asks the wallet on behalf of somebody who waits for a page. What the wallet will not do is passed on; a wallet
    /// that is silent or broken becomes one calm refusal, in time.
    func asked<T: Sendable>(_ question: @escaping @Sendable () async throws -> T) async throws -> T {
        do {
            return try await within(WalletFacts.pageTimeout, question)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            logger.warning("the wallet cannot be asked", metadata: ["error": "\(error)"])
            throw Refusal(.unavailable, "wallet_silent", MoneyTexts.walletSilent)
        }
    }
}

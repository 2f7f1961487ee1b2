import Terms
import Wallet
import Web

extension Desk {
    /// The transaction that the customer is most likely here for: the one named, else their latest if something is
    /// wrong with it.
    func trouble(of party: Party?, _ about: TransactionID?) async -> WalletTransaction? {
        guard let customer = party?.customer?.id else { return nil }
        if let about { return try? await asked { [wallet] in try await wallet.transaction(about, of: customer) } }
        let recent =
            (try? await asked { [wallet] in try await wallet.transactions(customer, before: nil, limit: 5) }) ?? []
        let oldest = storage.moment.adding(seconds: -Assistant.recentSeconds)
        return recent.first { $0.updatedAt >= oldest && Diagnosis($0) != nil }
    }
}

extension Intake {
    /// `uPay 4.2.1 · Android`, `Chrome · Windows`; empty where nothing tells.
    static func device(_ request: WebRequest, _ brand: Brand, _ language: Language) -> String {
        let agent = String((request.header("User-Agent") ?? "").prefix(UserAgent.bytesMax))
        let app = AppVersion(userAgent: agent, brand: brand.id).map { "\(brand.name(language)) \($0)" }
        return [app, UserAgent.text(agent)].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

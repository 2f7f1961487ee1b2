import Storage
import Terms

/// Orders from an app that is too old are refused: it may show limits and fees that are no longer true.
enum OutdatedApp {
    /// Returns where `userAgent` is a browser, or an app that is new enough. Else takes note of the try, so that
    /// support sees it, and throws the refusal.
    static func check(_ userAgent: String?, of customer: Customer, _ desk: Desk) async throws {
        guard let least = desk.brands[customer.brand]?.appVersionMin,
            let version = AppVersion(userAgent: userAgent, brand: customer.brand), version < least
        else { return }
        try await desk.storage.write { transaction in
            try transaction.record(
                "order.app_outdated", brand: customer.brand, customer: customer.id, by: customer.actor,
                change: "{\"version\":\"\(version)\"}")
        }
        throw Refusal(
            .conflict, "app_outdated",
            Text(
                "这个版本的 App（{old}）太旧，不能付款和转账。请到应用商店更新到 {new} 以上，再试一次；钱没有动。",
                "這個版本的 App（{old}）太舊，不能付款和轉帳。請到應用商店更新到 {new} 以上，再試一次；錢沒有動。",
                "This version of the app ({old}) is too old for orders. Please update it to {new} or newer and try "
                    + "again; "
                    + "no money has moved."
            ).filling(["old": version.description, "new": least.description]))
    }
}

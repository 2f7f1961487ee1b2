import Foundation
import Storage
import Terms

extension Ledger {
    private static let eventsPageMax = 500

    /// The log holds other events too: pages are read until `limit` changes were found or the log ends.
    public func changes(after cursor: String?, limit: Int) async throws -> WalletChanges {
        let limit = min(max(limit, 1), Self.eventsPageMax)
        var at = try cursor.map(Self.cursor) ?? .start
        var changes: [WalletChanges.Change] = []
        while changes.count < limit {
            let from = at
            let page = try await storage.read { try $0.events(after: from, limit: Self.eventsPageMax) }
            for event in page where changes.count < limit {
                at = event.cursor
                if let change = try Self.change(event) { changes.append(change) }
            }
            if page.count < Self.eventsPageMax { break }
        }
        return WalletChanges(changes: changes, cursor: at == .start ? cursor : "\(at.transaction).\(at.id)")
    }

    private struct Recorded: Decodable {
        let transaction: String
        let state: String
    }

    private static func change(_ event: Event) throws -> WalletChanges.Change? {
        guard event.kind.hasPrefix("transaction."), let customer = event.customer,
            let recorded = try? JSONDecoder().decode(Recorded.self, from: Data(event.change.utf8)),
            let state = WalletTransaction.State(rawValue: recorded.state), event.kind == "transaction.\(state.rawValue)"
        else { return nil }
        return .init(transaction: TransactionID(recorded.transaction), customer: customer, state: state)
    }

    private static func cursor(_ text: String) throws -> Event.Cursor {
        let parts = text.split(separator: ".").compactMap { Int64($0) }
        guard parts.count == 2, parts.allSatisfy({ $0 >= 0 }) else {
            throw Refusal(
                .malformed, "cursor_invalid",
                Text(
                    "读取位置无效，请从头读取。", "讀取位置無效，請從頭讀取。", "This cursor is not one of ours. Please start from the beginning."
                ))
        }
        var cursor = Event.Cursor.start
        (cursor.transaction, cursor.id) = (parts[0], parts[1])
        return cursor
    }
}

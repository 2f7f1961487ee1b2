import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Terms
import Wallet

/// Follows the wallet's state changes and tells those who wait for them: a refund that arrived, a transfer that was
/// credited.
/// Where it stands is stored, so that after a restart nothing is told twice and nothing is left out.
final class WalletFeed: Service {
    static let pollMilliseconds = 500
    private static let pauseMilliseconds = 25
    static let batchMax = 200
    private static let name = "wallet"

    private let desk: Desk
    /// Up to where the changes have been read; the stored place stays behind where there was nothing to tell.
    private let place = Mutex<String?>(nil)
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(desk: Desk) {
        self.desk = desk
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        desk.storage.onCommit { [waker] commit in if commit.events { waker.yield() } }
    }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [waker] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
                    waker.yield()
                }
            }
            for await _ in wake.cancelOnGracefulShutdown() {
                do {
                    try await follow()
                    // A burst of commits is one look.
                    try? await Task.sleep(for: .milliseconds(Self.pauseMilliseconds))
                } catch {
                    desk.logger.warning("the wallet's changes cannot be read", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: .seconds(1))
                }
            }
            group.cancelAll()
        }
    }

    /// Everything new. Tests call it in place of `run`.
    func follow() async throws {
        var cursor = place.withLock { $0 }
        let isFirstLook = cursor == nil
        if isFirstLook {
            cursor = try await desk.storage.read { transaction in
                try transaction.first("SELECT cursor FROM feed_position WHERE name = \(Self.name)")?.get(0)
            }
        }
        while true {
            let page = try await desk.wallet.changes(after: cursor, limit: Self.batchMax)
            guard let next = page.cursor, next != cursor else { return }
            // What tells nothing is not worth a write; after a restart it is read once more.
            if isFirstLook || !page.changes.isEmpty { try await tell(page.changes, upTo: next) }
            cursor = next
            place.withLock { $0 = next }
        }
    }

    private func tell(_ changes: [WalletChanges.Change], upTo next: String) async throws {
        try await desk.storage.write { transaction in
            for change in changes { try Self.tell(change, in: transaction) }
            try FailedTransaction.notice(changes, in: transaction)
            try transaction.execute(
                """
                INSERT INTO feed_position (name, cursor) VALUES (\(Self.name), \(next))
                ON CONFLICT (name) DO UPDATE SET cursor = \(next)
                """)
        }
    }

    private static func tell(_ change: WalletChanges.Change, in transaction: Transaction) throws {
        if change.state == .created {
            try RiskRules.look(at: change.transaction, of: change.customer, in: transaction)
        }
        guard change.state.isFinal else { return }
        try Reminder.settle(change, in: transaction)
        if let request = try RefundRequest.waiting(for: change.transaction, in: transaction) {
            try request.settle(
                change.state == .succeeded ? .succeeded : .refused, refund: change.transaction, refusal: nil,
                in: transaction)
        }
        let codes = [Diagnosis.Code.processingAtBank, .withdrawalProcessing].map(\.rawValue)
        for conversation in try Conversation.about(change.transaction, in: transaction)
        where conversation.customer == change.customer && codes.contains(conversation.code ?? "") {
            let isTransfer = conversation.code == codes[0]
            let text: Text =
                change.state == .succeeded
                ? isTransfer ? MoneyTexts.transferArrived : MoneyTexts.withdrawalArrived
                : isTransfer ? MoneyTexts.transferReturned : MoneyTexts.withdrawalReturned
            try Message.say(
                text, in: conversation, key: "wallet:\(change.transaction):\(change.state.rawValue)", transaction)
        }
    }
}

extension MoneyTexts {
    static let transferArrived = Text("好消息：这笔转账已经到账。", "好消息：這筆轉帳已經到帳。", "Good news: the transfer has arrived.")
    static let transferReturned = Text(
        "银行没有入账，这笔钱已经退回您的余额。", "銀行沒有入帳，這筆錢已經退回您的餘額。",
        "The bank did not credit it; the money is back in your balance.")
    static let withdrawalArrived = Text("好消息：这笔提现已经到账。", "好消息：這筆提領已經到帳。", "Good news: the withdrawal has arrived.")
    static let withdrawalReturned = Text(
        "银行没有接受这笔提现，钱和手续费都退回您的余额了。", "銀行沒有接受這筆提領，錢和手續費都退回您的餘額了。",
        "The bank did not take the withdrawal; the money and the fee are back in your balance.")
}

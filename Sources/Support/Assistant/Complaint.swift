import Foundation
import Storage
import Terms

/// A conversation that its customer calls a complaint: it goes to a person before others and is answered within 15
/// days (F18, N10).
enum Complaint {
    static let days: Int64 = 15
    static let priority = 5

    /// By when it is answered.
    static func due(_ complainedAt: Moment) -> Moment { complainedAt.adding(seconds: days * 86_400) }

    /// Saying it twice is saying it once. `zone` is the brand's.
    static func note(_ conversation: Conversation, zone: TimeZone, by actor: String, in transaction: Transaction) throws
    {
        let noted = try transaction.execute(
            """
            UPDATE conversation SET complained_at = \(transaction.now),
                                    priority = CASE WHEN priority < \(priority) THEN \(priority) ELSE priority END
            WHERE id = \(conversation.id) AND complained_at IS NULL
            """)
        guard noted == 1 else { return }
        let clock = Clock(zone: zone, now: transaction.now, language: conversation.language)
        try Message.say(
            RecordTexts.complaintNoted.filling(["number": conversation.number, "due": clock.date(due(transaction.now))]
            ),
            in: conversation, key: "complaint", transaction)
        try transaction.record(
            "complaint.noted", brand: conversation.brand, customer: conversation.customer,
            conversation: conversation.id, by: actor)
    }

    static func state(_ state: Conversation.State) -> Text {
        switch state {
        case .assisted, .waiting: Text("在等客服处理", "在等客服處理", "waiting for an agent")
        case .assigned: Text("客服正在处理", "客服正在處理", "being worked on")
        case .closed: Text("已经答复", "已經答覆", "answered")
        }
    }
}

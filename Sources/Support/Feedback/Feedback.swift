import Storage
import Terms

/// How a customer found the help they got: experience, attitude and efficiency, 1 to 5 each (B1), and words if they
/// like.
public struct Feedback: Sendable, Equatable {
    public static let commentLengthMax = 1_000

    public let experience: Int
    public let attitude: Int
    public let efficiency: Int
    public let comment: String
}

extension Feedback {
    /// Checks what was chosen; each missing or impossible mark is named by its field.
    static func parse(experience: Int?, attitude: Int?, efficiency: Int?, comment: String) throws -> Feedback {
        var fields: [String: Text] = [:]
        for (name, value) in [("experience", experience), ("attitude", attitude), ("efficiency", efficiency)]
        where !(1...5).contains(value ?? 0) {
            fields[name] = FeedbackTexts.chooseMark
        }
        let comment = comment.trimmingSpaces()
        if comment.unicodeScalars.count > commentLengthMax { fields["comment"] = FeedbackTexts.commentTooLong }
        guard fields.isEmpty, let experience, let attitude, let efficiency else {
            throw Refusal(.invalid, "feedback_incomplete", FeedbackTexts.incomplete, fields: fields)
        }
        let words = comment.isEmpty ? "" : try MessageText(comment).text
        return Feedback(experience: experience, attitude: attitude, efficiency: efficiency, comment: words)
    }

    /// One rating a conversation; giving it again replaces it. Only after the conversation has ended.
    func give(for id: ConversationID, by party: Party, in transaction: Transaction) throws {
        let conversation = try Conversation.find(id, of: party, in: transaction)
        guard conversation.state == .closed else {
            throw Refusal(.conflict, "conversation_open", FeedbackTexts.afterClosing)
        }
        try transaction.execute(
            """
            INSERT INTO feedback (conversation_id, brand_id, customer_id, agent_id, experience, attitude, efficiency, \
            comment, given_at)
            VALUES (\(id), \(conversation.brand), \(conversation.customer), \(conversation.agent), \(experience), \
            \(attitude),
                    \(efficiency), \(comment), \(transaction.now))
            ON CONFLICT (conversation_id) DO UPDATE SET experience = \(experience), attitude = \(attitude),
                efficiency = \(efficiency), comment = \(comment), given_at = \(transaction.now)
            """)
        try transaction.record(
            "feedback.given", brand: conversation.brand, customer: conversation.customer, conversation: id,
            by: party.actor,
            change: "{\"experience\":\(experience),\"attitude\":\(attitude),\"efficiency\":\(efficiency)}")
    }

    static func find(_ id: ConversationID, in transaction: Transaction) throws -> Feedback? {
        try transaction.first(
            "SELECT experience, attitude, efficiency, comment FROM feedback WHERE conversation_id = \(id)"
        ).map {
            Feedback(
                experience: try $0.get(0), attitude: try $0.get(1), efficiency: try $0.get(2), comment: try $0.get(3))
        }
    }
}

enum FeedbackTexts {
    static let title = Text("这次服务怎么样？", "這次服務怎麼樣？", "How was our help?")
    static let experience = Text("用起来顺不顺", "用起來順不順", "Experience")
    static let attitude = Text("客服态度", "客服態度", "Attitude")
    static let efficiency = Text("解决得快不快", "解決得快不快", "Efficiency")
    static let scale = Text("1 很差，5 很好。", "1 很差，5 很好。", "1 is poor, 5 is very good.")
    static let comment = Text("还想说点什么（可不填）", "還想說點什麼（可不填）", "Anything else (optional)")
    static let send = Text("提交评价", "提交評價", "Send rating")
    static let thanks = Text("谢谢，您的评价已经收到。", "謝謝，您的評價已經收到。", "Thank you, we have your rating.")
    static let chooseMark = Text("请选 1 到 5。", "請選 1 到 5。", "Please choose 1 to 5.")
    static let commentTooLong = Text("最多 1,000 个字。", "最多 1,000 個字。", "At most 1,000 characters.")
    static let incomplete = Text("还差一点：请给三项都打分。", "還差一點：請給三項都打分。", "Nearly there: please rate all three.")
    static let afterClosing = Text("对话结束后才能评价。", "對話結束後才能評價。", "You can rate once the conversation has ended.")
}

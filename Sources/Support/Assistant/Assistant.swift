import Answers
import Foundation
import Logging
import Storage
import Terms
import Wallet

/// The bot in a conversation: it answers at once from the customer's own records, else from the articles, else asks
/// one question; and hands over to a person when it is told to. It says nothing that no rule, article or template says.
struct Assistant: Sendable {
    static let recentSeconds = Records.recentSeconds
    static let transactionsMax = 20

    let desk: Desk

    var jobs: [JobHandler] {
        [
            JobHandler("assistant.answer", attemptsMax: 6, pauseMilliseconds: 300) { job in
                struct Payload: Decodable { let message: String }
                try await answer(MessageID(JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).message))
            } gaveUp: { job, _ in
                // Rather a person than silence.
                struct Payload: Decodable { let message: String }
                let id = MessageID(try JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)).message)
                try await desk.storage.write { transaction in
                    let message = try Message.find(id, in: transaction)
                    let conversation = try Conversation.find(message.conversation, in: transaction)
                    guard conversation.state == .assisted else { return }
                    try conversation.toPerson(by: "assistant", in: transaction)
                }
            }
        ]
    }

    /// Answers one stored message. Doing it twice says nothing twice.
    func answer(_ id: MessageID) async throws {
        let lessons = desk.lessons
        let (message, conversation, taught, before) = try await desk.storage.read { transaction in
            let message = try Message.find(id, in: transaction)
            return (
                message, try Conversation.find(message.conversation, in: transaction),
                try lessons.new(in: transaction),
                try transaction.first(
                    """
                    SELECT answer FROM message
                    WHERE conversation_id = \(message.conversation) AND author_kind = 'assistant'
                      AND position < \(message.position)
                    ORDER BY position DESC LIMIT 1
                    """)?.optional(0, as: String.self)
            )
        }
        guard conversation.state == .assisted, let brand = desk.brands[conversation.brand] else { return }
        let records = try await records(of: conversation, brand)
        let intent = await lessons.read(message.text, after: taught)
        let writer = Reply.Writer(
            desk: desk, brand: brand, conversation: conversation, records: records, intent: intent,
            wishes: Wish.read(message.text), text: message.text,
            before: Answer(stored: before)?.code)
        let plain = writer.reply()
        let reply = await desk.wordsmith?.improved(plain, writer, message.id) ?? plain
        try await desk.storage.write { transaction in
            let now = try Conversation.find(conversation.id, in: transaction)
            guard now.state == .assisted else { return }
            if let words = reply.text {
                let said = try Message.answer(
                    words, reply.answer.stored, in: now, key: message.id.text, transaction)
                // Courtesies and questions are not what the conversation is about; one question is remembered, to ask
                // another next.
                let isMatter = reply.answer.kind == .diagnosis || reply.answer.kind == .article
                if said != nil, isMatter || now.code == nil && reply.answer.kind == .question {
                    try now.found(code: reply.answer.code, transaction: reply.about, in: transaction)
                }
            }
            if reply.answer.code == "clarify" {
                let guess = intent.guesses.first?.label
                try Unanswered.note(message.text, guess: guess, in: now, transaction)
            }
            if reply.isComplaint { try Complaint.note(now, by: now.owner, in: transaction) }
            if reply.isUrgent {
                try transaction.execute(
                    "UPDATE conversation SET priority = \(Freeze.priority) WHERE id = \(now.id)")
            }
            if reply.handsOver {
                try now.toPerson(by: now.owner, in: transaction)
                try desk.planSummary(of: now.id, in: transaction)
            }
        }
    }

    /// The first line of a chat that was opened without words: names what went wrong, if there is something.
    func greeting(_ conversation: Conversation, brand: Brand) async throws -> (text: String, answer: Answer) {
        let records = try await records(of: conversation, brand)
        let reply = Reply.Writer(
            desk: desk, brand: brand, conversation: conversation, records: records, intent: .nothing, wishes: [],
            text: "", before: nil
        ).greeting()
        return (reply.text ?? "", reply.answer)
    }

    /// What the customer may see of their own; for a visitor what is out of order for everybody.
    private func records(of conversation: Conversation, _ brand: Brand) async throws -> Records.Read {
        let clock = Clock(zone: brand.timeZone, now: desk.storage.moment, language: conversation.language)
        guard let id = conversation.customer else {
            let known = try await desk.storage.read { try Records.incidents(of: brand.id, clock, in: $0) }
            return Records.Read(findings: known)
        }
        let customer = try await desk.storage.read { try Customer.find(id, in: $0) }
        return try await Records(desk: desk, customer: customer, clock: clock).read(about: conversation.transaction)
    }
}

extension Conversation {
    /// The assistant hands over; the customer need not ask twice.
    func toPerson(by actor: String, in transaction: Transaction) throws {
        let changed = try transaction.execute(
            """
            UPDATE conversation SET state = 'waiting', waiting_since = \(transaction.now), updated_at = \
            \(transaction.now)
            WHERE id = \(id) AND state = 'assisted'
            """)
        guard changed > 0 else { return }
        try Message.say(ConversationTexts.waitingForPerson, in: self, transaction)
        try record("conversation.handed_over", by: actor, state: .waiting, in: transaction)
    }
}

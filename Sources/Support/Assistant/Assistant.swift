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
    /// For one customer or visitor within an hour: more is no conversation.
    static let answersMax = 120

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

    /// What an answer needs of the desk's own tables.
    private struct Question: Sendable {
        let message: Message
        let conversation: Conversation
        let taught: [Lessons.Wording]
        let before: Reply.Writer.Said?
        let isOverBudget: Bool
    }

    /// Answers one stored message. Doing it twice says nothing twice.
    func answer(_ id: MessageID) async throws {
        let question = try await desk.storage.read { try read(id, in: $0) }
        let (message, conversation) = (question.message, question.conversation)
        guard conversation.state == .assisted, let brand = desk.brands[conversation.brand] else { return }
        guard !question.isOverBudget else { return try await pause(question) }
        let records = try await records(of: conversation, brand)
        let intent = await desk.lessons.read(message.text, after: question.taught)
        let writer = Reply.Writer(
            desk: desk, brand: brand, conversation: conversation, records: records, intent: intent,
            wishes: Wish.read(message.text), text: message.text, before: question.before)
        let (plain, receipt) = writer.reply()
        let reply = await desk.wordsmith?.improved(plain, writer, message.id) ?? plain
        try await desk.storage.write { transaction in
            let now = try Conversation.find(conversation.id, in: transaction)
            guard now.state == .assisted else { return }
            if let words = reply.text {
                let said = try Message.answer(words, reply.answer.stored, in: now, key: message.id.text, transaction)
                // It was said before: all that went with it is done.
                guard let said else { return }
                try receipt.of(reply).keep(for: said, in: transaction)
                // Courtesies and questions are not what the conversation is about; one question is remembered, to ask
                // another next.
                let isMatter = reply.answer.kind == .diagnosis || reply.answer.kind == .article
                if isMatter || now.code == nil && reply.answer.kind == .question {
                    try now.found(code: reply.answer.code, transaction: reply.about, in: transaction)
                }
                if reply.basis == .unclear {
                    try Unanswered.note(message.text, guess: intent.guesses.first?.label, in: now, transaction)
                }
            }
            if let watched = reply.watches, let customer = now.customer {
                try Reminder.ask(watched, by: Customer.find(customer, in: transaction), transaction)
            }
            if reply.isComplaint { try Complaint.note(now, zone: brand.timeZone, by: now.owner, in: transaction) }
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

    private func read(_ id: MessageID, in transaction: Transaction) throws -> Question {
        let message = try Message.find(id, in: transaction)
        let conversation = try Conversation.find(message.conversation, in: transaction)
        let last = try transaction.first(
            """
            SELECT text, answer FROM message
            WHERE conversation_id = \(message.conversation) AND author_kind = 'assistant'
              AND position < \(message.position)
            ORDER BY position DESC LIMIT 1
            """)
        let asked: String? = try transaction.first(
            """
            SELECT text FROM message
            WHERE conversation_id = \(message.conversation) AND author_kind = 'customer'
              AND position < \(message.position)
            ORDER BY position DESC LIMIT 1
            """)?.get(0)
        let before = try last.flatMap { row in
            try Answer(stored: row.optional(1)).map {
                Reply.Writer.Said(asked: asked ?? "", text: try row.get(0), answer: $0)
            }
        }
        return Question(
            message: message, conversation: conversation, taught: try desk.lessons.new(in: transaction),
            before: before, isOverBudget: try answers(to: conversation.owner, in: transaction) >= Self.answersMax)
    }

    /// How many the owner got within the last hour, in all their conversations.
    private func answers(to owner: String, in transaction: Transaction) throws -> Int {
        let since = transaction.now.adding(seconds: -3_600)
        return try transaction.first(
            """
            SELECT COUNT(*) FROM message m JOIN conversation c ON c.id = m.conversation_id
            WHERE c.owner = \(owner) AND c.updated_at > \(since) AND m.author_kind = 'assistant'
              AND m.sent_at > \(since)
            """)?.get(0) ?? 0
    }

    /// Says once an hour that it pauses; a person is one tap away all the same.
    private func pause(_ question: Question) async throws {
        let language = question.conversation.language
        let answer = Answer(kind: .question, code: "paused", confidence: 1, actions: [.person(language)])
        try await desk.storage.write { transaction in
            _ = try Message.answer(
                AssistantTexts.budget(language), answer.stored, in: question.conversation,
                key: "paused:\(transaction.now.milliseconds / 3_600_000)", transaction)
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

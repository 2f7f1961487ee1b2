import Foundation
import LanguageModel
import Storage
import Synchronization
import Terms
import Web

/// The language model at work: it rewords, chooses, sums up and translates what is already there. Everybody who asks it
/// has an answer of their own for when nothing usable comes. What leaves has gone through a veil; what comes back is
/// used only where the fence lets it through.
final class Wordsmith: Sendable {
    enum Use: String { case wording, ranking, summary, translation }

    private static let personSeconds: Int64 = 3_600

    let model: LanguageModel
    private let metrics: Metrics
    private let now: @Sendable () -> Moment
    private let answersByPerson: RateLimit
    private let underWay = Mutex<[MessageID: Task<Reply, Never>]>([:])

    init(_ model: LanguageModel, metrics: Metrics, now: @escaping @Sendable () -> Moment) {
        self.model = model
        self.metrics = metrics
        self.now = now
        answersByPerson = RateLimit(model.address.answersAnHour, perSeconds: Self.personSeconds)
        metrics.gauge("walletdesk_model_tokens_today", "Tokens of the language model that were used today.") {
            Double(model.tokensToday)
        }
    }

    /// What `read` makes of the model's answer, which throws where it must not be used. nil where nothing came of it.
    func ask<Words: Sendable>(
        _ use: Use, _ question: LanguageModel.Question, read: (String) throws -> Words
    ) async -> Words? {
        let began = ContinuousClock.now
        let answer = await model.ask(question)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        var (outcome, words) = ("used", Words?.none)
        switch answer {
        case .failure(let failure): outcome = failure.rawValue
        case .success(let text):
            do { words = try read(text) } catch let breach as Fence.Breach { outcome = breach.rawValue } catch {
                outcome = Fence.Breach.unknownToken.rawValue
            }
        }
        metrics.count("walletdesk_model_answers_total", ["use": use.rawValue, "outcome": outcome])
        metrics.count("walletdesk_model_seconds_total", ["use": use.rawValue], seconds)
        return words
    }

    /// Whether this person may have another answer of the model in this hour.
    func mayAnswer(_ owner: String) -> Bool { (try? answersByPerson.spend(owner, at: now())) != nil }

    /// The better reply to a message. Two who answer the same message at once ask once.
    func improved(_ reply: Reply, _ writer: Reply.Writer, _ message: MessageID) async -> Reply {
        guard await !writer.isAnswered(message) else { return reply }
        let task = underWay.withLock { tasks in
            if let task = tasks[message] { return task }
            let task = Task { await improve(reply, writer) }
            tasks[message] = task
            return task
        }
        defer { _ = underWay.withLock { $0.removeValue(forKey: message) } }
        return await task.value
    }

    /// What stands between marks is material. A customer cannot end it.
    static func material(_ text: String) -> String { text.replacing("<", with: "‹").replacing(">", with: "›") }

    static func name(_ language: Language) -> String {
        switch language {
        case .zhHans: "Simplified Chinese"
        case .zhHant: "Traditional Chinese (Taiwan)"
        case .en: "English"
        }
    }
}

extension Veil {
    /// With all that the customer's records hold in the clear.
    init(_ customer: Customer?, _ names: [String] = []) {
        var known: [(kind: Kind, value: String)] = names.map { (.name, $0) }
        if let customer {
            known.append((.name, customer.name))
            for (kind, value) in [
                (Kind.phone, customer.phone), (.email, customer.email), (.date, customer.birthday),
                (.word, customer.safeWord),
            ] {
                if let value { known.append((kind, value)) }
            }
        }
        self.init(known: known)
    }
}

extension Reply.Writer {
    /// The page has answered before the job came: then nothing is said again, and nothing need be asked.
    fileprivate func isAnswered(_ message: MessageID) async -> Bool {
        let key = Message.answerKey(message)
        let found = try? await desk.storage.read { [id = conversation.id] in
            try $0.first("SELECT 1 FROM message WHERE conversation_id = \(id) AND key = \(key)")
        }
        return found != nil
    }
}

extension Desk {
    /// Whom the customer's transactions name; nil where the wallet is silent: then nothing leaves.
    func names(around conversation: Conversation) async -> [String]? {
        guard let id = conversation.customer else { return [] }
        do {
            let transactions = try await asked { [wallet] in
                try await wallet.transactions(id, before: nil, limit: Assistant.transactionsMax)
            }
            return transactions.map(\.counterparty.name)
        } catch let refusal as Refusal where refusal.kind == .notFound {
            return []
        } catch {
            return nil
        }
    }

    /// nil for a visitor. What is known of a customer must be known before anything leaves.
    func customer(of conversation: Conversation) async throws -> Customer? {
        guard let id = conversation.customer else { return nil }
        return try await storage.read { try Customer.find(id, in: $0) }
    }
}

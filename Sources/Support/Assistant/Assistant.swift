import Answers
import Foundation
import Logging
import Storage
import Terms
import Wallet

/// The bot in a conversation: it answers at once from the customer's own transactions, else from the articles, else
/// asks one
/// question; and hands over to a person when it is told to. It says nothing that no rule, article or template says.
struct Assistant: Sendable {
    /// Below this the best article is not offered as the answer.
    static let confidenceMin = 0.45
    /// How far back "my payment" may lie when no transaction is named.
    static let recentSeconds: Int64 = 7 * 86_400
    static let transactionsMax = 20
    /// 您好 and "good morning" are nothing more; what is longer may ask something too, which an article answers.
    static let courtesyBytesMax = 12
    /// With one of these a trouble is about money, and not about a phone or a password.
    private static let moneyWords = ["钱", "錢", "扣", "到账", "到帳", "余额", "餘額", "money", "balance", "charged"]

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
        let (message, conversation) = try await desk.storage.read { transaction in
            let message = try Message.find(id, in: transaction)
            return (message, try Conversation.find(message.conversation, in: transaction))
        }
        guard conversation.state == .assisted, let brand = desk.brands[conversation.brand] else { return }
        let wishes = Wish.read(message.text)
        if wishes.contains(.person) {
            try await desk.storage.write { transaction in
                let now = try Conversation.find(conversation.id, in: transaction)
                if now.state == .assisted { try now.toPerson(by: conversation.owner, in: transaction) }
            }
            return
        }
        let facts = try await facts(conversation)
        let reply = reply(to: message.text, wishes, facts, in: conversation, brand)
        try await desk.storage.write { transaction in
            let said = try Message.answer(
                reply.text, reply.answer.stored, in: conversation, key: message.id.text, transaction)
            if said != nil {
                try conversation.found(code: reply.answer.code, transaction: reply.about, in: transaction)
            }
        }
    }

    /// The first line of a chat that was opened without words: names the payment that went wrong, if there is one.
    func greeting(_ conversation: Conversation, brand: Brand) async throws -> (text: String, answer: Answer) {
        let facts = try await facts(conversation)
        if let trouble = trouble(in: facts, wishes: [.trouble], text: "", conversation) {
            let reply = diagnosed(trouble.0, trouble.1, facts, conversation.language, brand)
            return (reply.text, reply.answer)
        }
        return (
            AssistantTexts.greeting(conversation.language, ["brand": brand.name(conversation.language)]),
            Answer(kind: .greeting, code: "greeting", confidence: 1)
        )
    }

    struct Facts: Sendable {
        let transactions: [WalletTransaction]
        let named: WalletTransaction?
        let balance: Money?
    }

    struct Reply: Sendable {
        let text: String
        let answer: Answer
        var about: TransactionID?
    }

    /// What the customer may see of their own money; nothing for a visitor. A wallet that does not answer is told apart
    /// from an empty one.
    private func facts(_ conversation: Conversation) async throws -> Facts {
        let nothing = Facts(transactions: [], named: nil, balance: nil)
        guard let customer = conversation.customer else { return nothing }
        let wallet = desk.wallet
        do {
            return try await desk.asked {
                let list = try await wallet.transactions(customer, before: nil, limit: Self.transactionsMax)
                var named: WalletTransaction?
                if let id = conversation.transaction { named = try await wallet.transaction(id, of: customer) }
                return Facts(transactions: list, named: named, balance: try? await wallet.account(customer).balance)
            }
        } catch let refusal as Refusal where refusal.kind == .notFound {
            // Somebody who has joined and not opened a wallet yet.
            return nothing
        }
    }

    /// Pure: the seam where a trained model replaces the matching.
    func reply(to text: String, _ wishes: Set<Wish>, _ facts: Facts, in conversation: Conversation, _ brand: Brand)
        -> Reply
    {
        let language = conversation.language
        if let (transaction, diagnosis) = trouble(in: facts, wishes: wishes, text: text, conversation) {
            return diagnosed(transaction, diagnosis, facts, language, brand)
        }
        let isCourtesy = !wishes.isEmpty && wishes.isSubset(of: [.greeting, .thanks])
        if isCourtesy, text.utf8.count <= Self.courtesyBytesMax { return courtesy(wishes, language, brand) }
        let best = (try? desk.helpCentre(brand.id))?.search(text, language, limit: 3) ?? []
        if let first = best.first, first.confidence >= Self.confidenceMin {
            return Reply(
                text: AssistantTexts.article(
                    language, ["title": first.article.title, "summary": first.article.summary]),
                answer: Answer(
                    kind: .article, code: first.article.slug, confidence: first.confidence,
                    sources: best.filter { $0.confidence >= Self.confidenceMin }.map {
                        .init(slug: $0.article.slug, title: $0.article.title)
                    },
                    actions: [
                        .init(
                            id: "read", label: AssistantTexts.readArticle(language), method: "get",
                            href: "/help/articles/\(first.article.slug)"),
                        person(language),
                    ]))
        }
        if isCourtesy { return courtesy(wishes, language, brand) }
        return Reply(
            text: AssistantTexts.question(language),
            answer: Answer(
                kind: .question, code: "clarify", confidence: best.first?.confidence ?? 0, actions: [person(language)]))
    }

    private func courtesy(_ wishes: Set<Wish>, _ language: Language, _ brand: Brand) -> Reply {
        let words = wishes.contains(.thanks) ? AssistantTexts.welcome : AssistantTexts.greeting
        return Reply(
            text: words(language, ["brand": brand.name(language)]),
            answer: Answer(kind: .greeting, code: "greeting", confidence: 1, actions: [person(language)]))
    }

    /// The transaction that the customer most likely means, with what is wrong with it: the one the conversation is
    /// about, else the
    /// latest troubled one of the last days that fits the kind and the amount they speak of.
    private func trouble(
        in facts: Facts, wishes: Set<Wish>, text: String, _ conversation: Conversation
    ) -> (WalletTransaction, Diagnosis)? {
        let amounts = Amounts.read(text)
        let speaksOfMoney =
            !wishes.isDisjoint(with: [.payment, .transfer, .topUp, .refund])
            || wishes.contains(.trouble)
                && (text.isEmpty || !amounts.isEmpty || Self.moneyWords.contains { text.contains($0) })
        if let named = facts.named, conversation.code == nil || speaksOfMoney,
            let diagnosis = Diagnosis(named, balance: facts.balance)
        {
            return (named, diagnosis)
        }
        guard speaksOfMoney else { return nil }
        let kinds = kinds(wishes)
        let oldest = desk.storage.moment.adding(seconds: -Self.recentSeconds)
        let candidates = facts.transactions.filter { $0.updatedAt >= oldest }.compactMap { transaction in
            Diagnosis(transaction, balance: facts.balance).map { (transaction, $0) }
        }
        let fitting = candidates.filter { kinds.isEmpty || kinds.contains($0.0.kind) }
        // An amount that is named and fits none of them means another matter.
        if !amounts.isEmpty { return fitting.first { amounts.contains($0.0.amount.minor) } }
        return fitting.first
    }

    private func kinds(_ wishes: Set<Wish>) -> Set<WalletTransaction.Kind> {
        var kinds: Set<WalletTransaction.Kind> = []
        if wishes.contains(.payment) { kinds.insert(.payment) }
        if wishes.contains(.transfer) { kinds.insert(.transfer) }
        if wishes.contains(.topUp) { kinds.insert(.topUp) }
        return kinds
    }

    private func diagnosed(
        _ transaction: WalletTransaction, _ diagnosis: Diagnosis, _ facts: Facts, _ language: Language, _ brand: Brand
    ) -> Reply {
        let clock = Clock(zone: brand.timeZone, now: desk.storage.moment, language: language)
        let card = diagnosis.card(transaction, balance: facts.balance, clock: clock)
        var sources = [Answer.Source(slug: "", title: MoneyTexts.record(language) + " " + transaction.number.grouped)]
        if let article = (try? desk.helpCentre(brand.id))?.article(backing: diagnosis.code.rawValue, language) {
            sources.append(.init(slug: article.slug, title: article.title))
        }
        return Reply(
            text: card.verdict + card.explanation,
            answer: Answer(
                kind: .diagnosis, code: diagnosis.code.rawValue, confidence: 0.99, sources: sources,
                actions: diagnosis.actions(transaction, language), card: card),
            about: transaction.id)
    }

    private func person(_ language: Language) -> Answer.Action {
        .init(id: Answer.Action.person, label: AssistantTexts.person(language), method: "post", href: "/chat/handovers")
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

enum AssistantTexts {
    static let greeting = Text(
        "您好，这里是{brand}客服。说说遇到了什么事？", "您好，這裡是{brand}客服。說說遇到了什麼事？", "Hello, this is {brand}. What happened?")
    static let welcome = Text(
        "不客气。还有别的事，直接写在这里。", "不客氣。還有別的事，直接寫在這裡。", "You are welcome. If there is anything else, just write here.")
    static let article = Text(
        "{summary}详细步骤在《{title}》里。", "{summary}詳細步驟在《{title}》裡。", "{summary} The steps are in “{title}”.")
    static let readArticle = Text("看详细步骤", "看詳細步驟", "Read the steps")
    static let person = Text("转人工", "轉人工", "Talk to a person")
    static let question = Text(
        "我还不确定您说的是哪件事。能说说是付款、转账、充值还是账户的问题吗？最好带上金额和时间。",
        "我還不確定您說的是哪件事。能說說是付款、轉帳、儲值還是帳戶的問題嗎？最好附上金額和時間。",
        "I am not sure yet what you mean. Is it a payment, a transfer, a top-up or your account? The amount and "
            + "the time help."
    )
}

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
        if wishes.contains(.person) || Said.isForPerson(message.text) {
            try await desk.storage.write { transaction in
                let now = try Conversation.find(conversation.id, in: transaction)
                guard now.state == .assisted else { return }
                if Said.isTheft(message.text) {
                    let stop = Answer.Action(
                        id: "freeze", label: FreezeTexts.title(now.language), method: "get", href: "/freeze")
                    let answer = Answer(kind: .handover, code: "account.stolen", confidence: 1, actions: [stop])
                    _ = try Message.answer(
                        AssistantTexts.stopFirst(now.language), answer.stored, in: now, key: message.id.text,
                        transaction)
                    try transaction.execute(
                        "UPDATE conversation SET priority = \(Freeze.priority) WHERE id = \(now.id)")
                }
                try now.toPerson(by: conversation.owner, in: transaction)
            }
            return
        }
        let facts = try await facts(conversation)
        let reply = reply(to: message.text, wishes, facts, in: conversation, brand)
        try await desk.storage.write { transaction in
            let said = try Message.answer(
                reply.text, reply.answer.stored, in: conversation, key: message.id.text, transaction)
            // Courtesies and questions are not what the conversation is about; one question is remembered, to ask
            // another next.
            let isMatter = reply.answer.kind == .diagnosis || reply.answer.kind == .article
            if said != nil, isMatter || conversation.code == nil && reply.answer.kind == .question {
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
        if let settled = settled(in: facts, wishes: wishes, text: text, conversation, brand) { return settled }
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
        let isSecondTime = conversation.code == "clarify"
        return Reply(
            text: (isSecondTime ? AssistantTexts.stillUnclear : AssistantTexts.question)(language),
            answer: Answer(
                kind: .question, code: "clarify", confidence: best.first?.confidence ?? 0, actions: [person(language)]))
    }

    private func courtesy(_ wishes: Set<Wish>, _ language: Language, _ brand: Brand) -> Reply {
        let words = wishes.contains(.thanks) ? AssistantTexts.welcome : AssistantTexts.greeting
        return Reply(
            text: words(language, ["brand": brand.name(language)]),
            answer: Answer(kind: .greeting, code: "greeting", confidence: 1, actions: [person(language)]))
    }

    func diagnosed(
        _ transaction: WalletTransaction, _ diagnosis: Diagnosis, _ facts: Facts, _ language: Language, _ brand: Brand
    ) -> Reply {
        let clock = Clock(zone: brand.timeZone, now: desk.storage.moment, language: language)
        let card = diagnosis.card(transaction, balance: facts.balance, clock: clock)
        var sources = [Answer.Source(slug: "", title: MoneyTexts.record(language) + " " + transaction.number.grouped)]
        if let article = (try? desk.helpCentre(brand.id))?.article(backing: diagnosis.code.rawValue, language) {
            sources.append(.init(slug: article.slug, title: article.title))
        }
        return Reply(
            text: card.verdict + (language == .en ? " " : "") + card.explanation,
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
    static let stopFirst = Text(
        "先别急，第一步是把钱停住：点“一键止付”，付款、转账、提现和登录马上停，不用等客服。同时已经为您加急转人工。",
        "先別急，第一步是把錢停住：點「一鍵止付」，付款、轉帳、提現和登入馬上停，不用等客服。同時已經為您加急轉人工。",
        "First of all stop the money: “Stop everything” stops payments, transfers, withdrawals and sign-ins at once, "
            + "without waiting for anybody. A person is being called with priority.")
    static let greeting = Text(
        "您好，这里是{brand}客服。说说遇到了什么事？", "您好，這裡是{brand}客服。說說遇到了什麼事？", "Hello, this is {brand}. What happened?")
    static let welcome = Text(
        "不客气。还有别的事，直接写在这里。", "不客氣。還有別的事，直接寫在這裡。", "You are welcome. If there is anything else, just write here.")
    static let article = Text(
        "这篇文章可能有用：《{title}》。{summary}", "這篇文章可能有用：《{title}》。{summary}", "This article may help: “{title}”. {summary}")
    static let stillUnclear = Text(
        "抱歉，我还是没弄明白。点“转人工”，客服会接着看，前面的话不用再说一遍。", "抱歉，我還是沒弄明白。點「轉人工」，客服會接著看，前面的話不用再說一次。",
        "Sorry, I still do not understand. Choose “Talk to a person”; they see what you wrote, so you need not "
            + "repeat it."
    )
    static let readArticle = Text("看详细步骤", "看詳細步驟", "Read the steps")
    static let person = Text("转人工", "轉人工", "Talk to a person")
    static let question = Text(
        "我还不确定您说的是哪件事。能说说是付款、转账、充值还是账户的问题吗？最好带上金额和时间。",
        "我還不確定您說的是哪件事。能說說是付款、轉帳、儲值還是帳戶的問題嗎？最好附上金額和時間。",
        "I am not sure yet what you mean. Is it a payment, a transfer, a top-up or your account? The amount and "
            + "the time help."
    )
}

import Answers
import Terms
import Wallet

extension Reply.Writer {
    // MARK: - Wording

    func found(_ finding: Finding) -> Reply {
        if let transaction = finding.transaction, let code = Diagnosis.Code(rawValue: finding.code) {
            return diagnosed(transaction, Diagnosis(code: code), says: finding.says, facts: finding.facts)
        }
        return advised(finding.code, says: finding.says, about: finding.transaction, confidence: 0.95)
    }

    /// A diagnosis that the words alone make.
    func said(_ code: String) -> Reply? {
        // Nothing in the records backs it: the article says how it is in general.
        if Advice.needsRecord(code) {
            return centre?.article(backing: code, language).flatMap { article(slug: $0.slug, intent.confidence) }
        }
        var reply = advised(code, says: facts(code), about: nil, confidence: intent.confidence)
        reply.basis = .words
        if code == "complaint.start" { (reply.isComplaint, reply.handsOver) = (true, true) }
        return reply
    }

    /// What can be said of the account beside.
    func facts(_ code: String) -> String? {
        guard code == "balance.unexpected", let balance = records.balance else { return nil }
        let latest = records.transactions.filter { $0.state == .succeeded }.prefix(3).map {
            "\(clock.day($0.updatedAt)) \(MoneyTexts.kind($0.kind)(language)) \($0.amount.display) "
                + $0.counterparty.name
        }
        guard !latest.isEmpty else { return RecordTexts.balanceEmpty(language, ["balance": balance.display]) }
        return RecordTexts.balance(
            language,
            ["balance": balance.display, "list": latest.joined(separator: language == .en ? "; " : "；")])
    }

    func advised(_ code: String, says: String?, about: WalletTransaction?, confidence: Double) -> Reply {
        let summary = centre?.article(backing: code, language)?.summary ?? ""
        // Whoever has been told all of it is not told it again in general.
        let isWhole = says.map { $0.utf8.count > Self.wholeBytes } ?? false
        let words = [says ?? "", isWhole ? "" : summary].filter { !$0.isEmpty }
            .joined(separator: language == .en ? " " : "")
        return Reply(
            text: words.isEmpty ? AssistantTexts.question(language) : words,
            answer: Answer(
                kind: .diagnosis, code: code, confidence: confidence, sources: sources(code),
                actions: see(about?.id) + actions(code, about), steps: Flow.steps(of: code, language)),
            about: about?.id)
    }

    func diagnosed(
        _ transaction: WalletTransaction, _ diagnosis: Diagnosis, says: String?, facts: Facts
    ) -> Reply {
        let card = diagnosis.card(transaction, balance: records.balance, clock: clock).beginning(says)
        let code = diagnosis.code.rawValue
        let record = Answer.Source(slug: "", title: MoneyTexts.record(language) + " " + transaction.number.grouped)
        return Reply(
            text: card.verdict + (language == .en ? " " : "") + card.explanation,
            answer: Answer(
                kind: .diagnosis, code: code, confidence: 0.99, sources: [record] + sources(code).prefix(1),
                actions: see(transaction.id) + actions(code, transaction, facts, readsArticle: false), card: card),
            about: transaction.id)
    }

    func article(slug: String, _ confidence: Double) -> Reply? {
        guard let centre, let article = centre.article(slug, language) else { return nil }
        let more = centre.related(to: article, language).prefix(2)
        return Reply(
            text: AssistantTexts.article(language, ["title": article.title, "summary": article.summary]),
            answer: Answer(
                kind: .article, code: slug, confidence: confidence,
                sources: ([article] + more).map { .init(slug: $0.slug, title: $0.title) },
                actions: [read(slug)] + Advice.actions(for: slug, nil, language) + [person]),
            basis: .words)
    }

    func courtesy(isThanks: Bool) -> Reply {
        let words = isThanks ? AssistantTexts.welcome : AssistantTexts.greeting
        return Reply(
            text: words(language, ["brand": brand.name(language)]),
            answer: Answer(kind: .greeting, code: "greeting", confidence: 1, actions: [person]), basis: .words)
    }

    /// Scolding and no matter: what went wrong is looked up; where nothing is found, a person listens.
    func angry(_ candidates: [Doctor.Candidate]) -> Reply {
        if let finding = candidates.compactMap(\.finding).first(where: { $0.weight == .sure }) {
            return found(finding)
        }
        return Reply(
            text: AssistantTexts.sorry(language), answer: Answer(kind: .handover, code: "anger", confidence: 1),
            handsOver: true, basis: .words)
    }

    // MARK: - Sources and buttons

    func article(behind label: String) -> Article? {
        Advice.isDiagnosis(label) ? centre?.article(backing: label, language) : centre?.article(label, language)
    }

    func sources(_ code: String) -> [Answer.Source] {
        article(behind: code).map { [.init(slug: $0.slug, title: $0.title)] } ?? []
    }

    func see(_ transaction: TransactionID?) -> [Answer.Action] {
        transaction.map {
            [.init(id: "see", label: MoneyTexts.seeThis(language), method: "get", href: "/transactions/\($0)")]
        } ?? []
    }

    func actions(
        _ code: String, _ transaction: WalletTransaction? = nil, _ facts: Facts = [:], readsArticle: Bool = true
    ) -> [Answer.Action] {
        let article = readsArticle ? article(behind: code).map { [read($0.slug)] } ?? [] : []
        return Advice.actions(for: code, transaction, facts: facts, language) + article + [person]
    }

    func read(_ slug: String) -> Answer.Action {
        .init(
            id: "read", label: AssistantTexts.readArticle(language), method: "get", href: "/help/articles/\(slug)")
    }

    var person: Answer.Action { .person(language) }
}

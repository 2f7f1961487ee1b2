import Answers
import Terms
import Wallet

/// What the assistant does about one message.
struct Reply: Sendable {
    /// nil: nothing is said, a person is called.
    let text: String?
    let answer: Answer
    var about: TransactionID?
    var handsOver = false
    var isUrgent = false
    var isComplaint = false
}

extension Reply {
    /// Chooses and words the reply. Pure but for the articles.
    struct Writer {
        /// From here on what the words say is taken for it where no record backs it.
        private static let sureMin = 0.34
        /// Calling a person at once and stopping everything takes more.
        private static let theftMin = 0.6
        private static let unfamiliarMin = 0.55
        private static let similarMin = 0.2
        private static let wholeBytes = 110
        /// 您好 and "good morning" are nothing more; what is longer may ask something too.
        private static let courtesyBytesMax = 15
        /// Below this the best article of the search is not offered as the answer.
        private static let articleMin = 0.45
        /// A record counts as meant from these points on; below, the words speak for something else.
        private static let meantMin = -2.2

        let desk: Desk
        let brand: Brand
        let conversation: Conversation
        let records: Records.Read
        let intent: Intent
        let wishes: Set<Wish>
        let text: String
        /// What the assistant said last.
        let before: String?

        private var language: Language { conversation.language }
        private var clock: Clock { Clock(zone: brand.timeZone, now: desk.storage.moment, language: language) }
        private var centre: HelpCentre? { desk.helpCentres[brand.id] }

        func reply() -> Reply {
            let doctor = Doctor(
                intent: intent, amounts: Amounts.read(text), now: clock.now, about: conversation.transaction,
                before: conversation.code)
            let candidates = doctor.candidates(records.findings)
            if Despair.isSaid(in: text) {
                return Reply(
                    text: AssistantTexts.despair(language),
                    answer: Answer(kind: .handover, code: "person", confidence: 1),
                    handsOver: true, isUrgent: true)
            }
            if let theft = theft(candidates) { return theft }
            if isSaid(.person) || wishes.contains(.person) && !isQuestion { return .person(language) }
            if let best = candidates.first { if let reply = chosen(best, candidates) { return reply } }
            return unclear()
        }

        private var isQuestion: Bool {
            intent.isKnown && intent.label.map { $0 != "person" } ?? false && text.count > 12
        }

        /// What is unlike every example must be the more probable.
        private var isSure: Bool {
            intent.isKnown
                ? intent.confidence >= Self.sureMin
                : intent.confidence >= Self.unfamiliarMin && intent.similarity >= Self.similarMin
        }

        private func isSaid(_ other: Understanding.Other, atLeast least: Double = 0.5) -> Bool {
            intent.isKnown && intent.label == other.rawValue && intent.confidence >= least
        }

        /// “That was not me”: first the money is stopped, and a person is called at once.
        private func theft(_ candidates: [Doctor.Candidate]) -> Reply? {
            let codes = ["account.stolen", "payment.unauthorised"]
            let best = candidates.first { codes.contains($0.label) }
            let isFirst = candidates.first.map { codes.contains($0.label) } ?? false
            let suspicion = intent.guesses.filter { codes.contains($0.label) }.reduce(0) { $0 + $1.probability }
            let isNamed = best?.finding?.weight == .sure
            guard Theft.isSaid(in: text) || isFirst && (isNamed || intent.isKnown && suspicion >= Self.theftMin) else {
                return nil
            }
            // Who has named the payments wants those looked into; a new device means more than one payment.
            let findings = records.findings.filter { codes.contains($0.code) }
            let named = findings.first { $0.code == codes[1] && $0.weight == .sure }
            let said = intent.guesses.first { codes.contains($0.label) && $0.probability >= 0.5 }?.label
            let code =
                named?.code ?? said ?? findings.first { $0.code == codes[0] }?.code ?? best?.label ?? codes[0]
            var reply = Reply(
                text: AssistantTexts.stopFirst(language),
                answer: Answer(
                    kind: .handover, code: code, confidence: 1, sources: sources(code), actions: actions(code)),
                handsOver: true, isUrgent: true)
            reply.about = best?.finding?.transaction?.id
            return reply
        }

        private func chosen(_ best: Doctor.Candidate, _ candidates: [Doctor.Candidate]) -> Reply? {
            if let finding = best.finding, best.points >= Self.meantMin { return found(finding) }
            guard let label = intent.label, isSure else { return nil }
            switch Understanding.Other(rawValue: label) {
            case .person: return .person(language)
            case .greeting, .thanks: return courtesy(isThanks: label == "thanks")
            case .anger: return angry(candidates)
            case .offTopic:
                return Reply(
                    text: AssistantTexts.offTopic(language),
                    answer: Answer(
                        kind: .question, code: "off_topic", confidence: intent.confidence, actions: [person]))
            case nil: return Advice.isDiagnosis(label) ? said(label) : article(slug: label, intent.confidence)
            }
        }

        // MARK: - Wording

        private func found(_ finding: Finding) -> Reply {
            if let transaction = finding.transaction, let code = Diagnosis.Code(rawValue: finding.code) {
                return diagnosed(transaction, Diagnosis(code: code), says: finding.says)
            }
            return advised(finding.code, says: finding.says, about: finding.transaction?.id, confidence: 0.95)
        }

        /// A diagnosis that the words alone make.
        private func said(_ code: String) -> Reply? {
            // Nothing in the records backs it: the article says how it is in general.
            if Advice.needsRecord(code) {
                return centre?.article(backing: code, language).flatMap { article(slug: $0.slug, intent.confidence) }
            }
            var reply = advised(code, says: facts(code), about: nil, confidence: intent.confidence)
            if code == "complaint.start" { (reply.isComplaint, reply.handsOver) = (true, true) }
            return reply
        }

        /// What can be said of the account beside.
        private func facts(_ code: String) -> String? {
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

        private func advised(_ code: String, says: String?, about: TransactionID?, confidence: Double) -> Reply {
            let summary = centre?.article(backing: code, language)?.summary ?? ""
            // Whoever has been told all of it is not told it again in general.
            let isWhole = says.map { $0.utf8.count > Self.wholeBytes } ?? false
            let words = [says ?? "", isWhole ? "" : summary].filter { !$0.isEmpty }
                .joined(separator: language == .en ? " " : "")
            return Reply(
                text: words.isEmpty ? AssistantTexts.question(language) : words,
                answer: Answer(
                    kind: .diagnosis, code: code, confidence: confidence, sources: sources(code),
                    actions: see(about) + actions(code)),
                about: about)
        }

        private func diagnosed(_ transaction: WalletTransaction, _ diagnosis: Diagnosis, says: String?) -> Reply {
            let card = diagnosis.card(transaction, balance: records.balance, clock: clock).beginning(says)
            let code = diagnosis.code.rawValue
            let record = Answer.Source(slug: "", title: MoneyTexts.record(language) + " " + transaction.number.grouped)
            return Reply(
                text: card.verdict + (language == .en ? " " : "") + card.explanation,
                answer: Answer(
                    kind: .diagnosis, code: code, confidence: 0.99, sources: [record] + sources(code).prefix(1),
                    actions: see(transaction.id) + actions(code, readsArticle: false), card: card),
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
                    actions: [read(slug)] + ways(slug) + [person]))
        }

        private func courtesy(isThanks: Bool) -> Reply {
            let words = isThanks ? AssistantTexts.welcome : AssistantTexts.greeting
            return Reply(
                text: words(language, ["brand": brand.name(language)]),
                answer: Answer(kind: .greeting, code: "greeting", confidence: 1, actions: [person]))
        }

        /// Scolding and no matter: what went wrong is looked up; where nothing is found, a person listens.
        private func angry(_ candidates: [Doctor.Candidate]) -> Reply {
            if let finding = candidates.compactMap(\.finding).first(where: { $0.weight == .sure }) {
                return found(finding)
            }
            return Reply(
                text: AssistantTexts.sorry(language), answer: Answer(kind: .handover, code: "anger", confidence: 1),
                handsOver: true)
        }

        /// What has just happened, the search, then a question, then another.
        private func unclear() -> Reply {
            let sure = records.findings.filter { $0.weight == .sure && clock.now.seconds(since: $0.at) < 86_400 }
            let latest = sure.max { $0.at < $1.at }
            if let latest, wishes.contains(.trouble) || intent.guesses.contains(where: { $0.label == latest.code }) {
                return found(latest)
            }
            let isCourtesy = !wishes.isEmpty && wishes.isSubset(of: [.greeting, .thanks])
            if isCourtesy, text.utf8.count <= Self.courtesyBytesMax {
                return courtesy(isThanks: wishes.contains(.thanks))
            }
            let results = centre?.search(text, language, limit: 3) ?? []
            if let first = results.first, first.confidence >= Self.articleMin,
                let reply = article(slug: first.article.slug, first.confidence)
            {
                return reply
            }
            if isCourtesy { return courtesy(isThanks: wishes.contains(.thanks)) }
            let isSecondTime = before == "clarify"
            let choices = intent.guesses.prefix(3).compactMap { guess -> Answer.Action? in
                guard guess.probability >= 0.08, let article = self.article(behind: guess.label) else { return nil }
                return .init(
                    id: "article:\(article.slug)", label: article.title, method: "get",
                    href: "/help/articles/\(article.slug)")
            }
            return Reply(
                text: (isSecondTime ? AssistantTexts.stillUnclear : AssistantTexts.question)(language),
                answer: Answer(
                    kind: .question, code: "clarify", confidence: intent.confidence,
                    actions: (isSecondTime ? [] : choices) + [person]))
        }

        func greeting() -> Reply {
            let sure = records.findings.filter { $0.weight == .sure }.sorted { $0.at > $1.at }
            if let about = conversation.transaction,
                let named = sure.first(where: { $0.transaction?.id == about })
                    ?? records.findings.first(where: { $0.transaction?.id == about && $0.weight == .likely })
            {
                return found(named)
            }
            if let first = sure.first { return found(first) }
            return Reply(
                text: AssistantTexts.greeting(language, ["brand": brand.name(language)]),
                answer: Answer(kind: .greeting, code: "greeting", confidence: 1))
        }

        // MARK: - Sources and buttons

        private func article(behind label: String) -> Article? {
            Advice.isDiagnosis(label) ? centre?.article(backing: label, language) : centre?.article(label, language)
        }

        private func sources(_ code: String) -> [Answer.Source] {
            article(behind: code).map { [.init(slug: $0.slug, title: $0.title)] } ?? []
        }

        private func see(_ transaction: TransactionID?) -> [Answer.Action] {
            transaction.map {
                [.init(id: "see", label: MoneyTexts.seeThis(language), method: "get", href: "/transactions/\($0)")]
            } ?? []
        }

        private func ways(_ label: String) -> [Answer.Action] {
            Advice.ways(for: label).map { .init(id: $0.id, label: $0.label(language), method: "get", href: $0.path) }
        }

        private func actions(_ code: String, readsArticle: Bool = true) -> [Answer.Action] {
            let article = readsArticle ? article(behind: code).map { [read($0.slug)] } ?? [] : []
            return ways(code) + article + [person]
        }

        private func read(_ slug: String) -> Answer.Action {
            .init(
                id: "read", label: AssistantTexts.readArticle(language), method: "get", href: "/help/articles/\(slug)")
        }

        private var person: Answer.Action { .person(language) }
    }

    static func person(_ language: Language) -> Reply {
        Reply(text: nil, answer: Answer(kind: .handover, code: "person", confidence: 1), handsOver: true)
    }
}

extension Answer.Action {
    static func person(_ language: Language) -> Answer.Action {
        .init(id: Answer.Action.person, label: AssistantTexts.person(language), method: "post", href: "/chat/handovers")
    }
}

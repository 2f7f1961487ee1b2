import Answers
import Terms
import Wallet

/// What the assistant does about one message.
struct Reply: Sendable {
    /// nil: nothing is said, a person is called.
    var text: String?
    var answer: Answer
    var about: TransactionID?
    var handsOver = false
    var isUrgent = false
    var isComplaint = false
    /// The customer wants to be told when this is settled.
    var watches: WalletTransaction?
    var basis = Receipt.Basis.record
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
        static let wholeBytes = 110
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
        let before: Said?

        struct Said {
            /// What the customer had written.
            let asked: String
            let text: String
            let answer: Answer
        }

        var language: Language { conversation.language }
        var clock: Clock { Clock(zone: brand.timeZone, now: desk.storage.moment, language: language) }
        var centre: HelpCentre? { desk.helpCentres[brand.id] }

        var doctor: Doctor {
            Doctor(
                intent, amounts: Amounts.read(text), now: clock.now, about: conversation.transaction,
                before: conversation.code)
        }

        /// With why it is given.
        func reply() -> (reply: Reply, receipt: Receipt) {
            let doctor = doctor
            let candidates = doctor.candidates(records.findings)
            let reply = fresh(chosen(candidates))
            return (reply, Receipt(reply, doctor, candidates))
        }

        private func chosen(_ candidates: [Doctor.Candidate]) -> Reply {
            if Despair.isSaid(in: text) {
                return Reply(
                    text: AssistantTexts.despair(language),
                    answer: Answer(kind: .handover, code: "person", confidence: 1),
                    handsOver: true, isUrgent: true, basis: .urgent)
            }
            if let theft = theft(candidates) { return theft }
            if isSaid(.person) || wishes.contains(.person) && !isQuestion { return .person(language) }
            if let next = followUp() { return next }
            if let best = candidates.first { if let reply = chosen(best, candidates) { return reply } }
            return unclear()
        }

        /// The same words twice help nobody: the second time it is short, and a person is near.
        private func fresh(_ reply: Reply) -> Reply {
            guard let before, let words = reply.text, words == before.text, text == before.asked, !reply.handsOver,
                [.diagnosis, .article].contains(reply.answer.kind)
            else { return reply }
            let verdict = reply.answer.card?.verdict ?? ""
            let answer = reply.answer
            var again = Reply(
                text: AssistantTexts.unchanged(language) + (language == .en && !verdict.isEmpty ? " " : "") + verdict,
                answer: Answer(
                    kind: answer.kind, code: answer.code, confidence: answer.confidence, sources: answer.sources,
                    actions: answer.actions))
            (again.about, again.basis) = (reply.about, reply.basis)
            return again
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

        private func isSaid(_ other: Understanding.Other) -> Bool {
            intent.isKnown && intent.label == other.rawValue && intent.confidence >= 0.5
        }

        private static let theftCodes = ["account.stolen", "payment.unauthorised"]

        /// “That was not me”: first the money is stopped, and a person is called at once.
        private func theft(_ candidates: [Doctor.Candidate]) -> Reply? {
            let codes = Self.theftCodes
            let best = candidates.first { codes.contains($0.label) }
            let isFirst = candidates.first.map { codes.contains($0.label) } ?? false
            let isNamed = best?.finding?.weight == .sure
            let suspicion = intent.guesses.filter { codes.contains($0.label) }.reduce(0) { $0 + $1.probability }
            guard Theft.isSaid(in: text) || isFirst && (isNamed || intent.isKnown && suspicion >= Self.theftMin) else {
                return nil
            }
            let code = theftCode(best)
            return Reply(
                text: AssistantTexts.stopFirst(language),
                answer: Answer(
                    kind: .handover, code: code, confidence: 1, sources: sources(code), actions: actions(code)),
                about: best?.finding?.transaction?.id, handsOver: true, isUrgent: true, basis: .urgent)
        }

        /// Who has named the payments wants those looked into; a new device means more than one payment.
        private func theftCode(_ best: Doctor.Candidate?) -> String {
            let (stolen, disowned) = (Self.theftCodes[0], Self.theftCodes[1])
            let findings = records.findings
            if findings.contains(where: { $0.code == disowned && $0.weight == .sure }) { return disowned }
            if let said = intent.guesses.first(where: { Self.theftCodes.contains($0.label) && $0.probability >= 0.5 }) {
                return said.label
            }
            return findings.contains { $0.code == stolen } ? stolen : best?.label ?? stolen
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
                        kind: .question, code: "off_topic", confidence: intent.confidence, actions: [person]),
                    basis: .words)
            case nil: return Advice.isDiagnosis(label) ? said(label) : article(slug: label, intent.confidence)
            }
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
                var reply = article(slug: first.article.slug, first.confidence)
            {
                reply.basis = .search
                return reply
            }
            if isCourtesy { return courtesy(isThanks: wishes.contains(.thanks)) }
            let isSecondTime = before?.answer.code == "clarify"
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
                    actions: (isSecondTime ? [] : choices) + [person]),
                basis: .unclear)
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

import Answers
import Foundation
import Terms

/// A few words that mean something only after what was said before: “还有别的办法吗”, “how long?”.
enum FollowUp: Sendable, CaseIterable {
    case remind, otherWay, howLong, stillNot

    /// Whoever writes more says what it is about.
    private static let charactersMax = 16
    private static let wordsMax = 8

    static func read(_ text: String) -> FollowUp? {
        let text = text.lowercased()
        let isShort =
            text.utf8.allSatisfy { $0 < 0x80 }
            ? text.split(separator: " ").count <= wordsMax : text.count <= charactersMax
        guard isShort else { return nil }
        return allCases.first { kind in kind.words.contains { text.contains($0) } }
    }

    private var words: [String] {
        switch self {
        case .remind:
            [
                "有结果就告诉我", "有結果就告訴我", "到账了通知我", "到账通知我", "到账告诉我", "到帳通知我", "到帳告訴我", "有消息告诉我", "有消息告訴我",
                "tell me when", "notify me", "let me know when",
            ]
        case .otherWay:
            [
                "别的办法", "其他办法", "别的方法", "其他方法", "还有什么办法", "还能怎么办", "別的辦法", "其他辦法", "別的方法", "還有什麼辦法", "還能怎麼辦",
                "another way", "other way", "other option", "what else can i",
            ]
        case .howLong:
            ["还要多久", "要多久", "等多久", "多长时间", "還要多久", "多長時間", "多久能", "how long", "how much longer"]
        case .stillNot:
            [
                "还是不行", "还不行", "试过了", "没有用", "没用", "不管用", "還是不行", "還不行", "試過了", "沒有用", "沒用", "不管用", "still not",
                "still doesn't", "still does not", "didn't help", "did not help", "tried that", "already tried",
                "doesn't help",
            ]
        }
    }
}

extension Reply.Writer {
    /// nil where the words stand by themselves, or nothing was said before.
    func followUp() -> Reply? {
        if wishes.contains(.anger), let before, [.diagnosis, .article].contains(before.answer.kind),
            !intent.isKnown || intent.label == Understanding.Other.anger.rawValue
        {
            // They have had the answer; now somebody listens.
            return Reply(
                text: AssistantTexts.sorry(language), answer: Answer(kind: .handover, code: "anger", confidence: 1),
                handsOver: true, basis: .urgent)
        }
        guard let kind = FollowUp.read(text), let before, [.diagnosis, .article].contains(before.answer.kind) else {
            return nil
        }
        let code = before.answer.code
        let about = records.findings.first { $0.code == code && $0.transaction?.id == conversation.transaction }
        switch kind {
        case .remind:
            guard let transaction = about?.transaction, conversation.customer != nil,
                !transaction.state.isFinal || transaction.held.minor > 0
            else { return nil }
            // The reminder says itself that it is noted.
            return Reply(
                text: nil, answer: Answer(kind: .question, code: code, confidence: 1), about: transaction.id,
                watches: transaction)
        case .otherWay: return said(AssistantTexts.otherWays(language), code, about)
        case .stillNot:
            var reply = said(AssistantTexts.stillNot(language), code, about)
            reply.answer.actions = [person]
            return reply
        case .howLong:
            guard let transaction = about?.transaction, let expected = transaction.expectedAt, expected > clock.now
            else {
                return nil
            }
            let words = AssistantTexts.expected(
                language, ["amount": transaction.amount.display, "when": clock.day(expected)])
            return said(words, code, about)
        }
    }

    /// With the buttons that are left: what was said before is not repeated.
    private func said(_ words: String, _ code: String, _ about: Finding?) -> Reply {
        let given = before?.answer
        return Reply(
            text: words,
            answer: Answer(
                kind: given?.kind ?? .diagnosis, code: code, confidence: 0.9, sources: sources(code),
                actions: see(about?.transaction?.id) + actions(code, about?.transaction, about?.facts ?? [:])),
            about: about?.transaction?.id, basis: about == nil ? .words : .record)
    }
}

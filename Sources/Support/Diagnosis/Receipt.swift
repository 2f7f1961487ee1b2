import Foundation
import Storage
import Terms

/// Why the assistant gave an answer: what the words could have meant, what the records showed, which rule fitted and
/// what else was weighed. It is kept beside the message, and comes to the same answer whenever it is asked again.
struct Receipt: Codable, Sendable, Equatable {
    enum Basis: String, Codable, Sendable {
        /// A finding in the customer's own records.
        case record
        /// What the words mean, by the model.
        case words
        /// The best article of the search.
        case search
        /// Words that go before everything: theft, despair, a person is asked for.
        case urgent
        /// Nothing was clear, and a question is asked.
        case unclear
    }

    static let marksMax = 6

    private(set) var basis: Basis
    /// The code or slug that was answered with.
    private(set) var code: String
    let doctor: Doctor
    /// What weighed most, said or found; an answer by article names it by its slug.
    let first: String?
    /// The findings that weighed most, and the codes of all.
    let marks: [Doctor.Mark]
    let found: [String]

    init(_ reply: Reply, _ doctor: Doctor, _ candidates: [Doctor.Candidate]) {
        basis = reply.basis
        code = reply.answer.code
        self.doctor = doctor
        first = candidates.first?.label
        found = Set(candidates.compactMap(\.finding?.code)).sorted()
        marks = candidates.compactMap(\.finding).prefix(Self.marksMax).map(\.mark)
    }

    /// For what was said in the end: a language model may have chosen an article where nothing was clear.
    func of(_ reply: Reply) -> Receipt {
        var receipt = self
        (receipt.basis, receipt.code) = (reply.basis, reply.answer.code)
        return receipt
    }

    /// The finding that the answer rests on.
    var mark: Doctor.Mark? { basis == .record ? marks.first { $0.code == code } : nil }

    /// Whether today's rules and weights make the same of what was known then; nil where they do not decide: the
    /// search's answers change with the articles.
    var isSameToday: Bool? {
        switch basis {
        case .record:
            mark.map { mark in
                Rule.named(mark.rule).map { $0.fits(mark.facts) && $0.code == mark.code } ?? false
            }
        case .words: doctor.first(of: marks, found: found) == first
        case .search, .urgent, .unclear: nil
        }
    }
}

// MARK: - Rows

extension Receipt {
    func keep(for message: Message, in transaction: Transaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try transaction.execute(
            """
            INSERT INTO receipt (message_id, conversation_id, position, receipt)
            VALUES (\(message.id), \(message.conversation), \(message.position),
                    \(String(decoding: try encoder.encode(self), as: UTF8.self)))
            """)
    }

    /// By the position of the message that each explains.
    static func all(of id: ConversationID, after position: Int64 = 0, in transaction: Transaction) throws
        -> [Int64: Receipt]
    {
        let rows = try transaction.rows(
            """
            SELECT position, receipt FROM receipt WHERE conversation_id = \(id) AND position > \(position)
            ORDER BY position DESC LIMIT \(Message.pageMax)
            """)
        return try rows.reduce(into: [:]) { all, row in
            // One of another version says nothing; the talk is shown all the same.
            let stored = Data(try row.get(1, as: String.self).utf8)
            all[try row.get(0)] = try? JSONDecoder().decode(Receipt.self, from: stored)
        }
    }
}

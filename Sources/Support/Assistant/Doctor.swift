import Answers
import Foundation
import Terms
import Wallet

/// Finds what a customer's message is about: what the words say, weighed with what has happened to them. Pure.
///
/// Each candidate has points in the manner of log-odds: the model's probability for its code and its family, and what
/// the records show. The weights are few and stand here; the wordings of the tests judge them.
struct Doctor: Sendable {
    struct Candidate: Sendable {
        /// A diagnosis code, an article's slug, or one of `Understanding.Other`.
        let label: String
        let finding: Finding?
        let points: Double
    }

    let intent: Intent
    let amounts: [Int64]
    let now: Moment
    /// The transaction that the conversation is about.
    var about: TransactionID?
    /// What the conversation was found to be about before.
    var before: String?

    private static let familyShare = 0.2

    private func probability(of label: String) -> Double {
        intent.guesses.first { $0.label == label }?.probability ?? 0
    }

    /// That it is a trouble of this family, whichever; a question how something is done is none.
    private func probability(ofFamily family: String) -> Double {
        intent.guesses.filter { Finding.isTrouble($0.label) && Finding.family($0.label) == family }
            .reduce(0) { $0 + $1.probability }
    }

    /// The likeliest first.
    func candidates(_ findings: [Finding]) -> [Candidate] {
        let found = findings.map { Candidate(label: $0.code, finding: $0, points: points(of: $0)) }
        let said = intent.guesses.compactMap { guess -> Candidate? in
            guard !findings.contains(where: { $0.code == guess.label }) else { return nil }
            return Candidate(label: guess.label, finding: nil, points: log(max(guess.probability, 0.001)))
        }
        return (found + said).sorted { ($0.points, $1.label) > ($1.points, $0.label) }
    }

    private func points(of finding: Finding) -> Double {
        let family = finding.family ?? Finding.family(finding.code)
        // What is not understood speaks for nothing, and not against what has just happened either.
        let floor = intent.isKnown ? 0.002 : 0.02
        // People guess at the cause; what the records show is it. So the family speaks for each of its codes.
        let ofFamily = probability(ofFamily: family)
        var points = log(max(probability(of: finding.code), Self.familyShare * ofFamily, floor))
        points += 0.5 * log(max(ofFamily, floor))
        switch finding.weight {
        case .sure: points += 4.2
        case .likely: points += 2.6
        case .possible: points += 0.8
        }
        // The latest is meant, where nothing else tells.
        let hours = Double(max(0, now.seconds(since: finding.at))) / 3_600
        points -= min(2, hours / 36)
        if let transaction = finding.transaction {
            // Whoever asks from a transaction's page means that one, though another failed.
            if let about { points += transaction.id == about ? 4 : -1.5 }
            if !amounts.isEmpty { points += amounts.contains(transaction.amount.minor) ? 3 : -1.5 }
        }
        if finding.code == before { points += 0.7 }
        // Theft is not presumed: the words must speak of it, or its owner has named the payment.
        if finding.code == "payment.unauthorised", finding.weight == .possible { points -= 2.5 }
        return points
    }
}

import Answers
import Foundation
import Terms
import Wallet

/// Finds what a customer's message is about: what the words say, weighed with what has happened to them. Pure, and
/// stored with the answer, so that it can be asked again.
///
/// Each candidate has points in the manner of log-odds: the model's probability for its code and its family, and what
/// the records show. The weights are few and stand here; the wordings of the tests judge them.
struct Doctor: Codable, Sendable, Equatable {
    struct Said: Codable, Sendable, Equatable {
        let label: String
        /// 0…1.
        let probability: Double
    }

    /// What counts of a finding.
    struct Mark: Codable, Sendable, Equatable {
        let code: String
        let weight: Finding.Weight
        /// Milliseconds.
        let at: Int64
        let family: String
        let rule: String
        let facts: Facts
        var transaction: String?
        /// The transaction's amount, in minor units.
        var minor: Int64?
    }

    struct Candidate: Sendable {
        /// A diagnosis code, an article's slug, or one of `Understanding.Other`.
        let label: String
        let finding: Finding?
        let points: Double
    }

    /// The likeliest first.
    let said: [Said]
    let isKnown: Bool
    /// Minor units.
    let amounts: [Int64]
    /// Milliseconds.
    let now: Int64
    /// The transaction that the conversation is about.
    var about: String?
    /// What the conversation was found to be about before.
    var before: String?

    init(_ intent: Intent, amounts: [Int64], now: Moment, about: TransactionID? = nil, before: String? = nil) {
        said = intent.guesses.map { Said(label: $0.label, probability: $0.probability) }
        isKnown = intent.isKnown
        self.amounts = amounts
        self.now = now.milliseconds
        self.about = about?.text
        self.before = before
    }

    private static let familyShare = 0.2

    private func probability(of label: String) -> Double { said.first { $0.label == label }?.probability ?? 0 }

    /// That it is a trouble of this family, whichever; a question how something is done is none.
    private func probability(ofFamily family: String) -> Double {
        said.filter { Finding.isTrouble($0.label) && Finding.family($0.label) == family }
            .reduce(0) { $0 + $1.probability }
    }

    /// The likeliest first.
    func candidates(_ findings: [Finding]) -> [Candidate] {
        let found = findings.map { Candidate(label: $0.code, finding: $0, points: points(of: $0.mark)) }
        let words = points(besides: findings.map(\.code))
            .map { Candidate(label: $0.label, finding: nil, points: $0.points) }
        return (found + words).sorted { ($0.points, $1.label) > ($1.points, $0.label) }
    }

    /// What came first; `found` are the codes of all findings, of which the marks are the best.
    func first(of marks: [Mark], found: [String]) -> String? {
        let records = marks.map { (label: $0.code, points: points(of: $0)) }
        return (records + points(besides: found)).max { ($0.points, $1.label) < ($1.points, $0.label) }?.label
    }

    private func points(besides codes: [String]) -> [(label: String, points: Double)] {
        said.filter { !codes.contains($0.label) }.map { ($0.label, log(max($0.probability, 0.001))) }
    }

    private func points(of mark: Mark) -> Double {
        // What is not understood speaks for nothing, and not against what has just happened either.
        let floor = isKnown ? 0.002 : 0.02
        // People guess at the cause; what the records show is it. So the family speaks for each of its codes.
        let ofFamily = probability(ofFamily: mark.family)
        var points = log(max(probability(of: mark.code), Self.familyShare * ofFamily, floor))
        points += 0.5 * log(max(ofFamily, floor))
        switch mark.weight {
        case .sure: points += 4.2
        case .likely: points += 2.6
        case .possible: points += 0.8
        }
        // The latest is meant, where nothing else tells.
        let hours = Double(max(0, (now - mark.at) / 1_000)) / 3_600
        points -= min(2, hours / 36)
        if let minor = mark.minor {
            // Whoever asks from a transaction's page means that one, though another failed.
            if let about { points += mark.transaction == about ? 4 : -1.5 }
            if !amounts.isEmpty { points += amounts.contains(minor) ? 3 : -1.5 }
        }
        if mark.code == before { points += 0.7 }
        // Theft is not presumed: the words must speak of it, or its owner has named the payment.
        if mark.code == "payment.unauthorised", mark.weight == .possible { points -= 2.5 }
        return points
    }
}

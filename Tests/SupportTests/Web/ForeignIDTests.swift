import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

/// Generated from the route table: a new route is attacked as soon as it is there.
@Suite struct ForeignIDs {
    /// What stands for each place of a path: ids of Mira's.
    private struct Hers: Sendable {
        let conversation: String, transaction: String, card: String, check: String, session: String, passkey: String
        let change: String, lock: String
        /// Words that only her pages hold.
        let marks: [String]

        /// For a place of this name on this path; nil where the place names nothing of a customer's.
        func id(_ place: String, on path: String) -> String? {
            if ["brand", "slug", "name", "key", "kind"].contains(place) { return nil }
            if ["conversations", "chat", "tickets"].contains(where: path.contains) { return conversation }
            if path.contains("transactions") { return transaction }
            if path.contains("cards") { return card }
            if path.contains("checks") { return check }
            if path.contains("devices") || path.contains("sessions") { return session }
            if path.contains("passkeys") { return passkey }
            return change
        }
    }

    @Test("of another customer are found by no route", arguments: TestEngine.available)
    func notFound(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let hers = try await Self.live(cast)
            let routes = cast.desk.routes { _ in }.routes.map { ($0.method.rawValue, $0.path.description) }
                .filter { $0.1.contains("{") && !$0.1.hasPrefix("/desk") && !$0.1.hasPrefix("/api/v1/desk") }
            var attacked = 0
            let before = try await Self.events(cast)
            for (method, path) in routes where method != "HEAD" {
                let places = path.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) }
                guard places.contains(where: { hers.id($0, on: path) != nil }) else { continue }
                attacked += 1
                var real = path.replacing("{brand}", with: "upay")
                for place in places {
                    real = real.replacing("{\(place)}", with: hers.id(place, on: path) ?? "upay")
                }
                for thief in [cast.theo, cast.nora] {
                    let reply = try await Self.attack(cast, method, real, as: thief)
                    #expect(
                        [303, 401, 403, 404, 405, 409, 415, 422].contains(reply.status),
                        "\(method) \(path) by \(thief.name): \(reply.status)")
                    for mark in hers.marks where reply.text.contains(mark) {
                        Issue.record("\(method) \(path) shows \(thief.name) what is Mira's: \(mark)")
                    }
                }
            }
            #expect(attacked > 12, "the routes were found: \(attacked)")
            #expect(try await Self.events(cast) == before, "nothing happened to her account")
            // The same addresses show her own things to her: the attack was at the right doors.
            let own = ["customer_upay": try await cast.token(cast.mira)]
            for path in ["/upay/transactions/\(hers.transaction)", "/upay/chat/\(hers.conversation)"] {
                let reply = try await cast.page(path, cookies: own)
                #expect(reply.status == 200 && hers.marks.contains { reply.text.contains($0) }, "\(path)")
            }
        }
    }

    /// With everything else right: signed in, from the same origin, with the form's token.
    private static func attack(_ cast: Cast, _ method: String, _ path: String, as thief: Customer) async throws -> Reply
    {
        let party = try await cast.party(thief)
        let isProgram = path.hasPrefix("/api/")
        let cookies = ["customer_upay": party.session.token, "customer_topay": party.session.token]
        if method == "GET" {
            return isProgram
                ? try await cast.get(path, as: party.session.token) : try await cast.page(path, cookies: cookies)
        }
        if isProgram { return try await cast.post(path, "{\"text\":\"x\"}", as: party.session.token) }
        let form = [
            "csrf": party.session.csrf, "text": "x", "by": "password", "answer": Cast.password, "amount": "1",
            "name": "x", "password": Cast.password, "key": UUID().uuidString,
        ]
        return try await cast.submit(path, form, cookies: cookies)
    }

    private static func events(_ cast: Cast) async throws -> Int {
        try await cast.storage.read { [mira = cast.mira.id] in
            try $0.first("SELECT COUNT(*) FROM event WHERE customer_id = \(mira)")?.get(0) ?? 0
        }
    }

    private static func live(_ cast: Cast) async throws -> Hers {
        try await cast.fund(cast.mira)
        let payment = try await cast.pay(cast.mira, 1_234, to: "只有米拉去的店")
        let conversation = try await cast.open("只有米拉说的话", as: cast.token(cast.mira))
        let card = try await cast.ledger.cards(cast.mira.id)[0].id
        let check = try await cast.storage.write {
            try IdentityCheck.open(
                .init(
                    purpose: .unlock, brand: cast.mira.brand, customer: cast.mira.id, holder: "her browser",
                    language: .zhHans), in: $0)
        }
        return Hers(
            conversation: conversation, transaction: payment.id.text, card: card.text, check: check.id.text,
            session: UUID().uuidString.lowercased(), passkey: UUID().uuidString.lowercased(),
            change: check.id.text, lock: check.id.text,
            marks: ["只有米拉去的店", "只有米拉说的话", payment.number, payment.number.grouped])
    }
}

import Credentials
import Storage
import Terms
import Testing

@testable import Support

/// A browser in which somebody is signed in, who reads what is sent to them.
struct OwnBrowser: Sendable {
    let cast: Cast
    let customer: Customer
    let session: Session
    private(set) var cookies: [String: String]

    init(_ cast: Cast, _ customer: Customer) async throws {
        self.cast = cast
        self.customer = customer
        session = try await cast.party(customer).session
        cookies = ["customer_\(customer.brand)": session.token]
    }

    var base: String { "/\(customer.brand)" }

    private mutating func keep(_ reply: Reply) -> Reply {
        let name = "check_\(customer.brand)"
        if let check = reply.cookie(name) { cookies[name] = check }
        return reply
    }

    mutating func open(_ path: String) async throws -> Reply {
        keep(try await cast.page(path.hasPrefix(base) ? path : base + path, cookies: cookies))
    }

    mutating func send(_ path: String, _ fields: [String: String] = [:]) async throws -> Reply {
        keep(
            try await cast.submit(
                path.hasPrefix(base) ? path : base + path, fields.merging(["csrf": session.csrf]) { $1 },
                cookies: cookies))
    }

    // MARK: - Proving

    /// Begins a check by a purpose and gives the proofs; where it leads.
    mutating func prove(_ purpose: Purpose, _ proofs: [(Proof, String)]) async throws -> String {
        try await give(proofs, to: try await send("/checks", ["purpose": purpose.rawValue]))
    }

    /// Gives proofs on the page that a form led to. The answer "" to a code is the code that was sent.
    mutating func give(_ proofs: [(Proof, String)], to begun: Reply) async throws -> String {
        #expect(begun.status == 303, "\(begun.text.suffix(600))")
        let check = try #require(begun.location)
        var reply = begun
        for (proof, typed) in proofs {
            var answer = typed
            if proof.isCode, typed.isEmpty {
                cast.clock.advance(seconds: 61)
                #expect(try await send("\(check)/codes", ["by": proof.rawValue]).status == 303)
                answer = try await code()
            }
            reply = try await send("\(check)/proofs", ["by": proof.rawValue, "answer": answer])
            #expect(reply.status == 303, "\(proof): \(reply.text.suffix(900))")
        }
        return reply.location ?? ""
    }

    /// The number that a passed check's address carries.
    static func check(_ path: String) -> String {
        path.matches(of: /check=([0-9a-z-]+)/).last.map { String($0.output.1) } ?? ""
    }

    // MARK: - Reading

    /// The code that was sent last, to whomever or to this address.
    func code(to address: String? = nil) async throws -> String {
        let text = try await told("code").first { address == nil || $0.address == address }?.text
        return text?.firstMatch(of: /[0-9]{6}/).map { String($0.output) } ?? "none"
    }

    func told(_ template: String) async throws -> [Notice] {
        try await cast.storage.read { try Notice.latest(in: $0) }.filter { $0.template == template }
    }

    func events(_ kind: String) async throws -> Int {
        try await cast.storage.read { [id = customer.id] in
            try $0.first("SELECT COUNT(*) FROM event WHERE customer_id = \(id) AND kind = \(kind)")?.get(0) ?? 0
        }
    }

    func setDigits(_ digits: String = "258036") async throws {
        let hash = try await cast.desk.passwords.hash(digits)
        try await cast.storage.write { [customer] in try PaymentPassword.set(hash, of: customer, in: $0) }
    }

    /// Two-factor, on; the app that shows the digits.
    func turnOnTwoFactor() async throws -> OneTimePassword {
        let (vault, clock) = (cast.desk.vault, cast.clock)
        let app = try await cast.storage.write { [customer] transaction in
            let app = try #require(try TwoFactor.start(customer.id, vault, in: transaction))
            _ = try TwoFactor.confirm(app.code(at: clock.now), of: customer, vault, in: transaction)
            return app
        }
        clock.advance(seconds: 60)
        return app
    }
}

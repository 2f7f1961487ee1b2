import Storage
import Terms
import Testing

@testable import Support

/// One person's browser: it keeps cookies, and its owner reads the codes that are sent to them.
struct CheckBrowser: Sendable {
    let cast: Cast
    private(set) var cookies: [String: String] = [:]

    init(_ cast: Cast, cookies: [String: String] = [:]) {
        self.cast = cast
        self.cookies = cookies
    }

    /// Signed in.
    static func of(_ customer: Customer, _ cast: Cast) async throws -> CheckBrowser {
        CheckBrowser(cast, cookies: ["customer_\(customer.brand)": try await cast.token(customer)])
    }

    private mutating func keep(_ reply: Reply) -> Reply {
        for line in reply.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 ? pair[1] : nil
        }
        return reply
    }

    mutating func get(_ path: String) async throws -> Reply { keep(try await cast.page(path, cookies: cookies)) }

    mutating func submit(_ path: String, _ fields: [String: String], headers: [String: String] = [:]) async throws
        -> Reply
    {
        keep(try await cast.submit(path, fields, cookies: cookies, headers: headers))
    }

    /// The token of the forms of whoever is signed in.
    func csrf(_ brand: String = "upay") -> String { cookies["customer_\(brand)"].map { Session(token: $0).csrf } ?? "" }

    /// Opens a check for a contact; where its page is.
    mutating func check(_ purpose: Purpose, _ contact: String, brand: String = "upay") async throws -> String {
        let reply = try await submit("/\(brand)/checks", ["purpose": purpose.rawValue, "contact": contact])
        #expect(reply.status == 303, "\(reply.text.prefix(400))")
        return reply.location ?? ""
    }

    mutating func answer(_ path: String, _ proof: Proof, _ answer: String) async throws -> Reply {
        try await submit("\(path)/proofs", ["by": proof.rawValue, "answer": answer])
    }

    /// A check from its beginning to where it leads, by the code to a phone.
    mutating func pass(_ purpose: Purpose, _ customer: Customer) async throws -> Reply {
        let path = try await check(purpose, customer.phone ?? "", brand: customer.brand.text)
        return try await answer(path, .phoneCode, cast.code(to: customer.phone ?? ""))
    }
}

extension Cast {
    /// The newest code that was sent to an address, as its owner reads it.
    func code(to address: String) async throws -> String {
        let texts = try await storage.read { try Notice.latest(in: $0) }
            .filter { $0.address == address && $0.template == "code" }.map(\.text)
        return texts.first?.firstMatch(of: /\d{6}/).map { String($0.output) } ?? "none"
    }

    /// Another six digits.
    func notTheCode(to address: String) async throws -> String {
        let code = try await code(to: address)
        return code.first == "1" ? "2" + code.dropFirst() : "1" + code.dropFirst()
    }

    func notices(_ template: String, to customer: Customer) async throws -> [Notice] {
        try await storage.read { try Notice.latest(in: $0) }
            .filter { $0.template == template && $0.customer == customer.id }
    }

    func count(_ sql: SQL) async throws -> Int {
        try await storage.read { try $0.first(sql)?.get(0, as: Int.self) ?? 0 }
    }

    func locks(_ customer: Customer) async throws -> [AccountLock] {
        try await storage.read { try AccountLock.open(on: customer.id, in: $0) }
    }

    /// A payment password, as the security centre sets it.
    func setPaymentPassword(_ customer: Customer, _ digits: String = "258036") async throws {
        let hash = try await desk.passwords.hash(digits)
        try await storage.write {
            try $0.execute("UPDATE customer SET payment_password_hash = \(hash) WHERE id = \(customer.id)")
        }
    }
}

import HTTPTypes
import Synchronization
import Terms
import Testing

@testable import Support

/// Somebody's browser: it keeps its cookies from answer to answer, and knows where it is.
final class Browser: Sendable {
    private let cast: Cast
    private let jar = Mutex<[String: String]>([:])
    private let headers: [String: String]

    init(_ cast: Cast, headers: [String: String] = [:]) {
        self.cast = cast
        self.headers = headers.merging(["Sec-Fetch-Site": "same-origin"]) { mine, _ in mine }
    }

    var cookies: [String: String] { jar.withLock { $0 } }
    subscript(name: String) -> String? { cookies[name] }

    func keep(_ name: String, _ value: String?) { jar.withLock { $0[name] = value } }

    func open(_ path: String) async throws -> Reply {
        keep(try await cast.page(path, cookies: cookies, headers: headers))
    }

    func submit(_ path: String, _ fields: [String: String]) async throws -> Reply {
        keep(try await cast.submit(path, fields, cookies: cookies, headers: headers))
    }

    func post(_ path: String, json: String) async throws -> Reply {
        var all = headers
        all["Cookie"] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        return keep(try await cast.post(path, json, headers: all))
    }

    private func keep(_ reply: Reply) -> Reply {
        for line in reply.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = pair.first else { continue }
            keep(name, pair.count == 2 && !line.contains("Max-Age=0") ? pair[1] : nil)
        }
        return reply
    }

    // MARK: - What people do

    func signIn(_ login: String, _ password: String = Cast.password, brand: String = "upay") async throws -> Reply {
        try await submit("/\(brand)/signin", ["login": login, "password": password])
    }

    /// Types a contact into a form that begins a check; the check's path, such as `/upay/checks/…`.
    func begin(_ purpose: Purpose, _ contact: String) async throws -> String {
        let path = purpose == .signUp ? "/upay/signup" : "/upay/checks"
        let reply = try await submit(path, ["purpose": purpose.rawValue, "contact": contact])
        #expect(reply.status == 303, "\(reply.text)")
        return try #require(reply.location)
    }

    func answer(_ check: String, _ proof: Proof, _ answer: String) async throws -> Reply {
        try await submit("\(check)/proofs", ["by": proof.rawValue, "answer": answer])
    }

    /// A check that has passed by a code; where it leads.
    func prove(_ purpose: Purpose, _ contact: String) async throws -> String {
        let check = try await begin(purpose, contact)
        let proof: Proof = contact.contains("@") ? .emailCode : .phoneCode
        let reply = try await answer(check, proof, try #require(try await cast.code(for: contact)))
        #expect(reply.status == 303, "\(reply.text)")
        return try #require(reply.location)
    }

    /// The token of the forms on a page.
    func csrf(_ path: String) async throws -> String {
        let page = try await open(path).text
        return String(try #require(page.firstMatch(of: /name="csrf" value="([^"]+)"/)).output.1)
    }
}

extension Cast {
    /// What was sent to this address, newest first.
    func notices(to address: String, _ template: String? = nil) async throws -> [Notice] {
        try await storage.read { try Notice.latest(in: $0) }
            .filter { $0.address == address && (template == nil || $0.template == template) }
    }

    /// The six digits that were sent to this address last.
    func code(for address: String) async throws -> String? {
        try await notices(to: address, "code").first?.text.firstMatch(of: /[0-9]{6}/).map { String($0.output) }
    }

    /// A wrong code, whatever the right one is.
    static func wrong(_ code: String?) -> String { code == "000001" ? "000002" : "000001" }
}

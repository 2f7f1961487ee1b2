import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Terms
import Testing

@testable import Support

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    var json: Value { Value(text) }
    var errorCode: String? { json["error"]["code"].string }
    var location: String? { headers[.location] }

    /// `name` of `Set-Cookie`, without its attributes.
    func cookie(_ name: String) -> String? {
        headers[values: .setCookie].first { $0.hasPrefix(name + "=") }.map {
            String($0.dropFirst(name.utf8.count + 1).prefix { $0 != ";" })
        }
    }
}

/// JSON to look into: what is not there is null.
enum Value: Equatable, Sendable, Decodable {
    case null, bool(Bool), number(Double), string(String), array([Value]), object([String: Value])

    init(_ text: String) { self = (try? JSONDecoder().decode(Value.self, from: Data(text.utf8))) ?? .null }

    init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .null
        } else if let value = try? one.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? one.decode(Double.self) {
            self = .number(value)
        } else if let value = try? one.decode(String.self) {
            self = .string(value)
        } else if let value = try? one.decode([Value].self) {
            self = .array(value)
        } else {
            self = .object(try one.decode([String: Value].self))
        }
    }

    subscript(name: String) -> Value { if case .object(let all) = self { all[name] ?? .null } else { .null } }
    subscript(index: Int) -> Value { list.indices.contains(index) ? list[index] : .null }
    var list: [Value] { if case .array(let all) = self { all } else { [] } }
    var keys: Set<String> { if case .object(let all) = self { Set(all.keys) } else { [] } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var int: Int? { if case .number(let value) = self { Int(value) } else { nil } }
}

extension Cast {
    /// Asks as a program: with a bearer token, or as nobody.
    func get(_ path: String, as token: String? = nil, headers: [String: String] = [:]) async throws -> Reply {
        try await send(.get, path, token, nil, headers)
    }

    /// `json` is sent as it stands.
    func post(
        _ path: String, _ json: String = "{}", as token: String? = nil, key: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var headers = headers
        if let key { headers["Idempotency-Key"] = key }
        headers["Content-Type"] = headers["Content-Type"] ?? "application/json"
        return try await send(.post, path, token, ByteBuffer(string: json), headers)
    }

    func post(_ path: String, bytes: [UInt8], as token: String? = nil, headers: [String: String] = [:]) async throws
        -> Reply
    {
        var headers = headers
        headers["Content-Type"] = headers["Content-Type"] ?? "application/json"
        return try await send(.post, path, token, ByteBuffer(bytes: bytes), headers)
    }

    /// Opens a page as a browser that keeps these cookies.
    func page(_ path: String, cookies: [String: String] = [:], headers: [String: String] = [:]) async throws -> Reply {
        try await send(.get, path, nil, nil, headers.merging(Self.cookieHeader(cookies)) { $1 })
    }

    /// Sends a form of a page.
    func submit(
        _ path: String, _ fields: [String: String], cookies: [String: String] = [:], headers: [String: String] = [:]
    ) async throws -> Reply {
        var all = headers.merging(Self.cookieHeader(cookies)) { $1 }
        all["Content-Type"] = "application/x-www-form-urlencoded"
        let body = fields.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        return try await send(.post, path, nil, ByteBuffer(string: body), all)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ token: String?, _ body: ByteBuffer?, _ headers: [String: String]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        if let token { fields[.authorization] = "Bearer \(token)" }
        return try await client.execute(uri: path, method: method, headers: fields, body: body) { Reply($0) }
    }

    private static func cookieHeader(_ cookies: [String: String]) -> [String: String] {
        cookies.isEmpty ? [:] : ["Cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; ")]
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// A JSON string literal.
    static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

/// What customers do over HTTP, for tests that are about something else.
extension Cast {
    func signIn(_ customer: Customer, password: String = Cast.password) async throws -> Reply {
        let login = customer.phone ?? ""
        return try await post(
            "/api/v1/sessions",
            "{\"brand\":\"\(customer.brand)\",\"login\":\"\(login)\",\"password\":\(Self.quoted(password))}")
    }

    /// A conversation of this customer or visitor; its id.
    func open(
        _ text: String? = "付款没成功", brand: String = "upay", as token: String, key: String? = nil
    ) async throws -> String {
        let words = text.map { ",\"text\":\(Self.quoted($0))" } ?? ""
        let reply = try await post("/api/v1/conversations", "{\"brand\":\"\(brand)\"\(words)}", as: token, key: key)
        #expect(reply.status == 201)
        return reply.json["id"].string ?? ""
    }

    func say(_ text: String, in id: String, as token: String, key: String? = nil) async throws -> Reply {
        try await post("/api/v1/conversations/\(id)/messages", "{\"text\":\(Self.quoted(text))}", as: token, key: key)
    }

    func messages(_ id: String, as token: String, after: Int = 0) async throws -> [Value] {
        try await get("/api/v1/conversations/\(id)/messages?after=\(after)", as: token).json["messages"].list
    }
}

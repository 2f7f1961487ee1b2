import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Terms

/// What a route knows of its request beside the request itself.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// For streams that are written directly.
    public let channel: any Channel
    /// The person's language: `?language=`, then the cookie, then `Accept-Language`.
    public var language = Language.zhHans

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The person's address, for limits. Only a proxy on this machine or in a private network may name another in
    /// `X-Forwarded-For`; of what it lists the last entry is its own word.
    public func address(_ request: Request) -> String {
        guard let peer = channel.remoteAddress?.ipAddress else { return "unknown" }
        let parts = peer.split(separator: ".").compactMap { Int($0) }
        let isProxy =
            peer == "::1" || parts.first == 127 || parts.first == 10 || parts.starts(with: [192, 168])
            || parts.first == 172 && (16...31).contains(parts.dropFirst().first ?? 0)
        let named = request.header("X-Forwarded-For")?.split(separator: ",").last?.trimmingSpaces()
        return isProxy ? named ?? peer : peer
    }

    public func parameter(_ name: String) throws -> String {
        guard let value = parameters.get(name)?.removingPercentEncoding else { throw Refusal.notFound }
        return value
    }

    public func id<Noun>(_ name: String) throws -> ID<Noun> {
        guard let id = try ID<Noun>(outside: parameter(name)) else { throw Refusal.notFound }
        return id
    }
}

public typealias Routes = Router<WebContext>

extension Request {
    public func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map { String($0).removingPercentEncoding ?? "" }
    }

    public func cookie(_ name: String) -> String? { cookies[name]?.value }

    public func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The token of `Authorization: Bearer …`.
    public var bearer: String? {
        guard let value = headers[.authorization], value.hasPrefix("Bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// The `Idempotency-Key` of a write; nil without one.
    public func idempotencyKey() throws -> String? { try header("Idempotency-Key").map { try Self.checked(key: $0) } }

    /// 1 to 100 visible ASCII characters.
    fileprivate static func checked(key: String) throws -> String {
        guard (1...100).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Refusal(
                .malformed, "idempotency_key_invalid",
                Text(
                    "Idempotency-Key 要 1–100 个可见的 ASCII 字符。", "Idempotency-Key 須為 1–100 個可見的 ASCII 字元。",
                    "Idempotency-Key must be 1 to 100 visible ASCII characters."))
        }
        return key
    }
}

extension Form {
    /// The form's field `key`, which does what a program's `Idempotency-Key` does; nil without one.
    public func idempotencyKey() throws -> String? {
        self["key"].isEmpty ? nil : try Request.checked(key: self["key"])
    }
}

extension Response {
    public static func html(_ page: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: page.markup)))
    }

    public static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Response {
        .json(written: json.text, status: status)
    }

    /// JSON that somebody else wrote.
    public static func json(written text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    public static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// After a form was posted: the browser fetches the page anew, so that reload does not post again.
    public static func see(_ path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}

import HTTPTypes
import Hummingbird

/// Lets something live under a host name of its own: `https://help.upay.example/chat` is `/upay/chat`.
/// It stands before the router, which matches on the path.
public struct HostPrefix<Next: HTTPResponder>: HTTPResponder where Next.Context == WebContext {
    private let next: Next
    private let shared: Set<String>
    private let prefix: @Sendable (_ host: String) -> String?

    /// `prefix` gives the first path segment for a host, or nil. Paths that begin with one of `shared` stay as they
    /// are.
    public init(_ next: Next, shared: Set<String>, prefix: @escaping @Sendable (_ host: String) -> String?) {
        self.next = next
        self.shared = shared
        self.prefix = prefix
    }

    public func respond(to request: Request, context: WebContext) async throws -> Response {
        guard let host = request.head.authority, let prefix = prefix(host) else {
            return try await next.respond(to: request, context: context)
        }
        let path = request.head.path ?? "/"
        let first = String(path.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" })
        if shared.contains(first) || first == prefix { return try await next.respond(to: request, context: context) }
        var head = request.head
        head.path = "/\(prefix)" + path
        return try await next.respond(to: Request(head: head, body: request.body), context: context)
    }
}

/// Hummingbird's types under the names that features use where they have no route of their own.
public typealias WebRequest = Request
public typealias WebResponse = Response
public typealias WebCookie = Cookie
public typealias WebResponder = HTTPResponder

import HTTPTypes
import Hummingbird
import Web

/// Lets a brand live under a host name of its own: `https://help.upay.example/chat` is `/upay/chat`.
/// It stands before the router, which matches on the path.
public struct BrandByHost<Next: HTTPResponder>: HTTPResponder where Next.Context == WebContext {
    let brands: Brands
    let next: Next

    /// What is never a brand's page.
    private static var shared: Set<Substring> {
        ["api", "assets", "desk", "health", "metrics", "openapi.json", "sandbox", "bank", "wallet"]
    }

    public func respond(to request: Request, context: WebContext) async throws -> Response {
        guard let host = request.head.authority, let brand = brands.byHost(host) else {
            return try await next.respond(to: request, context: context)
        }
        let path = request.head.path ?? "/"
        let first = path.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" }
        if Self.shared.contains(first) || first == brand.id.text {
            return try await next.respond(to: request, context: context)
        }
        var head = request.head
        head.path = "/\(brand.id)" + path
        return try await next.respond(to: Request(head: head, body: request.body), context: context)
    }
}

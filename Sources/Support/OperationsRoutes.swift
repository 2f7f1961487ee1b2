import Foundation
import Hummingbird
import NIOCore
import Terms
import Web

/// What operators and programs ask of the installation itself.
struct OperationsRoutes: Sendable {
    static let readyTimeoutSeconds = 2

    let desk: Desk

    func add(to router: Routes) {
        router.get("/health/live") { _, _ in Response.json(.object { $0.put("status", "live") }) }
        router.get("/health/ready", use: ready)
        router.get("/metrics") { [desk] _, _ in
            Response.text(desk.metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("/openapi.json") { [desk] _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-cache"],
                body: .init(byteBuffer: ByteBuffer(bytes: desk.openAPI)))
        }
        router.get("/", use: brands)
    }

    /// Ready means that the database answers.
    @Sendable private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            try await within(.seconds(Self.readyTimeoutSeconds)) { [storage = desk.storage] in
                _ = try await storage.read { try $0.first("SELECT 1") }
            }
            return .json(.object { $0.put("status", "ready") })
        } catch {
            desk.logger.warning("not ready", metadata: ["error": "\(error)"])
            return .json(.object { $0.put("status", "database_unreachable") }, status: .serviceUnavailable)
        }
    }

    /// The brands that are served here; in the sandbox, what to try first.
    @Sendable private func brands(_ request: Request, _ context: WebContext) async throws -> Response {
        if desk.isSandbox { return .see("/sandbox") }
        guard let first = desk.brands.all.first else { throw Refusal.notFound }
        let page = Page(desk, first, request, context, party: nil)
        return .html(
            Page.shell(
                desk: desk, language: page.language, brand: "wallet", theme: page.theme, isLargeText: page.isLargeText,
                title: "WalletDesk", scripts: [],
                body: """
                    <body class="site"><main id="main" class="wrap stack wide"><h1>WalletDesk</h1>\
                    <ul class="card flush rows">\
                    \(desk.brands.all.html { brand in
                        """
                        <li data-brand="\(brand.id)"><a class="item" href="/\(brand.id)/help">\
                        <span class="mark" aria-hidden="true">\
                        \(page.icon(String(brand.mark.dropFirst(2))))</span><span class="grow"><b class="strong">\
                        \(page(brand.name))</b>\
                        <span class="sub">\(page(brand.slogan))</span></span>\(page.icon("right"))</a></li>
                        """
                    })</ul></main></body>
                    """))
    }
}

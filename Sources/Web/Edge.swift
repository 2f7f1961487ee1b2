import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Terms

/// Around every request: language, one place where errors become responses, security headers, the count for `/metrics`.
public struct Edge: RouterMiddleware {
    public typealias Context = WebContext
    /// Shows a refusal or a fault as a page; nil where the path belongs to programs.
    public typealias ErrorPage = @Sendable (Refusal, Request, WebContext) -> HTML?

    /// Time for the answer to arrive before the connection is closed on somebody who is still sending.
    private static let farewellMilliseconds: Int64 = 1_000

    private let metrics: Metrics
    /// Choices that stay when they are asked for in the address: the name, and what it may be.
    private let preferences: [String: Set<String>]
    private let errorPage: ErrorPage

    public init(metrics: Metrics, preferences: [String: Set<String>] = [:], errorPage: @escaping ErrorPage) {
        self.metrics = metrics
        self.preferences = preferences
        self.errorPage = errorPage
    }

    public func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let chosen = request.query("language").flatMap(Language.init(tag:))
        context.language =
            chosen ?? request.cookie("language").flatMap(Language.init(tag:))
            ?? Language(accepting: request.headers[.acceptLanguage])
        let begin = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = respond(to: error, request, context)
        }
        if let chosen { response.setCookie(Self.keep("language", chosen.tag, request)) }
        for (name, allowed) in preferences {
            if let value = request.query(name), allowed.contains(value) {
                response.setCookie(Self.keep(name, value, request))
            }
        }
        if request.method == .head { response = response.createHeadResponse() }
        secure(&response.headers)
        metrics.answered(
            method: request.method.rawValue, status: response.status.code,
            seconds: (ContinuousClock.now - begin).inSeconds)
        return response
    }

    private func respond(to error: any Error, _ request: Request, _ context: WebContext) -> Response {
        let refusal: Refusal
        switch error {
        case let known as Refusal: refusal = known
        case let http as HTTPError where http.status.code < 500: refusal = Self.refusal(for: http)
        case is CancellationError, is ChannelError, is IOError:
            // The person has hung up; nobody reads the answer.
            refusal = Self.refusal(for: HTTPError(.badRequest))
        case let parsing where String(describing: type(of: parsing)) == "HTTPParserError":
            refusal = Self.refusal(for: HTTPError(.badRequest))
        default:
            // The id is all that leaves; the inside stays in the log.
            context.logger.error("fault", metadata: ["request": "\(context.id)", "error": "\(error)"])
            refusal = Self.fault(id: context.id)
        }
        let unfit = (error as? HTTPError).flatMap { $0.status == .methodNotAllowed ? $0 : nil }
        let status = unfit?.status ?? refusal.kind.status(fault: refusal.code == "fault")
        var response: Response
        if let page = errorPage(refusal, request, context) {
            response = .html(page, status: status)
        } else {
            response = .json(refusal.json(context.language), status: status)
        }
        if let unfit { response.headers[.allow] = unfit.headers[.allow] }
        if case .limited(let seconds) = refusal.kind { response.headers[.retryAfter] = String(seconds) }
        if refusal.kind == .tooLarge { hangUp(on: context, &response) }
        if refusal.kind == .unauthenticated { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    /// The rest of a body that is too large would be read and thrown away for as long as it goes on.
    private func hangUp(on context: WebContext, _ response: inout Response) {
        response.headers[.connection] = "close"
        context.channel.eventLoop.scheduleTask(in: .milliseconds(Self.farewellMilliseconds)) {
            [channel = context.channel] in
            channel.close(promise: nil)
        }
    }

    private static func refusal(for error: HTTPError) -> Refusal {
        switch error.status.code {
        case 404: .notFound
        case 405:
            Refusal(
                .malformed, "method_not_allowed",
                Text("这个地址不支持这种请求。", "這個網址不支援這種請求。", "That address does not take this kind of request."))
        case 413: Refusal(.tooLarge, "body_too_large", Text("发来的内容太大。", "送來的內容太大。", "That is too large."))
        default: Refusal(.malformed, "bad_request", Text("请求读不懂。", "請求無法讀取。", "We could not read the request."))
        }
    }

    static func fault(id: String) -> Refusal {
        Refusal(
            .unavailable, "fault",
            Text(
                "我们这边出了问题，您的内容没有丢。请过一会儿再试；联系客服时报这个编号：{id}",
                "我們這邊出了問題，您的內容沒有遺失。請稍後再試；聯絡客服時請提供這個編號：{id}",
                "Something went wrong on our side; nothing of yours is lost. Please try again in a while. If you "
                    + "contact us, give this number: {id}"
            ).filling(["id": id]), facts: ["id": id])
    }

    /// A cookie for a preference: a year, for the whole site.
    public static func keep(_ name: String, _ value: String, _ request: Request) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: 365 * 86_400, path: "/", secure: request.isSecure, httpOnly: true,
            sameSite: .lax)
    }

    private static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    private static let frameOptions = HTTPField.Name("X-Frame-Options")!
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"

    private func secure(_ headers: inout HTTPFields) {
        headers[.contentSecurityPolicy] = Self.policy
        headers[.xContentTypeOptions] = "nosniff"
        headers[Self.referrerPolicy] = "same-origin"
        headers[Self.frameOptions] = "SAMEORIGIN"
    }
}

extension Request {
    /// Whether the person's connection is encrypted, also where a proxy ends TLS.
    public var isSecure: Bool { header("X-Forwarded-Proto") == "https" || head.scheme == "https" }
}

extension Refusal.Kind {
    fileprivate func status(fault: Bool) -> HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .malformed: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .limited: .tooManyRequests
        case .preconditionRequired: .preconditionRequired
        case .locked: .init(code: 423, reasonPhrase: "Locked")
        case .unavailable: fault ? .internalServerError : .serviceUnavailable
        }
    }
}

extension Refusal {
    /// `{"error":{"code","message","fields"}}`, with further facts beside them.
    public func json(_ language: Language) -> JSON {
        .object {
            $0.put(
                "error",
                .object { error in
                    error.put("code", code)
                    error.put("message", text(language))
                    error.put(
                        "fields",
                        .object { all in
                            for (name, text) in fields.sorted(by: { $0.key < $1.key }) {
                                all.put(outside: name, text(language))
                            }
                        })
                    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                        if let number = Int(value) { error.put(name, number) } else { error.put(name, value) }
                    }
                })
        }
    }
}

extension Duration {
    public var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

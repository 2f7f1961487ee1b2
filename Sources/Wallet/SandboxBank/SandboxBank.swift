import AsyncHTTPClient
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Terms

/// A bank that moves no money: a small HTTP server of its own for the demo, the sandbox and the tests.
///
/// `POST /cards /charges /settlements /payouts /withdrawals /refunds /voids` and `GET /orders/{key}`; `POST /scripts`
/// says what it shall do, `DELETE /scripts` lets it forget, `POST /issues` puts a card on file. It approves what no
/// script matches, and declines an expired card by itself.
public final class SandboxBank: Service {
    static let callbackTriesMax = 5
    /// How long an order that gets no answer is left hanging before the connection ends without one.
    public static let silenceDefault = Duration.seconds(60)

    let books: SandboxBooks
    private let host: String
    private let wantedPort: Int
    private let secret: String
    private let http: HTTPClient
    private let logger: Logger
    let silence: Duration
    private let bound = BoundPort()
    private let reports: AsyncStream<SandboxBooks.Report>
    private let reporter: AsyncStream<SandboxBooks.Report>.Continuation

    /// `port` 0 takes a free one. `secret` signs the reports to `callbackURL` (`http://…/bank/answers`).
    public init(
        host: String = "127.0.0.1", port: Int = 0, secret: String, callbackURL: String? = nil, logger: Logger,
        http: HTTPClient = .shared, silence: Duration = silenceDefault,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) {
        self.silence = silence
        self.host = host
        wantedPort = port
        self.secret = secret
        self.http = http
        self.logger = logger
        books = SandboxBooks(callbackURL: callbackURL, now: now)
        (reports, reporter) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(SandboxBooks.ordersMax))
    }

    /// The port that it listens on; waits until it does.
    public var port: Int { get async { await bound.port } }

    /// For the ledger. May be made before the bank runs.
    public func client(timeout: Duration = BankClient.timeoutDefault) -> BankClient {
        BankClient(address: { [host, bound] in "http://\(host):\(await bound.port)" }, timeout: timeout, http: http)
    }

    public func callBack(to url: String) async { await books.callBack(to: url) }
    public func follow(_ script: Script) async { await books.follow(script) }
    public func issue(_ card: IssuedCard) async { await books.issue(card) }
    public func forgetScripts() async { await books.forgetScripts() }

    public func run() async throws {
        let router = Router()
        addRoutes(to: router)
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(host, port: wantedPort), serverName: "sandbox-bank"),
            onServerRunning: { [bound] channel in bound.set(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask { await self.sendReports() }
            try await group.next()
            group.cancelAll()
        }
    }

    func promise(_ reports: [SandboxBooks.Report]) { for report in reports { reporter.yield(report) } }

    private func sendReports() async {
        await withDiscardingTaskGroup { group in
            for await report in reports { group.addTask { await self.send(report) } }
        }
    }

    private func send(_ report: SandboxBooks.Report) async {
        do {
            try await Task.sleep(for: .milliseconds(report.afterMilliseconds))
            let answer = await books.finish(report.key, asReport: true)
            guard answer.isFinal, let url = await books.callbackURL else { return }
            let body = try BankWire.encode(BankWire.Report(key: report.key, answer: .init(answer)))
            for attempt in 0..<Self.callbackTriesMax {
                if await isTaken(body, at: url) { return }
                try await Task.sleep(for: .milliseconds(Int64.random(in: 50...100) << Int64(attempt)))
            }
            logger.warning("a report was not taken", metadata: ["key": "\(report.key)"])
        } catch {
            // Cancelled: the bank closes.
        }
    }

    private func isTaken(_ body: Data, at url: String) async -> Bool {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: BankWire.signatureHeader, value: BankWire.signature(of: body, secret: secret))
        request.body = .bytes(ByteBuffer(bytes: body))
        guard let response = try? await http.execute(request, timeout: .seconds(3)) else { return false }
        _ = try? await response.body.collect(upTo: BankWire.bodyBytesMax)
        return response.status == .noContent
    }
}

/// A port that is known once the server listens.
final class BoundPort: Sendable {
    private enum State {
        case waiting([CheckedContinuation<Int, Never>])
        case known(Int)
    }
    private let state = Mutex<State>(.waiting([]))

    var port: Int {
        get async {
            await withCheckedContinuation { continuation in
                let known: Int? = state.withLock { state in
                    switch state {
                    case .known(let port): return port
                    case .waiting(let others):
                        state = .waiting(others + [continuation])
                        return nil
                    }
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    func set(_ port: Int) {
        let waiting: [CheckedContinuation<Int, Never>] = state.withLock { state in
            guard case .waiting(let waiting) = state else { return [] }
            state = .known(port)
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: port) }
    }
}

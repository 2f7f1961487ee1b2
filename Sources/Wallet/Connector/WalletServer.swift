import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Terms

/// Serves any wallet as `docs/wallet-connector.yaml` describes, below `/wallet/v1`, to who has the bearer token.
public struct WalletServer: Sendable {
    let wallet: any Wallet
    private let token: String

    /// `token`: at least 16 characters, from the configuration.
    public init(_ wallet: any Wallet, token: String) {
        precondition(token.utf8.count >= 16, "a wallet token of fewer than 16 characters can be guessed")
        self.wallet = wallet
        self.token = token
    }

    public func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        let customers = router.group("wallet/v1/customers/:customer").add(middleware: WalletGate(token: token))
        addAccountRoutes(to: customers)
        addCardRoutes(to: customers)
        addLimitRoutes(to: customers)
        addOrderRoutes(to: customers)
        router.group("wallet/v1").add(middleware: WalletGate(token: token)).get("changes") { request, _ in
            let changes = try await wallet.changes(
                after: request.uri.queryParameters["after"].map { String($0) }, limit: Self.limit(request))
            return try Self.json(
                WalletWire.Changes(
                    changes: changes.changes.map {
                        .init(transaction: $0.transaction.text, customer: $0.customer.text, state: $0.state.rawValue)
                    }, cursor: changes.cursor))
        }
    }

    private func addAccountRoutes<Context: RequestContext>(to router: RouterGroup<Context>) {
        router.put("account") { request, context in
            let wire: WalletWire.Opening = try await Self.body(of: request)
            guard let currency = Currency(rawValue: wire.currency) else { throw Ledger.currencyRefused }
            return try Self.json(WalletWire.Account(await wallet.open(Self.customer(context), currency: currency)))
        }
        router.get("account") { _, context in
            try Self.json(WalletWire.Account(await wallet.account(Self.customer(context))))
        }
        router.get("transactions") { request, context in
            let asked = request.uri.queryParameters
            let found: [WalletTransaction]
            if let from = asked["from"], let until = asked["until"] {
                found = try await wallet.transactions(
                    Self.customer(context), from: Self.moment(from), until: Self.moment(until),
                    after: asked["after"].map { try Self.id($0) }, limit: Self.limit(request))
            } else {
                found = try await wallet.transactions(
                    Self.customer(context), before: asked["before"].map { try Self.id($0) }, limit: Self.limit(request))
            }
            return try Self.json(WalletWire.Transactions(transactions: found.map { .init($0) }))
        }
        router.get("balance") { request, context in
            guard let at = request.uri.queryParameters["at"] else { throw Self.malformed }
            let balance = try await wallet.balance(Self.customer(context), at: Self.moment(at))
            return try Self.json(WalletWire.Balance(balance: WireMoney(balance)))
        }
        router.get("transactions/:transaction") { _, context in
            let id: TransactionID = try Self.id(context.parameters.require("transaction"))
            return try Self.json(WalletWire.Transaction(await wallet.transaction(id, of: Self.customer(context))))
        }
    }

    private func addOrderRoutes<Context: RequestContext>(to router: RouterGroup<Context>) {
        router.post("top-ups") { request, context in
            let wire: WalletWire.TopUp = try await Self.body(of: request)
            let order = TopUp(
                customer: try Self.customer(context), amount: try Self.money(wire.amount), card: try Self.id(wire.card))
            return try Self.json(WalletWire.Transaction(await wallet.topUp(order, key: Self.key(request))), .created)
        }
        router.post("payments") { request, context in
            let wire: WalletWire.Payment = try await Self.body(of: request)
            let source: Source = try wire.card.map { .card(try Self.id($0)) } ?? .balance
            let order = Payment(
                customer: try Self.customer(context), amount: try Self.money(wire.amount), source: source,
                merchant: wire.merchant)
            return try Self.json(WalletWire.Transaction(await wallet.pay(order, key: Self.key(request))), .created)
        }
        router.post("transfers") { request, context in
            let wire: WalletWire.Transfer = try await Self.body(of: request)
            let recipient: Transfer.Recipient
            switch (wire.customer, wire.bank, wire.number) {
            case (let customer?, nil, nil): recipient = .customer(try Self.id(customer), name: wire.name)
            case (nil, let bank?, let number?): recipient = .bankAccount(name: wire.name, bank: bank, number: number)
            default: throw Self.malformed
            }
            let order = Transfer(
                customer: try Self.customer(context), amount: try Self.money(wire.amount), recipient: recipient,
                sender: wire.sender ?? "")
            return try Self.json(WalletWire.Transaction(await wallet.transfer(order, key: Self.key(request))), .created)
        }
        router.post("withdrawals") { request, context in
            let wire: WalletWire.Withdrawal = try await Self.body(of: request)
            let order = Withdrawal(
                customer: try Self.customer(context), amount: try Self.money(wire.amount), card: try Self.id(wire.card))
            return try Self.json(WalletWire.Transaction(await wallet.withdraw(order, key: Self.key(request))), .created)
        }
        router.post("refunds") { request, context in
            let wire: WalletWire.Refund = try await Self.body(of: request)
            let order = Refund(
                customer: try Self.customer(context), transaction: try Self.id(wire.transaction),
                amount: try wire.amount.map { try Self.money($0) })
            let actor = try Self.actor(wire.actor)
            return try Self.json(
                WalletWire.Transaction(await wallet.refund(order, key: Self.key(request), by: actor)), .created)
        }
    }
}

// MARK: - Reading and answering

extension WalletServer {
    static func body<T: Decodable>(of request: Request) async throws -> T {
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: WalletWire.bodyBytesMax) } catch is NIOTooManyBytesError {
            throw tooLarge
        }
        do { return try WalletWire.decode(Data(body.readableBytesView)) } catch { throw malformed }
    }

    static func customer(_ context: some RequestContext) throws -> CustomerID {
        try id(context.parameters.require("customer"))
    }

    static func id<Noun>(_ text: some StringProtocol) throws -> ID<Noun> {
        guard let id = ID<Noun>(outside: text) else { throw Refusal.notFound }
        return id
    }

    static func key(_ request: Request) -> String {
        HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? ""
    }

    static func limit(_ request: Request) -> Int {
        request.uri.queryParameters["limit"].flatMap { Int($0) } ?? Ledger.listMax
    }

    static func money(_ wire: WireMoney) throws -> Money {
        guard let money = wire.money else { throw Ledger.amountRefused }
        return money
    }

    static func moment(_ text: some StringProtocol) throws -> Moment {
        guard let moment = Moment(rfc3339: String(text)) else { throw malformed }
        return moment
    }

    static func actor(_ text: String) throws -> String {
        guard (1...100).contains(text.utf8.count) else { throw malformed }
        return text
    }

    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: try WalletWire.encode(value))))
    }

    private static let tooLarge = Refusal(
        .tooLarge, "too_large", Text("请求内容过大。", "請求內容過大。", "This request is too large."))

    static let malformed = Refusal(
        .malformed, "malformed", Text("请求内容无法读取。", "請求內容無法讀取。", "This request cannot be read."))
}

/// Lets in who has the token, and turns refusals into answers.
private struct WalletGate<Context: RequestContext>: RouterMiddleware {
    let token: String

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            guard isLetIn(request) else { throw Refusal.unauthenticated }
            return try await next(request, context)
        } catch let refusal as Refusal {
            let status = HTTPResponse.Status(code: WireRefusal.status(refusal.kind))
            let language = Language(accepting: request.headers[.acceptLanguage])
            var response = try WalletServer.json(WireRefusal(refusal, in: language), status)
            if case .limited(let seconds) = refusal.kind { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }

    /// Digests are compared, so that neither the token's length nor how much of it was right shows in the time taken.
    private func isLetIn(_ request: Request) -> Bool {
        let given = request.headers[.authorization] ?? ""
        let (left, right) = (SHA256.hash(data: Data("Bearer \(token)".utf8)), SHA256.hash(data: Data(given.utf8)))
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Terms

/// A wallet core elsewhere, reached as `docs/wallet-connector.yaml` describes.
///
/// Its refusals arrive as they were made; whatever else goes wrong is a `Fault`. Only reading is tried again: an order
/// is repeated by who gave it, with the same key.
public struct WalletConnector: Wallet {
    public static let timeoutDefault = Duration.seconds(5)
    static let readTriesMax = 3

    /// The core could not be asked, or answered what the contract does not allow. After an order: it may have been
    /// carried out.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    private let url: String
    private let token: String
    private let timeout: TimeAmount
    private let http: HTTPClient

    /// `url`: where the core's `/wallet/v1` is found, without a slash at the end. `timeout` is for a whole exchange.
    public init(url: String, token: String, timeout: Duration = timeoutDefault, http: HTTPClient = .shared) {
        self.url = url
        self.token = token
        self.timeout = .milliseconds(max(1, Int64(timeout / .milliseconds(1))))
        self.http = http
    }

    public func open(_ customer: CustomerID, currency: Currency) async throws -> Account {
        let body = WalletWire.Opening(currency: currency.code)
        let wire: WalletWire.Account = try await send(
            .PUT, "customers/\(Self.escaped(customer.text))/account", body, key: nil)
        return try read { try wire.value() }
    }

    public func account(_ customer: CustomerID) async throws -> Account {
        let wire: WalletWire.Account = try await get("customers/\(Self.escaped(customer.text))/account")
        return try read { try wire.value() }
    }

    public func transactions(_ customer: CustomerID, before: TransactionID?, limit: Int) async throws
        -> [WalletTransaction]
    {
        let older = before.map { "&before=\(Self.escaped($0.text))" } ?? ""
        let wire: WalletWire.Transactions = try await get(
            "customers/\(Self.escaped(customer.text))/transactions?limit=\(limit)\(older)")
        return try read { try wire.transactions.map { try $0.value() } }
    }

    public func transaction(_ id: TransactionID, of customer: CustomerID) async throws -> WalletTransaction {
        let wire: WalletWire.Transaction = try await get(
            "customers/\(Self.escaped(customer.text))/transactions/\(Self.escaped(id.text))")
        return try read { try wire.value() }
    }

    public func transactions(
        _ customer: CustomerID, from: Moment, until: Moment, after: TransactionID?, limit: Int
    ) async throws -> [WalletTransaction] {
        let later = after.map { "&after=\(Self.escaped($0.text))" } ?? ""
        let range = "from=\(Self.escaped(from.rfc3339))&until=\(Self.escaped(until.rfc3339))"
        let wire: WalletWire.Transactions = try await get(
            "customers/\(Self.escaped(customer.text))/transactions?\(range)&limit=\(limit)\(later)")
        return try read { try wire.transactions.map { try $0.value() } }
    }

    public func balance(_ customer: CustomerID, at: Moment) async throws -> Money {
        let wire: WalletWire.Balance = try await get(
            "customers/\(Self.escaped(customer.text))/balance?at=\(Self.escaped(at.rfc3339))")
        return try read { try WalletWire.require(wire.balance.money, "balance") }
    }

    public func topUp(_ order: TopUp, key: String) async throws -> WalletTransaction {
        let body = WalletWire.TopUp(amount: WireMoney(order.amount), card: order.card.text)
        return try await place("top-ups", body, for: order.customer, key: key)
    }

    public func pay(_ order: Payment, key: String) async throws -> WalletTransaction {
        let card: String? = if case .card(let card) = order.source { card.text } else { nil }
        let body = WalletWire.Payment(amount: WireMoney(order.amount), card: card, merchant: order.merchant)
        return try await place("payments", body, for: order.customer, key: key)
    }

    public func transfer(_ order: Transfer, key: String) async throws -> WalletTransaction {
        let amount = WireMoney(order.amount)
        let body: WalletWire.Transfer =
            switch order.recipient {
            case .customer(let customer, let name):
                .init(amount: amount, name: name, customer: customer.text, sender: order.sender)
            case .bankAccount(let name, let bank, let number):
                .init(amount: amount, name: name, bank: bank, number: number)
            }
        return try await place("transfers", body, for: order.customer, key: key)
    }

    public func withdraw(_ order: Withdrawal, key: String) async throws -> WalletTransaction {
        let body = WalletWire.Withdrawal(amount: WireMoney(order.amount), card: order.card.text)
        return try await place("withdrawals", body, for: order.customer, key: key)
    }

    public func refund(_ order: Refund, key: String, by actor: String) async throws -> WalletTransaction {
        let body = WalletWire.Refund(
            transaction: order.transaction.text, amount: order.amount.map { WireMoney($0) }, actor: actor)
        return try await place("refunds", body, for: order.customer, key: key)
    }

    public func changes(after cursor: String?, limit: Int) async throws -> WalletChanges {
        let after = cursor.map { "&after=\(Self.escaped($0))" } ?? ""
        let wire: WalletWire.Changes = try await get("changes?limit=\(limit)\(after)")
        return try read {
            WalletChanges(
                changes: try wire.changes.map {
                    .init(
                        transaction: TransactionID($0.transaction), customer: CustomerID($0.customer),
                        state: try WalletWire.require(.init(rawValue: $0.state), "state"))
                }, cursor: wire.cursor)
        }
    }
}

// MARK: - Over the wire

extension WalletConnector {
    private func place(
        _ path: String, _ body: some Encodable, for customer: CustomerID, key: String
    ) async throws -> WalletTransaction {
        let wire: WalletWire.Transaction = try await send(
            .POST, "customers/\(Self.escaped(customer.text))/\(path)", body, key: key)
        return try read { try wire.value() }
    }

    func get<T: Decodable>(_ path: String) async throws -> T {
        var attempt = 1
        while true {
            do { return try await exchange(request(.GET, path)) } catch let fault as Fault {
                guard attempt < Self.readTriesMax else { throw fault }
                try await Task.sleep(for: .milliseconds(Int64.random(in: 50...100) << Int64(attempt)))
                attempt += 1
            }
        }
    }

    func send<T: Decodable>(_ method: HTTPMethod, _ path: String, _ body: some Encodable, key: String?)
        async throws -> T
    {
        var request = request(method, path)
        request.headers.add(name: "content-type", value: "application/json")
        if let key { request.headers.add(name: "idempotency-key", value: key) }
        request.body = .bytes(ByteBuffer(bytes: try WalletWire.encode(body)))
        return try await exchange(request)
    }

    func delete<T: Decodable>(_ path: String) async throws -> T { try await exchange(request(.DELETE, path)) }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(url)/\(WalletWire.path)/\(path)")
        request.method = method
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "accept", value: "application/json")
        return request
    }

    /// Faults never quote bodies: they hold names and numbers.
    private func exchange<T: Decodable>(_ request: HTTPClientRequest) async throws -> T {
        let status: Int
        let body: Data
        let wait: Int?
        do {
            let response = try await http.execute(request, timeout: timeout)
            status = Int(response.status.code)
            wait = response.headers.first(name: "retry-after").flatMap { Int($0) }
            body = Data(try await response.body.collect(upTo: WalletWire.answerBytesMax).readableBytesView)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Fault(description: "the wallet core does not answer (\(type(of: error)))")
        }
        guard !(200...299).contains(status) else { return try read { try WalletWire.decode(body) } }
        let said = try? WalletWire.decode(body, as: WireRefusal.self)
        if let refusal = said?.refusal(status: status, retryAfterSeconds: wait) { throw refusal }
        throw Fault(description: "the wallet core answered \(status)")
    }

    func read<T>(_ work: () throws -> T) throws -> T {
        do { return try work() } catch let unreadable as WalletWire.Unreadable {
            throw Fault(description: "the wallet core's answer: \(unreadable)")
        } catch is DecodingError {
            throw Fault(description: "the wallet core's answer is not as described")
        }
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-._~"))) ?? ""
    }
}

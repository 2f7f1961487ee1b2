import AsyncHTTPClient
import Foundation
import NIOCore

/// Speaks to the bank over HTTP. Repeating is the jobs' business: here every question is asked once, and not for long.
public struct BankClient: Bank {
    public static let timeoutDefault = Duration.seconds(3)

    private let address: @Sendable () async throws -> String
    private let timeout: TimeAmount
    private let http: HTTPClient

    /// `url`: `http://127.0.0.1:8099`, without a slash at the end. `timeout` is for a whole exchange.
    public init(url: String, timeout: Duration = timeoutDefault, http: HTTPClient = .shared) {
        self.init(address: { url }, timeout: timeout, http: http)
    }

    /// For a bank whose port is known only once it runs.
    init(address: @escaping @Sendable () async throws -> String, timeout: Duration, http: HTTPClient) {
        self.address = address
        self.timeout = .nanoseconds(timeout / .nanoseconds(1) < 1 ? 1 : Int64(timeout / .nanoseconds(1)))
        self.http = http
    }

    public func tokenise(_ card: CardDetails, key: String) async throws -> CardAnswer {
        let body = BankWire.NewCard(
            key: key, number: card.number, expiryYear: card.expiryYear, expiryMonth: card.expiryMonth,
            name: card.holderName, phone: card.phone)
        guard let answer = try await ask("cards", body, for: BankWire.CardReply.self).answer else {
            throw BankUnreachable("the bank's answer is not one we know")
        }
        return answer
    }

    public func send(_ order: BankOrder) async throws -> BankAnswer {
        try answer(await ask(order.act.path, BankWire.Order(order), for: BankWire.Answer.self))
    }

    public func inquire(_ key: String) async throws -> BankAnswer {
        try answer(await exchange(HTTPClientRequest(url: "\(address())/orders/\(key)"), for: BankWire.Answer.self))
    }

    public func void(_ key: String) async throws {
        _ = try await ask("voids", BankWire.Void(key: key), for: BankWire.Answer.self)
    }

    private func answer(_ wire: BankWire.Answer) throws -> BankAnswer {
        guard let answer = wire.answer else { throw BankUnreachable("the bank's answer is not one we know") }
        return answer
    }

    private func ask<T: Decodable>(_ path: String, _ body: some Encodable, for type: T.Type) async throws -> T {
        var request = HTTPClientRequest(url: "\(try await address())/\(path)")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: try BankWire.encode(body)))
        return try await exchange(request, for: type)
    }

    /// Errors name the path and never a body: bodies hold card numbers.
    private func exchange<T: Decodable>(_ request: HTTPClientRequest, for type: T.Type) async throws -> T {
        do {
            let response = try await http.execute(request, timeout: timeout)
            let body = try await response.body.collect(upTo: BankWire.bodyBytesMax)
            guard response.status == .ok else { throw BankUnreachable("the bank answered \(response.status.code)") }
            return try BankWire.decode(Data(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch let error as BankUnreachable {
            throw error
        } catch {
            throw BankUnreachable("no answer from the bank (\(Swift.type(of: error)))")
        }
    }
}

extension BankOrder.Act {
    var path: String {
        switch self {
        case .charge: "charges"
        case .settle: "settlements"
        case .payOut: "payouts"
        case .withdraw: "withdrawals"
        case .refund: "refunds"
        }
    }
}

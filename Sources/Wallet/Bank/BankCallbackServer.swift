import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Terms

/// Where the bank's late answers arrive: `POST /bank/answers`, signed by the bank with a secret that both know.
///
/// Answers 204; 401 to a wrong signature, 404 to a key that was never sent, 400 to what cannot be read, 413 to
/// more than 64 KiB.
public struct BankCallbackServer: Sendable {
    private let ledger: Ledger
    private let secret: String

    public init(_ ledger: Ledger, secret: String) {
        self.ledger = ledger
        self.secret = secret
    }

    public func addRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        router.post("bank/answers") { request, _ in try await take(request) }
    }

    private func take(_ request: Request) async throws -> HTTPResponse.Status {
        let body: Data
        do {
            body = Data(try await request.body.collect(upTo: BankWire.bodyBytesMax).readableBytesView)
        } catch is NIOTooManyBytesError {
            return .contentTooLarge
        }
        guard let header = HTTPField.Name(BankWire.signatureHeader), let signature = request.headers[header],
            BankWire.isSigned(body, signature: signature, secret: secret)
        else { return .unauthorized }
        guard let report = try? BankWire.decode(body, as: BankWire.Report.self), let answer = report.answer.answer
        else {
            return .badRequest
        }
        do { try await ledger.bankAnswered(answer, to: report.key) } catch let refusal as Refusal
            where refusal.kind == .notFound
        {
            return .notFound
        }
        return .noContent
    }
}

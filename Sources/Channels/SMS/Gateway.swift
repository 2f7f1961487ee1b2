import AsyncHTTPClient
import Foundation
import NIOCore

/// Asks an SMS gateway over HTTP, once; trying again is the jobs' business.
struct Gateway: Sendable {
    /// For the whole exchange; connecting may take ten seconds of it, which is the client's own bound.
    static let secondsMax: Int64 = 30
    static let answerBytesMax = 64 << 10

    struct Answer {
        let status: UInt
        let body: Data
    }

    let http: HTTPClient
    var timeout = TimeAmount.seconds(secondsMax)

    /// What went wrong names neither the number nor the text.
    func ask(_ request: HTTPClientRequest) async throws -> Answer {
        do {
            let response = try await http.execute(request, timeout: timeout)
            let body = try await response.body.collect(upTo: Self.answerBytesMax)
            return Answer(status: response.status.code, body: Data(body.readableBytesView))
        } catch let error as CancellationError {
            throw error
        } catch let error as HTTPClientError {
            throw CarrierUnavailable(reason: "no answer from the SMS gateway (\(error.shortDescription))")
        } catch {
            throw CarrierUnavailable(reason: "no answer from the SMS gateway (\(type(of: error)))")
        }
    }
}

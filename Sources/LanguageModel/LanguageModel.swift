import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Terms

/// A language model elsewhere, asked for words. Whoever asks has an answer of their own for when none comes: nothing
/// here waits long, and a model that fails is left alone for a while. What is asked has gone through `Veil` before,
/// what it answers goes through `Fence` after.
public final class LanguageModel: Sendable {
    public struct Limits: Sendable {
        /// For a question from beginning to end, the second try included.
        public var answerTime = Duration.seconds(3)
        /// Between two pieces of an answer.
        public var stallTime = Duration.milliseconds(1_200)
        /// Before the second try where the server names no time.
        public var pause = Duration.milliseconds(150)
        /// What must be left for a second try to be worth it.
        public var retryTimeLeast = Duration.milliseconds(400)
        public var answerBytesMax = 256 << 10
        public var questionsMax = 4
        public var failuresMax = 3
        public var restSeconds: Int64 = 60
        public init() {}
    }

    public struct Question: Sendable {
        public let instructions: String
        public let text: String
        public let tokensMax: Int

        public init(instructions: String, text: String, tokensMax: Int) {
            self.instructions = instructions
            self.text = text
            self.tokensMax = tokensMax
        }
    }

    /// Redirects are not followed: what is sent goes where the operator said, or nowhere.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(2))
        // Else a refused connection would be tried until the time is up; we try once more ourselves.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }()
    /// A token is about four bytes of English, and one sign of Chinese.
    private static let bytesPerToken = 3

    public let address: ModelAddress
    public let limits: Limits
    private let now: @Sendable () -> Moment
    private let state: Mutex<State>

    private struct State {
        var circuit: Circuit
        var budget: TokenBudget
        var underWay = 0
    }

    public init(
        _ address: ModelAddress, limits: Limits = Limits(), now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.address = address
        self.limits = limits
        self.now = now
        state = Mutex(
            State(
                circuit: Circuit(failuresMax: limits.failuresMax, restSeconds: limits.restSeconds),
                budget: TokenBudget(tokensADay: address.tokensADay)))
    }

    /// What `/metrics` shows.
    public var tokensToday: Int { state.withLock { $0.budget.used } }

    /// The model's words, or why there are none: at the latest when `limits.answerTime` is over.
    public func ask(_ question: Question) async -> Result<String, ModelFailure> {
        let most =
            (question.instructions.utf8.count + question.text.utf8.count) / Self.bytesPerToken
            + question.tokensMax
        if let failure = admit(most) { return .failure(failure) }
        let deadline = ContinuousClock.now + limits.answerTime
        let result: Result<(text: String, tokens: Int?), ModelFailure>
        do {
            let request = try request(question)
            result = .success(
                try await within(limits.answerTime) { [self] in try await answer(request, until: deadline) })
        } catch let failure as ModelFailure {
            result = .failure(failure)
        } catch is DeadlineExceeded {
            result = .failure(.tooSlow)
        } catch {
            result = .failure(.unreachable)
        }
        end(result, taken: most)
        return result.map(\.text)
    }

    private func admit(_ tokens: Int) -> ModelFailure? {
        let now = now()
        return state.withLock { state in
            guard state.underWay < limits.questionsMax else { return .busy }
            guard state.budget.take(tokens, at: now) else { return .budgetSpent }
            guard state.circuit.admits(at: now) else {
                state.budget.settle(tokens, as: 0)
                return .resting
            }
            state.underWay += 1
            return nil
        }
    }

    private func end(_ result: Result<(text: String, tokens: Int?), ModelFailure>, taken: Int) {
        let now = now()
        state.withLock { state in
            state.underWay -= 1
            switch result {
            case .success(let answer):
                state.circuit.ended(nil, at: now)
                if let tokens = answer.tokens { state.budget.settle(taken, as: tokens) }
            case .failure(let failure): state.circuit.ended(failure, at: now)
            }
        }
    }

    // MARK: - Over the wire

    private func request(_ question: Question) throws -> HTTPClientRequest {
        let body = ChatWire.Request(
            model: address.model,
            messages: [
                .init(role: "system", content: question.instructions), .init(role: "user", content: question.text),
            ], maxTokens: question.tokensMax, temperature: 0.2)
        var request = HTTPClientRequest(url: address.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: "text/event-stream, application/json")
        if let key = address.key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        return request
    }

    /// Asks once, and once more where that may help and there is time for it.
    private func answer(
        _ request: HTTPClientRequest, until deadline: ContinuousClock.Instant
    ) async throws -> (text: String, tokens: Int?) {
        do {
            return try await exchange(request)
        } catch let passing as Passing {
            let pause = passing.retryAfter ?? limits.pause
            guard ContinuousClock.now + pause + limits.retryTimeLeast < deadline else { throw passing.failure }
            try await Task.sleep(for: pause)
            do { return try await exchange(request) } catch let again as Passing { throw again.failure }
        }
    }

    /// A failure that may be over in a moment.
    private struct Passing: Error {
        let failure: ModelFailure
        var retryAfter: Duration?
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> (text: String, tokens: Int?) {
        let response: HTTPClientResponse
        do {
            response = try await Self.client.execute(request, timeout: Self.amount(limits.answerTime))
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .cancelled {
            throw ModelFailure.tooSlow
        } catch is CancellationError {
            throw ModelFailure.tooSlow
        } catch {
            throw Passing(failure: .unreachable)
        }
        switch response.status.code {
        case 200: break
        case 429: throw Passing(failure: .limited, retryAfter: Self.retryAfter(response))
        case 500...599: throw Passing(failure: .broken, retryAfter: Self.retryAfter(response))
        case 300...399, 401, 403, 404: throw ModelFailure.misconfigured
        default: throw ModelFailure.declined
        }
        let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
        let isStream = type.hasPrefix("text/event-stream")
        guard isStream || type.hasPrefix("application/json") else { throw ModelFailure.wrongType }
        let (reading, body) = (Reading(), response.body)
        return try await reading.watched(stallTime: limits.stallTime) { [bytesMax = limits.answerBytesMax] in
            do {
                return try await reading.read(body, isStream: isStream, bytesMax: bytesMax)
            } catch let failure as ModelFailure {
                throw failure
            } catch {
                // The connection broke in the middle of the answer.
                throw ModelFailure.cutShort
            }
        }
    }

    private static func amount(_ duration: Duration) -> TimeAmount {
        .milliseconds(max(1, Int64(duration / .milliseconds(1))))
    }

    /// Seconds, as model servers give them; a date says nothing here.
    private static func retryAfter(_ response: HTTPClientResponse) -> Duration? {
        response.headers.first(name: "retry-after").flatMap { Double($0) }.flatMap {
            $0.isFinite && $0 >= 0 ? .seconds(min($0, 86_400)) : nil
        }
    }
}

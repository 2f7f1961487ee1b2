import Foundation
import NIOPosix

/// Hands mail to the operator's relay (RFC 6409), which signs, queues and delivers it.
public final class SubmissionMail: Carrier {
    /// Mails under way at once, each on a thread of its own, because libcurl blocks.
    public static let parallelMax = 4
    /// What the relay says about us and not about the letter: sign in first (530, 503), wrong password (535), a
    /// mechanism it does not like (534, 538), a command it does not know.
    private static let ourFault: Set<Int> = [500, 502, 503, 504, 530, 534, 535, 538]

    private let relay: MailRelay
    private let from: EmailAddress
    private let bounds: Submission.Bounds
    private let now: @Sendable () -> Date
    private let threads: NIOThreadPool

    /// `from` is the sender that people see, beside the brand's name, and the one that bounces go to.
    public convenience init(relay: MailRelay, from: EmailAddress) {
        self.init(relay: relay, from: from, bounds: Submission.Bounds())
    }

    init(
        relay: MailRelay, from: EmailAddress, bounds: Submission.Bounds,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.relay = relay
        self.from = from
        self.bounds = bounds
        self.now = now
        threads = NIOThreadPool(numberOfThreads: Self.parallelMax)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// Returns the mail's Message-ID, which is the same when the letter is sent again.
    public func send(_ letter: Letter) async throws -> String {
        guard let to = EmailAddress(letter.to) else { throw Undeliverable(reason: "this is no e-mail address") }
        let message = MailMessage(letter: letter, from: from, to: to, sentAt: now())
        let submission = Submission(relay: relay, bounds: bounds, from: from, to: to, message: message.bytes())
        switch try await threads.runIfActive({ submission.run() }) {
        case .taken: return message.id
        case .refused(let reply) where reply >= 500 && !Self.ourFault.contains(reply):
            throw Undeliverable(reason: "the mail relay refused it for good (\(reply))")
        case .refused(let reply): throw CarrierUnavailable(reason: "the mail relay did not take it (\(reply))")
        case .failed(let reason): throw CarrierUnavailable(reason: "no talk with the mail relay: \(reason)")
        }
    }
}

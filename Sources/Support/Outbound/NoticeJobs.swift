import Channels
import Foundation
import Storage
import Terms

extension Notice {
    static let triesMax = 8
    static let pauseMilliseconds: Int64 = 2_000

    /// Hands notices to their carriers. Harmless to run twice: carriers know a notice by its id.
    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(
                sending, attemptsMax: triesMax, pauseMilliseconds: pauseMilliseconds,
                run: { job in try await deliver(NoticeID(job.key), isSecret: job.payload.contains("true"), desk) },
                gaveUp: { job, _ in
                    try await desk.storage.write {
                        try settle(
                            NoticeID(job.key), as: .failed, carrierID: nil, failure: "given up", wipes: true, in: $0)
                    }
                })
        ]
    }

    private static func deliver(_ id: NoticeID, isSecret: Bool, _ desk: Desk) async throws {
        guard let notice = try await desk.storage.read({ try find(id, in: $0) }), notice.state == .queued else {
            return
        }
        let (state, carrierID, failure) = try await notice.hand(to: desk, isSecret: isSecret)
        // The sandbox's outbox is there to be read.
        let wipes = isSecret && !desk.isSandbox
        try await desk.storage.write {
            try settle(id, as: state, carrierID: carrierID, failure: failure, wipes: wipes, in: $0)
        }
    }

    private func hand(to desk: Desk, isSecret: Bool) async throws -> (State, carrierID: String?, failure: String?) {
        if isSecret, desk.storage.moment.seconds(since: queuedAt) > Self.secretSeconds {
            return (.failed, nil, "too late")
        }
        guard let carrier = desk.carriers[medium] else {
            guard desk.isSandbox else { return (.failed, nil, "no carrier") }
            return address.hasSuffix(Sandbox.deadPhoneEnding)
                ? (.failed, nil, "absent subscriber") : (.sent, "sandbox", nil)
        }
        do { return (.sent, try await carrier.send(letter(desk.brands)), nil) } catch let error as Undeliverable {
            return (.failed, nil, String(error.reason.prefix(200)))
        }
    }

    /// As the person gets it: an SMS begins with the sender's name, as carriers want it.
    func letter(_ brands: Brands) -> Letter {
        let name = brands[brand]?.name(language) ?? brand.text
        let whole = text.replacing("{brand}", with: name)
            .replacing("{emergency}", with: brands[brand]?.urgentWay(language) ?? "")
        let values = (try? JSONDecoder().decode([String: String].self, from: Data(places.utf8))) ?? [:]
        return Letter(
            id: id.text, medium: medium, to: address, subject: subject.replacing("{brand}", with: name),
            text: medium == .sms ? (language == .en ? "[\(name)] " : "【\(name)】") + whole : whole, template: template,
            values: values, senderName: name, language: language.tag)
    }
}

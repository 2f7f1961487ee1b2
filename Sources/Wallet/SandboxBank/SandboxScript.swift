extension SandboxBank {
    /// What the sandbox bank is told to do with orders that match. The first that matches wins, the newest script
    /// being asked first; without any, it approves.
    public struct Script: Sendable, Equatable {
        public enum Act: String, Sendable, CaseIterable { case charge, settle, payout, withdraw, refund }

        public enum Outcome: Sendable, Equatable {
            case approve
            case decline(reason: String)
            /// Approves, and answers only after a while.
            case delay(milliseconds: Int64)
            /// Never answers, and does nothing.
            case timeOut
            /// Says that it takes time; then approves, or declines where there is a reason to.
            case pending(seconds: Double, thenDecline: String?)
            /// Approves, answers, and reports the same twice more.
            case twice
            /// Never answers; approves all the same, and reports it after a while.
            case late(milliseconds: Int64)
        }

        /// All that are given must fit.
        public var lastFour: String?
        public var merchant: String?
        /// The name of a transfer's recipient.
        public var recipient: String?
        /// nil: any but a refund, which has to be named: it matches by the card and merchant of what it gives back.
        public var act: Act?
        /// How often it applies; nil: for ever.
        public var times: Int?
        public var outcome: Outcome

        public init(
            _ outcome: Outcome, lastFour: String? = nil, merchant: String? = nil, recipient: String? = nil,
            act: Act? = nil,
            times: Int? = nil
        ) {
            self.outcome = outcome
            self.lastFour = lastFour
            self.merchant = merchant
            self.recipient = recipient
            self.act = act
            self.times = times
        }
    }
}

// MARK: - On the wire

/// `{"match":{"last_four":"4242"},"outcome":"pending","seconds":7200,"then":"decline","reason":"closed","times":1}`
extension SandboxBank.Script: Decodable {
    private struct Wire: Decodable {
        struct Match: Decodable {
            var lastFour: String?
            var merchant: String?
            var recipient: String?
            var act: String?
        }
        var match: Match?
        let outcome: String
        var reason: String?
        var milliseconds: Int64?
        var seconds: Double?
        var then: String?
        var times: Int?
    }

    public init(from decoder: any Decoder) throws {
        let wire = try Wire(from: decoder)
        let reason = wire.reason ?? "declined"
        let milliseconds = min(max(wire.milliseconds ?? 1_000, 0), 600_000)
        let outcome: Outcome? =
            switch wire.outcome {
            case "approve": .approve
            case "decline": .decline(reason: reason)
            case "delay": .delay(milliseconds: milliseconds)
            case "time_out": .timeOut
            case "pending":
                .pending(
                    seconds: min(max(wire.seconds ?? 60, 0), 30 * 86_400),
                    thenDecline: wire.then == "decline" ? reason : nil)
            case "twice": .twice
            case "late": .late(milliseconds: milliseconds)
            default: nil
            }
        let act = wire.match?.act.map { Act(rawValue: $0) }
        guard let outcome, act != .some(.none) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "unknown outcome or act"))
        }
        self.init(
            outcome, lastFour: wire.match?.lastFour, merchant: wire.match?.merchant, recipient: wire.match?.recipient,
            act: act ?? nil, times: wire.times)
    }
}

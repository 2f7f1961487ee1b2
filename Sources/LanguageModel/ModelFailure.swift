/// Why no answer came from the language model. The name of the case is what `/metrics` counts it as.
public enum ModelFailure: String, Error, Sendable, CaseIterable {
    /// Its address refuses connections, or breaks them off.
    case unreachable
    /// Nothing came, or not everything, before the time was up.
    case tooSlow
    /// The answer began, and then nothing came for too long.
    case stalled
    /// 429.
    case limited
    /// 5xx, or an error in the midst of the answer.
    case broken
    /// 401, 403, 404: a wrong key, model or address.
    case misconfigured
    /// Any other 4xx, or a content filter: it will not answer this question.
    case declined
    /// Neither events nor JSON.
    case wrongType
    case unreadable
    case tooLarge
    /// The answer ended in the middle.
    case cutShort
    case empty
    /// It failed too often just now and is not asked for a while.
    case resting
    /// As many questions as allowed are under way.
    case busy
    /// The day's tokens are used up.
    case budgetSpent

    /// Whether it speaks against the server, and not against this one question.
    var isTheServers: Bool {
        switch self {
        case .declined, .resting, .busy, .budgetSpent: false
        default: true
        }
    }
}

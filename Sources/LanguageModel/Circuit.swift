import Terms

/// Keeps questions away from a server that fails: after some failures in a row nothing is asked for a while, then one
/// question tries it.
struct Circuit {
    let failuresMax: Int
    let restSeconds: Int64

    private var failures = 0
    private var restsUntil: Moment?
    private var isTrying = false

    init(failuresMax: Int, restSeconds: Int64) {
        self.failuresMax = failuresMax
        self.restSeconds = restSeconds
    }

    mutating func admits(at now: Moment) -> Bool {
        guard let restsUntil else { return true }
        guard now >= restsUntil, !isTrying else { return false }
        isTrying = true
        return true
    }

    /// How a question that was admitted ended; nil for well, and for what says nothing about the server.
    mutating func ended(_ failure: ModelFailure?, at now: Moment) {
        isTrying = false
        guard let failure else {
            (failures, restsUntil) = (0, nil)
            return
        }
        guard failure.isTheServers else { return }
        failures += 1
        if failures >= failuresMax { restsUntil = now.adding(seconds: restSeconds) }
    }
}

/// How many tokens may be used in a day (UTC). On this node, since its start.
struct TokenBudget {
    static let daySeconds: Int64 = 86_400
    let tokensADay: Int

    private var day: Int64 = 0
    private(set) var used = 0

    init(tokensADay: Int) { self.tokensADay = tokensADay }

    /// Takes what a question may cost at most, if that much is left.
    mutating func take(_ tokens: Int, at now: Moment) -> Bool {
        let today = now.milliseconds / (Self.daySeconds * 1_000)
        if today != day { (day, used) = (today, 0) }
        guard used + tokens <= tokensADay else { return false }
        used += tokens
        return true
    }

    /// What it did cost. A server that counts nonsense is not believed.
    mutating func settle(_ taken: Int, as tokens: Int) {
        used = max(0, used - taken + min(max(tokens, 0), taken * 4))
    }
}

import Synchronization
import Terms

/// Attempts at logins that nobody has, counted like real ones, so that counting does not tell which exist. In memory.
final class UnknownLogins: Sendable {
    private static let loginsMax = 10_000

    private struct Attempts {
        var failures = 0
        var lockedUntil: Moment?
        var last: Moment
    }

    private let policy: SignInPolicy
    private let attempts = Mutex<[String: Attempts]>([:])

    init(_ policy: SignInPolicy) { self.policy = policy }

    func count(_ login: String, at now: Moment) -> Int {
        attempts.withLock { all in
            if all.count >= Self.loginsMax {
                all = all.filter { now.seconds(since: $0.value.last) < policy.lockSeconds }
                if all.count >= Self.loginsMax { all.removeAll() }
            }
            var one = all[login] ?? Attempts(last: now)
            if let until = one.lockedUntil, until <= now { one = Attempts(last: now) }
            one.last = now
            if one.lockedUntil == nil { one.failures += 1 }
            if one.failures >= policy.failuresMax, one.lockedUntil == nil {
                one.lockedUntil = now.adding(seconds: policy.lockSeconds)
            }
            all[login] = one
            return one.failures
        }
    }

    func lockedUntil(_ login: String, at now: Moment) -> Moment? {
        attempts.withLock { $0[login]?.lockedUntil }.flatMap { $0 > now ? $0 : nil }
    }
}

/// How many wrong passwords shut an account for a while, and for how long.
public struct SignInPolicy: Sendable, Equatable {
    /// PCI DSS 4.0.1, 8.3.4: after ten at most, for thirty minutes at least.
    public static let failuresMost = 10
    public static let lockSecondsLeast: Int64 = 30 * 60

    public let failuresMax: Int
    public let lockSeconds: Int64

    /// nil outside of the limits above.
    public init?(failuresMax: Int, lockSeconds: Int64) {
        guard (1...Self.failuresMost).contains(failuresMax),
            (Self.lockSecondsLeast...(7 * 86_400)).contains(lockSeconds)
        else { return nil }
        self.failuresMax = failuresMax
        self.lockSeconds = lockSeconds
    }

    public init() {
        failuresMax = 5
        lockSeconds = Self.lockSecondsLeast
    }
}

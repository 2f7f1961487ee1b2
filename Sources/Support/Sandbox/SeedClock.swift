import Synchronization
import Terms

/// A clock that is set by hand. It never stands still for long: each look moves it a millisecond, so that ids keep
/// their order.
public final class SeedClock: Sendable {
    private let moment = Mutex(Moment.now())

    public init() {}

    public func now() -> Moment {
        moment.withLock { moment in
            moment = moment.adding(milliseconds: 1)
            return moment
        }
    }

    func set(_ to: Moment) { moment.withLock { $0 = to } }
    func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

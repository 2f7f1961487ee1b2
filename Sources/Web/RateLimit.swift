import Synchronization
import Terms

/// How often something may be done in a stretch of time, by key (an address, an account). In memory, on this node.
public final class RateLimit: Sendable {
    private static let keysMax = 100_000

    private let most: Int
    private let seconds: Int64
    private let windows = Mutex<[String: (start: Moment, count: Int)]>([:])

    public init(_ most: Int, perSeconds seconds: Int64) {
        self.most = most
        self.seconds = seconds
    }

    /// Counts one more; refuses when that is more than allowed.
    public func spend(_ key: String, at now: Moment) throws {
        let wait: Int64? = windows.withLock { windows in
            if windows.count > Self.keysMax {
                windows = windows.filter { now.seconds(since: $0.value.start) < seconds }
            }
            var window = windows[key] ?? (now, 0)
            if now.seconds(since: window.start) >= seconds { window = (now, 0) }
            guard window.count < most else { return max(1, seconds - now.seconds(since: window.start)) }
            window.count += 1
            windows[key] = window
            return nil
        }
        guard let wait else { return }
        let minutes = (wait + 59) / 60
        let text =
            wait < 120
            ? Text(
                "试得太频繁了，请过 {count} 秒再来。您写的内容还在。", "嘗試太頻繁了，請過 {count} 秒再來。您寫的內容還在。",
                "That was too often. Please wait {count} seconds; what you wrote is kept.")
            : Text(
                "试得太频繁了，请过 {count} 分钟再来。您写的内容还在。", "嘗試太頻繁了，請過 {count} 分鐘再來。您寫的內容還在。",
                "That was too often. Please wait {count} minutes; what you wrote is kept.")
        throw Refusal(
            .limited(seconds: Int(wait)), "too_many_requests",
            text.filling(["count": String(wait < 120 ? wait : minutes)]), facts: ["retry_after": String(wait)])
    }
}

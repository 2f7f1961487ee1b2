import Synchronization

/// What `/metrics` shows, in Prometheus' text format. Counts only; no names, no ids.
public final class Metrics: Sendable {
    private static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    private static let labelsMax = 200

    private struct State {
        var counts: [String: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0
        /// By name, then by labels.
        var counters: [String: [String: Double]] = [:]
        var gauges: [(name: String, help: String, read: @Sendable () -> Double)] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// One HTTP request.
    public func answered(method: String, status: Int, seconds: Double) {
        state.withLock { state in
            let label = "walletdesk_http_requests_total{method=\"\(method)\",status=\"\(status)\"}"
            if state.counts[label] != nil || state.counts.count < Self.labelsMax {
                state.counts[label, default: 0] += 1
            }
            state.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.sum += seconds
        }
    }

    /// Adds to a counter, such as `walletdesk_model_answers_total`. Labels are of few kinds, and nobody's words.
    public func count(_ name: String, _ labels: KeyValuePairs<String, String> = [:], _ amount: Double = 1) {
        let label = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
        state.withLock { state in
            let known = state.counters[name] ?? [:]
            guard known[label] != nil || known.count < Self.labelsMax else { return }
            state.counters[name, default: [:]][label, default: 0] += amount
        }
    }

    public func gauge(_ name: String, _ help: String, _ read: @escaping @Sendable () -> Double) {
        state.withLock { $0.gauges.append((name, help, read)) }
    }

    public var text: String {
        let (counts, buckets, sum, gauges) = state.withLock { ($0.counts, $0.buckets, $0.sum, $0.gauges) }
        let counters = state.withLock { $0.counters }
        var text = "# TYPE walletdesk_http_requests_total counter\n"
        for (label, count) in counts.sorted(by: { $0.key < $1.key }) { text += "\(label) \(count)\n" }
        text += "# TYPE walletdesk_http_request_seconds histogram\n"
        var running = 0
        for (index, count) in buckets.enumerated() {
            running += count
            let bound = index < Self.bounds.count ? "\(Self.bounds[index])" : "+Inf"
            text += "walletdesk_http_request_seconds_bucket{le=\"\(bound)\"} \(running)\n"
        }
        text += "walletdesk_http_request_seconds_sum \(sum)\nwalletdesk_http_request_seconds_count \(running)\n"
        for (name, values) in counters.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) counter\n"
            for (label, value) in values.sorted(by: { $0.key < $1.key }) {
                text += label.isEmpty ? "\(name) \(value)\n" : "\(name){\(label)} \(value)\n"
            }
        }
        for gauge in gauges {
            text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.read())\n"
        }
        return text
    }
}

import Foundation

/// Figures as they come: a line for people, or a JSON object for programs.
struct Report: Sendable {
    enum Goal: Sendable {
        case atMost(Double), atLeast(Double)

        var isMost: Bool { if case .atMost = self { true } else { false } }
        var bound: Double {
            switch self {
            case .atMost(let bound), .atLeast(let bound): bound
            }
        }
        func isMet(by value: Double) -> Bool { isMost ? value <= bound : value >= bound }
    }

    let benchmark: String
    let json: Bool

    init(_ benchmark: String, json: Bool) {
        self.benchmark = benchmark
        self.json = json
        if !json { print("\n\(benchmark)") }
    }

    func figure(_ name: String, _ value: Double, _ unit: String, goal: Goal? = nil) {
        if json {
            var fields = "\"benchmark\":\"\(benchmark)\",\"figure\":\"\(name)\",\"value\":\(value),\"unit\":\"\(unit)\""
            if let goal { fields += ",\"goal\":\(goal.bound),\"met\":\(goal.isMet(by: value))" }
            print("{\(fields)}")
        } else {
            let label = name.padding(toLength: max(58, name.count), withPad: " ", startingAt: 0)
            let number = Self.number(value)
            let padded = String(repeating: " ", count: max(0, 10 - number.count)) + number
            let aim = goal.map {
                "   goal \($0.isMost ? "≤" : "≥") \(Self.number($0.bound)): \($0.isMet(by: value) ? "met" : "missed")"
            }
            print("  \(label) \(padded) \(unit)\(aim ?? "")")
        }
        fflush(nil)
    }

    private static func number(_ value: Double) -> String {
        switch abs(value) {
        case 1_000...: String(format: "%.0f", value)
        case 10...: String(format: "%.1f", value)
        case 1...: String(format: "%.2f", value)
        default: String(format: "%.3f", value)
        }
    }
}

/// Milliseconds that were measured many times.
struct Samples: Sendable {
    private var sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var count: Int { sorted.count }

    /// The value below which this share (0…1) of all samples lie.
    func at(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}

/// Time that only goes forward, in nanoseconds.
func nanosecondsNow() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

func milliseconds(since begin: UInt64) -> Double { Double(nanosecondsNow() - begin) / 1e6 }

/// What a benchmark could not do, said in one sentence.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

import Foundation

/// What the kernel says a process used.
struct ProcessFigures: Sendable {
    let pid: Int32

    /// User and system time so far, in milliseconds, with that of ended children where asked.
    func cpuMilliseconds(withChildren: Bool = false) -> Double {
        guard let fields = stat(), fields.count > 14 else { return 0 }
        // Fields 14 to 17 of proc(5), counted after the name: utime, stime, cutime, cstime.
        let ticks = fields[11...(withChildren ? 14 : 12)].compactMap { Double($0) }.reduce(0, +)
        return ticks * 1_000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    var parent: Int32? { stat().flatMap { $0.count > 1 ? Int32($0[1]) : nil } }

    /// Resident memory in megabytes, programs and libraries included.
    var residentMegabytes: Double { status("VmRSS:") }
    /// What of it belongs to this process alone: neither program nor library nor file.
    var privateMegabytes: Double { status("RssAnon:") }

    private func status(_ name: String) -> Double {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return 0 }
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    /// What follows the name in `/proc/PID/stat`: state, parent, …
    private func stat() -> [Substring]? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }

    /// Every process whose parent is this one.
    var children: [ProcessFigures] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.map(ProcessFigures.init).filter { $0.parent == pid }
    }
}

/// The processor time that an installation uses: the server's, and the database server's where there is one.
struct CPUMeter: Sendable {
    let server: ProcessFigures
    /// The process that all of the database's others descend from.
    let database: ProcessFigures?

    struct Reading: Sendable {
        var server = 0.0, database = 0.0

        static func - (later: Reading, earlier: Reading) -> Reading {
            Reading(server: later.server - earlier.server, database: later.database - earlier.database)
        }
    }

    func read() -> Reading {
        var reading = Reading(server: server.cpuMilliseconds())
        if let database {
            reading.database = ([database] + database.children).map {
                $0.cpuMilliseconds(withChildren: $0.pid == database.pid)
            }.reduce(0, +)
        }
        return reading
    }
}

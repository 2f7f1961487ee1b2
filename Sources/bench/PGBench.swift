import Foundation
import Storage

/// PostgreSQL's own benchmark: five statements a transaction, prepared, on the server that we use.
struct PGBench {
    private let program: String
    private let url: String

    /// Fills its tables, 100,000 accounts for each unit of `scale`.
    init(url: String, scale: Int) throws {
        let programs = try Self.output(of: "script/postgres", ["where"]).trimmingCharacters(in: .whitespacesAndNewlines)
        program = programs + "/pgbench"
        self.url = url
        _ = try Self.output(of: program, ["-i", "-q", "-s", "\(scale)", url])
    }

    func transactionsPerSecond(seconds: Int) throws -> Double {
        let connections = "\(PostgresEngine.connectionsDefault)"
        let said = try Self.output(
            of: program, ["-n", "-M", "prepared", "-c", connections, "-j", "2", "-T", "\(seconds)", url])
        guard let line = said.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) })
        else { throw BenchError("pgbench did not say how fast it was.") }
        return rate
    }

    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        // pgbench ends by SIGALRM, which a program started from here may have inherited as blocked.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal=ALRM", program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw BenchError("\(program) cannot be started; run script/setup test.") }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(program) failed with status \(process.terminationStatus).")
        }
        return String(decoding: output, as: UTF8.self)
    }
}

import Foundation

/// A child process that serves HTTP on a port of its own.
final class ServerProcess {
    private static let readySecondsMax = 60.0

    let port: Int
    private let process = Process()
    var figures: ProcessFigures { ProcessFigures(pid: process.processIdentifier) }

    /// The server that was built beside this program, in the sandbox.
    static func walletdesk(on folder: DataFolder) throws -> ServerProcess {
        var arguments = ["serve", "--sandbox", "--data", folder.url.path, "--log-level", "warning"]
        if let database = folder.database { arguments += ["--database", database] }
        return try ServerProcess("walletdesk") { arguments + ["--listen", "127.0.0.1:\($0)"] }
    }

    static func hub() throws -> ServerProcess { try ServerProcess("bench") { ["hub", "--port", "\($0)"] } }

    private init(_ program: String, arguments: (Int) -> [String]) throws {
        port = try Self.freePort()
        let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        process.executableURL = own.deletingLastPathComponent().appending(path: program)
        process.arguments = arguments(port)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Waits until `/health/ready` answers 200; returns the milliseconds since `begin`.
    @discardableResult
    func ready(since begin: UInt64 = nanosecondsNow()) async throws -> Double {
        while milliseconds(since: begin) < Self.readySecondsMax * 1_000 {
            guard process.isRunning else { throw BenchError("The server ended at its start; see its message above.") }
            if Self.answers(port) { return milliseconds(since: begin) }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw BenchError("The server was not ready within a minute.")
    }

    /// Asks it to end and waits until it has.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { process.terminate() } }

    private static func freePort() throws -> Int {
        let handle = try connected { handle, address, length in bind(handle, address, length) }
        defer { close(handle) }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(handle, $0, &length) }
        }
        guard code == 0 else { throw BenchError("No free port was found.") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// One plain question over a socket of its own: a client library would take longer to start than the server.
    private static func answers(_ port: Int) -> Bool {
        guard let handle = try? connected(port: port, { connect($0, $1, $2) }) else { return false }
        defer { close(handle) }
        let question = "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        guard write(handle, question, question.utf8.count) == question.utf8.count else { return false }
        var answer = [UInt8](repeating: 0, count: 64)
        let count = read(handle, &answer, answer.count)
        return count > 12 && String(decoding: answer[9..<12], as: UTF8.self) == "200"
    }

    private static func connected(
        port: Int = 0, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(handle)
            throw BenchError("The port \(port) cannot be used.")
        }
        return handle
    }
}

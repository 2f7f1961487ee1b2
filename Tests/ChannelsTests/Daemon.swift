import Foundation

/// A program beside the tests, which ends with them: it is told to by the end of its standard input.
final class Daemon: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    /// What it prints on either stream, line by line; ends with the program.
    let lines: AsyncStream<String>
    private let process: Process
    private let input: Pipe
    private let name: String

    /// One that does not look at its input is killed when that ends.
    init(_ program: String, _ arguments: [String], endsWithItsInput: Bool = true) throws {
        name = URL(filePath: program).lastPathComponent
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Failure(description: "\(program) is missing; run script/setup test.")
        }
        let process = Process()
        let output = Pipe()
        input = Pipe()
        let guarded = [
            "-c", #"exec 3<&0; (read -r end <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" 3<&-"#, "sh", program,
        ]
        process.executableURL = URL(filePath: endsWithItsInput ? program : "/bin/sh")
        process.arguments = (endsWithItsInput ? [] : guarded) + arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        self.process = process
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        self.lines = lines
        try process.run()
        Self.read(output.fileHandleForReading, into: continuation)
    }

    /// A Python program beside this file, in the environment that `script/setup test` makes.
    static func python(_ script: String, _ arguments: [String] = []) throws -> Daemon {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let python = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: ".venv/bin/python")
        return try Daemon(python.path, ["-B", folder.appending(path: script).path] + arguments)
    }

    /// Lets lines pass until one fits.
    func line(where fits: (String) -> Bool) async throws -> String {
        var passed: [String] = []
        for await line in lines {
            if fits(line) { return line }
            passed.append(line)
        }
        throw Failure(
            description: "\(name) ended early; run script/setup test. It said:\n" + passed.joined(separator: "\n"))
    }

    /// The next line, as JSON.
    func next<T: Decodable>(_ type: T.Type) async throws -> T {
        let line = try await line { $0.hasPrefix("{") }
        return try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    /// Ends it, and returns what it still had to say.
    @discardableResult
    func stop() async -> [String] {
        try? input.fileHandleForWriting.close()
        var rest: [String] = []
        for await line in lines { rest.append(line) }
        return rest
    }

    deinit { if process.isRunning { process.terminate() } }

    private static func read(_ output: FileHandle, into continuation: AsyncStream<String>.Continuation) {
        let thread = Thread {
            var waiting = Data()
            while case let data = output.availableData, !data.isEmpty {
                waiting.append(data)
                while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
                    continuation.yield(String(decoding: waiting[..<end], as: UTF8.self))
                    waiting = Data(waiting[(end + 1)...])
                }
            }
            continuation.finish()
        }
        thread.start()
    }
}

/// A folder of its own, gone with it.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "walletdesk-channels-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

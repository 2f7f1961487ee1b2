import AsyncHTTPClient
import Foundation
import LanguageModel
import NIOCore
import Testing

@testable import Support

/// `llmock`, running: a model server that somebody else wrote, with faults to order and a record of what reached it.
final class ModelMock: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    let url: String
    private let process: Process
    private let input: Pipe

    static func start() async throws -> ModelMock {
        let program = Cast.home.appending(path: ".venv/bin/llmock").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Failure(description: "\(program) is missing; run script/setup test.")
        }
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        // It does not look at its input: it is killed when that ends, with the tests.
        process.arguments = [
            "-c", #"exec 3<&0; (read -r end <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" 3<&-"#, "sh", program,
            "serve", "--host", "127.0.0.1", "--port", "0", "--response-style", "static",
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        try process.run()
        let reading = output.fileHandleForReading
        Thread {
            var said = ""
            while case let data = reading.availableData, !data.isEmpty {
                said += String(decoding: data, as: UTF8.self)
                if let match = said.firstMatch(of: /running on http:\/\/127\.0\.0\.1:([0-9]+)/) {
                    if let port = Int(match.output.1) { found.yield(port) }
                    said = ""
                }
            }
            found.finish()
        }.start()
        guard let port = await ports.first(where: { _ in true }) else {
            throw Failure(description: "llmock ended early; run script/setup test.")
        }
        return ModelMock(url: "http://127.0.0.1:\(port)", process, input)
    }

    private init(url: String, _ process: Process, _ input: Pipe) {
        self.url = url
        self.process = process
        self.input = input
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The model here. Its time is short only where silence is tried: which path answered is asked, and never how
    /// long it took.
    func model(
        answersAnHour: String? = nil, failuresMax: Int = 1_000, isSilent: Bool = false
    ) throws -> LanguageModel {
        var settings = ModelSettings()
        (settings.url, settings.model, settings.answersAnHour) = (url + "/v1", "qwen-plus", answersAnHour)
        var limits = LanguageModel.Limits()
        limits.answerTime = isSilent ? .seconds(4) : .seconds(60)
        limits.stallTime = isSilent ? .seconds(1) : .seconds(30)
        limits.pause = .milliseconds(10)
        limits.retryTimeLeast = .milliseconds(100)
        limits.failuresMax = failuresMax
        return LanguageModel(try #require(try settings.address()), limits: limits)
    }

    /// Forgets what was, and orders what comes: llmock's own words, as JSON.
    func order(_ behaviours: String...) async throws {
        _ = try await control("reset", "{}")
        guard !behaviours.isEmpty else { return }
        _ = try await control("scenario", "{\"behaviors\":[\(behaviours.joined(separator: ","))]}")
    }

    /// What the model says, as often as it is asked.
    static func reply(_ text: String) -> String {
        "{\"type\":\"reply\",\"times\":null,\"text\":\(Cast.quoted(text))}"
    }

    /// The bodies of the questions that reached it, as their words.
    func questions() async throws -> [String] {
        let record = Value(try await control("requests", nil))
        return record["requests"].list.map { request in
            request["body"]["messages"].list.compactMap { $0["content"].string }.joined(separator: "\n")
        }
    }

    private func control(_ path: String, _ body: String?) async throws -> String {
        var request = HTTPClientRequest(url: "\(url)/_llmock/\(path)")
        if let body {
            request.method = .POST
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let answer = String(buffer: try await response.body.collect(upTo: 64 << 20))
        guard response.status.code < 300 else { throw Failure(description: "llmock: \(answer)") }
        return answer
    }
}

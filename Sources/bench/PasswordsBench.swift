import ArgumentParser
import Foundation
import NIOCore
import NIOPosix
import Support

/// What one hash of a password takes, and how long others wait while people sign in.
///
/// The sign-ins are of logins that nobody has, each from an address of its own: the same hash is computed for them, and
/// no limit ends the measurement.
struct PasswordsBench {
    private static let hashesCount = 20
    private static let signInsAtOnce = 8
    private static let questionsEverySeconds = 0.005
    private static let hashGoal = 100.0

    let options: BenchOptions
    let folder: DataFolder
    let report: Report

    func run() async throws {
        try await hashes()
        _ = try await folder.fill(tickets: 100, customers: 100)
        let server = try ServerProcess.walletdesk(on: folder)
        try await server.ready()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let idle = try await questions(to: server.port, group)
        let port = server.port
        async let load = signIns(at: port, group)
        let busy = try await questions(to: server.port, group)
        let outcome = try await load
        show("idle", idle)
        show("with \(Self.signInsAtOnce) sign-ins at once", busy)
        report.figure("sign-ins that were hashed", Double(outcome.requests) / outcome.seconds, "/s")
        report.figure("a sign-in, \(Self.signInsAtOnce) at once, p50", Samples(outcome.milliseconds).at(0.5), "ms")
        report.figure("memory after all of it", server.figures.residentMegabytes, "MB")
        server.stop()
        try await group.shutdownGracefully()
    }

    /// Hashes at the product's cost, one after the other, in this process.
    private func hashes() async throws {
        let passwords = Passwords()
        _ = try await passwords.hash("the first one finds cold memory")
        var times: [Double] = []
        let before = processorMilliseconds
        for number in 0..<Self.hashesCount {
            let begin = nanosecondsNow()
            _ = try await passwords.hash("正确 马 电池 订书钉 \(number)")
            times.append(milliseconds(since: begin))
        }
        let used = (processorMilliseconds - before) / Double(Self.hashesCount)
        let samples = Samples(times)
        report.figure("a hash, CPU", used, "ms")
        report.figure("a hash, p50 of \(Self.hashesCount) (about \(Int(Self.hashGoal)) wanted)", samples.at(0.5), "ms")
        report.figure("a hash, fastest", samples.at(0), "ms")
    }

    /// Of this process: what other programs take does not count.
    private var processorMilliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }

    /// `/health/live`, answered by the event loop alone, again and again with pauses.
    private func questions(to port: Int, _ group: any EventLoopGroup) async throws -> Samples {
        let client = try await HTTPClient.connect(port: port, on: group)
        let (begin, question) = (nanosecondsNow(), RequestText.get("/health/live", "Accept: */*"))
        var times: [Double] = []
        while milliseconds(since: begin) < Double(options.seconds) * 1_000 {
            let asked = nanosecondsNow()
            let answer = try await client.send(question)
            times.append(milliseconds(since: asked))
            guard answer.status == 200 else { throw BenchError("/health/live answered \(answer.status).") }
            try await Task.sleep(for: .seconds(Self.questionsEverySeconds))
        }
        await client.close()
        return Samples(times)
    }

    private func signIns(at port: Int, _ group: any EventLoopGroup) async throws -> Load.Outcome {
        let request = { @Sendable (number: Int) in
            RequestText.post(
                "/api/v1/sessions", "X-Forwarded-For: 10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)",
                json: "{\"brand\":\"upay\",\"login\":\"nobody\(number)\",\"password\":\"kx7Q2mPz\"}")
        }
        let load = Load(
            port: port, group: group, connections: Self.signInsAtOnce, request: request, statusWanted: 401)
        return try await load.run(seconds: Double(options.seconds))
    }

    private func show(_ when: String, _ samples: Samples) {
        for (name, share) in [("p50", 0.5), ("p99", 0.99), ("slowest", 1)] {
            report.figure("/health/live \(when), \(name)", samples.at(share), "ms")
        }
    }
}

struct PasswordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwords", abstract: "What a password's hash takes, and who waits for it.")
    @OptionGroup var options: BenchOptions

    func run() async throws {
        try await options.measure("passwords") {
            try await PasswordsBench(options: options, folder: $0, report: $1).run()
        }
    }
}

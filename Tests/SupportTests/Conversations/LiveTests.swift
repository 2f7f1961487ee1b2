import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import Support

@Suite(.timeLimit(.minutes(15))) struct LiveView {
    @Test(
        "each entry's id is its position, and an open stream hears what is said later", arguments: TestEngine.available)
    func hears(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await Self.waiting(cast, token)
            try await cast.serving { port in
                let before = try await cast.messages(id, as: token).count
                async let heard = LiveReader(port: port, token: token).read(id, count: before + 5)
                for index in 0..<5 { _ = try await cast.say("第 \(index) 句", in: id, as: token) }
                let entries = try await heard
                #expect(entries.map(\.id) == (1...before + 5).map(String.init))
                #expect(entries.allSatisfy { $0.event == "message" })
                let stored = try await cast.messages(id, as: token)
                for (entry, message) in zip(entries, stored) {
                    #expect(entry.data["position"] == message["position"])
                    #expect(entry.data["text"] == message["text"])
                    #expect(entry.data["author"] == message["author"])
                }
            }
        }
    }

    @Test(
        "with Last-Event-ID nothing is lost and nothing doubled, while another goes on posting",
        arguments: TestEngine.available)
    func resumes(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await Self.waiting(cast, token)
            try await cast.serving { port in
                let total = try await cast.messages(id, as: token).count + 60
                let posting = Task {
                    for index in 0..<60 { _ = try await cast.say("第 \(index) 句", in: id, as: token) }
                }
                var (heard, piece): ([LiveReader.Entry], Int) = ([], 1)
                while heard.count < total {
                    let entries = try await LiveReader(port: port, token: token)
                        .read(id, count: min(piece, total - heard.count), lastEventID: heard.last?.id)
                    heard += entries
                    piece = piece % 11 + 2
                }
                try await posting.value
                #expect(heard.map(\.id) == (1...total).map(String.init))
                let stored = try await cast.messages(id, as: token)
                #expect(heard.map { $0.data["text"] } == stored.map { $0["text"] })
            }
        }
    }

    @Test(
        "a stream begins after ?after=, and an id that cannot be read means the beginning",
        arguments: TestEngine.available)
    func begins(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await Self.waiting(cast, token)
            for index in 0..<4 { _ = try await cast.say("\(index)", in: id, as: token) }
            try await cast.serving { port in
                let reader = LiveReader(port: port, token: token)
                let all = try await cast.messages(id, as: token).count
                #expect(
                    try await reader.read(id, query: "?after=\(all - 2)", count: 2).map(\.id) == [
                        "\(all - 1)", "\(all)",
                    ])
                #expect(try await reader.read(id, count: 1, lastEventID: "nonsense").map(\.id) == ["1"])
                #expect(try await reader.read(id, count: 1, lastEventID: "\(all - 1)").map(\.id) == ["\(all)"])
            }
        }
    }

    @Test("somebody else's stream is not found, and nobody's needs a session", arguments: TestEngine.available)
    func others(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (owner, other) = (try await cast.token(cast.mira), try await cast.token(cast.theo))
            let id = try await Self.waiting(cast, owner)
            try await cast.serving { port in
                for (asks, what, expected) in [
                    (owner, id, UInt(200)), (other, id, 404), ("forged", id, 401), (owner, "nothing-of-the-kind", 404),
                ] {
                    let status = try await LiveReader(port: port, token: asks).status(what)
                    #expect(status == expected)
                }
            }
        }
    }

    @Test("open streams end when the server stops, and do not keep it", arguments: TestEngine.available)
    func shutdown(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let token = try await cast.token(cast.mira)
            let id = try await Self.waiting(cast, token)
            let (opened, open) = AsyncStream<Void>.makeStream()
            let (ports, port) = AsyncStream<Int>.makeStream()
            let listening = Task {
                for await port in ports {
                    return try await LiveReader(port: port, token: token).readToTheEnd(id) { open.yield() }
                }
                return false
            }
            try await cast.serving { number in
                port.yield(number)
                port.finish()
                for await _ in opened { return }
            }
            #expect(try await listening.value, "the stream ended, and not by a lost connection in mid-entry")
            try await cast.until("the feed is empty") { cast.desk.feed.count == 0 }
        }
    }

    /// A conversation that waits for a person, so that nobody answers in between.
    private static func waiting(_ cast: Cast, _ token: String) async throws -> String {
        let id = try await cast.open(as: token)
        #expect(try await cast.post("/api/v1/conversations/\(id)/handovers", as: token).status == 201)
        return id
    }
}

/// A client of a conversation's live stream, on a real socket.
struct LiveReader: Sendable {
    struct Entry: Sendable {
        var id = "", event = ""
        var data = Value.null
    }

    struct TooFew: Error { let heard: [String] }

    let port: Int
    let token: String

    func status(_ conversation: String) async throws -> UInt {
        try await HTTPClient.shared.execute(request(conversation, "", nil), timeout: .seconds(20)).status.code
    }

    /// Exactly the next `count` entries; then it hangs up.
    func read(_ conversation: String, query: String = "", count: Int, lastEventID: String? = nil) async throws
        -> [Entry]
    {
        let response = try await HTTPClient.shared.execute(
            request(conversation, query, lastEventID), timeout: .seconds(40))
        #expect(response.status == .ok)
        #expect(response.headers.first(name: "Content-Type") == "text/event-stream")
        // A chunk may end in the middle of a character: whole entries are decoded, not chunks.
        var (entries, bytes): ([Entry], [UInt8]) = ([], [])
        for try await chunk in response.body {
            bytes += chunk.readableBytesView
            while let end = bytes.indices.dropLast().first(where: { bytes[$0] == 10 && bytes[$0 + 1] == 10 }) {
                let entry = Self.entry(String(decoding: bytes[..<end], as: UTF8.self)[...])
                bytes.removeFirst(end + 2)
                if let entry, entry.event != "ready" { entries.append(entry) }
                if entries.count == count { return entries }
            }
        }
        throw TooFew(heard: entries.map(\.id))
    }

    /// True when the stream ends in order.
    func readToTheEnd(_ conversation: String, _ began: @Sendable () -> Void) async throws -> Bool {
        let response = try await HTTPClient.shared.execute(request(conversation, "", nil), timeout: .seconds(40))
        var text = ""
        for try await chunk in response.body {
            if text.isEmpty { began() }
            text += String(buffer: chunk)
        }
        return text.hasSuffix("\n\n")
    }

    private func request(_ conversation: String, _ query: String, _ lastEventID: String?) -> HTTPClientRequest {
        var request = HTTPClientRequest(
            url: "http://127.0.0.1:\(port)/api/v1/conversations/\(conversation)/live\(query)")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        if let lastEventID { request.headers.add(name: "Last-Event-ID", value: lastEventID) }
        return request
    }

    private static func entry(_ block: Substring) -> Entry? {
        var entry = Entry()
        for line in block.split(separator: "\n") {
            if line.hasPrefix("id: ") { entry.id = String(line.dropFirst(4)) }
            if line.hasPrefix("event: ") { entry.event = String(line.dropFirst(7)) }
            if line.hasPrefix("data: ") { entry.data = Value(String(line.dropFirst(6))) }
        }
        return entry.event.isEmpty ? nil : entry
    }
}

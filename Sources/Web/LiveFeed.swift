import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import ServiceLifecycle
import Synchronization
import Terms

/// One server-sent event: ready bytes, and where in its stream it stands.
public struct LiveEntry: Sendable {
    public let cursor: LiveCursor
    let bytes: ByteBuffer

    /// `data` must be one line (JSON is).
    public init(cursor: LiveCursor, event: String, data: String) {
        self.cursor = cursor
        bytes = ByteBuffer(string: "id: \(cursor)\nevent: \(event)\ndata: \(data)\n\n")
    }
}

/// Grows along a stream. A conversation counts 1, 2, 3 …; the desk's feed goes by the event log.
public struct LiveCursor: Comparable, Sendable, CustomStringConvertible {
    public let major: Int64
    public let minor: Int64

    public init(major: Int64 = 0, minor: Int64) {
        self.major = major
        self.minor = minor
    }

    /// `12` or `7.12`, as in `Last-Event-ID`.
    public init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count <= 2, let last = parts.last, let minor = Int64(last), minor >= 0 else { return nil }
        guard let major = parts.count == 2 ? Int64(parts[0]) : 0, major >= 0 else { return nil }
        self.init(major: major, minor: minor)
    }

    public static func < (left: LiveCursor, right: LiveCursor) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    public var description: String { major == 0 ? String(minor) : "\(major).\(minor)" }
}

/// All open streams of this node. Entries go straight to the channels, one task an event loop;
/// a client that is too slow is closed and resumes from its last id.
public final class LiveFeed: Sendable {
    public static let streamsMax = 50_000
    static let heartbeatSeconds: Int64 = 20
    /// A stream ends after this time and the browser opens it anew: rights are checked again.
    static let streamSecondsMax: Int64 = 120

    private let topics = Mutex<[String: [ObjectIdentifier: Loop]]>([:])
    private let open = Mutex(0)

    /// The streams of one topic on one event loop.
    private struct Loop {
        let loop: any EventLoop
        var streams: [ObjectIdentifier: LiveStream] = [:]
    }

    public init() {}

    public var count: Int { open.withLock { $0 } }
    public func isWatched(_ topic: String) -> Bool { topics.withLock { $0[topic] != nil } }

    /// Answers with a stream of `topic` that begins after `cursor`. `catchUp` gives what is stored after a cursor,
    /// oldest first;
    /// it is asked at the start, and again when `isGapFree` shows that something is missing between two entries.
    /// `holders` are the names by which `close` finds it.
    public func stream(
        _ topic: String, for request: Request, _ context: WebContext, after cursor: LiveCursor, isGapFree: Bool,
        heldBy holders: [String] = [],
        catchUp: @escaping @Sendable (LiveCursor) async throws -> [LiveEntry]
    ) throws -> Response {
        guard count < Self.streamsMax else {
            throw Refusal(
                .unavailable, "busy",
                Text("现在连接太多，请稍后再试。", "現在連線太多，請稍後再試。", "Too many open connections; please try again soon."))
        }
        let channel = context.channel
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store",
                HTTPField.Name("X-Accel-Buffering")!: "no",
            ],
            body: .init { [self] writer in
                try await writer.write(ByteBuffer(string: "retry: 1000\nevent: ready\ndata: {}\n\n"))
                let live = LiveStream(
                    channel: channel, after: cursor, isGapFree: isGapFree, holders: holders, catchUp: catchUp)
                add(live, to: topic)
                defer { remove(live, from: topic) }
                live.catchUpNow()
                let (ended, end) = AsyncStream<Void>.makeStream()
                let timer = channel.eventLoop.scheduleRepeatedTask(
                    initialDelay: .seconds(Self.heartbeatSeconds), delay: .seconds(Self.heartbeatSeconds)
                ) { _ in live.beat() }
                let limit = channel.eventLoop.scheduleTask(in: .seconds(Self.streamSecondsMax)) { end.finish() }
                defer {
                    timer.cancel()
                    limit.cancel()
                }
                // Without the graceful part, one open stream would keep the server from stopping.
                try await request.body.consumeWithInboundCloseHandler { _ in
                    for await _ in ended.cancelOnGracefulShutdown() {}
                } onInboundClosed: {
                    end.finish()
                }
                // Nothing may follow the end of the response: the connection may carry another one after it.
                remove(live, from: topic)
                timer.cancel()
                await live.end()
                try await writer.finish(nil)
            })
    }

    public func publish(_ topic: String, _ entries: [LiveEntry]) {
        let loops = topics.withLock { $0[topic].map { Array($0.values) } ?? [] }
        for loop in loops {
            loop.loop.execute {
                for stream in loop.streams.values { for entry in entries { stream.deliver(entry) } }
            }
        }
    }

    /// Hangs up on every stream of this holder: their right to it has ended.
    public func close(heldBy holder: String) {
        let loops = topics.withLock { topics in topics.values.flatMap { Array($0.values) } }
        for loop in loops {
            let held = loop.streams.values.filter { $0.holders.contains(holder) }
            for stream in held { stream.channel.close(promise: nil) }
        }
    }

    private func add(_ stream: LiveStream, to topic: String) {
        let key = ObjectIdentifier(stream.channel.eventLoop)
        topics.withLock {
            $0[topic, default: [:]][key, default: Loop(loop: stream.channel.eventLoop)].streams[
                ObjectIdentifier(stream)] = stream
        }
        open.withLock { $0 += 1 }
    }

    /// Doing it twice is harmless.
    private func remove(_ stream: LiveStream, from topic: String) {
        let key = ObjectIdentifier(stream.channel.eventLoop)
        let wasThere = topics.withLock { topics in
            let removed = topics[topic]?[key]?.streams.removeValue(forKey: ObjectIdentifier(stream)) != nil
            if topics[topic]?[key]?.streams.isEmpty == true { topics[topic]?.removeValue(forKey: key) }
            if topics[topic]?.isEmpty == true { topics.removeValue(forKey: topic) }
            return removed
        }
        if wasThere { open.withLock { $0 -= 1 } }
    }
}

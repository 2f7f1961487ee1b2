import NIOCore
import NIOHTTPTypes
import Terms

/// One client's stream. @unchecked: everything mutable is touched only on the channel's event loop.
final class LiveStream: @unchecked Sendable {
    /// What may wait while the stored past is being fetched.
    private static let waitingMax = 1_000

    let channel: any Channel
    let holders: [String]
    private let isGapFree: Bool
    private let catchUp: @Sendable (LiveCursor) async throws -> [LiveEntry]
    private var last: LiveCursor
    private var waiting: [LiveEntry] = []
    private var isCatchingUp = false
    private var isEnded = false

    init(
        channel: any Channel, after cursor: LiveCursor, isGapFree: Bool, holders: [String],
        catchUp: @escaping @Sendable (LiveCursor) async throws -> [LiveEntry]
    ) {
        self.channel = channel
        self.holders = holders
        self.isGapFree = isGapFree
        self.catchUp = catchUp
        last = cursor
    }

    /// Fetches what is stored after the last entry sent. The stream is already in its topic, so nothing falls between.
    func catchUpNow() {
        channel.eventLoop.execute { self.beginCatchUp() }
    }

    /// On the event loop.
    func deliver(_ entry: LiveEntry) {
        if isCatchingUp {
            if waiting.count < Self.waitingMax { waiting.append(entry) } else { channel.close(promise: nil) }
            return
        }
        guard entry.cursor > last else { return }
        if isGapFree, entry.cursor.minor != last.minor + 1 {
            waiting.append(entry)
            beginCatchUp()
            return
        }
        write(entry)
    }

    /// After this returns, nothing more is written.
    func end() async {
        await withCheckedContinuation { continuation in
            channel.eventLoop.execute {
                self.isEnded = true
                continuation.resume()
            }
        }
    }

    /// A comment line now and then tells both sides, and the proxies between, that the connection lives.
    func beat() {
        if channel.isWritable, !isEnded {
            channel.writeAndFlush(HTTPResponsePart.body(ByteBuffer(string: ": still here\n\n")), promise: nil)
        }
    }

    private func beginCatchUp() {
        guard !isCatchingUp else { return }
        isCatchingUp = true
        let from = last
        Task {
            do {
                let missed = try await catchUp(from)
                channel.eventLoop.execute { self.endCatchUp(missed) }
            } catch {
                // The client comes back with its last id and asks again.
                channel.close(promise: nil)
            }
        }
    }

    private func endCatchUp(_ missed: [LiveEntry]) {
        for entry in missed where entry.cursor > last { write(entry) }
        isCatchingUp = false
        let waited = waiting
        waiting = []
        // An entry that was announced but is not stored yet as far as this reader sees would ask again and again: send
        // it as it is.
        for entry in waited.sorted(by: { $0.cursor < $1.cursor }) where entry.cursor > last { write(entry) }
    }

    private func write(_ entry: LiveEntry) {
        if isEnded { return }
        last = entry.cursor
        if channel.isWritable {
            channel.writeAndFlush(HTTPResponsePart.body(entry.bytes), promise: nil)
        } else {
            channel.close(promise: nil)
        }
    }
}

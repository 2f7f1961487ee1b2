import Foundation
import NIOCore
import NIOPosix

/// One open stream of server-sent events. It looks for a marker and tells what follows it, and when it came.
///
/// @unchecked: touched only on the channel's event loop.
final class StreamClient: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias Seen = @Sendable (_ key: String, _ at: UInt64) -> Void

    /// What to look for, and how long the key after it is.
    struct Marker: Sendable {
        let text: String
        let length: Int
    }

    private let marker: [UInt8]
    private let keyLength: Int
    private let seen: Seen
    private var ready: EventLoopPromise<Void>?
    private var buffer = ByteBuffer()

    private init(_ marker: Marker, ready: EventLoopPromise<Void>, seen: @escaping Seen) {
        self.marker = Array(marker.text.utf8)
        keyLength = marker.length
        self.ready = ready
        self.seen = seen
    }

    /// Opens a stream and waits for its first event. `seen` is called on the event loop.
    static func open(
        port: Int, _ request: ByteBuffer, _ marker: Marker, on group: any EventLoopGroup, seen: @escaping Seen
    ) async throws -> any Channel {
        let ready = group.next().makePromise(of: Void.self)
        let channel = try await ClientBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(StreamClient(marker, ready: ready, seen: seen))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(request)
        try await ready.futureResult.get()
        return channel
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = nanosecondsNow()
        var part = unwrapInboundIn(data)
        buffer.writeBuffer(&part)
        if let ready {
            guard buffer.readableBytes > 12 else { return }
            self.ready = nil
            if buffer.readableBytesView.dropFirst(9).starts(with: "200".utf8) {
                ready.succeed()
            } else {
                ready.fail(BenchError("A stream was refused: \(String(buffer: buffer).prefix(200))"))
            }
        }
        while let at = find() {
            guard let key = buffer.getString(at: at, length: keyLength) else { return }
            buffer.moveReaderIndex(to: at + keyLength)
            seen(key, now)
        }
        // The marker may be cut by the end of this part.
        let kept = min(buffer.readableBytes, marker.count + keyLength)
        buffer.moveReaderIndex(forwardBy: buffer.readableBytes - kept)
        buffer.discardReadBytes()
    }

    func channelInactive(context: ChannelHandlerContext) {
        ready?.fail(BenchError("A stream was closed before it began."))
        ready = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Where the key after the next marker begins, when all of it is there.
    private func find() -> Int? {
        let found: Int? = buffer.withUnsafeReadableBytes { bytes in
            guard let begin = bytes.baseAddress else { return nil }
            var at = 0
            while at + marker.count <= bytes.count {
                guard let next = memchr(begin + at, Int32(marker[0]), bytes.count - at - marker.count + 1) else {
                    return nil
                }
                at = UnsafeRawPointer(next) - begin
                if memcmp(begin + at, marker, marker.count) == 0 { return at + marker.count }
                at += 1
            }
            return nil
        }
        guard let found, found + keyLength <= buffer.readableBytes else { return nil }
        return buffer.readerIndex + found
    }
}

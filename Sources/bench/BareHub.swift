import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The least that a fan-out can be: what is posted is written to every open stream. Nothing is parsed, stored or
/// checked.
final class BareHub: Sendable {
    private struct State {
        var loops: [ObjectIdentifier: (loop: any EventLoop, channels: [ObjectIdentifier: any Channel])] = [:]
    }

    private let state = Mutex(State())

    static func serve(port: Int) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        let hub = BareHub()
        let channel = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Peer(hub)) }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        try channel.closeFuture.wait()
    }

    func add(_ channel: any Channel) {
        state.withLock {
            let key = ObjectIdentifier(channel.eventLoop)
            $0.loops[key, default: (channel.eventLoop, [:])].channels[ObjectIdentifier(channel)] = channel
        }
    }

    func remove(_ channel: any Channel) {
        state.withLock {
            _ = $0.loops[ObjectIdentifier(channel.eventLoop)]?.channels.removeValue(forKey: ObjectIdentifier(channel))
        }
    }

    func relay(_ bytes: ByteBuffer) {
        let loops = state.withLock { Array($0.loops.values) }
        for (loop, channels) in loops {
            loop.execute { for channel in channels.values { channel.writeAndFlush(bytes, promise: nil) } }
        }
    }

    /// @unchecked: touched only on its channel's event loop.
    private final class Peer: ChannelInboundHandler, @unchecked Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private static let ok = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        private static let stream = ByteBuffer(
            string: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: ready\ndata: {}\n\n")
        private let hub: BareHub

        init(_ hub: BareHub) { self.hub = hub }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var request = unwrapInboundIn(data)
            let isPost = request.getInteger(at: request.readerIndex, as: UInt8.self) == UInt8(ascii: "P")
            let isQuestion = request.readableBytesView.starts(with: "GET /health".utf8)
            guard isPost || isQuestion else {
                context.writeAndFlush(wrapOutboundOut(Self.stream), promise: nil)
                hub.add(context.channel)
                return
            }
            context.writeAndFlush(wrapOutboundOut(Self.ok), promise: nil)
            guard isPost, let text = request.readString(length: request.readableBytes),
                let end = text.range(of: "\r\n\r\n")
            else { return }
            hub.relay(ByteBuffer(string: String(text[end.upperBound...])))
        }

        func channelInactive(context: ChannelHandlerContext) { hub.remove(context.channel) }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

import NIOCore
import NIOPosix
import Synchronization

/// The least that speaks HTTP/1.1 well enough to keep a server busy: one connection, one request at a time.
///
/// @unchecked: everything mutable is touched only on the channel's event loop.
final class HTTPClient: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    struct Answer: Sendable {
        let status: Int
        let body: ByteBuffer
    }

    private var buffer = ByteBuffer()
    /// Who waits for the answer under way.
    private var waiting: (@Sendable (Result<Answer, any Error>) -> Void)?
    let channel: any Channel

    private init(_ channel: any Channel) { self.channel = channel }

    static func connect(port: Int, on group: any EventLoopGroup) async throws -> HTTPClient {
        let channel = try await ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: "127.0.0.1", port: port).get()
        let client = HTTPClient(channel)
        try await channel.pipeline.addHandler(client)
        return client
    }

    /// Sends the request; `then` is called on the event loop.
    func send(_ request: ByteBuffer, then: @escaping @Sendable (Result<Answer, any Error>) -> Void) {
        channel.eventLoop.execute { self.sendNow(request, then: then) }
    }

    func send(_ request: ByteBuffer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in send(request) { continuation.resume(with: $0) } }
    }

    /// On the event loop.
    func sendNow(_ request: ByteBuffer, then: @escaping @Sendable (Result<Answer, any Error>) -> Void) {
        waiting = then
        channel.writeAndFlush(request, promise: nil)
    }

    func close() async { try? await channel.close() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        buffer.writeBuffer(&part)
        guard let (answer, length) = Self.parse(buffer) else { return }
        buffer.moveReaderIndex(forwardBy: length)
        if buffer.readableBytes == 0 { buffer.clear() }
        end(.success(answer))
    }

    func channelInactive(context: ChannelHandlerContext) { end(.failure(ChannelError.eof)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(error))
        context.close(promise: nil)
    }

    private func end(_ result: Result<Answer, any Error>) {
        let then = waiting
        waiting = nil
        then?(result)
    }

    /// The first whole answer in the buffer and its length; nil while there is more to come.
    private static func parse(_ buffer: ByteBuffer) -> (Answer, Int)? {
        let view = buffer.readableBytesView
        guard view.count > 12, let end = headEnd(view) else { return nil }
        let status = view[view.startIndex + 9..<view.startIndex + 12].reduce(0) { $0 * 10 + Int($1) - 48 }
        let length = contentLength(view[view.startIndex..<end]) ?? 0
        let total = end - view.startIndex + length
        guard view.count >= total else { return nil }
        guard let body = buffer.getSlice(at: end, length: length) else { return nil }
        return (Answer(status: status, body: body), total)
    }

    private static func headEnd(_ view: ByteBufferView) -> Int? {
        view.withUnsafeBytes { bytes in
            var index = 3
            while index < bytes.count {
                if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10 {
                    return view.startIndex + index + 1
                }
                index += 1
            }
            return nil
        }
    }

    private static let lengthName = Array("content-length:".utf8)

    private static func contentLength(_ head: ByteBufferView) -> Int? {
        for line in head.split(separator: 10) where line.count > lengthName.count {
            guard zip(line, lengthName).allSatisfy({ $0 | 32 == $1 | 32 }) else { continue }
            return line.dropFirst(lengthName.count).filter { (48...57).contains($0) }.reduce(0) {
                $0 * 10 + Int($1) - 48
            }
        }
        return nil
    }
}

/// Requests as bytes.
enum RequestText {
    static func get(_ path: String, _ header: String) -> ByteBuffer {
        ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(header)\r\n\r\n")
    }

    static func post(_ path: String, _ header: String, json: String) -> ByteBuffer {
        ByteBuffer(
            string: "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(header)\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(json.utf8.count)\r\n\r\n\(json)")
    }

    static func bearer(_ token: String) -> String { "Authorization: Bearer \(token)" }
}

import NIOCore
import NIOPosix
import Synchronization

/// A bare TCP server that answers each connection with the bytes of a script: for faults of the wire that no model
/// server makes on demand.
final class WireServer: Sendable {
    enum Act: Sendable {
        case send(String)
        /// Lets what was sent leave in a packet of its own.
        case flush
        case close
    }

    private struct State {
        var scripts: [[Act]]
        var requests: [String] = []
    }

    private let state: Mutex<State>
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    /// One script for each connection; the last for all that follow. Without `close` a connection stays open.
    init(_ scripts: [Act]...) { state = Mutex(State(scripts: scripts)) }

    var requests: [String] { state.withLock { $0.requests } }

    /// The address while `body` runs.
    func serving<T: Sendable>(_ body: @Sendable (String) async throws -> T) async throws -> T {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] child in
                child.eventLoop.makeCompletedFuture { try child.pipeline.syncOperations.addHandler(Line(self)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        let result: Result<T, any Error>
        do { result = .success(try await body("http://127.0.0.1:\(port)/v1")) } catch { result = .failure(error) }
        try? await channel.close()
        return try result.get()
    }

    fileprivate func next(_ request: String) -> [Act] {
        state.withLock { state in
            state.requests.append(request)
            return state.scripts.count > 1 ? state.scripts.removeFirst() : state.scripts.first ?? []
        }
    }

    private final class Line: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: WireServer
        private var request = ""

        init(_ server: WireServer) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            // The body is JSON and its last sign the last brace.
            guard request.contains("\r\n\r\n"), request.hasSuffix("}") else { return }
            for act in server.next(request) {
                switch act {
                case .send(let text):
                    context.write(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
                case .flush: context.flush()
                case .close:
                    context.flush()
                    context.close(promise: nil)
                }
            }
            context.flush()
            request = ""
        }
    }
}

extension WireServer.Act {
    static func head(_ type: String = "text/event-stream", status: String = "200 OK", more: String = "") -> Self {
        .send("HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\nconnection: close\r\n\(more)\r\n")
    }

    static func piece(_ text: String, finish: String? = nil) -> Self {
        let end = finish.map { "\"\($0)\"" } ?? "null"
        return .send(
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},\"finish_reason\":\(end)}]}\r\n\r\n")
    }
}

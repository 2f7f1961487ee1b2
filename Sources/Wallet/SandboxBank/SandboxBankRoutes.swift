import Foundation
import Hummingbird
import ServiceLifecycle

extension SandboxBank {
    func addRoutes(to router: Router<BasicRequestContext>) {
        router.post("cards") { [books] request, _ in
            let card = try await Self.read(BankWire.NewCard.self, from: request)
            return try Self.json(BankWire.CardReply(await books.tokenise(card)))
        }
        router.post("issues") { [books] request, _ in
            await books.issue(try await Self.read(IssuedCard.self, from: request))
            return Response(status: .noContent)
        }
        for path in ["charges", "settlements", "payouts", "withdrawals", "refunds"] {
            router.post(RouterPath(path)) { request, _ in
                let wire = try await Self.read(BankWire.Order.self, from: request)
                guard let order = wire.order(at: path) else { throw HTTPError(.badRequest) }
                return try await self.answer(order)
            }
        }
        router.post("voids") { [books] request, _ in
            let void = try await Self.read(BankWire.Void.self, from: request)
            return try Self.json(BankWire.Answer(await books.void(void.key)))
        }
        router.get("orders/:key") { [books] _, context in
            try Self.json(BankWire.Answer(await books.answer(to: try context.parameters.require("key"))))
        }
        router.post("scripts") { [books] request, _ in
            await books.follow(try await Self.read(Script.self, from: request))
            return Response(status: .noContent)
        }
        router.delete("scripts") { [books] _, _ in
            await books.forgetScripts()
            return Response(status: .noContent)
        }
    }

    private func answer(_ order: BankOrder) async throws -> Response {
        let (reply, reports) = await books.receive(order)
        promise(reports)
        switch reply {
        case .answer(let answer, let milliseconds):
            if milliseconds > 0 {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .milliseconds(milliseconds)) }
            }
            return try Self.json(BankWire.Answer(answer))
        case .silence:
            // A shutdown does not wait for it.
            try await cancelWhenGracefulShutdown { [silence] in try await Task.sleep(for: silence) }
            throw HTTPError(.gatewayTimeout)
        }
    }

    private static func read<T: Decodable>(_ type: T.Type, from request: Request) async throws -> T {
        let body = try await request.body.collect(upTo: BankWire.bodyBytesMax)
        do { return try BankWire.decode(Data(body.readableBytesView)) } catch { throw HTTPError(.badRequest) }
    }

    private static func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try BankWire.encode(value))))
    }
}

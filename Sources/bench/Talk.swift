import Foundation
import NIOCore
import Support

/// What customers and the agent of the benchmark say to the server.
struct Talk: Sendable {
    /// A message's text carries its number, so that a stream can be searched for it.
    static let textMarker = StreamClient.Marker(text: "bench-", length: 9)
    static let deskMarker = StreamClient.Marker(text: "message.posted\",\"conversation\":\"", length: 36)

    let port: Int
    let filled: TicketSeed.Filled

    static func key(_ number: Int) -> String { String(String(1_000_000_000 + number).dropFirst()) }

    func token(of ticket: Int) -> String { filled.customerTokens[ticket % filled.customerTokens.count] }
    private func bearer(_ ticket: Int) -> String { RequestText.bearer(token(of: ticket)) }

    func message(_ ticket: Int, _ number: Int) -> ByteBuffer {
        RequestText.post(
            "/api/v1/conversations/\(filled.tickets[ticket])/messages", bearer(ticket),
            json: "{\"text\":\"付款没成功，88 块钱怎么没了？ bench-\(Self.key(number))\"}")
    }

    func stream(_ ticket: Int) -> ByteBuffer {
        RequestText.get("/api/v1/conversations/\(filled.tickets[ticket])/live", bearer(ticket))
    }

    var deskStream: ByteBuffer { RequestText.get("/api/v1/desk/live", RequestText.bearer(filled.agentToken)) }

    func create(_ number: Int) -> ByteBuffer {
        RequestText.post(
            "/api/v1/conversations", bearer(number),
            json: "{\"brand\":\"upay\",\"channel\":\"ticket\",\"text\":\"换了手机号，旧号收不到验证码怎么办？\"}")
    }

    /// The agent's answer to a ticket that is assigned: every second one is.
    func reply(_ ticket: Int) -> ByteBuffer {
        RequestText.post(
            "/api/v1/desk/conversations/\(filled.tickets[ticket & ~1])/messages", RequestText.bearer(filled.agentToken),
            json: "{\"text\":\"您好，查到了，这笔没有扣款，冻结的钱已经退回余额。\"}")
    }

    private var agentCookie: String { "Cookie: agent=\(filled.agentToken)" }
    var listPage: ByteBuffer { RequestText.get("/desk?view=all", agentCookie) }
    func viewPage(_ ticket: Int) -> ByteBuffer {
        RequestText.get("/desk/conversations/\(filled.tickets[ticket])", agentCookie)
    }
    func chatPage(_ ticket: Int) -> ByteBuffer {
        RequestText.get("/upay/chat/\(filled.tickets[ticket])", "Cookie: customer_upay=\(token(of: ticket))")
    }

    /// Whether this build has the agents' side.
    func hasDesk(_ group: any EventLoopGroup) async throws -> Bool {
        let client = try await HTTPClient.connect(port: port, on: group)
        let answer = try await client.send(listPage)
        await client.close()
        return answer.status == 200
    }
}

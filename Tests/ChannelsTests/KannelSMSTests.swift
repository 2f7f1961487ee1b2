import AsyncHTTPClient
import NIOCore
import Testing

@testable import Channels

@Suite(.timeLimit(.minutes(15))) struct SMSByKannel {
    private func carrier(
        _ url: String, password: String = "secret", timeout: TimeAmount = .seconds(Gateway.secondsMax)
    ) throws -> KannelSMS {
        try KannelSMS(
            url: url, user: "desk", password: password, from: "10690301",
            gateway: Gateway(http: .shared, timeout: timeout))
    }

    @Test("every character arrives at the network, in parts where the text is long")
    func arrives() async throws {
        let kannel = try await Kannel()
        let carrier = try carrier(kannel.url)
        try await kannel.reachNetwork()
        let text = "【uPay】您的验证码是 482913，“十分钟”内有效 🙂\n+ & % = é € ~"
        #expect(try await carrier.send(.sms(text: text)) == "0199-sms")
        #expect(try await kannel.next() == Kannel.Part(from: "10690301", to: "+8613800000301", text: text))
        let long = "繁體也一樣：" + (0..<150).map { "第\($0)條" }.joined()
        _ = try await carrier.send(.sms(to: "13800000301", text: long))
        var parts: [Kannel.Part] = []
        while parts.map(\.text).joined().count < long.count { parts.append(try await kannel.next()) }
        #expect(parts.map(\.text).joined() == long)
        #expect(parts.count > 1 && parts.allSatisfy { $0.text.utf16.count <= 67 && $0.to == "13800000301" })
        await kannel.stop()
    }

    @Test("what Kannel keeps until the network is back counts as handed over")
    func queued() async throws {
        let kannel = try await Kannel()
        #expect(try await carrier(kannel.url).send(.sms("early", text: "早")) == "early")
        try await kannel.reachNetwork()
        #expect(try await kannel.next().text == "早")
        await kannel.stop()
    }

    @Test("a number that no network takes is undeliverable; a wrong password or no gateway is not the letter's fault")
    func refused() async throws {
        let kannel = try await Kannel()
        try await kannel.reachNetwork()
        let carrier = try carrier(kannel.url)
        for number in ["+9995551234", "13800000301 13800000302", "1380000030x", "+86\r\nX-Kannel-To: 1", ""] {
            let fault = await #expect(throws: Undeliverable.self) { try await carrier.send(.sms(to: number)) }
            #expect(try !#require(fault).reason.contains("999"))
        }
        await #expect(throws: Undeliverable.self) { try await carrier.send(.sms(text: "")) }
        let stranger = try self.carrier(kannel.url, password: "wrong")
        let fault = await #expect(throws: CarrierUnavailable.self) { try await stranger.send(.sms()) }
        #expect(try #require(fault).reason == "the SMS gateway did not take it (403)")
        _ = try await carrier.send(.sms(text: "只有这一条"))
        #expect(try await kannel.next().text == "只有这一条")
        await kannel.stop()
        await #expect(throws: CarrierUnavailable.self) {
            try await self.carrier(kannel.url, timeout: .milliseconds(500)).send(.sms())
        }
    }

    @Test("a gateway that says nothing is given up")
    func silent() async throws {
        let relay = try await Relay("--greeting", "")
        let carrier = try carrier("http://127.0.0.1:\(relay.port)", timeout: .milliseconds(200))
        await #expect(throws: CarrierUnavailable.self) { try await carrier.send(.sms()) }
        await relay.daemon.stop()
    }
}

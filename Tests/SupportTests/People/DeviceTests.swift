import Foundation
import Storage
import Terms
import Testing

@testable import Support

@Suite struct Devices {
    private static let chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
    private static let phone = "13900000001"

    @Test("a program is named in words that people know")
    func names() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        for (agent, name) in [
            (Self.chrome, "Chrome · Windows"), (Self.chrome + " Edg/131.0", "Edge · Windows"),
            (iphone + "Version/18.1 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
            (iphone + "Mobile/15E148 MicroMessenger/8.0.54", "WeChat · iPhone"),
            (iphone + "CriOS/131.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox · Linux"),
            ("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 Mobile HuaweiBrowser/5.1", "Huawei · HarmonyOS"),
            ("curl/8.5", ""), ("", ""), ("<script>", ""),
        ] { #expect(UserAgent.text(agent) == name) }
    }

    @Test("a new device is told to every contact of the owner; a known one is not", arguments: TestEngine.available)
    func newDevice(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast, headers: ["User-Agent": Self.chrome])
            #expect(try await browser.signIn(Self.phone).status == 303)
            for address in [Self.phone, "mira@example.com"] {
                let notices = try await cast.notices(to: address, "new_device")
                #expect(notices.count == 1)
                #expect(notices.first?.text.contains("Chrome · Windows") == true)
                #expect(notices.first?.text.contains("2026-11-20 10:30") == true, "on the brand's clock")
                #expect(notices.first?.text.contains("http") == false)
            }
            _ = try await browser.signIn(Self.phone)
            #expect(try await cast.notices(to: Self.phone, "new_device").count == 1, "known by now")
            _ = try await browser.signIn("13900000002")
            #expect(try await cast.notices(to: "13900000002", "new_device").count == 1, "but not to somebody else")
            _ = try await Browser(cast).signIn(Self.phone)
            #expect(try await cast.notices(to: Self.phone, "new_device").count == 2)
        }
    }

    @Test("a program is known by the token it gives, and new each time without one", arguments: TestEngine.available)
    func programs(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            func signIn(_ device: String?) async throws {
                let named = device.map { ",\"device\":\"\($0)\"" } ?? ""
                let reply = try await cast.post(
                    "/api/v1/sessions",
                    "{\"brand\":\"upay\",\"login\":\"\(Self.phone)\",\"password\":\"\(Cast.password)\"\(named)}")
                #expect(reply.status == 201)
            }
            for _ in 0..<3 { try await signIn("0123456789abcdef-phone") }
            #expect(try await cast.notices(to: Self.phone, "new_device").count == 1)
            for _ in 0..<2 { try await signIn(nil) }
            #expect(try await cast.notices(to: Self.phone, "new_device").count == 3)
            let stored = try await cast.storage.read { transaction in
                try transaction.rows("SELECT token_hash FROM device").map { try $0.get(0, as: String.self) }
            }
            #expect(stored == [Session.hash("0123456789abcdef-phone")], "as a hash only")
        }
    }

    @Test("the list shows every device, and each can be signed out from afar", arguments: TestEngine.available)
    func list(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let here = Browser(cast, headers: ["User-Agent": Self.chrome])
            let there = Browser(cast, headers: ["User-Agent": "x Firefox/133.0 (X11; Linux)"])
            let third = Browser(cast)
            for browser in [here, there, third] { _ = try await browser.signIn(Self.phone) }
            let page = try await here.open("/upay/security/devices")
            #expect(page.status == 200)
            for part in [
                "Chrome · Windows", "Firefox · Linux", DeviceTexts.unknown(.zhHans), DeviceTexts.this(.zhHans),
            ] {
                #expect(page.text.contains(part), "\(part)")
            }
            #expect(!page.text.contains("Mozilla") && !page.text.contains("AppleWebKit"))
            let sessions = try await cast.storage.read { [mira = cast.mira.id] in try OwnSession.all(of: mira, in: $0) }
            #expect(sessions.count == 3)
            let other = try #require(sessions.first { $0.agentText == "Firefox · Linux" })
            let end = "/upay/security/devices/\(other.id)/endings"
            #expect(try await here.submit(end, [:]).status == 403, "without the page's token")
            #expect(try await there.open("/upay/").status == 200)
            let csrf = try await here.csrf("/upay/security/devices")
            let thief = Browser(cast)
            _ = try await thief.signIn("13900000002")
            let theirs = try await thief.csrf("/upay/security/devices")
            #expect(try await thief.submit(end, ["csrf": theirs]).status == 404, "somebody else's session is not found")
            #expect(try await there.open("/upay/").status == 200)
            #expect(try await here.submit(end, ["csrf": csrf]).status == 303)
            #expect(try await there.open("/upay/").location == "/upay/help", "it is dead")
            #expect(try await here.submit(end, ["csrf": csrf]).status == 404, "once")
            #expect(try await third.open("/upay/").status == 200)
            #expect(try await here.submit("/upay/security/devices/endings", [:]).status == 403)
            #expect(try await here.submit("/upay/security/devices/endings", ["csrf": csrf]).status == 303)
            #expect(try await third.open("/upay/").location == "/upay/help")
            #expect(try await here.open("/upay/").status == 200, "this one stays")
            #expect(try await thief.open("/upay/").status == 200, "and so do other people's")
            let ended = try await cast.storage.read {
                try $0.rows("SELECT id FROM event WHERE kind = 'session.ended'").count
            }
            #expect(ended == 2)
            #expect(try await Browser(cast).open("/upay/security/devices").location == "/upay/signin")
        }
    }

    @Test("when it was used last is kept, and written down at most every ten minutes", arguments: TestEngine.available)
    func seen(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let browser = Browser(cast)
            _ = try await browser.signIn(Self.phone)
            @Sendable func seen() async throws -> Moment? {
                try await cast.storage.read { [mira = cast.mira.id] in try OwnSession.all(of: mira, in: $0) }.first?
                    .seenAt
            }
            let begin = cast.clock.now
            cast.clock.advance(seconds: Session.seenSeconds - 1)
            _ = try await browser.open("/upay/help")
            #expect(try await seen() == begin)
            cast.clock.advance(seconds: 1)
            _ = try await browser.open("/upay/help")
            #expect(try await seen() == begin.adding(seconds: Session.seenSeconds))
        }
    }

    @Test("a stream of a session that was ended is hung up", arguments: TestEngine.available)
    func streams(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (party, other) = (try await cast.party(cast.mira), try await cast.party(cast.mira))
            let id = try await cast.open(as: party.session.token)
            try await cast.serving { port in
                let ended = Task {
                    _ = try? await LiveReader(port: port, token: party.session.token).read(id, count: 1_000)
                }
                let stays = Task {
                    _ = try? await LiveReader(port: port, token: other.session.token).read(id, count: 1_000)
                }
                try await cast.until("both streams are open") { cast.desk.feed.count == 2 }
                try await cast.storage.write {
                    try OwnSession.end(try #require(party.session.id), of: cast.mira, in: $0)
                }
                await ended.value
                try await cast.until("only the other one goes on") { cast.desk.feed.count == 1 }
                try await cast.storage.write { transaction in
                    _ = try AccountLock.place(.owner, on: cast.mira, because: "test", by: "system", in: transaction)
                }
                await stays.value
            }
        }
    }
}

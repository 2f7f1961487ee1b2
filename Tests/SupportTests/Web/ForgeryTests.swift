import HTTPTypes
import Testing

@testable import Support

@Suite struct Forgery {
    @Test("a form without the page's token, or with a wrong one, changes nothing", arguments: TestEngine.available)
    func forms(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let (party, other) = (try await cast.party(cast.mira), try await cast.party(cast.theo))
            let cookies = ["customer_upay": party.session.token]
            let id = try await cast.open(as: party.session.token)
            let chat = "/upay/chat/\(id)"
            let marks = ["experience": "5", "attitude": "5", "efficiency": "5", "text": "x"]
            let paths = [
                "\(chat)/messages", "\(chat)/handovers", "\(chat)/closures", "\(chat)/feedback", "/upay/chat",
                "/upay/tickets", "/upay/signout",
            ]
            let before = try await cast.get("/api/v1/conversations/\(id)", as: party.session.token).text
            for path in paths {
                for csrf in ["", "wrong", other.session.csrf] {
                    let reply = try await cast.submit(path, marks.merging(["csrf": csrf]) { $1 }, cookies: cookies)
                    #expect(reply.status == 403, "\(path) with “\(csrf)”")
                }
                #expect(try await cast.submit(path, marks, cookies: cookies).status == 403, "\(path) without")
            }
            #expect(try await cast.get("/api/v1/conversations/\(id)", as: party.session.token).text == before)
            for path in paths {
                let right = marks.merging(["csrf": party.session.csrf]) { $1 }
                #expect(
                    try await cast.submit(path, right, cookies: cookies).status == 303, "\(path) with the right one")
            }
            #expect(try await cast.get("/api/v1/conversations/\(id)", as: party.session.token).status == 401)
        }
    }

    @Test("where there is no session yet, the browser says where the form came from", arguments: TestEngine.available)
    func origin(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let signIn = ["login": cast.mira.phone ?? "", "password": Cast.password]
            for (headers, status) in [
                (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
                (["Origin": "https://evil.example"], 403), (["Origin": "null"], 403),
                (["Sec-Fetch-Site": "same-origin"], 303), (["Sec-Fetch-Site": "none"], 303),
                (["Origin": "http://localhost"], 303), ([:], 303),
            ] {
                let entered = try await cast.submit("/upay/signin", signIn, headers: headers)
                #expect(entered.status == status, "sign-in with \(headers)")
                let opened = try await cast.submit("/upay/chat", ["text": "hi"], headers: headers)
                #expect(opened.status == status, "first word with \(headers)")
                let desk = try await cast.submit(
                    "/desk/signin", ["login": "chen", "password": Cast.password], headers: headers)
                #expect(desk.status == status, "desk with \(headers)")
                let order = try await cast.post(
                    "/api/v1/conversations", #"{"brand":"upay","text":"hi"}"#, headers: headers)
                #expect(order.status == (status == 303 ? 201 : 403), "program with \(headers)")
            }
        }
    }

    @Test(
        "a cookie alone is not enough for the programs' calls; a bearer token needs no more",
        arguments: TestEngine.available)
    func programs(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let party = try await cast.party(cast.mira)
            let id = try await cast.open(as: party.session.token)
            let path = "/api/v1/conversations/\(id)/messages?brand=upay"
            let cookie = ["Cookie": "customer_upay=\(party.session.token)"]
            #expect(try await cast.get(path, headers: cookie).status == 200)
            #expect(try await cast.post(path, #"{"text":"x"}"#, headers: cookie).status == 403)
            let wrong = cookie.merging(["X-CSRF-Token": "wrong"]) { $1 }
            #expect(try await cast.post(path, #"{"text":"x"}"#, headers: wrong).status == 403)
            let right = cookie.merging(["X-CSRF-Token": party.session.csrf]) { $1 }
            #expect(try await cast.post(path, #"{"text":"x"}"#, headers: right).status == 201)
            #expect(
                try await cast.post(
                    path, #"{"text":"x"}"#, as: party.session.token, headers: ["Sec-Fetch-Site": "cross-site"]
                ).status == 201)
            let both = ["Cookie": "customer_upay=\(party.session.token)", "Authorization": "Bearer nonsense"]
            #expect(try await cast.post(path, #"{"text":"x"}"#, headers: both).status == 401)
        }
    }

    @Test(
        "session cookies are out of scripts' reach, and go over TLS only where there is TLS",
        arguments: TestEngine.available)
    func cookies(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let signIn = ["login": cast.mira.phone ?? "", "password": Cast.password]
            for (headers, isSecure) in [([:], false), (["X-Forwarded-Proto": "https"], true)] {
                let entered = try await cast.submit("/upay/signin", signIn, headers: headers)
                let cookie = try #require(entered.headers[values: .setCookie].first { $0.hasPrefix("customer_upay=") })
                #expect(cookie.contains("HttpOnly"))
                #expect(cookie.contains("SameSite=Lax"))
                #expect(cookie.contains("Secure") == isSecure)
            }
        }
    }
}

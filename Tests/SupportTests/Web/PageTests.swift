import AsyncHTTPClient
import HTTPTypes
import NIOCore
import Terms
import Testing

@testable import Support

@Suite struct WebPages {
    @Test("every page of every brand answers in every language and says so", arguments: [TestEngine.sqlite])
    func all(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            #expect(cast.desk.brands.all.count == 4)
            for brand in cast.desk.brands.all {
                for language in Language.allCases {
                    for path in [
                        "signin", "help", "help/search?q=x", "help/articles/payment-failed", "contact", "chat",
                        "tickets/new",
                    ] {
                        let mark = path.contains("?") ? "&" : "?"
                        let reply = try await cast.page("/\(brand.id)/\(path)\(mark)language=\(language.tag)")
                        Self.expectPage(reply, brand, language, path)
                    }
                }
            }
        }
    }

    @Test(
        "the wallet's pages answer for who is signed in, and send a stranger to the door",
        arguments: TestEngine.available)
    func wallet(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let payment = try await cast.timedOut(cast.mira)
            let upay = try #require(cast.desk.brands[BrandID("upay")])
            let cookies = ["customer_upay": try await cast.token(cast.mira)]
            for language in Language.allCases {
                for path in ["/upay", "/upay/", "/upay/transactions/\(payment.id)", "/upay/help"] {
                    let reply = try await cast.page("\(path)?language=\(language.tag)", cookies: cookies)
                    Self.expectPage(reply, upay, language, path)
                    #expect(reply.text.contains("88.00"), "\(path) speaks of the money on hold")
                }
            }
            let theo = ["customer_upay": try await cast.token(cast.theo)]
            #expect(try await cast.page("/upay/transactions/\(payment.id)", cookies: theo).status == 404)
            #expect(try await cast.page("/upay/transactions/\(payment.id)").status == 401)
            #expect(try await cast.page("/upay").location == "/upay/help")
        }
    }

    private static func expectPage(_ reply: Reply, _ brand: Brand, _ language: Language, _ path: String) {
        #expect(reply.status == 200, "\(brand.id) \(path)")
        #expect(reply.headers[.contentType] == "text/html; charset=utf-8")
        #expect(reply.text.contains("<html lang=\"\(language.tag)\" data-brand=\"\(brand.id)\""), "\(brand.id) \(path)")
        #expect(reply.text.contains("\(brand.name(language))</title>"), "\(brand.id) \(path)")
        #expect(reply.text.contains("<main id=\"main\""), "\(brand.id) \(path)")
        #expect(!reply.text.contains("{"), "a place was left unfilled: \(brand.id) \(path)")
    }

    @Test("language, theme and text size are kept; what is none of them is not", arguments: [TestEngine.sqlite])
    func preferences(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let chosen = try await cast.page("/upay/help?language=en", headers: ["Accept-Language": "zh-TW"])
            #expect(chosen.text.contains("<html lang=\"en\""))
            #expect(chosen.cookie("language") == "en")
            #expect(
                try await cast.page("/upay/help", cookies: ["language": "zh-Hant"]).text.contains("lang=\"zh-Hant\""))
            #expect(try await cast.page("/upay/help").text.contains("<html lang=\"zh-Hans\""))
            for (header, tag) in [
                ("zh-TW,en;q=0.5", "zh-Hant"), ("en-GB", "en"), ("fr", "zh-Hans"), ("fr,en;q=0.1", "en"),
            ] {
                let reply = try await cast.page("/upay/help", headers: ["Accept-Language": header])
                #expect(reply.text.contains("<html lang=\"\(tag)\""), "\(header)")
            }
            let dark = try await cast.page("/upay/help?theme=dark&text=large")
            #expect(dark.text.contains("data-theme=\"dark\" data-text=\"large\""))
            let kept = try await cast.page("/upay/help", cookies: ["theme": "dark", "text": "large"])
            #expect(kept.text.contains("data-theme=\"dark\" data-text=\"large\""))
            let next = try await cast.page("/upay/contact?theme=dark&text=large")
            #expect(next.cookie("theme") == "dark", "the next page is dark too")
            #expect(next.cookie("text") == "large")
            let nonsense = try await cast.page("/upay/help?theme=pink&text=huge&language=tlh")
            #expect(nonsense.status == 200)
            #expect(!nonsense.text.contains("data-theme") && !nonsense.text.contains("data-text"))
        }
    }

    @Test("a brand's own host needs no brand in the path", arguments: [TestEngine.sqlite])
    func host(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.serving { port in
                func get(_ path: String, host: String) async throws -> (status: UInt, text: String) {
                    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
                    request.headers.add(name: "Host", value: host)
                    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
                    return (response.status.code, String(buffer: try await response.body.collect(upTo: 1 << 20)))
                }
                let own = try await get("/help", host: "help.upay.example")
                #expect(own.status == 200)
                #expect(own.text.contains("data-brand=\"upay\""))
                #expect(own.text.contains("href=\"/contact\"") && !own.text.contains("href=\"/upay/"))
                let contact = try await get("/contact", host: "HELP.uPay.example:8080")
                #expect(contact.status == 200, "case and port do not matter")
                let assets = try await get(cast.desk.assets.url("site.css"), host: "help.upay.example")
                #expect(assets.status == 200)
                let health = try await get("/health/live", host: "help.upay.example")
                #expect(health.status == 200)
                let elsewhere = try await get("/help", host: "other.example")
                #expect(elsewhere.status == 404)
            }
        }
    }

    @Test("styles and scripts carry their fingerprint and may be kept for ever", arguments: [TestEngine.sqlite])
    func assets(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let page = try await cast.page("/upay/chat").text
            let names = page.matches(of: /\/assets\/[a-z0-9.\-]+/).map { String($0.output) }
            #expect(Set(names).count >= 3, "a style sheet, a script, the icons")
            for name in Set(names) {
                #expect(name.contains(/\.[0-9a-f]{12}\./), "\(name)")
                let asset = try await cast.get(name)
                #expect(asset.status == 200)
                #expect(asset.headers[.cacheControl] == "public, max-age=31536000, immutable")
            }
            for name in ["site.css", "site.000000000000.css", "..%2fopenapi.json", "%2e%2e%2fPackage.swift"] {
                #expect(try await cast.get("/assets/\(name)").status == 404)
            }
        }
    }

    @Test("every answer carries the security headers, whatever it is", arguments: [TestEngine.sqlite])
    func headers(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for path in [
                "/upay/help", "/nobody/help", "/api/v1/conversations/x", "/health/live", "/upay/none", "/desk",
            ] {
                let headers = try await cast.get(path).headers
                let policy = headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "\(path)")
                #expect(!policy.contains("unsafe"))
                #expect(headers[.xContentTypeOptions] == "nosniff")
            }
            for path in ["/upay/help", "/upay/chat", "/desk/signin", "/sandbox"] {
                let page = try await cast.page(path)
                #expect(page.status == 200, "\(path)")
                #expect(!page.text.contains(/<script>|style="|javascript:| on[a-z]+="/), "\(path)")
                #expect(page.headers[.cacheControl] == "no-store", "\(path)")
            }
        }
    }

    @Test(
        "another method than an address takes is refused, and the answer says which it takes",
        arguments: [TestEngine.sqlite])
    func methods(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for (method, path, allowed) in [
                (HTTPRequest.Method.post, "/upay/help", "GET, HEAD"), (.delete, "/upay/help", "GET, HEAD"),
                (.get, "/api/v1/conversations", "POST"), (.put, "/upay/signin", "GET, HEAD, POST"),
                (.get, "/upay/signout", "POST"),
            ] {
                let reply = try await cast.client.execute(uri: path, method: method)
                #expect(reply.status == .methodNotAllowed, "\(method) \(path)")
                #expect(reply.headers[.allow] == allowed, "\(method) \(path)")
            }
            #expect(try await cast.client.execute(uri: "/upay/none", method: .post).status == .notFound)
            let listed = cast.desk.routes { _ in }.routes.map(\.method)
            #expect(!listed.contains(.delete), "the table holds what there is")
        }
    }

    @Test("who asks for what is not there gets a page, or JSON where programs ask", arguments: [TestEngine.sqlite])
    func missing(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            for path in ["/upay/nothing", "/upay/help/articles/nothing", "/nobody/help"] {
                let page = try await cast.page(path, headers: ["Accept-Language": "en"])
                #expect(page.status == 404)
                #expect(page.text.contains("<html lang=\"en\""), "\(path)")
                let json = try await cast.get(path, headers: ["Accept": "application/json"])
                #expect(json.status == 404)
                #expect(json.json["error"]["code"].string != nil, "\(path)")
            }
            #expect(try await cast.get("/api/v1/nothing").errorCode == "not_found")
        }
    }
}

import AsyncHTTPClient
import Foundation
import FoundationXML
import HTTPTypes
import Storage
import Terms
import Testing

@testable import Support

@Suite struct AnnouncementPaging {
    private static func announce(_ cast: Cast, brand: BrandID? = nil, until seconds: Int64 = 86_400) async throws {
        let now = cast.clock.now
        let draft = Announcement.Draft(
            brand: brand, kind: .offer, title: Text("绑卡有礼<b>", "綁卡有禮<b>", "A gift <b>"),
            text: Text("绑一张卡，送一杯咖啡。", "綁一張卡，送一杯咖啡。", "Add a card and get a coffee."), from: now,
            until: now.adding(seconds: seconds))
        _ = try await cast.storage.write { try Announcement.open(draft, by: cast.zhou, key: nil, in: $0) }
    }

    @Test(
        "an incident stands over the help home, the chat and the order, in each language",
        arguments: TestEngine.available)
    func banner(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let cookies = ["customer_upay": try await cast.token(cast.mira)]
            let chat = "/upay/chat/\(try await cast.open(as: cookies["customer_upay"] ?? ""))"
            let pages = ["/upay/help", "/upay/chat?new=1", chat, "/upay/announcements", "/upay/pay"]
            func banners(_ language: Language) async throws -> [Bool] {
                let what = IncidentTexts.out.filling(IncidentTexts.name(.init(function: .payment, bank: "平安银行")))
                var shown: [Bool] = []
                for path in pages {
                    let reply = try await cast.page(
                        path, cookies: cookies, headers: ["Accept-Language": language.tag])
                    #expect(reply.status == 200)
                    #expect(!reply.text.contains("{"), "a place was left unfilled: \(path)")
                    shown.append(reply.text.contains(what(language)))
                }
                return shown
            }
            #expect(try await banners(.zhHans) == Array(repeating: false, count: 5))
            let incident = try await cast.begin(cast.outage(bank: "平安银行"))
            for language in Language.allCases {
                #expect(try await banners(language) == Array(repeating: true, count: 5), "\(language)")
            }
            #expect(try await !cast.page("/topay/help").text.contains("平安银行"))
            #expect(try await cast.page("/upay/help").text.contains(AnnouncementTexts.signInToBeTold(.zhHans)))
            try await cast.end(incident)
            #expect(try await banners(.zhHans) == Array(repeating: false, count: 5))
            let page = try await cast.page("/upay/announcements").text
            #expect(page.contains(AnnouncementTexts.over(.zhHans)) && page.contains("平安银行付款"))
        }
    }

    @Test("“tell me when it is over” is one tap, from a page of ours only", arguments: TestEngine.available)
    func follow(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let incident = try await cast.begin()
            let party = try await cast.party(cast.mira)
            let cookies = ["customer_upay": party.session.token]
            let path = "/upay/announcements/\(incident.id)/followers"
            #expect(try await cast.submit(path, [:], cookies: cookies).status == 403)
            #expect(try await cast.submit(path, ["csrf": party.session.csrf]).status == 401)
            for from in ["//evil.example", "https://evil.example/", "/help/../..", "/x?y"] {
                let reply = try await cast.submit(path, ["csrf": party.session.csrf, "from": from], cookies: cookies)
                #expect(reply.location == "/upay/announcements#incident-\(incident.id)", "\(from)")
            }
            let reply = try await cast.submit(path, ["csrf": party.session.csrf, "from": "/help"], cookies: cookies)
            #expect(reply.location == "/upay/help#incident-\(incident.id)")
            let page = try await cast.page("/upay/help", cookies: cookies).text
            #expect(page.contains(AnnouncementTexts.willTell(.zhHans)))
            #expect(page.contains("action=\"\(path)\"") == false)
            let theos = try await cast.page("/upay/help", cookies: ["customer_upay": cast.token(cast.theo)]).text
            #expect(theos.contains("action=\"\(path)\""))
            let nora = try await cast.party(cast.nora)
            let foreign = try await cast.submit(
                "/topay/announcements/\(incident.id)/followers", ["csrf": nora.session.csrf],
                cookies: ["customer_topay": nora.session.token])
            #expect(foreign.status == 404)
        }
    }

    @Test("news is shown to its brand while it lasts, as text", arguments: TestEngine.available)
    func news(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await Self.announce(cast, brand: Cast.upay)
            for path in ["/upay/help", "/upay/announcements"] {
                let text = try await cast.page(path).text
                #expect(text.contains("绑卡有礼&lt;b&gt;"))
                #expect(!text.contains("绑卡有礼<b>"))
            }
            #expect(try await !cast.page("/topay/announcements").text.contains("绑卡有礼"))
            try await Self.announce(cast)
            #expect(try await cast.page("/topay/announcements").text.contains("绑卡有礼"))
            cast.clock.advance(seconds: 86_401)
            #expect(try await !cast.page("/upay/announcements").text.contains("绑卡有礼"))
        }
    }

    @Test("the feed is well-formed Atom, and programs get the same", arguments: TestEngine.available)
    func feed(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let empty = try await cast.page("/upay/announcements.atom")
            #expect(empty.headers[.contentType] == "application/atom+xml; charset=utf-8")
            #expect(Self.entries(empty.text) == 0)
            try await Self.announce(cast)
            let incident = try await cast.begin(cast.outage(.topUp))
            let begins = WorkingDays.after(cast.clock.now, 6, in: .gmt)
            let planned = try await cast.begin(
                .init(
                    kind: .maintenance, scope: .init(function: .everything), begins: begins,
                    until: begins.adding(seconds: 3_600)))
            for language in Language.allCases {
                let feed = try await cast.page("/upay/announcements.atom?language=\(language.tag)")
                #expect(Self.entries(feed.text) == 3, "\(language)")
                #expect(feed.text.contains("<id>urn:uuid:\(incident.id)</id>"))
            }
            let json = try await cast.get("/api/v1/announcements?brand=upay&language=en").json
            #expect(json["incidents"][0]["id"].string == incident.id.text)
            #expect(json["incidents"][0]["function"].string == "top_up")
            #expect(json["maintenance"][0]["id"].string == planned.id.text)
            #expect(json["maintenance"][0]["begins_at"].string == begins.rfc3339)
            #expect(json["announcements"][0]["title"].string == "A gift <b>")
            #expect(try await cast.get("/api/v1/announcements?brand=nobody").status == 404)
            try await cast.end(incident)
            let after = try await cast.get("/api/v1/announcements?brand=upay").json
            #expect(after["incidents"].list.isEmpty)
            #expect(after["past"][0]["state"].string == "ended")
        }
    }

    @Test("the feed's addresses are the brand's own, whatever a request calls itself", arguments: [TestEngine.sqlite])
    func feedAddresses(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.serving { port in
                func address(_ host: String) async throws -> String {
                    let path = host.hasPrefix("help.upay") ? "/announcements.atom" : "/upay/announcements.atom"
                    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
                    request.headers.add(name: "Host", value: host)
                    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
                    let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
                    return text.firstMatch(of: /<id>(.*)<\/id>/).map { String($0.output.1) } ?? "none"
                }
                for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example"] {
                    let found = try await address(host)
                    #expect(found == "https://help.upay.example/announcements", "\(host)")
                }
                let own = try await address("help.upay.example")
                #expect(own == "http://help.upay.example/announcements")
                for host in ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"] {
                    let found = try await address(host)
                    #expect(found == "http://\(host)/upay/announcements")
                }
            }
        }
    }

    @Test(
        "where nobody looks for it the banner is short: at the door, at home and where to reach us",
        arguments: TestEngine.available)
    func compact(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            try await cast.fund(cast.mira)
            let cookies = ["customer_upay": try await cast.token(cast.mira)]
            let what = IncidentTexts.out.filling(IncidentTexts.name(.init(function: .signIn)))(.zhHans)
            func shown() async throws -> [Bool] {
                [
                    try await cast.page("/upay/signin").text, try await cast.page("/upay/contact").text,
                    try await cast.page("/upay/contact", cookies: cookies).text,
                    try await cast.page("/upay/", cookies: cookies).text,
                    try await cast.submit("/upay/signin", ["login": "x", "password": "y"]).text,
                ].map { $0.contains(what) && $0.contains("href=\"/upay/announcements\"") }
            }
            #expect(try await shown() == Array(repeating: false, count: 5))
            try await cast.begin(cast.outage(.signIn))
            #expect(try await shown() == Array(repeating: true, count: 5))
            #expect(try await !cast.page("/topay/signin").text.contains(what))
        }
    }

    /// How many entries a reader finds; nil for what is no XML.
    private static func entries(_ text: String) -> Int? {
        final class Counter: NSObject, XMLParserDelegate {
            var count = 0
            func parser(
                _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
                attributes: [String: String]
            ) { if name == "entry" { count += 1 } }
        }
        let (parser, counter) = (XMLParser(data: Data(text.utf8)), Counter())
        parser.delegate = counter
        return parser.parse() ? counter.count : nil
    }

    @Test("the sandbox makes an outage that ends by itself", arguments: TestEngine.available)
    func sandbox(on engine: TestEngine) async throws {
        try await Cast.play(on: engine) { cast in
            let made = try await cast.post(
                "/sandbox/incidents", #"{"brand":"topay","function":"transfer","bank":"平安银行","minutes":5}"#)
            #expect(made.status == 201)
            #expect(made.json["state"].string == "begun")
            #expect(try await cast.page("/topay/help").text.contains("平安银行转账"))
            cast.clock.advance(seconds: 301)
            #expect(try await !cast.page("/topay/help").text.contains("平安银行转账"))
            try await Incident.keepTime(cast.desk)
            #expect(try await cast.incidents(.ended).map(\.id.text) == [made.json["id"].string])
            #expect(try await cast.post("/sandbox/incidents", #"{"function":"tea"}"#).status == 422)
        }
    }
}

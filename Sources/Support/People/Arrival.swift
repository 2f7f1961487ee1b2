import Foundation
import Storage
import Terms
import Web

/// Somebody at the door: with which program, on which device, and as whom until now.
struct Arrival: Sendable {
    static let deviceTokenLengths = 16...100

    let brand: Brand
    /// `Chrome · Windows`; empty where it cannot be told. What the browser says of itself is not kept.
    let agentText: String
    let address: String
    /// The secret by which a browser or program is known again; nil for one that names no device.
    let deviceToken: String?
    /// The visitor, or the customer, whose session it brought along.
    let previous: Party?

    /// A browser: it gets a token where it has none.
    init(_ request: WebRequest, _ context: WebContext, _ brand: Brand, previous: Party?) {
        self.init(
            request, context, brand,
            device: Self.token(request.cookie(Guard.deviceCookie(brand.id))) ?? Session.newToken(), previous)
    }

    /// A program, with the token that it made up for its device.
    static func program(_ request: WebRequest, _ context: WebContext, _ brand: Brand, device: String?) -> Arrival {
        Arrival(request, context, brand, device: token(device), nil)
    }

    init(brand: Brand, agentText: String, address: String, deviceToken: String?, previous: Party? = nil) {
        self.brand = brand
        self.agentText = agentText
        self.address = address
        self.deviceToken = deviceToken
        self.previous = previous
    }

    private init(
        _ request: WebRequest, _ context: WebContext, _ brand: Brand, device: String?, _ previous: Party?
    ) {
        self.brand = brand
        self.previous = previous
        agentText = UserAgent.text(request.header("User-Agent") ?? "")
        address = String(context.address(request).prefix(45))
        deviceToken = device
    }

    private static func token(_ given: String?) -> String? {
        given.flatMap { token in
            deviceTokenLengths.contains(token.utf8.count) && token.utf8.allSatisfy { (33...126).contains($0) }
                ? token : nil
        }
    }

    func name(_ language: Language) -> String { agentText.isEmpty ? DeviceTexts.unknown(language) : agentText }

    /// What the browser keeps: its session, and what it is known by next time.
    func cookies(_ session: Session, _ guardian: Guard) -> [WebCookie] {
        var cookies = [guardian.keep(session, as: Guard.cookie(brand.id), seconds: Session.customerSeconds)]
        if let deviceToken {
            cookies.append(
                WebCookie(
                    name: Guard.deviceCookie(brand.id), value: deviceToken, maxAge: Device.cookieSeconds, path: "/",
                    secure: guardian.request.isSecure, httpOnly: true, sameSite: .lax))
        }
        return cookies
    }
}

/// A `User-Agent` in the words that people know.
enum UserAgent {
    static let bytesMax = 1_000

    /// In the order in which they have to be looked for: most name others, too.
    private static let programs: [(mark: String, name: String)] = [
        ("MicroMessenger", "WeChat"), ("AlipayClient", "Alipay"), ("DingTalk", "DingTalk"), ("QQBrowser", "QQ"),
        ("UCBrowser", "UC"), ("HuaweiBrowser", "Huawei"), ("MiuiBrowser", "Mi"), ("VivoBrowser", "vivo"),
        ("HeyTapBrowser", "HeyTap"), ("SamsungBrowser", "Samsung Internet"), ("Edg", "Edge"), ("OPR/", "Opera"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    private static let systems: [(mark: String, name: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]

    static func text(_ agent: String) -> String {
        let agent = agent.prefix(bytesMax)
        let known = [programs, systems].compactMap { list in list.first { agent.contains($0.mark) }?.name }
        return known.joined(separator: " · ")
    }
}

extension Guard {
    static func deviceCookie(_ brand: BrandID) -> String { "device_\(brand)" }
}

extension Notice {
    /// Tells the owner, on every contact, what was done to the account, and what to do if it was not them. Fills the
    /// places `time` and `way`, and `device` and `address` where `arrival` is given.
    static func warn(
        _ template: Template, _ customer: Customer, of brand: Brand, about arrival: Arrival? = nil,
        in transaction: Transaction
    ) throws {
        let language = customer.language
        let clock = Clock(zone: brand.timeZone, now: transaction.now, language: language)
        let way =
            brand.hotline.map { SignInTexts.notMeOrCall(language, ["phone": $0]) } ?? SignInTexts.notMe(language)
        try send(
            template, to: customer,
            [
                "time": String(clock.full(transaction.now).prefix(16)), "way": way,
                "device": arrival?.name(language) ?? "", "address": arrival?.address ?? "",
            ], in: transaction)
    }
}

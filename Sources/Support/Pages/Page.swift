import Terms
import Web

/// One page of a brand as one person sees it: who, in which language and theme, under which address.
struct Page: Sendable {
    enum Tab: Sendable { case wallet, help, chat, contact, security, none }

    let desk: Desk
    let brand: Brand
    let language: Language
    let party: Party?
    /// In front of every link: `/upay`, or nothing where the brand has a host of its own.
    let base: String
    /// `light`, `dark` or empty for the system's.
    let theme: String
    let isLargeText: Bool
    /// Inside the chat window of another page: no bars around it.
    let isFramed: Bool
    let path: String
    /// Of whoever can sign out here.
    let ownSession: Session?

    init(
        _ desk: Desk, _ brand: Brand, _ request: WebRequest, _ context: WebContext, party: Party?,
        session: Session? = nil
    ) {
        self.desk = desk
        self.brand = brand
        self.party = party
        language = context.language
        base = Self.base(brand, request)
        theme = Preference.theme.value(request)
        isLargeText = Preference.text.value(request) == "large"
        // What follows a form inside the frame is framed as well, which its address does not say.
        isFramed = request.query("frame") == "1" || request.header("Sec-Fetch-Dest") == "iframe"
        path = request.uri.path
        ownSession = party?.customer != nil ? party?.session : session
    }

    static func base(_ brand: Brand, _ request: WebRequest) -> String {
        brand.hosts.contains(request.head.authority?.split(separator: ":").first.map { $0.lowercased() } ?? "")
            ? "" : "/\(brand.id)"
    }

    var now: Moment { desk.storage.moment }
    var clock: Clock { Clock(zone: brand.timeZone, now: now, language: language) }
    func callAsFunction(_ text: Text) -> String { text(language) }
    /// With the brand's name in its place. Chinese is set apart from Latin by a space, from Chinese by none.
    func named(_ text: Text) -> String {
        let (name, shown) = (brand.name(language), text(language, ["brand": brand.name(language)]))
        if language == .en || name.first?.isASCII != false { return shown }
        return shown.replacing(" \(name)", with: name).replacing("\(name) ", with: name)
    }
    func asset(_ name: String) -> String { desk.assets.url(name) }
    var csrf: HTML { party.map { "<input type=\"hidden\" name=\"csrf\" value=\"\($0.session.csrf)\">" } ?? .empty }
}

extension Page {
    /// The whole document around `main`.
    func document(
        title: String, tab: Tab, back: String? = nil, heading: String? = nil, main: HTML, scripts: [String] = []
    ) -> HTML {
        let name = "\(title) · \(self(brand.name))"
        return Self.shell(
            desk: desk, language: language, brand: brand.id.text, theme: theme, isLargeText: isLargeText, title: name,
            scripts: ["launcher.js"] + scripts,
            body: """
                <body class="site">
                <a class="skip" href="#main">\(self(PageTexts.skip))</a>
                \(isFramed ? .empty : top(tab: tab, back: back, heading: heading))
                \(main)
                \(isFramed || tab == .chat ? .empty : foot(tab))
                </body>
                """)
    }

    /// `<html>` and `<head>`, the same for customers and agents.
    static func shell(
        desk: Desk, language: Language, brand: String, theme: String, isLargeText: Bool, title: String,
        scripts: [String], body: HTML
    ) -> HTML {
        let themed: HTML = theme.isEmpty ? "" : " data-theme=\"\(theme)\""
        let large: HTML = isLargeText ? " data-text=\"large\"" : ""
        return """
            <!doctype html>
            <html lang="\(language.tag)" data-brand="\(brand)"\(themed)\(large)>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <link rel="stylesheet" href="\(desk.assets.url("site.css"))">
            <link rel="icon" href="data:,">
            \(scripts.html { "<script type=\"module\" src=\"\(desk.assets.url($0))\"></script>\n" })</head>
            \(body)
            </html>
            """
    }

    private func top(tab: Tab, back: String?, heading: String?) -> HTML {
        let brandName = self(brand.name)
        let corner: HTML =
            if let ownSession {
                """
                <form method="post" action="\(base)/signout">\
                <input type="hidden" name="csrf" value="\(ownSession.csrf)">\
                <button class="btn quiet small" type="submit">\
                \(self(PageTexts.signOut))</button></form>
                """
            } else {
                "<a class=\"btn small\" href=\"\(base)/signin\">\(self(PageTexts.signIn))</a>"
            }
        let arrow: HTML =
            back.map {
                """
                <a class="btn quiet icon-only phone-only" href="\(base)\($0)" aria-label="\(self(PageTexts.back))">\
                \(icon("back"))</a>
                """
            } ?? .empty
        let name: HTML =
            heading.map { "<span class=\"phone-only\">\($0)</span><span class=\"wide-only\">\(brandName)</span>" }
            ?? HTML(brandName)
        return """
            <header class="top"><div class="wrap">
            \(arrow)<span class="mark\(back == nil ? "" : " wide-only")" aria-hidden="true">\
            \(icon(String(brand.mark.dropFirst(2))))</span>
            <a class="name cut" href="\(base)/">\
            \(name)</a>
            <nav aria-label="\(self(PageTexts.mainNavigation))">\
            \(links(tab).html { "<a href=\"\(base)\($0.path)\"\($0.current)>\($0.label)</a>" })</nav>
            <span class="grow"></span>
            <a class="btn quiet small" href="?text=\(isLargeText ? "normal" : "large")">\(icon("text"))\
            <span class="wide-only">\(self(isLargeText ? PageTexts.normalText : PageTexts.largeText))</span>\
            <span class="sr phone-only">\(self(isLargeText ? PageTexts.normalText : PageTexts.largeText))</span></a>
            \(corner)
            </div></header>
            """
    }

    private struct Link {
        let path: String, label: String, icon: String, current: HTML
    }

    private func links(_ tab: Tab) -> [Link] {
        func link(_ path: String, _ label: Text, _ icon: String, _ its: Tab) -> Link {
            Link(path: path, label: self(label), icon: icon, current: its == tab ? " aria-current=\"page\"" : "")
        }
        let own = party?.customer == nil ? [] : [link("/security", SecurityTexts.tab, "shield", .security)]
        return [
            link("/", PageTexts.wallet, "wallet", .wallet), link("/help", PageTexts.help, "home", .help),
            link("/chat", PageTexts.chat, "chat", .chat), link("/contact", PageTexts.contact, "phone", .contact),
        ] + own
    }

    private func foot(_ tab: Tab) -> HTML {
        let languages = Language.allCases.html { other -> HTML in
            other == language ? "" : "<a href=\"?language=\(other.tag)\" lang=\"\(other.tag)\">\(other.ownName)</a>"
        }
        let bar = links(tab).html { link -> HTML in
            "<a href=\"\(base)\(link.path)\"\(link.current)>\(icon(link.icon))\(link.label)</a>"
        }
        let launcher: HTML = """
            <chat-launcher data-src="\(base)/chat?frame=1" data-close="\(self(PageTexts.closeChat))" \
            data-title="\(self(PageTexts.chat))">\
            <a class="launcher" href="\(base)/chat" aria-label="\(self(PageTexts.openChat))">\(icon("chat"))</a>\
            </chat-launcher>
            """
        return """
            <footer class="foot"><div class="wrap stack close">
            <p>\(icon("shield-check", inline: true)) \(self(PageTexts.neverAsked))</p>
            <p class="links"><a href="\(base)/freeze">\(self(FreezeTexts.title))</a>\
            \(languages)<a class="to-dark" href="?theme=dark">\(self(PageTexts.darkTheme))</a>\
            <a class="to-light" href="?theme=light">\(self(PageTexts.lightTheme))</a></p>
            </div></footer>
            \(launcher)
            <nav class="tabbar" aria-label="\(self(PageTexts.mainNavigation))">\(bar)</nav>
            """
    }

    /// A glyph of the sprite; decoration only, so that the word beside it is what is read out.
    func icon(_ name: String, inline: Bool = false) -> HTML { Self.icon(name, asset("icons.svg"), inline: inline) }

    static func icon(_ name: String, _ sprite: String, inline: Bool = false) -> HTML {
        """
        <svg class="icon\(inline ? " inline" : "")" aria-hidden="true"><use href="\(sprite)#i-\(name)"/></svg>
        """
    }
}

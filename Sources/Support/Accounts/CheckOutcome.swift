import Credentials
import Storage
import Terms
import Web

/// What happens the moment a check has passed, where nothing more is to be asked.
struct CheckOutcome: Sendable {
    let desk: Desk
    let page: Page
    let request: WebRequest
    let context: WebContext

    struct Reached: Sendable {
        /// Below the brand.
        let next: String
        var cookies: [WebCookie] = []
    }

    /// nil where the purpose's own page asks for more.
    func reached(by check: IdentityCheck) async throws -> Reached? {
        switch check.purpose {
        case .signIn: try await signIn(check)
        case .unlock: try await unlocked(check)
        case .freeze: try await stopped(check)
        case .unfreeze: try await unstopped(check)
        case .agent: try await shownToAgent(check)
        case .factorLost: try await askedWithoutFactor(check)
        default: nil
        }
    }

    var holder: Holder { Guard(request: request).holder(page.brand.id, nil) }
}

extension Purpose {
    /// Strangers may begin these; the others need somebody who is signed in.
    var isOpenToAll: Bool {
        [.signUp, .resetPassword, .unlock, .freeze, .unfreeze, .appeal, .factorLost].contains(self)
    }

    /// The others are begun by the product itself.
    var isAskedFor: Bool { ![.signIn, .signUp, .newContact, .agent].contains(self) }

    /// The page that the passed check opens, below the brand.
    func next(_ check: IdentityCheck) -> String? {
        switch self {
        case .signUp: "/signup/details?check=\(check.id)"
        case .resetPassword: "/password/new?check=\(check.id)"
        case .appeal: "/appeal?check=\(check.id)"
        case .changePhone, .phoneLost: "/account/phone?check=\(check.id)"
        case .changeEmail: "/account/email?check=\(check.id)"
        case .changePaymentPassword: "/account/payment-password?check=\(check.id)"
        case .changePassword: "/account/password?check=\(check.id)"
        case .changeDetails: "/account/details?check=\(check.id)"
        case .strengthen, .weaken, .newContact:
            check.subject.flatMap {
                $0.hasPrefix("/") ? $0 + ($0.contains("?") ? "&" : "?") + "check=\(check.id)" : nil
            }
        case .signIn, .unlock, .freeze, .unfreeze, .factorLost, .agent: nil
        }
    }
}

extension Guard {
    static func checkCookie(_ brand: BrandID) -> String { "check_\(brand)" }

    /// Who holds a check: this browser, or the person's side of a conversation.
    func holder(_ brand: BrandID, _ party: Party?) -> Holder {
        Holder(cookie: request.cookie(Self.checkCookie(brand)), party: party)
    }
}

extension Desk {
    static let checkCookieSeconds = 86_400

    /// Opens a check for this browser and leads to its page; where a contact was typed, its code is sent at once.
    func open(_ wanted: IdentityCheck.Opening, page: Page, _ request: WebRequest) async throws -> WebResponse {
        let name = Guard.checkCookie(page.brand.id)
        let token = request.cookie(name) ?? Session.newToken()
        var opening = wanted
        opening.holder = Session.hash(token)
        // Begun once more in the same browser: the code that is on its way stays good.
        let begun = try await storage.read { [opening] in try IdentityCheck.begun(opening, in: $0) }
        if let begun { return .see("\(page.base)/checks/\(begun)") }
        let check = try await storage.write { [opening] in try IdentityCheck.open(opening, in: $0) }
        if !check.contact.isEmpty, check.given.isEmpty {
            do {
                _ = try await Verifier(desk: self).ask(
                    check.contactProof, of: check.id, holder: Holder(cookie: token, party: nil))
            } catch let refusal as Refusal where refusal.code == "code_too_soon" || refusal.code == "too_many_codes" {
                // The page says so too, and the code that came before may still be good for its own check.
            }
        }
        var response = WebResponse.see("\(page.base)/checks/\(check.id)")
        response.setCookie(
            WebCookie(
                name: name, value: token, maxAge: Self.checkCookieSeconds, path: "/", secure: request.isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }

    /// Passkeys belong to the host that the pages are read on.
    func relyingParty(_ brand: Brand, _ request: WebRequest) -> RelyingParty {
        let authority = request.head.authority ?? "localhost"
        let host = authority.split(separator: ":").first.map(String.init) ?? authority
        return RelyingParty(
            id: host, name: brand.name(.zhHans), origins: ["\(request.isSecure ? "https" : "http")://\(authority)"])
    }
}

import Credentials
import Hummingbird
import Storage
import Terms
import Web

/// One's own passkeys: `/{brand}/security/passkeys`.
struct PasskeyRoutes: Sendable {
    static let path = "/security/passkeys"

    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/security/passkeys", use: desk.owned(show))
        router.post("/:brand/security/passkeys/new", use: desk.submitted(begin))
        router.post("/:brand/security/passkeys/options", use: options)
        router.post("/:brand/security/passkeys/answers", use: answer)
        router.post("/:brand/security/passkeys/:id/names", use: renaming)
        router.post("/:brand/security/passkeys/:id/removals", use: removing)
    }

    @Sendable private func show(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let (all, adding, removing) = try await desk.storage.read { transaction in
            (
                try OwnPasskey.all(of: owner.customer.id, in: transaction),
                try owner.passed(request.query("check"), for: [.strengthen], in: transaction),
                try owner.passed(request.query("check"), for: [.weaken], in: transaction)
            )
        }
        let pages = PasskeyPages(page: owner.page)
        if let adding { return .html(pages.add(adding.id.text, csrf: owner.session.csrf)) }
        if let removing, let passkey = all.first(where: { $0.id.text == request.query("remove") }) {
            return .html(pages.sure(passkey, removing.id.text))
        }
        return .html(pages.list(all, done: request.query("done") ?? "", refusal: nil))
    }

    // MARK: - Adding

    @Sendable private func begin(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        try await owner.prove(.strengthen, way: Self.path, request)
    }

    private func owner(_ request: Request, _ context: WebContext) async throws -> AccountOwner {
        let (page, party) = try await desk.page(request, context)
        guard let owner = AccountOwner(page, party, request) else { throw Refusal.unauthenticated }
        try Guard(request: request).checkCSRF(owner.session)
        return owner
    }

    @Sendable private func options(_ request: Request, _ context: WebContext) async throws -> Response {
        let owner = try await owner(request, context)
        let (challenge, known) = try await desk.storage.write { transaction in
            guard try owner.passed(request.query("check"), for: [.strengthen], in: transaction) != nil else {
                throw Refusal(.conflict, "check_over", CheckTexts.over)
            }
            return (
                try PasskeyChallenge.make(
                    brand: owner.customer.brand, holder: Self.holder(owner), customer: owner.customer.id,
                    in: transaction),
                try OwnPasskey.all(of: owner.customer.id, in: transaction).map(\.passkey.credentialID)
            )
        }
        let login = owner.customer.phone ?? owner.customer.email ?? owner.customer.name
        let user = (
            id: OwnPasskey.userHandle(of: owner.customer.id, desk.vault), name: login,
            displayName: owner.customer.name
        )
        return .json(
            written: desk.relyingParty(owner.page.brand, request)
                .creationOptions(challenge: challenge, user: user, excluding: known))
    }

    @Sendable private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let owner = try await owner(request, context)
        let bytes = try await request.bytes(max: PasskeyAnswer.jsonBytesMax)
        // The challenge is spent before anybody looks, whatever comes of it.
        let challenge = try await desk.storage.write {
            try PasskeyChallenge.take(brand: owner.customer.brand, holder: Self.holder(owner), in: $0)
        }
        guard let challenge, let answer = try? PasskeyAnswer.Creation(json: Array(bytes.readableBytesView)),
            let passkey = try? desk.relyingParty(owner.page.brand, request).register(answer, challenge: challenge)
        else { throw Refusal(.invalid, "passkey_refused", OwnPasskeyTexts.refused) }
        let name = OwnPasskeyTexts.device(request.header("User-Agent") ?? "")(owner.page.language)
        try await desk.storage.write { transaction in
            try owner.use(request.query("check") ?? "", for: .strengthen, in: transaction)
            try OwnPasskey.add(passkey, named: name, to: owner.customer, in: transaction)
            try Notice.send(.passkeyAdded, to: owner.customer, ["name": name], in: transaction)
        }
        return .json(.object { $0.put("next", "\(owner.page.base)\(Self.path)?done=added") })
    }

    /// The browser's session: another browser of the same customer has a challenge of its own.
    private static func holder(_ owner: AccountOwner) -> String { "new:" + Session.hash(owner.session.token) }

    // MARK: - Naming and removing

    @Sendable private func renaming(_ request: Request, _ context: WebContext) async throws -> Response {
        let id: ID<OwnPasskeyNoun> = try context.id("id")
        return try await desk.submitted { owner, form, _ in
            do {
                let name = try PasskeyName(form["name"]).text
                try await desk.storage.write { try OwnPasskey.rename(id, to: name, of: owner.customer, in: $0) }
            } catch let refusal as Refusal where refusal.kind == .invalid {
                let all = try await desk.storage.read { try OwnPasskey.all(of: owner.customer.id, in: $0) }
                let again = PasskeyPages(page: owner.page).list(all, done: "", refusal: refusal, at: id)
                return .html(again, status: .unprocessableContent)
            }
            return .see("\(owner.page.base)\(Self.path)?done=named")
        }(request, context)
    }

    /// Without a check: leads to one. With it: gone.
    @Sendable private func removing(_ request: Request, _ context: WebContext) async throws -> Response {
        let id: ID<OwnPasskeyNoun> = try context.id("id")
        return try await desk.submitted { owner, form, request in
            let mine = try await desk.storage.read { try OwnPasskey.all(of: owner.customer.id, in: $0) }
            guard let passkey = mine.first(where: { $0.id == id }) else { throw Refusal.notFound }
            if form["check"].isEmpty {
                return try await owner.prove(.weaken, way: "\(Self.path)?remove=\(id)", request)
            }
            try await desk.storage.write { transaction in
                try owner.use(form["check"], for: .weaken, in: transaction)
                try OwnPasskey.remove(id, of: owner.customer, in: transaction)
                try Notice.send(.passkeyRemoved, to: owner.customer, ["name": passkey.name], in: transaction)
            }
            return .see("\(owner.page.base)\(Self.path)?done=removed")
        }(request, context)
    }
}

/// What its owner calls a passkey.
struct PasskeyName: Sendable {
    let text: String

    init(_ typed: String) throws {
        let text = typed.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let isPrintable = text.unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .privateUse, .surrogate, .unassigned].contains(scalar.properties.generalCategory)
        }
        guard !text.isEmpty, text.count <= OwnPasskey.nameLengthMax, isPrintable else {
            throw Refusal.invalid("name", "passkey_name_invalid", OwnPasskeyTexts.nameInvalid)
        }
        self.text = text
    }
}

extension OwnPasskey {
    /// Random to everybody else, and the same each time, so that a browser keeps one passkey for an account and not
    /// many.
    static func userHandle(of customer: CustomerID, _ vault: Vault) -> [UInt8] {
        Array(vault.mac(customer.text, for: "passkey user").utf8.prefix(32))
    }

    static func rename(
        _ id: ID<OwnPasskeyNoun>, to name: String, of customer: Customer, in transaction: Transaction
    ) throws {
        let renamed = try transaction.execute(
            "UPDATE passkey SET name = \(name) WHERE id = \(id) AND customer_id = \(customer.id)")
        guard renamed == 1 else { throw Refusal.notFound }
        try transaction.record("passkey.renamed", brand: customer.brand, customer: customer.id, by: customer.actor)
    }
}

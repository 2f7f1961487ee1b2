import Channels
import Credentials
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Terms
import Wallet
import Web

/// The product, composed: every feature with what it needs. Read this first.
public struct Desk: Sendable {
    public let storage: Storage
    public let wallet: any Wallet
    public let brands: Brands
    let helpCentres: [BrandID: HelpCentre]
    /// What agents wrote, as this node serves it.
    let published: PublishedArticles
    let understanding: Understanding
    let lessons: Lessons
    let assets: Assets
    public let feed: LiveFeed
    public let metrics: Metrics
    public let passwords: Passwords
    public let logger: Logger
    public let isSandbox: Bool
    /// Seals what has to be kept secret and is kept.
    let vault: Vault
    /// How SMS and e-mail leave; empty in a sandbox that shows them only.
    let carriers: [Letter.Medium: any Carrier]
    /// What locks an account by itself.
    let riskRules: RiskRules
    let signInAttempts = RateLimit(30, perSeconds: 60)
    /// Whatever the login: one address cannot try a password on everybody.
    let signInsByAddress = RateLimit(120, perSeconds: 60)
    /// By address: codes cost money, and go to whatever number is typed.
    let signUpsByAddress = RateLimit(60, perSeconds: 600)
    /// By address, which many people behind one network share.
    let visitorOpenings = RateLimit(300, perSeconds: 60)
    let signInPolicy: SignInPolicy
    let unknownLogins: UnknownLogins
    let openAPI: Data

    /// `home` is the folder that holds `Public/` and `Brands/`.
    public init(
        storage: Storage, wallet: any Wallet, home: URL, vault: Vault, carriers: [Letter.Medium: any Carrier] = [:],
        passwords: Passwords = Passwords(), signInPolicy: SignInPolicy = SignInPolicy(),
        riskRules: RiskRules = RiskRules(), isSandbox: Bool = false, articles: ArticleFiles? = nil,
        understanding: Understanding? = nil,
        logger: Logger
    ) throws {
        self.storage = storage
        self.wallet = wallet
        self.passwords = passwords
        self.vault = vault
        self.carriers = carriers
        self.signInPolicy = signInPolicy
        unknownLogins = UnknownLogins(signInPolicy)
        self.riskRules = riskRules
        self.isSandbox = isSandbox
        self.logger = logger
        brands = Brands(try Brand.all(in: home.appending(path: "Brands")))
        self.understanding = understanding ?? Understanding(home.appending(path: "Brands"), logger: logger)
        lessons = Lessons(self.understanding)
        let files = articles ?? ArticleFiles(home.appending(path: "Brands"), logger: logger)
        let published = PublishedArticles()
        self.published = published
        helpCentres = Dictionary(
            uniqueKeysWithValues: brands.all.map {
                ($0.id, HelpCentre(brand: $0, files: files, published: published))
            })
        assets = try Assets(
            folder: home.appending(path: "Public"), extraStyles: brands.all.map(\.stylesheet).joined())
        openAPI = try Data(contentsOf: home.appending(path: "Public/openapi.json"))
        feed = LiveFeed()
        metrics = Metrics()
        metrics.gauge("walletdesk_live_streams", "Open server-sent event streams.") { [feed] in Double(feed.count) }
    }

    /// Reads the articles, so that nobody waits for them later.
    public func readArticles() {
        for centre in helpCentres.values { for language in Language.allCases { _ = centre.all(language) } }
    }

    /// Everything that `serve` migrates, in order.
    public static let migrations: [Migration] =
        Migration.storage + [
            .support0001, .support0002, .support0003, .support0004, .support0005, .support0006,
            .support0007, .support0008, .support0009, .support0010,
        ]

    /// The routes of every feature; `adding` puts more behind the same edge.
    func routes(adding: (Routes) -> Void) -> Routes {
        let router = Routes(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        let pages = Pages(desk: self)
        router.add(
            middleware: Edge(metrics: metrics, preferences: Preference.kept) { refusal, request, context in
                pages.error(refusal, request, context)
            })
        assets.addRoutes(to: router)
        OperationsRoutes(desk: self).add(to: router)
        SignInRoutes(desk: self).add(to: router)
        SignUpRoutes(desk: self).add(to: router)
        PasswordResetRoutes(desk: self).add(to: router)
        DeviceRoutes(desk: self).add(to: router)
        CheckRoutes(desk: self).add(to: router)
        LockRoutes(desk: self).add(to: router)
        FreezeRoutes(desk: self).add(to: router)
        AppealRoutes(desk: self).add(to: router)
        ConversationRoutes(desk: self).add(to: router)
        ChatRoutes(desk: self).add(to: router)
        TicketRoutes(desk: self).add(to: router)
        HelpRoutes(desk: self).add(to: router)
        AnnouncementRoutes(desk: self).add(to: router)
        MoneyRoutes(desk: self).add(to: router)
        SecurityRoutes(desk: self).add(to: router)
        OrderRoutes(desk: self).add(to: router)
        CardRoutes(desk: self).add(to: router)
        StatementRoutes(desk: self).add(to: router)
        ConsoleRoutes(desk: self).add(to: router)
        adding(router)
        return router
    }

    /// The routes, with brands that have a host name of their own in front of them.
    public func responder(adding: (Routes) -> Void = { _ in }) -> some WebResponder<WebContext> {
        HostPrefix(
            routes(adding: adding).buildResponder(),
            shared: ["api", "assets", "desk", "health", "metrics", "openapi.json", "sandbox", "bank", "wallet"]
        ) { [brands] in brands.byHost($0)?.id.text }
    }

    /// Work after commits.
    public var jobs: [JobHandler] {
        Assistant(desk: self).jobs + RefundRequest.jobs(desk: self) + SignUp.jobs(desk: self)
            + ContactChange.jobs(desk: self) + LostFactor.jobs(desk: self) + AccountLock.jobs(desk: self)
            + RiskRules.jobs(desk: self)
            + Order.jobs(self) + Incident.jobs(desk: self) + LimitRaise.jobs(desk: self)
            + ArticleVersion.jobs(desk: self) + SearchLesson.jobs(desk: self) + [
                Session.expiry(storage), IdentityCheck.expiry(storage),
            ]
    }

    /// Work that waits for carriers: in a runner of its own, so that a slow one keeps nobody else waiting.
    public var outgoingJobs: [JobHandler] { Notice.jobs(desk: self) }

    /// Once at start, after migrating: makes a restored database readable and sees that the daily work is planned.
    public static func afterRestore(_ storage: Storage) async throws {
        try await storage.write { transaction in
            if try transaction.adoptRestoredEvents() {
                try transaction.execute("DELETE FROM feed_position WHERE name <> 'seed'")
            }
            try Session.planExpiry(in: transaction)
            try IdentityCheck.planExpiry(in: transaction)
            try Incident.planMinute(in: transaction)
            try SearchLesson.planDay(in: transaction)
        }
    }

    /// What runs beside the HTTP server until shutdown.
    public var services: [any Service] { [LiveTail(desk: self), WalletFeed(desk: self), ArticleWatch(desk: self)] }

    func helpCentre(_ brand: BrandID) throws -> HelpCentre {
        guard let centre = helpCentres[brand] else { throw Refusal.notFound }
        return centre
    }
}

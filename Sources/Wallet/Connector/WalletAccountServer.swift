import Hummingbird
import Terms

extension WalletServer {
    func addCardRoutes<Context: RequestContext>(to router: RouterGroup<Context>) {
        router.get("cards") { _, context in
            try Self.json(WalletWire.Cards(cards: await wallet.cards(Self.customer(context)).map { .init($0) }))
        }
        router.post("cards") { request, context in
            let wire: WalletWire.NewCard = try await Self.body(of: request)
            let details = CardDetails(
                number: wire.number, bank: wire.bank ?? "", expiryYear: wire.expiryYear, expiryMonth: wire.expiryMonth,
                holderName: wire.holderName ?? "", phone: wire.phone ?? "")
            let card = try await wallet.bind(details, to: Self.customer(context), key: Self.key(request))
            return try Self.json(WalletWire.Card(card), .created)
        }
        router.delete("cards/:card") { request, context in
            let customer = try Self.customer(context)
            try await wallet.unbind(
                Self.id(context.parameters.require("card")), of: customer, by: Self.asking(request))
            return try Self.json(WalletWire.Cards(cards: await wallet.cards(customer).map { .init($0) }))
        }
        router.get("card-attempts") { _, context in
            let attempts = try await wallet.cardAttempts(Self.customer(context))
            return try Self.json(WalletWire.Attempts(attempts: attempts.map { .init($0) }))
        }
    }

    func addLimitRoutes<Context: RequestContext>(to router: RouterGroup<Context>) {
        router.post("freezes") { request, context in
            let wire: WalletWire.Freeze = try await Self.body(of: request)
            let account = try await wallet.freeze(
                Self.customer(context), because: wire.reason, by: Self.actor(wire.actor))
            return try Self.json(WalletWire.Account(account))
        }
        router.delete("freezes") { request, context in
            try Self.json(
                WalletWire.Account(await wallet.unfreeze(Self.customer(context), by: Self.asking(request))))
        }
        router.get("limits") { _, context in
            try Self.json(WalletWire.Limits(await wallet.limits(Self.customer(context))))
        }
        router.put("limits/:kind") { request, context in
            let wire: WalletWire.NewLimit = try await Self.body(of: request)
            guard let kind = Limits.Kind(rawValue: try context.parameters.require("kind")) else {
                throw Refusal.notFound
            }
            let limits = try await wallet.setLimit(
                kind, perTransaction: wire.perTransaction.map { try Self.money($0) },
                perDay: wire.perDay.map { try Self.money($0) }, of: Self.customer(context), by: Self.actor(wire.actor))
            return try Self.json(WalletWire.Limits(limits))
        }
        router.put("level") { request, context in
            let wire: WalletWire.NewLevel = try await Self.body(of: request)
            let limits = try await wallet.setLevel(
                wire.level, of: Self.customer(context), by: Self.actor(wire.actor))
            return try Self.json(WalletWire.Limits(limits))
        }
        router.get("quote") { request, context in
            let asked = request.uri.queryParameters
            guard let kind = asked["kind"].flatMap({ Limits.Kind(rawValue: String($0)) }),
                let currency = asked["currency"].flatMap({ Currency(rawValue: String($0)) }),
                let amount = asked["amount"]
            else { throw Self.malformed }
            guard let money = Money(String(amount), currency: currency) else { throw Ledger.amountRefused }
            return try Self.json(WalletWire.Quote(await wallet.quote(kind, money, of: Self.customer(context))))
        }
    }

    /// Who asks for something that has no body.
    private static func asking(_ request: Request) throws -> String {
        try actor(request.uri.queryParameters["actor"].map { String($0) } ?? "")
    }
}

import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// Checking who somebody is, and shutting and opening their account, from the desk.
struct SafetyRoutes: Sendable {
    let console: ConsoleRoutes

    private var desk: Desk { console.desk }

    func add(to router: Routes) {
        let path = "/desk/conversations/:id"
        router.post("\(path)/identity-checks", use: ask)
        router.post("\(path)/unlocks", use: unlock)
        router.post("\(path)/freezes", use: stop)
        router.post("\(path)/bans", use: ban)
        router.post("\(path)/ban-lifts", use: liftBan)
        router.post("\(path)/appeals/:appeal/answers", use: settle)
        router.post("/api/v1/desk/conversations/:id/identity-checks", use: askAsProgram)
        router.post("/api/v1/desk/conversations/:id/unlocks", use: unlockAsProgram)
        router.post("/api/v1/desk/conversations/:id/freezes", use: stopAsProgram)
    }

    @Sendable private func ask(_ request: Request, _ context: WebContext) async throws -> Response {
        try await console.act(request, context, .state, field: "") { form, id, agent, transaction in
            _ = try Safety.ask(id, isStrict: form["strength"] == "strict", by: agent, in: transaction)
        }
    }

    @Sendable private func unlock(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) { form, id, agent, time, transaction in
            try Safety.unlock(id, by: agent, key: form.sentKey, at: time, in: transaction)
        }
    }

    @Sendable private func stop(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) { form, id, agent, time, transaction in
            try Safety.stop(id, because: form["reason"], by: agent, key: form.sentKey, at: time, in: transaction)
        }
    }

    @Sendable private func ban(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) { form, id, agent, time, transaction in
            try Safety.ban(id, because: form["reason"], by: agent, key: form.sentKey, at: time, in: transaction)
        }
    }

    @Sendable private func liftBan(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) { form, id, agent, time, transaction in
            try Safety.liftBan(id, by: agent, key: form.sentKey, at: time, in: transaction)
        }
    }

    @Sendable private func settle(_ request: Request, _ context: WebContext) async throws -> Response {
        let appeal: AppealID = try context.id("appeal")
        return try await change(request, context) { form, id, agent, time, transaction in
            guard let state = Appeal.State(rawValue: form["state"]), state != .open,
                try Appeal.find(appeal, in: transaction).conversation == id
                    || Conversation.find(id, in: transaction).customer == Appeal.find(appeal, in: transaction).customer
            else { throw Refusal.notFound }
            _ = try Appeal.settle(
                appeal, as: state, answer: MessageText(form["text"]), at: time, by: agent, in: transaction)
        }
    }

    /// One act on an account; the wallet is told at once, and by the job if it is silent.
    private func change(
        _ request: Request, _ context: WebContext,
        _ work: @escaping @Sendable (Form, ConversationID, Agent, String, Transaction) throws -> Void
    ) async throws -> Response {
        let response = try await console.act(request, context, .state, field: "text") {
            [desk] form, id, agent, transaction in
            try work(form, id, agent, Self.time(id, desk, transaction), transaction)
        }
        await tell(try context.id("id"))
        return response
    }

    private static func time(_ id: ConversationID, _ desk: Desk, _ transaction: Transaction) throws -> String {
        let brand = try Conversation.find(id, in: transaction).brand
        return desk.brands[brand]?.written(transaction.now) ?? transaction.now.rfc3339
    }

    private func tell(_ id: ConversationID) async {
        let customer = try? await desk.storage.read { try Conversation.find(id, in: $0).customer }
        if let customer { await AccountLock.tellNow(customer, desk) }
    }

    // MARK: - For programs

    private struct AskBody: Decodable { let strength: String? }
    private struct StopBody: Decodable { let reason: String? }

    @Sendable private func askAsProgram(_ request: Request, _ context: WebContext) async throws -> Response {
        let isStrict = try await request.json(AskBody.self).strength == "strict"
        return try await ConsoleAPIRoutes(desk: desk).write(request, context) { id, agent, _, transaction in
            try Safety.ask(id, isStrict: isStrict, by: agent, in: transaction).deskJSON(now: transaction.now)
        }
    }

    @Sendable private func unlockAsProgram(_ request: Request, _ context: WebContext) async throws -> Response {
        let response = try await ConsoleAPIRoutes(desk: desk).write(request, context) {
            [desk] id, agent, key, transaction in
            let time = try Self.time(id, desk, transaction)
            try Safety.unlock(id, by: agent, key: key, at: time, in: transaction)
            return try Safety.read(Conversation.find(id, in: transaction), in: transaction).json
        }
        await tell(try context.id("id"))
        return response
    }

    @Sendable private func stopAsProgram(_ request: Request, _ context: WebContext) async throws -> Response {
        let reason = try await request.json(StopBody.self).reason ?? "unsure"
        let response = try await ConsoleAPIRoutes(desk: desk).write(request, context) {
            [desk] id, agent, key, transaction in
            let time = try Self.time(id, desk, transaction)
            try Safety.stop(id, because: reason, by: agent, key: key, at: time, in: transaction)
            return try Safety.read(Conversation.find(id, in: transaction), in: transaction).json
        }
        await tell(try context.id("id"))
        return response
    }
}

extension IdentityCheck {
    /// As agents' programs see it: which proofs were right, and nothing that was typed.
    func deskJSON(now: Moment) -> JSON {
        .object { fields in
            fields.put("id", id)
            fields.put("state", state.rawValue)
            fields.put("strength", isStrict ? "strict" : "usual")
            fields.put("points", points)
            fields.put("needed", policy([]).points)
            fields.put(
                "proofs",
                .array(
                    steps.map { step in
                        .object {
                            $0.put("kind", step.proof.rawValue)
                            $0.put("state", step.state.rawValue)
                        }
                    }))
            fields.put("expires_at", expiresAt)
            fields.put("acts_until", actsUntil(now))
        }
    }
}

extension Safety {
    /// What shuts the account.
    var json: JSON {
        .object { fields in
            fields.put("attempts_until", attemptsUntil)
            fields.put(
                "locks",
                .array(
                    locks.map { lock in
                        .object {
                            $0.put("number", lock.number)
                            $0.put("kind", lock.kind.rawValue)
                            $0.put("reason", lock.reason)
                            $0.put("placed_at", lock.placedAt)
                        }
                    }))
        }
    }
}

extension Form {
    /// The key that names one sending of a form.
    fileprivate var sentKey: String? { (try? idempotencyKey()) ?? nil }
}

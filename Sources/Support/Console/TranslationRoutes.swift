import Hummingbird
import Storage
import Terms
import Web

/// The agents' aid for a language that they do not read. The page comes back with the translation beside the words.
struct TranslationRoutes: Sendable {
    let console: ConsoleRoutes
    private static let asksPerHour = 300
    private let asks = RateLimit(asksPerHour, perSeconds: 3_600)

    init(console: ConsoleRoutes) { self.console = console }

    func add(to router: Routes) { router.post("/desk/conversations/:id/translations", use: translate) }

    @Sendable private func translate(_ request: Request, _ context: WebContext) async throws -> Response {
        let (form, guardian): (Form, Guard) = (try await request.form(), Guard(request: request))
        let id: ConversationID = try context.id("id")
        guard let token = guardian.agentToken else { return ConsoleRoutes.toSignIn(request) }
        try guardian.checkCSRF(Session(token: token), form: form)
        let desk = console.desk
        let (agent, talk) = try await desk.storage.read { transaction in
            (try transaction.agent(token).agent, try Talk.read(id, in: transaction))
        }
        guard let wordsmith = desk.wordsmith else { throw Refusal.notFound }
        try asks.spend(agent.id.text, at: desk.storage.moment)
        let position = Int64(form["position"])
        let original = try Self.original(position, form["text"], talk)
        guard !original.isEmpty else {
            let refusal = Refusal.invalid("text", "message_empty", WordsmithTexts.nothingToTranslate)
            return try await console.page(
                request, context, draft: Draft(mode: .reply, text: "", refusal: refusal), status: .unprocessableContent)
        }
        let language = position == nil ? TranslationPages.customersLanguage(talk) : context.language
        // The assistant's own name is nobody's, and a system line has none.
        let authors = talk.messages.filter { $0.authorKind == .customer || $0.authorKind == .agent }.map(\.authorName)
        var text: String?
        if let names = await desk.names(around: talk.conversation) {
            text = await wordsmith.translation(of: original, to: language, talk.customer, names: names + authors)
        }
        guard let text else {
            let refusal = Refusal(.unavailable, "translation_unavailable", WordsmithTexts.translationUnavailable)
            let draft = Draft(mode: position == nil ? .reply : .state, text: original, refusal: refusal)
            return try await console.page(request, context, draft: draft, status: .serviceUnavailable)
        }
        let translation = Translation(
            position: position, original: original, text: text, model: wordsmith.model.address.model,
            language: language)
        return try await console.page(request, context, draft: nil, translation: translation)
    }

    /// A message of this conversation as it is stored; else what was typed, with its secrets masked.
    private static func original(_ position: Int64?, _ typed: String, _ talk: Talk) throws -> String {
        guard let position else { return typed.allSatisfy(\.isWhitespace) ? "" : try MessageText(typed).text }
        guard let message = talk.messages.first(where: { $0.position == position }) else { throw Refusal.notFound }
        return message.text
    }
}

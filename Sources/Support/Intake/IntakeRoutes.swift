import HTTPTypes
import Hummingbird
import Storage
import Terms
import Web

/// The intake card of a chat: `POST /upay/chat/{id}/intake`.
struct IntakeRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.post("/:brand/chat/:id/intake", use: confirm)
    }

    @Sendable private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (id, guardian): (ConversationID, Guard) = (try context.id("id"), Guard(request: request))
        let form = try await request.form()
        let token = guardian.customerToken(brand.id)
        let conversation = try await desk.storage.read { transaction in
            let party = try transaction.party(token, of: brand.id)
            try guardian.checkCSRF(party.session, form: form)
            return try Conversation.find(id, of: party, in: transaction)
        }
        let intake = try await Intake.read(conversation, desk: desk)
        do {
            let clock = Clock(zone: brand.timeZone, now: desk.storage.moment, language: context.language)
            let given = try Intake.Given(form, to: intake, clock: clock)
            try await desk.storage.write { transaction in
                try intake.confirm(given, of: id, by: transaction.party(token, of: brand.id), in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return .html(
                try await ChatRoutes(desk: desk).page(request, context, wrong: .init(form: form, refusal: refusal)),
                status: .unprocessableContent)
        }
        let framed = request.query("frame") == "1" ? "?frame=1" : ""
        return .see("\(Page.base(brand, request))/chat/\(id)\(framed)#reply")
    }
}

extension Intake.Given {
    init(_ form: Form, to intake: Intake, clock: Clock) throws {
        try self.init(
            function: form["function"], happened: form["happened"], error: form["error"],
            isNotThis: !form["not-this"].isEmpty, to: intake, clock: clock)
    }
}

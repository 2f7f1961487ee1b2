import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Terms
import Wallet
import Web

/// The customer's side of conversations for programs: `/api/v1/conversations`.
struct ConversationRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.post("/api/v1/conversations", use: open)
        router.get("/api/v1/conversations/:id", use: show)
        router.get("/api/v1/conversations/:id/messages", use: messages)
        router.post("/api/v1/conversations/:id/messages", use: post)
        router.get("/api/v1/conversations/:id/live", use: live)
        router.post("/api/v1/conversations/:id/handovers", use: handOver)
        router.post("/api/v1/conversations/:id/closures", use: close)
        router.post("/api/v1/conversations/:id/feedback", use: rate)
    }

    private struct OpenBody: Decodable {
        let brand: String?, text: String?, topic: String?, transaction: String?, channel: String?
    }

    @Sendable private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.json(OpenBody.self)
        let brand = try desk.brands.find(body.brand ?? "")
        var opening = Conversation.Opening(language: context.language)
        opening.text = try body.text.map { try MessageText($0) }
        opening.topic = try body.topic.map { try MessageText($0).subject }
        if let channel = body.channel { opening.channel = try Self.channel(channel) }
        if opening.channel == .ticket, opening.text == nil { _ = try MessageText("") }
        if let id = body.transaction { opening.transaction = try Self.transactionID(id) }
        let opened = try await ConversationOpening(desk: desk, brand: brand, request: request, context: context)
            .open(opening, key: request.idempotencyKey(), csrf: nil)
        var response = Response.json(
            .object { fields in
                if opened.isNewVisitor { fields.put("token", opened.party.session.token) }
                opened.conversation.put(into: &fields, messages: opened.messages, base: "/\(brand.id)")
            }, status: .created)
        if opened.isNewVisitor { response.setCookie(opened.cookie) }
        return response
    }

    private static func channel(_ name: String) throws -> Conversation.Channel {
        guard let channel = Conversation.Channel(rawValue: name) else {
            let text = Text("channel 只能是 chat 或 ticket。", "channel 只能是 chat 或 ticket。", "channel is chat or ticket.")
            throw Refusal.invalid("channel", "channel_unknown", text)
        }
        return channel
    }

    static func transactionID(_ text: String) throws -> TransactionID {
        guard let id = TransactionID(outside: text) else { throw Refusal.notFound }
        return id
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, token): (ConversationID, String?) = (try context.id("id"), Guard(request: request).customerToken(nil))
        let json = try await desk.storage.read { transaction in
            let conversation = try Conversation.find(id, of: transaction.party(token), in: transaction)
            return conversation.json(
                messages: try Message.latest(of: conversation, in: transaction), base: "/\(conversation.brand)")
        }
        return .json(json)
    }

    @Sendable private func messages(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, token): (ConversationID, String?) = (try context.id("id"), Guard(request: request).customerToken(nil))
        let after = try Self.position(request.query("after"))
        let json = try await desk.storage.read { transaction in
            let conversation = try Conversation.find(id, of: transaction.party(token), in: transaction)
            let page = try Message.after(after, in: id, transaction)
            return JSON.object {
                $0.put("messages", .array(page.lazy.map { $0.json(base: "/\(conversation.brand)") }))
                $0.put("last_position", conversation.lastPosition)
                $0.put("state", conversation.state.rawValue)
            }
        }
        return .json(json)
    }

    /// A position from outside: a whole number from 0; nothing means the beginning.
    static func position(_ text: String?) throws -> Int64 {
        guard let text else { return 0 }
        guard let position = Int64(text), position >= 0 else {
            throw Refusal.invalid(
                "after", "position_invalid",
                Text("after 要是从 0 起的整数。", "after 須為從 0 起的整數。", "after is a whole number from 0."))
        }
        return position
    }

    private struct MessageBody: Decodable {
        struct Attachment: Decodable { let name: String?, type: String?, data: Data? }
        /// May be empty beside pictures.
        let text: String, attachments: [Attachment]?

        /// What cannot be read as one is refused rather than dropped.
        func uploads() throws -> [Screenshot.Upload] {
            let files = try (attachments ?? []).map { one in
                guard let data = one.data else {
                    throw Refusal.invalid("attachments", "attachment_invalid", ScreenshotTexts.wrongAttachment)
                }
                return (name: one.name ?? "", bytes: [UInt8](data))
            }
            return try Screenshot.Upload.all(files, field: "attachments")
        }
    }

    @Sendable private func post(_ request: Request, _ context: WebContext) async throws -> Response {
        let id: ConversationID = try context.id("id")
        try request.spendUpload(desk, context)
        // Who sends much says how much: without a length the small limit holds.
        let hasLength = request.headers[.transferEncoding] == nil
        let bytesMax = hasLength ? Screenshot.jsonBytesMax : Form.bytesMax
        let body = try await request.json(MessageBody.self, max: bytesMax)
        let uploads = try body.uploads()
        let text = try MessageText.beside(uploads, body.text, context.language)
        let hasWords = !body.text.trimmingSpaces().isEmpty
        let (guardian, key) = (Guard(request: request), try request.idempotencyKey())
        let token = guardian.customerToken(nil)
        let (message, brand) = try await desk.storage.write { transaction in
            let party = try transaction.party(token)
            try guardian.checkCSRF(party.session)
            let message = try Message.post(
                text, with: uploads, asksAssistant: hasWords, to: id, by: party, key: key, in: transaction)
            return (message, party.brand)
        }
        return .json(message.json(base: "/\(brand)"), status: .created)
    }

    @Sendable private func live(_ request: Request, _ context: WebContext) async throws -> Response {
        try await Self.stream(desk, request, context, brand: nil)
    }

    /// The live stream of one conversation, for its owner; begins after `Last-Event-ID`, else after `?after=`, else at
    /// its start.
    static func stream(_ desk: Desk, _ request: Request, _ context: WebContext, brand: BrandID?) async throws
        -> Response
    {
        let (id, token): (ConversationID, String?) = (
            try context.id("id"), Guard(request: request).customerToken(brand)
        )
        let (conversation, holders) = try await desk.storage.read { transaction in
            let party = try transaction.party(token)
            return (try Conversation.find(id, of: party, in: transaction), party.holders)
        }
        let from =
            try request.header("Last-Event-ID").flatMap { LiveCursor($0) }
            ?? LiveCursor(minor: position(request.query("after")))
        return try desk.feed.stream(
            LiveTail.topic(id), for: request, context, after: from, isGapFree: true, heldBy: holders
        ) { cursor in
            try await desk.storage.read { transaction in
                var (entries, last): ([LiveEntry], Int64) = ([], cursor.minor)
                while true {
                    let page = try Message.after(last, in: id, transaction)
                    guard let end = page.last else { return entries }
                    entries += page.map { $0.liveEntry(base: "/\(conversation.brand)") }
                    last = end.position
                }
            }
        }
    }

    @Sendable private func handOver(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) {
            let conversation = try Conversation.handOver($0, by: $1, in: $2)
            try desk.planSummary(of: $0, in: $2)
            return conversation
        }
    }

    @Sendable private func close(_ request: Request, _ context: WebContext) async throws -> Response {
        try await change(request, context) { try Conversation.close($0, by: $1, in: $2) }
    }

    private func change(
        _ request: Request, _ context: WebContext,
        _ act: @escaping @Sendable (ConversationID, Party, Transaction) throws -> Conversation
    ) async throws -> Response {
        let (id, guardian): (ConversationID, Guard) = (try context.id("id"), Guard(request: request))
        let token = guardian.customerToken(nil)
        let json = try await desk.storage.write { transaction in
            let party = try transaction.party(token)
            try guardian.checkCSRF(party.session)
            let changed = try act(id, party, transaction)
            return changed.json(messages: try Message.latest(of: changed, in: transaction), base: "/\(party.brand)")
        }
        return .json(json, status: .created)
    }

    private struct FeedbackBody: Decodable { let experience: Int?, attitude: Int?, efficiency: Int?, comment: String? }

    @Sendable private func rate(_ request: Request, _ context: WebContext) async throws -> Response {
        let (id, guardian): (ConversationID, Guard) = (try context.id("id"), Guard(request: request))
        let body = try await request.json(FeedbackBody.self)
        let feedback = try Feedback.parse(
            experience: body.experience, attitude: body.attitude, efficiency: body.efficiency,
            comment: body.comment ?? "")
        let token = guardian.customerToken(nil)
        try await desk.storage.write { transaction in
            let party = try transaction.party(token)
            try guardian.checkCSRF(party.session)
            try feedback.give(for: id, by: party, in: transaction)
        }
        return .json(
            .object {
                $0.put("experience", feedback.experience)
                $0.put("attitude", feedback.attitude)
                $0.put("efficiency", feedback.efficiency)
                $0.put("comment", feedback.comment)
            }, status: .created)
    }
}

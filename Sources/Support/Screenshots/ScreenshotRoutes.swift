import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pictures
import Storage
import Terms
import Web

/// Pictures of a conversation, for its owner and for agents; and the customer's word on what was read in one.
struct ScreenshotRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/chat/:id/pictures/:picture", use: show)
        router.post("/:brand/chat/:id/pictures/:picture/answers", use: answer)
        router.get("/desk/conversations/:id/pictures/:picture", use: showAgent)
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let token = Guard(request: request).customerToken(brand.id)
        let (id, picture): (ConversationID, ScreenshotID) = (try context.id("id"), try context.id("picture"))
        let (kind, bytes) = try await desk.storage.read { transaction in
            let party = try transaction.party(token, of: brand.id)
            _ = try Conversation.find(id, of: party, in: transaction)
            return try Screenshot.bytes(picture, in: id, transaction)
        }
        return .picture(kind, bytes)
    }

    @Sendable private func showAgent(_ request: Request, _ context: WebContext) async throws -> Response {
        let token = Guard(request: request).agentToken
        let (id, picture): (ConversationID, ScreenshotID) = (try context.id("id"), try context.id("picture"))
        let (kind, bytes) = try await desk.storage.read { transaction in
            _ = try transaction.agent(token)
            return try Screenshot.bytes(picture, in: id, transaction)
        }
        return .picture(kind, bytes)
    }

    @Sendable private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let brand = try desk.brands.find(context.parameter("brand"))
        let (form, guardian): (Form, Guard) = (try await request.form(), Guard(request: request))
        let (id, picture): (ConversationID, ScreenshotID) = (try context.id("id"), try context.id("picture"))
        let token = guardian.customerToken(brand.id)
        try await desk.storage.write { transaction in
            let party = try transaction.party(token, of: brand.id)
            try guardian.checkCSRF(party.session, form: form)
            try Screenshot.answer(
                form["right"] == "yes", picture, in: id, by: party, zone: brand.timeZone, transaction)
        }
        let framed = request.query("frame") == "1" ? "?frame=1" : ""
        return .see("\(Page.base(brand, request))/chat/\(id)\(framed)#reply")
    }
}

extension Response {
    /// Never anything but a picture, never kept by anybody else, and never run.
    fileprivate static func picture(_ kind: Picture.Kind, _ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: kind.mediaType, .cacheControl: "private, no-store",
                .contentDisposition: "inline; filename=\"picture.\(kind.rawValue)\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Request {
    /// A form with pictures, or without: `multipart/form-data` or the plain kind.
    func formWithFiles(_ desk: Desk, _ context: WebContext) async throws -> (
        Form, [(name: String, bytes: [UInt8])]
    ) {
        guard isMultipart else { return (try await form(), []) }
        try spendUpload(desk, context)
        let (form, files) = try await multipartForm(max: Screenshot.bodyBytesMax)
        return (form, files.filter { $0.field == "pictures" }.map { ($0.name, $0.bytes) })
    }

    /// Before a large body is read: one address cannot fill the memory.
    func spendUpload(_ desk: Desk, _ context: WebContext) throws {
        let length = headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length > Form.bytesMax || headers[.transferEncoding] != nil else { return }
        try desk.uploads.spend(context.address(self), at: desk.storage.moment)
    }
}

extension MessageText {
    /// The words beside pictures, which may be none.
    static func beside(_ uploads: [Screenshot.Upload], _ typed: String, _ language: Language) throws -> MessageText {
        guard !uploads.isEmpty, typed.trimmingSpaces().isEmpty else { return try MessageText(typed) }
        return try MessageText(ScreenshotTexts.sent(language, ["count": String(uploads.count)]))
    }
}

import Foundation
import Pictures
import Storage
import Terms

enum ScreenshotNoun {}
typealias ScreenshotID = ID<ScreenshotNoun>

extension Picture.Kind: Storable {}

/// A picture that a customer sent with a message, and what was read in it.
///
/// unread → read (the customer is asked whether it says what was read) → confirmed or declined; or unreadable.
struct Screenshot: Sendable, Equatable {
    enum State: String, Storable, Sendable { case unread, read, unreadable, confirmed, declined }

    static let perMessageMax = 3
    static let perConversationMax = 30
    static let nameLengthMax = 60
    /// Of one customer or visitor, in all their conversations within a day.
    static let perDayMax = 60
    /// Of one customer or visitor: who sends more waits for their own, and keeps nobody else waiting.
    static let unreadMax = 9
    /// Of all of them together, with the words around them.
    static let bodyBytesMax = perMessageMax * Picture.bytesMax + 256 * 1_024
    /// The same as base64 within JSON.
    static let jsonBytesMax = bodyBytesMax / 3 * 4 + 64 * 1_024

    let id: ScreenshotID
    let conversation: ConversationID
    let message: MessageID
    let state: State
    let reading: Reading?
}

/// A picture as it is listed with its message.
public struct Attachment: Codable, Sendable, Equatable {
    let id: String
    let name: String
    /// `image/png`.
    let type: String
    let width: Int
    let height: Int

    static func stored(_ all: [Attachment]) -> String? {
        guard !all.isEmpty, let data = try? JSONEncoder().encode(all) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    static func all(stored: String?) -> [Attachment] {
        stored.flatMap { try? JSONDecoder().decode([Attachment].self, from: Data($0.utf8)) } ?? []
    }
}

// MARK: - Sending

extension Screenshot {
    /// A picture that came in, known to be one.
    struct Upload: Sendable, Equatable {
        let picture: Picture
        let name: String

        /// Throws a refusal for `field` that says which picture is wrong, and why.
        init(_ bytes: [UInt8], named name: String, field: String) throws {
            do {
                picture = try Picture(bytes)
            } catch {
                let text =
                    switch error {
                    case .tooLarge: ScreenshotTexts.tooLarge
                    case .tooManyPixels: ScreenshotTexts.tooManyPixels
                    case .unknown, .damaged: ScreenshotTexts.notAPicture
                    }
                throw Refusal.invalid(field, "picture_\(error.code)", text.filling(["name": Self.clean(name)]))
            }
            let bare = Self.clean(name)
            self.name = bare.isEmpty ? "picture.\(picture.kind.rawValue)" : bare
        }

        static func all(_ files: [(name: String, bytes: [UInt8])], field: String) throws -> [Upload] {
            guard files.count <= perMessageMax else {
                throw Refusal.invalid(
                    field, "too_many_pictures", ScreenshotTexts.tooMany.filling(["max": String(perMessageMax)]))
            }
            return try files.map { try Upload($0.bytes, named: $0.name, field: field) }
        }

        /// What somebody's file is called: without folders, secrets and signs that mislead.
        private static func clean(_ name: String) -> String {
            let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
            let text = (try? MessageText(String(last.prefix(nameLengthMax * 4))))?.text ?? ""
            return String(text.replacing("\n", with: " ").suffix(nameLengthMax))
        }
    }

    /// Puts them beside a message that has just been stored; each is read by a job.
    static func add(
        _ uploads: [Upload], _ attachments: [Attachment], to message: Message, in transaction: Transaction
    ) throws {
        guard !uploads.isEmpty else { return }
        guard try count(of: message.conversation, in: transaction) + uploads.count <= perConversationMax else {
            throw Refusal.invalid(
                "pictures", "too_many_pictures", ScreenshotTexts.full.filling(["max": String(perConversationMax)]))
        }
        try checkDay(message.conversation, adding: uploads.count, in: transaction)
        for (index, (upload, attachment)) in zip(uploads, attachments).enumerated() {
            try transaction.execute(
                """
                INSERT INTO screenshot (id, conversation_id, message_id, place, kind, bytes, state, added_at)
                VALUES (\(attachment.id), \(message.conversation), \(message.id), \(index + 1),
                        \(upload.picture.kind), \(upload.picture.bytes), 'unread', \(transaction.now))
                """)
            try transaction.enqueue(job, key: attachment.id)
        }
    }

    static func attachments(_ uploads: [Upload], in transaction: Transaction) -> [Attachment] {
        uploads.map {
            let id: ScreenshotID = transaction.newID()
            return Attachment(
                id: id.text, name: $0.name, type: $0.picture.kind.mediaType, width: $0.picture.width,
                height: $0.picture.height)
        }
    }

    static let job = "screenshot.read"
}

extension Picture.Fault {
    fileprivate var code: String {
        switch self {
        case .tooLarge: "too_large"
        case .unknown: "unknown"
        case .damaged: "damaged"
        case .tooManyPixels: "too_many_pixels"
        }
    }
}

// MARK: - What was read

extension Screenshot {
    /// A job has read it. A second reading of the same changes nothing.
    static func settle(_ id: ScreenshotID, _ reading: Reading?, at place: Clock, in transaction: Transaction) throws {
        let moved = try transaction.first(
            """
            UPDATE screenshot SET state = \(reading == nil ? State.unreadable : .read), reading = \(reading?.stored)
            WHERE id = \(id) AND state = 'unread' RETURNING conversation_id
            """)
        guard let moved else { return }
        let conversation = try Conversation.find(moved.get(0), in: transaction)
        let clock = Clock(zone: place.zone, now: transaction.now, language: conversation.language)
        let said =
            reading.map { reading in
                let words = reading.words(clock)
                return Text(words, words, words)
            }
        let text = said.map { words in
            ScreenshotTexts.isItSo.filling(["words": words(conversation.language)])
        }
        try Message.say(text ?? ScreenshotTexts.unreadable, in: conversation, key: "picture:\(id)", transaction)
        try transaction.record(
            "screenshot.read", brand: conversation.brand, customer: conversation.customer,
            conversation: conversation.id, by: "system",
            change: "{\"screenshot\":\"\(id)\",\"readable\":\(reading != nil)}")
    }

    /// The customer says whether that is what it says. What they confirm goes into the intake card and, as their own
    /// words, into the conversation. A second press finds nothing left to do.
    static func answer(
        _ isRight: Bool, _ id: ScreenshotID, in conversationID: ConversationID, by party: Party, zone: TimeZone,
        _ transaction: Transaction
    ) throws {
        let conversation = try Conversation.find(conversationID, of: party, in: transaction)
        let moved = try transaction.first(
            """
            UPDATE screenshot SET state = \(isRight ? State.confirmed : .declined)
            WHERE id = \(id) AND conversation_id = \(conversationID) AND state = 'read' RETURNING reading
            """)
        guard let moved else {
            _ = try find(id, in: conversationID, transaction)
            return
        }
        try transaction.record(
            isRight ? "screenshot.confirmed" : "screenshot.declined", brand: conversation.brand,
            customer: conversation.customer, conversation: conversation.id, by: party.actor,
            change: "{\"screenshot\":\"\(id)\"}")
        guard isRight, let reading = Reading(stored: try moved.optional(0)) else {
            try Message.say(ScreenshotTexts.declined, in: conversation, transaction)
            return
        }
        for (field, value) in reading.fields {
            try Intake.keep(field, value, .picture, isConfirmed: true, of: conversationID, in: transaction)
        }
        if let about = reading.transaction {
            try transaction.execute(
                "UPDATE conversation SET transaction_id = \(about) WHERE id = \(conversationID)")
        }
        // It goes to the card all the same; a talk that has ended is not begun again by it.
        guard conversation.isOpen else { return }
        let clock = Clock(zone: zone, now: transaction.now, language: conversation.language)
        let words = ScreenshotTexts.itSays(conversation.language, ["words": reading.words(clock)])
        _ = try Message.post(
            MessageText(words), to: conversationID, by: party, key: "picture:\(id)", in: transaction)
    }
}

extension Screenshot {
    private static func checkDay(_ id: ConversationID, adding count: Int, in transaction: Transaction) throws {
        let since = transaction.now.adding(seconds: -86_400)
        let row = try transaction.first(
            """
            SELECT COUNT(*), SUM(CASE WHEN s.state = 'unread' THEN 1 ELSE 0 END)
            FROM conversation mine
            JOIN conversation c ON c.owner = mine.owner
            JOIN screenshot s ON s.conversation_id = c.id AND s.added_at > \(since)
            WHERE mine.id = \(id)
            """)
        let (sent, unread): (Int, Int?) = (try row?.get(0) ?? 0, try row?.optional(1))
        guard sent + count <= perDayMax, (unread ?? 0) + count <= unreadMax else {
            throw Refusal(.limited(seconds: 3_600), "too_many_pictures", ScreenshotTexts.tooManyToday)
        }
    }
}

// MARK: - Rows

extension Screenshot: FromRow {
    static let columns: SQL = "id, conversation_id, message_id, state, reading"

    init(_ row: Row) throws {
        self.init(
            id: try row.get(0), conversation: try row.get(1), message: try row.get(2), state: try row.get(3),
            reading: Reading(stored: try row.optional(4)))
    }

    /// Whoever calls has found the conversation through its viewer.
    static func find(_ id: ScreenshotID, in conversation: ConversationID, _ transaction: Transaction) throws
        -> Screenshot
    {
        let row = try transaction.first(
            "SELECT \(columns) FROM screenshot WHERE id = \(id) AND conversation_id = \(conversation)")
        guard let row else { throw Refusal.notFound }
        return try Screenshot(row)
    }

    /// The bytes to show.
    static func bytes(_ id: ScreenshotID, in conversation: ConversationID, _ transaction: Transaction) throws
        -> (Picture.Kind, [UInt8])
    {
        let row = try transaction.first(
            "SELECT kind, bytes FROM screenshot WHERE id = \(id) AND conversation_id = \(conversation)")
        guard let row else { throw Refusal.notFound }
        return (try row.get(0), try row.get(1))
    }

    /// The one that the customer is asked about now, the oldest first.
    static func inQuestion(of conversation: ConversationID, in transaction: Transaction) throws -> Screenshot? {
        try transaction.first(
            """
            SELECT \(columns) FROM screenshot WHERE conversation_id = \(conversation) AND state = 'read'
            ORDER BY added_at, id LIMIT 1
            """
        ).map(Screenshot.init)
    }

    static func count(of conversation: ConversationID, in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM screenshot WHERE conversation_id = \(conversation)")?.get(0) ?? 0
    }
}

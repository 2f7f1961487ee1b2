import Logging
import ServiceLifecycle
import Storage
import Terms
import Web

/// Reads the end of the event log, one reader a node, and tells the open streams what is new.
///
/// A commit on this node wakes it at once; commits of other nodes are seen at the next look. What is published is read
/// from the
/// tables after the commit, so a hint that gets lost or comes twice changes nothing.
final class LiveTail: Service {
    static let pollMilliseconds = 250
    static let batchMax = 500

    private let desk: Desk
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(desk: Desk) {
        self.desk = desk
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // Where nobody watches, the next look is soon enough.
        desk.storage.onCommit { [waker, feed = desk.feed] commit in
            if commit.events, feed.count > 0 { waker.yield() }
        }
    }

    func run() async throws {
        var cursor = try await desk.storage.read { try $0.eventsEnd() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [waker] in
                while !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
                    waker.yield()
                }
            }
            for await _ in wake.cancelOnGracefulShutdown() {
                do {
                    // A stream that opens after this look reads for itself what is stored before it.
                    let end = desk.feed.count == 0 ? try await desk.storage.read { try $0.eventsEnd() } : nil
                    if let end, desk.feed.count == 0 {
                        cursor = end
                        continue
                    }
                    cursor = try await publish(after: cursor)
                } catch {
                    desk.logger.warning("the event log cannot be read", metadata: ["error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    private func publish(after cursor: Event.Cursor) async throws -> Event.Cursor {
        var cursor = cursor
        while true {
            let from = cursor
            let watched = { @Sendable [feed = desk.feed] (id: ConversationID) in feed.isWatched(Self.topic(id)) }
            let (events, messages) = try await desk.storage.read { transaction in
                let events = try transaction.events(after: from, limit: Self.batchMax)
                return (events, try Self.messages(in: events, where: watched, transaction))
            }
            guard let last = events.last else { return cursor }
            for (conversation, list) in messages {
                let brand = events.first { $0.conversation == conversation }?.brand
                let base = brand.map { "/\($0)" } ?? ""
                desk.feed.publish(Self.topic(conversation), list.map { $0.liveEntry(base: base) })
            }
            for holder in events.compactMap(\.endedHolder) { desk.feed.close(heldBy: holder) }
            if desk.feed.isWatched("desk") { desk.feed.publish("desk", events.compactMap(\.deskEntry)) }
            cursor = last.cursor
            if events.count < Self.batchMax { return cursor }
        }
    }

    static func topic(_ id: ConversationID) -> String { "conversation:\(id)" }

    /// The new messages of conversations that somebody watches, each read by position from the first new one.
    private static func messages(
        in events: [Event], where isWatched: (ConversationID) -> Bool, _ transaction: Transaction
    ) throws -> [(ConversationID, [Message])] {
        var first: [ConversationID: Int64] = [:]
        for event in events where event.kind == "message.posted" {
            guard let id = event.conversation, let position = event.position, isWatched(id) else { continue }
            first[id] = min(first[id] ?? .max, position)
        }
        return try first.map { ($0, try Message.after($1 - 1, in: $0, transaction)) }
    }
}

extension Event {
    /// The number in `{"position":12}`.
    var position: Int64? {
        guard change.hasPrefix("{\"position\":") else { return nil }
        return Int64(change.dropFirst(12).prefix { $0.isNumber })
    }

    /// Whose streams have to end: those of a session that was ended, or of a customer whose account was locked.
    var endedHolder: String? {
        switch kind {
        case "session.ended":
            change.split(separator: "\"").dropFirst(3).first.map { "session:\($0)" }
        case "account.locked": customer.map { "customer:\($0)" }
        default: nil
        }
    }

    /// What agents hear of beside conversations.
    private static let ofDesk = ["refund.", "incident.", "announcement."]

    /// What agents' pages are told: that something happened, and to which conversation.
    var deskEntry: LiveEntry? {
        guard conversation != nil || Self.ofDesk.contains(where: { kind.hasPrefix($0) }) else { return nil }
        let data = JSON.object {
            $0.put("kind", kind)
            $0.put("conversation", conversation)
            $0.put("brand", brand)
            $0.put("actor", actor)
            $0.put("at", at)
        }
        return LiveEntry(
            cursor: LiveCursor(major: cursor.transaction, minor: cursor.id), event: "change", data: data.text)
    }
}

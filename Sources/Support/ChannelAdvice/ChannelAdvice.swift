import Foundation
import Storage
import Terms

/// Which way to reach a brand fits a matter best at this moment, by how urgent it is (C15), and how long each takes
/// now. A pure function of the brand, the clock and what the queue has been like.
struct ChannelAdvice: Sendable, Equatable {
    enum Urgency: String, Sendable, CaseIterable {
        /// Somebody else is in, or money went that its owner did not send.
        case stolen
        /// It has to work now, and does not.
        case blocked
        case question
        /// A long story, with papers.
        case papers
    }

    /// How long it takes.
    enum Wait: Sendable, Equatable {
        case now
        /// Measured in our own conversations: half of those who waited lately were answered within this.
        case measured(minutes: Int)
        /// What the brand promises.
        case promised(Int, Int)
        case workingDays(Int, Int)
        case closed(opensAt: Moment?)
    }

    struct Way: Sendable, Equatable {
        /// nil for the assistant, who is there at any time.
        let kind: ContactChannel.Kind?
        let wait: Wait
        var isBusy = false
        /// How many wait now, for the chat.
        var waiting = 0

        var isOpen: Bool { if case .closed = wait { false } else { true } }
    }

    /// What our own conversations show.
    struct Queue: Sendable, Equatable {
        var waiting = 0
        /// The median of the last hours; nil while too few were answered to say.
        var replySeconds: Int64?
    }

    let urgency: Urgency
    let best: Way
    /// What else there is now, the fitter first.
    let others: [Way]

    init(_ urgency: Urgency, brand: Brand, queue: Queue, now: Moment) {
        self.urgency = urgency
        func way(_ kind: ContactChannel.Kind) -> Way? {
            brand.channels.first { $0.kind == kind }.map { Self.way($0, brand, queue, now) }
        }
        let assistant = Way(kind: nil, wait: .now)
        let (chat, phone, line) = (way(.chat), way(.phone), way(.emergency))
        let letters = [way(.form), way(.email)]
        let wanted: [Way?] =
            switch urgency {
            case .stolen: [line, Self.quicker(chat, phone), phone, chat]
            case .blocked: [Self.quicker(chat, phone), chat, phone, assistant, way(.form)]
            // At busy times whoever can wait is better served by the assistant, and so are those who cannot (N13).
            case .question: [assistant, Self.quicker(chat, phone), chat, way(.form), way(.email)]
            case .papers: letters + [chat, assistant]
            }
        var ways: [Way] = []
        for way in wanted.compactMap({ $0 }) where !ways.contains(where: { $0.kind == way.kind }) { ways.append(way) }
        // What is closed comes last, with when it opens; letters may be written at any hour.
        ways = ways.filter(\.isOpen) + ways.filter { !$0.isOpen }
        best = ways.first ?? assistant
        others = Array(ways.dropFirst())
    }

    /// The one of two that answers sooner; the chat where they are alike (N12).
    private static func quicker(_ chat: Way?, _ phone: Way?) -> Way? {
        guard let chat, chat.isOpen else { return phone }
        guard let phone, phone.isOpen, !phone.isBusy else { return chat }
        return phone.mostMinutes < chat.mostMinutes ? phone : chat
    }

    private static func way(_ channel: ContactChannel, _ brand: Brand, _ queue: Queue, _ now: Moment) -> Way {
        var way = Way(
            kind: channel.kind, wait: wait(channel, brand, queue, now),
            isBusy: channel.isBusy(at: now, in: brand.timeZone))
        if channel.kind == .chat { way.waiting = queue.waiting }
        return way
    }

    private static func wait(_ channel: ContactChannel, _ brand: Brand, _ queue: Queue, _ now: Moment) -> Wait {
        switch channel.reply {
        case .workingDays(let least, let most): return .workingDays(least, most)
        case .unstated, .minutes:
            guard channel.isOpen(at: now, in: brand.timeZone) else {
                return .closed(opensAt: channel.opens(after: now, in: brand.timeZone))
            }
        }
        if channel.kind == .chat, let seconds = queue.replySeconds {
            return .measured(minutes: max(1, Int((seconds + 59) / 60)))
        }
        guard case .minutes(let least, let most) = channel.reply else { return .now }
        // Each four who wait take about as long again, as the chat itself says.
        let rounds = channel.kind == .chat ? queue.waiting / 4 : 0
        return .promised(least + rounds * least, most + rounds * most)
    }
}

extension ChannelAdvice.Way {
    fileprivate var mostMinutes: Int {
        switch wait {
        case .now: 0
        case .measured(let minutes): minutes
        case .promised(_, let most): most
        case .workingDays, .closed: .max
        }
    }
}

extension ContactChannel {
    private static let lookAheadDays = 8
    private static let stepMinutes = 15

    /// When it opens next; nil where it never does. Hours begin at quarters.
    func opens(after moment: Moment, in zone: TimeZone) -> Moment? {
        let step = Int64(Self.stepMinutes) * 60_000
        var at = Moment(milliseconds: moment.milliseconds / step * step + step)
        for _ in 0..<(Self.lookAheadDays * 24 * 60 / Self.stepMinutes) {
            if isOpen(at: at, in: zone) { return at }
            at = at.adding(milliseconds: step)
        }
        return nil
    }
}

// MARK: - What the queue has been like

extension ChannelAdvice.Queue {
    /// Fewer answers than this tell nothing of the next.
    static let answersMin = 5
    private static let answersMax = 200
    private static let recentSeconds: Int64 = 3 * 3_600

    /// Of the brand's chats: how many wait for a person, and how long those had waited who were answered lately.
    static func read(_ brand: BrandID, in transaction: Transaction) throws -> ChannelAdvice.Queue {
        let waiting = try transaction.first(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM conversation WHERE state = 'waiting' AND brand_id = \(brand) AND channel = 'chat'
                LIMIT \(Conversation.aheadMax)) AS waiting
            """)
        let since = transaction.now.adding(seconds: -recentSeconds)
        let waited = try transaction.rows(
            """
            SELECT first_reply_at - waiting_since FROM conversation
            WHERE brand_id = \(brand) AND opened_at >= \(since) AND channel = 'chat' AND waiting_since IS NOT NULL
              AND first_reply_at >= waiting_since
            ORDER BY opened_at DESC LIMIT \(answersMax)
            """
        ).map { try $0.get(0, as: Int64.self) / 1_000 }.sorted()
        return ChannelAdvice.Queue(
            waiting: try waiting?.get(0) ?? 0,
            replySeconds: waited.count >= answersMin ? waited[waited.count / 2] : nil)
    }
}

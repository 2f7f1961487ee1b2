import Foundation
import Terms

/// A way to reach a brand, with what the guides want published: hours (N6), expected reply (N7, N1), charges (N11),
/// busy times (N2).
public struct ContactChannel: Sendable {
    public enum Kind: String, Decodable, Sendable {
        case chat, phone, emergency, email, form, wechat, weibo, douyin, facebook, x
    }

    /// Working hours on some days of the week, as minutes of the day. `days` counts Monday as 1.
    public struct Hours: Sendable, Equatable {
        let days: ClosedRange<Int>
        let minutes: Range<Int>
        public let daysName: String
        public let timesText: String
    }

    public enum Reply: Sendable, Equatable { case minutes(Int, Int), workingDays(Int, Int), unstated }

    public let kind: Kind
    /// A number, an address or a handle; empty for chat and form.
    public let address: String
    /// Empty: round the clock.
    public let hours: [Hours]
    public let reply: Reply
    public let charge: Text?
    /// Minutes of the day in which most people call, on working days.
    public let busy: [Range<Int>]
    public let note: Text?

    public func isOpen(at moment: Moment, in zone: TimeZone) -> Bool {
        let local = moment.local(in: zone)
        return hours.isEmpty
            || hours.contains { $0.days.contains(local.weekday) && $0.minutes.contains(local.hour * 60 + local.minute) }
    }

    public func isBusy(at moment: Moment, in zone: TimeZone) -> Bool {
        let local = moment.local(in: zone)
        return local.weekday <= 5 && busy.contains { $0.contains(local.hour * 60 + local.minute) }
    }
}

extension ContactChannel {
    struct Source: Decodable {
        let kind: Kind, address: String, hours: [String]
        let replyMinutes: [Int]?, replyWorkingDays: [Int]?
        let charge: Brand.Texts?, busy: [String]?, note: Brand.Texts?

        enum CodingKeys: String, CodingKey {
            case kind, address, hours, charge, busy, note
            case replyMinutes = "reply_minutes"
            case replyWorkingDays = "reply_working_days"
        }
    }

    init(_ source: Source) throws {
        kind = source.kind
        address = source.address
        hours = try source.hours.filter { $0 != "always" }.map(Hours.init)
        if let range = source.replyMinutes, range.count == 2 {
            reply = .minutes(range[0], range[1])
        } else if let range = source.replyWorkingDays, range.count == 2 {
            reply = .workingDays(range[0], range[1])
        } else {
            reply = .unstated
        }
        charge = source.charge?.text
        busy = try (source.busy ?? []).map { try Hours.minutes($0) }
        note = source.note?.text
    }
}

extension ContactChannel.Hours {
    private static let days: [String: ClosedRange<Int>] = [
        "daily": 1...7, "mon-sun": 1...7, "mon-fri": 1...5, "sat-sun": 6...7,
    ]

    /// `mon-fri 09:00-18:00`.
    init(_ text: String) throws {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let days = Self.days[String(parts[0])] else {
            throw Brand.Unreadable(file: "hours", reason: text)
        }
        self.days = days
        minutes = try Self.minutes(String(parts[1]))
        daysName = parts[0] == "mon-sun" ? "daily" : String(parts[0])
        timesText = String(parts[1]).replacing("-", with: "–")
    }

    /// `09:00-18:00`.
    static func minutes(_ text: String) throws -> Range<Int> {
        let numbers = text.split(whereSeparator: { $0 == ":" || $0 == "-" }).compactMap { Int($0) }
        guard numbers.count == 4, numbers[0] * 60 + numbers[1] < numbers[2] * 60 + numbers[3] else {
            throw Brand.Unreadable(file: "hours", reason: text)
        }
        return (numbers[0] * 60 + numbers[1])..<(numbers[2] * 60 + numbers[3])
    }
}

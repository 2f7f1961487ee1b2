import Foundation

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
public struct Moment: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    public func adding(seconds: Int64) -> Moment { Moment(milliseconds: milliseconds + seconds * 1_000) }
    public func adding(milliseconds more: Int64) -> Moment { Moment(milliseconds: milliseconds + more) }
    public func seconds(since other: Moment) -> Int64 { (milliseconds - other.milliseconds) / 1_000 }

    /// `2026-11-20T10:21:06.123Z` (RFC 3339, UTC).
    public var rfc3339: String {
        let day = Self.civil(milliseconds)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var at = 0
            func put(_ value: Int, _ width: Int) {
                var rest = value
                for index in stride(from: at + width - 1, through: at, by: -1) {
                    buffer[index] = UInt8(48 + rest % 10)
                    rest /= 10
                }
                at += width
            }
            func mark(_ byte: UInt8) {
                buffer[at] = byte
                at += 1
            }
            put(day.year, 4)
            mark(45)
            put(day.month, 2)
            mark(45)
            put(day.day, 2)
            mark(84)
            put(day.hour, 2)
            mark(58)
            put(day.minute, 2)
            mark(58)
            put(day.second, 2)
            mark(46)
            put(Int(((milliseconds % 1_000) + 1_000) % 1_000), 3)
            mark(90)
            return at
        }
    }

    /// Accepts what `rfc3339` writes, with or without fraction, in UTC only.
    public init?(rfc3339 text: String) {
        let parts = text.utf8.split(whereSeparator: { !(48...57).contains($0) }).map { String($0)! }
        guard text.utf8.last == 90, parts.count >= 6, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]),
            let hour = Int(parts[3]), let minute = Int(parts[4]), let second = Int(parts[5]),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let fraction = parts.count > 6 ? Int((parts[6] + "000").prefix(3)) ?? 0 : 0
        let seconds = ((Self.days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        self.init(milliseconds: Int64(seconds) * 1_000 + Int64(fraction))
    }

    /// The parts of the wall clock in a time zone. `weekday` is 1 for Monday to 7 for Sunday.
    public struct Local: Sendable, Equatable {
        public let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, weekday: Int
    }

    public func local(in zone: TimeZone) -> Local {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
        return Self.civil(milliseconds + Int64(offset) * 1_000)
    }

    // Howard Hinnant's days-from-civil algorithms: exact over the whole range, without a calendar object.
    private static func civil(_ milliseconds: Int64) -> Local {
        let seconds = Int(milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000)
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let slot = (5 * dayOfYear + 2) / 153
        let month = slot < 10 ? slot + 3 : slot - 9
        return Local(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * slot + 2) / 5 + 1,
            hour: rest / 3_600, minute: rest / 60 % 60, second: rest % 60,
            weekday: ((days % 7) + 7 + 3) % 7 + 1)
    }

    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

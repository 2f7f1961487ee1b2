import Foundation
import Terms

/// Monday to Friday. Public holidays are not known here: whoever plans over one has to add its days.
enum WorkingDays {
    /// The same time of day, `days` working days later.
    static func after(_ moment: Moment, _ days: Int, in zone: TimeZone) -> Moment {
        var (at, left) = (moment, days)
        while left > 0 {
            at = at.adding(seconds: 86_400)
            if at.local(in: zone).weekday <= 5 { left -= 1 }
        }
        return at
    }
}

/// What `<input type="datetime-local">` sends and shows: `2026-11-27T02:30`, on the brand's wall clock.
enum LocalTime {
    static func text(_ moment: Moment, in zone: TimeZone) -> String {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
        return String(moment.adding(seconds: Int64(offset)).rfc3339.prefix(16))
    }

    /// nil for what is no time. Browsers may send seconds.
    static func moment(_ text: String, in zone: TimeZone) -> Moment? {
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?/) != nil,
            let plain = Moment(rfc3339: String(text.prefix(16)) + ":00Z"),
            // The 31st of February is no day.
            plain.rfc3339.prefix(16) == text.prefix(16)
        else { return nil }
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(plain.milliseconds) / 1_000))
        let guess = plain.adding(seconds: -Int64(offset))
        // Where the clocks were put forward or back in between.
        let there = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess.milliseconds) / 1_000))
        return plain.adding(seconds: -Int64(there))
    }
}

import Foundation
import Terms

/// Times as people say them, on the brand's wall clock.
struct Clock: Sendable {
    let zone: TimeZone
    let now: Moment
    let language: Language

    /// `10:18`.
    func time(_ moment: Moment) -> String {
        let local = moment.local(in: zone)
        return "\(local.hour):\(two(local.minute))"
    }

    /// `10:18:06`.
    func exact(_ moment: Moment) -> String {
        let local = moment.local(in: zone)
        return "\(local.hour):\(two(local.minute)):\(two(local.second))"
    }

    /// `今天 10:18`, `昨天 9:05`, `11 月 18 日 9:05`.
    func day(_ moment: Moment) -> String { "\(date(moment)) \(time(moment))" }

    /// `10:18` of today, else as `day`: where there is little room.
    func brief(_ moment: Moment) -> String {
        same(moment.local(in: zone), now.local(in: zone)) ? time(moment) : day(moment)
    }

    /// `今天`, `昨天`, `11 月 18 日`, `2025 年 11 月 18 日`.
    func date(_ moment: Moment) -> String {
        let local = moment.local(in: zone)
        if same(local, now.local(in: zone)) { return PageTexts.today(language) }
        if same(local, now.adding(seconds: -86_400).local(in: zone)) { return PageTexts.yesterday(language) }
        let isThisYear = local.year == now.local(in: zone).year
        if language == .en {
            let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            return "\(local.day) \(months[local.month - 1])" + (isThisYear ? "" : " \(local.year)")
        }
        return (isThisYear ? "" : "\(local.year) 年 ") + "\(local.month) 月 \(local.day) 日"
    }

    /// `2026-11-20 10:21:06`, where it is evidence.
    func full(_ moment: Moment) -> String {
        let local = moment.local(in: zone)
        return
            "\(local.year)-\(two(local.month))-\(two(local.day)) "
            + "\(two(local.hour)):\(two(local.minute)):\(two(local.second))"
    }

    private func same(_ left: Moment.Local, _ right: Moment.Local) -> Bool {
        left.year == right.year && left.month == right.month && left.day == right.day
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    /// In groups of four: `2611 2010 2106 8842`.
    var grouped: String {
        var out = ""
        for (index, character) in enumerated() {
            if index > 0, index % 4 == 0 { out += " " }
            out.append(character)
        }
        return out
    }
}

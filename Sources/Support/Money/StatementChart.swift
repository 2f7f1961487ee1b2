import Terms
import Web

/// Spending added up day by day, beside the month before: one line each, told apart by colour, dash and label.
struct StatementChart {
    private static let (width, height) = (640, 280)
    private static let (left, right, top, bottom) = (8, 8, 26, 34)

    let now: [Int64]
    let before: [Int64]
    /// The last day that has happened, 1…31.
    let today: Int
    let money: (Int64) -> Money
    let page: Page

    var days: Int { max(now.count, before.count) }

    var says: String {
        StatementTexts.curveSays(
            page.language,
            [
                "day": String(today), "now": money(spent).display, "before": money(spentBefore).display,
            ])
    }

    private var spent: Int64 { now.isEmpty ? 0 : now[min(today, now.count) - 1] }
    private var spentBefore: Int64 { before.isEmpty ? 0 : before[min(today, before.count) - 1] }

    var drawing: HTML {
        let most = Self.round(max(now.max() ?? 0, before.max() ?? 0, 1))
        let seen = now.prefix(today)
        let grid = [0, 1, 2].html { step -> HTML in
            let value = most * Int64(2 - step) / 2
            let y = self.y(value, most)
            let label: HTML =
                value > 0 ? "<text x=\"\(Self.left)\" y=\"\(y - 5)\">\(money(value).display)</text>" : .empty
            return """
                <line class="\(step == 2 ? "axis" : "grid")" x1="\(Self.left)" x2="\(Self.width - Self.right)" \
                y1="\(y)" \
                y2="\(y)"/>\(label)
                """
        }
        let marks = [1, 10, 20, days].html { day -> HTML in
            let anchor = day == 1 ? "start" : day == days ? "end" : "middle"
            return """
                <text x="\(x(day))" y="\(Self.height - 8)" text-anchor="\(anchor)">\(String(day))</text>
                """
        }
        return """
            <svg class="chart curve" viewBox="0 0 \(Self.width) \(Self.height)" role="img" \
            aria-labelledby="curve-title curve-desc">\
            <title id="curve-title">\(page(StatementTexts.curve))</title><desc id="curve-desc">\(says)</desc>\
            \(grid)\(marks)<path class="l2" d="\(path(before[...], most))"/><path class="l1" d="\(path(seen, most))"/>\
            <circle class="b1" cx="\(x(max(1, seen.count)))" cy="\(y(seen.last ?? 0, most))" r="4"/></svg>
            """
    }

    /// The key, in words beside the lines' own look.
    var legend: HTML {
        func one(_ line: String, _ text: Text, _ sum: Int64) -> HTML {
            """
            <li><svg class="chart key" viewBox="0 0 28 8" aria-hidden="true"><path class="\(line)" d="M1 4h26"/></svg>\
            <span>\(page(text))</span><span class="money">\(money(sum).display)</span></li>
            """
        }
        return """
            <ul class="legend">\(one("l1", StatementTexts.thisMonth, spent))\
            \(one("l2", StatementTexts.lastMonth, before.last ?? 0))</ul>
            """
    }

    var table: HTML {
        let rows = (1...max(1, days)).html { day -> HTML in
            func cell(_ all: [Int64], _ isThere: Bool) -> HTML {
                isThere && day <= all.count
                    ? "<td class=\"n money\">\(money(all[day - 1]).display)</td>" : "<td class=\"n muted\">—</td>"
            }
            return """
                <tr><th scope="row">\(StatementTexts.dayNumber(page.language, ["day": String(day)]))</th>\
                \(cell(now, day <= today))\(cell(before, true))</tr>
                """
        }
        return """
            <table class="table tight"><thead><tr><th scope="col">\(page(StatementTexts.day))</th>\
            <th scope="col" class="n">\(page(StatementTexts.thisMonth))</th>\
            <th scope="col" class="n">\(page(StatementTexts.lastMonth))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    // MARK: - Places

    private func path(_ sums: ArraySlice<Int64>, _ most: Int64) -> String {
        var path = "M\(Self.left) \(y(0, most))"
        for (index, sum) in sums.enumerated() { path += "L\(x(index + 1)) \(y(sum, most))" }
        return path
    }

    private func x(_ day: Int) -> Int { Self.left + (Self.width - Self.left - Self.right) * day / max(1, days) }

    private func y(_ minor: Int64, _ most: Int64) -> Int {
        let room = Double(Self.height - Self.top - Self.bottom)
        return Self.height - Self.bottom - Int(room * Double(max(0, minor)) / Double(most))
    }

    /// Up to a number that reads well: 1, 2 or 5 with noughts, or between.
    static func round(_ minor: Int64) -> Int64 {
        var size: Int64 = 100
        while size * 10 <= minor { size *= 10 }
        return [1, 2, 4, 6, 8, 10].map { $0 * size }.first { $0 >= minor } ?? size * 10
    }
}

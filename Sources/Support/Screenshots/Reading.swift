import Answers
import Foundation
import Pictures
import Storage
import Terms
import Wallet

/// What a picture of a screen says: the sentence that went wrong, and which transaction. Secrets are masked before it
/// is made, so that none is ever kept.
struct Reading: Codable, Sendable, Equatable {
    static let errorLengthMax = 120
    /// Below this a line is noise: what the reader says of its own guesses, 0…100.
    static let surenessMin = 45.0
    private static let orderDigits = 10...32

    var error: String?
    /// The last four digits of an order number.
    var ending: String?
    /// The customer's own transaction that it shows.
    var transaction: TransactionID? {
        get { transactionText.map { TransactionID($0) } }
        set { transactionText = newValue?.text }
    }
    var amount: Int64?
    var happenedAt: Int64?
    private var transactionText: String?

    /// nil where nothing in it says what happened.
    init?(_ lines: [PictureReader.Line], clock: Clock, transactions: [WalletTransaction]) {
        let sure = lines.filter { $0.sureness >= Self.surenessMin }
        let masked = Secrets.mask(sure.map(\.text).joined(separator: "\n")).text.split(separator: "\n").map(String.init)
        error = Self.error(masked)
        amount = masked.lazy.compactMap(Self.amount).first
        happenedAt = masked.lazy.compactMap { Self.moment($0, clock) }.first?.milliseconds
        let numbers = sure.compactMap { Self.orderNumber($0.text) }
        let own = transactions.first { one in numbers.contains { $0.hasSuffix(one.number) } } ?? match(transactions)
        transaction = own?.id
        ending = (own?.number ?? numbers.first).map { String($0.suffix(4)) }
        guard error != nil || ending != nil else { return nil }
    }

    /// By amount and time, where no number could be read and only one fits.
    private func match(_ transactions: [WalletTransaction]) -> WalletTransaction? {
        guard let amount, let happenedAt else { return nil }
        let fitting = transactions.filter {
            $0.amount.minor == amount && abs($0.createdAt.milliseconds - happenedAt) < 10 * 60_000
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    // MARK: - Parts

    private static let failures = [
        "失败", "失敗", "错误", "錯誤", "超时", "逾時", "无法", "無法", "不能", "未成功", "没成功", "拒绝", "拒絕", "异常",
        "異常", "不足", "过期", "過期", "受限", "限制", "fail", "error", "declined", "timed out", "unable", "did not",
        "could not", "cannot", "insufficient", "expired", "rejected", "not available",
    ]

    private static func isFailure(_ line: String) -> Bool {
        let folded = line.lowercased()
        return failures.contains { folded.contains($0) }
    }

    /// The first line that tells of a failure, and the next where it goes on about it.
    private static func error(_ lines: [String]) -> String? {
        guard let at = lines.firstIndex(where: isFailure) else { return nil }
        var text = lines[at].trimmingSpaces()
        if at + 1 < lines.count, isFailure(lines[at + 1]) {
            let isLatin = text.last?.isASCII ?? false
            text += (isLatin ? ". " : "，") + lines[at + 1].trimmingSpaces()
        }
        // A sentence that goes on below is cut where the last whole one ends.
        if let end = text.lastIndex(of: "."), text.last != ".", text.last?.isASCII ?? false {
            text = String(text[...end])
        }
        return String(text.prefix(errorLengthMax))
    }

    /// `¥1,280.50`: only with its two decimals, which tell it from everything else.
    private static func amount(_ line: String) -> Int64? {
        let found = line.firstMatch(of: /(?:^|[^0-9.,:-])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})\.([0-9]{2})(?![0-9.:])/)
        guard let found, let whole = Int64(found.output.1.replacing(",", with: "")),
            let rest = Int64(found.output.2)
        else { return nil }
        let minor = whole * 100 + rest
        return minor > 0 ? minor : nil
    }

    /// Of a line that says that it is one.
    private static func orderNumber(_ line: String) -> String? {
        let folded = line.lowercased()
        let isOrder = ["订单", "訂單", "交易号", "交易單號", "流水", "单号", "單號", "order", "transaction"]
            .contains { folded.contains($0) }
        guard isOrder else { return nil }
        let digits = String(line.filter { $0.isASCII && $0.isNumber })
        return orderDigits.contains(digits.count) ? digits : nil
    }

    private static func moment(_ line: String, _ clock: Clock) -> Moment? {
        let local = clock.now.local(in: clock.zone)
        func moment(_ year: Int, _ month: Int, _ day: Int, _ hour: Substring, _ minute: Substring) -> Moment? {
            func two(_ text: String) -> String { text.count == 1 ? "0" + text : text }
            let date = "\(year)-\(two(String(month)))-\(two(String(day)))"
            let found = LocalTime.moment("\(date)T\(two(String(hour))):\(minute)", in: clock.zone)
            return found.flatMap { $0 <= clock.now.adding(seconds: 86_400) ? $0 : nil }
        }
        if let all = line.firstMatch(
            of: /(20[0-9]{2})[-\/.年] ?([0-9]{1,2})[-\/.月] ?([0-9]{1,2})日? *([0-9]{1,2}):([0-9]{2})/)
        {
            let (_, year, month, day, hour, minute) = all.output
            return moment(Int(year) ?? 0, Int(month) ?? 0, Int(day) ?? 0, hour, minute)
        }
        if let all = line.firstMatch(of: /([0-9]{1,2})[-月] ?([0-9]{1,2})日? +([0-9]{1,2}):([0-9]{2})/) {
            let (_, first, second, hour, minute) = all.output
            let (month, day) = (Int(first) ?? 0, Int(second) ?? 0)
            return moment(local.year, month, day, hour, minute) ?? moment(local.year - 1, month, day, hour, minute)
        }
        if let all = line.firstMatch(of: /(今天|昨天|[Tt]oday|[Yy]esterday),? *([0-9]{1,2}):([0-9]{2})/) {
            let isToday = all.output.1 == "今天" || all.output.1.lowercased() == "today"
            let day = isToday ? local : clock.now.adding(seconds: -86_400).local(in: clock.zone)
            return moment(day.year, day.month, day.day, all.output.2, all.output.3)
        }
        return nil
    }

    // MARK: - In words, and as it is kept

    /// `“支付失败，银行处理超时”，订单号 …2086，今天 14:03，¥88.00`.
    func words(_ clock: Clock) -> String {
        let language = clock.language
        let parts = [
            error.map { ScreenshotTexts.quoted(language, ["text": $0]) },
            ending.map { ScreenshotTexts.order(language, ["ending": $0]) },
            happenedAt.map { clock.day(Moment(milliseconds: $0)) },
            amount.map { Money(minor: $0, currency: .cny).display },
        ]
        return parts.compactMap { $0 }.joined(separator: language == .en ? ", " : "，")
    }

    /// For the intake card.
    var fields: [(Intake.Field, String)] {
        let all: [(Intake.Field, String?)] = [
            (.error, error), (.transaction, transaction?.text), (.order, ending.map { "…" + $0 }),
            (.amount, amount.map { String($0) }),
            (.happened, happenedAt.map { Moment(milliseconds: $0).rfc3339 }),
        ]
        return all.compactMap { field, value in value.map { (field, $0) } }
    }

    var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init?(stored: String?) {
        guard let stored, let reading = try? JSONDecoder().decode(Reading.self, from: Data(stored.utf8)) else {
            return nil
        }
        self = reading
    }
}

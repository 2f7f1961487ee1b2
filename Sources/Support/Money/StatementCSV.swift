import Foundation
import Terms
import Wallet

/// The month for a spreadsheet: UTF-8 with a byte order mark (Excel reads it as UTF-8 then), RFC 4180, oldest first.
struct StatementCSV {
    let statement: Statement
    let zone: TimeZone
    let language: Language

    var text: String {
        var balance = statement.opening.minor
        var lines = [StatementTexts.columns.map { $0(language) }]
        lines.append(["", "", StatementTexts.opening(language), "", "", "", "", "", "", amount(balance)])
        for entry in statement.entries {
            balance += entry.change
            lines.append(line(entry, balance))
        }
        if statement.unexplained != 0 {
            balance += statement.unexplained
            lines.append([
                "", "", StatementTexts.others(language), "", "", amount(max(0, statement.unexplained)),
                amount(max(0, -statement.unexplained)), "", "", amount(balance),
            ])
        }
        lines.append([
            "", "", StatementTexts.closing(language), "", "", "", "", "", "", amount(statement.closing.minor),
        ])
        return "\u{FEFF}" + lines.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private func line(_ entry: Statement.Entry, _ balance: Int64) -> [String] {
        let transaction = entry.transaction
        let clock = Clock(zone: zone, now: entry.at, language: language)
        let kind = MoneyTexts.kind(transaction.kind)(language)
        return [
            clock.full(entry.at), transaction.number,
            entry.isReturn ? StatementTexts.cameBack(language, ["kind": kind]) : kind, transaction.counterparty.name,
            MoneyTexts.means(transaction.means, language), entry.flow > 0 ? amount(entry.flow) : "",
            entry.flow < 0 ? amount(-entry.flow) : "",
            transaction.fee.minor > 0 && !entry.isReturn ? transaction.fee.decimal : "",
            MoneyTexts.state(transaction.state)(language), amount(balance),
        ]
    }

    private func amount(_ minor: Int64) -> String { statement.money(minor).decimal }

    /// Quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
    /// injection): a payee's name is what somebody else typed. Long numbers keep their digits as text.
    static func cell(_ text: String) -> String {
        var text = text
        let first = text.unicodeScalars.first
        let isNumber = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 45 } && Double(text) != nil
        if let first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), !isNumber { text = "'" + text }
        if isNumber, text.utf8.count >= 12, !text.utf8.contains(46) { text += "\t" }
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

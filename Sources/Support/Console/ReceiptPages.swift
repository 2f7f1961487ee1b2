import Foundation
import Terms
import Web

/// Why the assistant answered so, folded below its answer on the desk.
struct ReceiptPages {
    private static let guessesMax = 3

    let language: Language
    let clock: Clock

    func why(_ receipt: Receipt) -> HTML {
        """
        <details class="fold tiny muted"><summary>\(ReceiptTexts.why(language))</summary><dl class="facts">\
        <dt>\(ReceiptTexts.basis(language))</dt><dd>\(ReceiptTexts.basis(receipt.basis)(language))</dd>\
        \(rule(receipt))\(understood(receipt))\(same(receipt))</dl></details>
        """
    }

    private func rule(_ receipt: Receipt) -> HTML {
        guard let mark = receipt.mark else { return .empty }
        let facts = mark.facts.sorted { $0.key.rawValue < $1.key.rawValue }.filter { $0.value != Facts.no }
            .map { "\($0.key.rawValue)=\($0.value)" }
        return """
            <dt>\(ReceiptTexts.rule(language))</dt><dd><code class="mono">\(mark.rule)</code></dd>\
            <dt>\(ReceiptTexts.facts(language))</dt><dd><code class="mono">\(facts.joined(separator: ", "))</code></dd>\
            <dt>\(ReceiptTexts.asOf(language))</dt>\
            <dd>\(clock.full(Moment(milliseconds: receipt.doctor.now)))</dd>
            """
    }

    private func understood(_ receipt: Receipt) -> HTML {
        let guesses = receipt.doctor.said.prefix(Self.guessesMax).map {
            "\($0.label) \(Int(($0.probability * 100).rounded()))%"
        }
        guard !guesses.isEmpty else { return .empty }
        return "<dt>\(ReceiptTexts.understood(language))</dt><dd>\(guesses.joined(separator: ", "))</dd>"
    }

    private func same(_ receipt: Receipt) -> HTML {
        guard let isSame = receipt.isSameToday else { return .empty }
        let text = isSame ? ReceiptTexts.same : ReceiptTexts.different
        return "<dt>\(ReceiptTexts.replayed(language))</dt><dd>\(text(language))</dd>"
    }
}

enum ReceiptTexts {
    static let why = Text("为什么这样答", "為什麼這樣答", "Why this answer")
    static let basis = Text("凭什么", "憑什麼", "Based on")
    static let rule = Text("规则", "規則", "Rule")
    static let facts = Text("用到的事实", "用到的事實", "Facts")
    static let asOf = Text("查询时间", "查詢時間", "Looked up")
    static let understood = Text("听成了", "聽成了", "Understood as")
    static let replayed = Text("按今天的规则", "依今天的規則", "By today's rules")
    static let same = Text("结论一样", "結論一樣", "the same")
    static let different = Text("结论会不同", "結論會不同", "another answer")

    static func basis(_ basis: Receipt.Basis) -> Text {
        switch basis {
        case .record: Text("客户自己的记录", "客戶自己的記錄", "the customer's own records")
        case .words: Text("客户说的话", "客戶說的話", "what the customer said")
        case .search: Text("帮助文章", "說明文章", "an article of the help centre")
        case .urgent: Text("安全优先的话", "安全優先的話", "words that go before everything")
        case .unclear: Text("没听懂，先问一句", "沒聽懂，先問一句", "nothing clear, so it asked")
        }
    }
}

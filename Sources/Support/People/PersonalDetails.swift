import Foundation
import Terms

/// Somebody's name as on their bank card.
struct PersonName: Sendable {
    static let lengthMax = 40

    let text: String

    /// Spaces in the middle become one; there must be a letter, and nothing that cannot be printed.
    init(_ typed: String, field: String = "name") throws {
        let text = typed.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        guard !text.isEmpty else { throw Refusal.invalid(field, "name_missing", DetailTexts.nameMissing) }
        let isPrintable = text.unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .privateUse, .surrogate, .unassigned].contains(scalar.properties.generalCategory)
        }
        guard text.count <= Self.lengthMax, isPrintable, text.contains(where: \.isLetter),
            !text.contains(where: { "<>@/\\{}".contains($0) })
        else { throw Refusal.invalid(field, "name_invalid", DetailTexts.nameInvalid) }
        self.text = text
    }
}

/// A day in the past, as `1990-02-15`.
struct Birthday: Sendable {
    static let yearsMax = 130

    let text: String

    /// nil for an empty field. Reads `1990-02-15`, `1990/2/15`, `1990年2月15日` and `19900215`, full-width digits too.
    static func parse(_ typed: String, now: Moment, field: String = "birthday") throws -> Birthday? {
        let typed = typed.precomposedStringWithCompatibilityMapping.trimmingSpaces()
        return typed.isEmpty ? nil : try Birthday(typed, now: now, field: field)
    }

    private init(_ typed: String, now: Moment, field: String) throws {
        var parts = typed.split { !("0"..."9").contains($0) }.map(String.init)
        if parts.count == 1, parts[0].utf8.count == 8 {
            let digits = parts[0]
            parts = [String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.suffix(2))]
        }
        let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
        guard typed.utf8.count <= 40, numbers.count == 3, parts.count == 3, let year = numbers.first else {
            throw Refusal.invalid(field, "birthday_invalid", DetailTexts.birthdayInvalid)
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text = "\(year)-\(two(numbers[1]))-\(two(numbers[2]))"
        let today = now.local(in: .gmt)
        guard let begin = Moment(rfc3339: "\(text)T00:00:00Z"), begin <= now, year > today.year - Self.yearsMax,
            begin.local(in: .gmt).day == numbers[2]
        else { throw Refusal.invalid(field, "birthday_invalid", DetailTexts.birthdayInvalid) }
        self.text = text
    }
}

/// What a customer chose to know our texts by (防伪语). Empty where they chose none.
struct SafeWord: Sendable {
    static let lengthMax = 20

    let text: String

    init(_ typed: String, field: String = "safe_word") throws {
        let text = typed.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let isFit = text.unicodeScalars.allSatisfy { scalar in
            ![.control, .format, .privateUse, .surrogate, .unassigned].contains(scalar.properties.generalCategory)
        }
        // It is sent in every text: nothing that carriers or people take for a link or a place to fill.
        guard text.count <= Self.lengthMax, isFit, !text.contains(where: { "<>{}/\\.@【】[]".contains($0) }) else {
            throw Refusal.invalid(field, "safe_word_invalid", DetailTexts.safeWordInvalid)
        }
        self.text = text
    }
}

enum DetailTexts {
    static let name = Text("姓名", "姓名", "Name")
    static let nameHint = Text(
        "和银行卡上的一样，以后绑卡才能通过。", "和銀行卡上的一樣，以後綁卡才能通過。", "As on your bank card, so that you can link it later.")
    static let nameMissing = Text("请填写姓名。", "請填寫姓名。", "Please enter your name.")
    static let nameInvalid = Text(
        "姓名请填 1–40 个字，和银行卡上的一样。", "姓名請填 1–40 個字，和銀行卡上的一樣。",
        "Please enter your name in 1 to 40 characters, as on your card.")
    static let birthday = Text("生日（可不填）", "生日（可不填）", "Birthday (optional)")
    static let birthdayHint = Text(
        "忘了密码、核对身份时可以多一个凭据。", "忘記密碼、核對身分時可以多一項憑據。", "One more way to show who you are, should you need it.")
    static let birthdayInvalid = Text(
        "请填写真实的日期，例如 1990-02-15。", "請填寫真實的日期，例如 1990-02-15。", "Please enter a real date, such as 1990-02-15.")
    static let safeWord = Text("防伪语（可不填）", "防偽語（可不填）", "Safe phrase (optional)")
    static let safeWordHint = Text(
        "我们发的每条短信和邮件都会带上它。没有它的，就不是我们发的。", "我們發的每則簡訊和郵件都會帶上它。沒有它的，就不是我們發的。",
        "Every text and e-mail from us will carry it. Whatever lacks it is not from us.")
    static let safeWordInvalid = Text(
        "防伪语最多 20 个字，不能有链接和符号 < > { } [ ] 【 】 / . @。", "防偽語最多 20 個字，不能有連結和符號 < > { } [ ] 【 】 / . @。",
        "A safe phrase has 20 characters at most and none of < > { } [ ] / . @.")
    static let safeWordIsPassword = Text(
        "防伪语会写在短信里，不能和密码一样。", "防偽語會寫在簡訊裡，不能和密碼一樣。", "It will stand in every text, so it cannot be your password.")
}

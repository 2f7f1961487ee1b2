import Credentials
import Storage
import Terms

/// A password that somebody chose and that may be used: signing up, resetting and changing agree on it here.
struct NewPassword: Sendable {
    let text: String

    /// Throws `Refusal.invalid` for `field`, with a sentence that says what to change.
    init(_ typed: String, owner: PasswordRules.Owner, field: String = "password") throws {
        guard !typed.isEmpty else { throw Refusal.invalid(field, "password_missing", PasswordTexts.missing) }
        if let problem = PasswordRules().problem(with: typed, of: owner) {
            throw Refusal.invalid(field, PasswordTexts.code(problem), PasswordTexts.text(problem))
        }
        text = typed
    }

    /// Throws where it is the one that the account has already.
    func checkDiffers(from hash: String?, _ passwords: Passwords, field: String = "password") async throws {
        guard let hash, try await passwords.matches(text, hash) else { return }
        throw Refusal.invalid(field, "password_unchanged", PasswordTexts.unchanged)
    }
}

extension Customer {
    /// What a password of theirs must not be made of.
    var passwordOwner: PasswordRules.Owner {
        PasswordRules.Owner(birthday: birthday, phone: phone, email: email, name: name)
    }

    static func passwordHash(of id: CustomerID, in transaction: Transaction) throws -> String? {
        try transaction.first("SELECT password_hash FROM customer WHERE id = \(id)")?.get(0)
    }

    /// The old password is worth nothing from now on: neither for a sign-in that has begun with it, nor for the count
    /// of wrong ones. Sessions are the caller's to end.
    func change(passwordHash hash: String, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE customer SET password_hash = \(hash), password_changed_at = \(transaction.now), failed_sign_ins = 0,
                                locked_until = 0
            WHERE id = \(id)
            """)
        try transaction.execute(
            """
            UPDATE identity_check SET state = 'failed', settled_at = \(transaction.now)
            WHERE customer_id = \(id) AND purpose IN \(SQL.list([Purpose.signIn, .resetPassword]))
              AND state IN ('open', 'passed')
            """)
        try transaction.record("password.changed", brand: brand, customer: id, by: actor)
        try Flow.ended(.passwordSet, id, in: transaction)
    }
}

enum PasswordTexts {
    static func code(_ problem: PasswordRules.Problem) -> String {
        switch problem {
        case .tooShort: "password_too_short"
        case .tooLong: "password_too_long"
        case .fromBirthday, .fromPhone, .fromEmail, .fromName: "password_personal"
        default: "password_common"
        }
    }

    static func text(_ problem: PasswordRules.Problem) -> Text {
        switch problem {
        case .tooShort:
            Text(
                "密码至少要 8 个字符。几个不相干的词连起来，又长又好记。", "密碼至少要 8 個字元。幾個不相干的詞連起來，又長又好記。",
                "A password needs at least 8 characters. A few unrelated words are long and easy to remember.")
        case .tooLong:
            Text("密码最长 256 个字符，请缩短一些。", "密碼最長 256 個字元，請縮短一些。", "A password can have 256 characters at most.")
        case .fromBirthday:
            Text(
                "密码里用了您的生日，认识您的人容易猜到。请换一个。", "密碼裡用了您的生日，認識您的人容易猜到。請換一個。",
                "This password is made of your birthday, which people who know you can guess. Please choose another.")
        case .fromPhone:
            Text(
                "密码里用了您的手机号，别人容易猜到。请换一个。", "密碼裡用了您的手機號碼，別人容易猜到。請換一個。",
                "This password is made of your phone number, which others can guess. Please choose another.")
        case .fromEmail:
            Text(
                "密码里用了您的邮箱，别人容易猜到。请换一个。", "密碼裡用了您的電子郵件，別人容易猜到。請換一個。",
                "This password is made of your e-mail, which others can guess. Please choose another.")
        case .fromName:
            Text(
                "密码里用了您的名字，认识您的人容易猜到。请换一个。", "密碼裡用了您的名字，認識您的人容易猜到。請換一個。",
                "This password is made of your name, which people who know you can guess. Please choose another.")
        default:
            Text(
                "这个密码太常见，最先被人试的就是它们。请加长，或换几个不相干的词。", "這個密碼太常見，最先被人試的就是它們。請加長，或換幾個不相干的詞。",
                "This password is among the first that anybody would try. Make it longer, or use a few unrelated words."
            )
        }
    }

    static let missing = Text("请填写密码。", "請填寫密碼。", "Please enter a password.")
    static let unchanged = Text(
        "这是您现在的密码。请换一个没用过的。", "這是您現在的密碼。請換一個沒用過的。", "This is the password you have now. Please choose a new one.")
    static let hint = Text(
        "至少 8 个字符，中文、符号和空格都可以。别用生日和手机号。", "至少 8 個字元，中文、符號和空格都可以。別用生日和手機號碼。",
        "At least 8 characters of any kind, spaces too. Not your birthday or your phone number.")
    static let show = Text("显示密码", "顯示密碼", "Show the password")
    static let hide = Text("隐藏密码", "隱藏密碼", "Hide the password")
    static let capitals = Text("大写锁定打开着。", "大寫鎖定開著。", "Caps Lock is on.")
}

extension Notice.Template {
    /// Places: `time`, `way`.
    static let passwordChanged = Notice.Template(
        name: "password_changed", subject: Text("登录密码已更换", "登入密碼已更換", "Your password was changed"),
        text: Text(
            "您的登录密码在 {time} 换过了，其他设备都已退出。不是您本人的话，{way}", "您的登入密碼在 {time} 換過了，其他裝置都已登出。若不是您本人，{way}",
            "Your password was changed at {time}, and all other devices were signed out. If this was not you, {way}"))
}

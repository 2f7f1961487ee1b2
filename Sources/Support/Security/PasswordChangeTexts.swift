import Credentials
import Terms

enum PasswordChangeTexts {
    static let title = Text("登录密码", "登入密碼", "Password")
    static let what = Text(
        "先填一次现在的密码，确认是您本人，再设新的。换好后，其他设备都会退出登录。", "先填一次現在的密碼，確認是您本人，再設新的。換好後，其他裝置都會登出。",
        "First your present password, so that we know it is you, then a new one. All other devices are signed out then."
    )
    static let digitsWhat = Text(
        "付款、转账和提现时要输的 6 位数字。先核对是您本人，再设置；忘了也从这里重设。", "付款、轉帳和提領時要輸入的 6 位數字。先核對是您本人，再設定；忘了也從這裡重設。",
        "Six digits for paying, sending and withdrawing. First we check that it is you. If you forgot them, set others "
            + "here.")
    static let set = Text("去设置", "前往設定", "Set it")
    static let change = Text("更换", "更換", "Change it")
    static let save = Text("保存", "儲存", "Save")
    static let saved = Text(
        "登录密码换好了，其他设备都已退出。", "登入密碼換好了，其他裝置都已登出。", "Your password is changed; all other devices are signed out.")
    static let digitsSaved = Text(
        "支付密码设好了，现在就能用。", "支付密碼設定好了，現在就能用。", "Your payment password is set. You can use it now.")
    static let new = Text("新的登录密码", "新的登入密碼", "New password")
    static let others = Text(
        "保存后，除了这台设备，其他设备都要重新登录。", "儲存後，除了這台裝置，其他裝置都要重新登入。",
        "After that every device but this one has to sign in again.")
    static let digitsFirst = Text("设置支付密码", "設定支付密碼", "Set a payment password")
    static let digitsNew = Text("设置新的支付密码", "設定新的支付密碼", "A new payment password")
    static let digitsAgain = Text("再输一次", "再輸入一次", "Once more")
    static let digitsHint = Text(
        "6 位数字。别用生日、手机号里的数字，也别用 123456 这样的。", "6 位數字。別用生日、手機號碼裡的數字，也別用 123456 這類的。",
        "Six digits. Not your birthday, not from your phone number, not the like of 123456.")
    static let digitsDiffer = Text(
        "两次输的不一样，请再输一次。", "兩次輸入的不一樣，請再輸入一次。", "The two do not match. Please type it again.")
    static let digitsUnchanged = Text(
        "这就是现在的支付密码，请换一个。", "這就是現在的支付密碼，請換一個。", "This is your payment password now. Please choose another.")

    static func digits(_ problem: PasswordRules.Problem) -> Text {
        switch problem {
        case .run:
            Text(
                "连号太容易猜到，例如 123456。请换一个。", "連號太容易猜到，例如 123456。請換一個。",
                "Digits in a row, such as 123456, are easy to guess. Please choose others.")
        case .repeated:
            Text(
                "重复的数字太容易猜到，例如 111111、112233。请换一个。", "重複的數字太容易猜到，例如 111111、112233。請換一個。",
                "Repeated digits, such as 111111 or 112233, are easy to guess. Please choose others.")
        case .fromBirthday:
            Text(
                "这是您的生日，认识您的人容易猜到。请换一个。", "這是您的生日，認識您的人容易猜到。請換一個。",
                "That is your birthday, which people who know you can guess. Please choose others.")
        case .fromPhone:
            Text(
                "这几位在您的手机号里，别人容易猜到。请换一个。", "這幾位在您的手機號碼裡，別人容易猜到。請換一個。",
                "These digits are in your phone number, which others can guess. Please choose others.")
        case .common:
            Text(
                "用这个的人太多，最先被人试。请换一个。", "用這個的人太多，最先被人試。請換一個。",
                "Too many people use these; they are tried first. Please choose others.")
        default: PaymentPasswordTexts.sixDigits
        }
    }
}

extension PaymentPassword {
    static let unchanged = Refusal.invalid(field, "payment_password_unchanged", PasswordChangeTexts.digitsUnchanged)

    /// New digits, typed twice because nobody sees them. Throws at the field that is wrong.
    static func fresh(_ typed: String, again: String, of customer: Customer) throws -> String {
        guard let digits = SixDigits.normalised(typed) else {
            throw Refusal.invalid(field, "payment_password_invalid", PaymentPasswordTexts.sixDigits)
        }
        let owner = PasswordRules.Owner(
            birthday: customer.birthday, phone: customer.phone, email: customer.email, name: customer.name)
        if let problem = PasswordRules().problem(withPaymentPassword: digits, of: owner) {
            throw Refusal.invalid(field, "payment_password_weak", PasswordChangeTexts.digits(problem))
        }
        guard SixDigits.normalised(again) == digits else {
            throw Refusal.invalid("\(field)_again", "payment_password_differs", PasswordChangeTexts.digitsDiffer)
        }
        return digits
    }
}

extension Notice.Template {
    static let paymentPasswordChanged = Notice.Template(
        name: "payment_password_changed", subject: Text("支付密码已设置", "支付密碼已設定", "Your payment password was set"),
        text: Text(
            "您的 {brand} 支付密码刚刚设置或更换过。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 支付密碼剛剛設定或更換過。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Your {brand} payment password was just set or changed. If this was not you, open {brand}, stop "
                + "everything or call {emergency}."))
}

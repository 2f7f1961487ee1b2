import Terms

enum PaymentPasswordTexts {
    static let label = Text("支付密码", "支付密碼", "Payment password")
    static let sixDigits = Text("支付密码是 6 位数字。", "支付密碼是 6 位數字。", "Your payment password has six digits.")
    static let missing = Text(
        "您还没有设支付密码。先在安全中心设一个，再回来付款，一分钟就好。", "您還沒有設定支付密碼。請先到安全中心設定，再回來付款，一分鐘就好。",
        "You have no payment password yet. Set one in the security centre first; it takes a minute.")
    static let wrong = Text(
        "支付密码不对，还可以试 {left} 次。忘了的话，可以在安全中心重设。", "支付密碼不對，還可以試 {left} 次。若忘了，可以到安全中心重設。",
        "That payment password is wrong; you can try {left} more times. If you forgot it, set another in the security "
            + "centre.")
    static let locked = Text(
        "支付密码错得太多，为了您的钱，付款先停 {minutes} 分钟，之后自动恢复。着急的话，可以在安全中心重设支付密码。",
        "支付密碼錯誤次數太多，為了您的錢，付款先暫停 {minutes} 分鐘，之後自動恢復。若很急，可以到安全中心重設支付密碼。",
        "Too many wrong payment passwords. To protect your money, payments pause for {minutes} minutes and then go "
            + "on by themselves. If it is urgent, set another payment password in the security centre.")
}

extension Notice.Template {
    /// Places: `minutes`.
    static let paymentsLocked = Notice.Template(
        name: "payments_locked", subject: Text("付款已暂停", "付款已暫停", "Payments are paused"),
        text: Text(
            "您的 {brand} 支付密码连续输错，付款已停 {minutes} 分钟，钱没有动。不是您本人的话，请打开 {brand} 一键止付。",
            "您的 {brand} 支付密碼連續輸錯，付款已暫停 {minutes} 分鐘，錢沒有動。若不是您本人，請開啟 {brand} 一鍵止付。",
            "Your {brand} payment password was wrong too often. Payments pause for {minutes} minutes; no money has "
                + "moved. If it was not you, open {brand} and stop everything."))
}

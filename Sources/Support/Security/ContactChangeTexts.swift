import Terms

enum ContactChangeTexts {
    static let phoneInvalid = Text(
        "请填写手机号，例如 13800138000。", "請填寫手機號碼，例如 0912345678。", "Please enter a phone number, such as 13800138000.")
    static let emailInvalid = Text(
        "请填写邮箱，例如 name@example.com。", "請填寫電子郵件，例如 name@example.com。",
        "Please enter an e-mail, such as name@example.com.")
    static let unchanged = Text(
        "这就是您现在用的，请填新的。", "這就是您現在用的，請填新的。", "You use this one already. Please enter the new one.")
    static let taken = Text(
        "这个号码或邮箱已经有账户在用，请换一个。", "這個號碼或信箱已有帳戶在用，請換一個。",
        "Another account uses this contact already. Please choose another one.")
    static let waiting = Text(
        "已经有一次更换在等待生效。要改的话，请先停止那一次。", "已經有一次更換在等待生效。要更改的話，請先停止那一次。",
        "Another change is waiting already. To ask for this one, stop that one first.")

    static func title(_ kind: ContactChange.Kind) -> Text {
        kind == .phone ? Text("手机号", "手機號碼", "Phone") : Text("邮箱", "電子郵件", "E-mail")
    }
    static func now(_ kind: ContactChange.Kind) -> Text {
        kind == .phone ? Text("现在的手机号", "現在的手機號碼", "Your phone now") : Text("现在的邮箱", "現在的信箱", "Your e-mail now")
    }
    static func new(_ kind: ContactChange.Kind) -> Text {
        kind == .phone ? Text("新手机号", "新手機號碼", "New phone") : Text("新邮箱", "新信箱", "New e-mail")
    }
    static func explanation(_ kind: ContactChange.Kind) -> Text {
        kind == .phone
            ? Text(
                "登录、收验证码和通知都用它。更换分两步：先核对是您本人，再验证新号码。", "登入、收驗證碼和通知都用它。更換分兩步：先核對是您本人，再驗證新號碼。",
                "You sign in with it, and codes and notices go to it. First we check that it is you, then the new "
                    + "number."
            )
            : Text(
                "登录、收验证码和通知都可以用它。更换分两步：先核对是您本人，再验证新邮箱。", "登入、收驗證碼和通知都可以用它。更換分兩步：先核對是您本人，再驗證新信箱。",
                "You can sign in with it, and notices go to it. First we check that it is you, then the new e-mail.")
    }
    static func change(_ kind: ContactChange.Kind) -> Text {
        kind == .phone ? Text("更换手机号", "更換手機號碼", "Change the phone") : Text("更换邮箱", "更換信箱", "Change the e-mail")
    }
    static func add(_ kind: ContactChange.Kind) -> Text {
        kind == .phone ? Text("添加手机号", "新增手機號碼", "Add a phone") : Text("添加邮箱", "新增信箱", "Add an e-mail")
    }
    static let none = Text("还没有", "還沒有", "None yet")

    static let lostTitle = Text("旧手机不在身边？", "舊手機不在身邊？", "Old phone gone?")
    static let lost = Text(
        "丢了、停机了或换了号，也能自己换：用邮箱、支付密码和最近的交易核对。为了防止别人冒充，24 小时后生效，期间随时可以停止。",
        "遺失、停用或換號了，也能自己更換：用信箱、支付密碼和最近的交易核對。為防他人冒用，24 小時後生效，期間隨時可以停止。",
        "Lost, cut off or another number: you can still change it, with your e-mail, your payment password and recent "
            + "transactions. So that nobody else does, it takes effect after 24 hours and can be stopped until then.")
    static let lostStart = Text("不用旧手机更换", "不用舊手機更換", "Change without it")
    static let stuckTitle = Text("这些方式都用不了？", "這些方式都用不了？", "None of this works for you?")
    static let stuck = Text(
        "客服会换别的办法核对是您本人，不会问您要密码和验证码。", "客服會用其他方法核對是您本人，不會向您要密碼和驗證碼。",
        "A person will find another way to make sure that it is you, and never asks for passwords or codes.")
    static let stuckStart = Text("请客服帮忙", "請客服幫忙", "Ask a person")
    static let stuckTopic = Text("更换手机号或邮箱，自己核对不了", "更換手機號碼或信箱，無法自行核對", "Changing a contact, cannot prove it alone")
    static let stuckWords = Text(
        "我想更换登记的手机号或邮箱，但页面上的核对方式都用不了，请帮我处理。", "我想更換登記的手機號碼或信箱，但頁面上的核對方式都用不了，請協助處理。",
        "I want to change my registered phone or e-mail, but I cannot use any of the ways offered. Please help me.")

    static let sendCode = Text("发送验证码", "發送驗證碼", "Send the code")
    static let newHint = Text("我们会发一个验证码，确认它是您的。", "我們會發一個驗證碼，確認它是您的。", "We send a code to make sure that it is yours.")
    static let confirm = Text("最后确认一下", "最後確認一下", "One last look")
    static let confirmNow = Text("确认更换", "確認更換", "Change it")
    static let confirmLater = Text("确认，24 小时后生效", "確認，24 小時後生效", "Confirm, effective in 24 hours")
    static let from = Text("原来", "原來", "Before")
    static let to = Text("换成", "換成", "After")
    static let whenNow = Text(
        "马上生效，新旧两边都会收到通知。", "立即生效，新舊兩邊都會收到通知。", "At once. Both the old and the new contact are told.")
    static let whenLater = Text(
        "24 小时后生效。现在登记的每个联系方式都会收到通知，不是您本人的话，一点就能停。",
        "24 小時後生效。現在登記的每個聯絡方式都會收到通知，若不是您本人，一按就能停。",
        "After 24 hours. Every contact you have now is told, and one tap stops it if it was not you.")
    static let effective = Text("生效", "生效", "Effective")

    static let coolingTitle = Text("正在等待生效", "正在等待生效", "Waiting to take effect")
    static let cooling = Text(
        "将换成 {contact}，{time} 生效，还有 {left}。", "將換成 {contact}，{time} 生效，還有 {left}。",
        "It becomes {contact} in {left}: {time}.")
    static let hours = Text("{hours} 小时 {minutes} 分钟", "{hours} 小時 {minutes} 分鐘", "{hours} h {minutes} min")
    static let stop = Text("停止这次更换", "停止這次更換", "Stop this change")
    static let stopHint = Text(
        "停止后，{contact} 不会换到您的账户上，您的钱和其他设置都不变。", "停止後，{contact} 不會換到您的帳戶上，您的錢和其他設定都不變。",
        "{contact} will then not become yours; your money and everything else stay as they are.")

    static let stopTitle = Text("停止更换？", "停止更換？", "Stop the change?")
    static let stopAsked = Text(
        "有人要把您账户的登记换成 {contact}，{time} 生效。不是您本人，请马上停止。", "有人要把您帳戶的登記換成 {contact}，{time} 生效。若不是您本人，請立即停止。",
        "Somebody wants your account to use {contact} from {time}. If that was not you, stop it now.")
    static let notMe = Text("这不是我，停止", "這不是我，停止", "It was not me, stop it")
    static let wasMe = Text("是我本人，不用停", "是我本人，不用停", "It was me, leave it")
    static let stoppedTitle = Text("已经停止", "已經停止", "Stopped")
    static let stopped = Text(
        "{contact} 没有换上去。您没有申请过的话，说明有人在动您的账户：建议马上一键止付，再换密码。",
        "{contact} 沒有換上去。若您沒有申請過，表示有人在動您的帳戶：建議立即一鍵止付，再更換密碼。",
        "{contact} was not taken over. If you did not ask for it, somebody is at your account: stop everything now, "
            + "then "
            + "change your password.")
    static let doneTitle = Text("这次更换已经生效", "這次更換已經生效", "This change has taken effect")
    static let done = Text(
        "登记的联系方式已换成 {contact}，这个链接不能再停止它。不是您本人的话，请马上一键止付，再打 {emergency}。",
        "登記的聯絡方式已換成 {contact}，這個連結不能再停止它。若不是您本人，請立即一鍵止付，再撥打 {emergency}。",
        "Your account uses {contact} now, and this link can no longer stop it. If it was not you, stop everything "
            + "now, then call {emergency}.")
    static let freeze = Text("一键止付", "一鍵止付", "Stop everything")
}

extension Notice.Template {
    /// Places: `contact`.
    static let contactChanged = Notice.Template(
        name: "contact_changed", subject: Text("联系方式已更换", "聯絡方式已更換", "Your contact was changed"),
        text: Text(
            "您的 {brand} 账户登记的联系方式已换成 {contact}。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶登記的聯絡方式已換成 {contact}。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Your {brand} account now uses {contact}. If this was not you, open {brand}, stop everything or call "
                + "{emergency}."
        ))

    static let contactAdded = Notice.Template(
        name: "contact_added", subject: Text("已登记为联系方式", "已登記為聯絡方式", "Now a contact of your account"),
        text: Text(
            "这里已登记为您 {brand} 账户的联系方式，以后登录、验证码和通知都用它。", "這裡已登記為您 {brand} 帳戶的聯絡方式，以後登入、驗證碼和通知都用它。",
            "This is now a contact of your {brand} account: for signing in, codes and notices."))

    /// Places: `contact`, `time`, `link`.
    static let contactChangeAsked = Notice.Template(
        name: "contact_change_asked",
        subject: Text("有人申请更换联系方式", "有人申請更換聯絡方式", "A change of your contact was asked for"),
        text: Text(
            "有人申请把您 {brand} 账户的联系方式换成 {contact}，{time} 生效。是您本人，不用理会；不是您，点这里停止（不需要密码）：{link}",
            "有人申請把您 {brand} 帳戶的聯絡方式換成 {contact}，{time} 生效。若是您本人，不用理會；若不是您，按這裡停止（不需要密碼）：{link}",
            "Somebody asked for your {brand} account to use {contact}, effective {time}. If it was you, do nothing. "
                + "If not, "
                + "stop it here (no password needed): {link}"))

    /// Places: `contact`, `time`.
    static let contactChangeAskedPlainly = Notice.Template(
        name: "contact_change_asked",
        subject: Text("有人申请更换联系方式", "有人申請更換聯絡方式", "A change of your contact was asked for"),
        text: Text(
            "有人申请把您 {brand} 账户的联系方式换成 {contact}，{time} 生效。不是您的话，请打开 {brand}，在安全中心里停止。",
            "有人申請把您 {brand} 帳戶的聯絡方式換成 {contact}，{time} 生效。若不是您，請開啟 {brand}，在安全中心裡停止。",
            "Somebody asked for your {brand} account to use {contact}, effective {time}. If it was not you, open "
                + "{brand} and "
                + "stop it in the security centre."))

    /// Places: `contact`.
    static let contactChangeStopped = Notice.Template(
        name: "contact_change_stopped", subject: Text("更换已停止", "更換已停止", "The change was stopped"),
        text: Text(
            "把 {brand} 账户的联系方式换成 {contact} 的申请已停止，账户没有变化。", "把 {brand} 帳戶的聯絡方式換成 {contact} 的申請已停止，帳戶沒有變化。",
            "The request for your {brand} account to use {contact} was stopped; nothing has changed."))
}

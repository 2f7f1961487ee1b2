import Terms

enum LostFactorTexts {
    static let title = Text("验证器、通行密钥都不在了", "驗證器、通行金鑰都不在了", "Lost second factor")
    static let question = Text(
        "验证器、通行密钥都不在了？", "驗證器、通行金鑰都不在了？", "Authenticator and passkeys gone?")
    static let lead = Text(
        "手机丢了或换了，恢复码也找不到，还能自己回来：把它们从账户上移除，以后用密码登录。钱和银行卡都不变。",
        "手機遺失或換了，復原碼也找不到，還能自己回來：把它們從帳戶上移除，以後用密碼登入。錢和銀行卡都不變。",
        "The phone is lost and the recovery codes too? You can still get back: have them taken off your account and "
            + "sign in with your password. Your money and cards stay as they are.")
    static let proveLabel = Text("先核对是您本人：", "先核對是您本人：", "First prove that it is you: ")
    static let prove = Text(
        "登记的手机和邮箱都要收验证码，再填支付密码或登录密码；还不够，再加最近的交易或银行卡后 4 位。",
        "登記的手機和信箱都要收驗證碼，再填支付密碼或登入密碼；還不夠，再加最近的交易或銀行卡末 4 碼。",
        "a code to your phone and one to your e-mail, as far as you have both, then your payment password or your "
            + "password; where that is not enough, recent transactions or the last four digits of a card.")
    static let waitLabel = Text("等 24 小时：", "等 24 小時：", "Then wait 24 hours: ")
    static let wait = Text(
        "为了防止别人冒充。每个联系方式都会收到通知，一点就能停；用验证器、恢复码或通行密钥登录一次，也会停。",
        "為防他人冒用。每個聯絡方式都會收到通知，一按就能停；用驗證器、復原碼或通行金鑰登入一次，也會停止。",
        "so that nobody else does it. Every contact is told, and one tap stops it; so does signing in with the "
            + "authenticator, a recovery code or a passkey.")
    static let thenLabel = Text("到时：", "到時：", "After that: ")
    static let then = Text(
        "验证器、恢复码和通行密钥全部移除，所有设备退出登录。用密码登录后，请马上重新打开两步验证。",
        "驗證器、復原碼和通行金鑰全部移除，所有裝置登出。用密碼登入後，請立即重新開啟兩步驟驗證。",
        "they are all removed, and every device is signed out. Sign in with your password, and turn two-factor sign-in "
            + "on again at once.")
    static let begin = Text("开始核对", "開始核對", "Prove that it is you")

    /// Places: `time`, `left`.
    static let cooling = Text(
        "验证器、恢复码和通行密钥将在 {time} 移除，还有 {left}。", "驗證器、復原碼和通行金鑰將在 {time} 移除，還有 {left}。",
        "Authenticator, recovery codes and passkeys are removed in {left}: {time}.")
    static let stopHint = Text(
        "不是您本人申请的，或者东西找到了，请停止。停止后什么都不变。", "若不是您本人申請的，或東西找到了，請停止。停止後什麼都不變。",
        "If it was not you, or they are found, stop it. Nothing changes then.")
    static let stop = Text("停止移除", "停止移除", "Stop the removal")
    /// Places: `contacts`.
    static let told = Text(
        "通知已经发到 {contacts}，里面有停止用的链接。", "通知已經發到 {contacts}，裡面有停止用的連結。",
        "We have told {contacts}. The notice has a link that stops it.")
    static let afterwards = Text(
        "到时用密码登录就行；忘了密码，那时可以用验证码找回。", "到時用密碼登入即可；忘了密碼，屆時可以用驗證碼找回。",
        "Then sign in with your password; if it is forgotten, codes are enough to replace it from then on.")
    static let leave = Text("知道了", "知道了", "All right")
    static let notMine = Text("不是您本人？一键止付", "不是您本人？一鍵止付", "Not you? Stop everything")

    static let nothingTitle = Text("不用移除", "不用移除", "Nothing to remove")
    static let nothing = Text(
        "这个账户没有打开两步验证，也没有通行密钥，用密码就能登录。", "這個帳戶沒有開啟兩步驟驗證，也沒有通行金鑰，用密碼就能登入。",
        "This account has neither two-factor sign-in nor a passkey. Your password is enough.")
    static let oftenTitle = Text("这次没有开始", "這次沒有開始", "Not begun this time")
    /// Places: `count`, `days`.
    static let often = Text(
        "{days} 天里已经申请过 {count} 次。为了安全，接下来请客服帮您核对。", "{days} 天內已經申請過 {count} 次。為了安全，接下來請客服幫您核對。",
        "It was asked for {count} times within {days} days already. For safety, a person has to help you now.")

    static let stopTitle = Text("停止移除？", "停止移除？", "Stop the removal?")
    /// Places: `time`.
    static let stopAsked = Text(
        "有人要把您账户的验证器、恢复码和通行密钥移除，{time} 生效。不是您本人，请马上停止。", "有人要把您帳戶的驗證器、復原碼和通行金鑰移除，{time} 生效。若不是您本人，請立即停止。",
        "Somebody wants authenticator, recovery codes and passkeys taken off your account, effective {time}. If that "
            + "was not you, stop it now.")
    static let stopped = Text(
        "验证器、恢复码和通行密钥都还在。您没有申请过的话，说明有人知道您的密码、收得到您的验证码：建议马上一键止付，再换密码。",
        "驗證器、復原碼和通行金鑰都還在。若您沒有申請過，表示有人知道您的密碼、收得到您的驗證碼：建議立即一鍵止付，再更換密碼。",
        "Authenticator, recovery codes and passkeys are all still there. If you did not ask for it, somebody knows "
            + "your password and gets your codes: stop everything now, then change your password.")
    static let doneTitle = Text("已经移除", "已經移除", "They are removed")
    /// Places: `emergency`.
    static let done = Text(
        "验证器、恢复码和通行密钥已经移除，这个链接不能再停止。不是您本人的话，请马上一键止付，再打 {emergency}。",
        "驗證器、復原碼和通行金鑰已經移除，這個連結不能再停止。若不是您本人，請立即一鍵止付，再撥打 {emergency}。",
        "Authenticator, recovery codes and passkeys are removed, and this link can no longer stop it. If it was "
            + "not you, stop everything now, then call {emergency}.")
}

extension Notice.Template {
    /// Places: `time`, `link`.
    static let factorLost = Notice.Template(
        name: "second_factor_removal_asked", subject: asked,
        text: Text(
            "有人申请移除您 {brand} 账户的验证器、恢复码和通行密钥，{time} 生效。是您本人，不用理会；不是您，点这里停止（不需要密码）：{link}",
            "有人申請移除您 {brand} 帳戶的驗證器、復原碼和通行金鑰，{time} 生效。若是您本人，不用理會；若不是您，按這裡停止（不需要密碼）：{link}",
            "Somebody asked to remove authenticator, recovery codes and passkeys from your {brand} account, effective "
                + "{time}. If it was you, do nothing. If not, stop it here (no password needed): {link}"))

    /// Places: `time`.
    static let factorLostPlainly = Notice.Template(
        name: "second_factor_removal_asked", subject: asked,
        text: Text(
            "有人申请移除您 {brand} 账户的验证器、恢复码和通行密钥，{time} 生效。不是您的话，请打开 {brand} 一键止付，或登录后在安全中心里停止。",
            "有人申請移除您 {brand} 帳戶的驗證器、復原碼和通行金鑰，{time} 生效。若不是您，請開啟 {brand} 一鍵止付，或登入後在安全中心裡停止。",
            "Somebody asked to remove authenticator, recovery codes and passkeys from your {brand} account, effective "
                + "{time}. If it was not you, open {brand} and stop everything, or sign in and stop it in the security "
                + "centre."))

    private static let asked = Text(
        "有人申请移除验证器和通行密钥", "有人申請移除驗證器和通行金鑰", "Removal of your second factors was asked for")

    static let factorKept = Notice.Template(
        name: "second_factor_removal_stopped", subject: Text("移除已停止", "移除已停止", "The removal was stopped"),
        text: Text(
            "移除 {brand} 账户的验证器、恢复码和通行密钥的申请已停止，账户没有变化。", "移除 {brand} 帳戶的驗證器、復原碼和通行金鑰的申請已停止，帳戶沒有變化。",
            "The request to remove authenticator, recovery codes and passkeys from your {brand} account was stopped; "
                + "nothing has changed."))

    static let factorRemoved = Notice.Template(
        name: "second_factor_removed",
        subject: Text("验证器和通行密钥已移除", "驗證器和通行金鑰已移除", "Your second factors were removed"),
        text: Text(
            "您 {brand} 账户的验证器、恢复码和通行密钥已移除，所有设备都已退出，现在用密码就能登录。请登录后重新打开两步验证。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您 {brand} 帳戶的驗證器、復原碼和通行金鑰已移除，所有裝置都已登出，現在用密碼就能登入。請登入後重新開啟兩步驟驗證。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "Authenticator, recovery codes and passkeys were removed from your {brand} account, and every device was "
                + "signed out; your password alone signs you in now. Please turn two-factor sign-in on again. If this "
                + "was not you, open {brand}, stop everything or call {emergency}."))
}

import Terms

enum OwnPasskeyTexts {
    static let title = Text("指纹与面容", "指紋與臉部", "Fingerprint and face")
    static let what = Text(
        "用通行密钥：指纹、面容或设备的锁屏就能登录和确认，没有密码可以被骗走。", "使用通行金鑰：指紋、臉部或裝置的螢幕鎖就能登入和確認，沒有密碼可以被騙走。",
        "With a passkey you sign in and confirm by fingerprint, face or your device's own lock. There is no password "
            + "to be "
            + "tricked out of.")
    static let mine = Text("已添加的通行密钥", "已新增的通行金鑰", "Your passkeys")
    static let add = Text("添加通行密钥", "新增通行金鑰", "Add a passkey")
    static let how = Text(
        "点下面的按钮，按浏览器的提示验证指纹、面容或锁屏密码。您的指纹和面容不会离开这台设备。",
        "按下面的按鈕，依瀏覽器的提示驗證指紋、臉部或螢幕鎖密碼。您的指紋和臉部不會離開這台裝置。",
        "Press the button and follow your browser. Your fingerprint and your face never leave this device.")
    static let go = Text("现在添加", "現在新增", "Add it now")
    static let unknown = Text(
        "这个浏览器不支持通行密钥。请换用较新的浏览器，或在手机上打开这一页。", "這個瀏覽器不支援通行金鑰。請改用較新的瀏覽器，或在手機上開啟這一頁。",
        "This browser has no passkeys. Please use a newer one, or open this page on your phone.")
    static let cancelled = Text("没有添加。要添加的话再点一次。", "沒有新增。要新增的話再按一次。", "Nothing was added. Press again if you want to.")
    static let known = Text(
        "这台设备已经添加过了，不用再加。", "這台裝置已經新增過了，不用再加。", "This device has one already; there is no need for another.")
    static let refused = Text(
        "没有添加成功。请刷新这一页再试一次。", "沒有新增成功。請重新整理這一頁再試一次。", "That did not work. Please reload this page and try again.")
    static let added = Text(
        "添加好了。下次可以用它登录。", "新增好了。下次可以用它登入。", "It is added. You can sign in with it from now on.")
    static let removed = Text(
        "已经删除，它不能再用来登录。", "已經刪除，它不能再用來登入。", "It is removed and cannot be used to sign in any more.")
    static let addedAt = Text("{time}添加", "{time}新增", "Added: {time}")
    static let usedAt = Text("最近用过：{time}", "最近用過：{time}", "last used: {time}")
    static let neverUsed = Text("还没用过", "還沒用過", "not used yet")
    static let manage = Text("改名或删除", "改名或刪除", "Rename or remove")
    static let name = Text("名称", "名稱", "Name")
    static let rename = Text("改名", "改名", "Rename")
    static let remove = Text("删除这个通行密钥", "刪除這個通行金鑰", "Remove this passkey")
    static let sure = Text("删除“{name}”？", "刪除「{name}」？", "Remove “{name}”?")
    static let removeMeans = Text(
        "删除后不能再用它登录。手机里的那一份，请到手机的密码设置里也删掉。", "刪除後不能再用它登入。手機裡的那一份，請到手機的密碼設定裡也刪除。",
        "It can then no longer sign you in. Please also remove it from the passwords of your device.")
    static let nameInvalid = Text(
        "名称请填 1–40 个字。", "名稱請填 1–40 個字。", "A name has 1 to 40 characters.")

    /// By what the browser calls itself, which may be anything.
    static func device(_ agent: String) -> Text {
        if agent.contains("iPhone") { return Text("iPhone", "iPhone", "iPhone") }
        if agent.contains("iPad") { return Text("iPad", "iPad", "iPad") }
        if agent.contains("Android") { return Text("安卓手机", "Android 手機", "Android phone") }
        if agent.contains("Mac OS") { return Text("Mac 电脑", "Mac 電腦", "Mac") }
        if agent.contains("Windows") { return Text("Windows 电脑", "Windows 電腦", "Windows PC") }
        return Text("这台设备", "這台裝置", "This device")
    }
}

extension Notice.Template {
    /// Places: `name`.
    static let passkeyAdded = Notice.Template(
        name: "passkey_added", subject: Text("添加了通行密钥", "新增了通行金鑰", "A passkey was added"),
        text: Text(
            "您的 {brand} 账户添加了通行密钥“{name}”，可以用它登录。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶新增了通行金鑰「{name}」，可以用它登入。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "The passkey “{name}” was added to your {brand} account; it can sign in. If this was not you, open "
                + "{brand}, stop "
                + "everything or call {emergency}."))

    /// Places: `name`.
    static let passkeyRemoved = Notice.Template(
        name: "passkey_removed", subject: Text("删除了通行密钥", "刪除了通行金鑰", "A passkey was removed"),
        text: Text(
            "您的 {brand} 账户删除了通行密钥“{name}”。不是您本人的话，请马上打开 {brand} 一键止付，或打 {emergency}。",
            "您的 {brand} 帳戶刪除了通行金鑰「{name}」。若不是您本人，請立即開啟 {brand} 一鍵止付，或撥打 {emergency}。",
            "The passkey “{name}” was removed from your {brand} account. If this was not you, open {brand}, stop "
                + "everything "
                + "or call {emergency}."))
}

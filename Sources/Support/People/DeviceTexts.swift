import Terms

enum DeviceTexts {
    static let title = Text("登录过的设备", "登入過的裝置", "Where you are signed in")
    static let lead = Text(
        "不认识的设备，请马上让它退出，再换掉密码。", "不認識的裝置，請馬上讓它登出，再換掉密碼。",
        "If you do not know a device, sign it out at once and change your password.")
    static let this = Text("这台设备", "這台裝置", "This device")
    static let unknown = Text("未知设备", "未知裝置", "Unknown device")
    static let signedIn = Text("{time} 登录", "{time} 登入", "Signed in {time}")
    static let seen = Text("最近使用：{time}", "最近使用：{time}", "Last used {time}")
    static let end = Text("退出", "登出", "Sign out")
    static let endNamed = Text("让 {device} 退出", "讓 {device} 登出", "Sign out {device}")
    static let endOthers = Text("退出其他所有设备", "登出其他所有裝置", "Sign out everywhere else")
    static let onlyThis = Text("只有这台设备登录着。", "只有這台裝置登入中。", "You are signed in on this device only.")
    static let ended = Text("已经退出。", "已經登出。", "Signed out.")
    static let passwordSet = Text(
        "密码已换好，其他设备都已退出。", "密碼已換好，其他裝置都已登出。", "Your password is changed, and all other devices are signed out.")
}

import Terms

enum PageTexts {
    static let skip = Text("跳到正文", "跳到正文", "Skip to content")
    static let mainNavigation = Text("主要", "主要", "Main")
    static let wallet = Text("钱包", "錢包", "Wallet")
    static let help = Text("帮助", "幫助", "Help")
    static let chat = Text("客服", "客服", "Chat")
    static let contact = Text("联系", "聯絡", "Contact")
    static let signIn = Text("登录", "登入", "Sign in")
    static let signOut = Text("退出", "登出", "Sign out")
    static let back = Text("返回", "返回", "Back")
    static let largeText = Text("大字版", "大字版", "Large text")
    static let normalText = Text("标准字号", "標準字級", "Normal text")
    static let darkTheme = Text("深色", "深色", "Dark")
    static let lightTheme = Text("浅色", "淺色", "Light")
    static let openChat = Text("打开客服对话", "開啟客服對話", "Open chat")
    static let closeChat = Text("收起客服对话", "收起客服對話", "Close chat")
    static let neverAsked = Text(
        "真客服不会问您要密码、验证码和银行卡号。", "真客服不會問您要密碼、驗證碼和銀行卡號。",
        "Our staff never ask for passwords, codes or card numbers.")
    static let today = Text("今天", "今天", "Today")
    static let yesterday = Text("昨天", "昨天", "Yesterday")
    static let errorTitle = Text("没能打开", "無法開啟", "We could not open this")
    static let toHelp = Text("去帮助中心", "前往幫助中心", "Go to the help centre")
    static let toChat = Text("找客服", "找客服", "Chat with us")
}

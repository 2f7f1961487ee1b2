import Terms

enum HelpTexts {
    static let title = Text("帮助中心", "幫助中心", "Help centre")
    static let ask = Text("遇到什么问题？", "遇到什麼問題？", "What happened?")
    static let search = Text("搜索", "搜尋", "Search")
    static let searchHelp = Text("搜索帮助", "搜尋幫助", "Search help")
    static let oneSentence = Text("用一句话说说看", "用一句話說說看", "Say it in one sentence")
    static let common = Text("常见搜索", "常見搜尋", "Common searches")
    static let commonSearches = [
        Text("支付失败", "支付失敗", "payment failed"), Text("无法绑定银行卡", "無法綁定銀行卡", "cannot add a card"),
        Text("无法登录账户", "無法登入帳戶", "cannot sign in"), Text("提现没到账", "提領沒到帳", "withdrawal not received"),
        Text("收不到验证码", "收不到驗證碼", "no code received"),
    ]
    static let byTopic = Text("按功能找", "按功能找", "By topic")
    static let everything = Text("全部问题", "全部問題", "All questions")
    static let screen = Text("屏幕示意：{parts}", "畫面示意：{parts}", "What the screen shows: {parts}")
    static let tapped = Text("点这里：{what}", "點這裡：{what}", "tap here: {what}")
    static let popular = Text("大家常问", "大家常問", "Often asked")
    static let results = Text("“{question}”的结果", "「{question}」的結果", "Results for “{question}”")
    static let nothing = Text("没有找到相关的文章", "找不到相關文章", "No article fits")
    static let nothingHint = Text(
        "换个说法试试，或者直接问客服：AI 助手马上回答，随时可以转人工。", "換個說法試試，或直接問客服：AI 助理馬上回答，隨時可以轉人工。",
        "Try other words, or ask in the chat: the assistant answers at once, and a person is one tap away.")
    static let emptyQuestion = Text("写下要找的问题再搜索。", "請寫下要找的問題再搜尋。", "Write what you are looking for, then search.")
    static let stillStuck = Text("还没解决？", "還沒解決？", "Not solved yet?")
    static let contact = Text("联系我们", "聯絡我們", "Contact us")
    static let allWays = Text("全部联系方式", "全部聯絡方式", "All ways to reach us")
    /// In the place of a number that a brand does not have.
    static let inChat = Text("在线客服", "線上客服", "us in the chat")
    static let goChat = Text("去聊", "去聊", "Chat")
    static let call = Text("拨打", "撥打", "Call")
    static let fillIn = Text("填写", "填寫", "Fill in")
    static let write = Text("写信", "寫信", "Write")
    static let fastest = Text("现在最快", "現在最快", "Fastest now")
    static let openNow = Text("现在有人", "現在有人", "Open now")
    static let closedNow = Text("现在休息", "現在休息", "Closed now")
    static let busyNow = Text("正值高峰", "正值高峰", "Busy now")
    static let roundTheClock = Text("24 小时", "24 小時", "24 hours")
    static let busyHours = Text(
        "工作日 {times} 打电话的人多，12:00–13:00 和 17:00 以后人少。", "工作日 {times} 打電話的人多，12:00–13:00 和 17:00 以後人少。",
        "Weekdays {times} are busiest; 12:00–13:00 and after 17:00 are calm.")
    static let inMinutes = Text("约 {range} 分钟", "約 {range} 分鐘", "about {range} minutes")
    static let inWorkingDays = Text("{range} 个工作日内回复", "{range} 個工作日內回覆", "answer within {range} working days")
    static let stolen = Text("账户被盗、钱被转走？", "帳戶被盜、錢被轉走？", "Account stolen, money moved?")
    static let stolenCall = Text("24 小时专线", "24 小時專線", "24-hour line")
    static let recentTrouble = Text("刚才那笔没成功？", "剛才那筆沒成功？", "Something went wrong just now?")
    static let seeWhy = Text("看看为什么", "看看為什麼", "See why")
    static let mine = Text("我的对话", "我的對話", "My conversations")
    static let articleHelpful = Text(
        "按这些步骤还没解决，直接问我们。", "按這些步驟還沒解決，直接問我們。", "If these steps do not solve it, just ask us.")

    static func channel(_ kind: ContactChannel.Kind) -> Text {
        switch kind {
        case .chat: Text("在线客服", "線上客服", "Chat")
        case .phone: Text("电话", "電話", "Phone")
        case .emergency: Text("紧急热线", "緊急專線", "Emergency line")
        case .email: Text("邮件", "電子郵件", "E-mail")
        case .form: Text("提交工单", "提交工單", "Send a ticket")
        case .wechat: Text("微信公众号", "微信公眾號", "WeChat")
        case .weibo: Text("微博", "微博", "Weibo")
        case .douyin: Text("抖音", "抖音", "Douyin")
        case .facebook: Text("Facebook", "Facebook", "Facebook")
        case .x: Text("X（Twitter）", "X（Twitter）", "X (Twitter)")
        }
    }

    static func channelIcon(_ kind: ContactChannel.Kind) -> String {
        switch kind {
        case .chat: "chat"
        case .phone: "phone"
        case .emergency: "lock"
        case .email: "mail"
        case .form: "doc"
        default: "at"
        }
    }

    static func days(_ name: String) -> Text {
        switch name {
        case "mon-fri": Text("周一至周五", "週一至週五", "Mon–Fri")
        case "sat-sun": Text("周末", "週末", "Sat–Sun")
        default: Text("每天", "每天", "daily")
        }
    }
}

import Terms

/// What customers read on the pages of announcements, and what is refused.
enum AnnouncementTexts {
    static let title = Text("公告", "公告", "Announcements")
    static let all = Text("全部公告", "全部公告", "All announcements")
    static let underWay = Text("正在发生", "正在發生", "Under way")
    static let calendar = Text("计划维护", "計畫維護", "Planned maintenance")
    static let news = Text("消息", "消息", "News")
    static let over = Text("已经恢复", "已經恢復", "Over")
    static let nothing = Text("现在没有公告，一切照常。", "目前沒有公告，一切照常。", "There are no announcements; everything works as usual.")
    static let nothingPlanned = Text("没有计划中的维护。", "沒有計畫中的維護。", "No maintenance is planned.")
    static let ahead = Text(
        "计划维护至少提前 5 个工作日在这里公布。", "計畫維護至少提前 5 個工作日在這裡公布。",
        "Maintenance is announced here at least 5 working days ahead.")
    static let subscribe = Text("订阅（Atom）", "訂閱（Atom）", "Subscribe (Atom)")
    static let since = Text("{time} 开始", "{time} 開始", "Began: {time}")
    static let endedAt = Text("{from} 开始，{until} 恢复", "{from} 開始，{until} 恢復", "{from} to {until}")
    static let alsoHit = Text("另外：", "另外：", "Also: ")
    static let tellMe = Text("好了通知我", "好了通知我", "Tell me when it is over")
    static let willTell = Text("好了会通知您", "好了會通知您", "We will tell you when it is over")
    static let signInToBeTold = Text("登录后可以选“好了通知我”", "登入後可以選「好了通知我」", "Sign in to be told when it is over")
    static let details = Text("看公告", "看公告", "Read more")
    static let postedAt = Text("{time} 发布", "{time} 發布", "Posted: {time}")

    static func kind(_ kind: Announcement.Kind) -> Text {
        switch kind {
        case .news: Text("新消息", "新消息", "News")
        case .offer: Text("优惠", "優惠", "Offer")
        case .safety: Text("安全提示", "安全提示", "Safety")
        }
    }

    static func kind(_ kind: Incident.Kind) -> Text {
        switch kind {
        case .outage: Text("故障", "故障", "Outage")
        case .maintenance: Text("维护", "維護", "Maintenance")
        }
    }

    // Refusals
    static let supervisorNeeded = Text(
        "发布要主管来做。您提的会排在主管面前。", "發布須由主管進行。您提的會排在主管面前。",
        "A supervisor publishes. What you propose is put before them.")
    static let moved = Text(
        "同事刚刚处理过这一条，请刷新再看。", "同事剛剛處理過這一則，請重新整理再看。", "A colleague has just dealt with this one. Please reload.")
    static let tooSoon = Text(
        "计划维护要提前 5 个工作日公布，最早 {time} 开始。已经停了的，按故障发布。", "計畫維護須提前 5 個工作日公布，最早 {time} 開始。已經停了的，請按故障發布。",
        "Maintenance is announced 5 working days ahead: {time} at the earliest. What is down already is an outage.")
    static let notATime = Text(
        "请选日期和时间，比如 2026-11-27 02:30。", "請選日期和時間，例如 2026-11-27 02:30。", "Please choose a date and a time.")
    static let endsBefore = Text("结束要晚于开始。", "結束須晚於開始。", "The end has to be after the beginning.")
    static let endsInPast = Text("这个时间已经过去了。", "這個時間已經過去了。", "This time is over already.")
    static let tooLong = Text("最长 {hours} 小时。", "最長 {hours} 小時。", "{hours} hours at most.")
    static let tooManyDays = Text("最长一年。", "最長一年。", "A year at most.")
    static let wordsMissing = Text(
        "三种语言都要写，或者都留空用默认的话。", "三種語言都要寫，或都留空使用預設文字。", "Write all three languages, or none for the usual words.")
    static let needed = Text("三种语言都要写。", "三種語言都要寫。", "All three languages are needed.")
    static let tooManyLetters = Text("最多 {max} 个字。", "最多 {max} 個字。", "{max} characters at most.")
    static let versionWrong = Text("版本号像 4.2 或 4.2.1。", "版本號像 4.2 或 4.2.1。", "A version looks like 4.2 or 4.2.1.")
    static let choose = Text("请选一个。", "請選一個。", "Please choose one.")
}

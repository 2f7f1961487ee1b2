import Terms

/// What agents read where announcements are made.
enum BoardTexts {
    static let title = Text("公告与故障", "公告與故障", "Announcements")
    static let section = Text("公告", "公告", "Notices")
    static let newOutage = Text("发布故障", "發布故障", "Report an outage")
    static let newMaintenance = Text("计划维护", "計畫維護", "Plan maintenance")
    static let newAnnouncement = Text("写公告", "寫公告", "Write an announcement")
    static let proposals = Text("等主管发布", "等待主管發布", "Waiting for a supervisor")
    static let underWay = Text("正在发生", "正在發生", "Under way")
    static let planned = Text("计划中", "計畫中", "Planned")
    static let past = Text("最近结束的", "最近結束的", "Over lately")
    static let announcements = Text("公告", "公告", "Announcements")
    static let quiet = Text("没有故障，也没有计划维护。", "沒有故障，也沒有計畫維護。", "Nothing is out of order, and nothing is planned.")
    static let supervisorPublishes = Text("由主管发布。", "由主管發布。", "A supervisor publishes this.")
    static let failures = Text(
        "{count} 次{what}失败，10 分钟内；平时 {usual} 次。原因：{cause}", "{count} 次{what}失敗，10 分鐘內；平時 {usual} 次。原因：{cause}",
        "{count} failures of {what} in 10 minutes, usually {usual}. Reason: {cause}")
    static let questions = Text(
        "{count} 人在问“{cause}”，10 分钟内；平时 {usual} 人。", "{count} 人在問「{cause}」，10 分鐘內；平時 {usual} 人。",
        "{count} people asked about “{cause}” in 10 minutes, usually {usual}.")
    static let byRadar = Text("雷达发现", "雷達發現", "Found by the radar")
    static let late = Text("超过预计时间", "超過預計時間", "Longer than said")
    static let edit = Text("修改", "修改", "Change")
    static let dismiss = Text("不发布", "不發布", "Dismiss")
    static let cancel = Text("取消维护", "取消維護", "Cancel")
    static let beginNow = Text("现在开始", "現在開始", "Begin now")
    static let end = Text("已恢复，告诉大家", "已恢復，告訴大家", "It is over, tell everyone")
    static let withdraw = Text("撤下", "撤下", "Withdraw")
    static let told = Text("等着听消息的 {count} 人", "等著聽消息的 {count} 人", "{count} will be told")
    static let shown = Text("{from} 到 {until}", "{from} 到 {until}", "{from} to {until}")
    static let allBrands = Text("全部品牌", "全部品牌", "All brands")
    static let ended = Text("{time} 结束", "{time} 結束", "Ended {time}")
    static let wasDismissed = Text("{time} 没有发布", "{time} 沒有發布", "Dismissed {time}")

    // Forms
    static let brand = Text("品牌", "品牌", "Brand")
    static let function = Text("哪个功能", "哪個功能", "Function")
    static let bank = Text("哪家银行（全部就留空）", "哪家銀行（全部就留空）", "Bank (empty for all)")
    static let version = Text("App 版本（全部就留空）", "App 版本（全部就留空）", "App version (empty for all)")
    static let versionHint = Text("写 4.2，就包括 4.2.1。", "寫 4.2，就包括 4.2.1。", "4.2 stands for 4.2.1, too.")
    static let expected = Text("预计多久恢复", "預計多久恢復", "Expected to take")
    static let minutes = Text("{minutes} 分钟", "{minutes} 分鐘", "{minutes} minutes")
    static let hours = Text("{hours} 小时", "{hours} 小時", "{hours} h")
    static let from = Text("开始", "開始", "From")
    static let until = Text("结束", "結束", "Until")
    static let expectedUntil = Text("预计恢复", "預計恢復", "Expected back")
    static let ahead = Text("至少提前 5 个工作日。", "至少提前 5 個工作日。", "At least 5 working days ahead.")
    static let ownWords = Text("换成自己的话（不写就用默认的）", "換成自己的話（不寫就用預設的）", "Other words (else the usual ones)")
    static let what = Text("怎么了", "怎麼了", "What happens")
    static let advice = Text("现在能做什么", "現在能做什麼", "What to do")
    static let kind = Text("种类", "種類", "Kind")
    static let headline = Text("标题", "標題", "Title")
    static let text = Text("正文", "正文", "Text")
    static let save = Text("保存", "儲存", "Save")
    static let propose = Text("提交给主管", "提交給主管", "Propose")
    static let publishNow = Text("发布", "發布", "Publish")
    static let chooseBrand = Text("请选品牌", "請選品牌", "Choose a brand")
    static let preview = Text("先看客户会读到什么", "先看客戶會讀到什麼", "See what customers will read")
    static let willRead = Text("客户会读到这些", "客戶會讀到這些", "What customers will read")
    static let willReadHint = Text(
        "还没有发布。在{brand}的首页、帮助、客服和付款页面最上面，按客户的语言显示。",
        "還沒有發布。在{brand}的首頁、說明、客服和付款頁面最上面，按客戶的語言顯示。",
        "Nothing is published yet. It will stand on top of {brand}'s home, help, chat and order pages, in the "
            + "customer's language.")
    static let plannedHint = Text(
        "还没有公布。会显示在{brand}的帮助首页和公告里，按客户的语言。",
        "還沒有公布。會顯示在{brand}的說明首頁和公告裡，按客戶的語言。",
        "Nothing is announced yet. It will stand on {brand}'s help page and among the announcements, in the "
            + "customer's language.")
    static let backToForm = Text("回去改", "回去修改", "Change it")
    static let plan = Text("公布维护", "公布維護", "Announce")

    static func cause(_ cause: String) -> Text {
        switch cause {
        case "network_timeout": Text("银行没有回应", "銀行沒有回應", "no answer from the bank")
        case "declined_by_bank", "rejected_by_bank": Text("银行拒绝", "銀行拒絕", "declined by the bank")
        case "returned_by_bank": Text("银行退回", "銀行退回", "returned by the bank")
        case "insufficient_balance": Text("余额不足", "餘額不足", "balance too low")
        case "card_expired": Text("银行卡过期", "銀行卡過期", "card expired")
        case "limit_reached": Text("超过限额", "超過限額", "over the limit")
        default: ConsoleTexts.code(cause) ?? Text(cause, cause, cause)
        }
    }
}

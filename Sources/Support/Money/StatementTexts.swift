import Terms

enum StatementTexts {
    static let title = Text("账单", "帳單", "Statement")
    static let month = Text("月份", "月份", "Month")
    static let show = Text("查看", "查看", "Show")
    static let previous = Text("上个月", "上個月", "Previous month")
    static let next = Text("下个月", "下個月", "Next month")
    static let spent = Text("支出", "支出", "Spent")
    static let came = Text("收入", "收入", "Came in")
    static let opening = Text("期初余额", "期初餘額", "Opening balance")
    static let closing = Text("期末余额", "期末餘額", "Closing balance")
    static let current = Text("现在余额", "目前餘額", "Balance now")
    static let others = Text("更早开始的交易和未列出的部分", "更早開始的交易和未列出的部分", "Earlier transactions, and what is not listed")
    static let cameBack = Text("{kind}退回", "{kind}退回", "{kind} returned")
    static let more = Text("比上个月多 {amount}", "比上個月多 {amount}", "{amount} more than the month before")
    static let less = Text("比上个月少 {amount}", "比上個月少 {amount}", "{amount} less than the month before")
    static let same = Text("和上个月一样", "和上個月一樣", "The same as the month before")
    static let curve = Text("支出累计", "支出累計", "Spending, added up")
    static let thisMonth = Text("本月", "本月", "This month")
    static let lastMonth = Text("上个月", "上個月", "Month before")
    static let curveSays = Text(
        "到 {day} 日累计支出 {now}，上个月同期 {before}。", "到 {day} 日累計支出 {now}，上個月同期 {before}。",
        "By day {day} you had spent {now}; {before} by then in the month before.")
    static let asTable = Text("看数字", "看數字", "As a table")
    static let day = Text("日期", "日期", "Day")
    static let dayNumber = Text("{day} 日", "{day} 日", "Day {day}")
    static let byKind = Text("钱花在哪里", "錢花在哪裡", "Where it went")
    static let income = Text("钱从哪里来", "錢從哪裡來", "Where it came from")
    static let kind = Text("类型", "類型", "Kind")
    static let count = Text("笔数", "筆數", "Count")
    static let top = Text("花得最多的地方", "花得最多的地方", "Most of it went to")
    static let entries = Text("明细", "明細", "Entries")
    static let what = Text("说明", "說明", "What")
    static let change = Text("金额", "金額", "Amount")
    static let balance = Text("余额", "餘額", "Balance")
    static let times = Text("{count} 笔", "{count} 筆", "{count} times")
    static let empty = Text("这个月没有交易", "這個月沒有交易", "Nothing this month")
    static let emptyHint = Text("余额没有变化。", "餘額沒有變化。", "The balance did not change.")
    static let csv = Text("下载 CSV", "下載 CSV", "Download CSV")
    static let print = Text("打印或存成 PDF", "列印或存成 PDF", "Print or save as PDF")
    static let cardNote = Text(
        "用银行卡付的不动余额，也算在支出里。", "用銀行卡付的不動餘額，也算在支出裡。",
        "What was paid by card leaves the balance alone and counts as spent.")
    static let cut = Text(
        "这个月的交易很多，这里只列出最早的一部分；余额是完整的。要完整清单请找客服。", "這個月的交易很多，這裡只列出最早的一部分；餘額是完整的。要完整清單請找客服。",
        "There are very many; only the earliest are listed here, while the balances are whole. Ask us for the "
            + "full list."
    )
    static let holder = Text("户名 {name}　{phone}", "戶名 {name}　{phone}", "{name} {phone}")
    static let issued = Text("{when} 生成", "{when} 產生", "Made {when}")
    static let proof = Text(
        "本页按钱包账本生成，有疑问请在三年内联系客服。", "本頁依錢包帳本產生，有疑問請於三年內聯絡客服。",
        "Made from the wallet's books. If anything is unclear, contact us within three years.")
    static let latest = Text("回到本月", "回到本月", "This month")

    static let columns = [
        Text("时间", "時間", "Time"), Text("订单号", "訂單編號", "Order number"), kind, Text("对方", "對方", "Other side"),
        Text("付款方式", "付款方式", "Means"), came, spent, Text("其中手续费", "其中手續費", "Fee included"),
        Text("状态", "狀態", "State"), balance,
    ]

    /// `2026 年 11 月`, `November 2026`.
    static func name(_ month: Statement.Month, _ language: Language) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        return language == .en ? "\(names[month.month - 1]) \(month.year)" : "\(month.year) 年 \(month.month) 月"
    }
}

import Terms

enum EditorTexts {
    static let title = Text("帮助文章", "幫助文章", "Help articles")
    static let hint = Text(
        "读者看到的每一篇都在这里。改好先存草稿；发布以后，读者、搜索和助手马上用新的。",
        "讀者看到的每一篇都在這裡。改好先存草稿；發佈以後，讀者、搜尋和助理馬上用新的。",
        "Every article that readers find is here. Save a draft first; once it is published, readers, search and the "
            + "assistant use it at once.")
    static let new = Text("写新文章", "寫新文章", "New article")
    static let find = Text("查找文章", "尋找文章", "Find an article")
    static let search = Text("查找", "尋找", "Find")
    static let all = Text("全部", "全部", "All")
    static let drafts = Text("草稿和定时", "草稿和定時", "Drafts and scheduled")
    static let language = Text("语言", "語言", "Language")
    static let none = Text("没有这样的文章", "沒有這樣的文章", "No such article")
    static let noneHint = Text("换个词，或者写一篇新的。", "換個詞，或者寫一篇新的。", "Try another word, or write a new one.")
    static let noDrafts = Text("没有草稿", "沒有草稿", "No drafts")
    static let noDraftsHint = Text(
        "打开一篇文章改一改，存下来就是草稿。", "打開一篇文章改一改，存下來就是草稿。", "Open an article and save a change: that is a draft.")
    static let views = Text("近 14 天读 {count} 次", "近 14 天讀 {count} 次", "{count} views in 14 days")
    static let helpful = Text("有帮助 {count}", "有幫助 {count}", "helped {count}")
    static let notHelpful = Text("没帮上 {count}", "沒幫上 {count}", "did not help {count}")
    static let noVotes = Text("还没人评", "還沒人評", "no votes yet")
    static let otherCategory = Text("其他", "其他", "Other")

    // MARK: - States

    static let untranslated = Text("还没翻译", "還沒翻譯", "Not translated")
    static let versionLive = Text("第 {number} 版", "第 {number} 版", "Version {number}")

    static func state(_ state: ArticleVersion.State) -> Text {
        switch state {
        case .draft: Text("草稿", "草稿", "Draft")
        case .scheduled: Text("定时发布", "定時發佈", "Scheduled")
        case .published: Text("读者在看", "讀者在看", "Live")
        case .replaced: Text("已换下", "已換下", "Replaced")
        case .withdrawn: Text("已撤回", "已撤回", "Withdrawn")
        }
    }

    static let discarded = Text("没发布，已丢弃", "沒發佈，已丟棄", "Discarded")

    // MARK: - Fields

    static let newTitle = Text("写一篇新文章", "寫一篇新文章", "Write a new article")
    static let editTitle = Text("修改文章", "修改文章", "Edit article")
    static let slug = Text("网址里的名字", "網址裡的名字", "Name in the address")
    static let slugHint = Text(
        "小写字母、数字和连字符，例如 payment-failed。发布后不能改。",
        "小寫字母、數字和連字號，例如 payment-failed。發佈後不能改。",
        "Lower-case letters, digits and hyphens, such as payment-failed. It cannot change later.")
    static let slugWrong = Text(
        "只能用小写字母、数字和连字符，不能以连字符开头或结尾，最多 60 个字符。",
        "只能用小寫字母、數字和連字號，不能以連字號開頭或結尾，最多 60 個字元。",
        "Use lower-case letters, digits and hyphens between them; 60 at most.")
    static let slugTaken = Text(
        "已经有这篇了，请换个名字，或者去改原来那篇。", "已經有這篇了，請換個名字，或者去改原來那篇。",
        "There is one of this name. Choose another, or edit that one.")
    static let headline = Text("标题", "標題", "Title")
    static let summary = Text("一句话答案", "一句話答案", "The answer in one sentence")
    static let category = Text("分类", "分類", "Category")
    static let codes = Text("诊断代码", "診斷代碼", "Diagnosis codes")
    static let codesHint = Text(
        "助手查到这个代码就用这篇，例如 payment.card_expired。可以不填。",
        "助理查到這個代碼就用這篇，例如 payment.card_expired。可以不填。",
        "Where the assistant finds this code it uses this article, such as payment.card_expired. Optional.")
    static let keywords = Text("关键词", "關鍵詞", "Keywords")
    static let commaHint = Text("用逗号隔开。", "用逗號隔開。", "Separate with commas.")
    static let questions = Text("读者会怎么问", "讀者會怎麼問", "How readers ask")
    static let questionsHint = Text(
        "一行一句，用读者的原话。搜索和助手靠它找到这篇。", "一行一句，用讀者的原話。搜尋和助理靠它找到這篇。",
        "One a line, in readers' own words. Search and the assistant find the article by them.")
    static let related = Text("相关文章", "相關文章", "Related articles")
    static let relatedHint = Text(
        "写文章在网址里的名字，用逗号隔开。", "寫文章在網址裡的名字，用逗號隔開。", "Their names in the address, separated by commas.")
    static let order = Text("在分类里的顺序", "在分類裡的順序", "Order in the category")
    static let orderHint = Text("数字小的在前。可以不填。", "數字小的在前。可以不填。", "Small numbers first. Optional.")
    static let body = Text("正文", "正文", "Text")
    static let bodyHint = Text(
        "Markdown。可以用 {names}。", "Markdown。可以用 {names}。", "Markdown. You may use {names}.")
    static let more = Text("搜索用的词和其他", "搜尋用的詞和其他", "Words for search, and more")
    static let preview = Text("预览", "預覽", "Preview")
    static let showPreview = Text("看预览", "看預覽", "Show preview")
    static let previewHint = Text(
        "和读者看到的一样。", "和讀者看到的一樣。", "Just as readers see it.")
}

// MARK: - Acts

extension EditorTexts {
    static let save = Text("存草稿", "存草稿", "Save draft")
    static let publish = Text("发布", "發佈", "Publish")
    static let schedule = Text("定时发布", "定時發佈", "Schedule")
    static let at = Text("发布时间（{brand}当地时间）", "發佈時間（{brand}當地時間）", "When ({brand}’s local time)")
    static let discard = Text("丢弃草稿", "丟棄草稿", "Discard draft")
    static let withdraw = Text("撤回", "撤回", "Withdraw")
    static let withdrawToFile = Text(
        "撤回后，读者看到随产品来的那篇。", "撤回後，讀者看到隨產品來的那篇。", "Readers will find the article as shipped again.")
    static let withdrawToNothing = Text(
        "撤回后，读者找不到这一篇。", "撤回後，讀者找不到這一篇。", "Readers will no longer find this article.")
    static let restore = Text("恢复成草稿", "恢復成草稿", "Restore as draft")
    static let restoreFile = Text("随产品来的那篇", "隨產品來的那篇", "The article as shipped")
    static let supervisorPublishes = Text(
        "存好以后，请组长发布。", "存好以後，請組長發佈。", "Save it; a supervisor publishes it.")
    static let goesOut = Text(
        "{time} 自动发布。再存一次会取消定时。",
        "{time} 自動發佈。再存一次會取消定時。",
        "Goes out {time}. Saving again takes it off schedule.")
    static let draftOf = Text("草稿，{name} {time} 存的。", "草稿，{name} {time} 存的。", "A draft, saved by {name}, {time}.")
    static let draftFromFolder = Text(
        "草稿，{time} 从文件夹导入。",
        "草稿，{time} 從資料夾匯入。",
        "A draft, imported from a folder {time}.")
    static let liveNow = Text("读者现在看的是第 {number} 版。", "讀者現在看的是第 {number} 版。", "Readers see version {number} now.")
    static let fileNow = Text("读者现在看的是随产品来的那篇。", "讀者現在看的是隨產品來的那篇。", "Readers see the article as shipped now.")
    static let nothingNow = Text("读者现在还找不到这一篇。", "讀者現在還找不到這一篇。", "Readers cannot find it yet.")
    static let borrowedNow = Text(
        "这种语言还没有这一篇，读者看的是简体中文。翻译好再发布。", "這種語言還沒有這一篇，讀者看的是簡體中文。翻譯好再發佈。",
        "It does not exist in this language; readers see simplified Chinese. Translate it, then publish.")
    static let look = Text("看读者的页面", "看讀者的頁面", "See the public page")
    static let settles = Text(
        "发布后，这 {count} 个没答上的问题算解决了。", "發佈後，這 {count} 個沒答上的問題算解決了。",
        "Publishing settles {count} unanswered questions.")

    static let history = Text("历史", "歷史", "History")
    static let noHistory = Text("还没有人改过。", "還沒有人改過。", "Nobody has changed it yet.")
    static let changes = Text("改了什么", "改了什麼", "What changed")
    static let noChanges = Text("和前一版一样。", "和前一版一樣。", "Nothing; it is the same as before.")
    static let writtenBy = Text("{name} 写，{time}", "{name} 寫，{time}", "by {name}, {time}")
    static let folder = Text("文件夹", "資料夾", "a folder")
    static let publishedAt = Text("{time} 发布", "{time} 發佈", "published {time}")
    static let linesLeftOut = Text("……没有变的略去……", "……沒有變的略去……", "… unchanged lines …")
    static let removedLine = Text("去掉：", "去掉：", "Removed: ")
    static let addedLine = Text("加上：", "加上：", "Added: ")
    static let theirs = Text(
        "刚存的那份和您写的有这些不同（去掉的是对方的，加上的是您的）", "剛存的那份和您寫的有這些不同（去掉的是對方的，加上的是您的）",
        "How the saved text differs from yours (removed: theirs, added: yours)")
}

// MARK: - Refusals

extension EditorTexts {
    static let lookBelow = Text(
        "有几处要改，原因写在旁边。",
        "有幾處要改，原因寫在旁邊。",
        "Some fields need a change; the reasons stand beside them.")
    static let needed = Text("这里要填。", "這裡要填。", "This is needed.")
    static let tooMany = Text("最多 {max} 个。", "最多 {max} 個。", "{max} at most.")
    static let codeWrong = Text(
        "“{code}”不像诊断代码，例子：payment.card_expired。", "「{code}」不像診斷代碼，例子：payment.card_expired。",
        "“{code}” is no diagnosis code; one looks like payment.card_expired.")
    static let codeTaken = Text(
        "{code} 已经归《{title}》了，一个代码只能归一篇。", "{code} 已經歸《{title}》了，一個代碼只能歸一篇。",
        "{code} belongs to “{title}” already; a code has one article.")
    static let twice = Text("{what} 写了两次。", "{what} 寫了兩次。", "{what} is there twice.")
    static let relatedUnknown = Text("没有叫 {slug} 的文章。", "沒有叫 {slug} 的文章。", "There is no article {slug}.")
    static let relatedItself = Text("不用写它自己。", "不用寫它自己。", "It need not name itself.")
    static let orderWrong = Text("请填 0 到 {max} 的整数。", "請填 0 到 {max} 的整數。", "A whole number from 0 to {max}, please.")
    static let placeUnknown = Text(
        "{place} 没有内容可填。能用的是：{names}", "{place} 沒有內容可填。能用的是：{names}",
        "Nothing fills {place}. You may use: {names}")
    static let timeInPast = Text(
        "这个时间已经过了。请选以后的时间，或者直接发布。",
        "這個時間已經過了。請選以後的時間，或者直接發佈。",
        "That time has passed. Choose a later one, or publish now.")
    static let timeTooFar = Text("最多提前一年。", "最多提前一年。", "A year ahead at most.")
    static let moved = Text("这一版的状态刚变了，请看最新的。", "這一版的狀態剛變了，請看最新的。", "This version has just changed; please look again.")
    static let changed = Text(
        "您写的时候，有人存了另一份。您写的还在下面；看过不同之处，再存一次就用您的。",
        "您寫的時候，有人存了另一份。您寫的還在下面；看過不同之處，再存一次就用您的。",
        "Somebody saved another text while you wrote. Yours is still below; compare, and save again to use yours.")
    static let changedBy = Text(
        "您写的时候，{name}存了另一份。您写的还在下面；看过不同之处，再存一次就用您的。",
        "您寫的時候，{name}存了另一份。您寫的還在下面；看過不同之處，再存一次就用您的。",
        "{name} saved another text while you wrote. Yours is still below; compare, and save again to use yours.")

    static func fault(_ fault: Markdown.Fault) -> Text {
        switch fault {
        case .markup:
            Text(
                "正文里有 HTML，读者看不到它。请用 Markdown。",
                "正文裡有 HTML，讀者看不到它。請用 Markdown。",
                "There is HTML in it, which readers would not see. Use Markdown.")
        case .address:
            Text(
                "有一个链接的地址不能用。请用 https:// 开头的，或者站内的路径。",
                "有一個連結的地址不能用。請用 https:// 開頭的，或者站內的路徑。",
                "A link's address is not allowed. Begin it with https://, or with a path of ours.")
        case .image:
            Text(
                "不能插图片。请用 screen 画出界面。",
                "不能插圖片。請用 screen 畫出畫面。",
                "Pictures cannot be put in. Draw the screen with a screen block.")
        case .screen:
            Text(
                "有一个 screen 画不出来。每行写成“种类: 文字”，种类是 title、text、row、field、notice、button，最多 9 行。",
                "有一個 screen 畫不出來。每行寫成「種類: 文字」，種類是 title、text、row、field、notice、button，最多 9 行。",
                "A screen block cannot be drawn. Each line is “kind: text”, where kind is title, text, "
                    + "row, field, notice or button; 9 lines at most.")
        }
    }
}

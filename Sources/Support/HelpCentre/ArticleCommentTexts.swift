import Terms

/// What is said under articles, and where agents read it first.
enum ArticleCommentTexts {
    static let title = Text("评论", "評論", "Comments")
    static let welcome = Text(
        "欢迎在评论区留言。这里大家都看得到，账户里的事别写在这里。", "歡迎在評論區留言。這裡大家都看得到，帳戶裡的事別寫在這裡。",
        "Comments are welcome. Everybody can read them; what concerns your own account belongs in the chat.")
    static let write = Text("写评论", "寫評論", "Write a comment")
    static let hint = Text(
        "最多 {max} 个字，审核后显示。您会显示为“{name}”；号码、邮箱和链接会自动遮住。",
        "最多 {max} 個字，審核後顯示。您會顯示為「{name}」；號碼、信箱和連結會自動遮住。",
        "At most {max} characters, shown once reviewed. You appear as “{name}”; numbers, addresses and links are "
            + "hidden.")
    static let send = Text("提交评论", "送出評論", "Comment")
    static let none = Text("还没有评论。", "還沒有評論。", "No comments yet.")
    static let older = Text("更早的评论", "更早的評論", "Older comments")
    static let newest = Text("回到最新的评论", "回到最新的評論", "Newest comments")
    static let mine = Text("我的评论", "我的評論", "My comment")
    static let waiting = Text("等待审核", "等待審核", "Waiting for review")
    static let refused = Text("没有显示", "沒有顯示", "Not shown")
    static let shown = Text("已显示", "已顯示", "Shown")
    static let remove = Text("删除", "刪除", "Delete")
    static let contactMe = Text("请客服联系我", "請客服聯絡我", "Please contact me")
    static let toConversation = Text("看对话", "看對話", "See the conversation")
    static let official = Text("{brand} 官方回复", "{brand} 官方回覆", "Official answer of {brand}")

    static func reason(_ reason: ArticleComment.Reason) -> Text {
        switch reason {
        case .account: Text("是账户里的事", "是帳戶裡的事", "It is about an account")
        case .privacy: Text("有个人信息", "有個人資訊", "Personal data")
        case .abuse: Text("有伤人的话", "有傷人的話", "Hurtful words")
        case .advertising: Text("是广告", "是廣告", "Advertising")
        case .unrelated: Text("和这篇文章无关", "和這篇文章無關", "Not about this article")
        }
    }

    /// To the writer.
    static func why(_ reason: ArticleComment.Reason) -> Text {
        switch reason {
        case .account:
            Text(
                "这是您账户里的事，没有公开显示。请和客服说，别人看不到。", "這是您帳戶裡的事，沒有公開顯示。請和客服說，別人看不到。",
                "This is about your account, so it is not public. Tell us in the chat, where nobody else reads it.")
        case .privacy:
            Text(
                "里面有个人信息，为了您的安全没有显示。去掉后可以再写一条。", "裡面有個人資訊，為了您的安全沒有顯示。去掉後可以再寫一則。",
                "It has personal data in it, so we keep it hidden to protect you. You can write it again without.")
        case .abuse:
            Text(
                "里面有伤人的话，没有显示。换个说法，可以再写一条。", "裡面有傷人的話，沒有顯示。換個說法，可以再寫一則。",
                "It has words in it that hurt. You can write it again in other words.")
        case .advertising: Text("广告不能显示在这里。", "廣告不能顯示在這裡。", "Advertising is not shown here.")
        case .unrelated:
            Text(
                "和这篇文章没有关系，没有显示。要问别的，请找客服。", "和這篇文章沒有關係，沒有顯示。要問別的，請找客服。",
                "It is not about this article. For anything else, ask us in the chat.")
        }
    }

    // Refusals
    static let tooLong = Text("最多 {max} 个字。", "最多 {max} 個字。", "At most {max} characters.")
    static let tooMany = Text(
        "一小时内最多写 {count} 条评论，请过一会儿再来。您写的还在。", "一小時內最多寫 {count} 則評論，請過一會兒再來。您寫的還在。",
        "At most {count} comments an hour. Please come back later; what you wrote is kept.")
    static let full = Text(
        "这篇文章等待审核的评论太多了，请过一会儿再来。您写的还在。", "這篇文章等待審核的評論太多了，請過一會兒再來。您寫的還在。",
        "Too many comments on this article are waiting for review. Please come back later; what you wrote is kept.")
    static let gone = Text("写的人已经删掉了这条评论。", "寫的人已經刪掉了這則評論。", "Its writer has deleted this comment.")

    // The conversation that it becomes
    static let subject = Text("来自文章评论", "來自文章評論", "From a comment")
    static let turned = Text(
        "这是您写在文章评论区的话。账户里的事在这里说，只有您和客服看得到；客服会回复您。",
        "這是您寫在文章評論區的話。帳戶裡的事在這裡說，只有您和客服看得到；客服會回覆您。",
        "This is what you wrote under an article. Here only you and our staff read it; they will answer you.")

    // The desk
    static let desk = Text("文章评论", "文章評論", "Comments")
    static let deskHint = Text(
        "先审等得最久的。显示前看一眼：有没有姓名、地址、号码；是账户里的事，就转成对话。",
        "先審等得最久的。顯示前看一眼：有沒有姓名、地址、號碼；是帳戶裡的事，就轉成對話。",
        "The longest wait comes first. Look for names, addresses and numbers before showing one; what concerns an "
            + "account becomes a conversation.")
    static let allRead = Text("都审完了", "都審完了", "Everything is reviewed")
    static let decided = Text("最近处理的", "最近處理的", "Lately decided")
    static let show = Text("显示", "顯示", "Show")
    static let refuse = Text("不显示", "不顯示", "Refuse")
    static let because = Text("为什么不显示", "為什麼不顯示", "Why it is refused")
    static let answer = Text("回复并显示", "回覆並顯示", "Answer and show")
    static let answerLabel = Text("以品牌的名义回复", "以品牌的名義回覆", "Answer as the brand")
    static let change = Text("改回复", "改回覆", "Change the answer")
    static let turn = Text("转成对话", "轉成對話", "Turn into a conversation")
    static let chooseReason = Text("请选一个原因。", "請選一個原因。", "Please choose a reason.")
}

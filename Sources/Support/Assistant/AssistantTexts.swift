import Terms

enum AssistantTexts {
    static let stopFirst = Text(
        "先别急，第一步是把钱停住：点“一键止付”，付款、转账、提现和登录马上停，不用等客服。同时已经为您加急转人工。",
        "先別急，第一步是把錢停住：點「一鍵止付」，付款、轉帳、提領和登入馬上停，不用等客服。同時已經為您加急轉人工。",
        "First of all stop the money: “Stop everything” stops payments, transfers, withdrawals and sign-ins at once, "
            + "without waiting for anybody. A person is being called with priority.")
    static let greeting = Text(
        "您好，这里是{brand}客服。说说遇到了什么事？", "您好，這裡是{brand}客服。說說遇到了什麼事？", "Hello, this is {brand}. What happened?")
    static let welcome = Text(
        "不客气。还有别的事，直接写在这里。", "不客氣。還有別的事，直接寫在這裡。", "You are welcome. If there is anything else, just write here.")
    static let article = Text(
        "这篇文章可能有用：《{title}》。{summary}", "這篇文章可能有用：《{title}》。{summary}", "This article may help: “{title}”. {summary}")
    static let stillUnclear = Text(
        "抱歉，我还是没弄明白。点“转人工”，客服会接着看，前面的话不用再说一遍。", "抱歉，我還是沒弄明白。點「轉人工」，客服會接著看，前面的話不用再說一次。",
        "Sorry, I still do not understand. Choose “Talk to a person”; they see what you wrote, so you need not "
            + "repeat it."
    )
    static let despair = Text(
        "先停一停，您比钱重要。现在就打 12356 心理援助热线，或 120、110，会有人陪您说话。钱的事已经加急请人来，我们一步一步办。",
        "先停一停，您比錢重要。現在就撥 1925 安心專線，或 119、110，會有人陪您說話。錢的事已經加急請人來，我們一步一步辦。",
        "Please stop for a moment: you matter more than the money. Call your local emergency number or a crisis line "
            + "now, and somebody will talk with you. A person here is being called at once; the money comes after."
    )
    static let offTopic = Text(
        "这个我帮不上。钱包里的事可以问我：付款、转账、充值、提现、银行卡、登录和账户安全。",
        "這個我幫不上。錢包裡的事可以問我：付款、轉帳、儲值、提領、銀行卡、登入和帳戶安全。",
        "I cannot help with that. Ask me about your wallet: payments, transfers, top-ups, withdrawals, cards, "
            + "signing in and security.")
    static let sorry = Text(
        "让您生气了，先说声抱歉。已经请客服来看，前面说的不用再讲一遍。", "讓您生氣了，先說聲抱歉。已經請客服來看，前面說的不用再講一次。",
        "Sorry that this made you angry. A person is being called and sees what you wrote.")
    static let unchanged = Text(
        "刚查过，和刚才说的一样，没有变化。", "剛查過，和剛才說的一樣，沒有變化。", "I have just looked again, and nothing has changed.")
    static let otherWays = Text(
        "除了刚才说的，还可以这样：", "除了剛才說的，還可以這樣：", "Besides what I said, you can do this:")
    static let stillNot = Text(
        "试过还是不行，就不让您再试了。转给客服吧，您做过什么、查到什么，客服都看得到。", "試過還是不行，就不讓您再試了。轉給客服吧，您做過什麼、查到什麼，客服都看得到。",
        "If that did not help, you need not try again. Let a person take over; they see what you did and what we found."
    )
    static let expected = Text(
        "这笔 {amount} 预计 {when}有结果，一有变化就告诉您。", "這筆 {amount} 預計 {when}有結果，一有變化就告訴您。",
        "This {amount} should be settled by {when}; we tell you as soon as it changes.")
    static let budget = Text(
        "这一小时问得很多了，我先停一停，免得越答越乱。点“转人工”，客服会接着看。", "這一小時問得很多了，我先停一停，免得越答越亂。點「轉人工」，客服會接著看。",
        "That was a lot within an hour, so I pause here. Choose “Talk to a person”; they see all of it.")
    static let readArticle = Text("看详细步骤", "看詳細步驟", "Read the steps")
    static let person = Text("转人工", "轉人工", "Talk to a person")
    static let question = Text(
        "我还不确定您说的是哪件事。能说说是付款、转账、充值还是账户的问题吗？最好带上金额和时间。",
        "我還不確定您說的是哪件事。能說說是付款、轉帳、儲值還是帳戶的問題嗎？最好附上金額和時間。",
        "I am not sure yet what you mean. Is it a payment, a transfer, a top-up or your account? The amount and "
            + "the time help."
    )
}

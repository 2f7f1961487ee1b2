import Terms
import Web

/// The page that opens the demo: what to try first, and who to be.
struct SandboxPages {
    let page: Page

    func home() -> HTML {
        Page.shell(
            desk: page.desk, language: page.language, brand: "wallet", theme: page.theme, isLargeText: page.isLargeText,
            title: page(SandboxTexts.title), scripts: [],
            body: """
                <body class="site"><a class="skip" href="#main">\(page(PageTexts.skip))</a>
                <header class="top"><div class="wrap"><span class="mark" aria-hidden="true">\
                \(page.icon("headset"))</span>\
                <span class="name">WalletDesk</span><span class="grow"></span>\(languages)</div></header>
                <main id="main" class="wrap stack wide">
                <header class="stack close"><h1>\(page(SandboxTexts.title))</h1><p class="soft">\
                \(page(SandboxTexts.intro))</p></header>
                \(first)
                <div class="split"><div class="stack wide">\(page.desk.brands.all.html(brandCard))</div>
                <div class="stack wide">\(agents)\(troubles)</div></div></main></body>
                """)
    }

    private var languages: HTML {
        Language.allCases.html {
            $0 == page.language
                ? "" : "<a class=\"btn quiet small\" href=\"?language=\($0.tag)\" lang=\"\($0.tag)\">\($0.ownName)</a>"
        }
    }

    private var first: HTML {
        """
        <section class="card stack close" aria-labelledby="first"><h2 id="first">\(page(SandboxTexts.first))</h2>
        <ol class="plain">\(SandboxTexts.steps.html { "<li>\(page($0))</li>" })</ol>
        <p class="tiny muted">\(page(SandboxTexts.password)) <code class="mono">\(Sandbox.password)</code>　\
        \(page(SandboxTexts.paymentPassword)) <code class="mono">\(Sandbox.paymentPassword)</code></p></section>
        """
    }

    private func brandCard(_ brand: Brand) -> HTML {
        let people = Seed.signIns.filter { $0.brand == brand.id.text }
        return """
            <section class="card flush" data-brand="\(brand.id)" aria-labelledby="b-\(brand.id)">
            <div class="card-head"><div class="row"><span class="mark" aria-hidden="true">\
            \(page.icon(String(brand.mark.dropFirst(2))))</span>\
            <div><h2 id="b-\(brand.id)">\(page(brand.name))</h2><p class="tiny muted">\(page(brand.slogan))</p></div>\
            </div>\
            <a class="more" href="/\(brand.id)/help">\(page(HelpTexts.title))\(page.icon("right"))</a></div>
            <ul class="rows">\(people.html { person in
                """
                <li class="item"><span class="avatar" aria-hidden="true">\(String(person.name.prefix(1)))</span>\
                <span class="grow"><b class="strong">\(person.name)</b> <span class="small muted num">\
                \(person.login)</span>\
                <span class="sub">\(page(person.hint))</span></span>\(enter("/\(brand.id)/signin", person.login))</li>
                """
            })</ul></section>
            """
    }

    private var agents: HTML {
        """
        <section class="card flush" aria-labelledby="agents"><div class="card-head"><h2 id="agents">\
        \(page(SandboxTexts.agents))</h2>\
        <a class="more" href="/desk">\(page(SandboxTexts.desk))\(page.icon("right"))</a></div>
        <ul class="rows">\(Seed.signIns.filter(\.brand.isEmpty).html { person in
            """
            <li class="item"><span class="avatar" aria-hidden="true">\(String(person.name.prefix(1)))</span>\
            <span class="grow"><b class="strong">\(person.name)</b> <span class="small muted">\(person.login)</span>\
            <span class="sub">\(page(person.hint))</span></span>\(enter("/desk/signin", person.login))</li>
            """
        })</ul></section>
        """
    }

    /// One press signs in: the demo's password is no secret.
    private func enter(_ action: String, _ login: String) -> HTML {
        """
        <form method="post" action="\(action)"><input type="hidden" name="login" value="\(login)">\
        <input type="hidden" name="password" value="\(Sandbox.password)"><button class="btn small" type="submit">\
        \(page(PageTexts.signIn))</button></form>
        """
    }

    private var troubles: HTML {
        """
        <section class="card stack" data-brand="upay" aria-labelledby="troubles"><h2 id="troubles">\
        \(page(SandboxTexts.troubles))</h2>
        <p class="small soft">\(page(SandboxTexts.troublesHint))</p>
        \(Scenario.Name.Group.allCases.html(group))</section>
        """
    }

    /// The first group stands open; the others unfold.
    private func group(_ group: Scenario.Name.Group) -> HTML {
        let names = Scenario.Name.allCases.filter { $0.group == group }
        return """
            <details class="fold"\(group == .payment ? " open" : "")><summary>\(page(SandboxTexts.group(group)))\
            \(page.icon("down"))</summary><div class="stack close">\(names.html { name in
                """
                <form method="post" action="/sandbox/scenarios/upay/\(name.rawValue)">\
                <button class="btn wide" type="submit">\(page(name.title))</button></form>
                """
            })</div></details>
            """
    }
}

enum SandboxTexts {
    static let title = Text("WalletDesk 演示", "WalletDesk 示範", "WalletDesk demo")
    static let intro = Text(
        "四个钱包品牌，一个客服台。这里的人和钱都是编的，银行是一台模拟服务器，其余都是真的。",
        "四個錢包品牌，一個客服台。這裡的人和錢都是虛構的，銀行是一台模擬伺服器，其餘都是真的。",
        "Four wallets, one desk. The people and the money are made up and the bank is a simulated server; "
            + "everything else is real."
    )
    static let first = Text("先试这个", "先試這個", "Try this first")
    static let steps = [
        Text(
            "按“付款超时，钱被冻结”，您就是刚刚付款失败的 uPay 顾客：看看那笔付款的诊断。",
            "按「付款逾時，錢被凍結」，您就是剛剛付款失敗的 uPay 顧客：看看那筆付款的診斷。",
            "Press “Payment timed out, money on hold”: you are now a uPay customer whose payment just failed. Read "
                + "what is said about it."
        ),
        Text(
            "点右下角的客服图标，问一句，再点“转人工”。", "點右下角的客服圖示，問一句，再點「轉人工」。",
            "Open the chat at the bottom right, ask, then choose “Talk to a person”."),
        Text(
            "另开一个无痕窗口，用客服陈思远登录：接入会话、回复、退款、结束。两边会实时看到。",
            "另開一個無痕視窗，用客服陳思遠登入：接入對話、回覆、退款、結束。兩邊會即時看到。",
            "In a private window sign in as the agent 陈思远: take the conversation, reply, refund, close. Both sides "
                + "see it live."
        ),
        Text(
            "回到顾客窗口：退款到账了，给这次服务打个分。", "回到顧客視窗：退款到帳了，給這次服務打個分。",
            "Back in the customer's window the refund has arrived; rate the help."),
    ]
    static let password = Text("所有人的密码都是", "所有人的密碼都是", "Everyone's password is")
    static let paymentPassword = Text("支付密码", "支付密碼", "payment password")
    static let agents = Text("客服", "客服", "Agents")
    static let desk = Text("客服工作台", "客服工作台", "The desk")
    static let troubles = Text("做一个麻烦（uPay）", "製造一個麻煩（uPay）", "Make a trouble (uPay)")
    static let troublesHint = Text(
        "每按一次，就有一位新顾客真的遇到它，并以他登录。", "每按一次，就有一位新顧客真的遇到它，並以他登入。",
        "Each press makes a new customer who really has it, and signs you in as them.")

    static func group(_ group: Scenario.Name.Group) -> Text {
        switch group {
        case .signIn: Text("登录与密码", "登入與密碼", "Signing in and passwords")
        case .account: Text("账户锁定、止付与封禁", "帳戶鎖定、止付與封禁", "Locked, stopped, banned")
        case .payment: Text("付款", "付款", "Payments")
        case .transfer: Text("转账", "轉帳", "Transfers")
        case .topUp: Text("充值与提现", "儲值與提領", "Top-ups and withdrawals")
        case .card: Text("绑定银行卡", "綁定銀行卡", "Binding cards")
        case .contact: Text("手机号、邮箱与安全", "手機號碼、信箱與安全", "Phone, e-mail and security")
        case .shop: Text("商家、退款与投诉", "商家、退款與投訴", "Shops, refunds and complaints")
        }
    }
}

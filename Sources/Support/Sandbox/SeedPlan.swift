import Terms

/// Who lives in the demo, and what they talked about. Content, not rules.
enum SeedPlan {
    struct Person: Sendable {
        let brand: String, name: String, phone: String, email: String
        let hint: Text
    }

    struct Talk: Sendable {
        let phone: String
        var trouble: Diagnosis.Code?
        let secondsAgo: Int64
        /// The customer's first words, then agent and customer in turn.
        let lines: [String]
        var agent: String?
        let end: Conversation.State
        var marks: (Int, Int, Int)?
        var comment = ""
    }

    static let agents: [(login: String, name: String, role: Agent.Role)] = [
        ("chen", "陈思远", .agent), ("zhao", "赵敏", .agent), ("zhou", "周岚", .supervisor), ("admin", "管理员", .admin),
    ]

    static let announcement = (
        title: Text("有人冒充客服打电话，请留意", "有人冒充客服打電話，請留意", "Somebody calls and says they are from us"),
        text: Text(
            "最近有人冒充客服，说您的账户异常，要您读验证码或者转账到“安全账户”。我们不会这样做。请挂断电话，从 App 或官网找我们核实；已经说了验证码的，马上止付。",
            "最近有人冒充客服，說您的帳戶異常，要您唸驗證碼或轉帳到「安全帳戶」。我們不會這樣做。請掛斷電話，從 App 或官網找我們查證；已經說了驗證碼的，馬上止付。",
            "Somebody calls customers, says that something is wrong with their account, and asks for a code or a "
                + "transfer to a “safe account”. We never do that. Hang up and reach us through the app or the site; "
                + "if you told them a code, stop everything at once.")
    )

    static let merchants = [
        "山城小面（解放碑店）", "半亩生鲜（滨江店）", "云上书店", "拾光咖啡", "地铁乘车", "城市水务", "阿婆裁缝铺", "青禾药房", "晨跑便利店",
    ]

    private static let ordinary = Text("看看余额和最近交易。", "看看餘額和最近交易。", "Look at the balance and recent transactions.")

    static let customers: [Person] = [
        Person(
            brand: "tpwallet", name: "王磊", phone: "13800000101", email: "wanglei@example.com",
            hint: Text("转账还在银行，问问钱在哪里。", "轉帳還在銀行，問問錢在哪裡。", "A transfer is still at the bank; ask where the money is.")),
        Person(brand: "tpwallet", name: "Maya Torres", phone: "13800000102", email: "maya@example.com", hint: ordinary),
        Person(
            brand: "topay", name: "林晓", phone: "13800000201", email: "linxiao@example.com",
            hint: Text("银行没有同意一笔付款。", "銀行沒有同意一筆付款。", "A payment was declined by the bank.")),
        Person(brand: "topay", name: "孙浩", phone: "13800000202", email: "sunhao@example.com", hint: ordinary),
        Person(
            brand: "upay", name: "何静", phone: "13800000301", email: "hejing@example.com",
            hint: Text(
                "付款超时，¥88.00 被冻结。从这里开始最好。", "付款逾時，¥88.00 被凍結。從這裡開始最好。",
                "A payment timed out and ¥88.00 is on hold. The best place to begin.")),
        Person(brand: "upay", name: "周宁", phone: "13800000302", email: "zhouning@example.com", hint: ordinary),
        Person(
            brand: "wallet", name: "赵婷", phone: "13800000401", email: "zhaoting@example.com",
            hint: Text("银行卡过期，付款没成功。", "銀行卡過期，付款沒成功。", "The card expired and a payment failed.")),
        Person(brand: "wallet", name: "冯雪", phone: "13800000402", email: "fengxue@example.com", hint: ordinary),
    ]

    static let talks: [Talk] = [
        Talk(
            phone: "13800000102", secondsAgo: 6 * 86_400,
            lines: [
                "充值的时候要收手续费吗？", "您好，从银行卡充值到余额不收手续费，到账也是实时的。", "好的，谢谢",
            ], agent: "chen", end: .closed, marks: (5, 5, 5), comment: "回得很快"),
        Talk(
            phone: "13800000202", trouble: .insufficientBalance, secondsAgo: 5 * 86_400,
            lines: [
                "付款失败，钱扣了吗", "您好，这笔没有扣款，是余额不够。充值或者换银行卡就能付。", "明白了，我换卡付",
            ], agent: "zhao", end: .closed, marks: (4, 5, 5)),
        Talk(
            phone: "13800000302", secondsAgo: 4 * 86_400,
            lines: [
                "有人打电话说是客服，要我的验证码，是真的吗？", "不是的。我们不会问您要验证码、密码和银行卡号，请挂断，不要转账。", "吓我一跳，谢谢提醒",
            ], agent: "chen", end: .closed, marks: (5, 5, 4), comment: "客服很耐心"),
        Talk(
            phone: "13800000402", trouble: .declinedByBank, secondsAgo: 3 * 86_400,
            lines: [
                "银行卡付款失败", "查到了，是发卡银行没有同意。可以换余额付，或者打卡背面的电话问银行。", "好吧，我问问银行",
            ], agent: "zhao", end: .closed, marks: (3, 4, 4)),
        Talk(
            phone: "13800000401", trouble: .cardExpired, secondsAgo: 26 * 3_600, lines: ["付款失败，提示银行卡不可用"],
            end: .assisted),
        Talk(
            phone: "13800000101", trouble: .processingAtBank, secondsAgo: 40 * 60, lines: ["转账给周敏的钱还没到账，在哪里？"],
            end: .assisted),
        Talk(
            phone: "13800000202", secondsAgo: 32 * 60,
            lines: [
                "退款要几天才能到银行卡？", "您好，退到银行卡一般 1–3 个工作日，退到余额是马上到账。", "那能不能改成退到余额？",
            ], agent: "chen", end: .assigned),
        Talk(
            phone: "13800000201", trouble: .declinedByBank, secondsAgo: 21 * 60, lines: ["付款失败两次了，我想找个人问问"],
            end: .waiting),
        Talk(phone: "13800000402", secondsAgo: 12 * 60, lines: ["换了手机号，旧号收不到验证码怎么办？"], end: .waiting),
        Talk(
            phone: "13800000301", trouble: .networkTimeout, secondsAgo: 8 * 60, lines: ["付款没成功，88 块钱怎么没了？"],
            end: .waiting),
    ]
}

extension Seed {
    /// Everybody the demo can be tried as: customers first, then agents.
    static let signIns: [SignInHint] =
        SeedPlan.customers.map {
            SignInHint(role: "customer", brand: $0.brand, login: $0.phone, name: $0.name, hint: $0.hint)
        }
        + SeedPlan.agents.map {
            SignInHint(role: $0.role.rawValue, brand: "", login: $0.login, name: $0.name, hint: agentHint($0.role))
        }

    private static func agentHint(_ role: Agent.Role) -> Text {
        switch role {
        case .agent: Text("接待顾客：接入、回复、退款、结束。", "接待顧客：接入、回覆、退款、結束。", "Takes, answers, refunds and closes.")
        case .supervisor: Text("主管。", "主管。", "Supervisor.")
        case .admin: Text("管理员。", "管理員。", "Administrator.")
        }
    }
}

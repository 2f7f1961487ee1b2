import Testing

@testable import Answers

@Suite struct SearchIndexTests {
    let index = SearchIndex(articles, entities: ["充值", "提现", "转账", "退款"])

    @Test(arguments: [
        ("支付失败", "pay"), ("付不了款", "pay"), ("付款不成功", "pay"), ("为什么我付款总是失败？", "pay"), ("钱没到账", "transfer"),
        ("转账一直没到", "transfer"), ("轉帳沒到", "transfer"), ("轉帳處理中怎麼辦", "transfer"), ("怎么退钱", "refund"), ("退款", "refund"),
        ("我要申請退款", "refund"), ("充值", "topup"), ("怎么往钱包里充钱", "topup"), ("ｔｏｐ　ｕｐ", "topup-en"), ("提现失败", "withdraw"),
        ("怎么联系你们客服安全", "contact"), ("payment failed", "pay-en"), ("my payments keep failing", "pay-en"),
        ("how do I get a refund?", "refund-en"), ("transfer not received", "transfer-en"),
        ("I have not received the transferred money", "transfer-en"),
        ("绑不了银行卡", "card"), ("忘记密码了", "password"),
    ])
    func findsTheArticle(_ query: String, _ id: String) {
        let hits = index.search(query, limit: 3)
        #expect(hits.first?.id == id)
        #expect((hits.first?.confidence ?? 0) >= 0.45, "\(hits)")
    }

    @Test(arguments: [
        "今天天气怎么样", "红烧肉怎么做好吃", "量子力学是什么", "asdf qwerty zxcv", "how to cook rice", "who won the football match",
        "给我讲个笑话",
        "怎么办", "什么", "what is it?", "ぬるぽ", "周末去哪里玩", "你是谁",
    ])
    func isNotConfidentAboutNonsense(_ query: String) {
        let hits = index.search(query, limit: 3)
        #expect((hits.first?.confidence ?? 0) < 0.3, "\(hits)")
    }

    @Test(arguments: ["", " ", "？！…", "😀", "•", "\u{0}\u{301}"])
    func findsNothingForNoWords(_ query: String) {
        #expect(index.search(query, limit: 5).isEmpty)
    }

    @Test func readsOnlyTheBeginningOfALongQuery() {
        let noise = String(repeating: "的", count: SearchIndex.queryScalarsMax)
        #expect(
            index.search(noise + "退款", limit: 5).allSatisfy { $0.id != "refund" }
                || index.search(noise, limit: 5).count > 0)
        #expect(index.search("退款" + String(repeating: noise, count: 1_000), limit: 1).first?.id == "refund")
    }

    @Test func givesTheSameOrderEveryTime() {
        let twins = (0..<20).map { SearchIndex.Entry(id: "a\(19 - $0)", title: "退款", body: "退款") }
        let ids = SearchIndex(twins).search("退款", limit: 20).map(\.id)
        #expect(ids == ids.sorted())
        for _ in 0..<5 {
            #expect(
                SearchIndex(Self.articles).search("没到账", limit: 9) == SearchIndex(Self.articles).search("没到账", limit: 9)
            )
        }
    }

    @Test func confidenceIsAShareAndScoresFall() {
        for query in ["退款", "付款失败了怎么办", "payment failed 12345", "钱没到账 5000元"] {
            let hits = index.search(query, limit: 100)
            #expect(!hits.isEmpty)
            #expect(hits.allSatisfy { (0...1).contains($0.confidence) && $0.score > 0 })
            #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score >= $1.score })
        }
        #expect(index.search("退款", limit: 1).first?.confidence == 1)
        #expect(index.search("退款", limit: 1).count == 1)
        #expect(index.search("退款", limit: 0).isEmpty)
        #expect(index.search("退款", limit: -1).isEmpty)
    }

    @Test func anAmountThatNoArticleKnowsIsNoReasonForDoubt() {
        let plain = index.search("转账没到账", limit: 1).first?.confidence ?? 0
        let withAmount = index.search("转账没到账 88231", limit: 1).first?.confidence ?? 0
        #expect(withAmount > plain - 0.1)
    }

    @Test func anotherProductSinks() {
        let entries = [
            SearchIndex.Entry(id: "in", title: "充值没到账怎么办", keywords: ["钱没到账", "多久到账"]),
            SearchIndex.Entry(id: "out", title: "提现", body: "打开钱包，选择银行卡，输入金额，确认。"),
        ]
        #expect(SearchIndex(entries).search("提现的钱没到账", limit: 1).first?.id == "in")
        #expect(SearchIndex(entries, entities: ["充值", "提现"]).search("提现的钱没到账", limit: 1).first?.id == "out")
    }

    @Test func worksWithoutEntries() {
        #expect(SearchIndex([]).search("退款", limit: 5).isEmpty)
    }

    // MARK: - Snippets

    @Test func marksTheMatch() {
        let parts = index.snippet(for: "退款", in: "商家同意後，退款會原路退回。", length: 50)
        #expect(parts.filter(\.isMatch).map(\.text) == ["退款"])
        #expect(parts.map(\.text).joined() == "商家同意後，退款會原路退回。")
    }

    @Test func marksTraditionalAndFullWidthAsWritten() {
        let parts = index.snippet(for: "转账 refund", in: "轉帳 Ｒｅｆｕｎｄ", length: 50)
        #expect(parts.filter(\.isMatch).map(\.text) == ["轉帳", "Ｒｅｆｕｎｄ"])
    }

    @Test func cutsAroundTheMatch() {
        let text = String(repeating: "前文", count: 100) + "这里说的是退款流程" + String(repeating: "后文", count: 100)
        let parts = index.snippet(for: "退款", in: text, length: 30)
        #expect(parts.first?.text == "…" && parts.last?.text == "…")
        #expect(parts.contains(Snippet.Part(text: "退款", isMatch: true)))
        #expect(parts.map(\.text).joined().count == 32)
    }

    @Test func doesNotCutCharactersInTwo() {
        let family = "👨‍👩‍👧‍👦"
        let text = String(repeating: family, count: 40) + "e\u{301} 退款 " + String(repeating: family, count: 40)
        for length in 1...40 {
            let shown = index.snippet(for: "退款", in: text, length: length).map(\.text).joined()
            #expect(shown.allSatisfy { "👨‍👩‍👧‍👦e\u{301} 退款…".contains($0) }, "\(length) \(shown)")
        }
    }

    @Test func aSnippetWithoutAMatchIsTheBeginning() {
        #expect(index.snippet(for: "退款", in: "一二三四五六", length: 3).map(\.text) == ["一二三", "…"])
        #expect(index.snippet(for: "退款", in: "", length: 3).isEmpty)
        #expect(index.snippet(for: "", in: "一二", length: 3) == [Snippet.Part(text: "一二", isMatch: false)])
    }

    @Test func foldsTraditionalCharacters() {
        let folded = Fold.scalars("轉帳沒到 甚麼 為什麼 ＡＢｃ１　驗證碼 帳戶 裡")
        #expect(folded == Fold.scalars("转账没到 什么 为什么 abc1 验证码 账户 里"))
    }

    static let articles: [SearchIndex.Entry] = [
        .init(
            id: "pay", title: "付款失败了怎么办", keywords: ["支付失败", "无法付款", "扣款失败"],
            body: "付款不成功时，先看网络和余额，再看银行卡是否过期，确认支付密码正确，重新登录并更新到最新版本。钱已扣但订单未支付，会在三天内退回。"),
        .init(
            id: "transfer", title: "转账处理中", keywords: ["转账没到账", "钱没到", "延迟到账"],
            body: "转账显示处理中，表示对方银行还没有入账。通常两小时内到账，节假日会晚一些。超过一天仍没到账，请联系客服追踪资金。"),
        .init(
            id: "topup", title: "怎样充值", keywords: ["充钱", "往钱包加钱", "余额充值"],
            body: "打开钱包，点“充值”，选择银行卡，输入金额，确认后马上到账。充值有每日限额。"),
        .init(
            id: "withdraw", title: "怎样提现", keywords: ["提现失败", "取钱到银行卡"], body: "打开钱包，点“提现”，选择银行卡，输入金额。提现失败时钱会退回余额。"),
        .init(
            id: "refund", title: "退款", keywords: ["申请退款", "退钱", "退货"],
            body: "先联系商家。商家同意后，退款原路退回，一到七个工作日到账。商家不同意，可以在订单里发起纠纷。"),
        .init(
            id: "contact", title: "安全联系客服", keywords: ["官方客服", "联系方式", "电话"],
            body: "客服不会索要密码、验证码或银行卡信息。请只用应用里的在线客服、官网和官方热线，不要点击陌生链接。"),
        .init(
            id: "card", title: "无法绑定银行卡", keywords: ["绑卡失败", "绑不了卡", "添加银行卡"], body: "检查卡号、姓名和预留手机号，确认银行卡已激活，并且符合要求。"),
        .init(
            id: "password", title: "忘记密码", keywords: ["重置密码", "找回密码", "登录密码"], body: "在登录页点“忘记密码”，输入邮箱或手机号，收到验证码后设置新密码。"
        ),
        .init(
            id: "pay-en", title: "What to do when a payment fails", keywords: ["payment failed", "declined"],
            body:
                "Check your network, balance, the card's date and the payment password. Then log in again."
        ),
        .init(
            id: "transfer-en", title: "Transfer pending", keywords: ["transfer not received", "where is my money"],
            body:
                "It waits for the other bank. Most arrive within two hours. Then ask us to trace the money."
        ),
        .init(
            id: "refund-en", title: "Refunds", keywords: ["get my money back"],
            body:
                "Ask the merchant first. Then the refund goes back the way it was paid."
        ),
        .init(
            id: "topup-en", title: "How to top up", keywords: ["add money", "recharge"],
            body: "Open the wallet and choose top up."),
    ]
}

import Testing

@testable import Answers

@Suite struct IntentModelTests {
    static let model = IntentModel.train(IntentExamples.all)
    var model: IntentModel { Self.model }

    @Test(arguments: [
        ("申请退款", "refund"), ("把钱退回来", "refund"), ("can I have my money back?", "refund"), ("充值没有成功", "top-up"),
        ("my top up has failed", "top-up"), ("密码忘了怎么重置", "password"), ("I have forgotten the password", "password"),
        ("卡被偷了要挂失", "stolen"), ("my wallet was hacked, freeze it", "stolen"), ("绑定信用卡失败", "bind-card"),
        ("how can I link my bank card", "bind-card"), ("你好，请问在吗", "greeting"), ("good morning", "greeting"),
    ])
    func understands(_ text: String, _ label: String) {
        let intent = model.classify(text)
        #expect(intent.label == label, "\(intent.guesses)")
        #expect(intent.isKnown, "\(intent)")
    }

    @Test(arguments: [
        "今天天气怎么样", "红烧肉放多少酱油", "写一首关于月亮的诗", "who won the football match on sunday", "translate this to french",
        "asdf qwerty zxcv", "ぬるぽ", "how tall is the eiffel tower",
    ])
    func doesNotKnowWhatNoExampleIsAbout(_ text: String) {
        let intent = model.classify(text)
        #expect(!intent.isKnown, "\(intent)")
        #expect(intent.label != nil)
    }

    @Test func readsTraditionalChineseAsSimplified() {
        for (traditional, simplified) in [
            ("充值失敗了", "充值失败了"), ("銀行卡綁不上", "银行卡绑不上"), ("錢什麼時候退回來", "钱什么时候退回来"),
            ("ＴＯＰ　ＵＰ失敗", "top up失败"), ("账户被盜了", "帐户被盗了"), ("餘額裡沒有錢", "余额里没有钱"),
        ] {
            #expect(model.classify(traditional) == model.classify(simplified))
        }
        #expect(model.classify("充值失败") != model.classify("退款失败"))
    }

    @Test func takesWordsThatMeanTheSameForEachOther() {
        let model = IntentModel.train([
            ("my card was stolen", "stolen"), ("refund this purchase", "refund"), ("怎么提现", "withdraw"),
            ("我要开户", "open"),
        ])
        for (text, label) in [
            ("they robbed me", "stolen"), ("reimbursing", "refund"), ("取钱", "withdraw"), ("提領", "withdraw"),
            ("有小偷", "stolen"),
        ] {
            #expect(model.classify(text).label == label, "\(text): \(model.classify(text).guesses)")
        }
        #expect(Meanings.read(IntentText("robbed").words) == Meanings.read(IntentText("被偷").words))
        #expect(Meanings.read(IntentText("qqqq").words).isEmpty)
    }

    @Test func givesTheGuessesInOrder() throws {
        let intent = model.classify("充值失败，想退款")
        #expect(intent.guesses.count == Intent.guessesMax)
        #expect(intent.guesses.map(\.probability) == intent.guesses.map(\.probability).sorted(by: >))
        #expect(intent.guesses.first?.label == intent.label)
        #expect(intent.runnersUp.count == Intent.guessesMax - 1)
        let sum = intent.guesses.reduce(0) { $0 + $1.probability }
        #expect(sum > 0.8 && sum < 1.0001)
        #expect((0...1).contains(intent.confidence) && (0...1).contains(intent.familiarity))
    }

    @Test func saysHowNearTheNearestExampleIs() {
        #expect(model.classify("我要退款").similarity > 0.999)
        let near = model.classify("我现在要退款").similarity
        #expect(near < 0.999 && near > 0.4)
        #expect(model.classify("qqqq").similarity == 0)
    }

    @Test(arguments: ["", " \n", "！。…", "😀", "\u{0}\u{301}", "，，，", "----", "\u{202E}"])
    func findsNothingInATextWithoutWords(_ text: String) {
        let intent = model.classify(text)
        #expect(intent.label == nil && !intent.isKnown && intent.guesses.isEmpty && intent.confidence == 0)
    }

    @Test func readsOnlyTheBeginningOfALongText() {
        let long = "我要退款 " + String(repeating: "x", count: IntentModel.textScalarsMax * 5)
        #expect(model.classify(long) == model.classify(String(long.prefix(IntentModel.textScalarsMax))))
        #expect(model.classify(String(repeating: "充值", count: 100_000)).label == "top-up")
        #expect(model.classify(String(repeating: "e\u{301}\u{200D}👩‍👩‍👧 ", count: 3_000)).label != nil)
    }

    @Test func isTheSameEveryTime() {
        let again = IntentModel.train(IntentExamples.all)
        #expect(again.data == model.data)
        var options = IntentModel.Options()
        options.seed = 6
        #expect(IntentModel.train(IntentExamples.all, options: options).data != model.data)
    }

    @Test func knowsNothingWithoutExamples() {
        for examples in [[], [(text: "！", label: "refund")]] {
            let empty = IntentModel.train(examples)
            #expect(empty.labels.isEmpty)
            #expect(empty.classify("我要退款") == .nothing)
        }
    }

    @Test func learnsFromOneLabelAndFromOneExampleOfEach() {
        let one = IntentModel.train([("我要退款", "refund")])
        #expect(one.classify("退款").label == "refund")
        let two = IntentModel.train([("我要退款", "refund"), ("怎么充值", "top-up")])
        #expect(two.classify("退款").label == "refund")
        #expect(two.classify("充值").label == "top-up")
    }
}

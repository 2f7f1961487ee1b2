import Testing

@testable import Answers

@Suite struct IntentAddingTests {
    let model = IntentModelTests.model

    @Test func takesEffectAtOnceForTheWordingAndItsLike() {
        let text = "积分怎么兑换礼品"
        #expect(model.classify(text).label != "stolen")
        let after = model.adding(text, label: "stolen")
        #expect(after.classify(text).label == "stolen")
        #expect(after.classify(text).isKnown)
        #expect(after.classify("我的积分要兑换成礼品").label == "stolen")
    }

    @Test func leavesTheModelItWasMadeFromAndOtherTextsAlone() {
        let before = model.data
        let after = model.adding("how do I spend my points", label: "refund")
        #expect(model.data == before)
        for (text, label) in IntentExamples.all { #expect(after.classify(text).label == label, "\(text)") }
    }

    @Test func opensANewLabel() {
        let after = model.adding("怎么开发票", label: "invoice")
        #expect(after.labels == model.labels + ["invoice"])
        #expect(after.classify("怎么开发票").label == "invoice")
        #expect(after.classify("能开一张发票吗").label == "invoice")
        #expect(after.classify("我要退款").label == "refund")
    }

    @Test func growsPastTheLabelsThatARowHadRoomFor() {
        let nouns = """
            apple bread chair dance eagle flour grape horse igloo juice knife lemon mango night olive piano queen \
            river sugar table uncle violin whale xenon yacht zebra amber basil cedar daisy ember fjord gecko hazel \
            ivory jelly koala lotus maple nylon
            """.split(separator: " ").map(String.init)
        var grown = IntentModel()
        for noun in nouns { grown = grown.adding("about the \(noun)", label: noun) }
        #expect(grown.labels == nouns)
        for noun in nouns { #expect(grown.classify("About the \(noun)!").label == noun) }
    }

    @Test func overrulesWhatWasLearntBefore() {
        let after = model.adding("我要退款", label: "greeting")
        #expect(model.classify("我要退款").label == "refund")
        #expect(after.classify("我要退款").label == "greeting")
    }

    @Test func changesNothingForATextWithoutWords() {
        #expect(model.adding(" … ", label: "new").data == model.data)
    }

    @Test func survivesWritingAndReading() throws {
        let after = model.adding("怎么开发票", label: "invoice")
        let read = try IntentModel(data: after.data)
        #expect(read.classify("怎么开发票") == after.classify("怎么开发票"))
        #expect(read.classify("怎么开发票").label == "invoice")
    }
}

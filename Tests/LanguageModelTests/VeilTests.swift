import Testing

@testable import LanguageModel

@Suite struct Veils {
    static let known: [(kind: Veil.Kind, value: String)] = [
        (.name, "林晓"), (.name, "Nora Torres"), (.phone, "13900000001"), (.email, "mira@example.com"),
        (.word, "蓝色山茶"), (.name, "拾光咖啡"),
    ]

    /// What must not be seen, and the sentences that it stands in.
    static let personal: [(String, [String])] = [
        ("林晓", ["我是林晓，付款没成功", "林 晓 的账户", "林晓先生您好"]),
        ("13900000001", ["我的手机13900000001收不到码", "打给 139 0000 0001", "139-0000-0001", "+86 139 0000 0001"]),
        ("0001", ["手机尾号0001", "尾号 ０００１", "•••• 0001"]),
        ("mira@example.com", ["邮箱是mira@example.com。", "MIRA@EXAMPLE.COM wrote"]),
        ("example", ["看 https://pay.example.com/a?b=1 这个", "www.example.com", "去example.com看"]),
        ("88", ["付了88元", "¥88.00 没了", "88块钱", "HK$88", "paid 88 yuan", "88"]),
        ("5,000", ["转了 ¥5,000.00", "5,000元"]),
        ("6225", ["卡号 6225 8810 0003 1111", "6225881000031111"]),
        ("2026", ["订单 20261120102106", "TX2026A88", "2026年11月20日", "2026-11-20 14:03", "20 November 2026"]),
        ("14", ["今天14:03付的", "at 2:14 pm", "14点"]),
        ("五百", ["转了五百块", "五百元整", "五百多块"]), ("一三九零", ["号码一三九零零零零零零零一"]),
        ("five hundred", ["I sent five hundred dollars"]),
        ("周敏", ["转给周敏的钱还没到", "我给周敏转了钱", "收款人：周敏", "周敏女士"]),
        ("欧阳修文", ["户名欧阳修文"]), ("王伟", ["我叫王伟，帮我查", "朋友王伟没收到"]),
        ("Nora", ["I am Nora", "nora torres sent it", "Nora's card"]), ("Torres", ["Mrs Torres"]),
        ("Smith", ["I paid John Smith", "my name is Ann Smith", "Mr. Smith"]),
        ("世纪大道", ["上海市浦东新区世纪大道100号"]), ("Baker", ["221B Baker Street"]),
        ("蓝色山茶", ["安全词是蓝色山茶"]), ("拾光咖啡", ["在拾光咖啡付的"]),
    ]

    @Test("nothing personal is left, however it is written", arguments: personal)
    func hides(_ secret: String, _ sentences: [String]) throws {
        for sentence in sentences {
            var veil = Veil(known: Self.known)
            let hidden = veil.hide(sentence)
            let bare = Fence.withoutTokens(hidden).lowercased().filter { !$0.isWhitespace }
            #expect(!bare.contains(secret.lowercased().filter { !$0.isWhitespace }), "\(sentence) → \(hidden)")
            #expect(!bare.contains(where: VeilScan.isDigit), "\(sentence) → \(hidden)")
            #expect(try veil.show(hidden) == sentence)
        }
    }

    @Test("what is not personal stays readable")
    func readable() {
        var veil = Veil(known: Self.known)
        let text = "付款没成功，钱还在吗？我想知道怎么退款。Why was my payment declined?"
        #expect(veil.hide(text) == text)
    }

    @Test("what was hidden comes back letter by letter, whatever was typed")
    func roundTrip() throws {
        var dice = Dice(state: 7)
        let parts =
            Self.personal.flatMap(\.1)
            + [
                "[PHONE_1]", "[AMOUNT_2]", "[", "]", "_1]", "【NAME_1】", "👩‍👩‍👧", "é", "\n", " ", "①②", "٣", "Ⅳ", "％",
                "\u{200B}", "，",
            ]
        for _ in 0..<120 {
            var veil = Veil(known: Self.known)
            let text = (0..<Int.random(in: 1...8, using: &dice)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &dice)]
            }.joined()
            let other = parts[Int.random(in: 0..<parts.count, using: &dice)]
            let (hidden, too) = (veil.hide(text), veil.hide(other))
            #expect(try veil.show(hidden) == text)
            #expect(try veil.show(too) == other)
            #expect(!Fence.withoutTokens(hidden).contains(where: VeilScan.isDigit), "\(text) → \(hidden)")
        }
    }

    @Test("the same value has the same token in every text; a token that nobody gave out is refused")
    func tokens() throws {
        var veil = Veil()
        let (one, two) = (veil.hide("付了88元"), veil.hide("88元和5元"))
        #expect(one == "付了[AMOUNT_1]" && two == "[AMOUNT_1]和[AMOUNT_2]")
        #expect(try veil.show("[AMOUNT_2]、[AMOUNT_1]") == "5元、88元")
        #expect(throws: Veil.UnknownToken.self) { try veil.show("[AMOUNT_3]") }
        let fake = veil.hide("[AMOUNT_1]")
        #expect(fake == "[WORD_1]", "a customer who types a token gets nobody's amount")
        #expect(try veil.show(fake) == "[AMOUNT_1]")
    }
}

/// The same numbers at every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

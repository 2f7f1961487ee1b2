import Testing

@testable import Answers

@Suite struct SecretsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let masked: String
        let kinds: Set<Secrets.Kind>
        var testDescription: String { text }

        init(_ text: String, _ masked: String, _ kinds: Secrets.Kind...) {
            (self.text, self.masked, self.kinds) = (text, masked, Set(kinds))
        }
    }

    @Test(arguments: secret)
    func masksWhatMustNotBeStored(_ row: Case) {
        let found = Secrets.mask(row.text)
        #expect(found.text == row.masked)
        #expect(found.kinds == row.kinds)
        #expect(Secrets.mask(found.text).text == found.text, "masking twice changes nothing")
    }

    static let secret = [
        Case("我的卡号是4111111111111111", "我的卡号是•••• 1111", .cardNumber),
        Case("4111 1111 1111 1111 扣款失败", "•••• 1111 扣款失败", .cardNumber),
        Case("4111-1111-1111-1111", "•••• 1111", .cardNumber),
        Case("4111.1111.1111.1111", "•••• 1111", .cardNumber),
        Case("６２２２０２１２３４５６７８９０１２３", "•••• 0123", .cardNumber),
        Case("卡 6222 0212 3456 7890 123。", "卡 •••• 0123。", .cardNumber),
        Case("6222021234567890", "•••• 7890", .cardNumber),
        Case("my amex is 378282246310005 ok", "my amex is •••• 0005 ok", .cardNumber),
        Case("第一行 6222 0212\n3456 7890 123", "第一行 •••• 0123", .cardNumber),
        Case("2024-01-05 12:30 4111 1111 1111 1111 失败", "2024-01-05 12:30 •••• 1111 失败", .cardNumber),
        Case("4111111111111111 5555555555554444", "•••• 1111 •••• 4444", .cardNumber),
        Case("4\u{200B}111 1111 1111 1111", "•••• 1111", .cardNumber),
        Case("4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣", "•••• 1111\u{FE0F}\u{20E3}", .cardNumber),
        Case("银行卡号 4111 1111 1111 1112 打错一位", "银行卡号 •••• 1112 打错一位", .cardNumber),
        Case("订单有问题，卡号 4111111111111111", "订单有问题，卡号 •••• 1111", .cardNumber),
        Case("卡4111111111111111 有效期 CVV 123", "卡•••• 1111 有效期 CVV ••••••", .cardNumber, .cardCode),
        Case("4111 1111 1111 1111 123", "•••• 1111 ••••••", .cardNumber, .cardCode),
        Case("订单号6222020000000000000", "订单号•••• 0000", .cardNumber),
        Case("验证码123456", "验证码••••••", .code),
        Case("验证码是 １２３４５６ 对吗", "验证码是 •••••• 对吗", .code),
        Case("驗證碼：8841", "驗證碼：••••••", .code),
        Case("123456 是我收到的验证码", "•••••• 是我收到的验证码", .code),
        Case("动态码 12345678", "动态码 ••••••", .code),
        Case("校验码\n123 456", "校验码\n••••••", .code),
        Case("验证码 1 2 3 4 5 6", "验证码 ••••••", .code),
        Case("the code is 884213, is it ok?", "the code is ••••••, is it ok?", .code),
        Case("OTP:0042", "OTP:••••••", .code),
        Case("my PIN 4821", "my PIN ••••••", .code),
        Case("G-482913 is your verification code", "G-•••••• is your verification code", .code),
        Case("123456", "••••••", .code),
        Case(" 123 456。 ", " ••••••。 ", .code),
        Case("𝟏𝟐𝟑𝟒𝟓𝟔", "••••••", .code),
        Case("验证码123456分享给你", "验证码••••••分享给你", .code),
        Case("验证码 482913 不对，我输的就是 482913 啊啊啊啊啊啊啊啊啊啊啊 482913", "验证码 •••••• 不对，我输的就是 •••••• 啊啊啊啊啊啊啊啊啊啊啊 ••••••", .code),
        Case("我手机13812345678，验证码 482913", "我手机13812345678，验证码 ••••••", .code),
        Case("订单 1234567890123456 的验证码是 4821", "订单 1234567890123456 的验证码是 ••••••", .code),
        Case("密码是abc123", "密码是••••••", .password),
        Case("我的支付密码：654321", "我的支付密码：••••••", .password),
        Case("密碼為 Hunter2!", "密碼為 ••••••", .password),
        Case("密码 qwer1234，登不上", "密码 ••••••，登不上", .password),
        Case("my password is sunshine", "my password is ••••••", .password),
        Case("Password: P@ss,word1. Please help", "Password: ••••••. Please help", .password),
        Case("pwd=xK9$kk", "pwd=••••••", .password),
        Case("密码是“abc123”", "密码是“••••••”", .password),
        Case("密码错误，我输的是 654321 啊", "密码错误，我输的是 •••••• 啊", .password),
        Case("654321 是我的支付密码", "•••••• 是我的支付密码", .password),
        Case("hunter2 is my password", "•••••• is my password", .password),
        Case("密码是 123 456", "密码是 ••••••", .password),
        Case("密码是ａｂｃ１２３", "密码是••••••", .password),
        Case("密码改成了abc12345", "密码改成了••••••", .password),
        Case("My password’s hunter22", "My password’s ••••••", .password),
        Case("password is \"correct horse\"", "password is \"••••••\"", .password),
        Case("login: mira pass: hunter2", "login: mira pass: ••••••", .password),
        Case("转了 123456 是验证码", "转了 •••••• 是验证码", .code),
        Case("4111/1111/1111/1111", "•••• 1111", .cardNumber),
        Case("(4111) 1111, 1111, 1111", "(•••• 1111", .cardNumber),
        Case("安全码 321", "安全码 ••••••", .cardCode),
        Case("security code: 1234", "security code: ••••••", .cardCode),
        Case("CVV2是987", "CVV2是••••••", .cardCode),
        Case("身份证11010519491231002X", "身份证••••••", .identityNumber),
        Case("11010519491231002x 已实名", "•••••• 已实名", .identityNumber),
        Case("１１０１０５１９４９１２３１００２Ｘ", "••••••", .identityNumber),
        Case("身份證號 110105 19491231 002X", "身份證號 ••••••", .identityNumber),
        Case("440308199901101512", "••••••", .identityNumber),
    ]

    @Test(arguments: [
        "付了¥12345.67没到账", "5000元", "转了 123456 元", "充了888888块", "12,345.67", "我刚转了2000没到，验证码也没收到",
        "I sent 5000 but got no code", "验证码收不到，我刚付了5000元",
        "2024-01-05 12:30:45", "20240105", "2024年12月31日 14点30分", "20240105123000", "验证码 2024-01-05 没收到",
        "订单号：1234567890123456", "1234 5678 9012 3456", "order 4111111111111111", "流水号 4111 1111 1111 1111",
        "訂單 1234 5678 9012 3452",
        "13812345678", "+86 138 1234 5678", "138-1234-5678", "+852 9123 4567", "8613812345678", "400-800-1234",
        "010-12345678",
        "邮编 100080", "我忘记密码了", "密码错误", "wrong password", "password is wrong", "my password is not working", "密码是什么",
        "密码是6-16位数字", "忘记密码 13812345678", "忘记密码了，手机13812345678", "I forgot my password 3 times", "密码输错5次",
        "reset password https://example.com/r/12345", "error code 5003", "错误代码：100234", "收不到验证码", "验证码发到13812345678没收到",
        "尾号1234的卡收不到验证码", "95588 发来的验证码", "shopping 1234", "decode 5678 please", "12315", "1700000000000",
        "", " ", "👨‍👩‍👧‍👦🇨🇳", "你好", "•••• 1234", "•••••• 验证码 ••••••", "密码", "password:", "e\u{301}\r\n",
    ])
    func leavesTheRestAlone(_ text: String) {
        let found = Secrets.mask(text)
        #expect(Array(found.text.utf8) == Array(text.utf8))
        #expect(found.kinds.isEmpty)
    }

    @Test func keepsEverythingAroundASecretByteForByte() {
        let before = "e\u{301}\r\n👨‍👩‍👧‍👦 ｆｕｌｌ　"
        let after = "\u{0}\u{FEFF} 轉帳 <b>&amp;</b>"
        let found = Secrets.mask(before + "验证码482913" + after)
        #expect(Array(found.text.utf8) == Array((before + "验证码••••••" + after).utf8))
    }

    @Test func noDigitsOfASecretSurvive() {
        var random = Seeded(state: 20_260_101)
        let codeFrames = ["验证码%", "% 是驗證碼", "code: %", "我的OTP是%。", "短信 % 验证码不对", "PIN %"]
        let passwordFrames = ["密码是%", "支付密码：%", "my password is % ok", "pwd=%", "密碼為 %"]
        for round in 0..<3_000 {
            let digits = (0..<(4 + random.below(5))).map { _ in String(random.below(10)) }.joined()
            let isCode = round % 2 == 0
            // Eight digits that are a date and five of a service number are left on purpose.
            if isCode,
                digits.count == 5
                    || (digits.count == 8
                        && (digits.hasPrefix("19") || digits.hasPrefix("20") || digits.hasPrefix("1069")))
            {
                continue
            }
            let secret = isCode ? digits : "pw" + digits
            let frames = isCode ? codeFrames : passwordFrames
            let text =
                noise(&random) + "；" + frames[random.below(frames.count)].replacing("%", with: secret) + "；"
                + noise(&random)
            let found = Secrets.mask(text)
            #expect(!found.text.contains(secret), "\(text) → \(found.text)")
            #expect(found.kinds == [isCode ? .code : .password], "\(text) → \(found.text)")
        }
    }

    @Test func noCardNumberSurvivesInAnyGrouping() {
        var random = Seeded(state: 7)
        for _ in 0..<3_000 {
            let card = random.card(length: 13 + random.below(7))
            var (text, rest) = ("", card[...])
            while !rest.isEmpty {
                let group = rest.prefix(3 + random.below(4))
                rest = rest.dropFirst(group.count)
                text += group + (rest.isEmpty ? "" : ["", " ", "-", "\n", "  ", "　"][random.below(6)])
            }
            let found = Secrets.mask(noise(&random) + "：" + text + "；" + noise(&random))
            let digits = found.text.filter(\.isNumber)
            #expect(!digits.contains(card.dropLast(4).suffix(8)), "\(text) → \(found.text)")
        }
    }

    @Test func anyUnicodeAndAnyLengthIsReadInLinearTime() {
        var random = Seeded(state: 3)
        for _ in 0..<300 {
            let scalars = (0..<random.below(80)).compactMap { _ in Unicode.Scalar(UInt32(random.below(0x11_0000))) }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            _ = Secrets.mask(String(view))
        }
        // Each would take minutes if any step looked back over the whole text.
        for piece in [
            "1 ", "1-", "密码", "密码是", "123456 ", "验证码1234", "4111 ", "is ", "a.", "订单", "password is (", "1", ".",
            "+86 ",
        ] {
            let text = String(repeating: piece, count: 5_000)
            #expect(Secrets.mask(text).text.unicodeScalars.count <= text.unicodeScalars.count * 2)
        }
        #expect(
            Secrets.mask(String(repeating: " ", count: 50_000) + String(repeating: "123456 ", count: 5_000)).kinds
                .isEmpty)
    }

    private func noise(_ random: inout Seeded) -> String {
        ["你好", "转账没到😀", "Please help", "付了¥5000.00", "轉帳處理中", "ｆｕｌｌ　ｗｉｄｔｈ", "2024-01-05 12:30", ""][random.below(8)]
    }
}

/// SplitMix64: the same numbers on every run.
struct Seeded {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    /// A valid number with a first digit that payment cards have.
    mutating func card(length: Int) -> String {
        var digits = [UInt8(3 + below(4))] + (0..<length - 2).map { _ in UInt8(below(10)) }
        let check = (UInt8(0)...9).first { SecretScan.isLuhn(digits + [$0]) } ?? 0
        digits.append(check)
        return digits.map(String.init).joined()
    }
}

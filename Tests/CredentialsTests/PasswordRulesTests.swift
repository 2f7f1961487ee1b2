import Testing

@testable import Credentials

@Suite struct PasswordRulesTests {
    typealias Owner = PasswordRules.Owner
    typealias Problem = PasswordRules.Problem

    private let rules = PasswordRules()
    private let mira = Owner(
        birthday: "1990-02-15", phone: "+86 138 0000 0101", email: "mira.zhang88@example.com", name: "张米拉")

    @Test(
        "long, odd and unusual passwords may be used, whatever they are made of",
        arguments: [
            "正确 马 电池 订书钉", "correct horse battery", "wallet-demo-2026", "kx7Q2mPz", "8392017465", "vbnphkqt",
            "Ａｂｘ７２ｑｋｍ", "🐴🔋📎🌧🪁🧭🧵🪤", "тихий омут", "  spaces  count  ", "correct horse 19900215 battery",
            "我家门前有两棵枣树", "Tr0ub4dor&3-x", String(repeating: "kx7Q2mPz ", count: 28),
        ])
    func accepted(_ password: String) { #expect(rules.problem(with: password, of: mira) == nil) }

    @Test(
        "those that anybody tries first may not",
        arguments: [
            "password", "12345678", "123456789", "qwertyuiop", "P@ssw0rd", "iloveyou", "iloveyou2020", "football1",
            "sunshine99", "abcd1234", "a1b2c3d4", "qazwsxedc", "aaaaaaaa", "hellohello", "woaini520", "5201314a",
            "woaini1314", "zhifubao88", "wallet123", "qianbao888", "a123456789", "1q2w3e4r", "我爱你我爱你我爱你", "支付密码支付密码",
            "一二三四五六七八", "ｐａｓｓｗｏｒｄ", "１２３４５６７８", "密码12345678", "        ", "。。。。。。。。", "83920174", "zhang1990",
        ])
    func common(_ password: String) { #expect(rules.problem(with: password, of: Owner()) == .common) }

    @Test("the owner's birthday, phone, e-mail and name do not make a password")
    func fromOwner() {
        let birthdays = [
            "19900215", "1990-02-15", "1990/2/15", "15.02.1990", "02151990", "900215900215", "mm900215", "0215ab0215",
            "1990.02.15", "a19900215",
        ]
        let phones = ["13800000101", "8613800000101", "1380000010a", "00000101", "a00000101", "138000001"]
        let names = ["张米拉张米拉张米拉", "米拉米拉米拉米拉", "张米拉张米拉12"]
        let mails = ["mira.zhang88", "zhang88zhang88", "mira.zhang88@example.com"]
        for (problem, passwords) in [
            (Problem.fromBirthday, birthdays), (.fromPhone, phones), (.fromName, names), (.fromEmail, mails),
        ] {
            for password in passwords {
                #expect(rules.problem(with: password, of: mira) == problem, "\(password)")
            }
        }
        // The same passwords are nobody's business where the owner is another person.
        let other = Owner(birthday: "1971-12-30", phone: "15912345678", email: "li@other.example", name: "Li Lei")
        #expect(rules.problem(with: "1380000010a", of: other) == nil)
        #expect(rules.problem(with: "mira.zhang88", of: other) == nil)
        #expect(rules.problem(with: "lileilei", of: other) == .fromName)
    }

    @Test("an owner of whom nothing sensible is known makes no difference")
    func oddOwners() {
        for owner in [
            Owner(), Owner(birthday: "", phone: "", email: "", name: ""),
            Owner(birthday: "15 Feb", phone: "0101", email: "@", name: "·"),
            Owner(birthday: "--", phone: "+", email: "a@b", name: String(repeating: "长", count: 10_000)),
        ] {
            #expect(rules.problem(with: "kx7Q2mPz", of: owner) == nil)
            #expect(rules.problem(with: "12345678", of: owner) == .common)
            #expect(rules.problem(withPaymentPassword: "274916", of: owner) == nil)
        }
    }

    @Test("length is counted in Unicode scalars after normalising")
    func length() {
        #expect(rules.problem(with: "kx7Q2mP", of: Owner()) == .tooShort)
        #expect(rules.problem(with: "", of: Owner()) == .tooShort)
        #expect(rules.problem(with: "山川湖海风云雷", of: Owner()) == .tooShort)
        #expect(rules.problem(with: "e\u{301}e\u{301}e\u{301}e\u{301}", of: Owner()) == .tooShort)
        let longest = String(String(repeating: "kx7Q2mPz ", count: 30).prefix(PasswordRules.lengthMax))
        #expect(rules.problem(with: longest, of: Owner()) == nil)
        #expect(rules.problem(with: longest + "a", of: Owner()) == .tooLong)
        #expect(rules.problem(with: String(repeating: "\u{FDFA}", count: 20), of: Owner()) == .tooLong)
        #expect(PasswordRules.normalised("ｅ\u{301}①") == "é1")
    }

    @Test(
        "payment passwords that a thief would try are refused",
        arguments: [
            (.run, ["123456", "654321", "012345", "987654", "890123", "321098", "135791", "246802", "864208"]),
            (.repeated, ["111111", "000000", "121212", "123123", "112233", "112211", "111222", "123321", "668866"]),
            (.fromBirthday, ["900215", "021590", "150290", "199002", "021990", "901502"]),
            (.fromPhone, ["138000", "380000"]),
            (.common, ["520131", "201314", "147258", "159357", "123654", "789456"]),
            (.notSixDigits, ["", "12345", "1234567", "12345a", "１２３４５６", "274 916", "27491６"]),
        ] as [(Problem, [String])])
    func payment(_ problem: Problem, _ refused: [String]) {
        for digits in refused {
            #expect(rules.problem(withPaymentPassword: digits, of: mira) == problem, "\(digits)")
        }
    }

    @Test("all others may be used", arguments: ["274916", "900216", "138001", "735018", "502839", "100371", "199003"])
    func paymentAccepted(_ digits: String) { #expect(rules.problem(withPaymentPassword: digits, of: mira) == nil) }

    @Test("few payment passwords are refused for everybody")
    func paymentShare() {
        let refused = stride(from: 0, to: 1_000_000, by: 17).filter { number in
            let digits = String(String(1_000_000 + number).dropFirst())
            return rules.problem(withPaymentPassword: digits, of: Owner()) != nil
        }
        #expect((250..<450).contains(refused.count), "\(refused.count)")
    }
}

import Testing

@testable import Channels

@Suite struct CarriersToSet {
    private static let kannel = ["url": "http://kannel:13013", "user": "desk", "password": "p", "from": "10690301"]
    private static let alibaba = [
        "key.id": "LTAI", "secret": "s", "sign.name": "优付", "templates": "code=SMS_1, notice=SMS_2",
    ]

    private func settings(sms: String? = nil, _ values: [String: String] = [:]) -> CarrierSettings {
        var settings = CarrierSettings()
        settings.sms = sms
        settings.smsSettings = values
        return settings
    }

    @Test("nothing said is nothing set up; what is said in full is")
    func full() throws {
        #expect(try CarrierSettings().carriers().isEmpty)
        var settings = settings(sms: "kannel", Self.kannel)
        #expect(try settings.carriers()[.sms] is KannelSMS)
        #expect(try settings.carriers()[.email] == nil)
        settings.smtpURL = "smtp://mail.example.com"
        settings.smtpFrom = "help@example.com"
        #expect(try settings.carriers().count == 2 && settings.carriers()[.email] is SubmissionMail)
        #expect(try self.settings(sms: "alibaba", Self.alibaba).carriers()[.sms] is AlibabaSMS)
    }

    @Test("mail that is half said is refused with the way out")
    func halfMail() throws {
        var lonely = CarrierSettings()
        lonely.smtpFrom = "help@example.com"
        #expect(try refusal(lonely).contains("add --smtp-url"))
        var nameless = CarrierSettings()
        nameless.smtpURL = "smtp://mail.example.com"
        #expect(try refusal(nameless).contains("--smtp-from"))
        nameless.smtpFrom = "uPay <help@example.com>"
        #expect(try refusal(nameless).contains("without a name"))
        nameless.smtpFrom = "help@example.com"
        nameless.smtpPassword = "hush"
        #expect(try refusal(nameless).contains("--smtp-user") && !refusal(nameless).contains("hush"))
    }

    @Test("SMS that is half said is refused and what is missing is named")
    func halfSMS() throws {
        #expect(try refusal(settings(["user": "u"])).contains("add --sms alibaba or --sms kannel"))
        #expect(try refusal(settings(sms: "pigeon")).contains("choose alibaba or kannel"))
        let said = try refusal(settings(sms: "kannel", ["url": "http://kannel:13013", "from": "1"]))
        #expect(said.contains("WALLETDESK_SMS_USER, WALLETDESK_SMS_PASSWORD in") && !said.contains("SMS_FROM"))
        #expect(try refusal(settings(sms: "alibaba", ["secret": "s"])).contains("WALLETDESK_SMS_SIGN_NAME"))
    }

    @Test(
        "SMS that is wrongly said is refused",
        arguments: [
            ("kannel", "url", "kannel:13013"), ("kannel", "url", "http://u:p@kannel"), ("kannel", "from", "a\r\nb"),
            ("kannel", "url", "http://sms.example.com"), ("kannel", "url", "http://8.8.8.8:13013"),
            ("alibaba", "templates", "code"), ("alibaba", "templates", "code=SMS_1,code=SMS_2"),
            ("alibaba", "templates", "code="), ("alibaba", "names", "code.minutes"), ("alibaba", "templates", ","),
            ("alibaba", "endpoint", "http://dysmsapi.aliyuncs.com"), ("alibaba", "endpoint", "dysmsapi.aliyuncs.com"),
        ])
    func wrong(sms: String, name: String, value: String) throws {
        var values = sms == "kannel" ? Self.kannel : Self.alibaba
        #expect(throws: Never.self) { try settings(sms: sms, values).carriers() }
        values[name] = value
        #expect(try refusal(settings(sms: sms, values)).contains("sms.\(name)"))
    }

    @Test("a gateway in the private network may do without TLS")
    func privateNetwork() {
        for host in ["localhost", "127.0.0.9", "[::1]", "10.1.2.3", "192.168.0.1", "172.16.0.1", "kannel"] {
            #expect(Host.isPrivate(host), "\(host)")
        }
        for host in ["example.com", "172.32.0.1", "11.0.0.1", "192.169.0.1", "[2001:db8::1]", "127.0.0.1.nip.io"] {
            #expect(!Host.isPrivate(host), "\(host)")
        }
    }

    @Test("a letter that is printed says who it is for to nobody")
    func printed() {
        let letter = Letter.mail("0199", to: "mira@example.com", text: "482913")
        var dumped = ""
        dump(letter, to: &dumped)
        for text in ["\(letter)", String(reflecting: letter), String(describing: [letter]), dumped] {
            #expect(text.contains("0199") && !text.contains("mira") && !text.contains("482913"))
        }
    }

    private func refusal(_ settings: CarrierSettings) throws -> String {
        try #require(throws: WrongSetting.self) { try settings.carriers() }.description
    }
}

import AsyncHTTPClient
import Foundation
import Testing

@testable import Channels

@Suite(.timeLimit(.minutes(15))) struct Alibaba {
    /// A request as the gateway got it, and the signature that the vendor's SDK gives it.
    private struct Request: Decodable {
        let query: [String: String]
        let headers: [String: String]
        let signature: String
        let vendors: String
        let body: Int
        let hashed: Bool
        let isVendor: Bool
    }

    private struct Ready: Decodable { let port: Int }

    private static let account = AlibabaSMS.Account(
        keyID: "LTAI-test", secret: "s3cret/+=", signName: "优付 uPay", templates: ["code": "SMS_1", "notice": "SMS_2"],
        names: ["code.minutes": "time"])

    private func gateway(_ more: String...) async throws -> (daemon: Daemon, url: String) {
        let arguments = ["--key", Self.account.keyID, "--secret", Self.account.secret] + more
        let daemon = try Daemon.python("sms_gateway.py", arguments)
        return (daemon, "http://127.0.0.1:\(try await daemon.next(Ready.self).port)")
    }

    @Test("the request is the one that the vendor's own client sends, signed as the vendor's own SDK signs it")
    func signature() async throws {
        let parameters = #"{"code":"48 29+13","time":"十"}"#
        let vendor = [
            "PhoneNumbers": "8613800000301", "SignName": "优付 uPay", "TemplateCode": "SMS_1", "OutId": "0199-sms",
            "TemplateParam": parameters,
        ]
        let vendorText = String(decoding: try JSONEncoder().encode(vendor), as: UTF8.self)
        let gateway = try await gateway("--vendor", vendorText)
        let theirs = try await gateway.daemon.next(Request.self)
        #expect(theirs.isVendor && theirs.query == vendor)
        let carrier = try AlibabaSMS(Self.account, endpoint: gateway.url)
        let letter = Letter.sms(values: ["code": "48 29+13", "minutes": "十"])
        let began = Date()
        for _ in 0..<2 { #expect(try await carrier.send(letter) == "900^0") }
        let first = try await gateway.daemon.next(Request.self)
        let second = try await gateway.daemon.next(Request.self)
        for ours in [first, second] {
            #expect(!ours.isVendor && ours.signature == ours.vendors && ours.hashed && ours.body == 0)
            #expect(ours.query == theirs.query)
            for name in ["host", "x-acs-action", "x-acs-version", "x-acs-content-sha256"] {
                #expect(ours.headers[name] == theirs.headers[name] && ours.headers[name] != nil, "\(name)")
            }
            let date = try Date(#require(ours.headers["x-acs-date"]), strategy: .iso8601)
            #expect(abs(date.timeIntervalSince(began)) < 300)
            #expect(ours.headers["x-acs-date"]?.count == theirs.headers["x-acs-date"]?.count)
        }
        #expect(first.headers["x-acs-signature-nonce"] != second.headers["x-acs-signature-nonce"])
        await gateway.daemon.stop()
    }

    @Test("whatever may stand in a value is signed as the vendor signs it")
    func escaping() async throws {
        let gateway = try await gateway()
        let carrier = try AlibabaSMS(Self.account, endpoint: gateway.url)
        let value = "aZ09-_.~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\n\t您好，🙂é"
        _ = try await carrier.send(.sms(to: "13800000301", values: ["code": value]))
        let ours = try await gateway.daemon.next(Request.self)
        #expect(ours.signature == ours.vendors && ours.query["PhoneNumbers"] == "13800000301")
        let sent = try JSONDecoder().decode(
            [String: String].self, from: Data(#require(ours.query["TemplateParam"]).utf8))
        #expect(sent == ["code": value])
        await gateway.daemon.stop()
    }

    @Test("a wrong secret is ours to put right")
    func wrongSecret() async throws {
        let gateway = try await gateway()
        var account = Self.account
        account.secret = "other"
        let carrier = try AlibabaSMS(account, endpoint: gateway.url)
        let fault = await #expect(throws: CarrierUnavailable.self) { try await carrier.send(.sms()) }
        #expect(try #require(fault).reason.contains("SignatureDoesNotMatch"))
        await gateway.daemon.stop()
    }

    @Test("what is wrong with the letter is final; a limit, our balance or nonsense may pass")
    func answers() async throws {
        let final = ["isv.MOBILE_NUMBER_ILLEGAL", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.TEMPLATE_MISSING_PARAMETERS"]
        let passing = ["isv.BUSINESS_LIMIT_CONTROL", "isv.AMOUNT_NOT_ENOUGH", "isp.SYSTEM_ERROR", "nonsense"]
        var answers: [String: String] = [:]
        for (number, code) in (final + passing).enumerated() { answers["1380000000\(number)"] = code }
        let table = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
        let gateway = try await gateway("--answers", table)
        let carrier = try AlibabaSMS(Self.account, endpoint: gateway.url)
        for (number, code) in answers {
            do {
                _ = try await carrier.send(.sms(to: number))
                Issue.record("\(code) was taken for a yes")
            } catch let fault as Undeliverable {
                #expect(final.contains(code) && fault.reason.contains(code) && !fault.reason.contains(number))
            } catch let fault as CarrierUnavailable {
                #expect(passing.contains(code) && !fault.reason.contains(number))
            }
        }
        await gateway.daemon.stop()
        let brief = Gateway(http: .shared, timeout: .milliseconds(500))
        let late = try AlibabaSMS(Self.account, endpoint: gateway.url, gateway: brief)
        await #expect(throws: CarrierUnavailable.self) { try await late.send(.sms()) }
    }

    @Test("a number that is none and a notice without a template ask nobody")
    func unfit() async throws {
        let gateway = try await gateway()
        let carrier = try AlibabaSMS(Self.account, endpoint: gateway.url)
        for number in ["", "+", "1380000030a", "1234", "+1234567890123456", "13800000301,13800000302", "１３８００００"] {
            await #expect(throws: Undeliverable.self) { try await carrier.send(.sms(to: number)) }
        }
        await #expect(throws: Undeliverable.self) { try await carrier.send(.sms(template: "birthday")) }
        _ = try await carrier.send(.sms("only", template: "notice"))
        let asked = try await gateway.daemon.stop().filter { $0.hasPrefix("{") }
            .map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
        #expect(asked.map { $0.query["OutId"] } == ["only"] && asked.first?.query["TemplateCode"] == "SMS_2")
    }
}

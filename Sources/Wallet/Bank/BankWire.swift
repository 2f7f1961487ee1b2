import Crypto
import Foundation
import Terms

/// The bodies that `BankClient` and a bank exchange. Names on the wire are in snake case.
enum BankWire {
    static let bodyBytesMax = 64 * 1_024
    static let signatureHeader = "Bank-Signature"

    struct NewCard: Codable {
        let key: String
        let number: String
        let expiryYear: Int
        let expiryMonth: Int
        /// Empty: not to be compared.
        var name: String?
        var phone: String?
    }

    /// Either a token or why there is none.
    struct CardReply: Codable {
        var token: String?
        var isHolder: Bool?
        var kind: String?
        var refused: String?

        init(_ answer: CardAnswer) {
            switch answer {
            case .accepted(let token, let isHolder, let kind):
                self.token = token
                self.isHolder = isHolder
                self.kind = kind?.rawValue
            case .refused(let reason): refused = reason.rawValue
            }
        }

        /// A reason that we do not know yet is taken for "not this card".
        var answer: CardAnswer? {
            if let refused { return .refused(CardAttempt.Reason(rawValue: refused) ?? .notEligible) }
            return token.map { .accepted(token: $0, isHolder: isHolder ?? false, kind: kind.flatMap(Card.Kind.init)) }
        }
    }

    struct Void: Codable { let key: String }

    struct Recipient: Codable {
        let name: String
        let bank: String
        let number: String
    }

    struct Order: Codable {
        let key: String
        let amount: WireMoney
        var token: String?
        var merchant: String?
        var recipient: Recipient?
        var of: String?

        init(_ order: BankOrder) {
            key = order.key
            amount = WireMoney(order.amount)
            switch order.act {
            case .charge(let token, let merchant):
                self.token = token
                self.merchant = merchant
            case .settle(let merchant): self.merchant = merchant
            case .payOut(let name, let bank, let number): recipient = Recipient(name: name, bank: bank, number: number)
            case .withdraw(let token): self.token = token
            case .refund(let charge): of = charge
            }
        }

        /// nil where what this kind of order needs is missing.
        func order(at path: String) -> BankOrder? {
            guard let amount = amount.money else { return nil }
            let act: BankOrder.Act? =
                switch path {
                case "charges": token.map { .charge(token: $0, merchant: merchant) }
                case "settlements": merchant.map { .settle(merchant: $0) }
                case "payouts": recipient.map { .payOut(name: $0.name, bank: $0.bank, number: $0.number) }
                case "withdrawals": token.map { .withdraw(token: $0) }
                default: of.map { .refund(of: $0) }
                }
            return act.map { BankOrder(key: key, amount: amount, act: $0) }
        }
    }

    struct Answer: Codable {
        let outcome: String
        var reason: String?
        var expectedAt: String?

        init(_ answer: BankAnswer) {
            switch answer {
            case .approved: outcome = "approved"
            case .declined(let reason):
                outcome = "declined"
                self.reason = reason
            case .pending(let until):
                outcome = "pending"
                expectedAt = until?.rfc3339
            case .unknown: outcome = "unknown"
            }
        }

        var answer: BankAnswer? {
            switch outcome {
            case "approved": .approved
            case "declined": .declined(reason: reason ?? "declined")
            case "pending": .pending(until: expectedAt.flatMap { Moment(rfc3339: $0) })
            case "unknown": .unknown
            default: nil
            }
        }
    }

    /// What a bank sends by itself, to `POST /bank/answers`.
    struct Report: Codable {
        let key: String
        let answer: Answer
    }

    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func decode<T: Decodable>(_ data: Data, as type: T.Type = T.self) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }

    /// HMAC-SHA256 of the body, in lower-case hexadecimal. A repeated report is harmless, so it carries no time.
    static func signature(of body: Data, secret: String) -> String {
        HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8)))
            .map { String(format: "%02x", $0) }.joined()
    }

    /// Takes the same time for every wrong signature.
    static func isSigned(_ body: Data, signature: String, secret: String) -> Bool {
        var bytes: [UInt8] = []
        var rest = signature.utf8[...]
        while rest.count >= 2 {
            guard let byte = UInt8(String(Substring(rest.prefix(2))), radix: 16) else { return false }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        guard rest.isEmpty else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            bytes, authenticating: body, using: SymmetricKey(data: Data(secret.utf8)))
    }
}

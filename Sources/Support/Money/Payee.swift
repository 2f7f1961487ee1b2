import Credentials
import Foundation
import Terms
import Wallet

/// Where the money of an order goes, or comes from.
enum Payee: Codable, Sendable, Equatable {
    /// Another customer of this wallet: who, and the name as it may be shown to others.
    case customer(id: String, name: String)
    case bankAccount(name: String, bank: String, number: String)
    case merchant(name: String)
    /// One of the customer's own cards.
    case ownCard(bank: String, lastFour: String)

    /// As a person checks it before money moves, and no more than that.
    var name: String {
        switch self {
        case .customer(_, let name), .bankAccount(let name, _, _), .merchant(let name): name
        case .ownCard(let bank, _): bank
        }
    }

    var bank: String? {
        switch self {
        case .bankAccount(_, let bank, _), .ownCard(let bank, _): bank
        case .customer, .merchant: nil
        }
    }

    var lastFour: String? {
        switch self {
        case .bankAccount(_, _, let number): String(number.suffix(4))
        case .ownCard(_, let lastFour): lastFour
        case .customer, .merchant: nil
        }
    }

    /// The same for the same other side, and nothing that could be read back.
    func key(of customer: CustomerID, _ vault: Vault) -> String {
        let text =
            switch self {
            case .customer(let id, _): "customer:\(id)"
            case .bankAccount(_, _, let number): "account:\(number)"
            case .merchant(let name): "merchant:\(name)"
            case .ownCard(let bank, let lastFour): "card:\(bank):\(lastFour)"
            }
        return vault.mac(text, for: "payee \(customer)")
    }
}

extension Payee {
    static let label = "payee"

    func sealed(_ vault: Vault) throws -> String {
        try vault.seal(Array(JSONEncoder().encode(self)), for: Self.label)
    }

    init(sealed: String, _ vault: Vault) throws {
        self = try JSONDecoder().decode(Payee.self, from: Data(vault.open(sealed, for: Self.label)))
    }
}

extension Mask {
    /// A payee's name for somebody who is about to pay them: the last character of a Chinese name (`*晓`), the first
    /// letters of others (`N*** T***`). Enough to notice the wrong person, too little to learn a name.
    public static func payee(_ name: String) -> String {
        let name = name.trimmingSpaces()
        guard let last = name.last else { return "*" }
        guard name.utf8.contains(where: { $0 < 128 && $0 != 32 }) else { return name.count == 1 ? "*" : "*\(last)" }
        return name.split(separator: " ").prefix(3).map { "\($0.prefix(1))***" }.joined(separator: " ")
    }
}

/// Somebody to pay at: found by a code, or by the name as it is written at the till.
struct Merchant: Sendable, Equatable {
    static let nameLengthMax = 60

    let code: String
    let name: String

    /// The sandbox's; a real wallet core brings its own.
    static let examples = [
        Merchant(code: "880101", name: "山城小面（解放碑店）"), Merchant(code: "880102", name: "半亩生鲜（滨江店）"),
        Merchant(code: "880103", name: "云上书店"), Merchant(code: "880104", name: "拾光咖啡"),
        Merchant(code: "880105", name: "青禾药房"), Merchant(code: "880199", name: Sandbox.silentMerchant),
    ]

    /// The name that is meant by a code or by a name itself.
    static func name(_ typed: String, isSandbox: Bool) throws -> String {
        let text = typed.precomposedStringWithCanonicalMapping.trimmingSpaces()
        let digits = text.precomposedStringWithCompatibilityMapping.filter { $0 != " " }
        if isSandbox, let known = examples.first(where: { $0.code == digits }) { return known.name }
        let isCode = digits.utf8.allSatisfy { (48...57).contains($0) }
        guard !isCode, (2...nameLengthMax).contains(text.count), text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw Refusal.invalid(
                "merchant", "merchant_unknown", isCode && !text.isEmpty ? OrderTexts.codeUnknown : OrderTexts.noMerchant
            )
        }
        return text
    }
}

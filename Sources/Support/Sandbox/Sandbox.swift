import Storage
import Terms
import Wallet

/// The demo and test surroundings: a bank that is a server of its own, people to sign in as, and troubles to order.
/// Nothing of it runs without `--sandbox`.
public struct Sandbox: Sendable {
    public static let password = "wallet-demo-2026"
    public static let paymentPassword = "739164"
    static let silentMerchant = "远山户外旗舰店"
    static let slowRecipient = "周敏"
    /// Whose account at the bank is closed: what is sent comes back.
    static let closedRecipient = "郑远"
    static let refusedCardEnding = "0002"
    static let slowCardEnding = "0071"
    static let silentCardEnding = "0055"
    /// Its bank takes its time with refunds.
    static let slowRefundCardEnding = "0063"
    static let silentBank = "平安银行"
    static let silentBankBin = "622155"
    // Cards that the bank has on file, and why none of them can be bound.
    static let sleepingCardEnding = "0010"
    static let prepaidCardEnding = "0028"
    static let othersCardEnding = "0036"
    static let otherPhoneCardEnding = "0044"
    /// Phones that no SMS reaches.
    static let deadPhoneEnding = "0000"

    public let bank: SandboxBank
    public let ledger: Ledger

    public init(bank: SandboxBank, ledger: Ledger) {
        self.bank = bank
        self.ledger = ledger
    }

    /// What the bank is told beforehand, so that troubles can be made by the product's own verbs.
    public func script() async {
        await bank.follow(.init(.decline(reason: "do_not_honour"), lastFour: Self.refusedCardEnding, act: .charge))
        await bank.follow(.init(.decline(reason: "account_blocked"), lastFour: Self.refusedCardEnding, act: .withdraw))
        for act in [SandboxBank.Script.Act.charge, .withdraw] {
            await bank.follow(
                .init(.pending(seconds: 7_200, thenDecline: nil), lastFour: Self.slowCardEnding, act: act))
        }
        await bank.follow(
            .init(.pending(seconds: 7_200, thenDecline: nil), lastFour: Self.slowRefundCardEnding, act: .refund))
        await bank.follow(.init(.timeOut, lastFour: Self.silentCardEnding, act: .charge))
        await bank.follow(.init(.timeOut, merchant: Self.silentMerchant, act: .settle))
        await bank.follow(
            .init(.pending(seconds: 7_200, thenDecline: nil), recipient: Self.slowRecipient, act: .payout))
        await bank.follow(
            .init(.pending(seconds: 1, thenDecline: "account_closed"), recipient: Self.closedRecipient, act: .payout))
        await issueCards()
    }

    private func issueCards() async {
        for card in [
            SandboxBank.IssuedCard(number: Self.cardNumber(endingIn: Self.sleepingCardEnding), isActivated: false),
            .init(number: Self.cardNumber(endingIn: Self.prepaidCardEnding), kind: .prepaid),
            .init(number: Self.cardNumber(endingIn: Self.othersCardEnding), name: "欧阳修文"),
            .init(number: Self.cardNumber(endingIn: Self.otherPhoneCardEnding), phone: "13600009999"),
        ] { await bank.issue(card) }
    }

    /// A 16-digit number that passes the Luhn check and ends as wished. No bank issued it.
    static func cardNumber(bin: String = "622588", endingIn lastFour: String) -> String {
        for filler in 100_000..<100_010 {
            let number = bin + String(filler) + lastFour
            var sum = 0
            for (index, digit) in number.reversed().compactMap(\.wholeNumberValue).enumerated() {
                let doubled = index % 2 == 1 ? digit * 2 : digit
                sum += doubled > 9 ? doubled - 9 : doubled
            }
            if sum % 10 == 0 { return number }
        }
        return bin + "100000" + lastFour
    }
}

/// Somebody the demo can be tried as.
struct SignInHint: Sendable {
    let role: String
    let brand: String
    let login: String
    let name: String
    /// What is worth trying as this person.
    let hint: Text
}

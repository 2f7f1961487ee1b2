import Storage
import Terms

/// How often a check may be begun. Stopping everything has an allowance of its own: whoever uses up the others keeps
/// nobody from it.
extension IdentityCheck {
    static let contactPerHourMax = 6
    /// Six at once must not keep the owner from stopping everything; the codes have their own measure.
    static let freezesPerHourMax = 60
    /// Wrong answers of all checks of somebody whose session or password is known: a thief of either cannot go on
    /// guessing at the rest.
    static let guessesPerHourMax = 20

    static func limit(_ contact: String, _ purpose: Purpose, of brand: BrandID, in transaction: Transaction) throws {
        let since = transaction.now.adding(seconds: -3_600)
        let kin: SQL = purpose == .freeze ? "purpose = 'freeze'" : "purpose <> 'freeze'"
        let row = try transaction.first(
            """
            SELECT COUNT(*) FROM identity_check
            WHERE brand_id = \(brand) AND contact = \(contact) AND opened_at > \(since) AND \(kin)
            """)
        guard try row?.get(0, as: Int.self) ?? 0 < (purpose == .freeze ? freezesPerHourMax : contactPerHourMax) else {
            throw tooMany
        }
    }

    /// What strangers got wrong at a contact does not count here: they could shut out its owner.
    static func limitGuesses(at customer: CustomerID, max: Int = guessesPerHourMax, in transaction: Transaction) throws
    {
        let since = transaction.now.adding(seconds: -3_600)
        let row = try transaction.first(
            """
            SELECT COALESCE(SUM(failures), 0) FROM identity_check
            WHERE customer_id = \(customer) AND opened_at > \(since) AND contact = ''
            """)
        guard try row?.get(0, as: Int.self) ?? 0 <= max else { throw tooMany }
    }

    private static var tooMany: Refusal {
        Refusal(.limited(seconds: 3_600), "too_many_checks", CheckTexts.tooManyChecks)
    }
}

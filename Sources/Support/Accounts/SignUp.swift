import Credentials
import Storage
import Terms

/// Becoming a customer: a contact that was proved (`Purpose.signUp`), a name and a password.
struct SignUp: Sendable {
    static let opening = "wallet.open"

    /// What is typed after the contact was proved, as it was typed.
    struct Draft: Sendable {
        var name = ""
        var birthday = ""
        var safeWord = ""
        var isAgreed = false
    }

    /// The same, fit to be kept.
    struct Details: Sendable {
        let name: PersonName
        let birthday: Birthday?
        let safeWord: SafeWord
        let password: NewPassword

        /// Throws one refusal that names every wrong field.
        init(_ draft: Draft, password typed: String, contact: Contact, now: Moment) throws {
            var wrong: [String: Text] = [:]
            func parsed<T>(_ parse: () throws -> T) throws -> T? {
                do { return try parse() } catch let refusal as Refusal where refusal.kind == .invalid {
                    wrong.merge(refusal.fields) { first, _ in first }
                    return nil
                }
            }
            let name = try parsed { try PersonName(draft.name) }
            let birthday = try parsed { try Birthday.parse(draft.birthday, now: now) }
            let safeWord = try parsed { try SafeWord(draft.safeWord) }
            let owner = PasswordRules.Owner(
                birthday: birthday??.text, phone: contact.medium == .sms ? contact.text : nil,
                email: contact.medium == .email ? contact.text : nil, name: name?.text)
            let password = try parsed { try NewPassword(typed, owner: owner) }
            if let safeWord, !safeWord.text.isEmpty, safeWord.text == typed.trimmingSpaces() {
                wrong["safe_word"] = DetailTexts.safeWordIsPassword
            }
            if !draft.isAgreed { wrong["agreed"] = SignUpTexts.notAgreed }
            guard let name, let birthday, let safeWord, let password, wrong.isEmpty else {
                throw Refusal(.invalid, "details_invalid", SignUpTexts.detailsInvalid, fields: wrong)
            }
            (self.name, self.birthday, self.safeWord, self.password) = (name, birthday, safeWord, password)
        }
    }

    let desk: Desk

    /// The check that somebody passed for this, still to be used. Throws where there is none.
    func check(_ id: CheckID, _ holder: Holder) async throws -> IdentityCheck {
        let check = try await desk.storage.read { try IdentityCheck.find(id, holder: holder, in: $0) }
        guard check.state == .passed, check.purpose == .signUp else {
            throw Refusal(.conflict, "check_over", CheckTexts.over)
        }
        return check
    }

    /// Makes the customer, signs them in and welcomes them. The check is used up in the same transaction; of two who
    /// come with the same contact, one is refused.
    func join(_ check: IdentityCheck, _ details: Details, _ holder: Holder, _ arrival: Arrival) async throws
        -> (Customer, Session)
    {
        let hash = try await desk.passwords.hash(details.password)
        do {
            return try await desk.storage.write { transaction in
                let used = try IdentityCheck.use(check.id, for: .signUp, holder: holder, in: transaction)
                guard let contact = Contact(used.contact) else { throw Refusal.notFound }
                let customer = try Customer.add(
                    transaction.newID(), brand: used.brand, name: details.name.text,
                    phone: contact.medium == .sms ? contact.text : nil,
                    email: contact.medium == .email ? contact.text : nil, passwordHash: hash,
                    language: used.language, birthday: details.birthday?.text, safeWord: details.safeWord.text,
                    in: transaction)
                try transaction.record(
                    "customer.agreed", brand: used.brand, customer: customer.id, by: customer.actor)
                try transaction.enqueue(
                    Self.opening, key: customer.id.text, payload: "{\"brand\":\"\(used.brand)\"}")
                let reach = SignUpTexts.reach(arrival.brand, customer.language)
                try Notice.send(.welcome, to: customer, ["contact": reach], in: transaction)
                return (customer, try Session.enter(customer, arrival, by: .signUp, in: transaction))
            }
        } catch let error as StorageError where error.kind == .constraint {
            throw Refusal(.conflict, "contact_taken", SignUpTexts.contactTaken)
        }
    }

    /// Opens the wallet. Also done right after joining; to do it again changes nothing.
    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(opening, attemptsMax: 20) { job in
                let brand = desk.brands.all.first { job.payload == "{\"brand\":\"\($0.id)\"}" }
                _ = try await desk.wallet.open(CustomerID(job.key), currency: brand?.currency ?? .cny)
            }
        ]
    }
}

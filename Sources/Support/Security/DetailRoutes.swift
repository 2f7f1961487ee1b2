import Hummingbird
import Storage
import Terms
import Web

/// Personal data: `/{brand}/account/details`. The name and the birthday count when somebody proves who they are, so
/// they take a check; the language and the safe word do not.
struct DetailRoutes: Sendable {
    let desk: Desk

    func add(to router: Routes) {
        router.get("/:brand/account/details", use: desk.owned(show))
        router.post("/:brand/account/details", use: desk.submitted(change))
        router.post("/:brand/account/preferences", use: desk.submitted(prefer))
    }

    @Sendable private func show(_ owner: AccountOwner, _ request: WebRequest) async throws -> Response {
        let check = try await desk.storage.read {
            try owner.passed(request.query("check"), for: [.changeDetails], in: $0)
        }
        let pages = DetailPages(page: owner.page)
        if let check {
            let (name, birthday) = (owner.customer.name, owner.customer.birthday ?? "")
            return .html(pages.form(check.id.text, name: name, birthday: birthday, refusal: nil))
        }
        let safeWord = owner.customer.safeWord
        return .html(
            pages.overview(owner.customer, safeWord: safeWord, refusal: nil, isDone: request.query("done") != nil))
    }

    @Sendable private func change(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        do {
            let name = try PersonName(form["name"]).text
            let birthday = try Birthday.parse(form["birthday"], now: desk.storage.moment)?.text
            try await desk.storage.write { transaction in
                try owner.use(form["check"], for: .changeDetails, in: transaction)
                try owner.customer.change(name: name, birthday: birthday, in: transaction)
                try Notice.send(.detailsChanged, to: owner.customer, in: transaction)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = DetailPages(page: owner.page)
                .form(form["check"], name: form["name"], birthday: form["birthday"], refusal: refusal)
            return .html(again, status: .unprocessableContent)
        }
        return .see("\(owner.page.base)/account/details?done=1")
    }

    @Sendable private func prefer(_ owner: AccountOwner, _ form: Form, _ request: WebRequest) async throws -> Response {
        do {
            let safeWord = try SafeWord(form["safe_word"]).text
            guard let language = Language(rawValue: form["language"]) else { throw Refusal.notFound }
            try await desk.storage.write { transaction in
                try owner.customer.prefer(language, safeWord: safeWord, in: transaction)
                // With the old word at its end, so that it is believed.
                if safeWord != owner.customer.safeWord {
                    try Notice.send(.safeWordChanged, to: owner.customer, in: transaction)
                }
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let again = DetailPages(page: owner.page)
                .overview(owner.customer, safeWord: form["safe_word"], refusal: refusal, isDone: false)
            return .html(again, status: .unprocessableContent)
        }
        return .see("\(owner.page.base)/account/details?done=1")
    }
}

// MARK: - Rows

extension Customer {
    func change(name: String, birthday: String?, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE customer SET name = \(name), birthday = \(birthday) WHERE id = \(id)")
        try transaction.record("details.changed", brand: brand, customer: id, by: actor)
    }

    func prefer(_ language: Language, safeWord: String, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE customer SET language = \(language), safe_word = \(safeWord) WHERE id = \(id)")
        try transaction.record("preferences.changed", brand: brand, customer: id, by: actor)
    }
}

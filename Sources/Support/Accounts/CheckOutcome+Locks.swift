import Storage
import Terms
import Web

extension CheckOutcome {
    private var time: String { page.brand.written(page.now) }

    /// The wrong passwords are forgotten, and what a risk rule placed is lifted.
    func unlocked(_ check: IdentityCheck) async throws -> Reached {
        let (holder, time) = (holder, time)
        try await desk.storage.write { transaction in
            guard let id = try IdentityCheck.use(check.id, for: .unlock, holder: holder, in: transaction).customer
            else { throw Refusal.notFound }
            let customer = try Customer.find(id, in: transaction)
            try AccountLock.unlock(customer, at: time, by: customer.actor, in: transaction)
        }
        if let customer = check.customer { await AccountLock.tellNow(customer, desk) }
        return .init(next: "/unlock/done?check=\(check.id)")
    }

    /// Everything stops at once; the receipt is the next page.
    func stopped(_ check: IdentityCheck) async throws -> Reached {
        let (holder, time) = (holder, time)
        let token = Guard(request: request).customerToken(page.brand.id)
        let (lock, visitor) = try await desk.storage.write { transaction in
            guard let id = try IdentityCheck.use(check.id, for: .freeze, holder: holder, in: transaction).customer
            else { throw Refusal.notFound }
            let customer = try Customer.find(id, in: transaction)
            let party = try token.flatMap { try Session.party($0, in: transaction) }
            let freeze = Freeze(customer: customer, reason: "unsure", actor: customer.actor, time: time)
            let stopped = try freeze.place(talkingTo: party, in: transaction)
            try IdentityCheck.leave(stopped.lock.id.text, at: check.id, in: transaction)
            return (stopped.lock, stopped.newVisitor)
        }
        await AccountLock.tellNow(lock.customer, desk)
        return .init(
            next: "/freeze/receipt?check=\(check.id)",
            cookies: visitor.map { [Guard(request: request).keepVisitor($0)] } ?? [])
    }

    func unstopped(_ check: IdentityCheck) async throws -> Reached {
        let (holder, time) = (holder, time)
        try await desk.storage.write { transaction in
            guard let id = try IdentityCheck.use(check.id, for: .unfreeze, holder: holder, in: transaction).customer
            else { throw Refusal.notFound }
            let customer = try Customer.find(id, in: transaction)
            try Freeze.lift(of: customer, at: time, by: customer.actor, in: transaction)
        }
        if let customer = check.customer { await AccountLock.tellNow(customer, desk) }
        return .init(next: "/unfreeze/done?check=\(check.id)")
    }

    /// The conversation learns that it is done, and whose it is where a visitor wrote; never what was typed.
    func shownToAgent(_ check: IdentityCheck) async throws -> Reached {
        try await desk.storage.write { transaction in
            guard let id = check.conversation, let owner = check.customer else { throw Refusal.notFound }
            let customer = try Customer.find(owner, in: transaction)
            try transaction.execute(
                """
                UPDATE conversation SET customer_id = \(customer.id), customer_name = \(customer.name)
                WHERE id = \(id) AND customer_id IS NULL
                """)
            let conversation = try Conversation.find(id, in: transaction)
            try Message.say(SafetyTexts.proved, in: conversation, key: "check:\(check.id):passed", transaction)
        }
        return .init(next: "/checks/\(check.id)\(page.isFramed ? "?frame=1" : "")")
    }
}

extension Guard {
    /// The cookie of somebody who has become a visitor on the way.
    func keepVisitor(_ party: Party) -> WebCookie {
        keep(party.session, as: Self.cookie(party.brand), seconds: Session.visitorSeconds)
    }
}

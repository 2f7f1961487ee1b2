import Storage
import Terms
import Wallet

/// “Tell me when it is settled”: one for each transaction and customer. asked → told; when it is overdue in between,
/// its customer hears that too, and a person is called to trace it.
struct Reminder: Sendable {
    /// Where the wallet names no moment.
    static let patienceSeconds: Int64 = 86_400
    private static let kind = "reminder.due"
    /// The pauses double up to minutes: some hours.
    private static let triesMax = 30

    /// Asking twice is asking once. Throws `reminder_settled` for what is settled already.
    static func ask(
        _ transaction: WalletTransaction, by customer: Customer, _ storage: Transaction
    ) throws {
        guard !transaction.state.isFinal || transaction.held.minor > 0 else {
            throw Refusal(.conflict, "reminder_settled", ReminderTexts.settled)
        }
        let now = storage.now
        let due = max(
            transaction.expectedAt ?? now.adding(seconds: patienceSeconds), now.adding(seconds: 60))
        let conversation = try Conversation.about(transaction.id, in: storage).first { $0.customer == customer.id }
        let added = try storage.execute(
            """
            INSERT INTO reminder (customer_id, transaction_id, conversation_id, asked_at, due_at)
            VALUES (\(customer.id), \(transaction.id), \(conversation?.id), \(now), \(due))
            ON CONFLICT (customer_id, transaction_id) DO NOTHING
            """)
        guard added == 1 else { return }
        try storage.enqueue(kind, key: "\(customer.id):\(transaction.id)", at: due)
        try storage.record(
            "reminder.asked", brand: customer.brand, customer: customer.id, conversation: conversation?.id,
            by: customer.actor, change: "{\"transaction\":\"\(transaction.id)\"}")
        guard let conversation else { return }
        try Message.say(ReminderTexts.noted, in: conversation, key: "reminder:\(transaction.id)", storage)
    }

    /// The wallet has settled it: whoever asked is told, once.
    static func settle(_ change: WalletChanges.Change, in storage: Transaction) throws {
        let told = try storage.first(
            """
            UPDATE reminder SET told_at = \(storage.now)
            WHERE customer_id = \(change.customer) AND transaction_id = \(change.transaction) AND told_at IS NULL
            RETURNING conversation_id
            """)
        guard let told else { return }
        let customer = try Customer.find(change.customer, in: storage)
        let isDone = change.state == .succeeded
        try Notice.send(isDone ? .settled : .notSettled, to: customer, in: storage)
        guard let id = try told.optional(0, as: ConversationID.self) else { return }
        try Message.say(
            isDone ? ReminderTexts.done : ReminderTexts.notDone, in: Conversation.find(id, in: storage),
            key: "settled:\(change.transaction)", storage)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(kind, attemptsMax: triesMax) { job in
                guard let (customer, transaction) = ids(job) else { return }
                try await look(customer, transaction, desk)
            } gaveUp: { job, _ in
                // A wallet that says nothing for hours is late as well.
                guard let (customer, transaction) = ids(job) else { return }
                try await desk.storage.write { try tellLate(customer, transaction, in: $0) }
            }
        ]
    }

    private static func ids(_ job: Job) -> (CustomerID, TransactionID)? {
        let parts = job.key.split(separator: ":").map(String.init)
        return parts.count == 2 ? (CustomerID(parts[0]), TransactionID(parts[1])) : nil
    }

    /// At the moment by which it should have been there.
    private static func look(_ id: CustomerID, _ about: TransactionID, _ desk: Desk) async throws {
        let transaction = try await desk.wallet.transaction(about, of: id)
        let isOpen = !transaction.state.isFinal || transaction.held.minor > 0
        try await desk.storage.write { storage in
            guard isOpen else {
                let change = WalletChanges.Change(transaction: about, customer: id, state: transaction.state)
                return try settle(change, in: storage)
            }
            try tellLate(id, about, in: storage)
        }
    }

    /// Says so, and calls a person: into the talk about it, or into a new one.
    private static func tellLate(_ id: CustomerID, _ about: TransactionID, in storage: Transaction) throws {
        let late = try storage.first(
            """
            UPDATE reminder SET late_at = \(storage.now)
            WHERE customer_id = \(id) AND transaction_id = \(about) AND told_at IS NULL AND late_at IS NULL
            RETURNING conversation_id
            """)
        guard let late else { return }
        let customer = try Customer.find(id, in: storage)
        try Notice.send(.late, to: customer, in: storage)
        let known = try late.optional(0, as: ConversationID.self).map { try Conversation.find($0, in: storage) }
        if let talk = known, talk.isOpen {
            try Message.say(ReminderTexts.late, in: talk, key: "late:\(about)", storage)
            return try talk.toPerson(by: "system", in: storage)
        }
        let talk = try Conversation.openUrgent(
            ReminderTexts.topic(customer.language), about: customer, by: .absent(customer, at: storage.now),
            key: "late:\(about)", priority: 0, in: storage)
        try talk.found(code: nil, transaction: about, in: storage)
        try Message.say(ReminderTexts.late, in: talk, key: "late:\(about)", storage)
    }
}

enum ReminderTexts {
    static let noted = Text(
        "好，这笔一有结果就告诉您，短信和邮件也会发。到时还没到，我们请专人去追。", "好，這筆一有結果就告訴您，也會發簡訊和郵件。到時還沒到，我們請專人去追。",
        "We tell you as soon as this is settled, here, by SMS and by e-mail. Should it be late, a person traces it.")
    static let late = Text(
        "这笔到了时间还没有结果。钱没有丢；已经请专人去追，您不用再问一遍。", "這筆到了時間還沒有結果。錢沒有丟；已經請專人去追，您不用再問一次。",
        "This is later than expected. Your money is safe; a person has been asked to trace it, and you need not ask "
            + "again."
    )
    static let topic = Text("这笔比预计的晚，请追查", "這筆比預計的晚，請追查", "Later than expected: please trace it")
    static let done = Text("您让我们留意的那笔已经成功。", "您讓我們留意的那筆已經成功。", "What you asked us to watch has gone through.")
    static let notDone = Text(
        "您让我们留意的那笔没有办成，钱会回到您那里。", "您讓我們留意的那筆沒有辦成，錢會回到您那裡。",
        "What you asked us to watch did not go through; your money comes back to you.")
    static let settled = Text("这笔已经有结果了，打开就能看到。", "這筆已經有結果了，打開就能看到。", "This is settled already: open it to see how.")
    static let asked = Text("一有结果就告诉您。", "一有結果就告訴您。", "We tell you as soon as it is settled.")
}

extension Notice.Template {
    static let settled = Notice.Template(
        name: "reminder_settled", subject: Text("您等的那笔到了", "您等的那筆到了", "It has arrived"),
        text: Text(
            "您让我们留意的那笔交易已经成功。打开 {brand} 就能看到。", "您讓我們留意的那筆交易已經成功。打開 {brand} 就能看到。",
            "The transaction you asked us to watch has gone through. Open {brand} to see it."))
    static let notSettled = Notice.Template(
        name: "reminder_returned", subject: Text("您等的那笔没有办成", "您等的那筆沒有辦成", "It did not go through"),
        text: Text(
            "您让我们留意的那笔交易没有办成，钱会回到您那里。打开 {brand} 看看怎么回事。",
            "您讓我們留意的那筆交易沒有辦成，錢會回到您那裡。打開 {brand} 看看怎麼回事。",
            "The transaction you asked us to watch did not go through; your money comes back to you. Open {brand} to "
                + "see why."))
    static let late = Notice.Template(
        name: "reminder_late", subject: Text("您等的那笔晚了", "您等的那筆晚了", "It is later than expected"),
        text: Text(
            "您让我们留意的那笔交易比预计的晚，钱没有丢，我们在追。打开 {brand} 可以看进度。", "您讓我們留意的那筆交易比預計的晚，錢沒有丟，我們在追。打開 {brand} 可以看進度。",
            "The transaction you asked us to watch is later than expected. Your money is safe and we are tracing it. "
                + "Open {brand} to follow it."))
}

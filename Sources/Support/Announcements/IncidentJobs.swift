import Foundation
import Storage
import Terms

/// What goes on by itself: each minute the radar looks, and what was planned begins and ends; afterwards all who were
/// hit are told.
extension Incident {
    static let telling = "incident.tell"
    private static let minute = "incident.minute"
    private static let batchMax = 100
    /// What the assistant says of a transaction that fell into one, whatever its function.
    private static let code = "payment.incident"

    /// The key is the minute, so that many nodes plan it once.
    static func planMinute(in transaction: Transaction) throws {
        let next = transaction.now.milliseconds / 60_000 + 1
        try transaction.enqueue(minute, key: String(next), at: Moment(milliseconds: next * 60_000))
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            // Should one minute fail, the next is planned all the same.
            JobHandler(minute, attemptsMax: 3) { _ in
                try await desk.storage.write { try planMinute(in: $0) }
                try await keepTime(desk)
            },
            JobHandler(telling) { job in try await tell(IncidentID(job.key), desk) },
            FailedTransaction.look(desk),
        ]
    }

    /// One minute's work. Harmless to repeat.
    static func keepTime(_ desk: Desk) async throws {
        for incident in try await desk.storage.read({ try due(in: $0) }) {
            try await desk.storage.write { transaction in
                if incident.state == .planned {
                    try begin(incident.id, by: "system", in: transaction)
                } else {
                    try end(incident.id, by: "system", in: transaction)
                }
            }
        }
        for brand in desk.brands.all {
            try await desk.storage.write { try OutageRadar(brand: brand.id).look(in: $0) }
        }
        try await desk.storage.write { try FailedTransaction.forget(in: $0) }
    }

    // MARK: - Telling

    /// In batches, each committed: what was told stays told when the job begins again.
    private static func tell(_ id: IncidentID, _ desk: Desk) async throws {
        let incident = try await desk.storage.write { transaction in
            let incident = try find(id, in: transaction)
            try incident.gather(in: transaction)
            return incident
        }
        while try await desk.storage.write({ try incident.tellSome(in: $0) }) {}
    }

    /// Beside those who asked: whose transaction failed in it, and who has an open conversation about it.
    private func gather(in transaction: Transaction) throws {
        let function: SQL = scope.function == .everything ? "" : "AND function = \(scope.function)"
        let bank: SQL = scope.bank.map { "AND bank = \($0)" } ?? ""
        if scope.appVersion == nil {
            try transaction.execute(
                """
                INSERT INTO incident_affected (incident_id, owner, customer_id, cause, since)
                SELECT DISTINCT CAST(\(id) AS TEXT), 'customer:' || customer_id, customer_id, 'transaction',
                       CAST(\(transaction.now) AS BIGINT)
                FROM failed_transaction
                WHERE brand_id = \(brand) AND created_at >= \(beganAt) AND created_at < \(until) \(function) \(bank)
                ON CONFLICT (incident_id, owner) DO NOTHING
                """)
        }
        let codes = try transaction.rows(
            """
            SELECT DISTINCT code FROM conversation
            WHERE brand_id = \(brand) AND opened_at >= \(beganAt) AND opened_at < \(until) AND code IS NOT NULL
            """
        ).map { try $0.get(0, as: String.self) }.filter { scope.function.covers(Function(code: $0)) }
        try transaction.execute(
            """
            INSERT INTO incident_affected (incident_id, owner, customer_id, cause, since)
            SELECT DISTINCT CAST(\(id) AS TEXT), owner, customer_id, 'conversation', CAST(\(transaction.now) AS BIGINT)
            FROM conversation
            WHERE brand_id = \(brand) AND opened_at >= \(beganAt) AND opened_at < \(until) AND state <> 'closed'
              AND code IN \(SQL.list(codes))
            ON CONFLICT (incident_id, owner) DO NOTHING
            """)
    }

    /// False when everybody has been told.
    private func tellSome(in transaction: Transaction) throws -> Bool {
        let rows = try transaction.rows(
            """
            UPDATE incident_affected SET told_at = \(transaction.now)
            WHERE incident_id = \(id) AND told_at IS NULL AND owner IN (
                SELECT owner FROM incident_affected WHERE incident_id = \(id) AND told_at IS NULL
                ORDER BY owner LIMIT \(Self.batchMax))
            RETURNING owner, customer_id
            """)
        for row in rows { try tell(row.get(0), row.optional(1), in: transaction) }
        return !rows.isEmpty
    }

    /// In the conversation about it, else on one of their contacts; a visitor who has left can be told nowhere.
    private func tell(_ owner: String, _ customer: CustomerID?, in transaction: Transaction) throws {
        let name = IncidentTexts.name(scope)
        if let conversation = try conversation(of: owner, in: transaction) {
            try Message.say(IncidentTexts.over.filling(name), in: conversation, key: "incident:\(id)", transaction)
        } else if let customer {
            let customer = try Customer.find(customer, in: transaction)
            try Notice.send(
                .incidentOver, to: customer, by: [customer.phone == nil ? .email : .sms],
                ["name": name(customer.language)], in: transaction)
        }
    }

    /// The latest open one that was opened while it lasted and is about it.
    private func conversation(of owner: String, in transaction: Transaction) throws -> Conversation? {
        try transaction.rows(
            """
            SELECT \(Conversation.columns) FROM conversation
            WHERE owner = \(owner) AND brand_id = \(brand) AND state <> 'closed' AND opened_at >= \(beganAt)
            ORDER BY updated_at DESC, id DESC LIMIT \(Self.listMax)
            """
        ).map(Conversation.init).first { conversation in
            guard let code = conversation.code else { return false }
            return code == Self.code || Function(code: code).map(scope.function.covers) ?? false
        }
    }
}

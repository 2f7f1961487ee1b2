import Storage
import Terms

/// Versions that go out by themselves.
extension ArticleVersion {
    private static let publishing = "article.publish"

    /// The key holds the moment: a version that was put off has a job for each moment, and those of old ones find
    /// nothing to do.
    static func planPublishing(_ id: ArticleVersionID, at moment: Moment, in transaction: Transaction) throws {
        try transaction.enqueue(publishing, key: "\(id) \(moment.milliseconds)", at: moment)
    }

    static func jobs(desk: Desk) -> [JobHandler] {
        [
            JobHandler(publishing) { job in
                let id = ArticleVersionID(String(job.key.prefix { $0 != " " }))
                try await desk.storage.write { try publishDue(id, in: $0) }
                await desk.readPublished()
            }
        ]
    }

    /// Harmless to repeat, and for a version that was sent, put off or given up since.
    static func publishDue(_ id: ArticleVersionID, in transaction: Transaction) throws {
        let row = try transaction.first(
            """
            SELECT publisher_id FROM article_version
            WHERE id = \(id) AND state = 'scheduled' AND publish_at <= \(transaction.now)
            """)
        guard let row else { return }
        try find(id, in: transaction).publish(by: "system", try row.optional(0), in: transaction)
    }
}

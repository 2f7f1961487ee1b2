import Storage
import Terms

extension Desk {
    /// What is out of order now, for pages that say no more than that; newest first.
    func outages(of brand: BrandID) async throws -> [Incident] {
        try await storage.read { try Incident.open(in: brand, $0) }
    }
}

/// What a brand's customers are to know now, read in one transaction: what is out of order, what will be, and news.
struct AnnouncementBoard: Sendable {
    static let pastDays: Int64 = 14

    let underWay: [Incident]
    let planned: [Incident]
    let news: [Announcement]
    /// Of these the reader will hear when they are over.
    let followed: Set<IncidentID>

    /// `party` is who reads, if they are known.
    static func read(_ brand: BrandID, for party: Party?, in transaction: Transaction) throws -> AnnouncementBoard {
        let underWay = try Incident.open(in: brand, transaction)
        return AnnouncementBoard(
            underWay: underWay, planned: try Incident.planned(in: brand, transaction),
            news: try Announcement.shown(in: brand, transaction),
            followed: underWay.isEmpty ? [] : try party.map { try Incident.followed(by: $0, in: transaction) } ?? [])
    }
}

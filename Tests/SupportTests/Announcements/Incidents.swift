import Foundation
import Storage
import Terms
import Testing
import Wallet

@testable import Support

/// What the suites about incidents and announcements share.
extension Cast {
    static let upay = BrandID("upay")
    static let zone = TimeZone(identifier: "Asia/Shanghai")

    func outage(
        _ function: Incident.Function = .payment, bank: String? = nil, minutes: Int64 = 60, endsByItself: Bool = false
    ) -> Incident.Draft {
        Incident.Draft(
            kind: .outage, scope: .init(function: function, bank: bank), begins: clock.now,
            until: clock.now.adding(seconds: minutes * 60), endsByItself: endsByItself)
    }

    /// Under way, reported by the supervisor.
    @discardableResult
    func begin(_ draft: Incident.Draft? = nil, brand: BrandID = upay) async throws -> Incident {
        let draft = draft ?? outage()
        return try await storage.write { [zhou] in try Incident.open(draft, brand: brand, by: zhou, in: $0) }
    }

    func end(_ incident: Incident) async throws {
        try await storage.write { [zhou] in try Incident.end(incident.id, by: zhou.actor, in: $0) }
        await settle()
    }

    func incident(_ id: IncidentID) async throws -> Incident {
        try await storage.read { try Incident.find(id, in: $0) }
    }

    func incidents(_ states: Incident.State...) async throws -> [Incident] {
        try await storage.read { try Incident.all(states, in: $0) }
    }

    /// What the log says of incidents and announcements, in order.
    func announced() async throws -> [String] {
        try await storage.read { transaction in
            try transaction.rows(
                "SELECT kind FROM event WHERE kind LIKE 'incident.%' OR kind LIKE 'announcement.%' ORDER BY id"
            ).map { try $0.get(0) }
        }
    }

    /// Lets the wallet's feed see all that happened, and its jobs run. On PostgreSQL an event can be read only when no
    /// older transaction of the whole server is open.
    func follow() async throws {
        try await until("all events can be read") {
            try await storage.read { transaction in
                let last: Int64 = try transaction.first("SELECT MAX(id) FROM event")?.optional(0) ?? 0
                return try transaction.eventsEnd().id == last
            }
        }
        try await WalletFeed(desk: desk).follow()
        await settle()
    }

    func look(brand: BrandID = upay) async throws {
        try await storage.write { try OutageRadar(brand: brand).look(in: $0) }
    }

    /// Notices of this template, oldest first.
    func notices(_ template: String) async throws -> [Notice] {
        try await storage.read { try Notice.latest(in: $0) }.filter { $0.template == template }.reversed()
    }
}

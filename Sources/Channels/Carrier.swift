/// Who takes letters of one medium to people: a mail relay, an SMS gateway.
public protocol Carrier: Sendable {
    /// Hands it over; returns the carrier's own id, or ours where it gives none. Throws `Undeliverable` when trying
    /// again is no use; anything else is worth another try.
    func send(_ letter: Letter) async throws -> String
}

/// This letter will never arrive as it is. `reason` names neither the address nor the text.
public struct Undeliverable: Error, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// The carrier did not take the letter this time. `reason` names neither the address nor the text.
public struct CarrierUnavailable: Error, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

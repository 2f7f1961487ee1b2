/// A carrier cannot be set up as was said; one sentence with the way out.
public struct WrongSetting: Error, CustomStringConvertible, Sendable {
    public let description: String
    public init(_ description: String) { self.description = description }
}

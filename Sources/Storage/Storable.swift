import Terms

/// A Swift type that fits in one column.
public protocol Storable: Sendable {
    var stored: Value { get }
    init?(stored: Value)
}

extension String: Storable {
    @inlinable public var stored: Value { .text(self) }
    @inlinable public init?(stored: Value) { if case .text(let text) = stored { self = text } else { return nil } }
}

extension Int64: Storable {
    @inlinable public var stored: Value { .integer(self) }
    @inlinable public init?(stored: Value) {
        switch stored {
        case .integer(let number): self = number
        // PostgreSQL sends sums of BIGINT as NUMERIC, which arrives as text.
        case .text(let text): self.init(text)
        default: return nil
        }
    }
}

extension Int: Storable {
    @inlinable public var stored: Value { .integer(Int64(self)) }
    @inlinable public init?(stored: Value) {
        guard let number = Int64(stored: stored) else { return nil }
        self.init(number)
    }
}

extension Bool: Storable {
    @inlinable public var stored: Value { .boolean(self) }
    @inlinable public init?(stored: Value) {
        switch stored {
        case .boolean(let flag): self = flag
        case .integer(let number): self = number != 0
        default: return nil
        }
    }
}

extension Array: Storable where Element == UInt8 {
    @inlinable public var stored: Value { .blob(self) }
    @inlinable public init?(stored: Value) { if case .blob(let bytes) = stored { self = bytes } else { return nil } }
}

extension Storable where Self: RawRepresentable, RawValue == String {
    @inlinable public var stored: Value { .text(rawValue) }
    @inlinable public init?(stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }
}

extension ID: Storable {
    @inlinable public var stored: Value { .text(text) }
    @inlinable public init?(stored: Value) { if case .text(let text) = stored { self.init(text) } else { return nil } }
}

extension Moment: Storable {
    @inlinable public var stored: Value { .integer(milliseconds) }
    @inlinable public init?(stored: Value) {
        guard let number = Int64(stored: stored) else { return nil }
        self.init(milliseconds: number)
    }
}

extension Language: Storable {}
extension Currency: Storable {}

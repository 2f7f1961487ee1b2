/// One row of a result: columns by index, in the order of the SELECT list.
public struct Row: Sendable {
    @usableFromInline let values: [Value]

    public struct Mismatch: Error, CustomStringConvertible {
        let index: Int, type: String

        @usableFromInline
        init(_ index: Int, _ type: Any.Type) { (self.index, self.type) = (index, "\(type)") }

        public var description: String { "column \(index) is not a \(type)" }
    }

    @inlinable
    public func get<T: Storable>(_ index: Int, as type: T.Type = T.self) throws -> T {
        guard index < values.count, let value = T(stored: values[index]) else {
            throw Mismatch(index, T.self)
        }
        return value
    }

    @inlinable
    public func optional<T: Storable>(_ index: Int, as type: T.Type = T.self) throws -> T? {
        if index < values.count, case .null = values[index] { return nil }
        return try get(index, as: type)
    }
}

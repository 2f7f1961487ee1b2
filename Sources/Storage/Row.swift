/// One row of a result: columns by index, in the order of the SELECT list.
public struct Row: Sendable {
    let values: [Value]

    public struct Mismatch: Error, CustomStringConvertible {
        let index: Int, type: String
        public var description: String { "column \(index) is not a \(type)" }
    }

    public func get<T: Storable>(_ index: Int, as type: T.Type = T.self) throws -> T {
        guard index < values.count, let value = T(stored: values[index]) else {
            throw Mismatch(index: index, type: "\(T.self)")
        }
        return value
    }

    public func optional<T: Storable>(_ index: Int, as type: T.Type = T.self) throws -> T? {
        if index < values.count, values[index] == .null { return nil }
        return try get(index, as: type)
    }
}

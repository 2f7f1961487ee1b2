/// A statement with its values. Interpolating a value binds it; text is never spliced in.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Part: Sendable { case text(String), value(Value) }
    var parts: [Part] = []

    public init(stringLiteral text: StaticText) { parts = [.text(text)] }
    public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }
    public typealias StaticText = String

    public struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []
        public init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(interpolationCount * 2 + 1) }
        public mutating func appendLiteral(_ text: String) { if !text.isEmpty { parts.append(.text(text)) } }
        public mutating func appendInterpolation(_ value: (some Storable)?) {
            parts.append(.value(value?.stored ?? .null))
        }
        public mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.parts += right.parts
        return sum
    }

    /// `($1, $2, …)`, for `IN`. An empty list matches nothing.
    public static func list(_ values: [some Storable]) -> SQL {
        guard !values.isEmpty else { return "(NULL)" }
        var sql: SQL = "("
        for (index, value) in values.enumerated() {
            if index > 0 { sql.parts.append(.text(", ")) }
            sql.parts.append(.value(value.stored))
        }
        sql.parts.append(.text(")"))
        return sql
    }

    /// Placeholders in the engine's own notation: `?` for SQLite, `$1` for PostgreSQL.
    func rendered(numbered: Bool) -> (text: String, values: [Value]) {
        if parts.count == 1, case .text(let text) = parts[0] { return (text, []) }
        var text = "", values: [Value] = []
        text.reserveCapacity(256)
        values.reserveCapacity(parts.count / 2 + 1)
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .value(let value):
                values.append(value)
                text += numbered ? "$\(values.count)" : "?"
            }
        }
        return (text, values)
    }
}

public enum Value: Sendable, Equatable { case null, text(String), integer(Int64), boolean(Bool), blob([UInt8]) }

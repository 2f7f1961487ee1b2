/// A statement with its values. Interpolating a value binds it; text is never spliced in.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// With `?` for each value, in order. A question mark of any other meaning may not stand in it.
    @usableFromInline var text: String
    @usableFromInline var values: [Value]

    public init(stringLiteral text: StaticText) { (self.text, values) = (text, []) }
    public typealias StaticText = String

    @inlinable
    public init(stringInterpolation: Interpolation) {
        (text, values) = (stringInterpolation.text, stringInterpolation.values)
    }

    public struct Interpolation: StringInterpolationProtocol {
        @usableFromInline var text = ""
        @usableFromInline var values: [Value] = []

        @inlinable
        public init(literalCapacity: Int, interpolationCount: Int) {
            // Fragments, such as a list of columns, come on top of the literals.
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            assert(!literal.utf8.contains(UInt8(ascii: "?")), "a question mark stands for a value")
            text += literal
        }

        @inlinable
        public mutating func appendInterpolation(_ value: (some Storable)?) {
            text += "?"
            values.append(value?.stored ?? .null)
        }

        public mutating func appendInterpolation(_ fragment: SQL) {
            text += fragment.text
            values += fragment.values
        }
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.text += right.text
        sum.values += right.values
        return sum
    }

    /// `(?, ?, …)`, for `IN`. An empty list matches nothing.
    public static func list(_ values: [some Storable]) -> SQL {
        guard !values.isEmpty else { return "(NULL)" }
        var sql: SQL = "("
        for (index, value) in values.enumerated() {
            sql.text += index > 0 ? ", ?" : "?"
            sql.values.append(value.stored)
        }
        sql.text += ")"
        return sql
    }

    /// The text with `$1`, `$2` … in place of the question marks, as PostgreSQL wants it.
    var numbered: String {
        var (number, numbered) = (0, "")
        for part in text.split(separator: "?", omittingEmptySubsequences: false) {
            if number > 0 { numbered += "$\(number)" }
            numbered += part
            number += 1
        }
        return numbered
    }
}

public enum Value: Sendable, Equatable { case null, text(String), integer(Int64), boolean(Bool), blob([UInt8]) }

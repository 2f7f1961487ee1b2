import Terms

/// JSON text that is ready to send, written field by field in order.
public struct JSON: Sendable {
    public private(set) var text: String

    init(trusted text: String) { self.text = text }

    public static func object(_ build: (inout Fields) throws -> Void) rethrows -> JSON {
        var fields = Fields()
        try build(&fields)
        fields.text += "}"
        return JSON(trusted: fields.text)
    }

    public static func array(_ items: some Sequence<JSON>) -> JSON {
        var text = "["
        for item in items {
            if text.utf8.count > 1 { text += "," }
            text += item.text
        }
        text += "]"
        return JSON(trusted: text)
    }

    public struct Fields {
        var text = "{"

        private mutating func name(_ name: String) {
            if text.utf8.count > 1 { text += "," }
            text += "\""
            text += name
            text += "\":"
        }

        /// `field` is one of ours and needs no escaping.
        public mutating func put(_ field: String, _ value: String?) {
            name(field)
            if let value { JSON.appendQuoted(value, to: &text) } else { text += "null" }
        }
        public mutating func put(_ field: String, _ value: Int) {
            name(field)
            text += String(value)
        }
        public mutating func put(_ field: String, _ value: Int64) {
            name(field)
            text += String(value)
        }
        public mutating func put(_ field: String, _ value: Double) {
            name(field)
            text += value.isFinite ? String(value) : "null"
        }
        public mutating func put(_ field: String, _ value: Bool) {
            name(field)
            text += value ? "true" : "false"
        }
        public mutating func put(_ field: String, _ value: JSON?) {
            name(field)
            text += value?.text ?? "null"
        }
        public mutating func put<Noun>(_ field: String, _ value: ID<Noun>?) { put(field, value?.text) }
        public mutating func put(_ field: String, _ value: Moment?) { put(field, value?.rfc3339) }
        public mutating func put(_ field: String, _ value: Money) {
            put(
                field,
                .object {
                    $0.put("amount", value.decimal)
                    $0.put("currency", value.currency.code)
                })
        }
        /// A field whose name comes from outside.
        public mutating func put(outside field: String, _ value: String) {
            if text.utf8.count > 1 { text += "," }
            JSON.appendQuoted(field, to: &text)
            text += ":"
            JSON.appendQuoted(value, to: &text)
        }
    }

    static func appendQuoted(_ value: String, to text: inout String) {
        var value = value
        let plain = value.withUTF8 { bytes in bytes.allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 } }
        text += "\""
        if plain {
            text += value
        } else {
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                default:
                    if scalar.value < 32 {
                        let hex = String(scalar.value, radix: 16)
                        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                    } else {
                        text.unicodeScalars.append(scalar)
                    }
                }
            }
        }
        text += "\""
    }
}

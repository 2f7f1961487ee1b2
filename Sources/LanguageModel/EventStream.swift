/// Reads server-sent events out of bytes that arrive cut anywhere.
struct EventStream {
    /// One event's data and no more waits for its end.
    static let eventBytesMax = 128 << 10

    private var line: [UInt8] = []
    private var data: [UInt8]?
    private var endedWithReturn = false

    /// The data of the events that are complete with these bytes. Throws for an event without an end.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(ModelFailure) -> [[UInt8]] {
        var events: [[UInt8]] = []
        for byte in bytes {
            let isPair = byte == UInt8(ascii: "\n") && endedWithReturn
            endedWithReturn = byte == UInt8(ascii: "\r")
            if isPair { continue }
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                line.append(byte)
                guard line.count + (data?.count ?? 0) <= Self.eventBytesMax else { throw .tooLarge }
                continue
            }
            if line.isEmpty {
                if let data { events.append(data) }
                data = nil
            } else {
                takeLine()
            }
        }
        return events
    }

    /// What a stream that ends without the last empty line still had to say.
    mutating func end() -> [UInt8]? {
        if !line.isEmpty { takeLine() }
        defer { data = nil }
        return data
    }

    /// Fields other than `data` and comments say nothing here.
    private mutating func takeLine() {
        defer { line.removeAll(keepingCapacity: true) }
        let name = Array("data".utf8)
        guard line.starts(with: name) else { return }
        var rest = line[name.count...]
        if let first = rest.first {
            guard first == UInt8(ascii: ":") else { return }
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
        }
        if data != nil { data?.append(UInt8(ascii: "\n")) }
        data = (data ?? []) + rest
    }
}

import Foundation

/// Examples in a file: CSV with `text,category` in its first line (RFC 4180), or a JSON object a line.
struct IntentTable {
    /// What is wrong with a file, in a sentence.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    static let fileBytesMax = 256 << 20

    let examples: [(text: String, label: String)]

    init(contentsOf path: String) throws {
        let data = try Self.bytes(path)
        let rows = try Self.rows(data, path)
        guard let head = rows.first, let text = head.firstIndex(of: "text"), let label = head.firstIndex(of: "category")
        else { throw Unreadable(description: "\(path) needs text,category in its first line.") }
        examples = try rows.dropFirst().enumerated().map { index, row in
            guard row.count == head.count else {
                throw Unreadable(
                    description: "Row \(index + 2) of \(path) has \(row.count) fields and not \(head.count).")
            }
            return (row[text], row[label])
        }
        guard !examples.isEmpty else { throw Unreadable(description: "\(path) holds no examples.") }
    }

    /// Texts alone: the column `text` of a CSV, or `text` of each object in a file whose name ends with `jsonl`.
    static func texts(_ path: String) throws -> [String] {
        let data = try bytes(path)
        guard path.hasSuffix(".jsonl") else {
            let rows = try rows(data, path)
            guard let column = rows.first?.firstIndex(of: "text") else {
                throw Unreadable(description: "\(path) needs a column text in its first line.")
            }
            return rows.dropFirst().compactMap { $0.indices.contains(column) ? $0[column] : nil }
        }
        struct Line: Decodable {
            let text: String
        }
        return try data.split(separator: 10).enumerated().compactMap { index, line in
            guard line.contains(where: { $0 != 13 && $0 != 32 }) else { return nil }
            guard let read = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
                throw Unreadable(description: "Line \(index + 1) of \(path) is not a JSON object with a text.")
            }
            return read.text
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw Unreadable(description: "\(path) cannot be read; is the path right?")
        }
        guard data.count <= fileBytesMax else {
            throw Unreadable(description: "\(path) is larger than \(fileBytesMax >> 20) MB.")
        }
        return [UInt8](data)
    }

    /// Quoted fields may hold commas, line breaks and doubled quotes. A line without anything on it is no row.
    private static func rows(_ data: [UInt8], _ path: String) throws -> [[String]] {
        var (rows, row, field): ([[String]], [String], [UInt8]) = ([], [], [])
        var (isQuoted, at) = (false, data.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        func endField() {
            row.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
        }
        func endRow() {
            endField()
            if row != [""] { rows.append(row) }
            row = []
        }
        while at < data.count {
            let byte = data[at]
            at += 1
            if isQuoted {
                if byte != 0x22 {
                    field.append(byte)
                } else if at < data.count, data[at] == 0x22 {
                    field.append(byte)
                    at += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case 0x22 where field.isEmpty: isQuoted = true
            case 0x2C: endField()
            case 0x0A: endRow()
            case 0x0D where at == data.count || data[at] == 0x0A: continue
            default: field.append(byte)
            }
        }
        guard !isQuoted else { throw Unreadable(description: "\(path) ends inside quotes.") }
        if !field.isEmpty || !row.isEmpty { endRow() }
        return rows
    }
}

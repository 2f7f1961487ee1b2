/// A JPEG file's segments (ITU T.81, annex B).
enum JPEGSegments {
    static func bare(_ bytes: [UInt8]) throws(Picture.Fault) -> Picture.Bare {
        var reader = ByteReader(bytes, at: 2)
        var (bare, turn) = (Picture.Bare(bytes: [0xFF, 0xD8]), 1)
        var hasScan = false
        while true {
            let marker = try marker(&reader)
            if marker == 0xD9 {
                guard hasScan, bare.width > 0 else { throw .damaged }
                bare.bytes += [0xFF, 0xD9]
                return bare
            }
            // Markers without a segment have no business between segments.
            guard marker >= 0xC0, !(0xD0...0xD8).contains(marker) else { throw .damaged }
            let start = reader.position
            let content = try reader.take(reader.take(2).bigEndian - 2)
            switch marker {
            case 0xE1: turn = orientation(Array(content)) ?? turn
            case 0xE0 where content.starts(with: Array("JFIF\0".utf8)) && content.count >= 14:
                // Without the small preview that may follow: it can show what was cropped away.
                bare.bytes += [0xFF, 0xE0, 0, 16] + content.prefix(12) + [0, 0]
            case 0xEE where content.starts(with: Array("Adobe".utf8)):
                bare.bytes += [0xFF, marker] + bytes[start..<reader.position]
            case 0xE0...0xEF, 0xFE: break
            default:
                if isFrame(marker) {
                    guard content.count >= 6, bare.width == 0 else { throw .damaged }
                    bare.height = content.dropFirst(1).prefix(2).bigEndian
                    bare.width = content.dropFirst(3).prefix(2).bigEndian
                    if turn != 1 { bare.bytes += exif(turn) }
                }
                bare.bytes += [0xFF, marker] + bytes[start..<reader.position]
                if marker == 0xDA {
                    hasScan = true
                    bare.bytes += try scan(&reader)
                }
            }
        }
    }

    private static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    private static func marker(_ reader: inout ByteReader) throws(Picture.Fault) -> UInt8 {
        guard try reader.byte() == 0xFF else { throw .damaged }
        var marker = try reader.byte()
        while marker == 0xFF { marker = try reader.byte() }
        return marker
    }

    /// The packed pixels, up to the next marker that is not part of them.
    private static func scan(_ reader: inout ByteReader) throws(Picture.Fault) -> ArraySlice<UInt8> {
        let bytes = reader.bytes
        var end = reader.position
        while end + 1 < bytes.count {
            let next = bytes[end + 1]
            if bytes[end] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) {
                return try reader.take(end - reader.position)
            }
            end += 1
        }
        throw .damaged
    }

    /// Which way up a phone was held: the one thing of EXIF without which a photograph lies on its side.
    private static func orientation(_ content: [UInt8]) -> Int? {
        guard content.starts(with: Array("Exif\0\0".utf8)), content.count >= 14 else { return nil }
        let tiff = Array(content.dropFirst(6))
        let isLittle = tiff.starts(with: [0x49, 0x49])
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let part = tiff[at..<at + count]
            return isLittle ? part.littleEndian : part.bigEndian
        }
        guard let first = number(4, 4), let count = number(first, 2) else { return nil }
        for entry in 0..<min(count, 64) where number(first + 2 + entry * 12, 2) == 0x0112 {
            return number(first + 2 + entry * 12 + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil }
        }
        return nil
    }

    /// An EXIF segment that says only which way up.
    private static func exif(_ turn: Int) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(turn), 0, 0] + [0, 0, 0, 0]
    }
}

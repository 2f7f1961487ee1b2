/// A WebP file's chunks (RFC 9649, section 2).
enum WebPChunks {
    static func bare(_ bytes: [UInt8]) throws(Picture.Fault) -> Picture.Bare {
        let said = bytes.count >= 12 ? bytes[4..<8].littleEndian : 0
        guard said >= 4, said + 8 <= bytes.count else { throw .damaged }
        var reader = ByteReader(Array(bytes.prefix(said + 8)), at: 12)
        var (bare, hasImage) = (Picture.Bare(), false)
        while !reader.isAtEnd {
            let start = reader.position
            let name = String(decoding: try reader.take(4), as: UTF8.self)
            let length = try reader.take(4).littleEndian
            let content = Array(try reader.take(length))
            // Chunks begin at even places; the last one's filling may be missing.
            if length % 2 == 1, !reader.isAtEnd { _ = try reader.take(1) }
            switch name {
            case "VP8X":
                guard content.count >= 10 else { throw .damaged }
                grow(&bare, 1 + content[4..<7].littleEndian, 1 + content[7..<10].littleEndian)
                // Only “has transparency” is still true.
                bare.bytes += Array("VP8X".utf8) + [10, 0, 0, 0, content[0] & 0x10] + content[1..<10]
            case "VP8 ":
                guard content.count >= 10, content[3..<6].elementsEqual([0x9D, 0x01, 0x2A]) else { throw .damaged }
                grow(&bare, content[6..<8].littleEndian & 0x3FFF, content[8..<10].littleEndian & 0x3FFF)
                hasImage = true
                bare.bytes += reader.bytes[start..<reader.position]
            case "VP8L":
                guard content.count >= 5, content[0] == 0x2F else { throw .damaged }
                let sides = content[1..<5].littleEndian
                grow(&bare, 1 + sides & 0x3FFF, 1 + (sides >> 14) & 0x3FFF)
                hasImage = true
                bare.bytes += reader.bytes[start..<reader.position]
            case "ALPH": bare.bytes += reader.bytes[start..<reader.position]
            // A moving picture says nothing that a still one does not.
            case "ANIM", "ANMF": throw .unknown
            default: break
            }
        }
        guard hasImage else { throw .damaged }
        if bare.bytes.count % 2 == 1 { bare.bytes.append(0) }
        let size = bare.bytes.count + 4
        let sizeBytes = (0..<4).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
        bare.bytes = Array("RIFF".utf8) + sizeBytes + Array("WEBP".utf8) + bare.bytes
        return bare
    }

    private static func grow(_ bare: inout Picture.Bare, _ width: Int, _ height: Int) {
        (bare.width, bare.height) = (max(bare.width, width), max(bare.height, height))
    }
}

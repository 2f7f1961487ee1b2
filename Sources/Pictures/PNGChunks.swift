/// A PNG file's chunks (W3C PNG, third edition, section 5).
enum PNGChunks {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// What a picture is drawn from. Texts, times, EXIF, profiles and animations are not.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs",
    ]

    static func bare(_ bytes: [UInt8]) throws(Picture.Fault) -> Picture.Bare {
        var reader = ByteReader(bytes, at: signature.count)
        var (bare, hasData) = (Picture.Bare(bytes: signature), false)
        while true {
            let start = reader.position
            let length = try reader.take(4).bigEndian
            let name = String(decoding: try reader.take(4), as: UTF8.self)
            let content = try reader.take(length)
            _ = try reader.take(4)
            if bare.width == 0 {
                guard name == "IHDR", length == 13 else { throw .damaged }
                bare.width = content.prefix(4).bigEndian
                bare.height = content.dropFirst(4).prefix(4).bigEndian
                guard bare.width > 0 else { throw .damaged }
            }
            if kept.contains(name) {
                bare.bytes += bytes[start..<reader.position]
            } else if name.first?.isUppercase ?? true {
                // An unknown chunk without which the picture cannot be drawn.
                throw .damaged
            }
            if name == "IDAT" { hasData = true }
            if name == "IEND" {
                guard hasData else { throw .damaged }
                return bare
            }
        }
    }
}

/// A picture that somebody sent: known by its bytes, bounded, and with nothing in it but the picture.
public struct Picture: Sendable, Equatable {
    public static let bytesMax = 5 * 1_024 * 1_024
    /// Unpacked, a pixel takes four bytes and more: a small file can hold a picture that fills the memory.
    public static let pixelsMax = 40_000_000

    public enum Kind: String, Sendable, CaseIterable {
        case png, jpeg, webp

        public var mediaType: String { "image/\(rawValue)" }
    }

    public enum Fault: Error, Sendable, Equatable { case tooLarge, unknown, damaged, tooManyPixels }

    public let kind: Kind
    public let width: Int
    public let height: Int
    /// Without position, camera, time, comments, previews and whatever follows the picture's end.
    public let bytes: [UInt8]

    /// Reads the picture's structure, not its pixels. What it is called does not count.
    public init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.bytesMax else { throw .tooLarge }
        let bare: Bare
        if bytes.starts(with: PNGChunks.signature) {
            (kind, bare) = (.png, try PNGChunks.bare(bytes))
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            (kind, bare) = (.jpeg, try JPEGSegments.bare(bytes))
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            (kind, bare) = (.webp, try WebPChunks.bare(bytes))
        } else {
            throw .unknown
        }
        guard bare.width > 0, bare.height > 0 else { throw .damaged }
        let (pixels, overflow) = bare.width.multipliedReportingOverflow(by: bare.height)
        guard !overflow, pixels <= Self.pixelsMax else { throw .tooManyPixels }
        (width, height, self.bytes) = (bare.width, bare.height, bare.bytes)
    }

    /// What is left of a file when everything but the picture is taken out.
    struct Bare {
        var width = 0
        var height = 0
        var bytes: [UInt8] = []
    }
}

/// Steps through bytes; reading past the end is a damaged picture.
struct ByteReader {
    let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func take(_ count: Int) throws(Picture.Fault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func byte() throws(Picture.Fault) -> UInt8 {
        guard position < bytes.count else { throw .damaged }
        defer { position += 1 }
        return bytes[position]
    }
}

extension Sequence where Element == UInt8 {
    var bigEndian: Int { reduce(0) { $0 << 8 | Int($1) } }
    var littleEndian: Int { reversed().reduce(0) { $0 << 8 | Int($1) } }
}

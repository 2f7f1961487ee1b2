import Foundation
import Testing

@testable import Pictures

/// Pictures that were drawn for these tests, and what is wrapped into them here.
enum Screens {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: name)))
    }

    static func picture(_ name: String) throws -> Picture { try Picture(bytes(name)) }

    /// A PNG chunk; nothing here looks at its checksum.
    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var chunk = big(content.count, 4)
        chunk += Array(name.utf8)
        chunk += content
        return chunk + [0, 0, 0, 0]
    }

    /// A JPEG segment.
    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(content.count + 2, 2) + content
    }

    static func riff(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var chunk = Array(name.utf8)
        chunk += big(content.count, 4).reversed()
        chunk += content
        if content.count % 2 == 1 { chunk.append(0) }
        return chunk
    }

    static func webP(_ chunks: [UInt8]) -> [UInt8] {
        var file = Array("RIFF".utf8)
        file += big(chunks.count + 4, 4).reversed()
        file += Array("WEBP".utf8)
        return file + chunks
    }

    static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }
}

@Suite struct PictureFiles {
    private static let place = "GPS 31.2304 N 121.4737 E"

    @Test("a PNG is known by its bytes, with its size")
    func png() throws {
        let picture = try Screens.picture("timeout.png")
        #expect(picture.kind == .png)
        #expect(picture.width == 780 && picture.height == 1_280)
        #expect(try Picture(picture.bytes) == picture, "cleaning twice changes nothing more")
    }

    @Test("texts, times and positions are taken out of a PNG, and what follows its end")
    func barePNG() throws {
        let plain = try Screens.bytes("timeout.png")
        let secret = Array(Self.place.utf8)
        var full = Array(plain.prefix(33))
        for name in ["tEXt", "eXIf", "iTXt"] { full += Screens.chunk(name, secret) }
        full += Screens.chunk("tIME", [1, 2, 3, 4, 5, 6, 7])
        full += plain.dropFirst(33)
        full += secret
        #expect(Screens.contains(full, Self.place))
        let picture = try Picture(full)
        #expect(!Screens.contains(picture.bytes, Self.place))
        #expect(picture.bytes == (try Picture(plain)).bytes)
    }

    @Test("EXIF, comments, previews and what follows the end are taken out of a JPEG; which way up stays")
    func bareJPEG() throws {
        let plain = try Screens.bytes("timeout.jpg")
        let secret = Array(Self.place.utf8)
        // Little-endian TIFF with one entry: orientation 6, a quarter turn.
        let tiff: [UInt8] =
            [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
        var full = Array(plain.prefix(2))
        full += Screens.segment(0xE1, Array("Exif\0\0".utf8) + tiff + secret)
        for marker in [0xE2, 0xED, 0xFE] as [UInt8] { full += Screens.segment(marker, secret) }
        full += plain.dropFirst(2)
        full += secret
        let picture = try Picture(full)
        #expect(picture.kind == .jpeg)
        #expect(picture.width == 780 && picture.height == 1_280)
        #expect(!Screens.contains(picture.bytes, Self.place))
        #expect(Screens.contains(picture.bytes, "Exif"), "the turn alone")
        #expect(try Picture(picture.bytes) == picture, "the turn is read again from what was written")
        #expect(!Screens.contains(try Picture(plain).bytes, "Exif"), "upright needs none")
    }

    @Test("EXIF, XMP and profiles are taken out of a WebP, and its head no longer promises them")
    func bareWebP() throws {
        let secret = Array(Self.place.utf8)
        let size: [UInt8] = [0x0B, 0x03, 0, 0xFF, 0x04, 0]
        let frame: [UInt8] = [0x30, 0x01, 0x00, 0x9D, 0x01, 0x2A, 0x0C, 0x03, 0x00, 0x05, 1, 2, 3]
        var chunks = Screens.riff("VP8X", [0x3C, 0, 0, 0] + size)
        chunks += Screens.riff("ICCP", secret)
        chunks += Screens.riff("VP8 ", frame)
        for name in ["EXIF", "XMP "] { chunks += Screens.riff(name, secret) }
        let picture = try Picture(Screens.webP(chunks) + secret)
        #expect(picture.kind == .webp)
        #expect(picture.width == 780 && picture.height == 1_280)
        #expect(!Screens.contains(picture.bytes, Self.place))
        var bare = Screens.riff("VP8X", [0x10, 0, 0, 0] + size)
        bare += Screens.riff("VP8 ", frame)
        #expect(picture.bytes == Screens.webP(bare))
    }

    @Test("a small file that unpacks into more than forty million pixels is refused")
    func bombs() throws {
        var png = try Screens.bytes("blank.png")
        png.replaceSubrange(16..<24, with: Screens.big(8_000, 4) + Screens.big(5_001, 4))
        #expect(throws: Picture.Fault.tooManyPixels) { try Picture(png) }
        png.replaceSubrange(16..<24, with: Screens.big(8_000, 4) + Screens.big(5_000, 4))
        #expect(try Picture(png).width == 8_000)
        png.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(throws: Picture.Fault.tooManyPixels) { try Picture(png) }
        let lossless = Screens.webP(Screens.riff("VP8L", [0x2F, 0xFF, 0xFF, 0xFF, 0x0F]))
        #expect(throws: Picture.Fault.tooManyPixels) { try Picture(lossless) }
    }

    @Test("what is no picture of the three kinds is refused, whatever it claims")
    func others() throws {
        let svg = Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8)
        for bytes in [svg, [], Array("GIF89a".utf8), Array("%PDF-1.7".utf8), [0xFF, 0xD8], Array("RIFF".utf8)] {
            #expect(throws: Picture.Fault.unknown) { try Picture(bytes) }
        }
        #expect(throws: Picture.Fault.tooLarge) { try Picture([UInt8](repeating: 0, count: Picture.bytesMax + 1)) }
        let moving = Screens.webP(Screens.riff("VP8X", [2, 0, 0, 0, 9, 0, 0, 9, 0, 0]) + Screens.riff("ANIM", [0]))
        #expect(throws: Picture.Fault.unknown) { try Picture(moving) }
    }

    @Test("a picture that was cut off anywhere is refused and reads nothing beyond its end")
    func cut() throws {
        for name in ["blank.png", "timeout.jpg"] {
            let whole = try Screens.bytes(name)
            let lengths: [Int] = Array(stride(from: 0, to: whole.count - 2, by: 997)) + Array(0..<80)
            for length in lengths {
                #expect(throws: Picture.Fault.self) { try Picture(Array(whole.prefix(length))) }
            }
        }
    }

    @Test("any one byte may be wrong: it is a picture or refused, never worse")
    func noise() throws {
        let whole = try Screens.bytes("blank.png")
        for index in Array(0..<64) {
            for value in [0x00, 0x7F, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] = value
                _ = try? Picture(bytes)
            }
        }
    }
}

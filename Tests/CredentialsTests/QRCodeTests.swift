import Foundation
import Testing

@testable import Credentials

@Suite struct QRCodeTests {
    @Test(
        "zbar reads what was written",
        arguments: [
            "A", "otpauth://totp/uPay%20%E9%92%B1:mira?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=uPay",
            "钱包 wallet",
            String(repeating: "wallet ", count: 60) + "end",
        ])
    func read(_ text: String) throws {
        let drawn = try QRCode.svgPath(of: text)
        let file = FileManager.default.temporaryDirectory.appending(path: "qr-\(UUID().uuidString).pgm")
        defer { try? FileManager.default.removeItem(at: file) }
        try picture(of: drawn.path, size: drawn.size).write(to: file)
        #expect(try output(of: "zbarimg", ["--nodbus", "--raw", "--quiet", file.path]) == text)
    }

    @Test("four modules around it stay light")
    func quietZone() throws {
        let drawn = try QRCode.svgPath(of: "A")
        let dark = darkModules(of: drawn.path)
        let inner = QRCode.quietZone..<(drawn.size - QRCode.quietZone)
        #expect(drawn.size == 29)
        #expect(!dark.isEmpty)
        #expect(dark.allSatisfy { inner.contains($0.x) && inner.contains($0.y) })
        #expect(dark.contains { $0.x == inner.lowerBound } && dark.contains { $0.y == inner.upperBound - 1 })
    }

    @Test("what does not fit is refused, and the longest fits")
    func bounds() throws {
        #expect(throws: QRCode.Fault.empty) { try QRCode.svgPath(of: "") }
        #expect(throws: QRCode.Fault.tooLong) {
            try QRCode.svgPath(of: String(repeating: "a", count: QRCode.textBytesMax + 1))
        }
        #expect(try QRCode.svgPath(of: String(repeating: "a", count: QRCode.textBytesMax)).size == 185)
    }

    private func darkModules(of path: String) -> [(x: Int, y: Int)] {
        path.split(separator: "z").flatMap { run -> [(x: Int, y: Int)] in
            let numbers = run.split { !$0.isNumber }.compactMap { Int($0) }
            return (numbers[0]..<numbers[0] + numbers[2]).map { (x: $0, y: numbers[1]) }
        }
    }

    /// Portable grey map, four pixels a module.
    private func picture(of path: String, size: Int) -> Data {
        let scale = 4
        var pixels = [UInt8](repeating: 255, count: size * size * scale * scale)
        for module in darkModules(of: path) {
            for row in 0..<scale {
                let start = (module.y * scale + row) * size * scale + module.x * scale
                for pixel in start..<start + scale { pixels[pixel] = 0 }
            }
        }
        return Data("P5 \(size * scale) \(size * scale) 255\n".utf8) + Data(pixels)
    }
}

import CQrencode

/// A QR code (ISO/IEC 18004, error correction M) as one SVG path.
public enum QRCode {
    /// What fits into the largest QR code with error correction M.
    public static let textBytesMax = 2_331
    static let quietZone = 4

    public enum Fault: Error, Equatable { case empty, tooLong, notDrawn }

    /// `path` is the `d` of one `<path>`, dark on light, for `viewBox="0 0 size size"`, which includes the quiet zone.
    public static func svgPath(of text: String) throws -> (path: String, size: Int) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw Fault.empty }
        guard bytes.count <= textBytesMax else { throw Fault.tooLong }
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { throw Fault.notDrawn }
        defer { QRcode_free(code) }
        guard let modules = code.pointee.data else { throw Fault.notDrawn }
        let width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, modules[row * width + column] & 1 == 1 { column += 1 }
                if column > start {
                    let run = column - start
                    path += "M\(start + quietZone) \(row + quietZone)h\(run)v1h-\(run)z"
                }
                column += 1
            }
        }
        return (path, width + 2 * quietZone)
    }
}

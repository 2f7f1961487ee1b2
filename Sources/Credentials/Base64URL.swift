extension [UInt8] {
    /// RFC 4648 §5, without padding.
    public var base64URL: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((count * 4 + 2) / 3)
        var (bits, held) = (0, UInt32(0))
        for byte in self {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                out.append(letters[Int(held >> UInt32(bits)) & 63])
            }
            held &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { out.append(letters[Int(held << UInt32(6 - bits)) & 63]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Exactly what `base64URL` writes: no padding, no other letters, no bits left over. Nil otherwise.
    public init?(base64URL text: some StringProtocol) {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 3 / 4)
        var (bits, held) = (0, UInt32(0))
        for letter in text.utf8 {
            let value: UInt8
            switch letter {
            case 65...90: value = letter - 65
            case 97...122: value = letter - 71
            case 48...57: value = letter + 4
            case 45: value = 62
            case 95: value = 63
            default: return nil
            }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(held >> UInt32(bits)))
                held &= (1 << UInt32(bits)) - 1
            }
        }
        guard bits < 6, held == 0 else { return nil }
        self = out
    }

    /// Whether both are the same, in a time that depends on their lengths only.
    func isSame(as other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        return zip(self, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

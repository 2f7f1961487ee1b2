import CZxcvbn
import Foundation

/// How many guesses a password would stand, as a power of two. libzxcvbn knows words, keyboards, dates and repetition
/// in printable ASCII, and is asked about nothing else; other letters are counted here.
enum PasswordStrength {
    private static let commonWordBits = 7.0
    private static let againBits = 1.0
    /// Some 2,500 characters make up nearly all Chinese text, but never evenly.
    private static let hanBits = 8.0
    private static let letterBits = 4.0

    /// `words` are those of the owner, in lower case: worth next to nothing.
    static func bits(of password: String, knowing words: [String]) -> Double {
        let isASCII = { (scalar: UnicodeScalar) in (0x20...0x7E).contains(scalar.value) }
        let ascii = String(String.UnicodeScalarView(password.unicodeScalars.filter(isASCII)))
        let others = String(String.UnicodeScalarView(password.unicodeScalars.filter { !isASCII($0) }))
        let known = (words + FamiliarWords.latin).filter { $0.unicodeScalars.allSatisfy(isASCII) }
        return asciiBits(ascii, known) + otherBits(others, words.filter { !$0.unicodeScalars.allSatisfy(isASCII) })
    }

    private static func asciiBits(_ text: String, _ known: [String]) -> Double {
        guard !text.isEmpty else { return 0 }
        let copies = known.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var words: [UnsafePointer<CChar>?] = copies.map { copy in copy.map { UnsafePointer($0) } }
        words.removeAll { $0 == nil }
        words.append(nil)
        return ZxcvbnMatch(text, &words, nil)
    }

    private static func otherBits(_ text: String, _ words: [String]) -> Double {
        var (rest, bits) = (text.lowercased(), 0.0)
        for word in words + FamiliarWords.han where rest.contains(word) {
            let pieces = rest.components(separatedBy: word)
            bits += commonWordBits + Double(pieces.count - 2) * againBits
            rest = pieces.joined()
        }
        var seen: Set<UnicodeScalar> = []
        for scalar in rest.unicodeScalars {
            let fresh = scalar.value >= 0x2E80 ? hanBits : letterBits
            bits += seen.insert(scalar).inserted ? fresh : againBits
        }
        return bits
    }
}

import Crypto
import Foundation

/// Alibaba Cloud's third way of signing, `ACS3-HMAC-SHA256`, for a request whose parameters all stand in the query.
struct ACS3Signature {
    let keyID: String
    let secret: String

    /// The empty body's SHA-256.
    static let emptyBody = SHA256.hash(data: Data()).hexText

    /// The value of `Authorization`. `headers` have lower-case names, all of which are signed; `query` is as
    /// `Self.query` gives it.
    func authorization(method: String, path: String, query: String, headers: [String: String]) -> String {
        let names = headers.keys.sorted()
        let signed = names.joined(separator: ";")
        let lines = names.map { "\($0):\((headers[$0] ?? "").trimmingCharacters(in: .whitespaces))\n" }.joined()
        let request = [method, path, query, lines, signed, Self.emptyBody].joined(separator: "\n")
        let text = "ACS3-HMAC-SHA256\n" + SHA256.hash(data: Data(request.utf8)).hexText
        let key = SymmetricKey(data: Data(secret.utf8))
        let signature = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).hexText
        return "ACS3-HMAC-SHA256 Credential=\(keyID),SignedHeaders=\(signed),Signature=\(signature)"
    }

    /// Names in order; both sides escaped as RFC 3986 says.
    static func query(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if byte.isLetterOrDigit || "-_.~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}

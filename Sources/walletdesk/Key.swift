import Crypto
import Foundation

extension Settings {
    /// The secret behind everything that is sealed: the file `key` in the data directory, made at the first start.
    func secretKey() throws -> SymmetricKey {
        let file = data.appending(path: "key")
        if let kept = try? Data(contentsOf: file) {
            guard kept.count == 32 else { throw StartFailure("\(file.path) is not a key of 32 bytes; restore it.") }
            return SymmetricKey(data: kept)
        }
        let key = SymmetricKey(size: .bits256)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try key.withUnsafeBytes { Data($0) }.write(to: file, options: .withoutOverwriting)
        return key
    }
}

import Credentials
import Crypto
import Testing

@Suite struct VaultTests {
    private let vault = Vault(key: SymmetricKey(data: Array(UInt8(0)..<32)))

    @Test("a secret comes back as it was, and no two seals are alike")
    func roundTrip() throws {
        for secret in [[], [0], Array("秘密 1".utf8), Array(repeating: 7, count: Vault.secretBytesMax)] as [[UInt8]] {
            let sealed = try vault.seal(secret, for: "totp customer-1")
            #expect(try vault.open(sealed, for: "totp customer-1") == secret)
            #expect(try vault.seal(secret, for: "totp customer-1") != sealed)
        }
        #expect(throws: Vault.Fault.tooLarge) {
            try vault.seal(Array(repeating: 7, count: Vault.secretBytesMax + 1), for: "totp customer-1")
        }
    }

    @Test("what another program made by the same rules can be read: HKDF, AES-GCM and HMAC of Python's cryptography")
    func compatibility() throws {
        let sealed = "ZGVmZ2hpamtsbW5vJ47vHeIetOvRHzM8g0bvbM_YFa0Ksx9K"
        #expect(try vault.open(sealed, for: "totp customer-1") == Array("秘密 1".utf8))
        #expect(
            vault.mac("ABCD-EFGH", for: "codes")
                == "0c2393e985e6ca5d9a8a01e437c592065afa69a391978b70cb74da7f4ab468bd")
        let key = vault.key(for: "cookies").withUnsafeBytes { Array($0) }
        #expect(
            key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                == "ba6454441e317d238932236b617366cb41f5d2c182877a69696f7644dad77bc1")
    }

    @Test("no changed letter, cut end, other label or other key opens it")
    func refusals() throws {
        let sealed = try vault.seal(Array("secret".utf8), for: "one")
        #expect(try vault.open(sealed, for: "one") == Array("secret".utf8))
        for index in sealed.indices {
            var changed = sealed
            changed.replaceSubrange(index...index, with: sealed[index] == "A" ? "B" : "A")
            #expect(throws: Vault.Fault.unreadable) { try vault.open(changed, for: "one") }
        }
        for text in ["", "A", String(sealed.dropLast()), sealed + "A", sealed + "=", " " + sealed, "密"] {
            #expect(throws: Vault.Fault.unreadable) { try vault.open(text, for: "one") }
        }
        #expect(throws: Vault.Fault.unreadable) { try vault.open(sealed, for: "two") }
        let other = Vault(key: SymmetricKey(size: .bits256))
        #expect(throws: Vault.Fault.unreadable) { try other.open(sealed, for: "one") }
    }

    @Test("a mac depends on the text, the label and the key, and on nothing else")
    func macs() {
        let mac = vault.mac("123456", for: "one")
        #expect(mac == vault.mac("123456", for: "one"))
        #expect(mac.utf8.count == 64)
        #expect(mac != vault.mac("123457", for: "one"))
        #expect(mac != vault.mac("123456", for: "two"))
        #expect(mac != Vault(key: SymmetricKey(size: .bits256)).mac("123456", for: "one"))
        #expect(vault.key(for: "one") == vault.key(for: "one"))
        #expect(vault.key(for: "one") != vault.key(for: "two"))
    }
}

@Suite struct Base64URLTests {
    @Test("the vectors of RFC 4648, without padding")
    func vectors() {
        let vectors = ["": "", "f": "Zg", "fo": "Zm8", "foo": "Zm9v", "foob": "Zm9vYg", "fooba": "Zm9vYmE"]
        for (plain, coded) in vectors {
            #expect(Array(plain.utf8).base64URL == coded)
            #expect([UInt8](base64URL: coded) == Array(plain.utf8))
        }
        #expect(([0xFB, 0xFF, 0xBF] as [UInt8]).base64URL == "-_-_")
        let all = Array(UInt8.min...UInt8.max)
        #expect([UInt8](base64URL: all.base64URL) == all)
    }

    @Test("nothing else is read", arguments: ["Zg==", "Zh", "Z", "+/+/", "Zm 8", "Zm8\n", "Zm9vY", "Ｚｇ"])
    func refusals(_ text: String) { #expect([UInt8](base64URL: text) == nil) }
}

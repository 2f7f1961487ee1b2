import CFido2

/// A public key that libfido2 has read, and the signatures that it checks with it.
struct PasskeyKey {
    let algorithm: Passkey.Algorithm
    /// As libfido2 wants it: x ‖ y for ES256, x for EdDSA, n ‖ e for RS256.
    private let raw: [UInt8]

    /// Throws `PasskeyRefused.algorithm` unless it is a sound key of an algorithm we ask for: P-256, Ed25519 or RSA of
    /// 2,048 bits.
    init(cose bytes: [UInt8]) throws {
        guard let key = try? CBOR(bytes), let number = key[.integer(3)]?.asInteger,
            let algorithm = Passkey.Algorithm(rawValue: Int(number)), let raw = Self.raw(key, algorithm)
        else { throw PasskeyRefused.algorithm }
        self.algorithm = algorithm
        self.raw = raw
        try withLibraryKey { _ in }
    }

    /// Whether libfido2 finds the party, the flags and the signature in order.
    func verify(_ signature: [UInt8], authenticatorData: [UInt8], clientDataHash: [UInt8], party: String) throws {
        try withLibraryKey { key in
            var assertion = fido_assert_new()
            defer { fido_assert_free(&assertion) }
            let isSet = [
                fido_assert_set_rp(assertion, party),
                fido_assert_set_clientdata_hash(assertion, clientDataHash, clientDataHash.count),
                fido_assert_set_count(assertion, 1),
                fido_assert_set_authdata_raw(assertion, 0, authenticatorData, authenticatorData.count),
                fido_assert_set_sig(assertion, 0, signature, signature.count),
                fido_assert_set_up(assertion, FIDO_OPT_TRUE),
                fido_assert_set_uv(assertion, FIDO_OPT_TRUE),
            ]
            guard isSet.allSatisfy({ $0 == FIDO_OK }) else { throw PasskeyRefused.malformed }
            guard fido_assert_verify(assertion, 0, Int32(algorithm.rawValue), key) == FIDO_OK else {
                throw PasskeyRefused.signature
            }
        }
    }

    /// The same for a key that vouches for itself when it is made.
    func verifySelf(_ signature: [UInt8], authenticatorData: [UInt8], clientDataHash: [UInt8], party: String) throws {
        var credential = fido_cred_new()
        defer { fido_cred_free(&credential) }
        let isSet = [
            fido_cred_set_type(credential, Int32(algorithm.rawValue)),
            fido_cred_set_rp(credential, party, nil),
            fido_cred_set_clientdata_hash(credential, clientDataHash, clientDataHash.count),
            fido_cred_set_fmt(credential, "packed"),
            fido_cred_set_uv(credential, FIDO_OPT_TRUE),
            fido_cred_set_authdata_raw(credential, authenticatorData, authenticatorData.count),
            fido_cred_set_sig(credential, signature, signature.count),
        ]
        guard isSet.allSatisfy({ $0 == FIDO_OK }) else { throw PasskeyRefused.malformed }
        guard fido_cred_verify_self(credential) == FIDO_OK else { throw PasskeyRefused.signature }
    }

    // RFC 9053: kty is 1, alg 3, curve -1, x or n -2, y -3; of RSA (RFC 8230) n is -1 and e -2.
    private static func raw(_ key: CBOR, _ algorithm: Passkey.Algorithm) -> [UInt8]? {
        let kind = key[.integer(1)]?.asInteger
        let first = key[.integer(-1)], second = key[.integer(-2)]?.asBytes, third = key[.integer(-3)]?.asBytes
        switch algorithm {
        case .es256:
            guard kind == 2, first?.asInteger == 1, let x = second, let y = third, x.count == 32, y.count == 32 else {
                return nil
            }
            return x + y
        case .edDSA:
            guard kind == 1, first?.asInteger == 6, let x = second, x.count == 32 else { return nil }
            return x
        case .rs256:
            guard kind == 3, let modulus = first?.asBytes, let exponent = second, modulus.count == 256,
                exponent.count == 3
            else { return nil }
            return modulus + exponent
        }
    }

    private func withLibraryKey(_ work: (UnsafeRawPointer) throws -> Void) throws {
        Self.prepare
        switch algorithm {
        case .es256:
            var key = es256_pk_new()
            defer { es256_pk_free(&key) }
            guard let key, es256_pk_from_ptr(key, raw, raw.count) == FIDO_OK else { throw PasskeyRefused.algorithm }
            try work(UnsafeRawPointer(key))
        case .edDSA:
            var key = eddsa_pk_new()
            defer { eddsa_pk_free(&key) }
            guard let key, eddsa_pk_from_ptr(key, raw, raw.count) == FIDO_OK else { throw PasskeyRefused.algorithm }
            try work(UnsafeRawPointer(key))
        case .rs256:
            var key = rs256_pk_new()
            defer { rs256_pk_free(&key) }
            guard let key, rs256_pk_from_ptr(key, raw, raw.count) == FIDO_OK else { throw PasskeyRefused.algorithm }
            try work(UnsafeRawPointer(key))
        }
    }

    private static let prepare: Void = fido_init(0)
}

extension SandboxBank {
    /// A card that the sandbox bank has on file, and what it compares when somebody binds it.
    public struct IssuedCard: Sendable, Equatable {
        /// Digits only.
        public var number: String
        /// Empty: the bank does not know its holder.
        public var name: String
        /// Empty: any will do.
        public var phone: String
        public var isActivated: Bool
        public var kind: Card.Kind

        public init(
            number: String, name: String = "", phone: String = "", isActivated: Bool = true, kind: Card.Kind = .debit
        ) {
            self.number = number
            self.name = name
            self.phone = phone
            self.isActivated = isActivated
            self.kind = kind
        }

        /// Why a wallet may not have it. A prepaid card never; a name left out is a wrong one.
        func refusal(name: String, phone: String) -> CardAttempt.Reason? {
            if !self.name.isEmpty, name != self.name { return .nameMismatch }
            if !self.phone.isEmpty, phone != self.phone { return .phoneMismatch }
            if kind == .prepaid { return .notEligible }
            return isActivated ? nil : .notActivated
        }
    }
}

// MARK: - On the wire

/// `{"number":"6225880000000000","name":"林晓","phone":"13900000001","is_activated":false,"kind":"debit"}`
extension SandboxBank.IssuedCard: Decodable {
    private struct Wire: Decodable {
        let number: String
        var name: String?
        var phone: String?
        var isActivated: Bool?
        var kind: String?
    }

    public init(from decoder: any Decoder) throws {
        let wire = try Wire(from: decoder)
        guard let kind = Card.Kind(rawValue: wire.kind ?? "debit") else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "unknown kind"))
        }
        self.init(
            number: wire.number, name: wire.name ?? "", phone: wire.phone ?? "", isActivated: wire.isActivated ?? true,
            kind: kind)
    }
}

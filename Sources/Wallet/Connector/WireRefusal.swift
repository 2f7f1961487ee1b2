import Terms

/// `{"error":{"code","message","fields"}}`, with every language beside the one that was asked for, so that a refusal
/// reaches the person at the far end in theirs.
struct WireRefusal: Codable, Sendable {
    struct Texts: Codable {
        let zhHans: String
        let zhHant: String
        let en: String

        enum CodingKeys: String, CodingKey {
            case zhHans = "zh-Hans"
            case zhHant = "zh-Hant"
            case en
        }

        init(_ text: Text) {
            zhHans = text.zhHans
            zhHant = text.zhHant
            en = text.en
        }

        var text: Text { Text(zhHans, zhHant, en) }
    }

    struct Body: Codable {
        let code: String
        let message: String
        let fields: [String: String]
        var texts: Texts?
        var fieldTexts: [String: Texts]?
        var facts: [String: String]?
    }

    let error: Body

    init(_ refusal: Refusal, in language: Language) {
        error = Body(
            code: refusal.code, message: refusal.text(language), fields: refusal.fields.mapValues { $0(language) },
            texts: Texts(refusal.text), fieldTexts: refusal.fields.mapValues { Texts($0) },
            facts: refusal.facts.isEmpty ? nil : refusal.facts)
    }

    /// A core that speaks one language is quoted in it. nil for a status that stands for no refusal to a person:
    /// 401 and 403 are about our own access to the core.
    func refusal(status: Int, retryAfterSeconds: Int?) -> Refusal? {
        let kind: Refusal.Kind
        switch status {
        case 400: kind = .malformed
        case 404: kind = .notFound
        case 409: kind = .conflict
        case 413: kind = .tooLarge
        case 422: kind = .invalid
        case 423: kind = .locked
        case 428: kind = .preconditionRequired
        case 429: kind = .limited(seconds: retryAfterSeconds ?? 1)
        case 503: kind = .unavailable
        default: return nil
        }
        let fields = error.fields.reduce(into: [String: Text]()) { fields, field in
            fields[field.key] = error.fieldTexts?[field.key]?.text ?? Text(field.value, field.value, field.value)
        }
        return Refusal(
            kind, error.code, error.texts?.text ?? Text(error.message, error.message, error.message), fields: fields,
            facts: error.facts ?? [:])
    }

    static func status(_ kind: Refusal.Kind) -> Int {
        switch kind {
        case .malformed: 400
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .tooLarge: 413
        case .invalid: 422
        case .locked: 423
        case .preconditionRequired: 428
        case .limited: 429
        case .unavailable: 503
        }
    }
}

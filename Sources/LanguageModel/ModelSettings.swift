import Foundation

/// A setting of the language model is wrong; one sentence with the way out.
public struct WrongModelSetting: Error, CustomStringConvertible, Sendable {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// What an operator says about a language model.
public struct ModelSettings: Sendable {
    public static let tokensADayDefault = 1_000_000
    public static let answersAnHourDefault = 20
    static let tokensADayMost = 10_000_000_000
    static let answersAnHourMost = 1_000
    static let nameLengthMax = 120

    public var url: String?
    public var model: String?
    public var key: String?
    public var tokensADay: String?
    /// To one visitor.
    public var answersAnHour: String?

    public init() {}

    /// nil where nothing is said: then there is no model. Throws for what is wrong or only half said.
    public func address() throws(WrongModelSetting) -> ModelAddress? {
        guard let url else {
            let others = [
                "--llm-model": model, "WALLETDESK_LLM_KEY": key, "--llm-tokens": tokensADay,
                "--llm-answers": answersAnHour,
            ]
            guard let given = others.filter({ $0.value != nil }).keys.min() else { return nil }
            throw WrongModelSetting(
                "\(given) is given without --llm-url; add --llm-url https://HOST/v1, or leave it out.")
        }
        guard let model, !model.isEmpty else {
            throw WrongModelSetting("--llm-url needs --llm-model, the model's name as its server knows it.")
        }
        guard model.utf8.count <= Self.nameLengthMax, !model.contains(where: \.isWhitespace) else {
            throw WrongModelSetting("--llm-model is no model's name; write it without spaces, such as qwen-plus.")
        }
        return ModelAddress(
            url: try chatURL(url), model: model, key: key,
            tokensADay: try number(tokensADay, Self.tokensADayDefault, Self.tokensADayMost, "--llm-tokens"),
            answersAnHour: try number(
                answersAnHour, Self.answersAnHourDefault, Self.answersAnHourMost, "--llm-answers"))
    }

    private func chatURL(_ text: String) throws(WrongModelSetting) -> String {
        var base = text
        while base.hasSuffix("/") { base.removeLast() }
        guard let parts = URLComponents(string: base), let host = parts.host, !host.isEmpty, parts.query == nil,
            parts.fragment == nil, ["http", "https"].contains(parts.scheme ?? "")
        else {
            throw WrongModelSetting("--llm-url cannot be read; write it as https://api.deepseek.com/v1.")
        }
        guard parts.user == nil, parts.password == nil else {
            throw WrongModelSetting(
                "--llm-url holds a key; give that as WALLETDESK_LLM_KEY, where nobody else sees it.")
        }
        guard parts.scheme == "https" || Self.isNear(host) else {
            throw WrongModelSetting(
                "--llm-url would send customers' questions unencrypted to \(host); use https://, or a model in your "
                    + "own network.")
        }
        return base.hasSuffix("/chat/completions") ? base : base + "/chat/completions"
    }

    /// This machine, or a private network: what may be spoken to without TLS.
    static func isNear(_ host: String) -> Bool {
        let host = host.lowercased()
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        for ending in [".localhost", ".local", ".internal", ".lan"] where host.hasSuffix(ending) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        // A name without a dot is one of the own network, such as a container's.
        if parts.count == 1 { return !host.contains(":") && Int(host) == nil }
        let bytes = parts.compactMap { UInt8($0) }
        guard parts.count == 4, bytes.count == 4 else { return false }
        switch (bytes[0], bytes[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }

    private func number(
        _ text: String?, _ standard: Int, _ most: Int, _ option: String
    ) throws(WrongModelSetting) -> Int {
        guard let text else { return standard }
        guard let value = Int(text), (1...most).contains(value) else {
            throw WrongModelSetting("\(option) is a number from 1 to \(most); leave it out for \(standard).")
        }
        return value
    }
}

/// Where a language model is, as checked.
public struct ModelAddress: Sendable, Equatable {
    /// With `/chat/completions`.
    public let url: String
    public let model: String
    let key: String?
    public let tokensADay: Int
    public let answersAnHour: Int
}

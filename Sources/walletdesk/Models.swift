import ArgumentParser
import Configuration
import LanguageModel

/// A language model beside the built-in answers. Its key has no option: it comes from the environment or the file of
/// `--config`.
struct ModelOptions: ParsableArguments {
    @Option(help: "A language model that speaks OpenAI's chat completions, such as https://api.deepseek.com/v1.")
    var llmUrl: String?
    @Option(help: "The model's name there; its key is WALLETDESK_LLM_KEY.") var llmModel: String?
    @Option(help: "How many tokens it may use a day (1000000).") var llmTokens: String?
    @Option(help: "How many of its answers one visitor may have an hour (20).") var llmAnswers: String?

    /// By their names in the configuration.
    var given: [(String, String?)] {
        [("llm.url", llmUrl), ("llm.model", llmModel), ("llm.tokens", llmTokens), ("llm.answers", llmAnswers)]
    }
}

extension ModelSettings {
    init(_ reader: ConfigReader) {
        /// An empty value is none.
        func value(_ name: String) -> String? {
            Settings.text(reader, ConfigKey(name)).flatMap { $0.isEmpty ? nil : $0 }
        }
        self.init()
        url = value("llm.url")
        model = value("llm.model")
        key = reader.string(forKey: "llm.key", isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
        tokensADay = value("llm.tokens")
        answersAnHour = value("llm.answers")
    }
}

/// The language model that the settings name; wrong or half-given settings are wrong usage.
func languageModel(_ settings: Settings) throws -> LanguageModel? {
    do { return try settings.model.address().map { LanguageModel($0) } } catch {
        throw ValidationError(error.description)
    }
}

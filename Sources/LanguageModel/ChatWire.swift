import Foundation

/// Chat completions as OpenAI wrote them down and DeepSeek, Qwen, Ollama and vLLM speak them.
enum ChatWire {
    struct Request: Encodable {
        struct Message: Encodable {
            let role: String
            let content: String
        }

        struct Options: Encodable {
            let includeUsage = true
            private enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
        }

        let model: String
        let messages: [Message]
        let maxTokens: Int
        let temperature: Double
        let stream = true
        let streamOptions = Options()

        private enum CodingKeys: String, CodingKey {
            case model, messages, temperature, stream
            case maxTokens = "max_tokens"
            case streamOptions = "stream_options"
        }
    }

    /// A whole answer, or a piece of one: they differ in `message` and `delta`.
    struct Part: Decodable {
        struct Words: Decodable { let content: String? }

        struct Choice: Decodable {
            let index: Int?
            let message: Words?
            let delta: Words?
            let finish: String?

            private enum CodingKeys: String, CodingKey {
                case index, message, delta
                case finish = "finish_reason"
            }
        }

        struct Usage: Decodable {
            let total: Int?
            private enum CodingKeys: String, CodingKey { case total = "total_tokens" }
        }

        /// Whatever stands there: an error's words are never shown or logged.
        struct Anything: Decodable { init(from decoder: any Decoder) throws {} }

        let choices: [Choice]?
        let usage: Usage?
        let error: Anything?
    }

    static let done = Array("[DONE]".utf8)
}

/// The words of an answer, as they come together.
struct ChatAnswer {
    private var words = ""
    private var finish: String?
    private var tokens: Int?
    private(set) var isDone = false

    /// One event's data, or the whole body of an answer that is not streamed.
    mutating func take(_ data: [UInt8]) throws(ModelFailure) {
        if data == ChatWire.done {
            isDone = true
            return
        }
        guard let part = try? JSONDecoder().decode(ChatWire.Part.self, from: Data(data)) else { throw .unreadable }
        if part.error != nil { throw .broken }
        if let total = part.usage?.total { tokens = total }
        // A part without choices tells the usage, or only that the server still lives.
        guard let choice = part.choices?.first(where: { ($0.index ?? 0) == 0 }) else { return }
        words += choice.delta?.content ?? choice.message?.content ?? ""
        if let finish = choice.finish { self.finish = finish }
    }

    /// The answer, once nothing more comes. One without a reason for its end was cut off on the way.
    func whole() throws(ModelFailure) -> (text: String, tokens: Int?) {
        switch finish {
        case "stop": break
        case nil, "length": throw .cutShort
        case "content_filter": throw .declined
        default: throw .unreadable
        }
        let text = Self.withoutThoughts(words).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .empty }
        return (text, tokens)
    }

    /// Some models think aloud first.
    private static func withoutThoughts(_ words: String) -> Substring {
        let trimmed = words.drop { $0.isWhitespace }
        guard trimmed.hasPrefix("<think>"), let end = trimmed.range(of: "</think>") else { return words[...] }
        return trimmed[end.upperBound...]
    }
}

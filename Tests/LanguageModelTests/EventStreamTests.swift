import Testing

@testable import LanguageModel

@Suite struct EventStreams {
    private func read(_ chunks: [[UInt8]]) throws -> [String] {
        var stream = EventStream()
        var events: [[UInt8]] = []
        for chunk in chunks { events += try stream.take(chunk) }
        if let last = stream.end() { events.append(last) }
        return events.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("the same events come out wherever the bytes are cut and however lines end")
    func cuts() throws {
        let text =
            ": hello\n\ndata: {\"a\":\"钱\"}\n\nevent: x\ndata:one\ndata: two\nid: 7\n\n\n\ndata\n\ndata: [DONE]\n\n"
        let expected = ["{\"a\":\"钱\"}", "one\ntwo", "", "[DONE]"]
        for ending in ["\n", "\r\n", "\r"] {
            let bytes = Array(text.replacing("\n", with: ending).utf8)
            for size in 1...bytes.count {
                let chunks = stride(from: 0, to: bytes.count, by: size).map {
                    Array(bytes[$0..<min($0 + size, bytes.count)])
                }
                #expect(try read(chunks) == expected, "\(ending.debugDescription) by \(size)")
            }
        }
    }

    @Test("a last event without its empty line is there; what is no data is not")
    func end() throws {
        #expect(try read([Array("data: last".utf8)]) == ["last"])
        #expect(try read([Array("dataset: x\n\nretry: 3\n\n:ping\n\n".utf8)]).isEmpty)
    }

    @Test("an event that does not end is too large")
    func tooLarge() {
        var stream = EventStream()
        let endless = [UInt8](repeating: 97, count: EventStream.eventBytesMax + 1)
        #expect(throws: ModelFailure.tooLarge) { try stream.take(endless) }
    }
}

@Suite struct ChatAnswers {
    private func read(_ parts: String...) throws(ModelFailure) -> String {
        var answer = ChatAnswer()
        for part in parts { try answer.take(Array(part.utf8)) }
        return try answer.whole().text
    }

    private func piece(_ text: String, _ finish: String = "null") -> String {
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(text)\"},\"finish_reason\":\(finish)}]}"
    }

    @Test("pieces become words; thoughts and other choices are left out")
    func words() throws {
        #expect(try read(piece("您"), piece("好"), "{\"choices\":[]}", piece("", "\"stop\""), "[DONE]") == "您好")
        let other = "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}}]}"
        #expect(try read(piece("a"), other, piece("", "\"stop\"")) == "a")
        #expect(try read(piece("<think>hm</think> b", "\"stop\"")) == "b")
        #expect(try read("{\"choices\":[{\"message\":{\"content\":\"c\"},\"finish_reason\":\"stop\"}]}") == "c")
    }

    @Test("what is broken, cut off, empty or filtered is no answer")
    func failures() {
        #expect(throws: ModelFailure.unreadable) { try read("{\"choices\":[{") }
        #expect(throws: ModelFailure.unreadable) { try read("<html>") }
        #expect(throws: ModelFailure.broken) { try read("{\"error\":{\"message\":\"overloaded\"}}") }
        #expect(throws: ModelFailure.broken) { try read(piece("a"), "{\"error\":\"x\"}") }
        #expect(throws: ModelFailure.cutShort) { try read(piece("a")) }
        #expect(throws: ModelFailure.cutShort) { try read(piece("a"), "[DONE]") }
        #expect(throws: ModelFailure.cutShort) { try read(piece("a", "\"length\"")) }
        #expect(throws: ModelFailure.declined) { try read(piece("a", "\"content_filter\"")) }
        #expect(throws: ModelFailure.empty) { try read(piece(" ", "\"stop\"")) }
        #expect(throws: ModelFailure.unreadable) { try read(piece("", "\"tool_calls\"")) }
    }
}

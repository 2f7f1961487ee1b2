import Foundation
import Hummingbird
import NIOCore
import Terms

/// What a person typed into a form, or a program sent, before it is parsed into valid values.
public struct Form: Sendable {
    public static let bytesMax = 64 * 1_024

    private let fields: [String: String]

    public init(_ fields: [String: String]) { self.fields = fields }

    /// The field as typed; empty when missing.
    public subscript(name: String) -> String { fields[name] ?? "" }
}

extension Request {
    /// The whole body, refused when it is larger than `bytesMax`.
    public func bytes(max bytesMax: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw Self.tooLarge(bytesMax)
        }
        do {
            return try await body.collect(upTo: bytesMax)
        } catch is NIOTooManyBytesError {
            throw Self.tooLarge(bytesMax)
        }
    }

    /// An `application/x-www-form-urlencoded` body.
    public func form(max bytesMax: Int = Form.bytesMax) async throws -> Form {
        let buffer = try await bytes(max: bytesMax)
        guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else { throw Self.unreadable }
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                throw Self.unreadable
            }
            fields[name] = value
        }
        return Form(fields)
    }

    /// A JSON body of the given shape. What cannot be read is refused with 400; what reads but is not valid is the
    /// caller's to refuse.
    public func json<T: Decodable>(_ type: T.Type, max bytesMax: Int = Form.bytesMax) async throws -> T {
        let buffer = try await bytes(max: bytesMax)
        do {
            return try JSONDecoder().decode(T.self, from: Data(buffer.readableBytesView))
        } catch is DecodingError {
            throw Self.unreadable
        }
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    private static let unreadable = Refusal(
        .malformed, "unreadable_body",
        Text(
            "发来的内容读不懂。请检查格式（JSON 或表单，UTF-8）。", "送來的內容無法讀取。請檢查格式（JSON 或表單，UTF-8）。",
            "We could not read what was sent. Please check its format (JSON or form, UTF-8)."))

    private static func tooLarge(_ bytesMax: Int) -> Refusal {
        Refusal(
            .tooLarge, "body_too_large",
            Text("发来的内容太大，最多 {size} KB。", "送來的內容太大，最多 {size} KB。", "That is too large; {size} KB at most.")
                .filling(["size": String(bytesMax / 1_024)]))
    }
}

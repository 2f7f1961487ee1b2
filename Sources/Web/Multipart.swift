import Foundation
import Hummingbird
import NIOCore
import Terms

extension Form {
    /// A file that came with a form. Its name is what a browser says it is called.
    public struct File: Sendable {
        public let field: String
        public let name: String
        public let bytes: [UInt8]
    }
}

extension Request {
    public var isMultipart: Bool {
        headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") ?? false
    }

    /// A `multipart/form-data` body (RFC 7578). File fields that were left empty are no files.
    public func multipartForm(max bytesMax: Int) async throws -> (Form, [Form.File]) {
        guard let mark = Multipart.boundary(headers[.contentType] ?? "") else { throw Multipart.unreadable }
        let buffer = try await bytes(max: bytesMax)
        return try Multipart(boundary: mark).read(Data(buffer.readableBytesView))
    }
}

/// Takes a body apart at its boundary.
struct Multipart {
    private static let partsMax = 60
    private static let headBytesMax = 2_048
    private static let boundaryLengths = 1...70

    let boundary: String

    /// `multipart/form-data; boundary="x"`.
    static func boundary(_ type: String) -> String? {
        let parameters = type.split(separator: ";").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        guard let found = parameters.first(where: { $0.lowercased().hasPrefix("boundary=") }) else { return nil }
        let value = found.dropFirst("boundary=".count).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return boundaryLengths.contains(value.utf8.count) ? value : nil
    }

    func read(_ body: Data) throws -> (Form, [Form.File]) {
        var (fields, files): ([String: String], [Form.File]) = ([:], [])
        let (mark, next) = (Data("--\(boundary)".utf8), Data("\r\n--\(boundary)".utf8))
        guard let first = body.range(of: mark) else { throw Self.unreadable }
        var (at, parts) = (first.upperBound, 0)
        while !body[at...].starts(with: Data("--".utf8)) {
            parts += 1
            guard parts <= Self.partsMax, body[at...].starts(with: Data("\r\n".utf8)),
                let headEnd = body.range(
                    of: Data("\r\n\r\n".utf8), in: at..<min(body.endIndex, at + Self.headBytesMax)),
                let end = body.range(of: next, in: headEnd.upperBound - 2..<body.endIndex),
                let head = String(data: body[at..<headEnd.lowerBound], encoding: .utf8)
            else { throw Self.unreadable }
            let content = body[min(headEnd.upperBound, end.lowerBound)..<end.lowerBound]
            let disposition = try Disposition(head)
            if let name = disposition.file {
                if !name.isEmpty || !content.isEmpty {
                    files.append(Form.File(field: disposition.field, name: name, bytes: [UInt8](content)))
                }
            } else {
                guard let text = String(data: content, encoding: .utf8) else { throw Self.unreadable }
                fields[disposition.field] = text
            }
            at = end.upperBound
        }
        return (Form(fields), files)
    }

    /// `Content-Disposition: form-data; name="x"; filename="y"`.
    private struct Disposition {
        let field: String
        let file: String?

        init(_ head: String) throws {
            let line = head.split(whereSeparator: \.isNewline).first {
                $0.lowercased().hasPrefix("content-disposition:")
            }
            guard let line, let field = Self.value("name", in: line) else { throw Multipart.unreadable }
            (self.field, file) = (field, Self.value("filename", in: line))
        }

        /// Browsers write a quotation mark within a name as `%22`, so that the next one ends it.
        private static func value(_ name: String, in line: Substring) -> String? {
            guard let found = line.range(of: "; \(name)=\"", options: .caseInsensitive),
                let end = line[found.upperBound...].firstIndex(of: "\"")
            else { return nil }
            return String(line[found.upperBound..<end]).replacing("%22", with: "\"")
        }
    }

    static let unreadable = Refusal(
        .malformed, "unreadable_body",
        Text(
            "发来的内容读不懂。请刷新页面，再发一次。", "送來的內容無法讀取。請重新整理頁面，再傳一次。",
            "We could not read what was sent. Please reload the page and send it again."))
}

import CGMime
import Crypto
import Foundation

/// A letter as a mail: one part of plain text, which every mail reader can show and read aloud.
struct MailMessage {
    let letter: Letter
    let from: EmailAddress
    let to: EmailAddress
    let sentAt: Date

    /// `<…>` with the sender's domain; the same for the same letter, so that a reader shows it once.
    var id: String { "<\(ownID)>" }

    /// RFC 5322, with CRLF at the end of each line.
    func bytes() -> [UInt8] {
        Self.ready
        guard let message = g_mime_message_new(1) else { return [] }
        defer { g_object_unref(message) }
        add(from, named: letter.senderName, to: g_mime_message_get_from(message))
        add(to, named: nil, to: g_mime_message_get_to(message))
        g_mime_message_set_subject(message, Self.oneLine(letter.subject), "utf-8")
        if let date = g_date_time_new_from_unix_utc(gint64(sentAt.timeIntervalSince1970)) {
            g_mime_message_set_date(message, date)
            g_date_time_unref(date)
        }
        g_mime_message_set_message_id(message, ownID)
        let object = Self.asObject(message)
        // RFC 3834: nobody's absence is to be answered to us.
        g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", nil)
        g_mime_object_set_header(object, "X-Auto-Response-Suppress", "All", nil)
        g_mime_object_set_header(object, "Content-Language", Self.token(letter.language), nil)
        keepWordsShort(in: object)
        if let part = textPart() {
            g_mime_message_set_mime_part(message, Self.asObject(part))
            g_object_unref(part)
        }
        return Self.written(object)
    }

    private static let ready: Void = g_mime_init()

    private var ownID: String {
        let isToken = !letter.id.isEmpty && Self.token(letter.id) == letter.id
        let name = isToken ? letter.id : SHA256.hash(data: Data(letter.id.utf8)).hexText
        return "\(name)@\(from.domain)"
    }

    private func add(_ address: EmailAddress, named name: String?, to list: UnsafeMutablePointer<InternetAddressList>?)
    {
        guard let mailbox = internet_address_mailbox_new(name.map(Self.oneLine), address.text) else { return }
        internet_address_set_charset(mailbox, "utf-8")
        internet_address_list_add(list, mailbox)
        g_object_unref(mailbox)
    }

    /// GMime makes one encoded word of what has no spaces, however long; RFC 2047 allows 75 characters.
    private func keepWordsShort(in object: UnsafeMutablePointer<GMimeObject>) {
        for (name, text, rest) in [("Subject", letter.subject, []), ("From", letter.senderName, ["<\(from.text)>"])] {
            let text = Self.oneLine(text)
            guard text.utf8.contains(where: { $0 >= 0x80 }),
                let header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name)
            else { continue }
            let words = text.encodedWords + rest
            g_mime_header_set_raw_value(header, words.map { " \($0)\n" }.joined())
        }
    }

    private func textPart() -> UnsafeMutablePointer<GMimePart>? {
        let text =
            letter.text.split(separator: /\r\n|\r|\n/, omittingEmptySubsequences: false)
            .joined(separator: "\r\n") + "\r\n"
        let bytes = Array(text.utf8)
        let stream = bytes.withUnsafeBytes {
            g_mime_stream_mem_new_with_buffer($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        guard let stream else { return nil }
        defer { g_object_unref(stream) }
        guard let content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT) else {
            return nil
        }
        defer { g_object_unref(content) }
        guard let part = g_mime_part_new_with_type("text", "plain") else { return nil }
        g_mime_object_set_content_type_parameter(Self.asObject(part), "charset", "utf-8")
        g_mime_part_set_content(part, content)
        g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
        return part
    }

    private static func written(_ object: UnsafeMutablePointer<GMimeObject>) -> [UInt8] {
        guard let options = g_mime_format_options_new() else { return [] }
        defer { g_mime_format_options_free(options) }
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        guard let text = g_mime_object_to_string(object, options) else { return [] }
        defer { g_free(text) }
        return Array(String(cString: text).utf8)
    }

    /// Every GMime class begins with the one it is made from.
    private static func asObject(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutablePointer<GMimeObject> {
        pointer.assumingMemoryBound(to: GMimeObject.self)
    }

    /// Whatever could end a header's line is a space.
    private static func oneLine(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.generalCategory == .control || $0.properties.isWhitespace }
            .map { String($0) }.joined(separator: " ")
    }

    private static func token(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }, as: UTF8.self)
    }
}

extension String {
    /// RFC 2047's words of UTF-8, each short enough for a line of 76 with the header's name before it.
    fileprivate var encodedWords: [String] {
        var pieces: [[UInt8]] = [[]]
        for scalar in unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if pieces[pieces.count - 1].count + bytes.count > 39 { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }
    }
}

extension Sequence<UInt8> {
    /// In lower case.
    var hexText: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

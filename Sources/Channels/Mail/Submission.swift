import CCurl

/// One mail handed to a relay by libcurl: EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA. Blocks the thread it runs on.
struct Submission {
    struct Bounds: Sendable {
        var connectSeconds = 10
        var wholeSeconds = 30
    }

    enum Outcome: Equatable {
        case taken
        /// The relay said no, with its reply's number, to the sender, the recipient or the text.
        case refused(Int)
        /// No talk came about, or it broke off: what libcurl says.
        case failed(String)
    }

    let relay: MailRelay
    let bounds: Bounds
    let from: EmailAddress
    let to: EmailAddress
    let message: [UInt8]

    func run() -> Outcome {
        guard Self.ready, let handle = curl_easy_init() else { return .failed("libcurl cannot start") }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(to.text)>")
        defer { curl_slist_free_all(recipients) }
        let upload = Upload(message)
        var code = settings(handle, recipients: recipients)
        guard code == CURLE_OK else { return failed(code) }
        code = withExtendedLifetime(upload) {
            curl_set_reader(handle, Upload.reader, Unmanaged.passUnretained(upload).toOpaque())
            return curl_easy_perform(handle)
        }
        return outcome(code, reply: curl_reply_code(handle), isTextSent: upload.isRead)
    }

    private static let ready = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private func settings(
        _ handle: UnsafeMutableRawPointer, recipients: UnsafeMutablePointer<curl_slist>?
    ) -> CURLcode {
        let tls = relay.needsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE
        var codes = [
            // The path is what we say EHLO with: the machine's own name may be one that relays refuse.
            curl_set_text(handle, CURLOPT_URL, "\(relay.url)/\(from.domain)"),
            curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            // The web's proxies are not for mail.
            curl_set_text(handle, CURLOPT_PROXY, ""),
            curl_set_number(handle, CURLOPT_USE_SSL, Int(tls.rawValue)),
            curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, bounds.connectSeconds),
            curl_set_number(handle, CURLOPT_TIMEOUT, bounds.wholeSeconds),
            curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from.text)>"),
            curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            curl_set_number(handle, CURLOPT_UPLOAD, 1),
            curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(message.count)),
        ]
        if let caFile = relay.caFile { codes.append(curl_set_text(handle, CURLOPT_CAINFO, caFile)) }
        if let login = relay.login {
            codes.append(curl_set_text(handle, CURLOPT_USERNAME, login.user))
            codes.append(curl_set_text(handle, CURLOPT_PASSWORD, login.password))
        }
        return codes.first { $0 != CURLE_OK } ?? CURLE_OK
    }

    /// libcurl gives `SEND_ERROR` for a no to MAIL, RCPT and DATA, and `WEIRD_SERVER_REPLY` for one to the text, but
    /// also to the greeting.
    private func outcome(_ code: CURLcode, reply: Int, isTextSent: Bool) -> Outcome {
        if code == CURLE_OK { return .taken }
        let isAnswer = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY && isTextSent
        return isAnswer && reply >= 400 ? .refused(reply) : failed(code)
    }

    private func failed(_ code: CURLcode) -> Outcome { .failed(String(cString: curl_easy_strerror(code))) }
}

/// The mail, as libcurl asks for it.
private final class Upload {
    private let bytes: [UInt8]
    private var position = 0
    var isRead: Bool { position == bytes.count }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static let reader: curl_read_callback = { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue().read(into: buffer, atMost: size * count)
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, atMost room: Int) -> Int {
        let count = min(room, bytes.count - position)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: buffer, count: room)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        return count
    }
}
